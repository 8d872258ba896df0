"""What an audit finds, how it says it, and that it is the same again."""
import json

import jsonschema
import pytest

from conftest import ROOT, TODAY, value_of


def triggers(report):
    return sorted({(t["rule"], t["provider"]) for t in report["triggers"]})


def test_planted_habits_are_named(planted):
    assert triggers(planted.json()) == sorted([
        ("TRA0102", planted.provider("traction")),
        ("TRA0104", planted.provider("distinct")),
        ("TRA0106", planted.provider("clone"))])


def test_nothing_is_said_of_the_clean_twin(clean):
    report = clean.json()
    assert report["triggers"] == [] and report["habits"] == []
    assert report["summary"][0].startswith("Nothing stands out")


def test_habits_have_dollars_and_owners(planted):
    report = planted.json()
    cloned = next(h for h in report["habits"] if h["rule"] == "TRH0103")
    owners = {p["provider"]: p for p in cloned["by_provider"]}
    assert list(owners) == [planted.provider("clone")]
    assert owners[planted.provider("clone")]["charge"] == cloned["charge"]
    assert 0 < cloned["in_claims"] <= cloned["findings"]


def test_form(planted, clean):
    schema = json.loads(
        (ROOT / "schema" / "traction-audit-1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    for report in (planted.json(), clean.json(), planted.json("--no-check"),
                   planted.json("--past", "--every", "month")):
        check.validate(report)


def test_same_again(planted):
    first = planted.audit("--format", "json")
    again = planted.run("audit", "--db", planted.db, "--today", TODAY,
                        "--format", "json").stdout
    assert first == again


def test_every_trigger_can_be_drilled(planted):
    for trigger in planted.json()["triggers"]:
        drilled = planted.json("--drill", trigger["measure"], "--provider",
                               trigger["provider"])
        assert drilled["claims_in_all"] == trigger["claims_in_all"] > 0
        assert len(drilled["claims"]) == drilled["claims_in_all"]
        assert drilled["charge"] == trigger["charge"]
        assert all(c["provider"] == trigger["provider"] and c["note"]
                   for c in drilled["claims"])


def test_status_follows_fail_on(planted, clean):
    planted.audit()
    planted.audit("--fail-on", "warning", status=1)
    planted.audit("--fail-on", "never")
    clean.audit("--fail-on", "advice")


def test_one_provider(planted):
    npi = planted.provider("distinct")
    report = planted.json("--provider", npi)
    assert {t["provider"] for t in report["triggers"]} == {npi}
    result = planted.run("audit", "--db", planted.db, "--provider",
                         "1999999984", status=2)
    assert b"no claim names the provider" in result.stderr


@pytest.mark.parametrize("by", ["provider", "payer", "period"])
def test_text(planted, by):
    text = planted.audit("--by", by).decode()
    assert text.lstrip()[0].isdigit() and "What an auditor would see" in text
    assert "warning[TRA0102]: provider %s" % planted.provider(
        "traction") in text
    assert "What to do next" in text and "\033" not in text


def test_past(planted):
    report = planted.json("--from", "2025-04-01", "--to", "2025-06-30")
    assert report["scope"]["past_from"] == "2024-12-31"
    assert report["scope"]["past_to"] == "2025-03-31"
    npi = report["providers"][0]["npi"]
    before = planted.json("--from", "2024-12-31", "--to", "2025-03-31")
    past = value_of(report, "traction-visits", npi)["past"]
    assert past["value"] == value_of(before, "traction-visits", npi)["value"]


def test_peers(planted, tmp_path):
    table = tmp_path / "peers.csv"
    table.write_text("measure,payer,period,n,value,sd\n"
                     "exam-beside-cmt,all,,10000,0.01,\n"
                     "visits-per-patient,all,,5000,2.5,1.5\n")
    report = planted.json("--peers", str(table))
    npi = report["providers"][0]["npi"]
    assert value_of(report, "exam-beside-cmt", npi)["table"]["word"] == \
        "Significantly Higher"
    assert value_of(report, "visits-per-patient", npi)["table"]["test"] == \
        "welch-t"
    table.write_text("measure,n,value\ntraction-visits,50,62.5\n")
    result = planted.run("audit", "--db", planted.db, "--peers", table,
                         status=3)
    assert b"peers.csv:2:20: a share is written from 0 to 1" in result.stderr


def test_a_self_audit_is_recorded(clean):
    assert clean.json()["scope"]["last_audit"] is None
    assert any(a["rule"] == "TRA0108" for a in clean.json()["actions"])
    clean.run("audit", "--db", clean.db, "--done", "2026-07-01")
    report = json.loads(clean.run(
        "audit", "--db", clean.db, "--today", TODAY, "--no-check", "--format",
        "json").stdout)
    assert report["scope"]["last_audit"] == "2026-07-01"
    assert triggers(report) == [("TRA0108", None)]
    clean.run("db", "verify", "--db", clean.db)


def test_wrong_calls(planted):
    for arguments, part in (
            (("--drill", "traction"), b"no measure 'traction'"),
            (("--from", "2025-02-01", "--to", "2025-01-01"), b"after"),
            (("--by", "state"), b"--by"), (("claims",), b"no operands")):
        result = planted.run("audit", "--db", planted.db, *arguments,
                             status=2)
        assert part in result.stderr, result.stderr


def test_store_without_claims(planted, tmp_path):
    planted.run("import", "--db", tmp_path / "e.db",
                ROOT / "examples" / "remit" / "remit.835")
    command = ("audit", "--db", tmp_path / "e.db", "--today", TODAY)
    assert b"no service lines" in planted.run(*command).stdout
    report = json.loads(planted.run(*command, "--format", "json").stdout)
    assert report["scope"]["from"] is None and report["triggers"] == []

"""`traction replay`: what other rules or tables change in the kept claims is
what differs between two runs of `traction check` over the same files."""
import collections
import json
import re
from decimal import Decimal

import jsonschema
import pytest

from test_store import DAY, FILES, ROOT, Home

TODAY = "2026-06-30"
CLAIMS = [FILES[0], FILES[1], FILES[3]]
NOTES = DAY / "notes.ndjson"
REMIT = FILES[4]
SCHEMA = json.loads(
    (ROOT / "schema" / "traction-replay-1.schema.json").read_text())
# the pairs of a quarter, and those of the next with one more
PAIRS = [("97012", "97018", "0"), ("97140", "97530", "1")]
MORE = ("98940", "97012", "0")


@pytest.fixture(name="home")
def make_home(tmp_path):
    home = Home(tmp_path)
    home.run("import", "--quiet", *CLAIMS, NOTES, REMIT)
    return home


def replay(home, *options, status=0):
    result = home.run("replay", "--format", "json", "--today", TODAY, *options,
                      status=status)
    report = json.loads(result.stdout)
    jsonschema.validate(report, SCHEMA)
    adds_up(report)
    return report


def check(home, *options):
    """All findings of the files, as replay tells them apart."""
    lines = home.run("check", "--format", "ndjson", "--today", TODAY,
                     "--notes", NOTES, *options, *CLAIMS,
                     status=None).stdout.splitlines()
    found = collections.Counter()
    faulty = set()
    for finding in map(json.loads, lines):
        if finding["type"] != "finding" or finding["claim"] is None:
            continue
        found[finding["claim"], finding["rule"], finding["severity"],
              finding["line"] or None] += 1
        if finding["severity"] == "error":
            faulty.add(finding["claim"])
    return found, faulty


def told(report, which):
    return collections.Counter(
        (claim["claim"], change["rule"], change["severity"], change["line"])
        for claim in report["claims"] for change in claim[which])


def same_as_two_checks(home, report, before, after):
    (old, old_faulty), (new, new_faulty) = \
        check(home, *before), check(home, *after)
    assert told(report, "appear") == new - old
    assert told(report, "vanish") == old - new
    assert report["clean_to_faulty"]["claims"] == len(new_faulty - old_faulty)
    assert report["faulty_to_clean"]["claims"] == len(old_faulty - new_faulty)
    for claim in report["claims"]:
        number = claim["claim"]
        assert claim["before"] == ("faulty" if number in old_faulty
                                   else "clean")
        assert claim["after"] == ("faulty" if number in new_faulty
                                  else "clean")


def lines_of_claims():
    """Claim number -> (total, charges, codes), read apart from the program."""
    claims = {}
    for path in CLAIMS:
        current = None
        for segment in path.read_text().replace("\n", "").split("~"):
            parts = segment.split("*")
            if parts[0] == "CLM":
                current = claims[parts[1]] = (Decimal(parts[2]), [], [])
            elif parts[0] == "SV1":
                current[1].append(Decimal(parts[2] or "0"))
                current[2].append(parts[1].split(":")[1])
            elif parts[0] in ("SE", "HL"):
                current = None
    return claims


def paid_of_claims():
    paid = collections.Counter()
    for segment in REMIT.read_text().replace("\n", "").split("~"):
        parts = segment.split("*")
        if parts[0] == "CLP":
            paid[parts[1]] += Decimal(parts[4] or "0")
    return paid


def adds_up(report):
    """Money and counts of all sums from the changed claims alone."""
    billed, paid = lines_of_claims(), paid_of_claims()
    groups = {"by_rule": lambda claim, change: (change["rule"],
                                                change["severity"]),
              "by_payer": lambda claim, change: claim["payer_profile"],
              "by_provider": lambda claim, change: claim["provider"],
              None: lambda claim, change: None}
    for which in ("appear", "vanish"):
        for group, key_of in groups.items():
            sums = {}
            for claim in report["claims"]:
                total, charges, _ = billed[claim["claim"]]
                assert Decimal(claim["charged"]) == total
                assert Decimal(claim["paid"]) == paid[claim["claim"]]
                seen = {}
                for change in claim[which]:
                    key = key_of(claim, change)
                    sums.setdefault(key, [0, 0, 0, Decimal(0)])[0] += 1
                    seen.setdefault(key, set()).add(change["line"])
                for key, lines in seen.items():
                    entry = sums[key]
                    entry[1] += 1
                    whole = None in lines
                    entry[2] += len(charges) if whole else len(lines)
                    entry[3] += total if whole else \
                        sum(charges[line - 1] for line in lines)
            if group is None:
                rows = {None: report[which]}
                sums = sums or {None: [0, 0, 0, Decimal(0)]}
            else:
                rows = {((row["rule"], row["severity"]) if group == "by_rule"
                         else row["payer_profile"] if group == "by_payer"
                         else row["provider"]): row[which]
                        for row in report[group]}
                rows = {key: row for key, row in rows.items()
                        if row["findings"]}
            assert {key: [row["findings"], row["claims"], row["lines"],
                          Decimal(row["charged"])]
                    for key, row in rows.items()} == sums


def user_pack(folder, rule, *changes):
    """A copy of a shipped rule, changed."""
    folder.mkdir(exist_ok=True)
    (path,) = (ROOT / "packs").rglob(f"{rule}-*.yaml")
    text = path.read_text()
    for old, new in changes:
        assert old in text, (rule, old)
        text = text.replace(old, new, 1)
    (folder / path.name).write_text(text)
    return folder


def edition(home, folder, name, pairs, first, last):
    rows = folder.parent / f"{name}.txt"
    rows.write_text("".join(f"{a}\t{b}\t\t20200101\t*\t{indicator}\tTest\n"
                            for a, b, indicator in pairs))
    home.run("tables", "--tables", folder, "import", "ncci-ptp", "--edition",
             name, "--from", first, "--to", last, rows)
    return folder


# --- What changes -------------------------------------------------------------

def test_the_same_changes_nothing(home, tmp_path):
    same = user_pack(tmp_path / "same", "TRC0203")
    report = replay(home, "--packs", same, "--exit-code")
    assert report["claims_changed"] == 0 and not report["claims"]
    assert not report["outside"]["appear"] and not report["outside"]["vanish"]
    assert report["scope"]["claims"] == len(lines_of_claims())
    assert report["before"]["findings"] == report["after"]["findings"]
    shown = home.run("replay", "--packs", same, "--today", TODAY).stdout
    assert b"Nothing changes." in shown
    replay(home, "--packs", same, "--packs", same, "--exit-code")


def test_a_rule_with_another_threshold(home, tmp_path):
    mild = user_pack(tmp_path / "mild", "TRC0203",
                     ("total > limit * days", "total > 5 * limit * days"))
    report = replay(home, "--packs", mild)
    old, _ = check(home)
    wanted = {claim for claim, rule, *_ in old if rule == "TRC0203"}
    assert wanted and {c["claim"] for c in report["claims"]} == wanted
    assert [row["rule"] for row in report["by_rule"]] == ["TRC0203"]
    same_as_two_checks(home, report, [], ["--packs", mild])
    packs = {pack["sha256"] for pack in report["after"]["packs"]}
    assert packs - {pack["sha256"] for pack in report["before"]["packs"]}
    # and back: what vanished appears
    back = replay(home, "--packs", mild, "--packs", "shipped")
    assert told(back, "appear") == told(report, "vanish")
    assert back["clean_to_faulty"] == report["faulty_to_clean"]
    assert back["before"] == report["after"]


def test_a_rule_of_another_severity(home, tmp_path):
    loud = user_pack(tmp_path / "loud", "TRC0304",
                     ("severity: warning", "severity: error"))
    report = replay(home, "--packs", loud)
    assert report["appear"]["findings"] == report["vanish"]["findings"] > 0
    assert report["clean_to_faulty"]["claims"] > 0
    same_as_two_checks(home, report, [], ["--packs", loud])


def test_a_rule_of_its_own_with_money(home, tmp_path):
    """A rule that finds every line: all that was charged and paid."""
    own = user_pack(tmp_path / "own", "TRV0110",
                    ('when: code or modifier',
                     "when: line.charge > 0"))
    report = replay(home, "--packs", own)
    same_as_two_checks(home, report, [], ["--packs", own])
    billed, paid = lines_of_claims(), paid_of_claims()
    assert {claim["claim"] for claim in report["claims"]} == set(billed)
    assert Decimal(report["appear"]["charged"]) == \
        sum(sum(charges) for _, charges, _ in billed.values())
    assert Decimal(report["appear"]["paid"]) == \
        sum(paid[number] for number in billed) > 0


def test_an_edition_with_one_pair_more(home, tmp_path):
    old = edition(home, tmp_path / "old", "2026Q2", PAIRS, "2026-01-01",
                  "2026-12-31")
    new = edition(home, tmp_path / "new", "2026Q2", PAIRS + [MORE],
                  "2026-01-01", "2026-12-31")
    report = replay(home, "--tables", old, "--tables", new)
    having = {number for number, (_, _, codes) in lines_of_claims().items()
              if set(MORE[:2]) <= set(codes)}
    changed = {claim["claim"] for claim in report["claims"]}
    assert changed == having and having
    same_as_two_checks(home, report, ["--tables", old], ["--tables", new])
    tables = [{(t["name"], t["edition"]) for t in report[side]["tables"]
               if t["imported"]} for side in ("before", "after")]
    assert tables == [{("ncci-ptp", "2026Q2")}] * 2


def test_the_next_quarter(home, tmp_path):
    """An edition that is not in force yet says nothing of these services,
    unless they are taken as of its days."""
    now = edition(home, tmp_path / "now", "2026Q3", PAIRS, "2020-01-01",
                  "2026-09-30")
    following = edition(home, tmp_path / "next", "2026Q3", PAIRS, "2020-01-01",
                        "2026-09-30")
    edition(home, following, "2026Q4", PAIRS + [MORE], "2026-10-01",
            "2026-12-31")
    report = replay(home, "--tables", now, "--tables", following)
    assert report["claims_changed"] == 0
    report = replay(home, "--tables", now, "--tables", following, "--as-if",
                    "2026-09-30", "--as-if", "2026-10-01")
    having = {number for number, (_, _, codes) in lines_of_claims().items()
              if set(MORE[:2]) <= set(codes)}
    appear = {claim["claim"] for claim in report["claims"]
              if any(change["rule"] == "TRC0301" for change in claim["appear"])}
    assert appear == having and having
    assert (report["before"]["as_if"], report["after"]["as_if"]) == \
        ("2026-09-30", "2026-10-01")


def test_a_rule_that_comes_into_force(home, tmp_path):
    """Rules too are those of the day that services are taken to be of."""
    soon = user_pack(tmp_path / "soon", "TRV0110",
                     ("when: code or modifier",
                      "in_force: {from: 2027-01-01}\nwhen: line.charge > 0"))
    assert not replay(home, "--packs", soon)["claims"]
    assert not replay(home, "--packs", soon, "--as-if", "2026-12-31",
                      "--select", "TRV0110")["claims"]
    report = replay(home, "--packs", soon, "--as-if", "2027-01-01",
                    "--select", "TRV0110")
    assert len(report["claims"]) == len(lines_of_claims())


# --- What it is asked of ------------------------------------------------------

def test_scopes(home, tmp_path):
    mild = user_pack(tmp_path / "mild", "TRC0203",
                     ("total > limit * days", "total > 5 * limit * days"))
    user_pack(mild, "TRC0401", ("severity: error", "severity: warning"))
    whole = replay(home, "--packs", mild)
    assert len(whole["claims"]) > 1
    for key, option in (("provider", "--provider"),
                        ("payer_profile", "--payer")):
        some = []
        for value in {claim[key] for claim in whole["claims"]}:
            part = replay(home, "--packs", mild, option, value)
            assert {claim[key] for claim in part["claims"]} == {value}
            some += part["claims"]
        assert sorted(c["id"] for c in some) == \
            sorted(c["id"] for c in whole["claims"])
    day = max(claim["day"] for claim in whole["claims"])
    assert replay(home, "--packs", mild, "--from", "2030-01-01")["claims"] == []
    late = replay(home, "--packs", mild, "--from", day)["claims"]
    assert {claim["day"] for claim in late} == {day}
    one = replay(home, "--packs", mild, "--select", "TRC0401")
    assert [row["rule"] for row in one["by_rule"]] == ["TRC0401"] * 2


def test_the_text(home, tmp_path):
    mild = user_pack(tmp_path / "mild", "TRC0203",
                     ("total > limit * days", "total > 5 * limit * days"))
    user_pack(mild, "TRC0401", ("severity: error", "severity: warning"))
    report = replay(home, "--packs", mild)
    text = home.run("replay", "--packs", mild, "--today", TODAY, "--claims",
                    "1", "--exit-code", status=1).stdout.decode()
    rules = [row["rule"] for row in report["by_rule"]]
    assert re.findall(r"^  (TR[A-Z]\d{4}) ", text, re.M) == rules
    number = report["claims"][0]["claim"]
    assert f"  {number}, " in text
    left = len(report["claims"]) - 1
    assert f"and {left} claim{'s' if left > 1 else ''} not shown" in text
    assert len(text.split("\nClaims\n")[1].splitlines()) < 6
    home.run("replay", "--packs", mild, "--output", tmp_path / "out")
    assert (tmp_path / "out").stat().st_size > 100


def test_what_is_wrong_with_a_call(home, tmp_path):
    same = user_pack(tmp_path / "same", "TRC0203")
    for options in ([], ["--packs", same, "file"],
                    ["--packs", same, "--packs", same, "--packs", same],
                    ["--as-if", "soon"], ["--packs", same, "--claims", "x"],
                    ["--packs", same, "--payer", "nobody"],
                    ["--packs", same, "--select", "TRX9999X"]):
        result = home.run("replay", *options, status=2)
        assert result.stderr.startswith(b"traction replay: ")
    (same / "broken.yaml").write_text("id: [")
    home.run("replay", "--packs", same, status=3)
    home.run("replay", "--tables", tmp_path / "none", status=3)
    home.clear()
    home.run("replay", "--as-if", "2026-10-01", status=3)


def test_an_empty_store(tmp_path):
    home = Home(tmp_path)
    home.run("import", "--quiet", REMIT)
    report = replay(home, "--as-if", "2026-10-01")
    assert report["scope"]["claims"] == 0 and report["claims_changed"] == 0

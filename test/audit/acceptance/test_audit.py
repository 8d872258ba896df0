"""The audit names each planted habit with its doctor, and of the clean twin
it has nothing to say."""
import json
import sys

import pytest
from conftest import ROOT, TODAY

sys.path.insert(0, str(ROOT / "test" / "audit"))
import plain_sql                                      # noqa: E402
import verdict                                        # noqa: E402


def audit(practice, *more, status=(0, 1)):
    return practice.json("audit", "--db", practice.db, "--today", TODAY,
                         "--format", "json", *more, status=status)


@pytest.fixture(scope="module", name="found")
def audit_once(planted):
    return audit(planted)


@pytest.fixture(scope="module", name="twin")
def audit_twin(clean):
    return audit(clean)


def test_all_habits_and_no_others(found, planted):
    assert {h["habit"] for h in planted.truth["habits"]} == \
        {"traction", "distinct", "clone"}
    assert verdict.judge(found, planted.truth) == []


def test_the_clean_twin_has_none(twin, clean):
    assert verdict.judge(twin, clean.truth) == []
    assert verdict.triggered(twin) == set() and verdict.broken(twin) == {}


def test_scope_is_the_whole_practice(found, planted):
    scope, truth = found["scope"], planted.truth
    assert scope["claims"] == scope["notes"] == truth["claims"]
    assert scope["lines"] == truth["lines"]
    assert scope["patients"] == truth["patients"]
    assert scope["charge"] == truth["billed"]
    assert scope["paid"] == "%.2f" % (truth["remits"]["paid"] / 100)
    assert scope["answered"] == truth["remits"]["answered"]
    by_npi = {p["npi"]: p["claims"] for p in found["providers"]}
    assert by_npi == {p["npi"]: p["claims"] for p in truth["providers"]}


def test_cloned_notes_are_told_of_their_author(found, planted):
    rules = verdict.broken(found)
    cloner = planted.provider("clone")
    claims = next(h["claims"] for h in planted.truth["habits"]
                  if h["habit"] == "clone")
    assert rules["TRH0103", cloner] > claims * .5
    values = verdict.cells(found)
    assert values["cloned-notes", cloner] > .5
    assert all(value == 0 for (name, npi), value in values.items()
               if name == "cloned-notes" and npi != cloner)


def test_figures_are_those_of_plain_sql(found, planted, tmp_path):
    folder = tmp_path / "export"
    planted.run("db", "export", "--db", planted.db, folder)
    db = plain_sql.load(folder)
    answers, _ = plain_sql.ask(db)
    db.close()
    values = verdict.cells(found)
    assert len(answers) == len(plain_sql.QUESTIONS)
    for name, rows in answers.items():
        assert len(rows) == len(planted.truth["providers"])
        for npi, value in rows.items():
            assert values[name, npi] == pytest.approx(value, rel=1e-8), name


def test_same_store_same_answer(found, planted):
    assert json.dumps(audit(planted)) == json.dumps(found)


def test_one_provider_alone(planted):
    npi = planted.provider("traction")
    alone = audit(planted, "--provider", npi)
    assert verdict.triggered(alone) == {("TRA0102", npi)}

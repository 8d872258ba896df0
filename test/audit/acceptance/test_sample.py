"""A mock audit: drawn, decided, projected; of the whole frame the projection
is what was planted, to the cent."""
import json
from decimal import Decimal

import pytest
from conftest import TODAY

SIZE = 120


def draw(practice, path, *more):
    practice.run("sample", "draw", "--db", practice.db, "--today", TODAY,
                 "--question", "warning", "--worksheet", path, *more)
    return json.loads(path.read_text())


def told(practice, command, path):
    return json.loads(practice.run("sample", command, "--format", "json",
                                   path).stdout, parse_float=Decimal)


def decide(sheet, path):
    for row in sheet["rows"]:
        row["decision"] = "agree"
    path.write_text(json.dumps(sheet))
    return path


def paid_lines(practice):
    """{control number of the line: cents paid}, read from the 835 files."""
    paid = {}
    for path in (practice.files / "remits").glob("*.835"):
        got = None
        for segment in path.read_text().replace("\n", "").split("~"):
            parts = segment.split("*")
            if parts[0] == "SVC":
                got = Decimal(parts[3])
            elif parts[:2] == ["REF", "6R"]:
                paid[parts[2]] = got
    return paid


def overpaid(practice, claims=None):
    """What was paid for planted lines: of all claims, or of these."""
    if not hasattr(practice, "paid"):
        practice.paid = paid_lines(practice)
    paid = practice.paid
    return sum(paid.get("%s-%d" % (claim, line), 0)
               for places in practice.truth["findings"].values()
               for claim, line in places
               if claims is None or claim in claims)


def test_the_same_seed_draws_the_same(planted, tmp_path):
    some = ("--size", SIZE, "--paid", "--provider",
            planted.provider("distinct"))
    one = draw(planted, tmp_path / "1.json", "--seed", "one", *some)
    again = draw(planted, tmp_path / "2.json", "--seed", "one", *some)
    other = draw(planted, tmp_path / "3.json", "--seed", "two", *some)
    assert one == again
    assert len(one["rows"]) == len({r["unit"] for r in one["rows"]}) == SIZE
    assert {r["claim"] for r in one["rows"]} != \
        {r["claim"] for r in other["rows"]}
    assert {r["provider"] for r in one["rows"]} == \
        {planted.provider("distinct")}


def test_undecided_rows_are_not_projected(planted, tmp_path):
    path = tmp_path / "sheet.json"
    draw(planted, path, "--size", SIZE, "--paid", "--seed", "one")
    planted.run("sample", "project", path, status=(1, 2, 3))


@pytest.mark.parametrize("strata", [(), ("--strata", "payer")])
def test_a_sample_projects_what_was_planted(planted, tmp_path, strata):
    npi = planted.provider("distinct")
    path = tmp_path / "sheet.json"
    sheet = draw(planted, path, "--size", SIZE, "--paid", "--provider", npi,
                 "--seed", "one", *strata)
    drawn = {r["claim"] for r in sheet["rows"]}
    result = told(planted, "project", decide(sheet, path))
    assert Decimal(result["sample_overpaid"]) == overpaid(planted, drawn) > 0
    found = result["difference"]
    point = Decimal(found["point_estimate"])
    assert Decimal(found["lower_limit_one_sided_90"]) < point
    error, truth = Decimal(found["standard_error"]), overpaid(planted)
    assert abs(point - truth) < 4 * error
    rules = {h["rule"] for h in result["habits"]}
    assert rules and rules <= {"TRC0303", "TRC0304"}


def test_of_the_whole_frame_it_is_exact(planted, tmp_path):
    npi = planted.provider("distinct")
    path = tmp_path / "sheet.json"
    frame = draw(planted, path, "--size", SIZE, "--paid", "--provider", npi,
                 "--seed", "one")
    path.unlink()
    size = told(planted, "read", decide(frame, tmp_path / "frame.json"))[
        "frame_claims"]
    sheet = draw(planted, path, "--size", size, "--paid", "--provider", npi,
                 "--seed", "one")
    result = told(planted, "project", decide(sheet, path))
    point = Decimal(result["difference"]["point_estimate"])
    assert point == overpaid(planted)
    assert Decimal(result["difference"]["standard_error"]) == 0
    wrong = {claim for places in planted.truth["findings"].values()
             for claim, _ in places if overpaid(planted, {claim})}
    assert sum(s["wrong"] for s in result["strata"]) == len(wrong)
    assert float(result["error_rate"]["share"]) == pytest.approx(
        len(wrong) / size, abs=1e-6)


def test_nothing_is_overpaid_in_the_clean_twin(clean, tmp_path):
    path = tmp_path / "sheet.json"
    sheet = draw(clean, path, "--size", SIZE, "--paid", "--seed", "one")
    result = told(clean, "project", decide(sheet, path))
    assert Decimal(result["sample_overpaid"]) == 0
    assert Decimal(result["difference"]["point_estimate"]) == 0
    assert result["error_rate"]["share"] == 0

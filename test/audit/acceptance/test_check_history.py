"""A month checked against the store: what only the history shows."""
import json

from conftest import TODAY


def check(practice, path, *more):
    result = practice.run(
        "check", "--db", practice.db, "--today", TODAY, "--format", "ndjson",
        *more, path, status=(0, 1))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return ([r for r in rows if r["type"] == "finding"
             and r["severity"] in ("error", "warning")], rows[-1])


def months(practice):
    return sorted((practice.files / "claims").glob("*.837"))


def test_nothing_of_the_clean_twin(clean):
    for path in (months(clean)[0], months(clean)[-2]):
        found, summary = check(clean, path)
        assert summary["claims"] > 50 and found == []


def test_clones_of_months_before(planted):
    path = months(planted)[-2]
    found, _ = check(planted, path)
    notes = {}
    for line in (planted.files / "notes" / (path.stem + ".ndjson")
                 ).read_text().splitlines():
        note = json.loads(line)
        notes[note["claim"]] = note["author"]["npi"]
    cloner = planted.provider("clone")
    cloned = {f["claim"] for f in found if f["rule"] == "TRH0103"}
    by_cloner = {claim for claim, npi in notes.items() if npi == cloner}
    assert cloned <= by_cloner
    assert len(cloned) > len(by_cloner) * .6
    # without the store, fewer are known to be copies
    alone = planted.run("check", "--today", TODAY, "--format", "ndjson",
                        "--notes", planted.files / "notes" / (
                            path.stem + ".ndjson"), path, status=(0, 1))
    few = {row["claim"] for row in map(json.loads, alone.stdout.splitlines())
           if row["type"] == "finding" and row["rule"] == "TRH0103"}
    assert few < cloned


def test_a_month_sent_again(clean, tmp_path):
    path = months(clean)[-2]
    again = tmp_path / "again.837"
    again.write_text(path.read_text().replace("CLM*P", "CLM*Q"))
    found, summary = check(clean, again)
    repeated = [f["claim"] for f in found if f["rule"] == "TRC0502"]
    assert len(repeated) == len(set(repeated)) == summary["claims"]

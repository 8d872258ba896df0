"""Every fact of every worked example is taken out alone. Either the result
changes, or the fact is among those of which REASONS says why it does not;
docs/coding/facts.md is that list.

`python3 test/coding/test_removal.py --accept` writes the list anew."""
import collections
import json
import pathlib
import sys
import tempfile

import pytest

import removal
import runs

FACTS = runs.EXAMPLES / "facts.md"

# (why the result stays the same, facts). In the words of the page.
REASONS = [
    ("who somebody is comes from the practice file, by `patient.id` and "
     "`author.npi`; force is given in pounds here, so no rule needs the body "
     "weight",
     ["/author/name", "/author/credentials", "/patient/born", "/patient/sex",
      "/patient/weight", "/patient/weight/unit", "/patient/weight/value"]),
    ("the claim is found by `claim`, and a note that does not name its format "
     "is read as one of this",
     ["/format", "/id"]),
    ("what was found and thought stands in the note more than once: in the "
     "four texts, the segments with P.A.R.T., the findings, diagnoses and the "
     "plan of care; the rules ask for one of them",
     ["/objective", "/assessment", "/plan", "/exam", "/exam/findings",
      "/exam/findings/*", "/exam/findings/*/test",
      "/exam/findings/*/positive", "/exam/findings/*/side"]),
    ("the payers of these examples ask for no named tests, no failed care "
     "before and no outcome score on the day; over many visits they count",
     ["/outcomes", "/outcomes/*", "/outcomes/*/instrument",
      "/outcomes/*/score", "/outcomes/*/max", "/outcomes/*/date",
      "/prior_care", "/prior_care/weeks", "/prior_care/kinds",
      "/prior_care/kinds/*"]),
    ("response in words and pain before and after are each a response",
     ["/pain", "/pain/before", "/pain/after", "/services/*/response"]),
    ("a diagnosis without a status is an active one",
     ["/diagnoses/*/status"]),
    ("a level names its region, and a region may do without a level",
     ["/segments/*/level", "/segments/*/region"]),
    ("the segment was not adjusted, or nothing on the claim rests on it",
     ["/segments", "/segments/*", "/segments/*/adjusted",
      "/segments/*/part"]),
    ("two of P.A.R.T. with one of A and R are enough, so one of three may go; "
     "outside the spine P.A.R.T. is not asked",
     ["/segments/*/part/*"]),
    ("the adjusted segments are the manipulation, with or without a service "
     "of their own",
     ["/services", "/services/*"]),
    ("the segments, or the diagnoses of the visit, which are all of one "
     "region, say where it was; of two areas one is enough for the same "
     "diagnoses",
     ["/services/*/areas", "/services/*/areas/*"]),
    ("a code that the note itself names stands without the kind of service",
     ["/services/*/kind"]),
    ("device and method each say how it pulled",
     ["/services/*/method"]),
    ("time in and out give the minutes, and minutes do without them; an "
     "untimed service other than traction needs none",
     ["/services/*/minutes", "/services/*/start", "/services/*/end"]),
    ("only a note that says no is against it; the kind itself says one on one",
     ["/services/*/one_on_one"]),
    ("the rules on reason and goal, and on device, mode, force and position, "
     "are about traction that is billed to be paid: example 07 is billed for "
     "denial, and rollers (19) have no force",
     ["/services/*/rationale", "/services/*/goal", "/services/*/device",
      "/services/*/device/kind", "/services/*/mode", "/services/*/position",
      "/services/*/force", "/services/*/force/value",
      "/services/*/force/unit"]),
    ("good to have, and asked by none of the payers here",
     ["/services/*/by", "/services/*/side", "/services/*/angle_degrees",
      "/services/*/device/name", "/services/*/device/fda_cleared",
      "/services/*/primary"]),
    ("new patient (01), outcome measures of the day (11) and an examination "
     "without treatment (21) do without it",
     ["/exam/separate_problem"]),
    ("a screen for contraindications is asked where there is traction that is "
     "billed to be paid",
     ["/contraindications_screened"]),
    ("the phase decides between AT, GA and GZ, which these payers do not ask",
     ["/plan_of_care/phase"]),
    ("the rules on complaint, plan and goals are about treatment that is "
     "billed to be paid: 06 is billed for denial, 12 and 21 treat nothing",
     ["/subjective", "/plan_of_care/goals", "/plan_of_care/goals/*",
      "/plan_of_care/items"]),
    ("a goal counts by being there; the traction names it by its id, other "
     "services need not",
     ["/plan_of_care/goals/*/id", "/plan_of_care/goals/*/text",
      "/plan_of_care/goals/*/measure", "/plan_of_care/goals/*/target"]),
    ("only passive care must be an item of the plan; of an item without code, "
     "areas or minutes nobody can say that the visit departs from it; and one "
     "frequency in the plan is a frequency",
     ["/plan_of_care/items/*", "/plan_of_care/items/*/code",
      "/plan_of_care/items/*/areas", "/plan_of_care/items/*/areas/*",
      "/plan_of_care/items/*/minutes", "/plan_of_care/items/*/per_week",
      "/plan_of_care/items/*/visits"]),
    ("visit number and number of visits are compared where both are there, "
     "and the visit lies within the plan; the re-examination falls due 30 "
     "days after the last where no date is set",
     ["/plan_of_care/end", "/plan_of_care/visits",
      "/plan_of_care/visit_number", "/plan_of_care/re_exam_due"]),
    ("the number makes the authorization; its dates and visits are kept with "
     "the payer",
     ["/authorization/from", "/authorization/to", "/authorization/visits"]),
]


def all_results(scratch):
    """{fact: [(example, pointer, whether the result changed)]}"""
    out = collections.defaultdict(list)
    for folder in runs.folders():
        for pointer, changed in removal.results(folder, scratch).items():
            out[removal.shape(pointer)].append((folder.name[:2], pointer,
                                                changed))
    return out


def examples(rows):
    found = sorted({example for example, _, _ in rows})
    return "all" if len(found) == len(runs.folders()) else " ".join(found)


def page(results):
    """The list, as it is read."""
    total = sum(len(rows) for rows in results.values())
    same = sum(not changed for rows in results.values()
               for _, _, changed in rows)
    text = [
        "# Facts of the worked examples", "",
        "Every fact of every note of this folder (each key, and each element "
        "of a list) was taken out", f"alone: {total} notes. In "
        f"{total - same} of them lines, units, modifiers, diagnoses, dates or "
        "the claim are others,", "or something is said to be lacking that was "
        f"not before. In {same} nothing changes; here is why.",
        "`test/coding/test_removal.py` does it anew.", "",
        "## What changes nothing", "",
        "| fact | changes nothing in | changes the result in |",
        "| --- | --- | --- |"]
    for why, shapes in REASONS:
        text.append(f"| **{why}** | | |")
        for fact in shapes:
            stays = [row for row in results[fact] if not row[2]]
            moves = [row for row in results[fact] if row[2]]
            text.append(f"| `{fact}` | {examples(stays)} | {examples(moves)} "
                        "|")
    text += ["", "## What always changes the result", "",
             "| fact | in |", "| --- | --- |"]
    for fact in sorted(results):
        if all(changed for _, _, changed in results[fact]):
            text.append(f"| `{fact}` | {examples(results[fact])} |")
    return "\n".join(text) + "\n"


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return all_results(tmp_path_factory.mktemp("removal"))


def test_all_facts_were_tried(results):
    assert sum(len(rows) for rows in results.values()) > 2500


def test_each_fact_matters_or_has_its_reason(results):
    reasoned = {fact for _, shapes in REASONS for fact in shapes}
    same = {fact for fact, rows in results.items()
            if not all(changed for _, _, changed in rows)}
    assert same - reasoned == set()
    assert reasoned - same == set(), "a reason nobody needs"
    assert len(reasoned) == sum(len(shapes) for _, shapes in REASONS)


def test_what_a_reason_points_to_matters(results):
    """What decides on lines is never without consequence."""
    for fact in ("/date_of_service", "/signed_at", "/diagnoses/*/code",
                 "/services/*/code", "/abn", "/plan_of_care/start",
                 "/author/npi", "/patient/id", "/authorization/id"):
        assert results[fact], fact
        assert all(changed for _, _, changed in results[fact]), fact


# Facts that stand for each other: one may go, all of them may not.
TOGETHER = [
    ("01", ["/segments/0/level", "/segments/0/region"]),
    ("03", ["/services/1/method", "/services/1/device"]),
    ("03", ["/services/1/minutes", "/services/1/start", "/services/1/end"]),
    ("03", ["/services/1/response", "/pain"]),
    ("03", ["/services/1/areas", "/plan_of_care/items/1/areas"]),
    ("11", ["/exam/separate_problem", "/outcomes"]),
    ("12", ["/services/0/kind", "/services/0/code"]),
    ("14", ["/services", "/segments"]),
    ("15", ["/services/0/minutes", "/services/0/start"]),
    ("15", ["/services/1/minutes", "/services/1/end"]),
    ("20", ["/services/0/method", "/services/0/device"]),
]


@pytest.mark.parametrize("example,pointers", TOGETHER)
def test_facts_that_stand_for_each_other(example, pointers, tmp_path):
    [folder] = [f for f in runs.folders() if f.name.startswith(example)]
    note = json.loads((folder / "note.json").read_text())
    for pointer in sorted(pointers, reverse=True):
        note = removal.without(note, pointer)
    (tmp_path / "note.json").write_text(json.dumps(note))
    [before] = runs.visits(folder / "note.json")
    [after] = runs.visits(tmp_path / "note.json")
    assert removal.said(after) != removal.said(before)


def test_the_list_is_that_of_the_page(results):
    assert page(results) == FACTS.read_text()


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as made:
        FACTS.write_text(page(all_results(pathlib.Path(made))))

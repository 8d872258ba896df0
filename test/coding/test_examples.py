"""The worked examples of docs/coding: note in; derivation, JSON and claim out,
to the byte; the claim holds before the checker; the page says what comes out.

`python3 test/coding/test_examples.py --accept` writes what comes out as what is
wanted: read the difference before you commit it."""
import json
import re
import sys

import jsonschema
import pytest

import runs

FORMS = {"text": "expected.txt", "json": "expected.json",
         "837": "expected.837"}
SHAPE = json.loads((runs.ROOT / "test/coding/visits.schema.json").read_text())
# Advice that the checker gives on the example's claim, and its page explains.
ADVICE = {"18-traction-and-manual-together": ["TRC0503"]}
LISTED = re.compile(r"^\| `(\S+)` \| (\d+) \| (.*?) \| (\d+\.\d\d) \|", re.M)


def came_out(folder, form):
    done = runs.code(folder.relative_to(runs.ROOT) / "note.json", form=form,
                     practice=runs.PRACTICE.relative_to(runs.ROOT))
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return done.stdout


def each(function):
    return pytest.mark.parametrize(
        "folder", runs.folders(), ids=lambda folder: folder.name)(function)


def test_all_are_there():
    assert len(runs.folders()) == 22
    table = (runs.EXAMPLES / "README.md").read_text()
    for folder in runs.folders():
        assert f"({folder.name}/)" in table, folder.name


@each
@pytest.mark.parametrize("form", FORMS)
def test_to_the_byte(folder, form):
    assert came_out(folder, form) == (folder / FORMS[form]).read_text()


@each
def test_the_checker_accepts_it(folder):
    found = runs.findings(folder / "expected.837", folder / "note.json")
    assert [f["severity"] for f in found if f["severity"] != "advice"] == []
    assert [f["rule"] for f in found] == ADVICE.get(folder.name, [])


@each
def test_shape(folder):
    document = json.loads((folder / "expected.json").read_text())
    jsonschema.validate(document, SHAPE)
    note = json.loads((folder / "note.json").read_text())
    [visit] = document["visits"]
    assert visit["note"] == note["id"] and visit["claim"] == note["claim"]
    for line in visit["lines"]:
        assert line["because"], "a line without a reason"
        for reason in line["because"]:
            assert reason["source"], reason["text"]
            if reason["pointer"] is not None:
                resolve(note, reason["pointer"])
    for lack in visit["lacking"]:
        if lack["pointer"] is not None:
            resolve(note, lack["pointer"])


def resolve(document, pointer):
    """What a JSON pointer names; an error where there is no such thing."""
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        document = document[int(part) if isinstance(document, list) else part]
    return document


@each
def test_the_note_is_of_the_format(folder):
    schema = json.loads(
        (runs.ROOT / "schema/traction-note-1.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(
        json.loads((folder / "note.json").read_text()))


@each
def test_the_page_says_what_comes_out(folder):
    page = (folder / "README.md").read_text()
    assert 10 <= len(page.splitlines()) <= 40
    [visit] = json.loads((folder / "expected.json").read_text())["visits"]
    wanted = [(runs.in_short(line), str(line["units"]),
               ", ".join(visit["diagnoses"][at - 1]
                         for at in line["pointers"]), line["charge"])
              for line in visit["lines"]]
    assert LISTED.findall(page) == wanted
    for lack in visit["lacking"]:
        assert lack["severity"] == "error" and f"* {lack['code']}:" in page
    for rule in ADVICE.get(folder.name, []):
        assert rule in page
    sources = "".join(path.read_text() for path in
                      (runs.ROOT / "docs/sources.d").glob("*.md"))
    for name in re.findall(r"`([a-z][a-z0-9-]+)`", page.split("Sources")[1]):
        assert f"| `{name}` |" in sources, name


def test_the_readme_shows_what_comes_out():
    """README.md of the project."""
    page = (runs.ROOT / "README.md").read_text()
    command = ("$ traction code --notes docs/coding/15-timed-cms-total/"
               "note.json --practice docs/coding/practice.json\n")
    shown = page.split(command)[1].split("```")[0]
    wanted = (runs.EXAMPLES / "15-timed-cms-total/expected.txt").read_text()
    assert shown == wanted.rstrip("\n") + "\n"


def accept():
    for folder in runs.folders():
        for form, name in FORMS.items():
            (folder / name).write_text(came_out(folder, form))


if __name__ == "__main__":
    if sys.argv[1:] == ["--accept"]:
        accept()
    else:
        sys.exit(__doc__)

#!/usr/bin/python3
"""Drafts of all notes of the corpus against the schema of notes, and through
`traction check --notes`, which must find nothing wrong with their form. What
is missing names places that are not there. TAP on stdout."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TRACTION = os.environ.get("TRACTION", str(ROOT / "build" / "traction"))
SCHEMA = json.loads((ROOT / "schema/traction-note-1.schema.json").read_text())


def found(draft, pointer):
    """The value at a JSON pointer; None where there is none."""
    for key in pointer.split("/")[1:]:
        if isinstance(draft, list):
            draft = draft[int(key)] if int(key) < len(draft) else None
        elif isinstance(draft, dict):
            draft = draft.get(key)
        else:
            return None
    return draft


def faults_of(draft, validator):
    for error in validator.iter_errors(draft):
        yield "/".join(map(str, error.path)) + ": " + error.message
    for entry in draft["missing"]:
        if not entry["text"]:
            yield "a missing entry without text"
        if entry["text"].startswith("ambiguous") and \
                found(draft, entry["pointer"]) is not None:
            yield entry["pointer"] + ": both written and ambiguous"


def main():
    notes = sorted(map(str, (HERE / "corpus").glob("*.txt")))
    done = subprocess.run([TRACTION, "note", "--format", "ndjson"] + notes,
                          stdout=subprocess.PIPE, check=True)
    drafts = [json.loads(line) for line in done.stdout.splitlines()]
    validator = jsonschema.Draft202012Validator(SCHEMA)
    faults = [d["id"] + ": " + f for d in drafts
              for f in faults_of(d, validator)]
    for fault in faults:
        print("# " + fault)
    good = not faults and len(drafts) == len(notes)
    print("1..2\n%s 1 - drafts are notes" % ("ok" if good else "not ok"))

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "drafts.ndjson")
        with open(path, "wb") as out:
            out.write(done.stdout)
        checked = subprocess.run(
            [TRACTION, "check", "--notes", path, "--select", "TRD0104",
             "--format", "ndjson", str(ROOT / "test/cli/data/clean.837")],
            stdout=subprocess.PIPE, env=dict(os.environ, TRACTION_TABLES=folder))
        formed = b"TRD0104" not in checked.stdout and checked.returncode == 0
    print("%s 2 - check takes them" % ("ok" if formed else "not ok"))
    return 0 if good and formed else 1


if __name__ == "__main__":
    sys.exit(main())

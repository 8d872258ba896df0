"""traction as a program: notes and a practice file in, lines and claims out."""
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("TRACTION", str(ROOT / "build" / "traction"))
EXAMPLES = ROOT / "docs" / "coding"
PRACTICE = EXAMPLES / "practice.json"
TODAY = "2026-09-28"
# TRK0101 is about the age of the built-in NCCI tables, no claim's fault.
IGNORED = "TRK0101"

ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith("TRACTION_") or
               name in ("TRACTION_LIBRARY", "TRACTION_SOURCE")}
ENVIRONMENT.update(NO_COLOR="1", COLUMNS="80", LC_ALL="C.UTF-8")


def run(*words):
    """What it says and its exit status; a crash is an error of the test."""
    done = subprocess.run([PROGRAM, *map(str, words)], cwd=ROOT, text=True,
                          capture_output=True, env=ENVIRONMENT, check=False)
    if done.returncode not in (0, 1, 3):
        raise AssertionError(f"status {done.returncode}: {words}\n"
                             f"{done.stderr}")
    return done


def code(notes, *more, practice=PRACTICE, form="json"):
    """The page, the document or the claims of a file of notes."""
    words = ["code", "--notes", notes, "--today", TODAY, "--format", form]
    if practice is not None:
        words += ["--practice", practice]
    return run(*words, *more)


def visits(notes, *more, practice=PRACTICE):
    done = code(notes, "--quiet", *more, practice=practice)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["visits"]


def findings(claims, notes, *more):
    done = run("check", "--notes", notes, "--today", TODAY, "--format", "json",
               "--ignore", IGNORED, *more, claims)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)["findings"]


def in_short(line):
    """A line as people say it: 97012-GP."""
    return "-".join([line["code"], *line["modifiers"]])


def folders():
    return sorted(path.parent for path in EXAMPLES.glob("*/note.json"))

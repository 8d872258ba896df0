"""History in rules from outside: what stands in a practice's store and what
stands in the input are one history; a kept claim is no past of itself."""
import collections
import json
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TRACTION = os.environ.get("TRACTION", str(ROOT / "build" / "traction"))
GENERATE = ROOT / "test" / "audit" / "practice" / "generate"
TODAY = "2021-06-30"
HISTORY = ("TRC0410", "TRC0502", "TRP0102", "TRH")


class Practice:
    """A generated year: 837P and notes in months, with habits planted."""

    def __init__(self, folder):
        self.folder = folder
        subprocess.run(
            [sys.executable, GENERATE, folder, "--doctors", "3", "--years", "1",
             "--claims", "900", "--seed", "5", "--start", "2020-01"],
            check=True, timeout=120, capture_output=True)
        self.claims = sorted((folder / "claims").iterdir())
        self.notes = sorted((folder / "notes").iterdir())


class Store:
    """A store of its own, opened by a key of its own."""

    def __init__(self, folder, *files):
        self.path, key = folder / "practice.db", folder / "key"
        key.write_text("5a" * 32 + "\n")
        key.chmod(0o600)
        self.options = ["--db", self.path, "--key-file", key]
        run("import", "--quiet", *self.options, *files)


def run(*arguments, status=0):
    result = subprocess.run([TRACTION, *map(str, arguments)], timeout=120,
                            capture_output=True, check=False)
    assert result.returncode in (status if isinstance(status, tuple)
                                 else (status,)), result
    return result


def check(*arguments):
    result = run("check", "--today", TODAY, "--format", "ndjson", *arguments,
                 status=(0, 1))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return [row for row in rows if row["type"] == "finding"]


def also_names(finding):
    """The other places, by the names of files without their folders: a store
    keeps names, not paths."""
    places = []
    for place in finding["also"]:
        place = json.loads(json.dumps(place))
        for part in (place, place.get("note") or {}):
            if "file" in part:
                part["file"] = pathlib.Path(part["file"]).name
        # of a claim that is not at hand the file is always said
        if "file" in place and place["file"] == \
                pathlib.Path(finding["file"]).name:
            del place["file"]
        if "note" in place and place["note"].get("file") == \
                pathlib.Path(finding["file"]).name:
            del place["note"]["file"]
        places.append(place)
    return places


def told(findings):
    return [(f["rule"], f["severity"], f["claim"], f["claim_at"], f["line"],
             f["message"], f["at"], f["note"], also_names(f), f["why"])
            for f in findings]


def of_files(findings, files):
    names = {str(path) for path in files}
    return [f for f in findings if f["file"] in names]


@pytest.fixture(scope="module", name="practice")
def make_practice(tmp_path_factory):
    return Practice(tmp_path_factory.mktemp("practice"))


@pytest.fixture(scope="module", name="whole")
def check_whole(practice):
    return check("--notes", practice.folder / "notes", *practice.claims)


def notes_of(practice, months):
    return [option for path in practice.notes[months]
            for option in ("--notes", path)]


def test_the_year_has_findings_of_history(whole):
    rules = collections.Counter(f["rule"] for f in whole)
    assert rules["TRH0103"] > 20, rules


@pytest.mark.parametrize("months", [1, 5, 9, 11])
def test_a_store_and_an_input_are_one_history(practice, whole, months,
                                              tmp_path):
    store = Store(tmp_path, *practice.claims[:months],
                  *practice.notes[:months])
    rest = practice.claims[months:]
    wanted = of_files(whole, rest + practice.notes[months:])
    found = check(*store.options, *notes_of(practice, slice(months, None)),
                  *rest)
    assert told(found) == told(wanted)
    assert any(f["rule"].startswith(HISTORY) for f in found)


def test_kept_notes_serve_the_claims_at_hand(practice, whole, tmp_path):
    store = Store(tmp_path, *practice.claims[:8], *practice.notes)
    found = check(*store.options, *practice.claims[8:])
    wanted = of_files(whole, practice.claims[8:] + practice.notes[8:])
    brief = collections.Counter((f["rule"], f["claim"], f["message"])
                                for f in found)
    assert brief == collections.Counter((f["rule"], f["claim"], f["message"])
                                        for f in wanted)


def test_kept_files_are_no_past_of_themselves(practice, whole, tmp_path):
    """All is kept, and a month of the middle is checked again: what came later
    changes nothing."""
    store = Store(tmp_path, *practice.claims, *practice.notes)
    files = [practice.claims[6], practice.notes[6]]
    found = check(*store.options, "--notes", files[1], files[0])
    assert [(f["rule"], f["claim"], f["message"]) for f in found] == \
        [(f["rule"], f["claim"], f["message"]) for f in of_files(whole, files)]


def changed(path, folder, name, *pairs):
    text = path.read_text()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    made = folder / name
    made.write_text(text)
    return made


def test_claims_know_their_copies(practice, tmp_path):
    """The same claims in another file are the same claims; under other numbers
    they were sent twice."""
    month = practice.claims[3]
    store = Store(tmp_path, month, practice.notes[3])
    control = next(line.split("*")[13] for line in
                   month.read_text().splitlines() if line.startswith("ISA"))
    again = changed(month, tmp_path, "again.837", (control, "000777001"))
    assert not [f for f in check(*store.options, again)
                if f["rule"] in ("TRC0410", "TRC0502", "TRP0102")]
    twice = changed(again, tmp_path, "twice.837", ("CLM*P", "CLM*Q"))
    found = [f for f in check(*store.options, twice)
             if f["rule"] == "TRC0502"]
    assert len(found) == month.read_text().count("CLM*")
    number = found[0]["claim"].replace("Q", "P")
    assert number in found[0]["message"]
    # without the store there is nothing to know it by
    assert not [f for f in check(twice) if f["rule"] == "TRC0502"]
    assert [f for f in check(again, twice) if f["rule"] == "TRC0502"]


def test_a_split_day_names_the_kept_claim(practice, tmp_path):
    """A second manipulation of the day, on a claim of its own."""
    month = practice.claims[3]
    lines = month.read_text().splitlines()
    second = tmp_path / "second.837"
    code = next(i for i, line in enumerate(lines)
                if line.startswith("SV1*HC:98940"))
    start = max(i for i in range(code) if lines[i].startswith("CLM*"))
    end = next(i for i, line in enumerate(lines) if i > start and
               line.startswith(("HL*", "CLM*", "SE*")))
    claim = [line.replace("CLM*P", "CLM*X").replace("HC:98940", "HC:98942")
             for line in lines[start:end]]
    total = start - 2 + len(claim) + 1
    second.write_text("\n".join(
        lines[:start] + claim + [f"SE*{total}*0001~", "GE*1*" +
        lines[1].split("*")[6] + "~", "IEA*1*" + lines[0].split("*")[13] +
        "~"]) + "\n")
    store = Store(tmp_path, month)
    places = [place for f in check(*store.options, second)
              for place in f["also"] if place.get("claim")]
    inline = [place for f in check(month, second) if f["claim"] ==
              lines[start].split("*")[1].replace("P", "X", 1)
              for place in f["also"] if place.get("claim")]
    assert places and len(places) == len(inline)
    for kept, given in zip(places, inline):
        assert pathlib.Path(kept["file"]).name == month.name
        assert {**kept, "file": ""} == {**given, "file": ""}


def test_what_is_wrong_is_said(practice, tmp_path):
    month = practice.claims[0]
    result = run("check", "--db", tmp_path / "none.db", month, status=3)
    assert b"traction import" in result.stderr
    result = run("check", "--key-file", tmp_path / "key", month, status=2)
    assert b"--db" in result.stderr

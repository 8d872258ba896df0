"""Take every single fact out of every worked example's note, and see what the
result is then."""
import copy
import json
import re

import runs

# Without these the note is another note; each is tried in a file of its own.
ALONE = ("/format", "/id", "/claim")


def facts(node, pointer=""):
    """Pointers of all keys and elements of a document, outer ones first."""
    keys = node.items() if isinstance(node, dict) else enumerate(node)
    for key, below in keys:
        here = f"{pointer}/{key}"
        yield here
        if isinstance(below, (dict, list)):
            yield from facts(below, here)


def without(document, pointer):
    """A copy without what the pointer names; null is nothing to take away."""
    made = copy.deepcopy(document)
    *way, last = pointer.split("/")[1:]
    at = made
    for part in way:
        at = at[int(part) if isinstance(at, list) else part]
    last = int(last) if isinstance(at, list) else last
    if at[last] is None:
        return None
    del at[last]
    return made


def said(visit):
    """What a result says, apart from its reasons: lines with the diagnoses
    they are for, dates, and what is lacking. That the variants of a note are
    worded alike (TRH0103) is the doing of this test."""
    lines = [(runs.in_short(line), line["units"], line["charge"],
              tuple(visit["diagnoses"][at - 1] for at in line["pointers"]))
             for line in visit["lines"]]
    dates = [(date["qualifier"], date["date"]) for date in visit["dates"]]
    lacks = {(lack["code"], lack["severity"], lack["rule"], lack["text"])
             for lack in visit["lacking"] if lack["rule"] != "TRH0103"}
    return {"lines": lines, "dates": dates, "lacking": lacks,
            "date": visit["date"], "payer": visit["payer"],
            "diagnoses": visit["diagnoses"]}


def own_patient(practice, note, at):
    """Variants of a note are visits of different people: or they would be
    repeated visits of one day."""
    [who] = [p for p in practice["patients"]
             if p["id"] == note["patient"]["id"]]
    who = copy.deepcopy(who)
    who["id"] = f"{who['id']}-{at}"
    who["last_name"] += f" {at}"
    if who["insurance"].get("member_id"):
        who["insurance"]["member_id"] += str(at)
    return who


def variants(note, practice):
    """[(pointer, note without it, its patient)]"""
    out = []
    for at, pointer in enumerate(facts(note)):
        made = without(note, pointer)
        if made is None or pointer in ALONE:
            continue
        who = own_patient(practice, note, at)
        if isinstance(made.get("patient"), dict) and "id" in made["patient"]:
            made["patient"]["id"] = who["id"]
        made["id"] = f"{note['id']}-{at}"
        made["claim"] = f"{note['claim']}-{at}"
        out.append((pointer, made, who))
    return out


def claims_of(text):
    """{CLM01: segments of the claim and its lines} of a file of claims."""
    out, current = {}, None
    for segment in text.split("~"):
        if segment.startswith("CLM*"):
            current = out.setdefault(segment.split("*")[1], [])
        elif segment.startswith(("HL*", "SE*", "SBR*")):
            current = None
        if current is not None:
            current.append(segment)
    return out


def written(scratch, notes):
    """The claim of each note, as if all had the first one's name."""
    done = runs.code(scratch / "notes.ndjson", form="837",
                     practice=scratch / "practice.json")
    claims = claims_of(done.stdout)
    names = [note.get("claim") for note in notes]
    return [[segment.replace(name, names[0]) for segment in claims[name]]
            if name in claims else None for name in names]


def results(folder, scratch):
    """{pointer: whether the result changed} of one example."""
    note = json.loads((folder / "note.json").read_text())
    practice = json.loads(runs.PRACTICE.read_text())
    made = variants(note, practice)
    practice["patients"] += [who for _, _, who in made]
    (scratch / "practice.json").write_text(json.dumps(practice))
    (scratch / "notes.ndjson").write_text(
        "".join(json.dumps(n) + "\n" for n in [note] + [n for _, n, _ in made]))
    whole, *parts = runs.visits(scratch / "notes.ndjson",
                                practice=scratch / "practice.json")
    assert len(parts) == len(made)
    claim, *claims = written(scratch, [note] + [n for _, n, _ in made])
    changed = {pointer: said(visit) != said(whole) or other != claim
               for (pointer, _, _), visit, other in zip(made, parts, claims)}
    for pointer in ALONE:
        (scratch / "one.json").write_text(json.dumps(without(note, pointer)))
        done = runs.code(scratch / "one.json", form="837")
        changed[pointer] = (done.returncode != 0 or bool(done.stderr) or
                            done.stdout != (folder / "expected.837")
                            .read_text())
    return changed


def shape(pointer):
    """A fact without its number in a list: /services/*/by."""
    return re.sub(r"/\d+", "/*", pointer)

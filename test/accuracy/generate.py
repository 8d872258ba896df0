#!/usr/bin/python3
"""Claims and notes with planted faults, and the key that names them.

    generate.py --claims N --seed S --faults PERCENT --out DIR
                [--kinds TRC0203,97012-two,...] [--no-notes] [--envelope]

Writes DIR/claims.837, DIR/notes.ndjson and DIR/key.tsv. Each faulty claim
carries one fault; clean ones carry none, near misses among them. With
--envelope, DIR holds small files with one broken envelope each instead.
The generator knows the contracts (rule catalogue, note format, domain
reference), not the checker: it is a second, independent witness.
"""

import argparse
import json
import os
import sys

import core
import faults_coding        # noqa: F401  (each file registers its kinds)
import faults_envelope
import faults_modifiers     # noqa: F401
import faults_need          # noqa: F401
import faults_notes         # noqa: F401
import faults_record        # noqa: F401
import faults_service       # noqa: F401
import faults_situation     # noqa: F401
import faults_values        # noqa: F401
from kinds import KINDS, case, strip
from x12w import Delims, interchange

SET_CLAIMS, GROUP_SETS = 100, 4
DELIMS = [Delims(), Delims("|", ">", "^", "~", "\r\n"),
          Delims("*", ":", "^", "~", ""), Delims("*", "\\", "!", "\x1d", "")]
KEY_HEAD = ("file", "claim", "line", "rule", "kind", "comment", "note",
            "allow")
# kinds of service that name their own code when the note leaves it open
DERIVED = {"traction", "manual", "massage", "exercise", "neuromuscular",
           "activities", "cmt"}


def chosen(kinds, notes):
    """(faults, near misses) that the options ask for."""
    all_kinds = [k for k in KINDS if notes or not k.need_note]
    if kinds:
        wanted = set(kinds.split(","))
        known = {k.rule for k in KINDS} | {k.name for k in KINDS}
        if wanted - known:
            sys.exit("generate.py: no such kind: %s"
                     % ", ".join(sorted(wanted - known)))
        all_kinds = [k for k in all_kinds
                     if k.rule in wanted or k.name in wanted]
    return ([k for k in all_kinds if not k.near],
            [k for k in all_kinds if k.near])


def leave_open(rng, note):
    """Some notes leave a code for the coder to derive."""
    if rng.random() < 0.12:
        codes = [s["_code"] for s in note["services"]]
        for s in note["services"]:
            if (s["kind"] in DERIVED and s["_code"] != "98943"
                    and codes.count(s["_code"]) == 1):
                s["code"] = None
    if rng.random() < 0.08:
        note["claim"] = None


def cases(g, count, percent, faults, nears):
    """(kind or None, case) until `count` claims are made."""
    made, faulty = 0, 0
    turn = {"fault": 0, "near": 0}
    rng = g.rng
    while made < count:
        if faults and faulty * 100 < made * percent:
            kind = faults[turn["fault"] % len(faults)]
            turn["fault"] += 1
            faulty += 1
            out = kind.make(g)
        elif nears and rng.random() < 0.3:
            kind = nears[turn["near"] % len(nears)]
            turn["near"] += 1
            out = kind.make(g)
        else:
            kind = None
            v = core.clean_visit(g)
            leave_open(rng, v.note)
            out = case(v)
        made += len(out.pairs)
        yield kind, out


def chunks(items, size):
    return [items[i:i + size] for i in range(0, len(items), size)]


def write_claims(path, claims):
    """One file: claims in filing order, sets of one filing day, groups of
    sets, interchanges with their own delimiters."""
    claims = sorted(claims, key=lambda c: c.written)      # stable
    sets = []
    for c in claims:
        if (not sets or sets[-1][0].written != c.written
                or len(sets[-1]) >= SET_CLAIMS):
            sets.append([])
        sets[-1].append(c)
    groups = chunks(sets, GROUP_SETS)
    envelopes = chunks(groups, max(1, -(-len(groups) // len(DELIMS))))
    with open(path, "w", encoding="ascii", newline="") as out:
        for n, part in enumerate(envelopes, 1):
            d = DELIMS[(n - 1) % len(DELIMS)]
            out.write(interchange(part, n, d))
            if not d.newline:
                out.write("\n")


def key_rows(kind, out, broken_at):
    near = kind is None or kind.near
    if not near:
        note = out.note_id
        if out.broken:
            note = "line:%d" % broken_at
        yield ("claims.837", out.claim, out.lines, kind.rule, kind.name,
               out.comment, note, out.allow)
    blamed = set(out.claim.split("|"))
    label = "clean" if kind is None else (
        "near:%s/%s" % (kind.rule, kind.name) if near else
        "beside:%s/%s" % (kind.rule, kind.name))
    for c, note in out.pairs:
        if near or c.id not in blamed:
            yield ("claims.837", c.id, "0", "-", label, "",
                   note["id"] if note else "", "")


def write_key(path, rows):
    with open(path, "w", encoding="ascii") as f:
        f.write("# " + "\t".join(KEY_HEAD) + "\n")
        for row in rows:
            f.write("\t".join(row) + "\n")


def generate(count, seed, percent, out_dir, kinds=None, notes=True):
    os.makedirs(out_dir, exist_ok=True)
    g = core.Gen(seed)
    faults, nears = chosen(kinds, notes)
    g.rng.shuffle(faults)
    g.rng.shuffle(nears)
    claims, note_lines, rows = [], [], []
    for kind, out in cases(g, count, percent, faults, nears):
        broken_at = 0
        for c, note in out.pairs:
            claims.append(c)
            if note is not None:
                note_lines.append(json.dumps(strip(note)))
        note_lines += [json.dumps(strip(n)) for n in out.notes]
        for text in out.broken:
            note_lines.append(text)
            broken_at = len(note_lines)
        rows += key_rows(kind, out, broken_at)
    write_claims(os.path.join(out_dir, "claims.837"), claims)
    notes_path = os.path.join(out_dir, "notes.ndjson")
    if notes:
        with open(notes_path, "w", encoding="ascii") as f:
            f.write("".join(line + "\n" for line in note_lines))
    elif os.path.exists(notes_path):
        os.remove(notes_path)
    write_key(os.path.join(out_dir, "key.tsv"), rows)
    return len(claims), sum(1 for r in rows if r[3] != "-")


def generate_envelopes(seed, out_dir):
    """Files with one broken envelope each, and sound ones of odd shape."""
    os.makedirs(out_dir, exist_ok=True)
    g = core.Gen(seed, "E%d-" % (seed % 1000))
    rows = []
    for name, rule, allow, data in faults_envelope.files(g):
        with open(os.path.join(out_dir, name), "wb") as f:
            f.write(data)
        rows.append((name, "-", "*", rule, name.rsplit(".", 1)[0], "", "",
                     allow))
    write_key(os.path.join(out_dir, "key.tsv"), rows)
    return len(rows)


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--claims", type=int, default=4000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--faults", type=float, default=40, metavar="PERCENT")
    p.add_argument("--out", required=True)
    p.add_argument("--kinds", help="rule ids or kind names, comma-separated")
    p.add_argument("--notes", action=argparse.BooleanOptionalAction,
                   default=True)
    p.add_argument("--envelope", action="store_true",
                   help="broken envelopes instead of claims")
    p.add_argument("--list", action="store_true", help="name the kinds")
    a = p.parse_args()
    if a.list:
        for k in sorted(KINDS, key=lambda k: (k.rule, k.near, k.name)):
            print("%s\t%s\t%s%s" % (k.rule, k.name,
                                    "near miss" if k.near else "fault",
                                    ", needs a note" if k.need_note else ""))
        return
    if a.envelope:
        print("%d files" % generate_envelopes(a.seed, a.out))
        return
    made = generate(a.claims, a.seed, a.faults, a.out, a.kinds, a.notes)
    print("%d claims, %d planted faults" % made)


if __name__ == "__main__":
    main()

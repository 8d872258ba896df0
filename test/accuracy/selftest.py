#!/usr/bin/python3
"""Does the generator keep its own promises? Prints `N passed, N failed`.

Reads what generate.py, bulk.py and make_day.py wrote with a small reader of
its own, and checks that clean claims are clean by facts that need no rule
engine: counts, sums, check digits, pairs and limits of the reference tables
(where these are at hand), pointers, dates, notes that fit their claims.
"""

import csv
import filecmp
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

import bulk
import generate
import make_day
import people
from kinds import KINDS

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SHARED = os.environ.get("TRACTION_SHARED", os.path.join(ROOT, "..",
                                                        "shared"))
# rules of the catalogue that need more than claims and notes, or belong to
# other commands, later families; TRC0305 and TRP0102 rest on payer data and history
NOT_PLANTED = ("TRX01", "TRB02", "TRH", "TRA", "TRK", "TRB0102", "TRC0305",
               "TRP0102")

passed = failed = 0


def check(ok, what):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print("FAILED: " + what)


def segments(text):
    """(elements, delimiters) of each segment, over several interchanges."""
    at = 0
    while at < len(text):
        while at < len(text) and text[at] in "\r\n":
            at += 1
        if at >= len(text):
            return
        assert text[at:at + 3] == "ISA", text[at:at + 20]
        el, comp, end = text[at + 3], text[at + 104], text[at + 105]
        while True:
            stop = text.index(end, at)
            parts = text[at:stop].lstrip("\r\n").split(el)
            yield parts, comp
            at = stop + 1
            if parts[0] == "IEA":
                break


def read(path):
    """Claims of a file as dictionaries; envelope counts are checked."""
    with open(path, encoding="ascii", newline="") as f:
        text = f.read()
    claims, claim = [], None
    counts, npis, sets = Counter(), [], set()
    for parts, comp in segments(text):
        tag = parts[0]
        counts["segments"] += 1
        if tag == "ISA":
            counts["groups"] = 0
            isa = parts[13]
            check(len(el_join(parts)) == 105, "ISA is 106 bytes")
        elif tag == "GS":
            counts["groups"] += 1
            counts["sets"] = 0
            gs, sets = parts[6], set()
        elif tag == "ST":
            counts["sets"] += 1
            counts["segments"], counts["hl"] = 1, 0
            st = parts[2]
            check(st not in sets, "ST02 %s once in its group" % st)
            sets.add(st)
        elif tag == "BHT":
            written = parts[4]
        elif tag == "HL":
            counts["hl"] += 1
            check(int(parts[1]) == counts["hl"], "HL01 counts")
            if parts[3] != "23":
                claim = None
        elif tag == "SBR" and claim is None:
            subscriber = parts
        elif tag == "DMG":
            born = parts[2]
        elif tag == "NM1" and len(parts) > 8 and parts[8] == "XX":
            npis.append(parts[9])
            if claim is not None:
                claim["npis"].append(parts[9])
        elif tag == "NM1" and parts[1] == "PR" and claim is None:
            payer = parts[3]
        elif tag == "CLM":
            claim = {"id": parts[1], "total": cents(parts[2]), "lines": [],
                     "dates": {}, "dx": [], "npis": [], "born": born,
                     "written": written, "payer": payer,
                     "filing": subscriber[9]}
            claims.append(claim)
        elif tag == "HI":
            claim["dx"] = [p.split(comp)[1] for p in parts[1:]]
        elif tag == "SV1":
            code = parts[1].split(comp)
            claim["lines"].append({
                "code": code[1], "mods": [m for m in code[2:6] if m],
                "cents": cents(parts[2]), "units": parts[4],
                "ptr": parts[7].split(comp), "dos": None})
        elif tag == "DTP" and parts[1] == "472":
            claim["lines"][-1]["dos"] = parts[3][:8]
        elif tag == "DTP" and not claim["lines"]:
            claim["dates"][parts[1]] = parts[3]
        elif tag == "SE":
            check(int(parts[1]) == counts["segments"] and parts[2] == st,
                  "SE of %s in %s" % (st, path))
        elif tag == "GE":
            check(int(parts[1]) == counts["sets"] and parts[2] == gs, "GE")
        elif tag == "IEA":
            check(int(parts[1]) == counts["groups"] and parts[2] == isa,
                  "IEA")
    return claims, npis


def el_join(parts):
    return "*".join(parts)


def cents(text):
    sign = -1 if text.startswith("-") else 1
    whole, _, part = text.lstrip("-").partition(".")
    return sign * (int(whole) * 100 + int((part + "00")[:2] or 0))


def reference():
    """Pairs and limits of the reference tables, or empty."""
    pairs, limits = {}, {}
    try:
        with open(os.path.join(SHARED, "domain",
                               "ncci-ptp-2024q3.csv")) as f:
            for r in csv.DictReader(f):
                if (r["modifier_indicator"] in "01"
                        and r["deletion_date"] > "2026"):
                    pairs[r["col1"], r["col2"]] = r["modifier_indicator"]
        with open(os.path.join(SHARED, "domain",
                               "ncci-mue-2024q3.csv")) as f:
            limits = {r["code"]: int(r["mue"]) for r in csv.DictReader(f)}
    except FileNotFoundError:
        pass
    return pairs, limits


BYPASS = {"59", "XE", "XP", "XS", "XU", "25"}


def clean_by_facts(c, pairs, limits):
    """The first plain fact that a clean claim breaks, or None."""
    if c["total"] != sum(x["cents"] for x in c["lines"]):
        return "CLM02"
    if not all(people.npi_valid(n) for n in c["npis"]):
        return "NPI"
    if len(set(c["dx"])) != len(c["dx"]) or any("." in d for d in c["dx"]):
        return "diagnoses"
    for x in c["lines"]:
        if len(set(x["ptr"])) != len(x["ptr"]) or not all(
                1 <= int(p) <= len(c["dx"]) for p in x["ptr"]):
            return "pointers"
        if not x["dos"] or not c["born"] <= x["dos"] <= c["written"]:
            return "dates"
        if len(set(x["mods"])) != len(x["mods"]):
            return "modifiers"
        limit = limits.get(x["code"])
        if limit is not None and int(x["units"]) > max(limit, 1):
            return "MUE of " + x["code"]
        cmt = x["code"] in ("98940", "98941", "98942")
        if c["filing"] in ("MB", "16") and cmt and \
                len({"AT", "GA", "GZ"} & set(x["mods"])) != 1:
            return "AT"
        if c["filing"] == "MB" and not cmt and "GY" not in x["mods"]:
            return "GY"
    for a in c["lines"]:
        for b in c["lines"]:
            found = pairs.get((a["code"], b["code"]))
            if a is not b and found and (
                    found == "0" or
                    not BYPASS & set(a["mods"] + b["mods"])):
                return "pair %s %s" % (a["code"], b["code"])
    return None


def check_generated(folder, seed, count):
    """Generate a folder and hold it against plain facts."""
    generate.generate(count, seed, 40, folder)
    claims, _ = read(os.path.join(folder, "claims.837"))
    by_id = {c["id"]: c for c in claims}
    with open(os.path.join(folder, "key.tsv")) as f:
        rows = [r.rstrip("\n").split("\t") for r in f if r[0] != "#"]
    check(len(claims) >= count, "as many claims as asked for")
    pairs, limits = reference()
    for r in rows:
        if r[3] == "-":
            c = by_id.get(r[1])
            bad = "missing" if c is None else clean_by_facts(c, pairs,
                                                             limits)
            # a claim beside a split or repeated one may lack its own note
            check(bad is None, "%s (%s): %s" % (r[1], r[4], bad))
        else:
            for claim in r[1].split("|"):
                check(claim == "-" or claim in by_id,
                      "%s is in the file" % claim)
    notes = check_notes(folder, by_id, rows)
    planted = {r[4] for r in rows if r[3] != "-"}
    every = {k.name for k in KINDS if not k.near}
    if count >= 1500:
        check(planted == every, "every kind planted: %s"
              % sorted(every - planted))
    return claims, notes


def check_notes(folder, by_id, rows):
    faulty = {c for r in rows if r[3] != "-" for c in r[1].split("|")}
    notes = 0
    with open(os.path.join(folder, "notes.ndjson")) as f:
        for text in f:
            try:
                note = json.loads(text)
            except ValueError:
                continue                 # planted
            notes += 1
            c = by_id.get(note["claim"])
            if c is None or c["id"] in faulty:
                continue
            day = note["date_of_service"].replace("-", "")
            check(all(x["dos"] == day for x in c["lines"])
                  and note["patient"]["born"].replace("-", "") == c["born"],
                  "note %s fits its claim" % note["id"])
    return notes


def check_catalogue():
    path = os.path.join(SHARED, "design", "rule-catalog.tsv")
    if not os.path.exists(path):
        return
    import faults_envelope
    import core
    covered = {k.rule for k in KINDS if not k.near}
    covered |= {rule for _, rule, _, _ in
                faults_envelope.files(core.Gen(1))}
    with open(path) as f:
        for line in f:
            rule = line.split("\t")[0]
            if rule.startswith("TR") and not rule.startswith(NOT_PLANTED):
                check(rule in covered, "%s has a kind" % rule)


def check_score(folder):
    """A perfect stream scores 100; a miss and a false alarm are seen."""
    key = os.path.join(folder, "key.tsv")
    stream = os.path.join(folder, "perfect.ndjson")
    findings = []
    with open(key) as f:
        for line in f:
            file, claim, lines, rule, _, _, note, _ = \
                line.rstrip("\n").split("\t")
            if rule == "-" or line[0] == "#":
                continue
            claim = claim.split("|")[0]
            one = {"type": "finding", "rule": rule, "severity": "error",
                   "file": file, "claim": None if claim == "-" else claim,
                   "line": None if lines == "*" else int(
                       lines.split(",")[0]), "note": None, "message": ""}
            if note.startswith("line:"):
                one["note"] = {"id": None, "line": int(note[5:])}
            elif note:
                one["note"] = {"id": note.split("|")[0]}
            findings.append(one)
    stray = dict(findings[0], rule="TRV0106", claim="none", line=0,
                 note=None)
    for name, items, want in (("perfect", findings, 0),
                              ("a miss", findings[:-len(findings) // 20], 1),
                              ("a false alarm", findings + [stray], 1),
                              ("twice", findings + findings[:1], 1)):
        with open(stream, "w") as f:
            for item in items + [{"type": "summary"}]:
                f.write(json.dumps(item) + "\n")
        done = subprocess.run(
            [sys.executable, os.path.join(HERE, "score.py"), key, stream],
            stdout=subprocess.DEVNULL)
        check(done.returncode == want, "score.py on %s" % name)


def main():
    check(people.npi_valid("1234567893")
          and not people.npi_valid("1234567890"), "NPI check digit")
    names = [(k.rule, k.name) for k in KINDS]
    check(len(set(names)) == len(names), "kinds have names of their own")
    with tempfile.TemporaryDirectory() as top:
        a, b, c = (os.path.join(top, n) for n in "abc")
        claims, _ = check_generated(a, 1, 2000)
        generate.generate(2000, 1, 40, b)
        for name in ("claims.837", "notes.ndjson", "key.tsv"):
            check(filecmp.cmp(os.path.join(a, name), os.path.join(b, name),
                              False), "same seed, same %s" % name)
        check_generated(c, 2, 400)
        check(not filecmp.cmp(os.path.join(a, "claims.837"),
                              os.path.join(c, "claims.837"), False),
              "another seed, other claims")
        payers = Counter(x["payer"] for x in claims)
        check(len(payers) >= 18, "a mix of payers")
        ids = Counter(x["id"] for x in claims)
        twice = [i for i, n in ids.items() if n > 1]
        with open(os.path.join(a, "key.tsv")) as f:
            same = {r.split("\t")[1] for r in f if "\tsame-number\t" in r}
        check(set(twice) == same, "CLM01 repeats only where planted")
        check_score(a)
        generate.generate(300, 3, 40, b, notes=False)
        check(not os.path.exists(os.path.join(b, "notes.ndjson")),
              "no notes when none are wanted")
        check_bulk(os.path.join(top, "bulk.837"))
        check(generate.generate_envelopes(1, os.path.join(top, "e")) > 40,
              "envelope files")
        check_day(os.path.join(top, "day"))
    check_catalogue()
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed else 0)


def check_bulk(path):
    faulty = bulk.write(12000, path)
    claims, npis = read(path)
    off = sum(c["total"] != sum(x["cents"] for x in c["lines"])
              for c in claims)
    check(len(claims) == 12000 and faulty == 600, "bulk counts")
    check(off * 2 == faulty, "bulk totals")
    check(all(people.npi_valid(n) for n in npis), "bulk NPIs")
    size = os.path.getsize(path) / len(claims)
    check(500 < size < 620, "bulk claims of %d bytes" % size)


def check_day(folder):
    make_day.write_day(folder)
    shipped = os.path.join(ROOT, "examples", "day")
    for name in sorted(os.listdir(folder)):
        check(os.path.exists(os.path.join(shipped, name)) and filecmp.cmp(
            os.path.join(folder, name), os.path.join(shipped, name), False),
            "examples/day/%s is what make_day.py writes" % name)
    claims = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".837"):
            claims += read(os.path.join(folder, name))[0]
    check(30 <= len(claims) <= 40, "a day of 30 to 40 claims")
    payers = defaultdict(int)
    for c in claims:
        payers[c["payer"]] += 1
    check(len(payers) >= 6, "six payers on the day")


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Does the generator of practices keep its promises? Prints `N passed, N
failed`.

Files are valid for the checker and for the schema of notes, remittances
answer the claims to the cent, the same seed makes the same bytes, the clean
twin has no finding and the other one the findings of its truth.json. Texts
differ where they must and are the same where cloning was planted; nobody
works an impossible day.
"""

import glob
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
TRACTION = os.environ.get("TRACTION",
                          os.path.join(ROOT, "build", "traction"))
SCHEMA = os.path.join(ROOT, "schema", "traction-note-1.schema.json")
CLAIMS = 1500
TODAY = "2026-11-01"
TIMED = {"97110", "97112", "97140", "97530", "99202", "99203", "99212",
         "99213"}
passed = failed = 0


def check(ok, what):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print("FAILED: " + what)


def make(folder, *options):
    subprocess.run([sys.executable, os.path.join(HERE, "generate"), folder,
                    "--claims", str(CLAIMS), "--years", "2", "--start",
                    "2022-10", *options],
                   check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(folder, "truth.json")) as f:
        return json.load(f)


def digest(folder):
    h = hashlib.sha256()
    for path in sorted(glob.glob(folder + "/**", recursive=True)):
        if os.path.isfile(path):
            h.update(os.path.relpath(path, folder).encode())
            with open(path, "rb") as f:
                h.update(f.read())
    return h.hexdigest()


def notes_of(folder):
    for path in sorted(glob.glob(folder + "/notes/*.ndjson")):
        with open(path) as f:
            yield from (json.loads(line) for line in f)


def findings(folder):
    """(rule, claim, line) of each, and how many claims and notes."""
    done = subprocess.run(
        [TRACTION, "check", "--today", TODAY, "--format", "ndjson",
         "--notes", folder + "/notes", *sorted(glob.glob(
             folder + "/claims/*.837"))], stdout=subprocess.PIPE, check=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    summary = rows[-1]
    return ([(r["rule"], r["claim"], r["line"]) for r in rows
             if r["type"] == "finding"], summary)


def settled(folder):
    done = subprocess.run(
        [TRACTION, "settle", "--format", "json", "--today", TODAY,
         "--claims", folder + "/claims", folder + "/remits"],
        stdout=subprocess.PIPE, check=False)
    return json.loads(done.stdout)


def shingles(note):
    text = " ".join(note[k] for k in ("subjective", "objective",
                                      "assessment", "plan"))
    words = "".join(c for c in text.lower() if not c.isdigit()).split()
    return {tuple(words[i:i + 5]) for i in range(len(words) - 4)}


def likeness(a, b):
    a, b = shingles(a), shingles(b)
    return len(a & b) / max(1, len(a | b))


def check_texts(folder, cloner):
    """Likeness of a patient's consecutive notes and of a doctor's day."""
    last, day = {}, defaultdict(list)
    rows, across = defaultdict(list), defaultdict(list)
    for note in notes_of(folder):
        npi = note["author"]["npi"]
        if note["patient"]["id"] in last:
            rows[npi].append(likeness(last[note["patient"]["id"]], note))
        last[note["patient"]["id"]] = note
        key = (npi, note["date_of_service"])
        across[npi] += [likeness(n, note) for n in day[key]]
        day[key].append(note)
    for npi, values in rows.items():
        if npi == cloner:
            same = sum(v > .95 for v in values) / len(values)
            check(same > .9, "cloned notes are alike: %.2f" % same)
            alike = [v for v in across[npi] if v > .95]
            check(len(alike) > len(across[npi]) / 5,
                  "cloned across patients of a day")
        else:
            check(max(values) < .5, "consecutive notes differ: %.2f"
                  % max(values))
            check(max(across[npi]) < .5, "notes of a day differ: %.2f"
                  % max(across[npi]))


def minute(text):
    return int(text[:2]) * 60 + int(text[3:])


def check_days(folder):
    """Time face to face: below eight hours, never with two at once."""
    days = defaultdict(list)
    for note in notes_of(folder):
        for s in note["services"]:
            if s["code"] in TIMED:
                days[note["author"]["npi"], note["date_of_service"]].append(
                    (minute(s["start"]), minute(s["end"])))
    long = overlaps = 0
    for spans in days.values():
        spans.sort()
        long += sum(b - a for a, b in spans) > 480
        overlaps += sum(x[1] > y[0] for x, y in zip(spans, spans[1:]))
    check(long == 0, "%d days of more than eight hours" % long)
    check(overlaps == 0, "%d services at one time" % overlaps)


def check_schema(folder):
    with open(SCHEMA) as f:
        validator = jsonschema.Draft202012Validator(json.load(f))
    wrong = [n["id"] for i, n in enumerate(notes_of(folder))
             if i % 10 == 0 and not validator.is_valid(n)]
    check(not wrong, "notes that the schema refuses: %s" % wrong[:3])


def check_remits(folder, truth):
    done = subprocess.run([TRACTION, "check", *sorted(glob.glob(
        folder + "/remits/*.835"))], capture_output=True, check=False)
    check(done.returncode == 0, "remittances are valid and in balance")
    result = settled(folder)
    totals, remits = result["totals"], truth["remits"]
    check(totals["claims"] == remits["answered"], "every answer is read")
    check(len(result["unanswered"]) == remits["unanswered"], "unanswered")
    check(totals["unmatched_claims"] == 0, "every answer finds its claim")
    check(totals["unmatched_services"] == 0, "and every line")
    check(float(totals["amount_unaccounted"]) == 0, "to the cent")
    for name in ("billed", "paid", "patient"):
        told = round(float(totals[name]) * 100)
        check(told == remits[name] or name == "patient"
              and told <= remits[name], "%s: %s and %s" % (
                  name, told, remits[name]))
    check(result["payment_count"] == remits["payments"], "payments")
    check(totals["denials"] == sum(truth["denied_lines"].values()),
          "denials: %s" % totals["denials"])


def main():
    with tempfile.TemporaryDirectory(prefix="practice-") as base:
        folders = [os.path.join(base, n) for n in ("planted", "clean",
                                                   "again")]
        truth = make(folders[0])
        clean = make(folders[1], "--habits", "none")
        make(folders[2])
        check(digest(folders[0]) == digest(folders[2]), "the same bytes")
        check(digest(folders[0]) != digest(folders[1]), "twins differ")
        cloner = next(h["provider"] for h in truth["habits"]
                      if h["habit"] == "clone")
        for folder, known, who in ((folders[0], truth, cloner),
                                   (folders[1], clean, "")):
            found, summary = findings(folder)
            expected = Counter(
                (rule, claim, line) for rule, places in
                known["findings"].items() for claim, line in places)
            author = {n["claim"]: n["author"]["npi"]
                      for n in notes_of(folder)}
            copied = {author[claim] for rule, claim, _ in found
                      if rule == "TRH0103"}
            check(copied == ({who} if who else set()),
                  "copies are of %s" % copied)
            found = [f for f in found if f[0] != "TRH0103" and
                     f[0] not in known["may"].get(author[f[1]], ())]
            check(Counter(found) == expected, "findings: %s" % list(
                (Counter(found) - expected) + (expected
                                               - Counter(found)))[:5])
            check(summary["claims"] == CLAIMS == summary["notes"]
                  and summary["lines"] == known["lines"], "what was read")
            check_texts(folder, who)
            check_days(folder)
            check_schema(folder)
            check_remits(folder, known)
        check(len(truth["findings"]["TRC0303"]) > 20
              and not clean["findings"], "planted findings")
        rates = {p["npi"]: p["codes"].get("97012", 0) / p["claims"]
                 for p in truth["providers"]}
        puller = next(h["provider"] for h in truth["habits"]
                      if h["habit"] == "traction")
        check(rates[puller] > .6 and all(
            r < .15 for npi, r in rates.items() if npi != puller),
              "traction: %s" % rates)
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

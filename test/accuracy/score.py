#!/usr/bin/python3
"""Score a finding stream against the key of planted faults.

    score.py KEY NDJSON [--show N] [--min-recall PERCENT]

KEY is written by generate.py, NDJSON by `traction check --format ndjson`.
A planted fault is found when its rule speaks on its claim (or note) and, if
the key names lines, on one of them. An error or warning that the key neither
plants nor allows is a false alarm, and so is a second finding for one cause.
Advice and info that the key does not plant are counted, not judged. Ends with
`N passed, N failed`; exit 1 when recall is below 99 % or any alarm is false.
"""

import argparse
import json
import os
import sys
from collections import Counter, defaultdict

# findings about tables or the practice belong to no claim and are not judged
NOBODYS = ("TRK", "TRA", "TRH")


class Row:
    """One line of the key."""

    def __init__(self, fields):
        fields += [""] * (8 - len(fields))
        self.file, claims, lines, rules, self.kind = fields[:5]
        self.comment, notes, allow = fields[5:8]
        self.notes = set(filter(None, notes.split("|")))
        self.claims = set(claims.split("|"))
        self.lines = None if lines == "*" else set(lines.split(","))
        self.rules = set(rules.split("|"))
        self.allow = set(filter(None, allow.split(",")))
        self.planted = rules != "-"
        self.found, self.strayed, self.lines_seen = 0, 0, set()

    def about(self, f):
        """Does the finding speak about this row's claim or note?"""
        note = f.get("note") or {}
        if note.get("id") in self.notes:
            return True
        if "line:%s" % note.get("line") in self.notes:
            return True
        if f.get("claim") is not None:
            return f["claim"] in self.claims
        # outside every claim: envelopes, loops before CLM
        return "-" in self.claims and not note and (
            self.claims != {"-"} or not self.notes)

    def on_line(self, f):
        line = f.get("line")
        return (self.lines is None or line is None
                or str(line) in self.lines)


def read_key(path):
    rows = []
    with open(path, encoding="utf-8") as f:
        for text in f:
            if not text.startswith("#") and text.strip():
                rows.append(Row(text.rstrip("\n").split("\t")))
    return rows


def read_findings(path):
    findings, summary = [], None
    source = sys.stdin if path == "-" else open(path, encoding="utf-8")
    with source:
        for text in source:
            item = json.loads(text)
            if item.get("type") == "finding":
                findings.append(item)
            elif item.get("type") == "summary":
                summary = item
    return findings, summary


def describe(f):
    note = f.get("note") or {}
    return "%s %s claim %s line %s%s: %s" % (
        f["rule"], f["severity"], f.get("claim"), f.get("line"),
        " note %s %s" % (note.get("id"), note.get("pointer", ""))
        if note else "", f.get("message", ""))


class Score:
    def __init__(self, rows):
        self.rows = rows
        self.by_file = defaultdict(list)
        self.by_claim = defaultdict(list)
        self.by_note = defaultdict(list)
        self.files = {r.file for r in rows}
        for r in rows:
            self.by_file[r.file].append(r)
            for c in r.claims - {"-"}:
                self.by_claim[c].append(r)
            for n in r.notes:
                self.by_note[n].append(r)
        self.loose = [r for r in rows if "-" in r.claims]
        self.alarms, self.repeats, self.strays = [], [], []
        self.unasked = Counter()

    def candidates(self, f):
        base = os.path.basename(f.get("file") or "")
        note = f.get("note") or {}
        rows = []
        if f.get("claim") is not None:
            rows += self.by_claim.get(f["claim"], [])
        if note.get("id"):
            rows += self.by_note.get(note["id"], [])
        if note.get("line") is not None:
            rows += self.by_note.get("line:%s" % note["line"], [])
        if f.get("claim") is None and not note:
            rows += self.loose
        return [r for r in rows
                if r.about(f) and (base not in self.files or r.file == base)]

    def take(self, f):
        if f["rule"].startswith(NOBODYS) and f.get("claim") is None:
            return
        rows = self.candidates(f)
        mine = [r for r in rows if f["rule"] in r.rules]
        # a loose row takes one finding; look for one still waiting
        mine.sort(key=lambda r: r.found)
        if mine:
            row = mine[0]
            line = str(f.get("line"))
            if not row.on_line(f):
                row.strayed += 1
                if f["rule"] not in row.allow:
                    self.strays.append((row, f))
            elif not row.found or (row.lines and line not in row.lines_seen
                                   and line in row.lines):
                row.found += 1
                row.lines_seen.add(line)
            elif f["rule"] not in row.allow:
                self.repeats.append((row, f))
            return
        if any(f["rule"] in r.allow for r in rows):
            return
        if f["severity"] in ("error", "warning"):
            self.alarms.append((rows, f))
        else:
            self.unasked[f["rule"]] += 1

    def report(self, show, need):
        planted = [r for r in self.rows if r.planted]
        table = defaultdict(lambda: [0, 0])
        missed = []
        for r in planted:
            rule = "|".join(sorted(r.rules))
            table[rule][0] += 1
            if r.found:
                table[rule][1] += 1
            else:
                missed.append(r)
        wrong = Counter(f["rule"] for _, f in
                        self.alarms + self.repeats + self.strays)
        print("%-10s %8s %8s %8s %8s" % ("rule", "planted", "found",
                                         "recall", "false"))
        for rule in sorted(set(table) | set(wrong)):
            n, hit = table.get(rule, (0, 0))
            print("%-10s %8d %8d %8s %8d" % (
                rule, n, hit, "%.1f%%" % (100 * hit / n) if n else "-",
                wrong.get(rule, 0)))
        self.list_missed(missed, show)
        self.list_wrong("false alarms", self.alarms, show)
        self.list_wrong("one cause, a second finding",
                        [([r], f) for r, f in self.repeats], show)
        self.list_wrong("right rule, wrong line",
                        [([r], f) for r, f in self.strays], show)
        if self.unasked:
            print("advice and info that were not planted: %s" % ", ".join(
                "%s %d" % p for p in sorted(self.unasked.items())))
        hits = len(planted) - len(missed)
        recall = 100 * hits / len(planted) if planted else 100.0
        false = len(self.alarms) + len(self.repeats) + len(self.strays)
        hurt = {id(r) for rows, _ in self.alarms for r in rows
                if not r.planted}
        silent = sum(1 for r in self.rows
                     if not r.planted and id(r) not in hurt)
        print("recall %.2f%% (%d of %d), false alarms %d, "
              "silent on %d of %d clean" % (
                  recall, hits, len(planted), false, silent,
                  len(self.rows) - len(planted)))
        print("%d passed, %d failed" % (hits + silent, len(missed) + false))
        return recall >= need and not false

    @staticmethod
    def list_missed(missed, show):
        if not missed:
            return
        kinds = Counter((sorted(r.rules)[0], r.kind) for r in missed)
        print("\nmissed %d:" % len(missed))
        for (rule, kind), n in sorted(kinds.items()):
            some = [r for r in missed
                    if r.kind == kind and rule in r.rules][:show]
            print("  %s %s x%d: %s" % (rule, kind, n, "; ".join(
                "%s line %s, %s" % (
                    "|".join(sorted(r.claims)),
                    ",".join(sorted(r.lines)) if r.lines else "*",
                    r.comment or r.file) for r in some)))

    @staticmethod
    def list_wrong(title, pairs, show):
        if not pairs:
            return
        print("\n%s %d:" % (title, len(pairs)))
        groups = defaultdict(list)
        for rows, f in pairs:
            kind = rows[0].kind if rows else "no such claim"
            planted = sorted(rows[0].rules)[0] if rows else "-"
            groups[f["rule"], planted, kind].append(f)
        for (rule, planted, kind), items in sorted(groups.items()):
            print("  %s on %s %s x%d" % (rule, planted, kind, len(items)))
            for f in items[:show]:
                print("      " + describe(f))


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("key")
    p.add_argument("ndjson", help="'-' for standard input")
    p.add_argument("--show", type=int, default=1,
                   help="examples per kind (default 1)")
    p.add_argument("--min-recall", type=float, default=99.0)
    a = p.parse_args()
    findings, summary = read_findings(a.ndjson)
    score = Score(read_key(a.key))
    for f in findings:
        score.take(f)
    good = score.report(a.show, a.min_recall)
    if summary is None:
        print("score.py: the stream has no summary line", file=sys.stderr)
        good = False
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()

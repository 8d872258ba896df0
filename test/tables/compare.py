#!/usr/bin/python3
"""Compare codes/ with the domain reference where it is present: every NCCI
limit and every active pair among our codes, in both directions, and the pairs
that have ended. Prints TAP; skips with a word where the reference is absent."""
import csv
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("TRACTION_SHARED", ROOT.parent / "shared"))
DOMAIN = SHARED / "domain"
ICD10_ERA = "2015-10-01"  # pairs that ended earlier are left out of ours


def rows(path):
    with open(path, encoding="ascii", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines))


def ours(name):
    return rows(ROOT / "codes" / name)


def our_limits():
    return {code: (row["units"], row["mai"], row["rationale"])
            for row in ours("mue.csv") for code in row["codes"].split("|")}


def our_pairs():
    return {(a, b, row["indicator"], row["to"], row["rationale"])
            for row in ours("ptp.csv")
            for a in row["column1"].split("|")
            for b in row["column2"].split("|")}


def reference_limits():
    return {row["code"]: (row["mue"], row["mai"], row["rationale"])
            for row in rows(DOMAIN / "ncci-mue-2024q3.csv")}


def reference_pairs():
    found = set()
    for row in rows(DOMAIN / "ncci-ptp-2024q3.csv"):
        end = row["deletion_date"]
        if row["modifier_indicator"] == "9" or end < ICD10_ERA:
            continue
        found.add((row["col1"], row["col2"], row["modifier_indicator"],
                   "" if end == "9999-12-31" else end, row["rationale"]))
    return found


def differences(kind, mine, theirs):
    for item in sorted(map(repr, theirs - mine)):
        yield f"{kind} missing here: {item}"
    for item in sorted(map(repr, mine - theirs)):
        yield f"{kind} not in the reference: {item}"


def main():
    names = ["ncci-mue-2024q3.csv", "ncci-ptp-2024q3.csv"]
    if not all((DOMAIN / name).exists() for name in names):
        print("1..0 # SKIP the domain reference is not here")
        return 0
    codes = {row["code"] for row in ours("procedures.csv")}
    checks = [
        ("limits of units", list(differences(
            "limit", set(our_limits().items()),
            set(reference_limits().items())))),
        ("pairs of codes", list(differences(
            "pair", our_pairs(), reference_pairs()))),
        ("codes of limits and pairs are procedures", sorted(
            f"no such procedure: {code}"
            for code in {c for pair in our_pairs() for c in pair[:2]}
            | set(our_limits()) if code not in codes)),
    ]
    print(f"1..{len(checks)}")
    for number, (what, wrong) in enumerate(checks, 1):
        for line in wrong[:20]:
            print(f"# {line}")
        print(f"{'not ok' if wrong else 'ok'} {number} - {what}")
    return any(wrong for _, wrong in checks)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
"""Write codes/icd10cm.csv from the yearly order files of CDC and CMS.

Usage: icd10cm-rows.py DAY=FILE... > codes/icd10cm.csv

DAY (YYYY-MM-DD) is the first day of the edition in FILE, a plain order file;
give the editions oldest first. A code that an edition lacks ends the day
before it. Afterwards set the last day in codes/families.csv and
codes/editions.csv.
"""
import collections
import datetime
import sys

# Codes that came or went between the editions at hand: first or last days.
BEGAN = {"U070": "2020-04-01", "U071": "2020-04-01", "Z28310": "2022-04-01",
         "Z28311": "2022-04-01", "Z2839": "2022-04-01"}
ENDED = {"Z283": "2022-03-31"}

HEAD = """\
# ICD-10-CM codes that may be billed, October 2015 to September 2026, from the
# yearly order files of CDC and CMS (codes and dates only). A row is a stem and
# classes of characters that may follow it, joined by points: M541 with
# "012345678" is M54.10 to M54.18; S1200 with "01.ABDGKS" is twelve codes.
# Categories are not listed: a stem of longer codes is one by that alone.
stem,endings,from,to,source,confidence
"""


def billable(path):
    with open(path, encoding="latin-1") as file:
        return {line[6:13].strip() for line in file if line[14:15] == "1"}


def spans_of(editions):
    """{code: [[first day, last day or ""], ...]}"""
    spans, before = collections.defaultdict(list), set()
    for day, path in editions:
        codes = billable(path)
        end = datetime.date.fromisoformat(day) - datetime.timedelta(1)
        for code in before - codes:
            spans[code][-1][1] = ENDED.get(code, end.isoformat())
        for code in codes - before:
            spans[code].append([BEGAN.get(code, day), ""])
        before = codes
    return spans


def compact(rows):
    """Fold (code, first, last) into (stem, classes, first, last)."""
    open_rows = {(code, (), first, last) for code, first, last in rows}
    done = set()
    for _ in range(4):  # characters after the category of three
        groups = collections.defaultdict(set)
        for stem, classes, first, last in open_rows:
            if len(stem) > 3:
                groups[stem[:-1], classes, first, last].add(stem[-1])
            else:
                done.add((stem, classes, first, last))
        open_rows = {(stem, ("".join(sorted(ends)),) + classes, first, last)
                     for (stem, classes, first, last), ends in groups.items()}
    for stem, classes, first, last in done | open_rows:
        classes = list(classes)
        while classes and len(classes[0]) == 1:  # no choice: part of the stem
            stem += classes.pop(0)
        yield stem, tuple(classes), first, last


def main():
    if len(sys.argv) < 2 or any("=" not in word for word in sys.argv[1:]):
        sys.exit(__doc__)
    spans = spans_of([word.split("=", 1) for word in sys.argv[1:]])
    rows = [(code, *span) for code, found in spans.items() for span in found]
    sys.stdout.write(HEAD)
    for stem, classes, first, last in sorted(compact(rows)):
        print(f"{stem},{'.'.join(classes)},{first},{last},"
              "icd10cm-order,official")


if __name__ == "__main__":
    main()

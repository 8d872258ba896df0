#!/usr/bin/python3
"""The workbook of an audit holds the figures of its JSON. Prints TAP.

TRACTION names the program."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import openpyxl

SOURCE = pathlib.Path(os.environ.get("TRACTION_SOURCE", "."))
PROGRAM = os.environ.get("TRACTION", "build/traction")


def run(*words):
    return subprocess.run([str(word) for word in words], check=True, cwd=SOURCE,
                          stdout=subprocess.PIPE).stdout


def rows_of(book, name):
    """Rows of a page as lists of pairs: headings may come twice."""
    lines = list(book[name].iter_rows(values_only=True))
    return [list(zip(lines[0], line)) for line in lines[1:]]


def value(row, name):
    return next(cell for head, cell in row if head == name)


def cents(amount):
    return round(float(amount) * 100) if amount is not None else None


def same(a, b):
    assert a == b, (a, b)


def near(a, b):
    assert (a is None) == (b is None), (a, b)
    assert a is None or abs(a - b) <= 1e-6 * max(1, abs(b)), (a, b)


def check_triggers(book, truth):
    rows = rows_of(book, "What stands out")
    same(len(rows), len(truth["triggers"]))
    assert rows
    for row, trigger in zip(rows, truth["triggers"]):
        same(value(row, "rule"), trigger["rule"])
        same(value(row, "severity"), trigger["severity"])
        same(value(row, "NPI"), trigger["provider"])
        same(value(row, "what"), trigger["message"])
        same(value(row, "claims"), trigger["claims_in_all"])
        same(cents(value(row, "charged")), cents(trigger["charge"]))
        same(cents(value(row, "paid")), cents(trigger["paid"]))
        same(str(value(row, "from"))[:10], trigger["from"])


def check_measures(book, truth):
    classes = {payer["id"]: payer["name"] for payer in truth["payers"]}
    wanted = {}
    for measure in truth["measures"]:
        for cell in measure["values"]:
            key = (measure["id"], cell["provider"],
                   classes.get(cell["payer"], "all"), cell["period"] or "all")
            wanted[key] = (measure, cell)
    found = 0
    for page in ("Measures", "Trends"):
        for row in rows_of(book, page):
            key = tuple(value(row, name)
                        for name in ("measure", "NPI", "payers", "period"))
            measure, cell = wanted[key]
            found += 1
            if measure["unit"] == "money":
                amount = value(row, "value")
                assert (amount is None) == (cell["value"] is None)
                if amount is not None:  # the JSON has parts of cents
                    assert abs(amount - float(cell["value"])) <= 0.005001, key
            else:
                near(value(row, "value"), cell["value"])
            near(value(row, "numerator"), cell["numerator"])
            same(value(row, "lines"), cell["lines"])
            if page == "Measures" and cell.get("peers") \
                    and cell["suppressed"] is None:
                same(value(row, "beside peers"), cell["peers"]["word"])
                if cell["peers"].get("p") is not None:
                    near(value(row, "p"), cell["peers"]["p"])
    same(found, len(wanted))


def check_habits(book, truth):
    rows = [row for row in rows_of(book, "Habits")
            if value(row, "provider") == "all"]
    same([value(row, "rule") for row in rows],
         [habit["rule"] for habit in truth["habits"]])
    assert rows
    for row, habit in zip(rows, truth["habits"]):
        same(value(row, "findings"), habit["findings"])
        same(cents(value(row, "charged")), cents(habit["charge"]))
        same(cents(value(row, "paid")), cents(habit["paid"]))


def check_sums(book, truth):
    rows = rows_of(book, "Practice")
    for kind, wanted in (("practice", [truth["scope"]]),
                         ("provider", truth["providers"]),
                         ("payers", truth["payers"]),
                         ("period", truth["periods"])):
        ours = [row for row in rows if value(row, "by") == kind]
        same(len(ours), len(wanted))
        for row, sums in zip(ours, wanted):
            for name in ("claims", "lines", "visits", "patients"):
                same(value(row, name), sums[name])
            same(cents(value(row, "charged")), cents(sums["charge"]))
            same(cents(value(row, "paid")), cents(sums["paid"]))


def check_claims(book, truth):
    rows = rows_of(book, "Claims to look at")
    wanted = [claim for what in truth["triggers"] + truth["habits"]
              for claim in what["claims"]]
    same([value(row, "claim") for row in rows],
         [claim["control"] for claim in wanted])
    same([cents(value(row, "paid")) for row in rows],
         [cents(claim["paid"]) for claim in wanted])


def check_no_formula(book, _truth):
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (page.title, cell.coordinate)


def main():
    checks = [check_triggers, check_measures, check_habits, check_sums,
              check_claims, check_no_formula]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        store = ["--db", folder / "practice.db", "--key-file", folder / "key",
                 "--quiet"]
        run(SOURCE / "test/audit/practice/generate", folder / "practice",
            "--doctors", "3", "--years", "2", "--claims", "900")
        run(PROGRAM, "import", *store, folder / "practice/claims",
            folder / "practice/notes", folder / "practice/remits")
        audit = [PROGRAM, "audit", *store, "--today", "2026-06-30", "--tables",
                 folder, "--fail-on", "never", "--format"]
        run(*audit, "xlsx", "--output", folder / "audit.xlsx")
        truth = json.loads(run(*audit, "json"))
        book = openpyxl.load_workbook(folder / "audit.xlsx")
    print(f"1..{len(checks)}")
    failed = 0
    for number, check in enumerate(checks, 1):
        what = check.__name__.removeprefix("check_").replace("_", " ")
        try:
            check(book, truth)
            print(f"ok {number} - the workbook and the JSON agree: {what}")
        except (AssertionError, KeyError, StopIteration) as error:
            failed += 1
            print(f"not ok {number} - the workbook and the JSON agree: {what}")
            print(f"# {error!r}")
    return 1 if failed else 0


sys.exit(main())

#!/usr/bin/python3
"""tablec stops at a bad row with file and line. Each case changes one line of
one file of codes/. Usage: refuse.py TABLEC. Prints TAP."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUE = "97012,1,3,,,Clinical: Data,ncci-mue-2024q3,official"

# file, row added at its end, words of the message
CASES = [
    ("mue.csv", MUE, "already given"),
    ("mue.csv", "97999,1,4,,,x,s,official", "too large"),
    ("mue.csv", "97999,1,0,,,x,s,official", "mai is 1, 2 or 3"),
    ("mue.csv", "97999,,3,,,x,s,official", "no units"),
    ("mue.csv", "97999,1,3,2024-13-01,,x,s,official", "no date"),
    ("mue.csv", "97999,1,3,2024-02-30,,x,s,official", "no date"),
    ("mue.csv", "97999,1,3,2024-02-01,2024-01-31,x,s,official",
     "ends before it begins"),
    ("mue.csv", "97999,1,3,,,x,,official", "no source"),
    ("mue.csv", "97999,1,3,,,x,s,certain", "unknown word"),
    ("mue.csv", "97999,1,3,,,x,s", "too few fields"),
    ("mue.csv", "97999,1,3,,,x,s,official,more", "too many fields"),
    ("mue.csv", "97o99,1,3,,,x,s,official", "no code"),
    ("mue.csv", "97999, 1,3,,,x,s,official", "blanks around"),
    ("ptp.csv", "97012,97140,0,,,x,s,official", "already given"),
    ("ptp.csv", "97012,97012,0,,,x,s,official", "paired with itself"),
    ("ptp.csv", "97012,97013,9,,,x,s,official", "indicator is 0 or 1"),
    ("ptp.csv", "97012,97013||97014,1,,,x,s,official", "is empty"),
    ("procedures.csv",
     "97998,x,,,other,timed,,,no,no,,,,,,s,official", "without minutes"),
    ("procedures.csv",
     "97998,x,,,other,add-on,15,,no,no,,,,,,s,official", "without base"),
    ("procedures.csv",
     "97998,x,,,nothing,untimed,,,no,no,,,,,,s,official", "unknown word"),
    ("procedures.csv",
     "97998,x,,,x-ray,views,,,no,no,,,back,2,,s,official", "no region"),
    ("procedures.csv",
     "97998,x,,,x-ray,views,,,no,no,,,cervical,3-2,,s,official", "no views"),
    ("procedures.csv",
     '97998,"x,,,other,untimed,,,no,no,,,,,,s,official', "not closed"),
    ("icd10cm.csv", "M541,6,2016-01-01,,s,official", "already given"),
    ("icd10cm.csv", "M541,6.,2016-01-01,,s,official", "classes of"),
    ("icd10cm.csv", "S33561A,B,2016-01-01,,s,official", "classes of"),
    ("diagnosis_sets.csv", "no-such-set,M541,,yes,,,s,official", "no set"),
    ("diagnosis_sets.csv", "disc,M501,,no,,,s,official", "already given"),
    ("contraindications.csv",
     "x,S12,BA,TRN0201,code,,x,,,s,official", "already given"),
    ("contraindications.csv",
     "x,X99,,TRN0299,code,,x,,,s,official", "unknown word"),
    ("diagnosis_regions.csv", "M541,5,spine,,s,official", "already given"),
    ("diagnosis_regions.csv", "X99,5,,cervical,s,official", "belong together"),
    ("modifiers.csv", "59,x,distinct,,,s,official", "already given"),
    ("modifiers.csv", "5,x,,,,s,official", "two characters"),
    ("modifier_conflicts.csv", "GA,AT,x,,,s,official", "already given"),
    ("sets.csv", "disc,x,,s,official", "there already"),
    ("states.csv", "ZX,x,12-34,s,official", "three digits"),
    ("taxonomies.csv", "111N00001Y,x,no,,,s,official", "no taxonomy"),
    ("editions.csv", "ncci-mue,2025Q1,,,s", "there already"),
]


def run(tablec, folder, out):
    return subprocess.run([tablec, "--output", out, folder],
                          capture_output=True, text=True, check=False)


def main():
    tablec = sys.argv[1]
    print(f"1..{len(CASES) + 1}")
    failed = False
    with tempfile.TemporaryDirectory() as top:
        folder = pathlib.Path(top, "codes")
        out = pathlib.Path(top, "out.c")
        shutil.copytree(ROOT / "codes", folder)
        good = run(tablec, folder, out)
        failed |= good.returncode != 0
        print(f"{'not ' if good.returncode else ''}ok 1 - our own tables")
        for number, (name, row, words) in enumerate(CASES, 2):
            path = folder / name
            text = path.read_text(encoding="ascii")
            path.write_text(text + row + "\n", encoding="ascii")
            out.unlink(missing_ok=True)
            line = text.count("\n") + 1
            done = run(tablec, folder, out)
            path.write_text(text, encoding="ascii")
            right = (done.returncode == 1 and not out.exists()
                     and done.stderr.startswith(f"{name}:{line}: ")
                     and words in done.stderr)
            failed |= not right
            if not right:
                print(f"# {name}:{line}: {row}: {done.stderr.strip()}")
            print(f"{'' if right else 'not '}ok {number} - {name}: {words}")
    return failed


if __name__ == "__main__":
    sys.exit(main())

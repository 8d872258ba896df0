#!/usr/bin/python3
"""Writes the bundled practice day, examples/day/, and the sound sample files
of test/golden/x12/. The same bytes every time.

    make_day.py [--day DIR] [--golden DIR]
"""

import argparse
import datetime as dt
import json
import os

import core
import people
from faults_coding import recode, set_units
from faults_values import crossover
from kinds import strip
from recipes import again
from visit import Want, build
from x12w import Delims, interchange

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FRIDAY = dt.date(2026, 6, 12)
SLOT = 40                    # minutes one doctor has for one patient


def practice():
    doctors = [people.Provider("Ashgrove", "Nora", people.npi_from(30417725)),
               people.Provider("Bellweather", "Tom",
                               people.npi_from(46120983)),
               people.Provider("Quill", "Ines", people.npi_from(57733041))]
    return people.Clinic("Lindenrow Chiropractic",
                         people.npi_from(71250066), "311550142",
                         "418 Linden Row", ("Columbus", "OH", "432151172"),
                         "6145550142", None, doctors, None)


class Day:
    """The day's visits in order; three doctors share the slots."""

    def __init__(self):
        self.g = core.Gen(612, "264")
        self.g.serial = 63770
        self.clinic = practice()
        self.g.rng.seed(20260612)
        self.rows = []           # (visit, rule or '', what is planted)

    def visit(self, payer, regions=(), wants=(), fault="", says="", **kw):
        n = len(self.rows)
        v = build(self.g, payer, list(regions), list(wants), dos=FRIDAY,
                  written=FRIDAY, clinic=self.clinic,
                  doctor=self.clinic.doctors[n % 3],
                  start=8 * 60 + n // 3 * SLOT, **kw)
        self.rows.append((v, fault, says))
        return v


def morning(day):
    see = day.visit
    see("medicare", ["lumbar", "pelvic"])
    see("uhc", ["lumbar"], [Want("97110", "lumbar", 30)])
    see("aetna", ["lumbar", "pelvic"], [Want("97012", "lumbar", 12)])

    v = see("commercial", ["lumbar"], [Want("97012", "lumbar", 15)],
            fault="TRC0203",
            says="97012 is billed with two units. It is untimed: one a day, "
            "whatever the minutes. The 15 minutes in the note do not change "
            "that.")
    set_units(v, "97012", 2)
    see("medicare", ["cervical", "thoracic", "lumbar"])
    see("bcbs", ["lumbar"], [Want("97014", "lumbar", 15)])

    v = see("medicare", ["cervical", "thoracic", "lumbar"], fault="TRC0401",
            says="A Medicare adjustment without AT, GA or GZ. Medicare reads "
            "that as maintenance and pays nothing.")
    v.claim.lines[0].mods = []
    see("va", ["lumbar"], [Want("97012", "lumbar", 15),
                           Want("97110", "lumbar", 15)])
    see("cigna", ["cervical", "thoracic", "lumbar"])

    see("commercial", [], [Want("97012", "lumbar", 15),
                           Want("97140", "lumbar", 15, "59")],
        fault="TRC0304",
        says="Modifier 59 says that manual therapy was distinct from "
        "traction, but the note has both on the low back.")
    see("bcbs", ["lumbar"], em="99203", film="72100", initial=True)
    see("auto", ["cervical", "thoracic", "lumbar"],
        [Want("97140", "pelvic", 15, "XS")])

    v = see("aetna", ["lumbar", "pelvic"], [Want("97012", "lumbar", 12)],
            fault="TRC0505",
            says="The traction was done by hand. 97012 is for a machine; "
            "manual traction belongs to 97140.")
    v.traction.update(method="manual",
                      device={"kind": "other", "name": "hands"})
    see("medicare", ["lumbar", "sacral"], em="99213")
    see("wc", ["lumbar"], [Want("97530", "lumbar", 30)])

    v = see("commercial", ["lumbar", "pelvic"],
            [Want("97012", "lumbar", 10)], fault="TRN0201",
            says="A fresh fracture of a lumbar vertebra (S32.010A) is on the "
            "claim and on the problem list; traction of the low back is "
            "ruled out.")
    v.add_dx("S32010A")
    see("medicaid", ["cervical", "lumbar"])
    v = see("commercial", ["cervical", "thoracic"], says="pair")
    return v


def afternoon(day, seen):
    see = day.visit
    see("ma", ["cervical", "lumbar", "pelvic"])

    v = see("uhc", ["lumbar"], [Want("97110", "lumbar", 15)],
            fault="TRC0404",
            says="UnitedHealthcare wants GP on every therapy line; 97110 "
            "came without it.")
    v.line("97110").mods = []
    see("medicare", ["lumbar"], [Want("97012", "lumbar", 12)])

    v = see("bcbs", ["cervical", "lumbar"], fault="TRD0101",
            says="There is no chart note for this claim.")
    v.bare = True
    see("cigna", ["lumbar"], [Want("97012", "lumbar", 15),
                              Want("97110", "lumbar", 23)])
    see("commercial", ["cervical", "thoracic", "lumbar", "sacral",
                       "pelvic"])

    see("auto", [], [Want("97110", "lumbar", 20, units=2)], fault="TRC0204",
        says="Twenty minutes of exercise are one unit, two are billed.")
    see("railroad", ["lumbar", "pelvic"])
    see("commercial", ["lumbar"], dependent=True)

    v = see("aetna", ["cervical", "lumbar"], em="99213", fault="TRC0406",
            says="An examination on the day of an adjustment needs 25.")
    v.line("99213").mods = []
    see("va", ["cervical", "thoracic", "lumbar"],
        [Want("G0283", "lumbar", 15)])
    see("commercial", [], [Want("97012", "lumbar", 12),
                           Want("97110", "lumbar", 30)])

    v = see("bcbs", ["cervical", "lumbar"], fault="TRC0102",
            says="98941 is for three or four regions; two were adjusted, "
            "examined and diagnosed.")
    recode(v, "98940", "98941")
    see("aetna", ["cervical", "thoracic"],
        [Want("97140", "lumbar", 15, "59")])
    see("auto", ["cervical", "thoracic"], [Want("97012", "cervical", 12)])

    v = see("commercial", ["lumbar", "pelvic"],
            [Want("97012", "lumbar", 15)], fault="TRC0506",
            says="A roller table went out as 97012. Many payers do not call "
            "that traction; this is advice, not an error.")
    v.traction.update(method="roller",
                      device={"kind": "roller-table", "name": "RollEase",
                              "fda_cleared": True})
    v = see("uhc", ["cervical", "lumbar", "pelvic"])
    v = see("wc", ["lumbar"], [Want("97110", "lumbar", 30)],
            fault="TRB0101",
            says="The total of the claim is ten dollars more than its "
            "lines.")
    v.claim.cents = v.claim.total() + 1000
    v = see("medicare", ["lumbar", "pelvic"], fault="TRD0102",
            says="The note was never signed.")
    v.note["signed_at"] = None

    # the second claim of a patient whom the morning has seen
    first = day.rows[seen][0]
    w = again(day.g, first, [Want("97140", "lumbar", 15)], start=16 * 60)
    day.rows.append((w, "TRC0302", "Manual therapy was billed on a second "
                     "claim, away from the adjustment of the morning "
                     "(claim %s). Split or not, the pair needs 59 or XS."
                     % first.claim.id))
    day.rows[seen] = (first, "", "")


README = """# A practice day

One Friday at Lindenrow Chiropractic, an invented clinic with three doctors:
{claims} claims to {payers} payers in two files, and the chart notes of the
day. Everything in it is made up: people, numbers, addresses.

| file | what it is |
| --- | --- |
| `claims-1-morning.837`, `claims-2-afternoon.837` | the day's claims as they would go to a clearinghouse (837P) |
| `notes.ndjson` | the day's chart notes, one a line (`traction-note/1`) |
| `practice.json` | doctors, payers, patients and fees of the clinic (`traction-practice/1`, docs/practice-file.md) |

Try it:

    traction check --notes examples/day/notes.ndjson examples/day/*.837
    traction code --notes examples/day/notes.ndjson --practice examples/day/practice.json
    traction code --notes examples/day/notes.ndjson --compare examples/day/claims-1-morning.837

Most of the day is clean. {faults} claims are not, each in one way:

| claim | payer | finding | what is wrong |
| --- | --- | --- | --- |
{table}

Some of the clean claims stand close to a rule and are right all the same:
{near}

The day is written by `test/accuracy/make_day.py`; change it there.
"""

NEAR = [
    ("97012", "MB", "97012 with GP and GY for Medicare: billed to be denied, "
     "as the patient's second insurer wants"),
    ("99213", "MB", "an examination beside a Medicare adjustment, with 25 "
     "and GY"),
    ("97140", "AM", "97140 with XS, on a region that was not adjusted"),
    ("G0283", "VA", "G0283 with GP, where a private payer would see 97014"),
]


def readme(day):
    faulty = [(v, rule, says) for v, rule, says in day.rows if rule]
    payers = {v.claim.payer.name for v, _, _ in day.rows}
    table = "\n".join("| %s | %s | %s | %s |" % (
        v.claim.id, v.claim.payer.name, rule, says)
        for v, rule, says in faulty)
    near = []
    for code, filing, text in NEAR:
        v = next(v for v, rule, _ in day.rows
                 if not rule and v.claim.payer.filing == filing
                 and code in [x.code for x in v.claim.lines])
        near.append("- %s: %s" % (v.claim.id, text))
    return README.format(claims=len(day.rows), payers=len(payers),
                         faults=len(faulty), table=table,
                         near="\n".join(near))


def make_day():
    day = Day()
    pair = morning(day)
    seen = next(i for i, row in enumerate(day.rows) if row[0] is pair)
    split = len(day.rows)
    afternoon(day, seen)
    return day, split


def write_day(folder):
    os.makedirs(folder, exist_ok=True)
    day, split = make_day()
    for name, rows, control in (("1-morning", day.rows[:split], 612),
                                ("2-afternoon", day.rows[split:], 613)):
        text = interchange([[[v.claim for v, _, _ in rows]]], control,
                           Delims())
        with open(os.path.join(folder, "claims-%s.837" % name), "w",
                  encoding="ascii", newline="") as f:
            f.write(text)
    with open(os.path.join(folder, "notes.ndjson"), "w",
              encoding="ascii") as f:
        for v, _, _ in day.rows:
            if not v.bare:
                f.write(json.dumps(strip(v.note)) + "\n")
    with open(os.path.join(folder, "README.md"), "w") as f:
        f.write(readme(day))


def sound_samples():
    """(name, text): claims that hold every segment a chiropractor's may."""
    g = core.Gen(98940, "X12-")
    solo = next(c for c in g.clinics if c.solo)
    v = build(g, "medicare", ["lumbar", "sacral", "pelvic"], dos=FRIDAY,
              clinic=solo)
    c = v.claim
    c.spinal, c.remark = "M", "FLARE AFTER LIFTING, RECORDS AVAILABLE"
    c.dates.update({"453": FRIDAY - dt.timedelta(9),
                    "454": FRIDAY - dt.timedelta(9),
                    "455": FRIDAY - dt.timedelta(40)})
    c.paperwork = [("OZ", "FX", "", "", "AC", "X12-ATT-1")]
    c.refs = [("EA", "CHART5561")]
    yield "chiropractic-acute", [c], Delims()
    v = build(g, "auto", ["cervical", "thoracic"],
              [Want("97012", "cervical", 12)], dos=FRIDAY, dependent=True,
              clinic=next(c for c in g.clinics if c.branch))
    v.claim.branch = v.claim.clinic.branch
    v.claim.referring = people.Provider("Stern", "Ruth",
                                        people.npi_from(22446688))
    yield "dependent-auto-accident", [v.claim], Delims(newline="")
    v = crossover(g)
    yield "second-payer", [v.claim], Delims("|", ">", "^", "~", "\r\n")


def write_golden(folder):
    os.makedirs(folder, exist_ok=True)
    for n, (name, claims, d) in enumerate(sound_samples(), 1):
        with open(os.path.join(folder, name + ".837"), "w",
                  encoding="ascii", newline="") as f:
            f.write(interchange([[claims]], n, d))


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--day", default=os.path.join(ROOT, "examples", "day"))
    p.add_argument("--golden",
                   default=os.path.join(ROOT, "test", "golden", "x12"))
    a = p.parse_args()
    write_day(a.day)
    write_golden(a.golden)


if __name__ == "__main__":
    main()

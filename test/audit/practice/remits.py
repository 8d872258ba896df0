"""What the payers answer: remittances that pay, adjust, leave to the patient
and deny, balanced to the cent, in one 835 file a month."""

import datetime as dt
from collections import defaultdict

import people
from visit import is_cmt, is_em
from x12w import Delims, money, text_of, ymd

D = Delims()
DAY = dt.timedelta(1)
# share of the charge that is allowed, in percent; CLP06; patient's share
TERMS = {"medicare": (62, "MB", "part-b"), "ma": (64, "16", "copay"),
         "commercial": (70, "12", "copay"), "aetna": (66, "12", "copay"),
         "anthem": (68, "12", "percent"), "uhc": (63, "12", "copay"),
         "cigna": (65, "12", "percent"), "va": (72, "VA", ""),
         "wc": (81, "WC", ""), "auto": (90, "AM", ""),
         "medicaid": (48, "MC", "")}
DEDUCTIBLE = 22600                     # cents a year, of Part B
HONEST = [("27", ""), ("22", ""), ("119", "N362"), ("109", "")]


class Payments:
    """Collects what is paid on one day by one payer; writes months."""

    def __init__(self, rng, clinic, last, planted):
        self.rng, self.clinic, self.last = rng, clinic, last
        self.planted = planted         # (doctor's npi, code) -> denial
        self.due = defaultdict(dict)   # day -> payer key -> [payer, cents, x]
        self.deductible = {}
        self.serial = 0
        self.totals = defaultdict(int)
        self.denials = defaultdict(int)

    def answer(self, c):
        """Draw what becomes of a claim and when it is told."""
        rng = self.rng
        if rng.random() < .006:
            self.totals["unanswered"] += 1
            return
        day = c.written + rng.randrange(10, 34) * DAY
        day += (3 - day.weekday()) % 7 * DAY          # Thursdays
        if day > self.last:
            self.totals["unanswered"] += 1
            return
        self.serial += 1
        whole = rng.choice(HONEST) if rng.random() < .022 else None
        segs, paid, left = [], 0, 0
        copay_due = True
        for n, line in enumerate(c.lines, 1):
            cas, got, remark, allowed = self.line(c, line, whole, copay_due)
            if any(group == "PR" and why == "3" for group, why, _ in cas):
                copay_due = False
            segs.append(["SVC", tuple(["HC", line.code] + list(line.mods)),
                         money(line.cents), money(got), "",
                         line.units])
            segs.append(["DTM", "472", ymd(c.dos)])
            for group in ("CO", "PR"):
                mine = [(why, v) for g, why, v in cas if g == group]
                if mine:
                    seg = ["CAS", group]
                    for why, v in mine:
                        seg += [why, money(v), ""]
                    segs.append(seg)
            segs.append(["REF", "6R", line.control])
            if allowed:
                segs.append(["AMT", "B6", money(allowed)])
            if remark:
                segs.append(["LQ", "HE", remark])
            assert got + sum(v for _, _, v in cas) == line.cents
            paid += got
            left += sum(v for g, _, v in cas if g == "PR")
        head = [["CLP", c.id, "4" if whole else "1", money(c.total()),
                 money(paid), money(left) if left else "",
                 TERMS[c.payer.key][1], "P%09d" % self.serial, "11", "1"],
                ["NM1", "QC", "1", c.who.last.upper(), c.who.first.upper(),
                 "", "", "", "MI", c.who.member]]
        bucket = self.due[day].setdefault(c.payer.key, [c.payer, 0, []])
        bucket[1] += paid
        bucket[2] += head + segs
        self.totals["answered"] += 1
        self.totals["billed"] += c.total()
        self.totals["paid"] += paid
        self.totals["patient"] += left

    def line(self, c, line, whole, copay_due):
        """(adjustments, paid, remark, allowed) of one line."""
        rng, cents = self.rng, line.cents
        percent, _, share = TERMS[c.payer.key]
        if whole:
            self.denials[whole[0]] += 1
            return [("CO", whole[0], cents)], 0, whole[1], 0
        if "GY" in line.mods:
            self.denials["96"] += 1
            return [("PR", "96", cents)], 0, "N425", 0
        habit = self.planted.get((c.doctor.npi, line.code))
        if habit and rng.random() < habit[0]:
            self.denials[habit[1]] += 1
            return [("CO", habit[1], cents)], 0, habit[2], 0
        allowed = cents * percent // 100
        cas = [("CO", "45", cents - allowed)]
        left = allowed
        if share == "part-b":
            key = (c.who.member, c.dos.year)
            owed = min(left, self.deductible.get(key, DEDUCTIBLE))
            if owed:
                self.deductible[key] = \
                    self.deductible.get(key, DEDUCTIBLE) - owed
                cas.append(("PR", "1", owed))
                left -= owed
            part = left * 20 // 100
            if part:
                cas.append(("PR", "2", part))
                left -= part
            if left and c.dos >= dt.date(2022, 7, 1):
                cut = left * 2 // 100
                if cut:
                    cas.append(("CO", "253", cut))
                    left -= cut
        elif share == "copay" and copay_due and (is_cmt(line.code)
                                                 or is_em(line.code)):
            part = min(left, 2500)
            cas.append(("PR", "3", part))
            left -= part
        elif share == "percent":
            part = left * 20 // 100
            cas.append(("PR", "2", part))
            left -= part
        return cas, left, "", allowed

    def payment(self, number, day, payer, cents, claims):
        clinic = self.clinic
        segs = [["ST", "835", number],
                ["BPR", "I" if cents else "H", money(cents), "C",
                 "ACH" if cents else "NON"]
                + (["CCP", "01", "999888777", "DA", "5550001", "1999999999",
                    "", "01", "999777666", "DA", "5550002", ymd(day)]
                   if cents else [""] * 11 + [ymd(day)]),
                ["TRN", "1", "%s%s" % (ymd(day), payer.key.upper()),
                 "1999999999"],
                ["DTM", "405", ymd(day)],
                ["N1", "PR", payer.name], ["N3", "1 PLAN WAY"],
                ["N4", "COLUMBUS", "OH", "43215"],
                ["PER", "BL", "PROVIDER LINE", "TE", "6145550111"],
                ["N1", "PE", clinic.name.upper(), "XX", clinic.npi],
                ["REF", "TJ", clinic.ein], ["LX", "1"]] + claims
        segs.append(["SE", str(len(segs) + 1), number])
        self.totals["payments"] += 1
        return segs

    def months(self, before=None):
        """(month, text) of each month that is over; all when None."""
        by_month = defaultdict(list)
        for day in sorted(self.due):
            if before is None or (day.year, day.month) < before:
                by_month[day.strftime("%Y-%m")].append(day)
        for month, days in sorted(by_month.items()):
            sets, number = [], 0
            for day in days:
                for key in sorted(self.due[day]):
                    number += 1
                    sets.append(self.payment("%04d" % number, day,
                                             *self.due[day][key]))
                del self.due[day]
            control = int(month.replace("-", ""))
            yield month, envelope(control, days[-1], sets)


def envelope(control, day, sets):
    e = D.element
    isa = e.join(["ISA", "00", " " * 10, "00", " " * 10, "ZZ",
                  "MCH100".ljust(15), "ZZ", "PBS001".ljust(15),
                  day.strftime("%y%m%d"), "0815", D.repetition, "00501",
                  "%09d" % control, "0", "P", D.component]) + "~\n"
    text = [isa, text_of([["GS", "HP", "MCH100", "PBS001", ymd(day), "0815",
                           str(control), "X", "005010X221A1"]], D)]
    text += [text_of(s, D) for s in sets]
    text.append(text_of([["GE", str(len(sets)), str(control)],
                         ["IEA", "1", "%09d" % control]], D))
    return "".join(text)


def practice(count):
    """The clinic and its doctors."""
    names = [("Ashgrove", "Nora"), ("Bellweather", "Tom"), ("Quill", "Ines"),
             ("Dunmore", "Paula"), ("Eastlake", "Victor"),
             ("Fenwick", "Rosa"), ("Garrick", "Sam"), ("Holloway", "Edith")]
    doctors = [people.Provider(*names[i % len(names)],
                               people.npi_from(30417725 + 15702318 * i))
               for i in range(count)]
    return people.Clinic("Fallow Creek Chiropractic",
                         people.npi_from(71250318), "311550187",
                         "77 Mill Race Rd", ("Columbus", "OH", "432151172"),
                         "6145550187", None, doctors, None)

"""The generator's state and its clean visits: whom, when, what was done."""

import datetime as dt
import random

import people
from visit import Want, build

DAY = dt.timedelta(1)
# Mondays of the weeks in which visits fall; the first four are drawn most.
WEEKS = [dt.date(2026, 6, 1), dt.date(2026, 6, 8), dt.date(2026, 6, 15),
         dt.date(2026, 6, 22)]
OLD_WEEKS = [dt.date(2024, 7, 15), dt.date(2024, 9, 16),
             dt.date(2024, 10, 7), dt.date(2025, 1, 13),
             dt.date(2025, 4, 7), dt.date(2025, 8, 18),
             dt.date(2025, 11, 3), dt.date(2026, 2, 9)]


class Gen:
    """One run: everything is drawn from one seeded source."""

    def __init__(self, seed, prefix=None):
        self.rng = random.Random(seed)
        self.prefix = prefix or "T%d-" % (seed % 1000)
        self.serial = 0
        self.clinics = people.make_clinics(self.rng)
        self.births = set()
        self.members = set()

    def window(self):
        """A day of service, Monday to Saturday, and its filing date."""
        rng = self.rng
        weeks = WEEKS if rng.random() < 0.8 else OLD_WEEKS
        dos = rng.choice(weeks) + rng.randrange(6) * DAY
        return dos, self.written_after(dos)

    def written_after(self, dos):
        """Claims of a week are written on the Tuesday after it."""
        return dos + (8 - dos.weekday()) * DAY

    def recent(self, weekday=None):
        """A day in the first default week that leaves room before it."""
        n = self.rng.randrange(6) if weekday is None else weekday
        dos = WEEKS[1] + n * DAY
        return dos, self.written_after(dos)

    def born(self, doctor, dos, youngest, oldest):
        """A birth date that no other patient of that doctor's day has."""
        while True:
            days = self.rng.randrange(youngest * 365 + 20, oldest * 365)
            born = dos - days * DAY
            key = (doctor.npi, dos, born)
            if key not in self.births:
                self.births.add(key)
                return born

    def clinic_for(self, payer):
        """A clinic; one of its own state for a payer of one state."""
        return self.rng.choice([c for c in self.clinics
                                if payer.state in ("", c.place[1])])

    def person(self, payer, dos, doctor, state, youngest, oldest,
               last=None):
        rng = self.rng
        sex = rng.choice("FM")
        while True:
            member = people.member_id(rng, payer)
            if member not in self.members:
                self.members.add(member)
                break
        if payer.state or rng.random() < 0.85:     # most live nearby
            place = rng.choice([p for p in people.PLACES if p[1] == state])
        else:
            place = rng.choice(people.PLACES)
        if rng.random() < 0.3:
            place = (place[0], place[1],
                     place[2] + "%04d" % rng.randrange(1001, 9998))
        first = rng.choice(people.FIRST_F if sex == "F" else people.FIRST_M)
        pounds = rng.randrange(110, 200) + (20 if sex == "M" else 0)
        if oldest <= 17:
            pounds = rng.randrange(80, 130)
        return people.Person(
            last or rng.choice(people.LAST), first,
            self.born(doctor, dos, youngest, oldest), sex, member,
            "%d %s %s" % (rng.randrange(10, 9900),
                          rng.choice(people.STREETS),
                          rng.choice(["St", "Ave", "Ln", "Dr"])),
            place, pounds, rng.choice(["", "", "", "A", "J", "M"]))

    def patient(self, payer, dos, doctor, state, dependent=None):
        """(subscriber, dependent or None)."""
        if payer.medicare:
            return self.person(payer, dos, doctor, state, 66, 90), None
        holder = self.person(payer, dos, doctor, state, 24, 64)
        if dependent is None:
            dependent = (payer.filing in ("CI", "BL")
                         and self.rng.random() < 0.25)
        if not dependent:
            return holder, None
        child = self.rng.random() < 0.5
        other = self.person(payer, dos, doctor, state, *(
            (11, 17) if child else (24, 64)), last=holder.last)
        other.relation = "19" if child else "01"
        other.member = holder.member
        other.place, other.street = holder.place, holder.street
        return holder, other


SPINAL_SETS = {
    1: [["lumbar"], ["cervical"], ["thoracic"]],
    2: [["cervical", "thoracic"], ["lumbar", "pelvic"],
        ["cervical", "lumbar"], ["lumbar", "sacral"]],
    3: [["cervical", "thoracic", "lumbar"], ["lumbar", "sacral", "pelvic"],
        ["cervical", "lumbar", "pelvic"]],
    4: [["cervical", "thoracic", "lumbar", "pelvic"],
        ["thoracic", "lumbar", "sacral", "pelvic"]],
    5: [["cervical", "thoracic", "lumbar", "sacral", "pelvic"]],
}


def regions(g, most=5):
    count = g.rng.choice([1, 2, 2, 2, 3, 3, 3, 4, 5])
    return g.rng.choice(SPINAL_SETS[min(count, most)])


def medicare_visit(g, payer):
    """Adjustment with AT; now and then an excluded service, with GY."""
    roll = g.rng.random()
    part_b = payer in ("medicare", "railroad")
    where = regions(g)
    if not part_b or roll < 0.7:
        return build(g, payer, where)
    if roll < 0.8:
        return build(g, payer, ["lumbar", "pelvic"],
                     [Want("97012", "lumbar", g.rng.choice([10, 12, 15]))])
    if roll < 0.9:
        return build(g, payer, where, em="99213")
    return build(g, payer, ["lumbar"], film="72100")


def quarter(g):
    return g.rng.choice([15, 30])


def commercial_visit(g, payer):
    """What a private payer's claim holds, in eleven mixtures."""
    rng = g.rng
    area = rng.choice(["lumbar", "lumbar", "cervical"])
    there = {"lumbar": ["lumbar", "pelvic"],
             "cervical": ["cervical", "thoracic"]}[area]
    away = "cervical" if area == "lumbar" else "lumbar"
    minutes = rng.choice([8, 10, 12, 15, 18, 20])
    pull = Want("97012", area, minutes)
    move = Want("97110", area, quarter(g) + rng.choice([0, 0, 3, 7]))
    if payer == "hns":
        return build(g, payer, there, [Want("97110", area, quarter(g))])
    if payer == "cigna":
        if rng.random() < 0.5:
            return build(g, payer, regions(g))
        return build(g, payer, there, [pull, move])
    if payer in ("bcbsvt", "uhc") and rng.random() < 0.8:
        return build(g, payer, there, [move])
    mix = rng.randrange(12)
    if mix < 3:
        return build(g, payer, regions(g))
    if mix == 3:
        return build(g, payer, there, [pull])
    if mix == 4:
        return build(g, payer, there, [pull, move])
    if mix == 5:
        return build(g, payer, there, [
            Want("97140", away, quarter(g), rng.choice(["59", "XS"]))])
    if mix == 6 and payer not in ("uhc", "va"):
        return build(g, payer, there, [Want("97014", area, 15), pull])
    if mix == 7:
        return build(g, payer, there, em=rng.choice(["99212", "99213"]))
    if mix == 8:
        return build(g, payer, there, em=rng.choice(["99202", "99203"]),
                     film="72100" if area == "lumbar" else "72040",
                     initial=True)
    if mix == 9:
        return build(g, payer, [], [pull, move])
    if mix == 10:
        return build(g, payer, there, [Want("97530", area, quarter(g))])
    return build(g, payer, [], em="99213")


def clean_visit(g, payer=None):
    """A visit without a fault, of a payer drawn by its share."""
    keys = [k for k, p in people.PAYERS.items() if p.weight]
    payer = payer or g.rng.choices(
        keys, [people.PAYERS[k].weight for k in keys])[0]
    if people.PAYERS[payer].medicare:
        return medicare_visit(g, payer)
    if people.PAYERS[payer].filing == "MC":
        return build(g, payer, regions(g, 4))
    return commercial_visit(g, payer)

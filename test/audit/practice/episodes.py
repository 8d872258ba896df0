"""Who comes when, and for what: patients, their episodes of care, the days a
doctor works and what is done at each visit."""

import datetime as dt
from dataclasses import dataclass, field

import people
from core import SPINAL_SETS
from people import Payer
from visit import TIMED, Want, choose_dx, cmt_code, disc_code

DAY = dt.timedelta(1)

# payer and its share of the patients
PAYERS = [
    (people.PAYERS["medicare"], 18), (people.PAYERS["ma"], 6),
    (people.PAYERS["commercial"], 19), (people.PAYERS["aetna"], 11),
    (Payer("anthem", "ANTHEM BLUE CROSS BLUE SHIELD OF OHIO", "00834", "BL"),
     12),
    (people.PAYERS["uhc"], 9), (people.PAYERS["cigna"], 6),
    (people.PAYERS["va"], 5), (people.PAYERS["wc"], 6),
    (people.PAYERS["auto"], 5), (people.PAYERS["medicaid"], 3),
]
NO_TRACTION = ("uhc", "cigna")     # their policies do not pay it, or hardly
CURRENT = {"commercial": "97014", "aetna": "97014", "anthem": "97014",
           "wc": "97014", "auto": "97014", "cigna": "97014", "va": "G0283"}
AREAS = ["lumbar"] * 10 + ["cervical"] * 7 + ["thoracic"] * 3


@dataclass
class Patient:
    doctor: int
    payer: object
    holder: object                 # core's Person: the subscriber
    dependent: object
    group: str
    known: bool = False            # has been examined here before


@dataclass
class Episode:
    """One complaint from its first examination to release."""
    patient: Patient
    start: object                  # the day the patient first calls for
    kind: str                      # acute, chronic, injury, root
    count: int                     # visits
    regions: list                  # adjusted, the main one first
    dx: tuple = ()                 # codes with discs left open, and places
    away: str = ""                 # a region that is not adjusted
    traction: tuple = ()           # visits in which it may be given
    current: int = 0               # visits until which current may be
    manual: bool = False
    active: int = 0                # visit at which exercise begins
    moved: int = 0                 # the last visit with exercise
    pull: int = 12                 # minutes of traction
    move: int = 15                 # minutes of exercise
    score: tuple = ()              # instrument, first score, top
    film: str = ""
    situation: dict = field(default_factory=dict)
    visits: list = field(default_factory=list)

    @property
    def main(self):
        return self.regions[0]

    def codes(self, day):
        return [code_of(c, day) for c in self.dx[0]]


def code_of(code, day):
    """The code as it is written on that day: some grew a character."""
    if code in ("M5136", "M51360"):
        return disc_code(day)
    if code in ("M5450", "M5459") and day < dt.date(2021, 10, 1):
        return "M545"
    return code


@dataclass
class Slot:
    """One visit: what, when, and where in its plan it stands."""
    episode: Episode
    number: int                    # of the episode, from 0
    wants: list
    regions: list
    em: str = ""
    film: str = ""
    day: object = None
    minute: int = 0                # after midnight
    plan_start: object = None
    plan_visit: int = 1
    plan_visits: int = 12
    per_week: int = 3
    measured: object = None        # day of the last outcome measure
    step: int = 0                  # how many times it was measured since


class Calendar:
    """Working hours of one doctor; each is with one patient at a time."""

    def __init__(self, rng, first, last, per_day):
        self.rng = rng
        self.days = {}
        self.gap = max(.4, min(60.0, 480 / max(per_day, 1) - 18))
        away = set()
        for year in range(first.year, last.year + 1):
            for month in (2, 7, 10):
                began = dt.date(year, month, rng.randrange(1, 22))
                away |= {began + n * DAY
                         for n in range(rng.randrange(4, 8))}
        day = first
        while day <= last:
            weekday = day.weekday()
            if weekday < 6 and day not in away and not holiday(day):
                # next free minute, minutes face to face, end of the day
                self.days[day] = [480 + rng.randrange(12), 0,
                                  840 if weekday == 5 else 1140]
            day += DAY

    def book(self, day, need, face, last):
        """The first day from `day` on with room: (day, minute) or None.
        need: minutes of the doctor; face: those that are billed by time."""
        while day <= last:
            state = self.days.get(day)
            if state:
                at = state[0] + int(self.rng.expovariate(1 / self.gap))
                if at < 780 and at + need > 720 and state[2] > 840:
                    at = 780 + self.rng.randrange(8)       # after lunch
                if at + need <= state[2] and state[1] + face <= 390:
                    state[0], state[1] = at + need, state[1] + face
                    return day, at
            day += DAY
        return None


def holiday(day):
    fixed = {(1, 1), (7, 4), (12, 24), (12, 25), (12, 26), (11, 11)}
    if (day.month, day.day) in fixed:
        return True
    thursday = day.month == 11 and day.weekday() == 3 and 22 <= day.day <= 28
    memorial = day.month == 5 and day.weekday() == 0 and day.day > 24
    return thursday or memorial or (day.month == 9 and day.weekday() == 0
                                    and day.day < 8)


def draw_patient(g, doctor, day):
    rng = g.rng
    payer = rng.choices([p for p, _ in PAYERS], [w for _, w in PAYERS])[0]
    while True:                     # nobody has another's name and birth
        holder, dependent = g.patient(payer, day, g.clinic.doctors[doctor],
                                      "OH")
        who = dependent or holder
        if (who.last, who.first, who.born) not in g.people:
            break
    g.people.add((who.last, who.first, who.born))
    group = "" if payer.medicare else "G%05d" % rng.randrange(10 ** 5)
    return Patient(doctor, payer, holder, dependent, group)


def draw_episode(g, patient, start, strong_always=False):
    """A course of care: acute ones are short, root signs take long."""
    rng, payer = g.rng, patient.payer
    kind = rng.choices(["acute", "chronic", "injury", "root"],
                       [40, 25, 20, 15])[0]
    if payer.filing in ("WC", "AM"):
        kind = "injury"
    count = {"acute": rng.randrange(6, 11), "chronic": rng.randrange(6, 15),
             "injury": rng.randrange(8, 19),
             "root": rng.randrange(11, 25)}[kind]
    if payer.medicare or payer.filing in ("MC", "VA"):
        count = min(count, rng.randrange(6, 13))
    main = rng.choice(AREAS)
    sets = [s for k, w in ((1, 1), (2, 3), (3, 5), (4, 2), (5, 1))
            for s in SPINAL_SETS[k] * w if main in s
            and (k < 5 or payer.filing != "MC")]
    regions = list(rng.choice(sets))
    regions.remove(main)
    regions.insert(0, main)
    e = Episode(patient, start, kind, count, regions)
    therapy = not payer.medicare and payer.filing != "MC"
    if therapy:
        pulls = main != "thoracic" and payer.key not in NO_TRACTION
        if pulls and rng.random() < (.6 if kind == "root" else .18):
            e.traction = (rng.randrange(0, 2), min(11, count * 2 // 3))
        if payer.key in CURRENT and rng.random() < .35:
            e.current = min(8, max(2, count // 3))
        e.manual = rng.random() < .35
        e.active = rng.randrange(2, 6)
        if kind != "acute" and rng.random() < .35 and main == "lumbar":
            e.film = "72100"
    if e.manual and "cervical" not in regions:
        e.away = "cervical"
    elif e.manual and "lumbar" not in regions:
        e.away = "lumbar"
    strong = {main} if e.traction or strong_always else set()
    while True:                     # a pool of one region may name it twice
        e.dx = choose_dx(rng, payer, start,
                         regions + ([e.away] if e.away else []), strong)
        if len(e.dx[0]) <= 12:
            break
    e.pull = rng.choice([10, 12, 15])
    e.move = rng.choice([15, 15, 16, 18])
    e.score = (("NDI", rng.randrange(26, 36), 50) if main == "cervical" else
               ("ODI", rng.randrange(46, 63), 100) if main == "lumbar" else
               ("NPRS", rng.randrange(7, 9), 10))
    return e


def visit_content(g, e, number):
    """What is done at one visit of an episode."""
    rng, payer = g.rng, e.patient.payer
    part = number / max(1, e.count - 1)
    regions = list(e.regions)
    if len(regions) > 1 and part > .35 and rng.random() < .2 + .5 * part:
        regions = regions[:max(1, len(regions) - rng.randrange(1, 3))]
    wants = []
    if e.active:                                # a payer of therapy
        cmt = rng.random() < .93
        area = e.main
        if e.traction and e.traction[0] <= number <= e.traction[1] \
                and rng.random() < .7:
            wants.append(Want("97012", area, e.pull))
        if e.current and number < e.current and rng.random() < .65:
            wants.append(Want(CURRENT[payer.key], area, 15))
        # who still gets traction or current does something himself by then
        late = wants and number - e.moved > 3
        if number >= e.active and (rng.random() < .72 or late):
            code = rng.choices(["97110", "97530", "97112"], [62, 26, 12])[0]
            if code == "97112" and cmt:
                code = "97110"
            longer = 15 if part > .7 and rng.random() < .2 else 0
            wants = wants[:1] + [Want(code, area, e.move + longer)]
            e.moved = number
        elif e.manual and part < .8 and rng.random() < .6 \
                and not any(w.code == "97012" for w in wants):
            if cmt and e.away:
                wants.append(Want("97140", e.away, 15,
                                  "XS" if rng.random() < .5 else "59"))
            else:
                cmt = False
                wants.append(Want("97140", area, 15))
        if not cmt and wants:
            regions = []
    return wants[:2], regions


def minutes_with_doctor(slot):
    """What a visit takes of the doctor: timed codes, examination, hands."""
    timed = [w.minutes for w in slot.wants if w.code in TIMED]
    face = sum(timed) + (20 if slot.em else 0)
    return face + len(timed) + 1 + (4 if slot.regions else 0), face


def gap_days(rng, e, number):
    """Days to the next visit: often at first, then care tapers."""
    part = number / max(1, e.count - 1)
    if part < .4:
        return rng.choice([2, 2, 2, 3, 3])
    if part < .75:
        return rng.choice([3, 3, 4, 4, 5])
    return rng.choice([6, 7, 7, 8, 9])


def schedule(g, e, calendar, last, change):
    """Book the visits of an episode; fewer where the years end."""
    rng, patient = g.rng, e.patient
    day, began = e.start, None
    plan_start = measured = None
    plan_visit = step = 0
    for number in range(e.count):
        wants, regions = visit_content(g, e, number)
        slot = Slot(e, number, wants, regions)
        if number == 0:
            slot.em = ("99213" if patient.known else
                       rng.choice(["99202", "99203", "99203"]))
            slot.film = e.film
            slot.wants = [w for w in wants if w.code not in
                          ("97110", "97530", "97112", "97140")]
            slot.regions = slot.regions or list(e.regions)
        change(slot)
        need, face = minutes_with_doctor(slot)
        # the plan may be due for an examination: 21 minutes more
        due = plan_start is not None and (day - plan_start).days > 19
        if due or plan_visit >= slot.plan_visits:
            need, face = need + 21, face + 20
        booked = calendar.book(day, need, face, last)
        if booked is None:
            return
        slot.day, slot.minute = booked
        began = began or slot.day
        age = (slot.day - plan_start).days if plan_start else 0
        plan_visit += 1
        if plan_start is None or age > 21 + rng.randrange(6) \
                or plan_visit > slot.plan_visits:
            if plan_start is not None and not slot.em:
                slot.em = "99213" if rng.random() < .8 else "99212"
            plan_start, plan_visit = slot.day, 1
        if measured is None or slot.em or number - mark >= 4:
            step += measured is not None
            measured, mark = slot.day, number
        slot.plan_start, slot.plan_visit = plan_start, plan_visit
        slot.measured, slot.step = measured, step
        slot.per_week = 3 if number < e.count * .4 else 2
        e.visits.append(slot)
        patient.known = True
        day = slot.day + gap_days(rng, e, number) * DAY


def cmt_of(slot):
    return cmt_code(len(slot.regions)) if slot.regions else ""

"""The planted habits, one a doctor, and what they must lead to."""

from visit import Want

TRACTION, DISTINCT, CLONE = "traction", "distinct", "clone"
ALL = (TRACTION, DISTINCT, CLONE)
# the doctor who has it, and the rules that must name it
DOCTOR = {TRACTION: 0, DISTINCT: 1, CLONE: 2}
RULES = {TRACTION: ["TRA0102"], DISTINCT: ["TRA0104"],
         CLONE: ["TRH0103", "TRA0106"]}
MARKED = ("97140", "97012", "97530")


class Habits:
    def __init__(self, rng, names):
        self.rng = rng
        self.names = names

    def has(self, doctor, habit):
        return habit in self.names and DOCTOR[habit] == doctor

    def change(self, slot):
        """Bend what a visit holds to the habit of its doctor."""
        doctor = slot.episode.patient.doctor
        if self.has(doctor, TRACTION):
            self.pull(slot)
        if self.has(doctor, DISTINCT):
            self.mark(slot)

    def pull(self, slot):
        """Traction at nearly every visit, often in the place of more apt
        care; not where the payer's own policy speaks against it."""
        e = slot.episode
        payer = e.patient.payer
        if payer.key in ("uhc", "cigna", "medicaid") \
                or self.rng.random() > .93:
            return
        stay = [w for w in slot.wants if w.code not in ("97012", "97140")
                and (w.code[:4] != "9711" or self.rng.random() < .5)]
        plain = ["GP"] if payer.key == "ma" else None
        slot.wants = [Want("97012", e.main, e.pull, mods=plain)] + stay[:1]

    def mark(self, slot):
        """59 on each of these, manual therapy moved to where was adjusted."""
        e = slot.episode
        changed = []
        for w in slot.wants:
            if w.code == "97140":
                w = Want(w.code, e.main, w.minutes, "59")
                slot.regions = slot.regions or list(e.regions)
            elif w.code in MARKED:
                w = Want(w.code, w.area, w.minutes, "59")
            changed.append(w)
        slot.wants = changed


class OneVoice:
    """The writer of one who clones: a text for each region, figures apart."""

    def __init__(self, writer):
        self.writer = writer
        self.kept = {}

    def once(self, what, region, make):
        key = (what, region)
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def four(self, day, region, pain):
        kept = self.once("four", region,
                         lambda: self.writer.four(day, region, "{pain}"))
        return tuple(t.replace("{pain}", str(pain)) for t in kept)

    def response(self, region, after):
        return self.once("response", region, lambda: self.writer.response(
            region, "{after}")).replace("{after}", str(after))

    def rationale(self, region):
        return self.once("why", region,
                         lambda: self.writer.rationale(region))

    def exam_reason(self, region, first):
        return self.once("first" if first else "again", region,
                         lambda: self.writer.exam_reason(region, first))


def findings_of(claim, slot):
    """(rule, line) that planted 59s lead to on the claim itself."""
    for n, line in enumerate(claim.lines, 1):
        if "59" in line.mods and line.code in MARKED:
            yield ("TRC0304" if line.code == "97140" else "TRC0303"), n

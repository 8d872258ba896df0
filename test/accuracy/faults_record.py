"""TRD03: the note as a whole; TRP: a payer's own conditions."""

from core import DAY
from kinds import case, fault, near
from recipes import adjust, exercise, private, traction
from visit import Want, build


def recorded(rule, name, make_visit, change, comment, allow="", lines="*"):
    @fault(rule, name)
    def make(g):
        v = make_visit(g)
        change(g, v)
        return case(v, lines, comment, allow)
    return make


def no_diagnoses(g, v):
    v.note["diagnoses"] = []


def no_findings(g, v):
    """Nothing was found that day: no text, no test, no segment."""
    v.note["objective"] = ""
    v.note["subjective"] = ""
    v.note["exam"]["findings"] = []


recorded("TRD0301", "no-diagnoses", lambda g: exercise(g), no_diagnoses,
         "the note names no diagnosis")
recorded("TRD0301", "no-findings", lambda g: exercise(g, cmt=False),
         no_findings, "no finding of the day")
recorded("TRD0301", "no-findings-traction",
         lambda g: traction(g, cmt=False), no_findings,
         "no finding of the day")


def plan(v):
    return v.note["plan_of_care"]


def expired(g, v):
    p = plan(v)
    p["end"] = (v.claim.dos - g.rng.randrange(1, 3) * DAY).isoformat()


def without_frequency(g, v):
    for item in plan(v)["items"]:
        item.pop("per_week")


def without_goals(g, v):
    plan(v)["goals"] = []


def without_duration(g, v):
    p = plan(v)
    p["end"] = None
    p["visits"] = None
    for item in p["items"]:
        item.pop("visits")


def aged(g, **kw):
    return traction(g, plan_age=10, **kw)


@fault("TRD0302", "no-plan")
def no_plan(g):
    v = adjust(g)
    v.note["plan_of_care"] = None
    out = case(v, comment="no plan of care")
    out.allow = "TRD0301"
    return out


recorded("TRD0302", "expired", aged, expired, "the plan has ended")
recorded("TRD0302", "no-frequency", aged, without_frequency, "no frequency")
recorded("TRD0302", "no-goals", aged, without_goals, "no goals")
recorded("TRD0302", "no-duration", aged, without_duration, "no duration")


def shorter(g, v):
    v.plan_item("97012")["minutes"] = 10


def longer(g, v):
    v.plan_item("97012")["minutes"] = 31


def beyond(g, v):
    plan(v)["visits"] = 6
    plan(v)["visit_number"] = 7
    for item in plan(v)["items"]:
        item["visits"] = 6


def unlisted_code(g, v):
    plan(v)["items"] = [i for i in plan(v)["items"]
                        if i["code"] != "97014"]


recorded("TRD0303", "sixteen-of-ten-minutes",
         lambda g: traction(g, minutes=16), shorter,
         "16 minutes where 10 are planned")
recorded("TRD0303", "fifteen-of-31-minutes",
         lambda g: traction(g, minutes=15), longer,
         "15 minutes where 31 are planned")
recorded("TRD0303", "seventh-of-six", aged, beyond, "visit 7 of 6")
recorded("TRD0303", "code-not-planned",
         lambda g: build(g, "commercial", ["lumbar"], [
             Want("97014", "lumbar", 15), Want("97110", "lumbar", 15)]),
         unlisted_code, "97014 is not in the plan")


@near("TRD0303", "half-as-much-again", True)
def half_more(g):
    v = traction(g, minutes=15)
    v.plan_item("97012")["minutes"] = g.rng.choice([10, 30])
    return case(v)


@near("TRD0303", "last-visit", True)
def last_visit(g):
    v = traction(g, plan_age=10)
    p = plan(v)
    p["visits"] = p["visit_number"] = 6
    for item in p["items"]:
        item["visits"] = 6
    return case(v)


@near("TRD0302", "last-day", True)
def last_day(g):
    v = aged(g)
    plan(v)["end"] = v.claim.dos.isoformat()
    return case(v)


def due_past(g, v):
    due = v.claim.dos - g.rng.randrange(1, 6) * DAY
    plan(v)["re_exam_due"] = due.isoformat()


def outcome_old(g, v):
    old = v.claim.dos - g.rng.choice([31, 40, 60]) * DAY
    p = plan(v)
    p["start"] = old.isoformat()
    p["end"] = (v.claim.dos + 10 * DAY).isoformat()
    p["re_exam_due"] = (v.claim.dos + 3 * DAY).isoformat()
    for o in v.note["outcomes"]:
        o["date"] = old.isoformat()
    if "454" in v.claim.dates:
        v.claim.dates["454"] = old


recorded("TRD0304", "date-passed", aged, due_past,
         "the plan's re-examination is past")
recorded("TRD0304", "outcome-old", aged, outcome_old,
         "last measured more than 30 days ago")


@near("TRD0304", "thirty-days", True)
def thirty(g):
    v = adjust(g, payer=private(g), plan_age=30)
    return case(v)


@near("TRD0304", "due-tomorrow", True)
def tomorrow(g):
    v = adjust(g, payer=private(g), plan_age=20)
    plan(v)["re_exam_due"] = (v.claim.dos + DAY).isoformat()
    return case(v)


def no_therapies(g, v):
    v.note["plan"] += " No therapies today."


def worse_same(g, v):
    v.note["pain"] = {"before": 5, "after": 7}
    v.traction["response"] = "Worse, pain rose to 7/10"
    v.note["plan"] = "Continue same treatment. Return in 3 days."


recorded("TRD0305", "no-therapies-today", lambda g: traction(g),
         no_therapies, "the plan says no therapies, traction was given")
recorded("TRD0305", "worse-continue-same", lambda g: traction(g),
         worse_same, "worse, yet the same is continued")


def part_only(part):
    def change(g, v):
        region = g.rng.choice(["cervical", "lumbar"])
        for s in v.note["segments"]:
            if s["region"] == region:
                s["part"] = list(part)
    return change


for name, part in (("pain-alone", ["P"]), ("pain-and-tissue", ["P", "T"]),
                   ("nothing", []), ("asymmetry-alone", ["A"])):
    recorded("TRD0306", name, lambda g: adjust(g), part_only(part),
             "one region with %s" % (" ".join(part) or "no P.A.R.T."))


@near("TRD0306", "range-and-tissue", True)
def range_tissue(g):
    v = adjust(g)
    for s in v.note["segments"]:
        s["part"] = g.rng.choice([["R", "T"], ["A", "P"], ["A", "R"]])
    return case(v)


@near("TRD0306", "over-two-segments", True)
def over_segments(g):
    v = adjust(g, where=("lumbar",))
    v.note["segments"] = [
        {"level": "L4", "region": "lumbar", "part": ["P", "R"],
         "adjusted": True},
        {"level": "T6", "region": "thoracic", "part": ["P"],
         "adjusted": False}]
    return case(v)


def nothing_beyond(g, v):
    v.note["exam"]["separate_problem"] = None
    v.note["exam"]["findings"] = []


recorded("TRD0307", "assessment-only",
         lambda g: build(g, private(g), ["cervical", "lumbar"], em="99212"),
         nothing_beyond, "25, but nothing beyond the daily assessment")


def unscreened(g, v):
    v.note["contraindications_screened"] = None


recorded("TRD0308", "not-screened", lambda g: traction(g), unscreened,
         "no screening for contraindications")


# --- TRP: conditions of one payer ---------------------------------------

def uncovered(name, payer, allow="", regions=("lumbar",), need_note=False,
              rule="TRP0101"):
    @fault(rule, name, need_note)
    def make(g):
        dos, written = g.recent()
        v = build(g, payer, list(regions), [
            Want("97012", "lumbar", 15), Want("97110", "lumbar", 15)],
            dos=dos, written=written)
        return case(v, v.at("97012"), "97012 for %s" % payer, allow)
    return make


uncovered("tricare", "tricare", allow="TRP0101", regions=())
uncovered("uhc", "uhc", need_note=True)     # only motorized devices
uncovered("vermont", "bcbsvt")
uncovered("washington", "wcwa", rule="TRC0409")  # a code of its own


@fault("TRP0101", "cigna-thoracic")
def cigna_thoracic(g):
    v = build(g, "cigna", ["thoracic"], [
        Want("97012", "thoracic", 15), Want("97110", "thoracic", 15)])
    return case(v, v.at("97012"), "thoracic traction for Cigna", "TRP0103")


@fault("TRP0103", "cigna-no-exercise")
def cigna_alone(g):
    v = traction(g, payer="cigna", area="lumbar")
    return case(v, v.at("97012"), "no exercise beside traction")


@fault("TRP0103", "cigna-no-prior-care")
def cigna_first(g):
    v = traction(g, payer="cigna", area="lumbar",
                 more=[Want("97110", "lumbar", 15)])
    del v.note["prior_care"]
    return case(v, v.at("97012"), "no other care before traction")


@fault("TRP0103", "va-no-authorization", False)
def va_unauthorized(g):
    v = exercise(g, payer="va")
    v.claim.refs = [r for r in v.claim.refs if r[0] != "G1"]
    v.note.pop("authorization", None)
    return case(v, comment="no REF*G1", allow="TRP0103")


@near("TRP0103", "cigna-complete", True)
def cigna_complete(g):
    return case(traction(g, payer="cigna", area=g.rng.choice(
        ["lumbar", "cervical"]), more=[Want("97110", "lumbar", 15)]))

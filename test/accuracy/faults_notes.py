"""TRD01: the note and its claim; TRD02: what each service must record."""

import copy
import datetime as dt
import json

from core import DAY
from kinds import case, fault, near, strip
from recipes import adjust, again, exercise, private, traction
from visit import Want, build, clock


def iso(text):
    return dt.date.fromisoformat(text)


@fault("TRD0101", "missing")
def missing(g):
    v = (traction if g.rng.random() < 0.5 else adjust)(g)
    v.bare = True
    return case(v, 0, "no note for this claim")


@near("TRD0101", "matched-without-number", True)
def matched(g):
    v = traction(g)
    v.note["claim"] = None
    return case(v)


@fault("TRD0102", "null-signature")
def unsigned(g):
    v = adjust(g)
    v.note["signed_at"] = None
    return case(v, comment="signed_at is null")


@fault("TRD0102", "no-signature")
def never_signed(g):
    v = traction(g)
    del v.note["signed_at"]
    return case(v, comment="signed_at is absent")


@fault("TRD0103", "orphan")
def orphan(g):
    """A whole visit whose claim was never made."""
    v = adjust(g)
    w = traction(g)
    w.note["claim"] = None
    out = case(v, comment="a note of a visit without a claim")
    out.claim, out.notes, out.note_id = "-", [w.note], w.note["id"]
    return out


@fault("TRD0103", "unknown-number")
def unknown_number(g):
    v = adjust(g)
    w = traction(g)            # its number is written in no claim
    out = case(v, comment="a note that names a claim not in the file")
    out.claim, out.notes, out.note_id = "-", [w.note], w.note["id"]
    return out


@fault("TRD0104", "broken-line")
def broken_line(g):
    v = adjust(g)
    w = traction(g)
    text = json.dumps(strip(w.note))
    out = case(v, comment="a line of NDJSON cut short")
    out.claim, out.broken = "-", [text[:len(text) // 2]]
    return out


@fault("TRD0104", "wrong-type-pain")
def wrong_pain(g):
    v = adjust(g)
    v.note["pain"]["before"] = "six"
    return case(v, comment="/pain/before is a string")


@fault("TRD0104", "wrong-type-angle")
def wrong_angle(g):
    v = traction(g)
    v.traction["angle_degrees"] = "twenty"
    return case(v, comment="/services/../angle_degrees is a string")


@fault("TRD0104", "wrong-type-addenda")
def wrong_addenda(g):
    v = adjust(g)
    v.note["addenda"] = "none"
    return case(v, comment="/addenda is a string")


@near("TRD0104", "unknown-keys", True)
def unknown_keys(g):
    v = traction(g)
    v.note["room"] = 3
    v.traction["operator_station"] = {"side": "near"}
    return case(v)


def other_visit(name, change):
    @fault("TRD0105", name)
    def make(g):
        v = traction(g, clinic=g.rng.choice(
            [c for c in g.clinics if len(c.doctors) > 2]))
        change(g, v)
        return case(v, comment="the note's %s differs" % name)
    return make


def change_date(g, v):
    day = iso(v.note["date_of_service"]) - DAY
    v.note["date_of_service"] = day.isoformat()


def change_doctor(g, v):
    others = [d for d in v.claim.clinic.doctors
              if d.npi != v.claim.doctor.npi]
    v.note["author"]["npi"] = others[0].npi


def change_birth(g, v):
    born = iso(v.note["patient"]["born"]) + 400 * DAY
    v.note["patient"]["born"] = born.isoformat()


def change_sex(g, v):
    v.note["patient"]["sex"] = {"F": "M", "M": "F"}[v.claim.who.sex]


other_visit("date", change_date)
other_visit("doctor", change_doctor)
other_visit("birth", change_birth)
other_visit("sex", change_sex)


@fault("TRD0106", "two-notes")
def two_notes(g):
    v = adjust(g)
    second = copy.deepcopy(v.note)
    second["id"] += "-b"
    out = case(v, comment="two notes name the claim")
    out.notes = [second]
    out.note_id += "|" + second["id"]
    return out


@fault("TRD0107", "eight-days")
def signed_late(g):
    v = traction(g)
    day = v.claim.dos + g.rng.choice([8, 9, 15]) * DAY
    v.note["signed_at"] = day.isoformat() + "T09:10:00-05:00"
    return case(v, comment="signed more than 7 days after")


@near("TRD0107", "seven-days", True)
def seven_days(g):
    v = adjust(g)
    day = v.claim.dos + 7 * DAY
    v.note["signed_at"] = day.isoformat() + "T09:10:00-05:00"
    return case(v)


# --- TRD02: one traction service ----------------------------------------

def lacks(rule, name, change, comment, payers=None, allow="", **kw):
    @fault(rule, name)
    def make(g):
        v = traction(g, payer=g.rng.choice(payers) if payers else None,
                     **kw)
        change(g, v)
        return case(v, comment=comment, allow=allow)
    return make


def without(*keys):
    def change(g, v):
        for key in keys:
            if g.rng.random() < 0.5:
                v.traction.pop(key, None)
            else:
                v.traction[key] = None
    return change


def put(key, value):
    def change(g, v):
        v.traction[key] = value
    return change


def empty_areas(g, v):
    if g.rng.random() < 0.5:
        v.traction["areas"] = []
    else:
        del v.traction["areas"]


lacks("TRD0201", "areas", empty_areas, "traction without an area")


@fault("TRD0202", "other-area")
def not_planned(g):
    v = traction(g, area="lumbar")
    v.plan_item("97012")["areas"] = ["cervical"]
    return case(v, comment="lumbar treated, cervical planned")


@fault("TRD0202", "one-more-area")
def one_more(g):
    v = traction(g, payer="commercial", area="lumbar")
    v.traction["areas"] = ["lumbar", "cervical"]
    v.traction["force"]["value"] = 30
    v.add_dx("M5412")
    v.line("97012").ptr.append(len(v.claim.dx))
    return case(v, comment="cervical treated as well, not planned")


@near("TRD0202", "two-areas-planned", True)
def two_areas(g):
    v = traction(g, payer="commercial", area="lumbar")
    v.traction["areas"] = ["lumbar", "cervical"]
    v.traction["force"]["value"] = 30
    v.traction["position"] = "supine"
    v.plan_item("97012")["areas"] = ["cervical", "lumbar"]
    v.add_dx("M5412")
    v.line("97012").ptr.append(len(v.claim.dx))
    return case(v)


lacks("TRD0203", "minutes", without("minutes", "start", "end"),
      "neither minutes nor times")
lacks("TRD0204", "force", without("force"), "no force")


def force(value, unit="lb"):
    def change(g, v):
        v.traction["force"] = {"value": value, "unit": unit}
    return change


def over_weight(g, v):
    v.traction["force"]["value"] = int(v.claim.who.pounds * 0.6) + 3


lacks("TRD0205", "lumbar-250", force(250), "250 lb", area="lumbar",
      dependent=False)
lacks("TRD0205", "lumbar-5", force(5), "5 lb on the low back",
      area="lumbar")
lacks("TRD0205", "neck-55", force(55), "55 lb on the neck", area="cervical")
lacks("TRD0205", "neck-3", force(3), "3 lb on the neck", area="cervical")
lacks("TRD0205", "over-60-percent", over_weight, "over 60 % of the weight",
      area="lumbar", dependent=False)
lacks("TRD0205", "kilograms", force(110, "kg"), "110 kg is 242 lb",
      area="lumbar", dependent=False)
lacks("TRD0205", "percent", force(70, "%bw"), "70 % of the weight",
      area="lumbar", dependent=False)


@near("TRD0205", "edges", True)
def edges(g):
    area = g.rng.choice(["lumbar", "cervical"])
    v = traction(g, payer="commercial", area=area, dependent=False)
    low, high = (10, v.claim.who.pounds * 6 // 10) if area == "lumbar" \
        else (5, 50)
    v.traction["force"]["value"] = g.rng.choice([low, high])
    return case(v)


@near("TRD0205", "kilograms-in-range", True)
def kilos(g):
    v = traction(g, payer="commercial", area="lumbar", dependent=False)
    v.traction["force"] = {"value": 25, "unit": "kg"}
    v.note["patient"]["weight"] = {
        "value": round(v.claim.who.pounds * 0.4536, 1), "unit": "kg"}
    return case(v)


lacks("TRD0206", "device", without("device"), "no device")
lacks("TRD0206", "mode", without("mode"), "no mode")
lacks("TRD0206", "unknown-mode", put("mode", "wobbling"),
      "mode in an unknown word")


@fault("TRD0207", "response")
def no_response(g):
    v = traction(g)
    del v.traction["response"]
    v.note["pain"] = {"before": v.note["pain"]["before"]}
    return case(v, comment="no response to traction")


lacks("TRD0208", "rationale", without("rationale"), "no rationale")
lacks("TRD0208", "not-primary", put("primary", False), "not primary")
lacks("TRD0208", "goal", without("goal"), "no goal linked")
lacks("TRD0208", "unknown-goal", put("goal", "g9"), "no such goal")


def stretch(minutes):
    """End later than start plus minutes; later services move along."""
    def change(g, v):
        s = v.traction
        start = s["start"].split(":")
        begin = int(start[0]) * 60 + int(start[1])
        s["end"] = clock(begin + s["minutes"] + minutes)
    return change


lacks("TRD0209", "five-minutes-more", stretch(5), "minutes against times",
      minutes=15)
lacks("TRD0209", "three-minutes-less", stretch(-3), "minutes against times",
      minutes=15)


@fault("TRD0209", "overlap")
def overlap(g):
    v = build(g, "commercial", ["lumbar"], [Want("97110", "lumbar", 30),
                                            Want("97530", "lumbar", 30)])
    first, second = v.service("97110"), v.service("97530")
    h, m = first["start"].split(":")
    begin = int(h) * 60 + int(m) + 15
    second["start"], second["end"] = clock(begin), clock(begin + 30)
    return case(v, comment="two one-on-one services at the same time")


@near("TRD0209", "two-minutes", True)
def two_minutes(g):
    v = traction(g, minutes=15)
    stretch(2)(g, v)
    return case(v)


@near("TRD0209", "back-to-back", True)
def back_to_back(g):
    v = build(g, "commercial", ["lumbar"], [Want("97110", "lumbar", 30),
                                            Want("97530", "lumbar", 30)])
    first, second = v.service("97110"), v.service("97530")
    h, m = first["end"].split(":")
    begin = int(h) * 60 + int(m)
    second["start"], second["end"] = clock(begin), clock(begin + 30)
    return case(v)


lacks("TRD0210", "back", put("areas", ["back"]), "'back' is no region",
      area="lumbar")
lacks("TRD0210", "spine", put("areas", ["spine"]), "'spine' is no region",
      area="cervical")
lacks("TRD0211", "position", without("position"), "no position")


@near("TRD0203", "minutes-without-times", True)
def minutes_only(g):
    v = traction(g)
    v.traction.pop("start")
    v.traction.pop("end")
    return case(v)


@near("TRD0203", "times-without-minutes", True)
def times_only(g):
    v = traction(g)
    v.traction.pop("minutes")
    return case(v)


@near("TRD0101", "two-notes-two-claims", True)
def two_claims(g):
    v = exercise(g, payer="commercial")
    w = again(g, v, [Want("97012", "lumbar", 15)])
    out = case(v)
    out.pairs.append((w.claim, w.note))
    return out


@near("TRD0201", "gy-line-undocumented", True)
def for_denial(g):
    v = build(g, "medicare", ["lumbar"], [Want("97012", "lumbar", 12)])
    s = v.traction
    for key in ("force", "device", "mode", "position", "rationale"):
        s.pop(key)
    return case(v)


@near("TRD0102", "private-late-evening", True)
def late_evening(g):
    v = adjust(g, payer=private(g))
    v.note["signed_at"] = v.claim.dos.isoformat() + "T23:58:00-08:00"
    return case(v)

"""TRS: what one part of a claim asks of another."""

import datetime as dt

from core import DAY
from kinds import case, fault, near
from recipes import adjust, exercise, medicare, private, traction
from visit import Want, build


def other_line(v):
    """A line on which a pointer says nothing about traction."""
    return v.line("97110")


@fault("TRS0101", "past-the-end", False)
def past_end(g):
    v = exercise(g)
    line = other_line(v)
    line.ptr = line.ptr[:1] + [len(v.claim.dx) + g.rng.randrange(1, 3)]
    return case(v, v.at("97110"), "pointer past the diagnoses")


@fault("TRS0101", "only-pointer", False)
def only_pointer(g):
    v = exercise(g)
    other_line(v).ptr = [min(12, len(v.claim.dx) + 1)]
    return case(v, v.at("97110"), "the only pointer points to nothing")


@near("TRS0101", "last")
def last_dx(g):
    v = exercise(g, area="lumbar")
    other_line(v).ptr = [len(v.claim.dx)]
    return case(v)


@fault("TRS0102", "same-twice", False)
def same_twice(g):
    v = exercise(g)
    line = other_line(v)
    line.ptr = line.ptr[:1] * 2
    return case(v, v.at("97110"), "the same pointer twice")


@fault("TRS0102", "five", False)
def five(g):
    v = build(g, private(g), ["cervical", "thoracic", "lumbar"],
              [Want("97110", "lumbar", 30)])
    v.line("97110").ptr = [5, 1, 2, 3, 4]
    return case(v, v.at("97110"), "five pointers", "TRX0107")


@fault("TRS0103", "auto-no-state", False)
def auto_state(g):
    v = adjust(g, payer="auto")
    v.claim.causes = "AA"
    return case(v, 0, "auto accident without its state", "TRX0111")


@fault("TRS0103", "auto-no-date", False)
def auto_date(g):
    v = adjust(g, payer="auto")
    del v.claim.dates["439"]
    return case(v, 0, "auto accident without DTP*439")


@fault("TRS0103", "other-no-date", False)
def other_date(g):
    v = adjust(g, payer="commercial")
    v.claim.causes = "OA"
    return case(v, 0, "other accident without DTP*439")


@near("TRS0103", "other-accident")
def other_accident(g):
    v = adjust(g, payer="commercial")
    v.claim.causes = "OA"
    v.claim.dates["439"] = v.claim.dos - 21 * DAY
    return case(v)


@fault("TRS0104", "no-original", False)
def no_original(g):
    v = adjust(g)
    v.claim.frequency = g.rng.choice("78")
    return case(v, 0, "frequency %s without REF*F8" % v.claim.frequency)


@near("TRS0104", "replacement")
def replacement(g):
    v = adjust(g)
    v.claim.frequency = "7"
    v.claim.refs.append(("F8", "%012d" % g.rng.randrange(10 ** 12)))
    return case(v)


@fault("TRS0105", "no-date", False)
def no_date(g):
    v = exercise(g, payer="commercial")
    v.line("97110").dates = ()
    return case(v, v.at("97110"), "no DTP*472")


@fault("TRS0106", "after-filing", False)
def after_filing(g):
    dos, _ = g.recent()
    v = adjust(g, dos=dos, written=dos - g.rng.randrange(1, 4) * DAY)
    return case(v, 1, "service after BHT04")


@fault("TRS0106", "after-today", False)
def after_today(g):
    dos = dt.date(2026, 12, 7 + g.rng.randrange(4))
    v = adjust(g, dos=dos, written=dt.date(2026, 12, 15))
    return case(v, 1, "service after today")


@near("TRS0106", "filed-the-same-day")
def same_day(g):
    dos, _ = g.recent()
    return case(adjust(g, dos=dos, written=dos))


@fault("TRS0107", "born-later", False)
def born_later(g):
    v = adjust(g, dependent=False)
    late = v.claim.dos + g.rng.randrange(1, 300) * DAY
    v.claim.subscriber.born = late
    v.note["patient"]["born"] = late.isoformat()
    return case(v, 1, "service before the birth date")


@near("TRS0107", "newborn")
def newborn(g):
    v = adjust(g, payer="commercial", where=("cervical",), dependent=True)
    child = v.claim.patient
    child.born = v.claim.dos - 40 * DAY
    child.relation = "19"
    child.pounds = 11
    v.note["patient"]["born"] = child.born.isoformat()
    v.note["patient"]["weight"]["value"] = 11
    v.claim.dates.clear()
    return case(v)


@fault("TRS0108", "reversed", False)
def reversed_range(g):
    v = adjust(g)
    day = v.claim.dos
    v.claim.lines[0].dates = (day, day - g.rng.randrange(1, 3) * DAY)
    return case(v, 1, "the range ends before it begins")


@near("TRS0108", "one-day-range")
def one_day_range(g):
    v = adjust(g)
    v.claim.lines[0].dates = (v.claim.dos, v.claim.dos)
    return case(v)


@fault("TRS0109", "onset-late", False)
def onset_late(g):
    v = adjust(g, payer=g.rng.choice(["commercial", "aetna", "bcbs"]))
    v.claim.dates["431"] = v.claim.dos + g.rng.randrange(1, 3) * DAY
    return case(v, 0, "onset after the service")


@fault("TRS0109", "initial-late", False)
def initial_late(g):
    v = medicare(g)
    v.claim.dates["454"] = v.claim.dos + g.rng.randrange(1, 3) * DAY
    return case(v, 0, "initial treatment after the service")


@near("TRS0109", "same-day")
def onset_same(g):
    v = adjust(g, payer="commercial")
    v.claim.dates["431"] = v.claim.dos
    return case(v)


@fault("TRS0110", "too-late", False)
def too_late(g):
    written = dt.date(2026, 6, 16)
    dos = written - g.rng.choice([366, 370, 400, 430]) * DAY
    v = adjust(g, payer="commercial", dos=dos, written=written)
    return case(v, 0, "filed %d days after" % (written - dos).days)


@near("TRS0110", "last-day")
def last_day(g):
    written = dt.date(2026, 6, 16)
    return case(adjust(g, payer="commercial", dos=written - 365 * DAY,
                       written=written))


@fault("TRS0111", "self-with-2000c", False)
def self_with_patient(g):
    v = adjust(g, payer="commercial", dependent=True)
    v.claim.self_code = "18"
    out = case(v, comment="SBR02 18 and a 2000C", allow="TRX0112")
    out.claim += "|-"
    return out


@fault("TRS0111", "no-2000c", False)
def no_patient(g):
    v = adjust(g, payer="commercial", dependent=False)
    v.claim.self_code = ""
    out = case(v, comment="no SBR02 18 and no 2000C",
               allow="TRX0112,TRX0103")
    out.claim += "|-"
    return out


def blank(loop_code, index):
    """A change that empties one element of an NM1."""
    def change(segs):
        for seg in segs:
            if seg[0] == "NM1" and seg[1] == loop_code:
                seg[index] = ""
                return
        raise AssertionError("no NM1*" + loop_code)
    return change


def name_kind(name, loop_code, index, comment, allow):
    @fault("TRS0112", name, False)
    def make(g):
        clinic = g.rng.choice([c for c in g.clinics if not c.solo])
        v = adjust(g, payer="commercial", clinic=clinic,
                   dependent=loop_code == "QC")
        v.claim.raw.append(blank(loop_code, index))
        out = case(v, comment=comment, allow=allow)
        if loop_code in ("IL", "QC"):
            out.claim += "|-"
        return out
    return make


name_kind("subscriber-first-name", "IL", 4, "NM104 of NM1*IL empty",
          "TRX0105")
name_kind("patient-first-name", "QC", 4, "NM104 of NM1*QC empty", "TRX0105")
name_kind("rendering-first-name", "82", 4, "NM104 of NM1*82 empty",
          "TRX0105")
name_kind("member-qualifier", "IL", 8, "NM109 without NM108",
          "TRX0105,TRX0111")
name_kind("npi-qualifier", "82", 8, "NM109 of NM1*82 without NM108",
          "TRX0111")


@fault("TRS0113", "no-control", False)
def no_control(g):
    v = traction(g)
    v.claim.paperwork = [("OZ", g.rng.choice(["FX", "BM", "EL"]))]
    return case(v, 0, "PWK without a control number")


@near("TRS0113", "on-request")
def on_request(g):
    v = traction(g)
    v.claim.paperwork = [("OZ", "AA")]
    return case(v)


@near("TRS0113", "with-control")
def with_control(g):
    v = traction(g)
    v.claim.paperwork = [("OZ", "FX", "", "", "AC", v.claim.id + "A")]
    return case(v)


@fault("TRS0114", "no-acute-date", False)
def no_acute(g):
    v = medicare(g)
    v.claim.spinal = g.rng.choice("AM")
    v.claim.dates.pop("453", None)
    return case(v, 0, "CR208 %s without DTP*453" % v.claim.spinal)


@near("TRS0114", "chronic")
def chronic(g):
    v = medicare(g)
    v.claim.spinal = "C"
    v.claim.dates.pop("453", None)
    v.claim.dates.pop("455", None)
    return case(v)

"""TRC05: what was billed against what was done; lines and claims repeated."""

import copy

from core import DAY
from kinds import Case, case, fault, near, two
from recipes import adjust, again, exercise, private, traction
from visit import Want, build


@fault("TRC0501", "two-lines", False)
def line_twice(g):
    v = build(g, g.rng.choice(["commercial", "auto"]), [], [
        Want("97110", "lumbar", 15, units=1),
        Want("97110", "cervical", 15, units=1)])
    return case(v, "1,2", "97110 on two lines")


@fault("TRC0501", "two-films", False)
def film_twice(g):
    v = build(g, private(g), [], [Want("72100"), Want("72100")])
    return case(v, "1,2", "72100 on two lines")


@fault("TRC0501", "split-over-claims")
def split_line(g):
    v = exercise(g, payer="commercial", minutes=15)
    w = again(g, v, [Want("97110", "lumbar", 15)])
    return two(v, w, "1", "97110 on two claims of a day")


@near("TRC0501", "repeat-76")
def repeat_76(g):
    v = build(g, "commercial", [], [Want("72100"), Want("72100")])
    v.claim.lines[1].mods = ["76"]
    return case(v)


@near("TRC0501", "another-day")
def another_day(g):
    dos, written = g.recent(1)
    v = exercise(g, payer="commercial", minutes=15, dos=dos, plan_age=5)
    w = again(g, v, [Want("97110", "lumbar", 15)], ["lumbar"], start=700,
              dos=dos + DAY, plan_age=6)
    return two(v, w)


def sent_again(g, v):
    g.serial += 1
    c = copy.copy(v.claim)
    c.lines = [copy.copy(x) for x in v.claim.lines]
    c.id = "%s%05d" % (g.prefix, g.serial)
    for n, line in enumerate(c.lines, 1):
        line.control = ""
    return c


@fault("TRC0502", "other-number", False)
def claim_twice(g):
    v = (traction if g.rng.random() < 0.5 else adjust)(g)
    c = sent_again(g, v)
    return Case([(v.claim, v.note), (c, None)], c.id, "*",
                "the claim once more under another CLM01",
                "TRD0101,TRD0106")


@fault("TRC0502", "same-number", False)
def same_number(g):
    v = exercise(g)
    c = sent_again(g, v)
    c.id = v.claim.id
    return Case([(v.claim, v.note), (c, None)], c.id, "*",
                "the same claim twice", "TRD0101,TRD0106")


@near("TRC0502", "week-later")
def week_later(g):
    dos, written = g.recent()
    v = adjust(g, payer="commercial", dos=dos, plan_age=5)
    region = v.note["segments"][0]["region"]
    w = again(g, v, where=["cervical", "lumbar"], start=700,
              dos=dos + 7 * DAY, written=written + 7 * DAY, plan_age=12)
    assert region in ("cervical", "lumbar")
    return two(v, w)


def drop_line(v, code):
    v.claim.lines = [x for x in v.claim.lines if x.code != code]


def drop_service(v, code):
    v.note["services"] = [s for s in v.note["services"]
                          if s["_code"] != code]


@fault("TRC0503", "traction")
def missed_traction(g):
    v = traction(g, payer=g.rng.choice(["commercial", "auto", "bcbs"]))
    drop_line(v, "97012")
    return case(v, "*", "traction given, not billed")


@fault("TRC0503", "estim")
def missed_estim(g):
    v = build(g, "commercial", ["lumbar"], [Want("97014", "lumbar", 15)])
    drop_line(v, "97014")
    return case(v, "*", "e-stim given, not billed")


@near("TRC0503", "medicare-excluded")
def medicare_unbilled(g):
    v = build(g, "medicare", ["lumbar"], [Want("97012", "lumbar", 12)])
    drop_line(v, "97012")
    return case(v)


def no_service(name, wants, code, film=None):
    @fault("TRC0504", name)
    def make(g):
        v = build(g, private(g), ["lumbar", "pelvic"], wants, film=film)
        drop_service(v, code)
        return case(v, v.at(code), "%s is not in the note" % code)
    return make


no_service("traction", [Want("97012", "lumbar", 12)], "97012")
no_service("estim", [Want("97014", "lumbar", 15)], "97014")
no_service("exercise", [Want("97110", "lumbar", 15)], "97110")
no_service("film", [], "72100", "72100")


def wrong_traction(name, comment, **changes):
    @fault("TRC0505", name)
    def make(g):
        v = traction(g, payer=g.rng.choice(["commercial", "auto", "aetna"]),
                     area="lumbar", minutes=15)
        s = v.traction
        s.update(changes)
        s["code"] = g.rng.choice(["97012", None])
        return case(v, v.at("97012"), comment)
    return make


wrong_traction("manual", "traction by hand is 97140", method="manual",
               device={"kind": "other", "name": "hands"})
wrong_traction("flexion-distraction", "flexion-distraction is no 97012",
               method="flexion-distraction",
               device={"kind": "flexion-distraction-table",
                       "name": "FlexTable", "fda_cleared": True})


@fault("TRC0505", "estim-only")
def estim_as_traction(g):
    v = traction(g, payer="commercial", area="lumbar", minutes=15)
    s = v.traction
    for key in ("method", "device", "mode", "force", "angle_degrees"):
        s.pop(key)
    s["kind"] = "estim-unattended"
    s["code"] = "97012"
    return case(v, v.at("97012"), "e-stim billed as 97012")


def roller(name, payer, allow=""):
    @fault("TRC0506", name)
    def make(g):
        v = traction(g, payer=payer, area="lumbar", minutes=15)
        v.traction["method"] = "roller"
        v.traction["device"] = {"kind": "roller-table", "name": "RollEase",
                                "fda_cleared": True}
        return case(v, v.at("97012"), "roller table billed as 97012", allow)
    return make


roller("commercial", "commercial")
roller("minnesota", "bcbsmn", "TRP0101")


@fault("TRC0507", "louisiana")
def decompression(g):
    v = traction(g, payer="bcbsla", area="lumbar", minutes=15)
    v.traction["method"] = "decompression"
    v.traction["device"] = {"kind": "decompression-table",
                            "name": "Decompressor", "fda_cleared": True}
    return case(v, v.at("97012"), "decompression billed as 97012",
                "TRP0101")


@near("TRC0505", "over-door-and-inversion")
def other_devices(g):
    v = traction(g, payer="commercial", area="cervical")
    v.traction["device"]["kind"] = g.rng.choice(
        ["over-door", "halter", "pneumatic"])
    return case(v)


@near("TRC0504", "code-left-to-derive")
def derived(g):
    v = traction(g, more=[Want("97110", "lumbar", 15)])
    for s in v.note["services"]:
        s["code"] = None
    return case(v)

"""TRC01 to TRC03: levels of adjustment, units, pairs of codes."""

from kinds import case, fault, near, two
from recipes import adjust, again, exercise, private, traction
from visit import FEES, Want, build


def recode(v, old, new):
    """Bill and chart another code for the same service."""
    v.line(old).code = new
    if old in FEES and new in FEES:
        v.line(new).cents = FEES[new]
    for s in v.note["services"]:
        if s["_code"] == old:
            s["_code"] = s["code"] = new
    for item in v.note["plan_of_care"]["items"]:
        if item["code"] == old:
            item["code"] = new


def set_units(v, code, units):
    line = v.line(code)
    line.cents = FEES.get(code, 5000) * max(units, 1)
    line.units = str(units)


# --- TRC01: spinal adjustment ------------------------------------------

@fault("TRC0101", "two-on-one-claim")
def two_cmt(g):
    v = build(g, private(g), ["cervical", "thoracic", "lumbar"])
    low = build(g, v.claim.payer.key, ["lumbar", "pelvic"])
    line = low.claim.lines[0]
    line.dates, line.ptr, line.control = (v.claim.dos,), [1], ""
    v.claim.lines.append(line)
    service = dict(low.note["services"][0], areas=["lumbar"])
    v.note["services"].append(service)
    v.note["plan_of_care"]["items"].append(
        {"code": "98940", "areas": ["lumbar"], "per_week": 2, "visits": 10})
    return case(v, "1,2", "98941 and 98940 on one day", "TRC0103")


@fault("TRC0101", "split-over-claims")
def two_cmt_split(g):
    v = build(g, "commercial", ["cervical", "thoracic", "lumbar"])
    w = again(g, v, where=["lumbar", "pelvic"])
    return two(v, w, "1", "98941 and 98940 on two claims of a day",
               "TRC0103")


def cmt_over(name, where, code, need_note=False):
    @fault("TRC0102", name, need_note)
    def make(g):
        v = build(g, g.rng.choice(["commercial", "aetna", "medicare",
                                   "bcbs", "va"]), where)
        recode(v, v.claim.lines[0].code, code)
        return case(v, 1, "%s with %d region(s)" % (code, len(where)))
    return make


cmt_over("98941-of-two", ["cervical", "lumbar"], "98941")
cmt_over("98941-of-one", ["lumbar"], "98941")
cmt_over("98942-of-four", ["cervical", "thoracic", "lumbar", "pelvic"],
         "98942")


@fault("TRC0102", "not-diagnosed", False)
def cmt_not_diagnosed(g):
    v = adjust(g, where=("cervical", "thoracic", "lumbar"))
    keep = [i for i, d in enumerate(v.claim.dx)
            if d not in ("M9902", "M546", "M47814")]
    v.claim.dx = [v.claim.dx[i] for i in keep]
    v.note["diagnoses"] = [v.note["diagnoses"][i] for i in keep]
    v.claim.lines[0].ptr = list(range(1, min(4, len(keep)) + 1))
    return case(v, 1, "thoracic adjusted, not diagnosed")


@fault("TRC0102", "not-adjusted")
def cmt_not_adjusted(g):
    v = adjust(g, where=("cervical", "thoracic", "lumbar"))
    v.note["segments"] = [s for s in v.note["segments"]
                          if s["region"] != "thoracic"]
    v.service("98941")["areas"] = ["cervical", "lumbar"]
    return case(v, 1, "three regions diagnosed, two adjusted")


@fault("TRC0103", "98940-of-three")
def cmt_under(g):
    v = adjust(g, where=("cervical", "thoracic", "lumbar"))
    recode(v, "98941", "98940")
    return case(v, 1, "98940 for three supported regions")


@fault("TRC0103", "98941-of-five")
def cmt_under_five(g):
    v = adjust(g, where=("cervical", "thoracic", "lumbar", "sacral",
                         "pelvic"))
    recode(v, "98942", "98941")
    return case(v, 1, "98941 for five supported regions")


@near("TRC0102", "three-and-four")
def cmt_exact(g):
    where = ["cervical", "thoracic", "lumbar", "pelvic"]
    return case(adjust(g, where=where[:g.rng.choice([3, 4])]))


@near("TRC0101", "98943-beside-98941")
def extremity_beside(g):
    payer = g.rng.choice(["commercial", "aetna", "auto"])
    return case(build(g, payer, ["cervical", "thoracic", "lumbar"],
                      [Want("98943", g.rng.choice(["knee", "shoulder"]))]))


@near("TRC0102", "several-segments-one-region")
def many_segments(g):
    v = adjust(g, where=("lumbar",))
    v.note["segments"] = [
        {"level": level, "region": "lumbar", "part": ["P", "R"],
         "adjusted": True} for level in ("L2", "L3", "L4", "L5")]
    return case(v)


# --- TRC02: units -------------------------------------------------------

def bad_units(name, units, allow=""):
    @fault("TRC0201", name, False)
    def make(g):
        v = (traction if g.rng.random() < 0.5 else exercise)(g)
        n = len(v.claim.lines)
        v.claim.lines[-1].units = units
        return case(v, n, "units %s" % units, allow)
    return make


bad_units("zero", "0")
bad_units("negative", "-1", "TRX0109")
bad_units("one-and-a-half", "1.5")


@fault("TRC0203", "97012-two", False)
def mue_traction(g):
    v = traction(g, minutes=g.rng.choice([10, 12, 15]))
    set_units(v, "97012", 2)
    return case(v, v.at("97012"), "97012 with 2 units")


@fault("TRC0203", "98941-two", False)
def mue_cmt(g):
    v = adjust(g, where=("cervical", "thoracic", "lumbar"))
    set_units(v, "98941", 2)
    return case(v, 1, "98941 with 2 units")


@fault("TRC0203", "97012-two-lines", False)
def mue_lines(g):
    v = traction(g, payer="commercial")
    first = v.line("97012")
    more = type(first)("97012", [], first.cents, "1", list(first.ptr),
                       first.dates)
    v.claim.lines.append(more)
    n = v.at("97012")
    return case(v, "%d,%d" % (n, len(v.claim.lines)),
                "97012 on two lines of a day")


def mue_timed(name, code, units, payers):
    @fault("TRC0203", name, False)
    def make(g):
        v = build(g, g.rng.choice(payers), [],
                  [Want(code, "lumbar", 15 * units)])
        return case(v, 1, "%s with %d units, minutes to match"
                    % (code, units))
    return make


mue_timed("97035-three", "97035", 3, ["commercial", "auto"])
mue_timed("97112-five", "97112", 5, ["commercial", "va"])
mue_timed("97110-seven", "97110", 7, ["commercial", "auto"])


@fault("TRC0203", "97010-two", False)
def mue_packs(g):
    v = build(g, "commercial", ["lumbar"], [Want("97010", "lumbar", 10)])
    set_units(v, "97010", 2)
    return case(v, 2, "97010: MUE 0, the payer's limit is 1")


@fault("TRC0203", "97012-split-over-claims")
def mue_split(g):
    v = traction(g, payer="commercial", area="lumbar")
    w = again(g, v, [Want("97012", "lumbar", 15)])
    return two(v, w, "1", "97012 on two claims of a day")


@near("TRC0203", "97035-two")
def at_mue(g):
    return case(build(g, "commercial", ["lumbar"],
                      [Want("97035", "lumbar", 30)]))


@near("TRC0203", "97110-six")
def at_mue_exercise(g):
    return case(build(g, g.rng.choice(["commercial", "auto"]), [],
                      [Want("97110", "lumbar", 90)]))


@near("TRC0203", "97012-two-days")
def two_days(g):
    dos, written = g.recent(0)
    v = traction(g, payer="commercial", area="lumbar", dos=dos,
                 written=written, plan_age=6)
    later = v.claim.dos.replace(day=v.claim.dos.day + 2)
    w = again(g, v, [Want("97012", "lumbar", 12)], ["lumbar"], start=600,
              dos=later, plan_age=8)
    return two(v, w)


def timed_over(name, payers, wants, comment):
    @fault("TRC0204", name)
    def make(g):
        v = build(g, g.rng.choice(payers), [],
                  [Want(code, "lumbar", m, units=u) for code, m, u in wants])
        return case(v, "*", comment)
    return make


timed_over("22-minutes-two-units", ["commercial", "auto", "bcbs"],
           [("97110", 22, 2)], "22 minutes are one unit")
timed_over("seven-minutes", ["commercial", "va"], [("97110", 7, 1)],
           "7 minutes are no unit")
timed_over("cms-total", ["va"], [("97110", 20, 2), ("97530", 20, 2)],
           "40 minutes are 3 units by total time")
timed_over("cms-lone-short", ["va"], [("97110", 33, 2), ("97140", 7, 2)],
           "7 minutes carry one unit at most")
timed_over("ama-remainders", ["commercial", "auto"],
           [("97110", 20, 2), ("97530", 20, 1)],
           "remainders do not combine by the midpoint rule")
timed_over("37-minutes-three", ["commercial", "va"], [("97530", 37, 3)],
           "37 minutes are two units")


@fault("TRC0205", "38-minutes-two")
def timed_under(g):
    v = build(g, g.rng.choice(["commercial", "auto"]), [],
              [Want("97110", "lumbar", 38, units=2)])
    return case(v, 1, "38 minutes would be three units")


@fault("TRC0205", "30-minutes-one")
def timed_under_half(g):
    v = build(g, "va", ["cervical"],
              [Want("97110", "lumbar", 30, units=1)])
    return case(v, 2, "30 minutes would be two units")


def timed_near(name, payer, wants):
    @near("TRC0204", name)
    def make(g):
        return case(build(g, payer, [], [Want(c, "lumbar", m)
                                         for c, m in wants]))
    return make


timed_near("8-minutes", "commercial", [("97110", 8)])
timed_near("23-minutes-two", "commercial", [("97110", 23)])
timed_near("cms-40-three", "va", [("97110", 20), ("97530", 20)])
timed_near("cms-33-and-7", "va", [("97110", 33), ("97140", 7)])
timed_near("ama-both-23", "auto", [("97110", 23), ("97530", 24)])
timed_near("cms-53-minutes-four", "va", [("97110", 53)])


@fault("TRC0206", "30-minutes-two-units")
def by_the_minute(g):
    v = traction(g, minutes=30)
    set_units(v, "97012", 2)
    return case(v, v.at("97012"), "97012 billed by quarter-hours")


@fault("TRC0206", "45-minutes-three-units")
def by_the_minute_estim(g):
    v = build(g, "commercial", ["lumbar"], [Want("97014", "lumbar", 45)])
    set_units(v, "97014", 3)
    return case(v, 2, "97014 billed by quarter-hours")


@near("TRC0206", "30-minutes-one-unit")
def long_traction(g):
    return case(traction(g, minutes=30))


@fault("TRC0207", "six-minutes")
def short_traction(g):
    v = traction(g, payer="commercial", minutes=6)
    v.plan_item("97012")["minutes"] = 8
    return case(v, v.at("97012"), "6 minutes of traction")


@near("TRC0207", "eight-minutes")
def eight(g):
    return case(traction(g, minutes=8))


# --- TRC03: pairs --------------------------------------------------------

def never(name, regions, wants, em=None):
    @fault("TRC0301", name, False)
    def make(g):
        v = build(g, g.rng.choice(["commercial", "auto", "aetna"]),
                  regions, wants, em=em)
        if em:
            v.claim.lines[0].mods = ["25"]
        return case(v, "*", "a pair that is never paid")
    return make


never("97140-97124", [], [Want("97140", "lumbar", 15),
                          Want("97124", "lumbar", 15)])
never("97140-97124-with-59", ["cervical"],
      [Want("97140", "lumbar", 15, "59"), Want("97124", "lumbar", 15, "59")])
never("98941-95851", ["cervical", "thoracic", "lumbar"], [Want("95851")])
never("20560-97810", [], [Want("20560"), Want("97810", "lumbar", 15)])
never("72120-72110", [], [Want("72120"), Want("72110")])
never("99213-95851", [], [Want("95851")], em="99213")


def open_pair(name, regions, wants, payers=("commercial", "auto", "bcbs")):
    @fault("TRC0302", name, False)
    def make(g):
        v = build(g, g.rng.choice(payers), regions, wants)
        return case(v, "*", "an open pair without a modifier")
    return make


open_pair("98940-97140", ["cervical"], [Want("97140", "lumbar", 15)])
open_pair("98941-97112", ["cervical", "thoracic", "pelvic"],
          [Want("97112", "lumbar", 15)])
open_pair("98940-97124", ["lumbar"], [Want("97124", "cervical", 15)])
open_pair("97012-97140", [], [Want("97012", "lumbar", 15),
                              Want("97140", "cervical", 15)])
open_pair("97012-97018", [], [Want("97012", "lumbar", 15),
                              Want("97018", "lumbar", 15)], ["commercial"])
open_pair("97530-97750", [], [Want("97530", "lumbar", 15),
                              Want("97750", "lumbar", 15)], ["commercial"])
open_pair("72050-72040", [], [Want("72050"), Want("72040")])
open_pair("g0283-97032", [], [Want("G0283", "lumbar", 15),
                              Want("97032", "lumbar", 15)], ["va"])


@fault("TRC0302", "split-over-claims")
def pair_split(g):
    v = build(g, "commercial", ["cervical", "thoracic"])
    w = again(g, v, [Want("97140", "lumbar", 15)])
    return two(v, w, "1", "97140 on a second claim of the day")


@near("TRC0302", "other-region-59")
def region_59(g):
    return case(build(g, private(g), ["cervical", "thoracic"], [
        Want("97140", "lumbar", 15, g.rng.choice(["59", "XS"]))]))


@near("TRC0302", "modifier-on-column-one")
def column_one(g):
    return case(build(g, "commercial", [], [
        Want("97012", "lumbar", 15, "59"), Want("97140", "cervical", 15)]))


@near("TRC0302", "98943-and-97140")
def extremity_manual(g):
    return case(build(g, "commercial", [], [
        Want("98943", "knee"), Want("97140", "lumbar", 15)]))


@near("TRC0302", "97012-and-97110-97014")
def no_edit(g):
    return case(build(g, "commercial", ["lumbar"], [
        Want("97012", "lumbar", 15), Want("97014", "lumbar", 15),
        Want("97110", "lumbar", 15)]))


def lone_59(name, code, minutes):
    @fault("TRC0303", name, False)
    def make(g):
        mod = g.rng.choice(["59", "XS", "XU"])
        v = build(g, private(g), ["lumbar"],
                  [Want(code, "lumbar", minutes, mod)])
        return case(v, 2, "%s without an open pair" % mod)
    return make


lone_59("97012-beside-cmt", "97012", 15)
lone_59("97110-beside-cmt", "97110", 15)
lone_59("97014-beside-cmt", "97014", 15)


def same_region(name, regions, wants):
    @fault("TRC0304", name)
    def make(g):
        return case(build(g, g.rng.choice(["commercial", "auto"]), regions,
                          wants), "*", "59, though in one region")
    return make


same_region("98940-97140", ["lumbar", "pelvic"],
            [Want("97140", "lumbar", 15, "59")])
same_region("98940-97124", ["cervical", "thoracic"],
            [Want("97124", "cervical", 15, "XS")])
same_region("97012-97140", [], [Want("97012", "lumbar", 15),
                                Want("97140", "lumbar", 15, "59")])

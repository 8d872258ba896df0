"""TRC04: modifiers, and codes that a payer or the day does not allow."""

import datetime as dt

from kinds import case, fault, near, two
from recipes import (adjust, again, exercise, medicare, private, traction)
from visit import Want, build


@fault("TRC0401", "none", False)
def no_at(g):
    v = medicare(g)
    v.claim.lines[0].mods = []
    return case(v, 1, "Medicare CMT without AT")


@fault("TRC0401", "none-among-others", False)
def no_at_others(g):
    v = medicare(g, wants=[Want("97012", "lumbar", 12)])
    v.line("98940").mods = []
    return case(v, v.at("98940"), "Medicare CMT without AT, 97012 with GY")


@near("TRC0401", "gz-maintenance")
def gz(g):
    v = medicare(g)
    v.claim.lines[0].mods = ["GZ"]
    return case(v)


@near("TRC0401", "ga-maintenance")
def ga(g):
    v = medicare(g)
    v.claim.lines[0].mods = ["GA"]
    return case(v)


@near("TRC0401", "gy-line-without-at")
def gy_line(g):
    return case(medicare(g, wants=[Want("97012", "lumbar", 12)]))


@fault("TRC0402", "medicare-97012", False)
def at_medicare(g):
    v = medicare(g, wants=[Want("97012", "lumbar", 12)])
    v.line("97012").mods = ["GP", "GY", "AT"]
    return case(v, v.at("97012"), "AT on 97012", "TRC0403")


@fault("TRC0402", "commercial-97012", False)
def at_commercial(g):
    v = traction(g, payer="commercial")
    v.line("97012").mods = ["AT"]
    return case(v, v.at("97012"), "AT on 97012")


@fault("TRC0402", "commercial-98943", False)
def at_extremity(g):
    v = build(g, "commercial", ["lumbar"], [Want("98943", "knee")])
    v.line("98943").mods = ["AT"]
    return case(v, v.at("98943"), "AT on 98943")


@near("TRC0402", "commercial-98940")
def at_cmt(g):
    v = adjust(g, payer="commercial", where=("lumbar",))
    v.claim.lines[0].mods = ["AT"]
    return case(v)


@fault("TRC0403", "at-with-gy", False)
def at_gy(g):
    v = medicare(g)
    v.claim.lines[0].mods = ["AT", g.rng.choice(["GY", "GX"])]
    return case(v, 1, "AT with %s" % v.claim.lines[0].mods[1], "TRC0407")


@fault("TRC0403", "59-with-xs", False)
def distinct_twice(g):
    v = build(g, private(g), ["cervical"], [Want("97140", "lumbar", 15)])
    v.line("97140").mods = g.rng.choice([["59", "XS"], ["XE", "XS"],
                                         ["XS", "59"]])
    return case(v, 2, "two ways to say distinct")


@fault("TRC0403", "gy-with-gz", False)
def gy_gz(g):
    v = medicare(g, wants=[Want("97012", "lumbar", 12)])
    v.line("97012").mods = ["GP", "GY", "GZ"]
    return case(v, v.at("97012"), "GY with GZ")


@near("TRC0403", "gy-with-gx")
def gy_gx(g):
    v = medicare(g, wants=[Want("97012", "lumbar", 12)])
    v.line("97012").mods = ["GP", "GY", "GX"]
    return case(v)


def no_gp(name, payer, want, regions=("cervical",)):
    @fault("TRC0404", name, False)
    def make(g):
        v = build(g, payer, list(regions), [want])
        v.line(want.code).mods.remove("GP")
        return case(v, v.at(want.code), "%s without GP" % want.code)
    return make


no_gp("uhc-97110", "uhc", Want("97110", "lumbar", 15))
no_gp("uhc-97140", "uhc", Want("97140", "lumbar", 15, "59"))
no_gp("va-97012", "va", Want("97012", "lumbar", 15))
no_gp("medicare-97012-gy", "medicare", Want("97012", "lumbar", 15),
      ("lumbar",))
no_gp("railroad-97110-gy", "railroad", Want("97110", "lumbar", 15),
      ("lumbar",))


@near("TRC0404", "commercial-silent")
def gp_unknown(g):
    return case(traction(g, payer="commercial"))


@near("TRC0404", "gp-where-not-asked")
def gp_extra(g):
    v = traction(g, payer="commercial")
    v.line("97012").mods = ["GP"]
    return case(v)


@fault("TRC0405", "97012", False)
def gy_traction(g):
    v = medicare(g, wants=[Want("97012", "lumbar", 12)])
    v.line("97012").mods = ["GP"]
    return case(v, v.at("97012"), "excluded service without GY")


@fault("TRC0405", "exam", False)
def gy_exam(g):
    v = medicare(g, em="99213")
    v.line("99213").mods = ["25"]
    return case(v, v.at("99213"), "excluded examination without GY")


@fault("TRC0405", "film", False)
def gy_film(g):
    v = medicare(g, film="72100")
    v.line("72100").mods = []
    return case(v, v.at("72100"), "excluded film without GY")


@fault("TRC0405", "98943", False)
def gy_extremity(g):
    v = medicare(g, wants=[Want("98943", "knee")])
    v.line("98943").mods = []
    return case(v, v.at("98943"), "98943 without GY")


def no_25(name, payer, regions, wants, mods):
    @fault("TRC0406", name, False)
    def make(g):
        v = build(g, payer, regions, wants, em="99213")
        v.line("99213").mods = list(mods)
        return case(v, "*", "examination without 25")
    return make


no_25("beside-cmt", "commercial", ["cervical", "lumbar"], [], [])
no_25("beside-traction", "bcbs", [], [Want("97012", "lumbar", 12)], [])
no_25("medicare", "medicare", ["lumbar"], [], ["GY"])
no_25("va", "va", ["lumbar"], [Want("97110", "lumbar", 15)], [])


@fault("TRC0406", "split-over-claims")
def split_25(g):
    v = adjust(g, payer="commercial")
    w = again(g, v, em="99213")
    return two(v, w, "1", "examination on a second claim of the day")


@near("TRC0406", "exam-alone")
def exam_alone(g):
    return case(build(g, private(g), [], em="99213"))


@near("TRC0406", "exam-and-film")
def exam_film(g):
    return case(build(g, private(g), [], em="99203", film="72100",
                      initial=True))


def misplaced(name, mods, make_visit, code, comment):
    @fault("TRC0407", name, False)
    def make(g):
        v = make_visit(g)
        v.line(code).mods = list(mods)
        return case(v, v.at(code), comment)
    return make


misplaced("25-on-cmt", ["25"], lambda g: adjust(g, where=("lumbar",)),
          "98940", "25 on CMT")
misplaced("25-on-traction", ["25"], lambda g: traction(g), "97012",
          "25 on 97012")
misplaced("59-on-exam", ["25", "59"],
          lambda g: build(g, private(g), ["lumbar"], em="99213"), "99213",
          "59 on an examination")
misplaced("51-on-therapy", ["51"], lambda g: exercise(g), "97110",
          "51 on therapy")
misplaced("22-on-exam", ["25", "22"],
          lambda g: build(g, private(g), ["lumbar"], em="99213"), "99213",
          "22 on an examination")
misplaced("52-on-traction", ["52"], lambda g: traction(g), "97012",
          "52 on 97012")
misplaced("gp-on-cmt", ["GP"], lambda g: adjust(g, where=("lumbar",)),
          "98940", "GP on CMT")


@near("TRC0407", "51-on-98943")
def second_manipulation(g):
    v = build(g, "commercial", ["lumbar"], [Want("98943", "knee")])
    v.line("98943").mods = ["51"]
    return case(v)


def twice(name, make_visit, code, mods):
    @fault("TRC0408", name, False)
    def make(g):
        v = make_visit(g)
        v.line(code).mods = list(mods)
        return case(v, v.at(code), "%s twice" % mods[0])
    return make


twice("gp", lambda g: traction(g, payer="va"), "97012", ["GP", "GP"])
twice("at", lambda g: medicare(g), "98940", ["AT", "AT"])
twice("59", lambda g: build(g, "commercial", ["cervical"],
                            [Want("97140", "lumbar", 15)]),
      "97140", ["59", "59"])


def excluded(name, want, allow=""):
    @fault("TRC0409", name, False)
    def make(g):
        v = medicare(g, ["lumbar"], [want])
        return case(v, v.at(want.code), "%s for Medicare" % want.code,
                    allow)
    return make


excluded("97014-for-g0283", Want("97014", "lumbar", 15, mods=["GP", "GY"]))
excluded("97010-bundled", Want("97010", "lumbar", 10, mods=["GP"]))
excluded("s9090", Want("S9090", "lumbar", 20, mods=["GY"]), "TRP0101")


@near("TRC0409", "97014-commercial")
def estim_private(g):
    return case(build(g, "commercial", ["lumbar"],
                      [Want("97014", "lumbar", 15)]))


@near("TRC0409", "g0283-va")
def estim_va(g):
    return case(build(g, "va", ["lumbar"], [Want("G0283", "lumbar", 15)]))


def same_patient(g, first_day, second_day, em):
    clinic = g.rng.choice(g.clinics)
    v = build(g, "commercial", ["lumbar"], dos=first_day, clinic=clinic)
    w = again(g, v, where=["lumbar"], em=em, start=600, dos=second_day,
              written=g.written_after(second_day))
    w.claim.dates.clear()
    v.claim.dates.clear()
    return v, w


@fault("TRC0410", "two-weeks-later")
def seen_recently(g):
    v, w = same_patient(g, dt.date(2026, 6, 2), dt.date(2026, 6, 18),
                        "99203")
    return two(v, w, w.at("99203"), "seen 16 days before")


@fault("TRC0410", "23-months-later")
def seen_long_ago(g):
    v, w = same_patient(g, dt.date(2024, 7, 17), dt.date(2026, 6, 16),
                        "99202")
    return two(v, w, w.at("99202"), "seen 23 months before")


@near("TRC0410", "established")
def established(g):
    return two(*same_patient(g, dt.date(2026, 6, 2), dt.date(2026, 6, 18),
                             "99213"))


@near("TRC0410", "after-three-years")
def three_years(g):
    return two(*same_patient(g, dt.date(2023, 5, 9), dt.date(2026, 6, 16),
                             "99203"))


@near("TRC0410", "first-visit")
def first_visit(g):
    dos, written = g.recent()
    return case(build(g, "commercial", ["lumbar"], em="99203", dos=dos,
                      written=written, initial=True))


def add_on(name, code):
    @fault("TRC0411", name, False)
    def make(g):
        v = build(g, "commercial", [], [Want(code, "lumbar", 15)])
        return case(v, 1, "%s without its base" % code)
    return make


add_on("97811", "97811")
add_on("97814", "97814")


@near("TRC0411", "97811-with-97810")
def with_base(g):
    return case(build(g, "commercial", [], [
        Want("97810", "lumbar", 15), Want("97811", "lumbar", 15)]))


@near("TRC0411", "97814-with-97810")
def other_base(g):
    return case(build(g, "commercial", [], [
        Want("97810", "lumbar", 15), Want("97814", "lumbar", 15)]))


def unlisted(name, code):
    @fault("TRC0412", name, False)
    def make(g):
        v = build(g, "commercial", ["lumbar"], [Want(code, "lumbar", 15)])
        return case(v, 2, "%s without SV101-7" % code)
    return make


unlisted("97039", "97039")
unlisted("97799", "97799")
unlisted("97139", "97139")


@near("TRC0412", "described")
def described(g):
    v = build(g, "commercial", ["lumbar"], [Want("97039", "lumbar", 15)])
    v.line("97039").desc = "ROLLER TABLE, FIFTEEN MINUTES"
    return case(v)

"""TRV and TRB: values outside their code set, amounts that do not add up."""

import datetime as dt

import people
from kinds import case, fault, near
from recipes import adjust, exercise, private, traction
from visit import Want, build, dotted
from x12w import Other


def spoil(npi, rng):
    """The NPI with another last digit, or two digits swapped."""
    if rng.random() < 0.5:
        return npi[:9] + str((int(npi[9]) + rng.randrange(1, 9)) % 10)
    for i in range(2, 8):
        swapped = npi[:i] + npi[i + 1] + npi[i] + npi[i + 2:]
        if not people.npi_valid(swapped):
            return swapped
    return npi[:9] + str((int(npi[9]) + 1) % 10)


def group_practice(g):
    return g.rng.choice([c for c in g.clinics if not c.solo])


@fault("TRV0101", "rendering-npi", False)
def rendering_npi(g):
    v = adjust(g, clinic=group_practice(g))
    doctor = v.claim.doctor
    bad = people.Provider(doctor.last, doctor.first,
                          spoil(doctor.npi, g.rng))
    v.claim.doctor = bad
    v.note["author"]["npi"] = bad.npi
    return case(v, comment="2310B NPI with a wrong check digit")


@fault("TRV0101", "facility-npi", False)
def facility_npi(g):
    clinic = g.rng.choice([c for c in g.clinics if c.branch])
    v = traction(g, clinic=clinic)
    name, npi, street, place = clinic.branch
    v.claim.branch = (name, spoil(npi, g.rng), street, place)
    return case(v, comment="2310C NPI with a wrong check digit")


@fault("TRV0101", "referring-npi", False)
def referring_npi(g):
    v = exercise(g)
    v.claim.referring = people.Provider(
        "STERN", "RUTH", spoil(people.npi_from(g.rng.randrange(10 ** 8)),
                               g.rng))
    return case(v, comment="2310A NPI with a wrong check digit")


@fault("TRV0101", "billing-npi", False)
def billing_npi(g):
    clinic = group_practice(g)
    v = adjust(g, clinic=clinic)
    v.claim.own_billing = True
    v.claim.clinic = people.Clinic(
        clinic.name, spoil(clinic.npi, g.rng), clinic.ein, clinic.street,
        clinic.place, clinic.phone, None, clinic.doctors)
    out = case(v, comment="2010AA NPI with a wrong check digit")
    out.claim += "|-"
    return out


@near("TRV0101", "npi-2-leading")
def npi_two(g):
    v = adjust(g, clinic=group_practice(g))
    for n in range(100):                 # valid NPIs may begin with 2
        npi = "2%08d" % g.rng.randrange(10 ** 8)
        npi += people.luhn_digit(npi)
        if people.npi_valid(npi):
            break
    doctor = v.claim.doctor
    v.claim.doctor = people.Provider(doctor.last, doctor.first, npi)
    v.note["author"]["npi"] = npi
    return case(v)


def bad_dx(name, code, dos=None):
    @fault("TRV0102", name, False)
    def make(g):
        kw = {}
        if dos:
            kw = {"dos": dos, "written": g.written_after(dos)}
        v = adjust(g, where=("lumbar",), **kw)
        v.add_dx(code)
        return case(v, comment="%s is not a code on that day"
                    % dotted(code))
    return make


bad_dx("ended-m545", "M545")
bad_dx("ended-m5136", "M5136")
bad_dx("ended-m5137", "M5137", dt.date(2025, 1, 14))
bad_dx("not-begun-m51360", "M51360", dt.date(2024, 9, 17))
bad_dx("category-m54", "M54")
bad_dx("category-m990", "M990")
bad_dx("short-m541", "M541")
bad_dx("short-s335", "S335XX")
bad_dx("malformed", "5M416")


@near("TRV0102", "m5136-on-its-last-weeks")
def old_disc(g):
    dos = dt.date(2024, 9, 16 + g.rng.randrange(5))
    v = adjust(g, where=("lumbar",), dos=dos)
    v.add_dx("M5136")
    return case(v)


@near("TRV0102", "m51360-from-october-2024")
def new_disc(g):
    dos = dt.date(2024, 10, 7 + g.rng.randrange(5))
    v = adjust(g, where=("lumbar",), dos=dos)
    v.add_dx("M51360")
    return case(v)


@fault("TRV0103", "repeated", False)
def dx_repeated(g):
    v = adjust(g)
    v.claim.dx.append(g.rng.choice(v.claim.dx[1:]))
    return case(v, comment="the same diagnosis twice")


@fault("TRV0103", "icd9-qualifier", False)
def dx_icd9(g):
    v = adjust(g)
    v.claim.dx.append("7242")
    n = len(v.claim.dx)
    v.claim.dx_quals = ["ABK"] + ["ABF"] * (n - 2) + ["BF"]
    return case(v, comment="BF beside ABK, long after 2015")


@fault("TRV0103", "thirteen", False)
def dx_thirteen(g):
    v = build(g, private(g), ["cervical", "thoracic", "lumbar"])
    for code in ("M9904", "M9905", "M542", "M546", "M5459", "M47812",
                 "M47816", "M533", "M25511", "M25561", "M62830", "M5416"):
        if len(v.claim.dx) < 13 and code not in v.claim.dx:
            v.add_dx(code)
    return case(v, comment="13 diagnoses", allow="TRX0107")


@near("TRV0103", "twelve")
def dx_twelve(g):
    v = build(g, private(g), ["cervical", "thoracic", "lumbar"])
    for code in ("M9904", "M9905", "M542", "M546", "M5459", "M47812",
                 "M47816", "M533", "M25511", "M25561", "M62830", "M5416"):
        if len(v.claim.dx) < 12 and code not in v.claim.dx:
            v.add_dx(code)
    return case(v)


def bad_code(name, code, comment):
    @fault("TRV0104", name, False)
    def make(g):
        v = build(g, private(g), ["lumbar"],
                  [Want(code, "lumbar", 0, mods=[])])
        if code.startswith("99"):
            v.line(code).mods = ["25"]
            v.note["exam"]["separate_problem"] = "new patient examination"
            v.service(code)["kind"] = "exam"
        if code.startswith("72"):
            v.service(code)["kind"] = "x-ray"
        return case(v, v.at(code), comment)
    return make


bad_code("deleted-99201", "99201", "deleted in 2021")
bad_code("deleted-72069", "72069", "no longer exists")
bad_code("letter-o", "9711O", "a letter O for the zero")
bad_code("four-digits", "9794", "four characters")


@fault("TRV0105", "no-such-modifier", False)
def bad_modifier(g):
    v = traction(g, payer=g.rng.choice(["commercial", "bcbs"]))
    mod = g.rng.choice(["ZZ", "11", "1X"])
    v.line("97012").mods.append(mod)
    return case(v, v.at("97012"), "modifier %s does not exist" % mod)


@fault("TRV0105", "malformed-modifier", False)
def malformed_modifier(g):
    v = exercise(g, payer="commercial")
    v.line("97110").mods.append("G#")
    return case(v, v.at("97110"), "modifier G#", "TRX0109")


@fault("TRV0106", "claim-place", False)
def bad_place(g):
    v = adjust(g)
    v.claim.pos = g.rng.choice(["98", "29", "40", "97"])
    return case(v, comment="CLM05-1 %s is no place" % v.claim.pos)


@fault("TRV0106", "line-place", False)
def bad_line_place(g):
    v = exercise(g)
    v.line("97110").pos = g.rng.choice(["98", "30", "44"])
    return case(v, comment="SV105 is no place")


@near("TRV0106", "home-and-nursing")
def other_places(g):
    v = adjust(g, payer="commercial")
    v.claim.pos = g.rng.choice(["12", "31", "49"])
    return case(v)


@fault("TRV0107", "no-such-taxonomy", False)
def bad_taxonomy(g):
    v = adjust(g, clinic=group_practice(g))
    v.claim.taxonomy = g.rng.choice(["111N00000Y", "111N0000X",
                                     "1I1N00000X"])
    return case(v, comment="PRV03 %s" % v.claim.taxonomy, allow="TRX0108")


@fault("TRV0107", "not-a-chiropractor", False)
def other_specialty(g):
    v = adjust(g, clinic=group_practice(g))
    v.claim.taxonomy = g.rng.choice(["207Q00000X", "1223G0001X"])
    return case(v, comment="rendering provider of CMT is %s"
                % v.claim.taxonomy)


@near("TRV0107", "chiropractic-specialty")
def specialty(g):
    v = adjust(g, clinic=group_practice(g))
    v.claim.taxonomy = g.rng.choice(["111NR0400X", "111NS0005X",
                                     "111NN1001X"])
    return case(v)


def place_of(name, change, comment, allow=""):
    @fault("TRV0108", "facility-" + name, False)
    def make(g):
        clinic = g.rng.choice([c for c in g.clinics if c.branch])
        v = adjust(g, clinic=clinic)
        site, npi, street, place = clinic.branch
        v.claim.branch = (site, npi, street, change(place))
        return case(v, comment=comment, allow=allow)
    return make


place_of("state", lambda p: (p[0], "XQ", p[2]), "no such state")
place_of("zip", lambda p: (p[0], p[1], p[2][:4]), "four-digit ZIP")
place_of("zip-letter", lambda p: (p[0], p[1], p[2][:4] + "O" + p[2][5:]),
         "letter in the ZIP")
place_of("disagree", lambda p: (p[0], "ME" if p[1] != "ME" else "CA", p[2]),
         "ZIP of another state")


@fault("TRV0108", "subscriber-zip", False)
def subscriber_zip(g):
    v = adjust(g, dependent=False)
    city, state, _ = v.claim.subscriber.place
    v.claim.subscriber.place = (city, state, g.rng.choice(["1234", "ABCDE"]))
    out = case(v, comment="malformed ZIP of the subscriber")
    out.claim += "|-"
    return out


@fault("TRV0109", "dotted", False)
def dotted_dx(g):
    v = adjust(g, where=("lumbar", "pelvic"))
    extra = next(c for c in ("M5459", "M5416", "M47816")
                 if c not in v.claim.dx)
    v.add_dx(extra)
    v.claim.dx[-1] = dotted(extra)
    return case(v, comment="dot in the last diagnosis")


@fault("TRV0111", "small", False)
def small_dx(g):
    v = adjust(g, where=("lumbar", "pelvic"))
    extra = next(c for c in ("M5459", "M5416", "M47816")
                 if c not in v.claim.dx)
    v.add_dx(extra)
    v.claim.dx[-1] = extra.lower()
    return case(v, comment="small letter in the last diagnosis")


@fault("TRV0110", "small", False)
def small_modifier(g):
    v = exercise(g, payer="commercial")
    v.line("97110").mods.append("xs" if g.rng.random() < 0.5 else "xS")
    return case(v, v.at("97110"), "modifier XS in small letters", "TRC0303")


@fault("TRB0101", "total-off", False)
def total_off(g):
    v = traction(g)
    v.claim.cents = v.claim.total() + g.rng.choice(
        [1, -1, 1000, -500, 10 ** 6])
    return case(v, 0, "CLM02 is not the sum of the lines")


@fault("TRB0101", "total-of-one-line", False)
def total_of_first(g):
    v = exercise(g)
    v.claim.cents = v.claim.lines[0].cents
    return case(v, 0, "CLM02 is the first line's charge alone")


@near("TRB0101", "cents")
def odd_cents(g):
    v = traction(g)
    for line in v.claim.lines:
        line.cents += g.rng.randrange(1, 100)
    return case(v)


def crossover(g):
    """A claim to the second payer; the first has paid, line by line."""
    v = exercise(g, payer=g.rng.choice(["commercial", "aetna"]),
                 dependent=False)
    c = v.claim
    first = people.PAYERS["bcbs"]
    c.sequence = "S"
    paid = 0
    day = c.dos + dt.timedelta(1)
    for line in c.lines:
        contract = line.cents // 5
        patient = line.cents // 10 + g.rng.randrange(100)
        pays = line.cents - contract - patient
        line.paid = [(first.id, pays, [("CO", "45", contract),
                                       ("PR", "3", patient)], day)]
        paid += pays
    c.others = [Other("P", first, people.member_id(g.rng, first), paid)]
    return v


@near("TRB0102", "balanced")
def cob_fine(g):
    return case(crossover(g))


@near("TRB0102", "other-payer-after")
def cob_after(g):
    v = exercise(g, payer="bcbs", dependent=False)
    other = people.PAYERS["commercial"]
    v.claim.others = [Other("S", other, people.member_id(g.rng, other))]
    return case(v)

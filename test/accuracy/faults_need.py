"""TRN: indications, regions and contraindications of traction; Medicare's
order of diagnoses."""

from kinds import case, fault, near
from recipes import adjust, medicare, private, traction
from visit import Want, build, dotted


def repoint(v, code, note_too=True):
    """Add a diagnosis and let the traction line point to it alone."""
    if code not in v.claim.dx:
        v.add_dx(code, note_too)
    v.line("97012").ptr = [v.claim.dx.index(code) + 1]


def unindicated(name, code):
    @fault("TRN0101", name, False)
    def make(g):
        v = traction(g, area="lumbar")
        repoint(v, code)
        return case(v, v.at("97012"), "points to %s alone" % dotted(code))
    return make


unindicated("weakness", "M6281")
unindicated("posture", "R293")
unindicated("fibromyalgia", "M797")


@near("TRN0101", "hip-osteoarthritis")
def hip(g):
    return case(build(g, "commercial", ["lumbar"],
                      [Want("97012", "hip", 12)]))


@near("TRN0101", "one-of-two-pointers")
def one_of_two(g):
    v = traction(g, area="lumbar")
    v.add_dx("M6281")
    v.line("97012").ptr.append(len(v.claim.dx))
    return case(v)


@fault("TRN0102", "lumbar-for-a-neck")
def lumbar_for_neck(g):
    v = traction(g, payer="commercial", area="lumbar")
    repoint(v, g.rng.choice(["M5412", "M50222"]))
    return case(v, v.at("97012"), "lumbar traction, cervical diagnosis")


@fault("TRN0102", "neck-for-a-lumbar")
def neck_for_lumbar(g):
    v = traction(g, payer="commercial", area="cervical")
    repoint(v, g.rng.choice(["M5416", "M5126"]))
    return case(v, v.at("97012"), "cervical traction, lumbar diagnosis")


@near("TRN0102", "lumbosacral")
def lumbosacral(g):
    v = traction(g, payer="commercial", area="lumbar")
    repoint(v, g.rng.choice(["M5417", "M5127"]))
    return case(v)


@fault("TRN0103", "pain-only")
def pain_only(g):
    v = traction(g, payer="commercial", area="lumbar")
    repoint(v, g.rng.choice(["M5459", "M5450"]))
    return case(v, v.at("97012"), "only pain supports traction")


@fault("TRN0103", "neck-pain-only")
def neck_pain(g):
    v = traction(g, payer="commercial", area="cervical")
    repoint(v, "M542")
    return case(v, v.at("97012"), "only pain supports traction")


def forbids(rule, name, code, area="lumbar", where="both"):
    """A diagnosis that rules traction out: on the claim, the list, both."""
    @fault(rule, name)
    def make(g):
        v = traction(g, payer=private(g), area=area)
        v.add_dx(code, claim=where != "note")
        return case(v, v.at("97012"), "%s, %s traction (%s)"
                    % (dotted(code), area, where))
    return make


forbids("TRN0201", "lumbar-fracture", "S32010A")
forbids("TRN0201", "lumbar-fracture-open", "S32020B")
forbids("TRN0201", "cervical-fracture", "S12500A", "cervical")
forbids("TRN0201", "collapsed-vertebra", "M4856XA")
forbids("TRN0201", "fatigue-fracture", "M4846XA")
forbids("TRN0201", "problem-list", "S32030A", "lumbar", "note")
forbids("TRN0202", "bone-metastasis", "C7951")
forbids("TRN0202", "breast", "C50911", "lumbar", "note")
forbids("TRN0202", "prostate", "C61")
forbids("TRN0202", "myeloma", "C9000", "cervical")
forbids("TRN0203", "aneurysm", "I7140")
forbids("TRN0203", "carotid-dissection", "I7771", "cervical")
forbids("TRN0203", "vertebral-insufficiency", "G450", "cervical")
forbids("TRN0203", "leg-thrombosis", "I82401", "lumbar", "note")
forbids("TRN0203", "carotid-stenosis", "I6521", "cervical")
forbids("TRN0204", "cauda-equina", "G834")
forbids("TRN0204", "myelopathy", "M5106")
forbids("TRN0204", "cervical-myelopathy", "M4712", "cervical")
forbids("TRN0204", "discitis", "M4646", "lumbar", "note")
forbids("TRN0204", "instability", "M532X6")
forbids("TRN0204", "osteoporotic-fracture", "M8008XA")
forbids("TRN0204", "rheumatoid-neck", "M069", "cervical")
forbids("TRN0205", "healing-fracture", "S32010D")
forbids("TRN0205", "past-cancer", "Z853")
forbids("TRN0205", "osteoporosis", "M810")
forbids("TRN0205", "slip", "M4316")
forbids("TRN0205", "fusion", "Z981", "lumbar", "note")
forbids("TRN0205", "blood-thinner", "Z7901")
forbids("TRN0205", "chronic-thrombosis", "I82501")
forbids("TRN0205", "rheumatoid-low-back", "M069")
forbids("TRN0205", "vertebral-insufficiency-low-back", "G450")


def permits(name, code, area="lumbar", **how):
    @near("TRN0201", name)
    def make(g):
        v = traction(g, payer=private(g), area=area)
        v.add_dx(code, **how)
        return case(v)
    return make


permits("sequela", "S32010S")
permits("limb-fracture", "S42201A")


def settled(name, code, status):
    @near("TRN0201", name, True)
    def make(g):
        v = traction(g, payer=private(g), area="lumbar")
        v.note["diagnoses"].append({"code": dotted(code), "status": status})
        return case(v)
    return make


settled("resolved-on-the-list", "S32010A", "resolved")
settled("resolved-thrombosis", "I82401", "resolved")


@near("TRN0201", "fracture-without-traction")
def fracture_alone(g):
    v = adjust(g, payer="commercial", where=("cervical",))
    v.add_dx("S32010A")
    return case(v)


@near("TRN0202", "gy-line", True)
def billed_for_denial(g):
    v = medicare(g, ["cervical"], [Want("97012", "cervical", 12)])
    v.add_dx("C61")
    return case(v)


@fault("TRN0301", "condition-first", False)
def condition_first(g):
    v = medicare(g)
    order = [1, 0] + list(range(2, len(v.claim.dx)))
    v.claim.dx = [v.claim.dx[i] for i in order]
    v.note["diagnoses"] = [v.note["diagnoses"][i] for i in order]
    return case(v, 0, "first diagnosis is %s" % dotted(v.claim.dx[0]))


@fault("TRN0302", "no-dates", False)
def no_initial(g):
    v = medicare(g)
    v.claim.dates.pop("454")
    v.claim.dates.pop("431", None)
    return case(v, 0, "no DTP*454")


@fault("TRN0303", "subluxation-alone", False)
def subluxation_alone(g):
    v = medicare(g, ["lumbar", "pelvic"])
    keep = [i for i, d in enumerate(v.claim.dx) if d.startswith("M99")]
    v.claim.dx = [v.claim.dx[i] for i in keep]
    v.note["diagnoses"] = [v.note["diagnoses"][i] for i in keep]
    v.claim.lines[0].ptr = list(range(1, len(keep) + 1))
    return case(v, 0, "no condition beside the subluxation")


@near("TRN0301", "private-condition-first")
def private_order(g):
    v = adjust(g, payer="commercial", where=("lumbar",))
    v.claim.dx.sort(key=lambda d: d.startswith("M99"))
    v.note["diagnoses"].sort(key=lambda d: d["code"].startswith("M99"))
    return case(v)


@near("TRN0303", "private-subluxation-alone")
def private_alone(g):
    v = adjust(g, payer="commercial", where=("lumbar",))
    v.claim.dx = [d for d in v.claim.dx if d.startswith("M99")]
    v.note["diagnoses"] = [d for d in v.note["diagnoses"]
                           if d["code"].startswith("M99")]
    v.claim.lines[0].ptr = [1]
    return case(v)



"""A clean visit: the claim and the chart note that agree with each other and
with the payer. Faults start from here and break one thing."""

import datetime as dt
from dataclasses import dataclass, field

import people
import texts
from x12w import Claim, Line

SPINE = ("cervical", "thoracic", "lumbar", "sacral", "pelvic")
LEVELS = {"cervical": ["C%d" % i for i in range(1, 8)],
          "thoracic": ["T%d" % i for i in range(1, 13)],
          "lumbar": ["L%d" % i for i in range(1, 6)],
          "sacral": ["S1", "S2", "S3"], "pelvic": ["SI", "pelvis"]}
SUBLUXATION = {"cervical": "M9901", "thoracic": "M9902", "lumbar": "M9903",
               "sacral": "M9904", "pelvic": "M9905", "knee": "M9906",
               "hip": "M9906", "shoulder": "M9907"}
# conditions beside the subluxation, by region
PLAIN = {"cervical": ["M542", "M47812", "M5412"],
         "thoracic": ["M546", "M47814"],
         "lumbar": ["M5459", "M5416", "M47816", "M5450"],
         "sacral": ["M47818"], "pelvic": ["M533"],
         "knee": ["M25561"], "hip": ["M1612"], "shoulder": ["M25511"]}
# those that carry traction by themselves (disc, stenosis, facet, root)
STRONG = {"cervical": ["M5412", "M50222", "M50122", "M47812"],
          "thoracic": ["M47814"],
          "lumbar": ["M5416", "M5126", "M5116", "M48061", "M47816",
                     "M5441", "DISC"],
          "hip": ["M1612"]}
# roots and sciatica: what Cigna's guideline takes
ROOTS = {"cervical": ["M5412", "M50122"],
         "lumbar": ["M5416", "M5441", "M5116"]}

TIMED = {"97032", "97033", "97034", "97035", "97110", "97112", "97113",
         "97116", "97124", "97140", "97530", "97535", "97750"}
THERAPY = TIMED | {"97010", "97012", "97016", "97018", "97022", "97024",
                   "97026", "97039", "97139", "97150", "97799", "G0283"}
KINDS = {"97012": "traction", "97140": "manual", "97124": "massage",
         "97110": "exercise", "97112": "neuromuscular",
         "97530": "activities", "97116": "gait", "97010": "heat-cold",
         "97014": "estim-unattended", "G0283": "estim-unattended",
         "97032": "estim-attended", "97035": "ultrasound",
         "98943": "cmt", "20560": "needling", "97810": "acupuncture",
         "97811": "acupuncture", "97813": "acupuncture",
         "97814": "acupuncture"}
FEES = {"98940": 4500, "98941": 6000, "98942": 7500, "98943": 4000,
        "97012": 3500, "97140": 4600, "97124": 4000, "97110": 4800,
        "97112": 5000, "97530": 5200, "97014": 2500, "G0283": 2500,
        "97010": 1500, "97032": 3000, "97035": 2800, "99202": 11000,
        "99203": 15500, "99212": 7000, "99213": 11500, "99214": 16000,
        "72100": 9000, "72040": 8500, "72070": 8000}


def is_cmt(code):
    return code in ("98940", "98941", "98942")


def is_em(code):
    return code[:3] == "992" and len(code) == 5


def is_film(code):
    return code[:2] == "72"


def cms_units(minutes):
    """Units by total time: {code: minutes} to {code: units}."""
    total = (sum(minutes.values()) + 7) // 15
    units = {c: m // 15 for c, m in minutes.items()}
    left = total - sum(units.values())
    for c in sorted(minutes, key=lambda c: -(minutes[c] % 15)):
        if left <= 0:
            break
        units[c] += 1
        left -= 1
    return units


def units_of(method, minutes):
    if method == "cms":
        return cms_units(minutes)
    bias = 7 if method == "ama" else 0
    return {c: (m + bias) // 15 for c, m in minutes.items()}


@dataclass
class Want:
    """One service asked of the builder."""
    code: str
    area: str = "lumbar"
    minutes: int = 0
    distinct: str = ""       # 59 or an X modifier
    units: int = None
    mods: list = None        # whole list, when the payer's is not wanted


@dataclass
class Visit:
    claim: Claim
    note: dict
    extra: list = field(default_factory=list)   # more (claim, note) pairs
    bare: bool = False                          # the note is not written

    def line(self, code):
        return next(x for x in self.claim.lines if x.code == code)

    def at(self, code):
        """Number of the line with that code, from 1."""
        return 1 + [x.code for x in self.claim.lines].index(code)

    def service(self, code):
        return next(s for s in self.note["services"] if s["_code"] == code)

    @property
    def traction(self):
        return self.service("97012")

    def plan_item(self, code):
        return next(i for i in self.note["plan_of_care"]["items"]
                    if i["code"] == code)

    def add_dx(self, code, note=True, claim=True):
        """One more diagnosis at the end of claim and problem list."""
        if claim:
            self.claim.dx.append(code)
        if note:
            self.note["diagnoses"].append(
                {"code": dotted(code), "status": "active"})


def dotted(code):
    return code[:3] + "." + code[3:] if len(code) > 3 else code


def disc_code(dos):
    """Lumbar disc degeneration: its code grew a character in 2024."""
    return "M51360" if dos >= dt.date(2024, 10, 1) else "M5136"


def choose_dx(rng, payer, dos, regions, strong):
    """The claim's diagnoses and, by region, where they stand (from 1)."""
    codes, where = [], {r: [] for r in regions}
    sub = [r for r in regions if r in SUBLUXATION]
    prefix = "M991" if payer.key == "medicaidnc" else "M990"
    pairs = []
    for r in sub:
        pool = STRONG if r in strong else PLAIN
        if payer.key == "cigna" and r in strong and r in ROOTS:
            pool = ROOTS
        pairs.append((r, prefix + SUBLUXATION[r][4], rng.choice(pool[r])))
    nms = pairs if len(pairs) < 4 else [p for p in pairs
                                        if p[0] in strong] + pairs[:2]
    medicare = payer.medicare or payer.filing == "MC"
    ordered = []
    for p in pairs:
        ordered.append((p[0], p[1]))
        if p in nms:
            ordered.append((p[0], p[2]))
    if not medicare and rng.random() < 0.5:     # conditions first
        ordered.sort(key=lambda x: x[1].startswith("M99"))
    for region, code in ordered:
        if code == "DISC":
            code = disc_code(dos)
        if code not in codes:
            codes.append(code)
        at = codes.index(code) + 1
        if at not in where[region]:
            where[region].append(at)
    return codes, where


def traction_service(rng, area, pounds, minutes):
    if area == "cervical":
        force = rng.randrange(10, 31)
        device = rng.choice(["pneumatic", "over-door", "halter",
                             "motorized-table"])
    elif area in SPINE:
        force = max(12, int(pounds * rng.randrange(25, 46) / 100))
        device = "motorized-table"
    else:
        force = rng.randrange(10, 31)
        device = "other"
    return {"kind": "traction", "method": "mechanical",
            "device": {"kind": device, "name": rng.choice(
                ["TractionPro 200", "Axia table", "ErgoPull", "SpineLine"]),
                "fda_cleared": True},
            "mode": rng.choice(["static", "intermittent", "progressive"]),
            "force": {"value": force, "unit": "lb"},
            "angle_degrees": rng.choice([10, 15, 20, 25]),
            "position": "seated" if device == "over-door" else "supine",
            "minutes": minutes}


def service_for(rng, want, note_pounds, after):
    kind = KINDS.get(want.code)
    if want.code == "97012":
        s = traction_service(rng, want.area, note_pounds, want.minutes)
    elif is_em(want.code):
        s = {"kind": "exam", "minutes": want.minutes or 20}
    elif is_film(want.code):
        s = {"kind": "x-ray", "areas": [want.area]}
    else:
        s = {"kind": kind or "other"}
        if want.minutes:
            s["minutes"] = want.minutes
    s["_code"] = want.code
    s["code"] = want.code
    s["by"] = "DC"
    if is_film(want.code) or is_em(want.code):
        return s
    s["areas"] = [want.area]
    if want.area in ("hip", "knee", "shoulder"):
        s["side"] = "left" if want.area == "hip" else "right"
    if want.code in TIMED:
        s["one_on_one"] = True
    elif rng.random() < 0.5:
        s["by"] = "CA"
    s["rationale"] = texts.rationale(rng, want.area)
    s["response"] = texts.response(rng, want.area, after)
    s["goal"] = "g1"
    s["primary"] = True
    return s


EXAM = {"cervical": ["Spurling", "cervical distraction",
                     "shoulder abduction relief", "upper limb tension A",
                     "peripheralization C4-7"],
        "thoracic": ["thoracic kyphosis angle", "rib spring"],
        "lumbar": ["straight leg raise", "crossed straight leg raise",
                   "Kemp", "peripheralization with extension"],
        "sacral": ["sacral thrust", "Gaenslen"],
        "pelvic": ["Patrick", "Gaenslen"], "hip": ["hip scour"],
        "knee": ["patellar grind"], "shoulder": ["painful arc"]}


def segments_for(rng, regions):
    out = []
    for r in regions:
        levels = LEVELS.get(r, [r])
        for level in rng.sample(levels, min(len(levels),
                                            rng.randrange(1, 3))):
            part = rng.choice([["P", "A"], ["P", "R"], ["P", "A", "R"],
                               ["A", "R", "T"], ["P", "A", "R", "T"],
                               ["R", "T"]])
            out.append({"level": level, "region": r, "part": list(part),
                        "adjusted": True})
    return out


def cmt_code(count):
    return "98940" if count < 3 else "98941" if count < 5 else "98942"


def modifiers(payer, want):
    mods = []
    if is_em(want.code):
        return mods
    if payer.gp and want.code in THERAPY:
        mods.append("GP")
    if payer.medicare:
        mods.append("AT" if is_cmt(want.code) else "GY")
    if want.distinct:
        mods.append(want.distinct)
    return mods


def clock(minute):
    return "%02d:%02d" % divmod(minute, 60)


def build(g, payer="commercial", regions=(), wants=(), em=None, film=None,
          dos=None, written=None, initial=False, person=None, clinic=None,
          doctor=None, start=None, plan_age=None, dependent=None,
          visit_number=None):
    """Make one clean visit.

    regions: spinal regions adjusted; wants: Want list; em, film: codes.
    dos and written default to a window of the generator; person, clinic and
    doctor to new draws, so that visits of one patient can be asked for.
    """
    rng = g.rng
    payer = people.PAYERS[payer]
    if dos is None:
        dos, written = g.window()
    elif written is None:
        written = g.written_after(dos)
    clinic = clinic or g.clinic_for(payer)
    doctor = doctor or rng.choice(clinic.doctors)
    holder, dependent_person = person or g.patient(
        payer, dos, doctor, clinic.place[1], dependent)
    who = dependent_person or holder

    wants = list(wants)
    areas = list(regions)
    for w in wants:
        if w.area not in areas:
            areas.append(w.area)
    strong = {w.area for w in wants if w.code == "97012"}
    dx, where = choose_dx(rng, payer, dos, areas or ["lumbar"], strong)

    all_wants = []
    if em:
        all_wants.append(Want(em))
    if regions:
        all_wants.append(Want(cmt_code(len(regions)), regions[0]))
    if film:
        all_wants.append(Want(film, areas[0] if areas else "lumbar"))
    all_wants += wants
    timed = {}
    for w in all_wants:
        if w.code in TIMED:
            timed[w.code] = timed.get(w.code, 0) + w.minutes
    units = units_of(payer.method, timed)

    before = rng.randrange(4, 8)
    after = before - rng.randrange(1, 4)
    now = start or rng.randrange(8 * 60, 15 * 60)
    lines, services = [], []
    for w in all_wants:
        mods = list(w.mods) if w.mods is not None else modifiers(payer, w)
        if is_em(w.code):
            beside = regions or any(x.code in THERAPY for x in wants)
            mods = (["25"] if beside else []) + (
                ["GY"] if payer.medicare else [])
        count = w.units if w.units is not None else units.get(w.code, 1)
        if is_cmt(w.code):
            ptr = sorted({p for r in regions for p in where[r]})[:4]
        elif is_em(w.code) or is_film(w.code):
            ptr = list(range(1, min(3, len(dx)) + 1))
        elif w.code == "97012":
            ptr = [p for p in where[w.area]
                   if not dx[p - 1].startswith("M99")]
        else:
            ptr = where[w.area][-1:]
        fee = FEES.get(w.code, 5000)
        lines.append(Line(w.code, mods, fee * max(count, 1), str(count), ptr,
                          (dos,)))
        if is_cmt(w.code):
            s = {"_code": w.code, "kind": "cmt", "code": w.code,
                 "areas": list(regions), "by": "DC",
                 "rationale": texts.rationale(rng, regions[0]),
                 "response": texts.response(rng, regions[0], after),
                 "goal": "g1", "primary": True}
        else:
            s = service_for(rng, w, who.pounds, after)
        if w.minutes:
            now += rng.randrange(1, 4)
            s["start"], s["end"] = clock(now), clock(now + w.minutes)
            now += w.minutes
        services.append(s)

    g.serial += 1
    claim = Claim("%s%05d" % (g.prefix, g.serial), payer, clinic, doctor,
                  holder, dos, written, lines, dx,
                  patient=dependent_person)
    if dependent_person:
        claim.relation = dependent_person.relation
    claim.rendering = clinic.solo is None
    if claim.rendering and clinic.branch and rng.random() < 0.4:
        claim.branch = clinic.branch
    if not claim.rendering:
        claim.doctor = doctor = clinic.solo
    claim.group = "" if payer.medicare else "G%05d" % rng.randrange(10 ** 5)
    if rng.random() < 0.8:
        for n, line in enumerate(lines, 1):
            line.control = "%s-%d" % (claim.id, n)
    age = plan_age if plan_age is not None else (
        0 if initial else rng.randrange(3, 27))
    began = dos - dt.timedelta(age)
    fill_situation(rng, claim, began)
    limbs = [w.area for w in wants if w.code == "98943"]
    note = note_for(g, claim, who, areas or ["lumbar"],
                    list(regions) + limbs, services, began, before, after)
    if initial or em:
        note["exam"]["separate_problem"] = rng.choice(
            ["new patient: full history and examination",
             "initial evaluation of the whole complaint"] if initial else
            ["re-examination with outcome measures beyond the daily check",
             "new complaint after a slip on stairs, examined separately"])
    if visit_number:
        note["plan_of_care"]["visit_number"] = visit_number
    return Visit(claim, note)


def fill_situation(rng, c, began):
    """Dates, references and situational segments the payer wants."""
    onset = began - dt.timedelta(rng.randrange(14, 120))
    if c.payer.medicare or c.payer.filing == "MC":
        c.dates["454"] = began
        if rng.random() < 0.3:
            c.spinal = rng.choice("ACM")
            if c.spinal in "AM":
                c.dates["453"] = onset
        if rng.random() < 0.3:
            c.dates["455"] = began - dt.timedelta(rng.randrange(1, 90))
    elif rng.random() < 0.4:
        c.dates["431"] = onset
        if rng.random() < 0.4:
            c.dates["454"] = began
    if c.payer.filing in ("WC", "AM"):
        state = c.who.place[1]
        c.causes = "EM" if c.payer.filing == "WC" else "AA:::" + state
        c.dates["439"] = onset
        c.dates.pop("431", None)
        c.accident_number = "PC%07d" % rng.randrange(10 ** 7)
    if c.payer.key in ("va", "uhcma"):
        c.refs.append(("G1", "VA%010d" % rng.randrange(10 ** 10)))
    if rng.random() < 0.15:
        c.refs.append(("EA", "CH%06d" % rng.randrange(10 ** 6)))
    if rng.random() < 0.1:
        c.remark = rng.choice(["RECORDS ON REQUEST", "SEE PLAN OF CARE",
                               "PATIENT PROGRESSING"])


def note_for(g, c, who, areas, regions, services, began, before, after):
    rng, dos = g.rng, c.dos
    main = areas[0]
    goal_text, measure = texts.goal(rng, main)
    subj, obj, think, then = texts.four_texts(rng, main, before)
    visits = rng.randrange(10, 13)
    age = (dos - began).days
    items = []
    for s in services:
        if s["kind"] in ("exam", "x-ray") or any(
                i["code"] == s["_code"] for i in items):
            continue
        item = {"code": s["_code"], "areas": list(s["areas"]),
                "per_week": rng.choice([2, 3]), "visits": visits}
        if s.get("minutes"):
            item["minutes"] = s["minutes"]
        items.append(item)
    if not items:                 # an examination that opens a plan
        items = [{"code": "98940", "areas": [main], "per_week": 2,
                  "visits": visits}]
    for item in items:            # a code given in two areas is one item
        for s in services:
            if s["_code"] == item["code"]:
                item["areas"] += [a for a in s.get("areas", [])
                                  if a not in item["areas"]]
    instrument = {"cervical": "NDI", "lumbar": "ODI"}.get(main, "NPRS")
    score, top = ((rng.randrange(20, 46), 100) if instrument == "ODI" else
                  (rng.randrange(12, 30), 50) if instrument == "NDI" else
                  (rng.randrange(4, 8), 10))
    days = rng.choice([0, 0, 0, 1, 2])
    findings = [{"test": t, "side": rng.choice(["left", "right"]),
                 "positive": True}
                for a in areas[:2] for t in EXAM[a]]
    more = {}
    for qual, value in c.refs:
        if qual == "G1":
            more["authorization"] = {
                "id": value, "from": began.isoformat(),
                "to": (began + dt.timedelta(89)).isoformat(), "visits": 12}
    return {
        "format": "traction-note/1", "id": "n-" + c.id.lower(),
        "claim": c.id,
        "patient": {"id": who.member, "born": who.born.isoformat(),
                    "sex": who.sex,
                    "weight": {"value": who.pounds, "unit": "lb"}},
        "date_of_service": dos.isoformat(),
        "author": {"npi": c.doctor.npi, "name": "%s. %s" % (
            c.doctor.first[0], c.doctor.last), "credentials": "DC"},
        "signed_at": "%sT%02d:%02d:00-05:00" % (
            (dos + dt.timedelta(days)).isoformat(),
            rng.randrange(17, 20), rng.randrange(60)),
        "subjective": subj, "objective": obj, "assessment": think,
        "plan": then, "pain": {"before": before, "after": after},
        "outcomes": [{"instrument": instrument, "score": score, "max": top,
                      "date": began.isoformat()}],
        "diagnoses": [{"code": dotted(d), "status": "active"}
                      for d in c.dx],
        "segments": segments_for(rng, regions),
        "exam": {"findings": findings, "separate_problem": None},
        "contraindications_screened": dos.isoformat(),
        "override": None,
        "services": services,
        "prior_care": {"weeks": rng.randrange(4, 9),
                       "kinds": ["home exercise", "medication"]},
        "plan_of_care": {
            "start": began.isoformat(),
            "end": (began + dt.timedelta(42)).isoformat(),
            "visits": visits,
            "visit_number": min(visits - 1, 1 + age * 2 // 7),
            "re_exam_due": (began + dt.timedelta(30)).isoformat(),
            "phase": "active",
            "goals": [{"id": "g1", "text": goal_text, "measure": measure,
                       "target": 20 if measure == "ODI" else 2}],
            "items": items},
        "abn": None, **more}

"""Random visits from building blocks; the same seed gives the same visits."""
import copy

PAYERS = {  # profile: name and filing code that the payer table knows it by
    "commercial": ("Buckeye Mutual Health", "CI"),
    "aetna": ("Aetna", "CI"),
    "auto": ("Stateline Auto Insurance", "AM"),
    "bcbs": ("Blue Cross Blue Shield", "BL"),
    "bcbs-la": ("Blue Cross Blue Shield of Louisiana", "BL"),
    "bcbs-mn": ("Blue Cross and Blue Shield of Minnesota", "BL"),
    "bcbs-vt": ("Blue Cross and Blue Shield of Vermont", "BL"),
    "cigna-ash": ("Cigna", "CI"),
    "hns": ("Health Network Solutions", "CI"),
    "medicaid": ("Ohio Medicaid", "MC"),
    "medicaid-fl": ("Florida Medicaid", "MC"),
    "medicaid-nc": ("NC Medicaid", "MC"),
    "medicare-advantage": ("Heartland Medicare Advantage", "16"),
    "medicare-part-b": ("Medicare Part B", "MB"),
    "railroad-medicare": ("Railroad Medicare", "MB"),
    "tricare": ("TRICARE East", "CH"),
    "uhc-commercial": ("UnitedHealthcare", "CI"),
    "uhc-medicare-advantage": ("UnitedHealthcare Medicare", "16"),
    "va-ccn": ("VA Community Care Network", "VA"),
    "workers-comp": ("Ohio Workers Compensation Fund", "WC"),
    "workers-comp-wa": ("WA Department of Labor and Industries", "WC"),
}

SPINE = {"cervical": "C5", "thoracic": "T6", "lumbar": "L4", "sacral": "S1",
         "pelvic": "SI"}
LIMBS = ["shoulder", "knee", "ankle-foot"]
# What each diagnosis is of; the oracle counts regions by this table.
DIAGNOSES = {
    "M99.01": {"cervical"}, "M99.02": {"thoracic"}, "M99.03": {"lumbar"},
    "M99.04": {"sacral"}, "M99.05": {"pelvic"},
    "M54.2": {"cervical"}, "M54.12": {"cervical"}, "M50.122": {"cervical"},
    "M54.6": {"thoracic"}, "M54.16": {"lumbar"}, "M54.59": {"lumbar"},
    "M54.41": {"lumbar"}, "M51.17": {"lumbar", "sacral"},
    "S13.4XXA": {"cervical"}, "S33.5XXA": {"lumbar"},
    "M53.3": {"sacral"}, "M99.07": {"shoulder", "elbow", "wrist-hand"},
    "M25.511": {"shoulder"}, "M25.561": {"knee"},
}
WRONG = ["M54.5", "M51.36", "X99.99", "M99.0", "ABC", "Z00.00", "G44.209"]
AGAINST = ["S32.010A", "C79.51", "I71.40", "M81.0", "M47.12", "Z98.1"]

TIMED = {"manual": "97140", "massage": "97124", "exercise": "97110",
         "neuromuscular": "97112", "activities": "97530", "gait": "97116",
         "estim-attended": "97032", "ultrasound": "97035"}
NAMED = {"exercise": ["97110", "97112", "97113", "97140"],
         "manual": ["97140", "97124"], "estim-attended": ["97032", "97033"],
         "exam": ["99202", "99203", "99212", "99213", "99214"],
         "x-ray": ["72040", "72100", "72070"], "heat-cold": ["97010", "97022"],
         "estim-unattended": ["97014", "G0283"], "other": ["97016", "97150"],
         "traction": ["97012", "97140", "S9090"], "cmt": ["98940", "98941"]}
METHODS = {"mechanical": "motorized-table", "manual": None,
           "roller": "roller-table", "decompression": "decompression-table",
           "flexion-distraction": "flexion-distraction-table",
           "inversion": "gravity-inversion", "hydro": "hydro-table"}
FEES = {code: "40.00" for code in
        "97010 97012 97014 97016 97018 97022 97032 97033 97035 97039 97110 "
        "97112 97113 97116 97124 97140 97150 97530 98940 98941 98942 98943 "
        "99202 99203 99212 99213 99214 72040 72070 72100 G0283 S9090 1044M "
        "97810 97811 20560 20561 97037 S8990".split()}
DOCTORS = ["1417362054", "1582704130"]


def practice(base, patients):
    """The example practice with these payers, fees and patients."""
    made = copy.deepcopy(base)
    made["fees"] = FEES
    made["payers"] = [
        {"id": f"P{at:02}", "name": name, "filing_code": code}
        for at, (name, code) in enumerate(PAYERS.values())]
    made["patients"] = patients
    return made


def patient(random, at, profile):
    index = list(PAYERS).index(profile)
    made = {"id": f"p-{at}", "last_name": f"Reed{at}", "first_name": "Kim",
            "born": f"{random.randint(1940, 2004)}-05-1{at % 10}",
            "sex": random.choice("FM"), "street": "1 Elm Street",
            "city": "Columbus", "state": "OH", "zip": "43215",
            "insurance": {"payer": f"P{index:02}", "member_id": f"M{at:07}",
                          "relationship": "self"}}
    case = {}
    if random.random() < 0.4:
        case["initial_treatment"] = "2026-09-01"
    if profile == "auto":
        case.update(cause="auto", accident_date="2026-08-20",
                    accident_state="OH", claim_number="A1")
    elif profile.startswith("workers-comp"):
        case.update(cause="work", accident_date="2026-08-20",
                    claim_number="W1")
        made["insurance"].update(relationship="employee", member_id=None,
                                 subscriber={"name": "Brightwater Bottling"})
    if random.random() < 0.5:
        case["authorization"] = f"AUTH{at}"
    if case:
        made["case"] = case
    return made


def clock(minute):
    return f"{9 + minute // 60:02}:{minute % 60:02}"


def minutes_of(random):
    return random.choice([0, 3, 7, 8, 10, 12, 14, 15, 16, 20, 22, 23, 25, 29,
                          30, 37, 38, 45, 52, 53, 60])


def service(random, kind, areas, at):
    """One service; the times run on from minute `at`. Returns (it, minute)."""
    made = {"kind": kind, "code": None,
            "areas": random.sample(areas, random.randint(1, min(2, len(areas)))),
            "by": "DC", "rationale": "as planned for the finding of the day",
            "goal": "g1", "response": "tolerated well, pain eased"}
    if kind == "traction":
        method = random.choice(list(METHODS))
        made.update(method=method, mode="intermittent", position="supine",
                    primary=True)
        if METHODS[method]:
            made["device"] = {"kind": METHODS[method], "fda_cleared": True}
        if method != "manual":
            neck = any(area not in SPINE or area == "cervical"
                       for area in made["areas"])
            made["force"] = {"value": 18 if neck else 55, "unit": "lb"}
        if random.random() < 0.1:
            made.pop(random.choice(["method", "device"]), None)
    if kind not in ("cmt", "exam", "x-ray"):
        length = minutes_of(random)
        if random.random() < 0.6:
            made.update(start=clock(at), end=clock(at + length))
            at += length + 1
        made["minutes"] = length
    if kind in TIMED and random.random() < 0.9:
        made["one_on_one"] = random.random() < 0.9
    if kind in NAMED and random.random() < (
            0.9 if kind in ("exam", "x-ray", "other") else 0.15):
        made["code"] = random.choice(NAMED[kind])
    return made, at


def note(random, at, who, day, complete):
    """A note of a visit; `complete` ones lack nothing on purpose."""
    regions = random.sample(list(SPINE), random.randint(1, 5))
    segments = []
    for region in regions:
        part = random.choice([["P", "A", "R"], ["A", "R"], ["P", "R"],
                              ["P", "A", "R", "T"]])
        if not complete and random.random() < 0.2:
            part = random.choice([["P", "T"], ["P"], ["R"], []])
        segments.append({"level": SPINE[region], "region": region,
                         "part": part,
                         "adjusted": complete or random.random() < 0.85})
    codes = [code for code, of in DIAGNOSES.items()
             if of & set(regions) and random.random() < 0.6]
    codes += [code for code in ("M99.01", "M99.02", "M99.03", "M99.04",
                                "M99.05")
              if DIAGNOSES[code] <= set(regions) and code not in codes
              and (complete or random.random() < 0.6)]
    if random.random() < 0.3:
        limb = random.choice(LIMBS)
        segments.append({"level": limb, "region": limb, "part": ["P", "R"],
                         "adjusted": True})
        codes += [code for code, of in DIAGNOSES.items() if limb in of]
    random.shuffle(codes)
    if not complete and random.random() < 0.15:
        codes.insert(random.randrange(len(codes) + 1), random.choice(WRONG))
    if not complete and random.random() < 0.15:
        codes.insert(random.randrange(len(codes) + 1), random.choice(AGAINST))
    diagnoses = [{"code": code, "status": "active"} for code in codes]
    for diagnosis in diagnoses:
        if not complete and random.random() < 0.05:
            diagnosis["status"] = random.choice(["resolved", "history"])
    kinds = ["cmt"] + [random.choice(
        ["traction", "traction", "manual", "massage", "exercise",
         "neuromuscular", "activities", "gait", "heat-cold",
         "estim-unattended", "estim-attended", "ultrasound", "laser",
         "needling", "acupuncture", "exam", "x-ray", "x-ray", "other"])
        for _ in range(random.randint(0, 5))]
    if random.random() < 0.2 and len(kinds) > 1:
        kinds.append(kinds[-1])  # split in two, or repeated
    if random.random() < 0.2:
        kinds.remove("cmt")
    services, minute = [], 0
    for kind in kinds:
        made, minute = service(random, kind, regions, minute)
        if kind == "cmt" and random.random() < 0.7:
            made["areas"] = regions
        services.append(made)
    phase = random.choice(["active", "active", "active", "maintenance",
                           "wellness"])
    made = {
        "format": "traction-note/1", "id": f"n-{at}", "claim": f"T-{at}",
        "patient": {"id": who["id"], "born": who["born"], "sex": who["sex"],
                    "weight": {"value": 170, "unit": "lb"}},
        "date_of_service": day,
        "author": {"npi": random.choice(DOCTORS), "name": "N. Whitfield",
                   "credentials": "DC"},
        "signed_at": f"{day}T18:00:00-04:00",
        "subjective": f"pain {random.randint(3, 7)}/10, better since visit two",
        "objective": "restricted and tender segments as listed",
        "assessment": "improving as expected", "plan": "continue as planned",
        "pain": {"before": 6, "after": 4},
        "outcomes": [{"instrument": "ODI", "score": 40, "max": 100,
                      "date": random.choice(["2026-09-01", day])}],
        "diagnoses": diagnoses, "segments": segments,
        "exam": {"findings": [{"test": "Kemp", "side": "left",
                               "positive": True}],
                 "separate_problem": random.choice(
                     [None, None, "new knee pain after a fall"])},
        "contraindications_screened": day, "services": services,
        "plan_of_care": {
            "start": "2026-09-01", "end": "2026-10-15", "visits": 12,
            "visit_number": 4, "re_exam_due": "2026-09-29", "phase": phase,
            "goals": [{"id": "g1", "text": "sit one hour", "measure": "ODI",
                       "target": 20}],
            "items": [{"code": code, "areas": list(SPINE), "per_week": 2,
                       "minutes": 20, "visits": 12}
                      for code in ("98940", "97012", "97014", "97110",
                                   "97140", "S9090", "97039")]},
        "abn": random.choice([None, "signed 2026-09-01, option 1"]),
    }
    if not complete:
        for _ in range(random.choice([0, 0, 0, 1, 1, 2, 4])):
            forget(random, made)
    return made


def forget(random, document):
    """Take one thing out: a key, an element, or what it says."""
    at = document
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            return
        key = random.choice(keys)
        below = at[key]
        if isinstance(below, (dict, list)) and below and random.random() < 0.8:
            at = below
            continue
        if key in ("format", "id", "claim"):
            return
        if random.random() < 0.3:
            at[key] = random.choice([None, "", 5, "nonsense", [], True])
        else:
            del at[key]
        return


def day(random, at, complete):
    """One or two visits of a patient. Returns (profile, patient, notes)."""
    profile = random.choice(list(PAYERS))
    who = patient(random, at, profile)
    date = f"2026-09-{random.randint(2, 25):02}"
    made = [note(random, at, who, date, complete)]
    if random.random() < 0.1:
        second = note(random, f"{at}b", who, date, complete)
        made.append(second)
    return profile, who, made

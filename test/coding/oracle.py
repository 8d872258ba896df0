"""What a note supports, worked out a second time and in another way: from the
written rules, without the packs of the program. Only what it is sure of is
answered; notes that are malformed are left to the checker."""
from blocks import DIAGNOSES, LIMBS, SPINE, TIMED

MEDICARE = {"medicare-part-b", "railroad-medicare"}
ADVANTAGE = {"medicare-advantage", "uhc-medicare-advantage"}
WANTS_GP = MEDICARE | ADVANTAGE | {"va-ccn", "uhc-commercial"}
CMS_TOTAL = MEDICARE | ADVANTAGE | {"va-ccn", "tricare", "medicaid",
                                    "medicaid-fl", "medicaid-nc"}
G0283 = MEDICARE | ADVANTAGE
SPINAL = {"98940", "98941", "98942"}
# most units a day, where that is less than the minutes of a block can give
LIMITS = {"97035": 2, "97032": 4, "97033": 4, "97112": 4, "97116": 4,
          "97124": 4, "97140": 6, "97110": 6, "97113": 6, "97530": 6}
QUARTERS = {"97032", "97033", "97035", "97110", "97112", "97113", "97116",
            "97124", "97140", "97530"}
# "always therapy" by CMS's list, of the codes that can come up here
THERAPY = QUARTERS | {"97010", "97012", "97016", "97018", "97022", "97039", "97150",
                      "G0283"}
VISITS = {"99202", "99203", "99212", "99213", "99214"}
FILMS = {"72040", "72070", "72100"}


# the payer's code for the one that the doctor wrote
REPLACED = {"97014": {"G0283"}, "97012": {"1044M", "S9090"}}


def codes_of(service, profile):
    """The codes that may stand for a service; empty: none may."""
    kind, own = service.get("kind"), service.get("code") or None
    allowed = set()
    if kind in TIMED:
        allowed = {TIMED[kind]}
        if kind in ("exercise", "neuromuscular", "activities", "gait"):
            allowed |= {"97110", "97112", "97113", "97116", "97530",
                        "97150"} & {own}
        if kind == "estim-attended":
            allowed |= {"97033"} & {own}
    elif kind == "traction":
        allowed = traction(service, profile)
    elif kind == "heat-cold":
        allowed = {"97010"} if profile not in MEDICARE else set()
        allowed |= {"97022"} & {own}
    elif kind == "estim-unattended":
        allowed = {"G0283"} if profile in G0283 else {"97014", "G0283"}
    elif kind == "exam":
        allowed = VISITS & {own}
    elif kind == "x-ray":
        allowed = FILMS & {own}
    elif kind == "needling":
        allowed = {"20560", "20561"} & {own}
    elif kind == "acupuncture":
        allowed = {"97810", "97811"}
    elif kind == "other" or kind is None:
        allowed = {own} - {None} - SPINAL - {"98943"}
    elif kind == "cmt":
        return {"98940", "98941", "98942", "98943"}
    if own and not (own in REPLACED and allowed & REPLACED[own]):
        allowed &= {own}
    return allowed


def traction(service, profile):
    method, own = service.get("method"), service.get("code")
    device = (service.get("device") or {}).get("kind")
    pull = "1044M" if profile == "workers-comp-wa" else "97012"
    by_device = {"roller-table": "roller", "decompression-table":
                 "decompression", "flexion-distraction-table":
                 "flexion-distraction", "hydro-table": "hydro",
                 "gravity-inversion": "inversion",
                 "motorized-table": "mechanical"}
    if method in (None, "mechanical") and device in by_device:
        method = by_device[device]
    if method == "mechanical":
        return {pull}
    if method == "inversion":
        return {pull} if own == "97012" or pull == "97012" else set()
    if method == "manual":
        return {"97140"}
    if method == "roller":
        return {"97039"} | ({pull} if own == "97012" else set())
    if method == "decompression":
        named = {pull, "S9090"} if own == "97012" else set()
        if profile in MEDICARE:
            return named
        return {"S9090"} | (named if pull == "97012" else {pull})
    if method == "flexion-distraction":
        return {"97140"} & {own}
    if method == "hydro":
        return {"97039", "97113"} & {own}
    return set()


def minutes_of(service):
    """Time in and out count where both are given."""
    start, end = service.get("start"), service.get("end")
    if start and end:
        h1, m1 = map(int, start.split(":"))
        h2, m2 = map(int, end.split(":"))
        return (h2 * 60 + m2) - (h1 * 60 + m1)
    return service.get("minutes")


def units(profile, minutes):
    """{code: minutes} to {code: (fewest, most)} units; a tie of remainders
    may fall to either code."""
    if profile not in CMS_TOTAL:
        return {code: ((m + 7) // 15,) * 2 for code, m in minutes.items()}
    left = (sum(minutes.values()) + 7) // 15
    left -= sum(m // 15 for m in minutes.values())
    rests = sorted((m % 15 for m in minutes.values()), reverse=True)
    out = {}
    for code, m in minutes.items():
        larger = sum(rest > m % 15 for rest in rests)
        as_large = sum(rest >= m % 15 for rest in rests)
        out[code] = (m // 15 + (as_large <= left), m // 15 + (larger < left))
    return out


def active(note):
    """In their order, each once."""
    codes = [d["code"] for d in note.get("diagnoses") or []
             if d.get("status") in (None, "", "active") and d.get("code")]
    return list(dict.fromkeys(codes))


def counted_regions(note):
    """Spinal regions adjusted, examined and diagnosed; None: not sure."""
    found = set().union(*(DIAGNOSES.get(c, set()) for c in active(note)), ())
    if any(c not in DIAGNOSES for c in active(note)):
        return None
    adjusted, examined = set(), set()
    for segment in note.get("segments") or []:
        region, part = segment.get("region"), set(segment.get("part") or [])
        if region in LIMBS or region not in SPINE:
            continue
        if segment.get("adjusted") is True:
            adjusted.add(region)
        if len(part) >= 2 and part & {"A", "R"}:
            examined.add(region)
    return adjusted & examined & found


def level(count):
    return None if count == 0 else ("98940" if count <= 2 else
                                    "98941" if count <= 4 else "98942")


def marks(profile, note, code):
    """The modifiers of coverage that a line must carry, as a set."""
    phase = (note.get("plan_of_care") or {}).get("phase")
    wanted = set()
    if code in SPINAL and profile in MEDICARE | ADVANTAGE:
        if phase == "active":
            wanted.add("AT")
        elif phase in ("maintenance", "wellness"):
            wanted.add("GA" if note.get("abn") else "GZ")
    if code in THERAPY and profile in WANTS_GP:
        wanted.add("GP")
    if profile in MEDICARE and code not in SPINAL and code != "97010":
        wanted.add("GY")
        if phase == "active" and note.get("abn"):
            wanted.add("GX")
    return wanted


# column 1 to the codes NCCI denies beside it unless they were distinct
PAIRS = {code: {"97112", "97124", "97140"} for code in SPINAL}
PAIRS["97012"] = {"97140"}


def places(note, profile, code):
    """Where a code was given by the note: regions; manipulation where
    segments were adjusted."""
    if code in SPINAL:
        return {s["region"] for s in note["segments"]
                if s["adjusted"] and s["region"] in SPINE}
    return set().union(*(s.get("areas") or [] for s in note["services"]
                         if code in codes_of(s, profile)
                         and s.get("one_on_one") is not False), ())

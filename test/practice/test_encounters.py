"""What is written as claims is read back, as JSON by `traction convert`, with
the values of practice file and visits; what cannot be read back is refused; and
the claims of a whole day are written without a fault of form."""
import json
import os
import pathlib
import re
import subprocess
import tempfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = pathlib.Path(os.environ.get(
    "TRACTION_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
TRACTION = os.environ.get("TRACTION", str(ROOT / "build" / "traction"))
WRITER = os.environ["ENCOUNTERS"]
TODAY = ["--today", "2026-06-30"]
COMMON = settings(deadline=None, derandomize=True, database=None,
                  suppress_health_check=list(HealthCheck), max_examples=60)
PATH = ROOT / "examples/coding/practice.json"
PRACTICE = json.loads(PATH.read_text())
PATIENTS = {p["id"]: p for p in PRACTICE["patients"]}
PAYERS = {p["id"]: p for p in PRACTICE["payers"]}
PROVIDERS = {p["npi"]: p for p in PRACTICE["providers"]}
RELATION = {"spouse": "01", "child": "19", "employee": "20",
            "life_partner": "53", "other": "G8"}
CAUSE = {"auto": "AA", "work": "EM", "other": "OA"}
DELIMITERS = "*:^~"


def write(visits, practice=PATH):
    text = ""
    for v in visits:
        text += "\t".join(["visit", v["patient"], v["author"], v["claim"],
                           v["date"]]) + "\n"
        text += "".join("dx\t%s\n" % code for code in v["dx"])
        for line in v["lines"]:
            text += "\t".join([
                "line", line["code"], " ".join(line["modifiers"]),
                str(line["units"]), " ".join(map(str, line["pointers"])),
                line["description"]]) + "\n"
    run = subprocess.run([WRITER, str(practice)], input=text.encode(),
                         capture_output=True, timeout=60)
    assert run.returncode in (0, 1), run.stderr
    return run.returncode, run.stdout


def traction(*arguments, data):
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([TRACTION, *arguments, "-"], input=data,
                              capture_output=True, timeout=60, cwd=folder)


# --- Read back: segments of the JSON as {element: value} -----------------------

def segments(document):
    def walk(items):
        for item in items:
            if "content" in item:
                yield from walk(item["content"])
            elif "segment" in item:
                values = {}
                for element in item["elements"]:
                    if "parts" in element:
                        for part in element["parts"]:
                            values[part["element"]] = part["value"]
                    else:
                        values[element["element"]] = element["value"]
                yield item["segment"], values
    return list(walk(document["interchanges"]))


def read_back(data):
    """One dictionary of what is said for each claim, by a reader of its own."""
    result = traction("convert", "--quiet", "--to", "json", *TODAY, data=data)
    assert result.returncode in (0, 1), result.stderr
    document = json.loads(result.stdout)
    assert not [f for f in document["findings"] if f["rule"].startswith("TRX")]
    claims, level, party = [], {}, None
    for name, v in segments(document):
        if name == "HL":
            level = {k: s for k, s in level.items()
                     if k < v["HL03"]} if v["HL03"] != "20" else {}
            here = level.setdefault(v["HL03"], {})
        elif name == "NM1":
            party = {"who": {k[3:]: x for k, x in v.items()}}
            (claims[-1] if claims and v["NM101"] == "82" else
             level.setdefault("10" if not level else max(level), {}))[
                 v["NM101"]] = party
        elif name == "REF" and v["REF01"] in ("6R", "G1"):
            claims[-1].setdefault("REF", []).append((v["REF01"], v["REF02"]))
        elif name in ("N3", "N4", "DMG", "REF", "PRV", "PER") and party:
            party[name + v.get("REF01", "")] = v
        elif name in ("SBR", "PAT"):
            here[name] = v
        elif name == "CLM":
            above = {}
            for key in sorted(level):
                above.update(level[key])
            claims.append({**above, "CLM": v, "DTP": {}, "HI": [], "SV1": []})
            party = None
        elif name == "DTP":
            (claims[-1]["SV1"][-1] if v["DTP01"] == "472" else
             claims[-1]["DTP"])[v["DTP01"]] = v["DTP03"]
        elif name == "HI":
            claims[-1]["HI"] = [x for k, x in sorted(v.items())
                                if k.endswith("-2")]
            claims[-1]["HI01"] = [x for k, x in sorted(v.items())
                                  if k.endswith("-1")]
        elif name == "SV1":
            claims[-1]["SV1"].append(v)
        if name == "HI":
            party = None
    return claims


def cents(text):
    whole, _, part = text.partition(".")
    return int(whole or "0") * 100 + int((part + "00")[:2])


def compact(date):
    return date.replace("-", "")


def clean(**values):
    return {k: v.strip().upper() for k, v in values.items() if v.strip()}


def who(person, role, member=None):
    if "last_name" not in person:
        return clean(**{"01": role, "02": "2", "03": person["name"]})
    values = clean(**{"01": role, "02": "1", "03": person["last_name"],
                      "04": person["first_name"],
                      "05": person.get("middle_name") or "",
                      "07": person.get("suffix") or ""})
    if member:
        values.update(member)
    return values


def check_claim(claim, visit):
    patient = PATIENTS[visit["patient"]]
    insurance = patient["insurance"]
    payer = PAYERS[insurance["payer"]]
    care = patient.get("case", {})
    self = insurance["relationship"] == "self"
    member = {"08": "MI", "09": insurance["member_id"]} if insurance.get(
        "member_id") else None
    insured = patient if self else insurance["subscriber"]

    assert claim["SBR"].get("SBR02") == ("18" if self else None)
    assert claim["SBR"].get("SBR03") == insurance.get("group")
    assert claim["SBR"]["SBR09"] == payer["filing_code"]
    assert claim["IL"]["who"] == who(insured, "IL", member)
    assert claim["PR"]["who"] == {"01": "PR", "02": "2",
                                  "03": payer["name"].upper(), "08": "PI",
                                  "09": payer["id"]}
    if not self:
        assert claim["PAT"]["PAT01"] == RELATION[insurance["relationship"]]
        assert claim["QC"]["who"] == who(patient, "QC")
        assert "N3" not in claim["IL"] and "DMG" not in claim["IL"]
    own = claim["IL" if self else "QC"]
    assert own["N3"]["N301"] == patient["street"].upper()
    assert own["N4"] == {"N401": patient["city"].upper(),
                         "N402": patient["state"],
                         "N403": patient["zip"].replace("-", "")}
    assert own["DMG"]["DMG02"] == compact(patient["born"])
    assert own["DMG"]["DMG03"] == patient["sex"]
    assert own.get("REFY4", {}).get("REF02") == (
        care.get("claim_number", "").upper() or None)

    dates = {"431": "onset", "454": "initial_treatment",
             "453": "acute_manifestation", "439": "accident_date",
             "455": "last_x_ray"}
    wanted = {q: compact(care[k]) for q, k in dates.items() if care.get(k)
              and not (k == "last_x_ray" and care[k] > visit["date"])}
    assert claim["DTP"] == wanted
    assert claim["CLM"].get("CLM11-1") == CAUSE.get(care.get("cause"))
    assert claim["CLM"].get("CLM11-4") == (
        care.get("accident_state") if care.get("cause") == "auto" else None)
    assert claim["HI"] == visit["dx"]
    assert claim["HI01"] == ["ABK"] + ["ABF"] * (len(visit["dx"]) - 1)
    if visit["author"] == PRACTICE["billing"]["npi"]:
        assert "82" not in claim
    else:
        doctor = PROVIDERS[visit["author"]]
        assert claim["82"]["who"] == who(doctor, "82", {
            "08": "XX", "09": doctor["npi"]})

    assert claim["CLM"]["CLM01"] == visit["claim"].strip()
    fees = {**PRACTICE["fees"], **payer.get("fees", {})}
    total = 0
    references = [("G1", care["authorization"])] if "authorization" in care else []
    assert len(claim["SV1"]) == len(visit["lines"])
    for n, (line, sent) in enumerate(zip(visit["lines"], claim["SV1"]), 1):
        charge = cents(fees[line["code"]]) * line["units"]
        total += charge
        assert sent["SV101-2"] == line["code"]
        assert [sent.get("SV101-%d" % i) for i in range(3, 7)] == (
            line["modifiers"] + [None] * 4)[:4]
        assert sent.get("SV101-7") == (line["description"].strip().upper()
                                       or None)
        assert cents(sent["SV102"]) == charge
        assert (sent["SV103"], sent["SV104"]) == ("UN", str(line["units"]))
        pointers = [sent.get("SV107-%d" % i) or (sent.get("SV107")
                    if i == 1 else None) for i in range(1, 5)]
        assert [p for p in pointers if p] == [str(p) for p in line["pointers"]]
        assert sent["472"] == compact(visit["date"])
        references.append(("6R", "%s-%d" % (visit["claim"].strip(), n)))
    assert cents(claim["CLM"]["CLM02"]) == total
    assert claim["REF"] == references


# --- Inputs --------------------------------------------------------------------

ODD = st.sampled_from(list(DELIMITERS) + ["\x01", "\x7f", "\xa0", "é", "\u2028",
                                          "'", "|", "\\", "{", "%", "#"])
PLAIN = st.characters(min_codepoint=32, max_codepoint=125)


@st.composite
def visits(draw, hostile=False):
    dx = draw(st.lists(st.sampled_from(
        ["M9901", "M9902", "M9903", "M9904", "M9905", "M542", "M546", "M5450",
         "M5416", "M5412", "S134XXA", "S335XXD"]), min_size=1, max_size=12,
        unique=True))
    count = draw(st.sampled_from([1, 1, 2, 3, 50]))

    def text(most, least=0):
        letters = st.one_of(ODD, PLAIN) if hostile else st.sampled_from(
            "abcXYZ019 -.'/#")
        return draw(st.text(letters, min_size=least, max_size=most))

    lines = [{
        "code": draw(st.sampled_from(sorted(PRACTICE["fees"]))),
        "modifiers": draw(st.lists(st.sampled_from(
            ["AT", "GP", "25", "59", "XS", "GA", "76"]), max_size=4,
            unique=True)),
        "units": draw(st.integers(1, 12)),
        "pointers": draw(st.lists(st.integers(1, len(dx)), min_size=1,
                                  max_size=4, unique=True)),
        "description": text(20) if draw(st.booleans()) else "",
    } for _ in range(count)]
    return {"patient": draw(st.sampled_from(sorted(PATIENTS))),
            "author": draw(st.sampled_from(
                sorted(PROVIDERS) + [PRACTICE["billing"]["npi"]])),
            "claim": text(20, 1), "date": draw(st.sampled_from(
                ["2026-05-31", "2026-06-01", "2026-06-12"])),
            "dx": dx, "lines": lines}


def bears(text):
    """Whether X12 can carry it: by the standard, not by the code under test."""
    return all(" " <= c < "~" and c not in DELIMITERS for c in text)


@COMMON
@given(st.lists(visits(), min_size=1, max_size=4))
def test_values_are_read_back(some):
    some = [v for v in some if v["claim"].strip()]
    if not some:
        return
    status, data = write(some)
    assert status == 0, data
    claims = read_back(data)
    assert len(claims) == len(some)
    for claim, visit in zip(claims, some):
        check_claim(claim, visit)


@COMMON
@given(visits(hostile=True))
def test_hostile_text(visit):
    status, data = write([visit])
    texts = [visit["claim"]] + [line["description"] for line in visit["lines"]]
    if all(map(bears, texts)) and visit["claim"].strip():
        assert status == 0, data
        check_claim(read_back(data)[0], visit)
        return
    assert status == 1
    assert re.fullmatch(
        rb"visit 0: (CLM01|SV101) (holds a delimiter|is missing|"
        rb"holds a character that X12 does not take)\n", data), data


def test_a_day():
    """The practice day, written anew from its practice file: nothing is left to
    say of form, and its claims say what those of the day say."""
    practice = ROOT / "examples/day/practice.json"
    notes = {}
    for line in (ROOT / "examples/day/notes.ndjson").read_text().splitlines():
        note = json.loads(line)
        notes[note["claim"]] = note
    some, totals = [], {}
    for path in sorted((ROOT / "examples/day").glob("*.837")):
        claim = None
        for part in path.read_text().replace("\n", "").split("~"):
            e = part.split("*")
            if e[0] == "CLM":
                claim = None
                if e[1] in notes:
                    note = notes[e[1]]
                    claim = {"patient": note["patient"]["id"],
                             "author": note["author"]["npi"], "claim": e[1],
                             "date": note["date_of_service"], "dx": [],
                             "lines": []}
                    some.append(claim)
            elif claim and e[0] == "HI":
                claim["dx"] = [x.split(":")[1] for x in e[1:]]
            elif claim and e[0] == "SV1":
                code = e[1].split(":")
                claim["lines"].append({
                    "code": code[1], "modifiers": [m for m in code[2:6] if m],
                    "units": int(e[4]), "pointers": e[7].split(":"),
                    "description": code[7] if len(code) > 7 else ""})
                totals[claim["claim"]] = totals.get(claim["claim"], 0) + cents(e[2])
    assert len(some) == 37
    status, data = write(some, practice)
    assert status == 0, data
    report = json.loads(traction("check", "--format", "json", *TODAY,
                                 data=data).stdout)
    form = [f for f in report["findings"]
            if re.match("TR[XSVB]", f["rule"])]
    assert form == []
    for part in data.decode().split("~"):
        e = part.split("*")
        if e[0] == "CLM":
            assert cents(e[2]) == totals.pop(e[1])
    assert totals == {}

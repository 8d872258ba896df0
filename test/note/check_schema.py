#!/usr/bin/python3
"""Checks schema/traction-note-1.schema.json: it is a schema, takes the example
note and rows that are right, and refuses rows that are wrong at the place that
is wrong. Vocabularies are compared with src/note/words.h. TAP on stdout."""

import copy
import json
import os
import pathlib
import re
import sys

import jsonschema

ROOT = pathlib.Path(os.environ.get(
    "TRACTION_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
SHARED = pathlib.Path(os.environ.get("TRACTION_SHARED", ROOT / "../shared"))
SCHEMA = json.loads((ROOT / "schema/traction-note-1.schema.json").read_text())
EXAMPLE = json.loads((ROOT / "test/note/example.json").read_text())
LEAST = {"format": "traction-note/1", "id": "n", "date_of_service": "2026-06-12"}


def service(**keys):
    return {"services": [keys]}


# Keys added to the least note, all of them right.
RIGHT = [
    {},
    {"claim": None, "patient": None, "services": None, "plan_of_care": None},
    {"claim": "", "signed_at": "", "subjective": ""},
    {"date_of_service": None},
    {"x_unknown": {"any": [1, "thing"]}},
    {"patient": {"born": "2024-02-29", "sex": "U"}},
    {"patient": {"weight": {"value": 78.5, "unit": "kg"}}},
    {"signed_at": "2026-06-12"},
    {"signed_at": "2026-06-12T18:03Z"},
    {"signed_at": "2026-06-12 18:03:00.25-0500"},
    {"pain": {"before": 0, "after": 10}},
    {"diagnoses": [{"code": "S33.5XXA"}, {"code": "m545"}, {"code": "I10"}]},
    {"segments": [{"level": "C0"}, {"level": "T12"}, {"level": "SI"},
                  {"region": "lumbosacral", "part": []}]},
    {"exam": {"separate_problem": "new knee pain"}},
    {"exam": {"separate_problem": True}},
    {"override": [{"rule": "units-over-mue", "reason": "r", "by": "b", "at": "t"}]},
    {"prior_care": {"weeks": 6, "kinds": ["exercise"]}},
    {"authorization": {"id": "A", "from": "2026-01-01", "to": None, "visits": 12}},
    {"abn": {"signed": "2026-06-01"}},
    service(),
    service(kind="cmt", code="98941", areas=["lumbar", "occiput"]),
    service(force={"value": 50, "unit": "%bw"}, start="9:05", end="23:59:59"),
]

# Keys added to the least note, and the pointer of what is wrong.
WRONG = [
    ({"format": "traction-note/2"}, "/format"),
    ({"id": ""}, "/id"),
    ({"id": 7}, "/id"),
    ({"claim": 26463774}, "/claim"),
    ({"date_of_service": ""}, "/date_of_service"),
    ({"date_of_service": "06/12/2026"}, "/date_of_service"),
    ({"date_of_service": "2026-02-30"}, "/date_of_service"),
    ({"patient": "p-77"}, "/patient"),
    ({"patient": {"sex": "female"}}, "/patient/sex"),
    ({"patient": {"born": "2023-02-29"}}, "/patient/born"),
    ({"patient": {"weight": 172}}, "/patient/weight"),
    ({"patient": {"weight": {"value": "172"}}}, "/patient/weight/value"),
    ({"patient": {"weight": {"unit": "stone"}}}, "/patient/weight/unit"),
    ({"author": {"npi": 1358634628}}, "/author/npi"),
    ({"signed_at": "yesterday"}, "/signed_at"),
    ({"signed_at": True}, "/signed_at"),
    ({"plan": ["a"]}, "/plan"),
    ({"pain": {"before": 11}}, "/pain/before"),
    ({"pain": {"after": "4"}}, "/pain/after"),
    ({"outcomes": [{"instrument": "SF-36"}]}, "/outcomes/0/instrument"),
    ({"diagnoses": ["M54.16"]}, "/diagnoses/0"),
    ({"diagnoses": [{"code": "54.16"}]}, "/diagnoses/0/code"),
    ({"diagnoses": [{"status": "old"}]}, "/diagnoses/0/status"),
    ({"segments": [{"level": "L6"}]}, "/segments/0/level"),
    ({"segments": [{"level": "T13"}]}, "/segments/0/level"),
    ({"segments": [{"region": "back"}]}, "/segments/0/region"),
    ({"segments": [{"part": "PAR"}]}, "/segments/0/part"),
    ({"segments": [{"part": ["P", "Q"]}]}, "/segments/0/part/1"),
    ({"exam": {"findings": [{"positive": "yes"}]}}, "/exam/findings/0/positive"),
    ({"contraindications_screened": True}, "/contraindications_screened"),
    ({"override": {"rule": "TRN0201", "reason": "r", "by": "b"}}, "/override"),
    ({"services": {}}, "/services"),
    ({"services": [{}] * 257}, "/services"),
    (service(kind="magic"), "/services/0/kind"),
    (service(code=97012), "/services/0/code"),
    (service(code="97012-59"), "/services/0/code"),
    (service(areas="lumbar"), "/services/0/areas"),
    (service(areas=["lumbar", "spine"]), "/services/0/areas/1"),
    (service(force=60), "/services/0/force"),
    (service(force={"value": 60, "unit": "lbs"}), "/services/0/force/unit"),
    (service(minutes="15"), "/services/0/minutes"),
    (service(minutes=1e9), "/services/0/minutes"),
    (service(start="10 am"), "/services/0/start"),
    (service(end="24:00"), "/services/0/end"),
    (service(by="MD"), "/services/0/by"),
    (service(primary="yes"), "/services/0/primary"),
    ({"plan_of_care": {"phase": "acute"}}, "/plan_of_care/phase"),
    ({"plan_of_care": {"goals": [{"target": "20"}]}}, "/plan_of_care/goals/0/target"),
    ({"plan_of_care": {"items": [{"areas": ["neck"]}]}}, "/plan_of_care/items/0/areas/0"),
    ({"prior_care": {"kinds": "exercise"}}, "/prior_care/kinds"),
    ({"authorization": {"visits": "12"}}, "/authorization/visits"),
]

# Vocabulary of words.h -> where its words stand in the schema.
WORDS = {
    "KIND": "$defs/service/properties/kind/enum",
    "METHOD": "$defs/service/properties/method/enum",
    "DEVICE": "$defs/service/properties/device/properties/kind/enum",
    "MODE": "$defs/service/properties/mode/enum",
    "POSITION": "$defs/service/properties/position/enum",
    "SIDE": "$defs/side/enum",
    "BY": "$defs/service/properties/by/enum",
    "PHASE": "properties/plan_of_care/properties/phase/enum",
    "STATUS": "properties/diagnoses/items/properties/status/enum",
    "FORCE_UNIT": "$defs/service/properties/force/properties/unit/enum",
    "WEIGHT_UNIT": "properties/patient/properties/weight/properties/unit/enum",
    "INSTRUMENT": "properties/outcomes/items/properties/instrument/enum",
    "PART": "properties/segments/items/properties/part/items/enum",
    "SEX": "properties/patient/properties/sex/enum",
    "LEVEL": None,  # a pattern: each word is tried
}


def pointer(path):
    return "".join("/%s" % step for step in path)


def look_up(path):
    here = SCHEMA
    for step in path.split("/"):
        here = here[step]
    return here


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def check(self, fine, name, why=""):
        self.count += 1
        self.failed += not fine
        print("%s %d - %s" % ("ok" if fine else "not ok", self.count, name))
        if not fine and why:
            print("# %s" % why)


def words_of_header():
    text = (ROOT / "src/note/words.h").read_text()
    table = text[text.index("#define TR_WORDS_MAP"):text.index("typedef enum")]
    rows = {}
    for row in re.split(r"X\((?=[A-Z_]+,)", table)[1:]:
        rows[row[:row.index(",")]] = re.findall(r'"([^"]*)"', row)
    return rows


def main():
    tap = Tap()
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.FormatChecker())

    def errors(note):
        return sorted({pointer(e.absolute_path) for e in validator.iter_errors(note)})

    tap.check(EXAMPLE["services"][0]["method"] == "Mechanical", "example has its odd case")
    example = copy.deepcopy(EXAMPLE)
    example["services"][0]["method"] = "mechanical"
    example["services"][1]["areas"] = ["lumbar"]
    tap.check(errors(example) == [], "example.json", errors(example))
    # What the reader's tests need it to have is refused, and nothing else.
    tap.check(errors(EXAMPLE) == ["/services/0/method", "/services/1/areas/1"],
              "example.json as it is", errors(EXAMPLE))

    design = SHARED / "design/note-format.md"
    if design.exists():
        block = re.search(r"```json\n(.*?)```", design.read_text(), re.S).group(1)
        note = json.loads(block)
        for key in ("override", "abn"):
            assert key in note
        found = [e for e in errors(note)]
        tap.check(found == [], "example of note-format.md", found)

    for keys in RIGHT:
        found = errors({**LEAST, **keys})
        tap.check(found == [], "right: %s" % json.dumps(keys)[:70], found)
    for keys, where in WRONG:
        found = errors({**LEAST, **keys})
        tap.check(found == [where], "wrong at %s" % where, found)
    for key in LEAST:
        note = {k: v for k, v in LEAST.items() if k != key}
        tap.check(errors(note) == [""], "needs %s" % key)

    header = words_of_header()
    tap.check(sorted(header) == sorted(WORDS), "every vocabulary is compared",
              sorted(set(header) ^ set(WORDS)))
    for name, path in WORDS.items():
        if path is None:
            bad = [w for w in header[name] if errors({**LEAST, "segments": [{"level": w}]})]
            tap.check(bad == [], "words of %s" % name, bad)
            continue
        words = [w for w in look_up(path) if w]
        tap.check(words == header[name], "words of %s" % name, words)

    print("1..%d" % tap.count)
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())

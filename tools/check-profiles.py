#!/usr/bin/python3
"""Check profiles/*.yaml and codes/payers.csv against profiles/keys.yaml.

Prints one line a fault, "file: place: what", and ends with status 1; else one
line with counts and status 0. Usage: check-profiles.py [ROOT] [PROFILES_DIR]
(a user's own folder is checked together with the shipped profiles it inherits
from).
"""
import csv
import datetime
import pathlib
import re
import sys

import yaml

IDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
CODE = re.compile(r"[0-9A-Z]{2,5}\Z")
PREFIX = re.compile(r"[A-Z][0-9][0-9A-Z]{1,5}\Z")
RULE = re.compile(r"TR[A-Z][0-9]{4}\Z")
STATE = re.compile(r"[A-Z]{2}\Z")
SOURCE_ROW = re.compile(r"^(?:\| *|#+ +|[-*] +)`([a-z0-9.-]+)`")
CONFIDENCE = ("official", "secondary", "background")
SEVERITY = ("error", "warning", "advice", "info", "off")
DEVICES = ("motorized-table", "pneumatic", "over-door", "halter",
           "gravity-inversion", "roller-table", "decompression-table",
           "flexion-distraction-table", "hydro-table", "other")
AREAS = ("occiput", "cervical", "thoracic", "lumbar", "sacral", "pelvic",
         "head", "shoulder", "elbow", "wrist-hand", "hip", "knee",
         "ankle-foot", "rib")
UNITS = ("minutes", "days", "weeks", "months", "visits", "units", "services",
         "pounds", "percent", "points", "places")
FILING = ("09 10 11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV "
          "VA WC ZZ").split()
TYPES = ("flag", "word", "number", "code-set", "prefix-set", "word-set",
         "number-list", "use-list", "severity-list", "pair-list",
         "cover-list", "condition-list", "limit-list")
LISTS_IN_ROWS = {"column1": CODE, "column2": CODE, "codes": CODE,
                 "modifiers": CODE, "beside": CODE, "prefixes": PREFIX}
# type -> (required row fields, optional row fields)
ROWS = {
    "number-list": ({"code", "number"}, set()),
    "use-list": ({"code", "use"}, set()),
    "severity-list": ({"rule", "severity"}, set()),
    "pair-list": ({"column1", "column2", "bypass", "because"}, set()),
    "cover-list": ({"because"}, {"codes", "devices", "areas", "provider"}),
    "condition-list": ({"require", "because"},
                       {"codes", "areas", "modifiers"}),
    "limit-list": ({"count", "per", "then", "because"}, {"codes", "days"}),
}
ROW_KEY = {"number-list": "code", "use-list": "code", "severity-list": "rule"}
# require -> (required, optional) fields of that requirement
REQUIRE = {
    "authorization": (set(), set()),
    "failed-care": ({"weeks"}, set()),
    "beside": ({"beside"}, set()),
    "tests": ({"count", "tests"}, {"age"}),
    "diagnosis": ({"prefixes"}, set()),
    "min-minutes": ({"minutes"}, set()),
    "other-region": (set(), set()),
}
WORDS = {"devices": DEVICES, "areas": AREAS}
ONE_OF = {"per": ("day", "week", "month", "year", "authorization", "injury"),
          "then": ("deny", "review"), "severity": SEVERITY,
          "provider": ("DC",)}
NUMBERS = ("number", "count", "days", "weeks", "minutes", "age")
SHIPPED = """medicare-part-b railroad-medicare medicare-advantage
uhc-medicare-advantage uhc-commercial cigna-ash aetna bcbs bcbs-mn bcbs-la
bcbs-vt va-ccn tricare medicaid medicaid-nc medicaid-fl workers-comp
workers-comp-wa auto hns commercial""".split()


class StrictLoader(yaml.SafeLoader):
    """SafeLoader that refuses a key given twice."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} stands twice",
                    key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


class Checker:
    """Collects faults over all files."""

    def __init__(self, root):
        self.root = root
        self.faults = []
        self.sources = set()
        self.keys = {}
        self.profiles = {}
        self.rules = set()
        self.entries = 0

    def fault(self, where, what):
        self.faults.append(f"{where}: {what}")

    def load(self, path):
        try:
            with open(path, encoding="utf-8") as stream:
                return yaml.load(stream, StrictLoader)
        except (OSError, yaml.YAMLError) as error:
            self.fault(path, str(error).replace("\n", " "))
            return None

    def number(self, where, value, key=None):
        if type(value) is not int:
            self.fault(where, f"{value!r} is no whole number")
            return
        low = (key or {}).get("min", 0)
        high = (key or {}).get("max", 9999)
        if not low <= value <= high:
            self.fault(where, f"{value} is not within {low} to {high}")

    def strings(self, where, value, pattern):
        if not isinstance(value, list):
            self.fault(where, "is no list")
            return
        for item in value:
            if not isinstance(item, str) or not pattern.match(item):
                self.fault(where, f"{item!r} is no fitting text (quote codes)")
        if len(set(map(str, value))) != len(value):
            self.fault(where, "names an item twice")

    def row(self, where, kind, row):
        if not isinstance(row, dict):
            self.fault(where, "is no map")
            return
        need, may = (set(part) for part in ROWS[kind])
        if kind == "condition-list":
            extra = REQUIRE.get(row.get("require"))
            if extra is None:
                self.fault(where, f"unknown require {row.get('require')!r}")
                return
            need |= extra[0]
            may |= extra[1]
        for name in sorted(need - row.keys()):
            self.fault(where, f"lacks {name}")
        for name in sorted(row.keys() - need - may):
            self.fault(where, f"field {name} does not belong here")
        for name in row.keys() & (need | may):
            self.field(f"{where}.{name}", kind, name, row[name])

    def field(self, where, kind, name, value):
        if name in LISTS_IN_ROWS:
            self.strings(where, value, LISTS_IN_ROWS[name])
            if value == []:
                self.fault(where, "is empty; leave it out")
        elif name in WORDS:
            if not isinstance(value, list) or not value or any(
                    item not in WORDS[name] for item in value):
                self.fault(where, f"{value!r} has a word outside the list")
        elif name in ONE_OF:
            if value not in ONE_OF[name]:
                self.fault(where, f"{value!r} is none of {ONE_OF[name]}")
        elif name in NUMBERS:
            self.number(where, value)
        elif name == "bypass":
            if type(value) is not bool:
                self.fault(where, "is no true or false")
        elif name in ("code", "use"):
            if not isinstance(value, str) or not CODE.match(value):
                self.fault(where, f"{value!r} is no code (quote it)")
        elif name == "rule":
            if not isinstance(value, str) or not RULE.match(value):
                self.fault(where, f"{value!r} is no rule id")
            elif self.rules and value not in self.rules:
                self.fault(where, f"no pack has rule {value}")
        elif name == "because":
            if not isinstance(value, str) or len(value) < 10 or \
                    value.endswith("."):
                self.fault(where, "wants a clause without a full stop")
        elif name == "tests":
            if not isinstance(value, list) or not value or any(
                    not isinstance(item, str) or item != item.lower()
                    for item in value):
                self.fault(where, "wants lower-case texts")
        elif name != "require":
            self.fault(where, f"unknown field in {kind}")

    def value(self, where, key, value):
        kind = key["type"]
        if kind == "flag":
            if type(value) is not bool:
                self.fault(where, f"{value!r} is no true or false")
        elif kind == "word":
            if value not in key["words"]:
                self.fault(where, f"{value!r} is none of {key['words']}")
        elif kind == "number":
            self.number(where, value, key)
        elif kind == "code-set":
            self.strings(where, value, CODE)
        elif kind == "prefix-set":
            self.strings(where, value, PREFIX)
        elif kind == "word-set":
            if not isinstance(value, list) or any(
                    item not in key["words"] for item in value):
                self.fault(where, f"{value!r} has a word outside the list")
        elif not isinstance(value, list):
            self.fault(where, "is no list of rows")
        else:
            for place, row in enumerate(value):
                self.row(f"{where}[{place}]", kind, row)
            name = ROW_KEY.get(kind)
            if name:
                seen = [row.get(name) for row in value
                        if isinstance(row, dict)]
                if len(set(seen)) != len(seen):
                    self.fault(where, f"names a {name} twice")

    def origin(self, where, item):
        if item.get("source") not in self.sources:
            self.fault(where, f"source {item.get('source')!r} is in no file "
                       "of docs/sources.d")
        if item.get("confidence") not in CONFIDENCE:
            self.fault(where, f"confidence {item.get('confidence')!r} is "
                       f"none of {CONFIDENCE}")

    def read_sources(self):
        for path in sorted((self.root / "docs/sources.d").glob("*.md")):
            for line in path.read_text(encoding="utf-8").splitlines():
                match = SOURCE_ROW.match(line)
                if match:
                    self.sources.add(match.group(1))

    def read_rules(self):
        for path in (self.root / "packs").glob("**/TR*.yaml"):
            self.rules.add(path.name[:7])

    def read_keys(self):
        path = self.root / "profiles/keys.yaml"
        text = self.load(path)
        if not isinstance(text, dict):
            return
        if text.get("format") != "traction-profile-keys/1":
            self.fault(path, "format is not traction-profile-keys/1")
        for key in text.get("keys", []):
            where = f"{path.name}: {key.get('key')}"
            name = key.get("key")
            if not isinstance(name, str) or not re.match(
                    r"[a-z][a-z0-9_]*\Z", name):
                self.fault(where, "is no name")
                continue
            if name in self.keys:
                self.fault(where, "stands twice")
            allowed = {"key", "type", "default", "source", "confidence",
                       "meaning", "words", "unit", "min", "max", "row_key"}
            for other in sorted(key.keys() - allowed):
                self.fault(where, f"field {other} does not belong here")
            if key.get("type") not in TYPES:
                self.fault(where, f"unknown type {key.get('type')!r}")
                continue
            if (key["type"] in ("word", "word-set")) != ("words" in key):
                self.fault(where, "words belong to word types")
                continue
            if key["type"] == "number" and key.get("unit") not in UNITS:
                self.fault(where, f"unknown unit {key.get('unit')!r}")
            if key.get("row_key") != ROW_KEY.get(key["type"]):
                self.fault(where, "row_key does not fit the type")
            if not isinstance(key.get("meaning"), str):
                self.fault(where, "lacks a meaning")
            self.keys[name] = key
            if "default" not in key:
                self.fault(where, "lacks a default")
            else:
                self.value(f"{where}: default", key, key["default"])
            self.origin(where, key)

    def overlap(self, where, key, entries):
        """Scalars and sets: one entry a day, with and without states."""
        if key["type"] in ROWS and key["type"] not in ROW_KEY:
            return
        spans = []
        for entry in entries:
            first = entry.get("from") or datetime.date.min
            last = entry.get("to") or datetime.date.max
            states = set(entry.get("states") or ["any"])
            rows = {"all"}
            if key["type"] in ROW_KEY:
                rows = {row.get(ROW_KEY[key["type"]])
                        for row in entry.get("value", [])}
            for other_first, other_last, other_states, other_rows in spans:
                if first <= other_last and other_first <= last and \
                        states & other_states and rows & other_rows:
                    self.fault(where, "two entries hold on one day")
            spans.append((first, last, states, rows))

    def read_profile(self, path):
        text = self.load(path)
        if not isinstance(text, dict):
            self.fault(path, "is no map")
            return
        name = text.get("id")
        self.profiles[name] = text
        if name != path.stem or not IDS.match(str(name)):
            self.fault(path, f"id {name!r} is not the file's name")
        for other in sorted(text.keys() - {"id", "name", "inherits",
                                           "values"}):
            self.fault(path, f"field {other} does not belong here")
        if not isinstance(text.get("name"), str):
            self.fault(path, "lacks a name")
        if not isinstance(text.get("values"), dict):
            self.fault(path, "values is no map")
            return
        for key_name, entries in text["values"].items():
            where = f"{path.name}: {key_name}"
            key = self.keys.get(key_name)
            if key is None:
                self.fault(where, "is no key of keys.yaml")
                continue
            if not isinstance(entries, list) or not entries:
                self.fault(where, "is no list of entries")
                continue
            good = True
            for place, entry in enumerate(entries):
                good &= self.entry(f"{where}[{place}]", key, entry)
            if good:
                self.overlap(where, key, entries)

    def entry(self, where, key, entry):
        self.entries += 1
        before = len(self.faults)
        if not isinstance(entry, dict):
            self.fault(where, "is no map")
            return False
        for other in sorted(entry.keys() - {"value", "from", "to", "states",
                                            "source", "confidence"}):
            self.fault(where, f"field {other} does not belong here")
        if "value" not in entry:
            self.fault(where, "lacks a value")
        else:
            self.value(where, key, entry["value"])
        for name in ("from", "to"):
            if name in entry and type(entry[name]) is not datetime.date:
                self.fault(where, f"{name} is no date (YYYY-MM-DD)")
        if len(self.faults) == before and "from" in entry and "to" in entry \
                and entry["from"] > entry["to"]:
            self.fault(where, "ends before it begins")
        if "states" in entry:
            self.strings(f"{where}.states", entry["states"], STATE)
        self.origin(where, entry)
        return len(self.faults) == before

    def inheritance(self):
        for name in self.profiles:
            seen = []
            at = name
            while at is not None:
                if at in seen:
                    self.fault(f"{name}.yaml", "inherits from itself: "
                               + " -> ".join(seen + [at]))
                    break
                if at not in self.profiles:
                    self.fault(f"{name}.yaml",
                               f"inherits unknown profile {at!r}")
                    break
                seen.append(at)
                at = self.profiles[at].get("inherits")

    def payers(self, path):
        header = ["profile", "payer_id", "filing_code", "name_contains",
                  "state", "order", "source", "confidence"]
        text = path.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines()
                 if line and not line.startswith("#")]
        rows = list(csv.reader(lines))
        if not rows or rows[0] != header:
            self.fault(path.name, "header is not " + ",".join(header))
            return 0
        clues = {}
        for fields in rows[1:]:
            where = f"{path.name}: {','.join(fields)}"
            if len(fields) != len(header):
                self.fault(where, f"has {len(fields)} fields")
                continue
            row = dict(zip(header, fields))
            if row["profile"] not in self.profiles:
                self.fault(where, "unknown profile")
            if row["filing_code"] and row["filing_code"] not in FILING:
                self.fault(where, "unknown filing code")
            if row["state"] and not STATE.match(row["state"]):
                self.fault(where, "state is not two letters")
            if not row["order"].isdigit() or \
                    not 1 <= int(row["order"]) <= 9999:
                self.fault(where, "order is not 1 to 9999")
                continue
            name = row["name_contains"]
            if name and re.sub("[^A-Z0-9]+", " ", name).strip() != name:
                self.fault(where, "name is not in the normal form")
            self.origin(where, row)
            clue = tuple(fields[1:5])
            if clue in clues:
                self.fault(where, "the same clue stands twice")
            clues[clue] = int(row["order"])
        if clues.get(("", "", "", "")) != 9999:
            self.fault(path.name, "lacks the last row for any payer")
        matched = {fields[0] for fields in rows[1:]}
        for name in sorted(set(SHIPPED) - matched):
            self.fault(path.name, f"no row leads to {name}")
        return len(rows) - 1


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else
                        pathlib.Path(__file__).resolve().parent.parent)
    checker = Checker(root)
    checker.read_sources()
    checker.read_rules()
    checker.read_keys()
    folders = [root / "profiles"]
    if len(sys.argv) > 2:
        folders.append(pathlib.Path(sys.argv[2]))
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            if path.name != "keys.yaml":
                checker.read_profile(path)
    checker.inheritance()
    for name in sorted(set(SHIPPED) - checker.profiles.keys()):
        checker.fault("profiles", f"{name}.yaml is missing")
    rows = checker.payers(root / "codes/payers.csv")
    for line in checker.faults:
        print(line)
    if checker.faults:
        return 1
    print(f"{len(checker.keys)} keys, {len(checker.profiles)} profiles, "
          f"{checker.entries} entries, {rows} payer rows: no fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
"""Checks schema/traction-practice-1.schema.json and the reader against each
other: examples and rows that are right, rows that are wrong at the place that
is wrong, and values thrown in at random. TAP on stdout."""

import copy
import json
import os
import pathlib
import random
import re
import subprocess
import sys

import jsonschema

ROOT = pathlib.Path(os.environ.get(
    "TRACTION_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
SCHEMA = json.loads((ROOT / "schema/traction-practice-1.schema.json").read_text())
BASE = json.loads((ROOT / "examples/coding/practice.json").read_text())
EXAMPLES = ["examples/coding/practice.json", "examples/day/practice.json"]
GONE = object()

# Changes to the example, all of them right: pointer -> value.
RIGHT = [
    {"/providers": None}, {"/providers": []}, {"/fees": None}, {"/fees": {}},
    {"/patients": []}, {"/providers": GONE}, {"/patients/0/case": None},
    {"/patients/0/case": {}}, {"/patients/0/middle_name": None},
    {"/billing/name": None, "/billing/last_name": "Larch", "/billing/first_name": "A"},
    {"/billing/tax_id": "341550142"}, {"/billing/zip": "43604"},
    {"/billing/phone": "4195550199"}, {"/billing/phone": None},
    {"/fees/97012": "35"}, {"/fees/97012": "35.5"}, {"/fees/97012": "0"},
    {"/fees/G0283": "9999999.99"}, {"/payers/0/payer_id": "SB700"},
    {"/payers/0/fees": {"0101T": "1.00"}}, {"/patients/2/born": "1948-02-29"},
    {"/patients/1/insurance/subscriber/born": "1984-03-17",
     "/patients/1/insurance/subscriber/sex": "M"},
    {"/patients/0/last_name": "O'Larch-Smith, Jr."},
    {"/patients/0/last_name": "x" * 60},
    {"/patients/5/insurance/member_id": "W1"},
]

# Changes that are wrong, and the pointers the reader tells of. Where the schema
# can only point at the object that holds it, that is still one of its errors.
WRONG = [
    ({"/format": "traction-practice/2"}, ["/format"]),
    ({"/format": GONE}, ["/format"]),
    ({"/submiter": {}}, ["/submiter"]),
    ({"/submitter": None}, ["/submitter"]),
    ({"/submitter": "MSC"}, ["/submitter"]),
    ({"/submitter/id": "x" * 16}, ["/submitter/id"]),
    ({"/submitter/phone": "555-0134"}, ["/submitter/phone"]),
    ({"/submitter/phone": 4195550134}, ["/submitter/phone"]),
    ({"/receiver/contact": "x"}, ["/receiver/contact"]),
    ({"/billing/npi": "3903124570"}, ["/billing/npi"]),
    ({"/billing/tax_id": "34-155014"}, ["/billing/tax_id"]),
    ({"/billing/tax_id_kind": "EIN"}, ["/billing/tax_id_kind"]),
    ({"/billing/zip": "43604-1"}, ["/billing/zip"]),
    ({"/billing/state": "Ohio"}, ["/billing/state"]),
    ({"/billing/taxonomy": "111n00000x"}, ["/billing/taxonomy"]),
    ({"/billing/last_name": "Larch"}, ["/billing/name"]),
    ({"/billing/name": GONE}, ["/billing/name"]),
    ({"/billing/name": GONE, "/billing/last_name": "L"}, ["/billing/first_name"]),
    ({"/billing/city": GONE}, ["/billing/city"]),
    ({"/place_of_service": "1"}, ["/place_of_service"]),
    ({"/place_of_service": 11}, ["/place_of_service"]),
    ({"/providers": {}}, ["/providers"]),
    ({"/providers/0": "Harrow"}, ["/providers/0"]),
    ({"/providers/0/first_name": GONE}, ["/providers/0/first_name"]),
    ({"/providers/1/born": "1970-01-01"}, ["/providers/1/born"]),
    ({"/fees/97012": 35.0}, ["/fees/97012"]),
    ({"/fees/97012": "35,00"}, ["/fees/97012"]),
    ({"/fees/97012": "-35.00"}, ["/fees/97012"]),
    ({"/fees/97012": "35."}, ["/fees/97012"]),
    ({"/fees/97012": "35.005"}, ["/fees/97012"]),
    ({"/fees/97012": "12345678"}, ["/fees/97012"]),
    ({"/fees/9701": "35.00"}, ["/fees/9701"]),
    ({"/fees/g0283": "35.00"}, ["/fees/g0283"]),
    ({"/payers/0/filing_code": "ci"}, ["/payers/0/filing_code"]),
    ({"/payers/0/street": "1 A Road"},
     ["/payers/0/city", "/payers/0/state", "/payers/0/zip"]),
    ({"/patients/0/name": "Owen"}, ["/patients/0/name"]),
    ({"/patients/0/last_name": "Lárch"}, ["/patients/0/last_name"]),
    ({"/patients/0/last_name": "La*rch"}, ["/patients/0/last_name"]),
    ({"/patients/0/last_name": "La~rch"}, ["/patients/0/last_name"]),
    ({"/patients/0/last_name": "La:rch"}, ["/patients/0/last_name"]),
    ({"/patients/0/last_name": "La^rch"}, ["/patients/0/last_name"]),
    ({"/patients/0/last_name": " Larch"}, ["/patients/0/last_name"]),
    ({"/patients/0/last_name": ""}, ["/patients/0/last_name"]),
    ({"/patients/0/last_name": "x" * 61}, ["/patients/0/last_name"]),
    ({"/patients/0/last_name": "La\nrch"}, ["/patients/0/last_name"]),
    ({"/patients/0/last_name": "La\u0000rch"}, ["/patients/0/last_name"]),
    ({"/patients/0/born": "17.03.1984"}, ["/patients/0/born"]),
    ({"/patients/0/born": "1983-02-29"}, ["/patients/0/born"]),
    ({"/patients/0/born": None}, ["/patients/0/born"]),
    ({"/patients/0/sex": "male"}, ["/patients/0/sex"]),
    ({"/patients/0/insurance": GONE}, ["/patients/0/insurance"]),
    ({"/patients/0/insurance/member_id": GONE}, ["/patients/0/insurance/member_id"]),
    ({"/patients/0/insurance/relationship": "wife"},
     ["/patients/0/insurance/relationship"]),
    ({"/patients/0/insurance/subscriber": {"last_name": "L", "first_name": "O"}},
     ["/patients/0/insurance/subscriber"]),
    ({"/patients/1/insurance/subscriber": GONE},
     ["/patients/1/insurance/subscriber"]),
    ({"/patients/1/insurance/member_id": GONE},
     ["/patients/1/insurance/member_id"]),
    ({"/patients/1/insurance/subscriber/sex": "M"},
     ["/patients/1/insurance/subscriber/born"]),
    ({"/patients/1/insurance/subscriber/born": "1984-03-17"},
     ["/patients/1/insurance/subscriber/sex"]),
    ({"/patients/1/insurance/subscriber/city": "Toledo"},
     ["/patients/1/insurance/subscriber/street",
      "/patients/1/insurance/subscriber/state",
      "/patients/1/insurance/subscriber/zip"]),
    ({"/patients/4/case/accident_date": GONE}, ["/patients/4/case/accident_date"]),
    ({"/patients/4/case/accident_state": GONE}, ["/patients/4/case/accident_state"]),
    ({"/patients/4/case/cause": GONE}, ["/patients/4/case/cause"]),
    ({"/patients/4/case/cause": "car"}, ["/patients/4/case/cause"]),
    ({"/patients/4/case/onset": "2026-13-01"}, ["/patients/4/case/onset"]),
]

# What a schema cannot say: the reader alone tells of it.
BETWEEN = [
    ({"/billing/npi": "1903124571"}, ["/billing/npi"]),
    ({"/providers/1/npi": "1425678939"}, ["/providers/1/npi"]),
    ({"/payers/3/id": "29076"}, ["/payers/3/id", "/patients/4/insurance/payer"]),
    ({"/patients/3/id": "p-11"}, ["/patients/3/id"]),
    ({"/patients/0/id": "p-51"}, ["/patients/5/id"]),
    ({"/patients/3/insurance/payer": "VA"}, ["/patients/3/insurance/payer"]),
    ({"/payers": []}, ["/patients/%d/insurance/payer" % i for i in range(6)]),
]

# Bytes that are no practice file at all.
BYTES = [
    (b"", "line 1, column 1"), (b"\n\n  {", "line 3, column 4"), (b"[]", "object"),
    (b'{"format": "traction-practice/1",}', "line 1"), (b"null", "object"),
    (b'{"fees": {"97012": "1", "97012": "2"}}', "twice"),
    (b'{"format": "traction-practice/1", "format": "traction-practice/1"}', "twice"),
    (b'{"f\xff": 1}', "UTF-8"), (b'{"x~y/z": {"a": [1, {}]}}', "/x~0y~1z"),
    (b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}", "deep"),
    (b'{"' + b"k" * 5000 + b'": 1}', "no key"),
]


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def check(self, fine, name, why=""):
        self.count += 1
        self.failed += not fine
        print("%s %d - %s" % ("ok" if fine else "not ok", self.count, name))
        if not fine and why:
            print("# %s" % why)


def changed(changes):
    document = copy.deepcopy(BASE)
    for pointer, value in changes.items():
        *path, last = pointer.split("/")[1:]
        here = document
        for step in path:
            here = here[int(step) if isinstance(here, list) else step]
        if isinstance(here, list):
            last = int(last)
        if value is GONE:
            del here[last]
        else:
            here[last] = value
    return document


def reader(data):
    """(status, pointers, text) of the reader for bytes or a document."""
    if not isinstance(data, bytes):
        data = json.dumps(data, ensure_ascii=False).encode()
    run = subprocess.run([sys.argv[1]], input=data, capture_output=True,
                         timeout=60)
    text = run.stdout.decode("utf-8", "replace")
    return run.returncode, [line.split("\t")[0] for line in text.splitlines()], text


def main():
    tap = Tap()
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.FormatChecker())

    def errors(document):
        found = set()
        for error in validator.iter_errors(document):
            found.add("".join("/%s" % step for step in error.absolute_path))
        return found

    def near(pointer, found):
        """The schema points at it, beside it, or at an object that holds it."""
        return any(pointer.startswith(e + "/") or e == "" or
                   pointer.rpartition("/")[0] == e.rpartition("/")[0]
                   for e in found)

    for name in EXAMPLES:
        data = (ROOT / name).read_bytes()
        tap.check(errors(json.loads(data)) == set(), name + " by the schema",
                  errors(json.loads(data)))
        tap.check(reader(data)[0] == 0, name + " by the reader", reader(data)[2])
    for changes in RIGHT:
        document = changed(changes)
        name = str({k: v for k, v in changes.items() if v is not GONE})[:60]
        tap.check(errors(document) == set(), "schema takes " + name,
                  errors(document))
        tap.check(reader(document)[0] == 0, "reader takes " + name,
                  reader(document)[2])
    for changes, pointers in WRONG:
        document = changed(changes)
        status, told, text = reader(document)
        tap.check(status == 1 and told == pointers,
                  "reader refuses %s" % pointers[0], text)
        found = errors(document)
        tap.check(found and all(near(p, found) for p in pointers),
                  "schema refuses %s" % pointers[0], found)
        values = [str(v) for v in changes.values()
                  if isinstance(v, str) and len(v) > 2]
        tap.check(not any(v in text for v in values),
                  "no value is told of %s" % pointers[0], text)
    for changes, pointers in BETWEEN:
        status, told, text = reader(changed(changes))
        tap.check(status == 1 and told == pointers, "between %s" % pointers[0],
                  text)
        tap.check(errors(changed(changes)) == set(),
                  "of which the schema knows nothing")
    for data, told in BYTES:
        status, _, text = reader(data)
        tap.check(status == 1 and told in text, "bytes %r" % data[:30], text)

    # Any value anywhere: both take it or both refuse it. NPIs have a check
    # digit and ids must agree, which the schema cannot know.
    chance = random.Random(20261123)
    values = [None, True, 0, 1.5, "", " ", "x", "X1", "11", "12345", "97012",
              "1.00", "é", "a*b", "a b", "A" * 31, "A" * 56, "A" * 81, {}, [],
              "2026-02-30", "2026-02-28", "OH", "self", "auto", "F", {"x": 1},
              "0000000000", "a~", "~", "}", "{", "!", "{a}|"]
    wrong = 0
    for _ in range(400):
        document = copy.deepcopy(BASE)
        places = []

        def walk(here):
            for key in (here if isinstance(here, dict) else range(len(here))):
                places.append((here, key))
                if isinstance(here[key], (dict, list)):
                    walk(here[key])

        walk(document)
        places = [(h, k) for h, k in places
                  if k not in ("npi", "id", "payer", "payers")]
        here, key = chance.choice(places)
        if isinstance(here, dict) and chance.random() < 0.2:
            del here[key]
        elif isinstance(here, list) and chance.random() < 0.1:
            del here[key]
        else:
            here[key] = chance.choice(values)
        status, told, text = reader(document)
        found = errors(document)
        # a list that lost an entry may leave patients without their payer
        told = [t for t in told if not re.fullmatch(
            r"/patients/\d+/insurance/payer", t)]
        if bool(told) != bool(found):
            wrong += 1
            print("# %r at %r: reader %s, schema %s" % (
                here.get(key, "gone") if isinstance(here, dict) else "?", key,
                text, found))
    tap.check(wrong == 0, "400 random changes")

    print("1..%d" % tap.count)
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())

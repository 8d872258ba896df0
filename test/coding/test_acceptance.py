"""Whatever `traction code` writes, `traction check` accepts; and what it bills
is what the note supports by an oracle of its own. Seeded: the same notes each
time. TRACTION_CODING_DAYS and TRACTION_CODING_SEED ask for more and others."""
import collections
import json
import os
import random
import re

import pytest

import blocks
import oracle
import runs

DAYS = int(os.environ.get("TRACTION_CODING_DAYS", "600"))
SEED = int(os.environ.get("TRACTION_CODING_SEED", "20260928"))
DISTINCT = {"59", "XE", "XS", "XP", "XU"}
COVERAGE = {"AT", "GA", "GZ", "GY", "GX", "GP"}


class Practice:
    """Days of a practice, coded and checked once for all tests."""

    def __init__(self, folder, count, seed):
        chance = random.Random(seed)
        self.profile, self.notes, patients = {}, {}, []
        self.days = collections.defaultdict(list)
        self.day_of = {}
        for at in range(count):
            profile, who, notes = blocks.day(chance, at, at % 3 == 0)
            patients.append(who)
            for note in notes:
                self.profile[note["id"]] = profile
                self.notes[note["id"]] = note
                self.days[who["id"]].append(note["id"])
                self.day_of[note["id"]] = who["id"]
        base = json.loads(runs.PRACTICE.read_text())
        self.practice = folder / "practice.json"
        self.practice.write_text(json.dumps(blocks.practice(base, patients)))
        self.file = folder / "notes.ndjson"
        self.write(self.notes.values())
        self.visits = {v["note"]: v for v in
                       runs.visits(self.file, practice=self.practice)}
        done = runs.code(self.file, "--output", folder / "out.837",
                         practice=self.practice, form="837")
        self.told = done.stderr
        self.claims = self.lines_of((folder / "out.837").read_text())
        self.write(self.notes[n] for n in self.notes
                   if self.notes[n]["claim"] in self.claims)
        self.findings = runs.findings(folder / "out.837", self.file)

    def write(self, notes):
        self.file.write_text("".join(json.dumps(n) + "\n" for n in notes))

    @staticmethod
    def lines_of(claims):
        """{CLM01: [(code and modifiers, units)]} of a file of claims."""
        out, current = {}, None
        for segment in claims.split("~"):
            parts = segment.split("*")
            if parts[0] == "CLM":
                current = out.setdefault(parts[1], [])
            elif parts[0] == "SV1":
                current.append(("-".join(parts[1].split(":")[1:6]).rstrip("-"),
                                int(parts[4])))
        return out

    def sure(self):
        """Notes whose lines the oracle can judge, with their visits."""
        for name, visit in self.visits.items():
            note = self.notes[name]
            if well_formed(note):
                yield name, visit["payer"], note, visit


def well_formed(note):
    def good(service):
        return isinstance(service, dict) and all(
            service.get(key) is None or isinstance(service[key], kind)
            for key, kind in (("code", str), ("kind", str), ("method", str),
                              ("device", dict), ("areas", list),
                              ("minutes", int), ("start", str), ("end", str)))
    try:
        assert all(good(s) for s in note["services"])
        for service in note["services"]:
            assert service.get("method") in (None, *blocks.METHODS)
            oracle.minutes_of(service)
        assert all(isinstance(d, dict) and isinstance(d["code"], str)
                   and re.fullmatch(r"[A-Z]\d[\dA-Z](\.[\dA-Z]{1,4})?",
                                    d["code"])
                   and d.get("status") in (None, "active", "resolved",
                                           "history")
                   for d in note["diagnoses"])
        assert all(isinstance(s, dict) and isinstance(s["part"], list)
                   and all(isinstance(p, str) for p in s["part"])
                   and s["adjusted"] in (True, False)
                   and s["region"] in (*blocks.SPINE, *blocks.LIMBS)
                   and isinstance(s.get("level"), str)
                   for s in note["segments"])
        assert isinstance(note["plan_of_care"], dict)
        assert note["plan_of_care"]["phase"] in ("active", "maintenance",
                                                 "wellness")
        assert isinstance(note["exam"], dict)
        assert all(isinstance(o, dict) for o in note["outcomes"])
        assert note["abn"] is None or isinstance(note["abn"], str)
        return True
    except (AssertionError, KeyError, TypeError, ValueError):
        return False


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    return Practice(tmp_path_factory.mktemp("days"), DAYS, SEED)


def test_enough_is_written(practice):
    assert len(practice.visits) == len(practice.notes)
    assert len(practice.claims) > len(practice.notes) / 2
    coded = collections.Counter(line["code"] for visit in
                                practice.visits.values()
                                for line in visit["lines"])
    for code in ("98940", "98941", "98942", "98943", "97012", "97140",
                 "97110", "97039", "S9090", "G0283", "97014", "99213",
                 "72100", "97810", "1044M"):
        assert coded[code] > 0, code
    used = {m for visit in practice.visits.values()
            for line in visit["lines"] for m in line["modifiers"]}
    assert used >= {"AT", "GA", "GZ", "GY", "GX", "GP", "25", "XS", "76"}
    assert sum(1 for _ in practice.sure()) > len(practice.notes) / 2


def test_every_visit_comes_to_rest(practice):
    assert "come to rest" not in practice.told


def test_the_payer_is_the_patients(practice):
    for name, visit in practice.visits.items():
        assert visit["payer"] in (practice.profile[name], "commercial"), name
        if practice.notes[name]["claim"] in practice.claims:
            assert visit["payer"] == practice.profile[name], name


def test_the_claims_are_those_told(practice):
    for note in practice.notes.values():
        if note["claim"] in practice.claims:
            assert practice.claims[note["claim"]] == [
                (runs.in_short(line), line["units"])
                for line in practice.visits[note["id"]]["lines"]], note["id"]


def test_no_error(practice):
    wrong = [(f["rule"], f["message"], f["claim"])
             for f in practice.findings
             if f["severity"] == "error" and f["claim"] is not None]
    assert wrong == []


def test_every_warning_was_foretold(practice):
    by_claim = {note["claim"]: practice.visits[name]
                for name, note in practice.notes.items()}
    for finding in practice.findings:
        if finding["severity"] != "warning":
            continue
        visit = by_claim[finding["claim"]]
        assert finding["rule"] in {lack["rule"] for lack in visit["lacking"]},\
            (finding["rule"], finding["message"], visit["note"])


def test_every_code_has_its_service(practice):
    for name, profile, note, visit in practice.sure():
        supported = set().union(*(oracle.codes_of(s, profile)
                                  for s in note["services"]), ())
        adjusted = {s["region"] for s in note["segments"] if s["adjusted"]}
        if adjusted & set(blocks.SPINE):
            supported |= oracle.SPINAL
        if adjusted & set(blocks.LIMBS):
            supported.add("98943")
        for line in visit["lines"]:
            assert line["code"] in supported, (name, profile, line)


def test_the_level_follows_the_regions(practice):
    judged = 0
    for name, profile, note, visit in practice.sure():
        counted = oracle.counted_regions(note)
        spinal = [line["code"] for line in visit["lines"]
                  if line["code"] in oracle.SPINAL]
        assert len(spinal) <= 1, name
        if counted is None:
            continue
        judged += 1
        wanted = oracle.level(len(counted))
        if spinal:
            assert spinal == [wanted], (name, counted)
        elif wanted:
            assert any(lack["severity"] == "error"
                       for lack in visit["lacking"]), (name, counted)
    assert judged > 100


def test_units_follow_the_minutes(practice):
    judged = 0
    for name, profile, note, visit in practice.sure():
        minutes, unsure = collections.Counter(), False
        for service in note["services"]:
            may = oracle.codes_of(service, profile)
            [code, *more] = sorted(may & oracle.QUARTERS) or [None]
            if service.get("code") in oracle.QUARTERS - may:
                unsure = True  # misnamed: whose minutes are they?
            if code is None or service.get("one_on_one") is False:
                continue
            if oracle.minutes_of(service) is None or more:
                unsure = True
            elif oracle.minutes_of(service) < 0:
                unsure = True
            else:
                minutes[code] += oracle.minutes_of(service)
        by_hand = oracle.units(profile, minutes)
        for line in visit["lines"]:
            if line["code"] not in oracle.QUARTERS:
                if line["code"] != "97811":
                    assert line["units"] == 1, (name, line)
            elif not unsure and line["code"] in by_hand:
                limit = oracle.LIMITS.get(line["code"], 99)
                fewest, most = (min(units, limit)
                                for units in by_hand[line["code"]])
                judged += 1
                assert fewest <= line["units"] <= most, (name, line, minutes)
    assert judged > 100


def test_modifiers_of_coverage(practice):
    for name, profile, note, visit in practice.sure():
        for line in visit["lines"]:
            if line["code"] in ("1044M",):
                continue
            got = set(line["modifiers"]) & COVERAGE
            assert got == oracle.marks(profile, note, line["code"]), \
                (name, profile, line)
            if "GP" in got:
                assert line["modifiers"].index("GP") < 2, (name, line)


def test_modifiers_of_separateness(practice):
    for name, profile, note, visit in practice.sure():
        codes = [line["code"] for line in visit["lines"]]
        for line in visit["lines"]:
            extra = set(line["modifiers"]) - COVERAGE
            if line["code"] in oracle.VISITS:
                treated = any(c in oracle.THERAPY | oracle.SPINAL |
                              {"98943", "97014", "97010"} for c in codes)
                new = line["code"] < "99210"
                shown = (new or note["exam"].get("separate_problem")
                         or any(o.get("date") == note["date_of_service"]
                                for o in note.get("outcomes") or []))
                assert extra <= {"25"}, (name, line)
                if treated and not set(line["modifiers"]) & {"GY"}:
                    assert extra == {"25"} and shown, (name, line)
            elif line["code"] in oracle.FILMS:
                assert extra <= {"76", "77"}, (name, line)
                alone = len(practice.days[practice.day_of[name]]) == 1
                if extra and alone:
                    assert codes.count(line["code"]) > 1, (name, line)
            else:
                assert extra <= DISTINCT and len(extra) <= 1, (name, line)
                if extra:
                    assert line["code"] in ("97140", "97112", "97124",
                                            "97530", "97113", "97032",
                                            "97110", "97116", "97022",
                                            "97150"), (name, line)


def test_what_is_distinct_was_elsewhere(practice):
    judged = 0
    for name, profile, note, visit in practice.sure():
        codes = {line["code"]: line for line in visit["lines"]}
        for first, denied in oracle.PAIRS.items():
            for second in denied & set(codes) if first in codes else ():
                here = oracle.places(note, profile, first)
                there = oracle.places(note, profile, second)
                judged += 1
                assert here and there and not here & there, (name, first)
                assert set(codes[second]["modifiers"]) & DISTINCT, name
    assert judged > 3


def test_diagnoses_are_the_notes(practice):
    for name, profile, note, visit in practice.sure():
        known = set(oracle.active(note))
        assert set(visit["diagnoses"]) <= known, name
        for line in visit["lines"]:
            assert line["pointers"], (name, line)
            assert max(line["pointers"]) <= len(visit["diagnoses"])


def test_no_two_spinal_manipulations_a_day(practice):
    for notes in practice.days.values():
        assert sum(line["code"] in oracle.SPINAL for name in notes
                   if practice.notes[name]["claim"] in practice.claims
                   for line in practice.visits[name]["lines"]) <= 1, notes

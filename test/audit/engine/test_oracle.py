"""Measures and tests computed once more, from the exported tables and by the
textbook."""
import collections
import json
import math

import pytest

from conftest import value_of

CMT = {"98940", "98941", "98942"}
DISTINCT = {"59", "XE", "XS", "XP", "XU"}


def rows(exported, table):
    with open(exported / "tables" / (table + ".ndjson")) as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="session")
def lines(exported):
    claims = {c["id"]: c for c in rows(exported, "claim")}
    out = []
    for line in rows(exported, "line"):
        claim = claims[line["claim"]]
        out.append({"provider": line["rendering"] or claim["rendering"],
                    "patient": claim["patient"], "day": line["day"],
                    "code": line["code"], "filing": claim["filing"],
                    "charge": round(float(line["charge"]) * 100),
                    "modifiers": set((line["modifiers"] or "").split(":"))})
    return out


@pytest.fixture(scope="session")
def visits(lines):
    out = collections.defaultdict(list)
    for line in lines:
        out[line["provider"], line["patient"], line["day"]].append(line)
    return out


def expect(report, measure, wanted):
    """{provider: [values]} of shares and means."""
    for provider, values in wanted.items():
        value = value_of(report, measure, provider)
        assert value["denominator"] == len(values), (measure, provider)
        assert value["value"] == pytest.approx(sum(values) / len(values)), (
            measure, provider)


def grouped(pairs):
    out = collections.defaultdict(list)
    for provider, value in pairs:
        out[provider].append(value)
    return out


def years(visits):
    out = collections.Counter()
    for provider, patient, day in visits:
        out[provider, patient, day[:4]] += 1
    return out


def test_volume(planted, visits):
    report = planted.json()
    count = years(visits)
    expect(report, "visits-per-patient",
           grouped((key[0], n) for key, n in count.items()))
    for limit in (12, 24, 30):
        expect(report, "patients-over-%d" % limit,
               grouped((key[0], n > limit) for key, n in count.items()))


def test_coding(planted, lines, visits):
    report = planted.json()
    expect(report, "traction-visits", grouped(
        (key[0], any(x["code"] == "97012" for x in visit))
        for key, visit in visits.items()))
    for code in CMT:
        expect(report, "cmt-" + code, grouped(
            (x["provider"], x["code"] == code) for x in lines
            if x["code"] in CMT))
    expect(report, "distinct-rate", grouped(
        (x["provider"], bool(x["modifiers"] & DISTINCT)) for x in lines
        if x["code"] in ("97012", "97140")))
    expect(report, "charge-per-visit", grouped(
        (key[0], sum(x["charge"] for x in visit) / 100)
        for key, visit in visits.items()))


def test_sets(planted, visits):
    report = planted.json()
    sets = collections.defaultdict(collections.Counter)
    for (provider, _, _), visit in visits.items():
        sets[provider][frozenset(x["code"] for x in visit)] += 1
    for provider, counter in sets.items():
        count = sum(counter.values())
        best = max((n for codes, n in counter.items() if len(codes) > 1))
        assert value_of(report, "same-code-set", provider)["value"] == \
            pytest.approx(best / count)
        entropy = -sum(n / count * math.log(n / count)
                       for n in counter.values())
        assert value_of(report, "code-set-uniformity", provider)["value"] == \
            pytest.approx(1 - entropy / math.log(len(counter)))


def test_money(planted, exported):
    report = planted.json()
    claims = {c["control"]: c for c in rows(exported, "claim")}
    paid = sum(round(float(r["paid"]) * 100)
               for r in rows(exported, "remit_claim")
               if r["control"] in claims)
    assert report["scope"]["paid"] == "%.2f" % (paid / 100)
    assert report["scope"]["charge"] == planted.truth["billed"]
    assert report["scope"]["lines"] == planted.truth["lines"]
    assert report["scope"]["patients"] <= planted.truth["patients"]


def test_chi_square(planted):
    """Two by two, by the formula; p of one degree of freedom by erfc."""
    report = planted.json()
    tested = 0
    for measure in report["measures"]:
        for value in measure["values"]:
            peers = value.get("peers")
            if not peers or peers["test"] != "chi-square":
                continue
            a, n = value["numerator"], value["denominator"]
            c, m = round(peers["value"] * peers["n"]), peers["n"]
            total, hits = n + m, a + c
            if hits in (0, total):
                assert peers["p"] == 1
                continue
            x = total * (a * (m - c) - c * (n - a)) ** 2 / (
                n * m * hits * (total - hits))
            assert peers["p"] == pytest.approx(
                math.erfc(math.sqrt(x / 2)), rel=1e-6, abs=1e-290)
            assert min(n * hits, n * (total - hits), m * hits,
                       m * (total - hits)) / total >= 5
            tested += 1
    assert tested > 20


def test_words_and_adjustment(planted):
    """Benjamini and Hochberg over all tests of the run, and the four words."""
    report = planted.json()
    found = [value[name] for measure in report["measures"]
             for value in measure["values"]
             for name in ("peers", "past", "table")
             if value.get(name) and value[name]["test"] != "none"]
    assert len(found) == report["tests"] > 50
    ordered = sorted(found, key=lambda f: f["p"], reverse=True)
    least = 1.0
    for rank, test in zip(range(len(ordered), 0, -1), ordered):
        least = min(least, test["p"] * len(ordered) / rank)
        assert test["adjusted_p"] == pytest.approx(least, rel=1e-6,
                                                   abs=1e-290)
    for measure in report["measures"]:
        for value in measure["values"]:
            peers = value.get("peers")
            if not peers:
                continue
            word = ("Does Not Exceed" if value["value"] <= peers["value"]
                    else "Significantly Higher"
                    if peers["test"] != "none" and peers["adjusted_p"] < .05
                    else "Higher")
            assert peers["word"] == word


def test_little_is_not_compared(planted):
    report = planted.json()
    for measure in report["measures"]:
        if not measure["compared"]:
            continue
        for value in measure["values"]:
            if value["provider"] is None or value["period"] is not None:
                continue
            little = value["lines"] < 20 or value["patients"] < 10
            assert (value["suppressed"] is not None) == little
            if little:
                assert value["peers"] is None and value["word"] == "N/A"


def test_parts_add_up(planted):
    """Providers, payers and periods are parts of the same whole."""
    report = planted.json()
    for measure in ("traction-visits", "distinct-rate", "denial-rate",
                    "charge-per-visit", "exam-beside-cmt"):
        values = next(m for m in report["measures"]
                      if m["id"] == measure)["values"]
        whole = next(v for v in values if (v["provider"], v["payer"],
                                           v["period"]) == (None,) * 3)
        for name in ("provider", "payer", "period"):
            others = [n for n in ("provider", "payer", "period") if n != name]
            parts = [v for v in values if v[name] is not None
                     and all(v[o] is None for o in others)]
            for part in ("numerator", "denominator", "lines"):
                assert sum(v[part] for v in parts) == pytest.approx(
                    whole[part]), (measure, name, part)

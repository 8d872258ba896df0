"""What holds for every set that follows its guide, and for one that does so no
more at a single place. The guides are those of spec/, read by guides.py."""
import os
import pathlib
import random
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from guides import DELIMITERS, SLUGS, Loop, guide, joined, make_set, write
from library import ROOT, check, parsed

COMMON = dict(deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))
TRACTION = os.environ.get("TRACTION", str(ROOT / "build" / "traction"))
seeds = st.integers(0, 2 ** 32)
# How often a situational part is there; a claim has many, an answer few.
OFTEN = {"837p": 0.15, "271": 0.3}


def findings(data):
    """Of structure alone: the values are random."""
    found, summary = parsed(check(data, select=b"TRX", name=b"a.x12"))
    assert summary["unread"] == 0
    return [f for f in found if f["severity"] in ("error", "warning")]


def random_set(seed, slug):
    rng = random.Random(seed)
    return rng, make_set(rng, slug, OFTEN.get(slug, 0.4))


def told(found):
    return ["%s %s: %s" % (f["rule"], (f["at"] or {}).get("value"),
                           f["message"]) for f in found]


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=40, **COMMON)
@given(seeds, st.sampled_from(DELIMITERS))
def test_valid_sets_are_clean(slug, seed, delimiters):
    rng, segments = random_set(seed, slug)
    assert told(findings(write(slug, segments, delimiters))) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_segment_and_element_once(slug):
    """Everything a guide has, at its place."""
    for seed in range(3):
        segments = make_set(random.Random(seed), slug, often=1.0, most=1)
        assert told(findings(write(slug, segments))) == []


def all_segments(nodes):
    for node in nodes:
        if isinstance(node, Loop):
            yield from all_segments(node.children)
        else:
            yield node


@pytest.mark.parametrize("slug", SLUGS)
def test_the_generator_leaves_out_nothing(slug):
    wanted = {id(s) for s in all_segments(guide(slug)[1]) if s.use != "N"}
    segments = make_set(random.Random(1), slug, often=1.0, most=1)
    assert wanted == {id(node) for node, _ in segments}


def recount(segments):
    segments[-1][1][1] = str(len(segments))


# --- One fault, one finding ---------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=25, **COMMON)
@given(seeds)
def test_an_unknown_segment_is_named_once(slug, seed):
    rng, segments = random_set(seed, slug)
    at = rng.randrange(1, len(segments))
    segments.insert(at, (None, ["ZZZ", "1"]))
    recount(segments)
    found = findings(write(slug, segments))
    assert [f["rule"] for f in found] == ["TRX0101"], told(found)
    assert found[0]["at"]["ordinal"] == at + 3


def openers(nodes):
    for node in nodes:
        if isinstance(node, Loop):
            yield id(node.opener)
            yield from openers(node.children)


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=25, **COMMON)
@given(seeds)
def test_a_missing_segment_is_named_once(slug, seed):
    rng, segments = random_set(seed, slug)
    first = set(openers(guide(slug)[1]))
    choice = [i for i, (node, _) in enumerate(segments)
              if node.use == "R" and node.most == 1 and id(node) not in first
              and node.id not in ("ST", "SE")
              # a line without its date is for TRS0105 to tell
              and not (slug == "837p" and node.id == "DTP")]
    if not choice:
        return
    at = rng.choice(choice)
    lost = segments[at][0].id
    del segments[at]
    recount(segments)
    found = findings(write(slug, segments))
    assert [f["rule"] for f in found] == ["TRX0103"], told(found)
    assert lost in found[0]["message"]


def simple_elements(node, made):
    """(index, definition) of those that were sent and have no parts."""
    return [(i, e) for i, e in enumerate(node.elements, 1)
            if i < len(made) and isinstance(made[i], str) and made[i]]


def broken(seed, slug, wanted, change, rule):
    """Change one element, chosen by `wanted`; the rule must speak alone."""
    rng, segments = random_set(seed, slug)
    choice = [(s, i, e) for s, (node, made) in enumerate(segments)
              if node.id not in ("ST", "SE", "HL", "LX")
              for i, e in simple_elements(node, made) if wanted(node, i, e)]
    if not choice:
        return
    s, i, e = rng.choice(choice)
    node, made = segments[s]
    made[i] = change(rng, made[i], e)
    found = findings(write(slug, segments))
    assert [f["rule"] for f in found] == [rule], (
        joined(made, DELIMITERS[0]), told(found))
    assert found[0]["at"]["ordinal"] == s + 3
    assert found[0]["at"]["element"] == "%s%02d" % (node.id, i)


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=25, **COMMON)
@given(seeds)
def test_too_long_is_named_once(slug, seed):
    broken(seed, slug, lambda node, i, e: e.type == "AN" and not e.codes
           and e.most < 300,
           lambda rng, value, e: "A" * (e.most + 1), "TRX0108")


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=25, **COMMON)
@given(seeds)
def test_no_number_is_named_once(slug, seed):
    broken(seed, slug, lambda node, i, e: e.type in ("R", "N0")
           and not e.codes,
           lambda rng, value, e: "1A"[:max(1, e.most)], "TRX0109")


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=25, **COMMON)
@given(seeds)
def test_no_date_is_named_once(slug, seed):
    broken(seed, slug, lambda node, i, e: e.type == "DT",
           lambda rng, value, e: value[:-4] + "1332", "TRX0109")


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=25, **COMMON)
@given(seeds)
def test_no_code_is_named_once(slug, seed):
    def wanted(node, i, e):
        return (e.codes and not e.lenient
                and "%02d" % i not in node.by
                and min(len(c) for c in e.codes) >= e.least
                and "~" not in e.codes and e.type == "ID"
                # tells the form of the date behind it
                and e.number != "1250")
    broken(seed, slug, wanted,
           lambda rng, value, e: "?" * max(e.least, 1), "TRX0110")


# --- Any damage ---------------------------------------------------------------


@st.composite
def damaged(draw):
    slug = draw(st.sampled_from(SLUGS))
    rng, segments = random_set(draw(seeds), slug)
    data = bytearray(write(slug, segments))
    what = draw(st.sampled_from("byte cut drop double swap join".split()))
    at = rng.randrange(len(data))
    parts = bytes(data).split(b"~")
    s = rng.randrange(len(parts) - 1)
    if what == "byte":
        data[at] = draw(st.integers(0, 255))
    elif what == "cut":
        del data[at:]
    else:
        if what == "drop":
            del parts[s]
        elif what == "double":
            parts.insert(s, parts[s])
        elif what == "swap":
            parts[s], parts[s - 1] = parts[s - 1], parts[s]
        else:
            parts[s:s + 2] = [b"*".join(parts[s:s + 2])]
        data = b"~".join(parts)
    return bytes(data)


@settings(max_examples=150, **COMMON)
@given(damaged())
def test_damage_is_survived(data):
    found, _ = parsed(check(data, name=b"a.x12"))
    for f in found:
        assert f["message"] and f["rule"]
        if f["at"]:
            assert 0 <= f["at"]["offset"] <= len(data)


@settings(max_examples=40, **COMMON)
@given(damaged())
def test_the_program_ends_as_it_says(data):
    done = subprocess.run([TRACTION, "check", "--today", "2024-09-01", "-"],
                          input=data, capture_output=True, timeout=30,
                          check=False)
    assert done.returncode in (0, 1, 3), done.stderr
    assert done.stdout
    text = done.stdout.decode()
    if done.returncode:
        assert "error[TR" in text

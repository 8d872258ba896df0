"""What holds of conversion for every input: the JSON has every byte, says where
it stood, and becomes the input again; findings and status are those of check."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from claims import any_claims
from library import ROOT

TRACTION = os.environ.get("TRACTION", str(ROOT / "build" / "traction"))
COMMON = settings(deadline=None, derandomize=True, database=None,
                  suppress_health_check=list(HealthCheck), max_examples=40)
FILES = sorted(
    path for folder in ("examples", "test/golden", "test/conformance/clean",
                        "test/cli/data")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".837", ".835", ".x12", ".999", ".277"))
DATA = [path.read_bytes() for path in FILES]
SMALL = [data for data in DATA if len(data) < 4000]
TODAY = ["--today", "2026-06-30"]


def run(*arguments, data=b""):
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([TRACTION, *arguments, "-"], input=data,
                              capture_output=True, timeout=60, cwd=folder)


def convert(to, data):
    result = run("convert", "--quiet", "--to", to, *TODAY, data=data)
    assert result.returncode in (0, 1, 3), result.stderr
    return result.stdout, result.returncode


# --- A reader of documents of its own ----------------------------------------

def raw(item, key):
    import base64
    if key + "_base64" in item:
        return base64.b64decode(item[key + "_base64"], validate=True)
    return item[key].encode() if key in item else None


def composite(item, separator):
    if "parts" not in item:
        return item["value"].encode()
    parts = {int(p["element"].rsplit("-", 1)[1]): p["value"].encode()
             for p in item["parts"]}
    return separator.join(parts.get(n, b"") for n in range(1, max(parts) + 1))


def segment_bytes(item, delimiters):
    if (whole := raw(item, "raw")) is not None:
        return whole
    names = len(item["segment"])
    elements = {0: item["segment"].encode()}
    for element in item["elements"]:
        component = (delimiters["component"] or "").encode()
        if "repetitions" in element:
            value = delimiters["repetition"].encode().join(
                composite(one, component) for one in element["repetitions"])
        else:
            value = composite(element, component)
        elements[int(element["element"][names:])] = value
    return delimiters["element"].encode().join(
        elements.get(n, b"") for n in range(max(elements) + 1))


def walk(items, delimiters=None):
    """Yield (item, bytes, bytes after it)."""
    for item in items:
        if "content" in item:
            yield from walk(item["content"], item.get("delimiters", delimiters))
        elif (piece := raw(item, "bytes")) is not None:
            yield item, piece, b""
        else:
            tail = raw(item, "tail")
            if tail is None:
                tail = ((delimiters["segment"] or "") +
                        delimiters["line_end"]).encode()
            yield item, segment_bytes(item, delimiters), tail


def check_places(item, data):
    if "segment" in item:
        place = item["offset"]
        assert data[place:].startswith(item["segment"].encode())
    for element in item.get("elements", []):
        ones = element.get("repetitions", [element])
        for one in ones:
            for value in one.get("parts", [one]):
                text = value["value"].encode()
                place = value["offset"]
                assert data[place:place + len(text)] == text


def check_document(document, data):
    at, ordinal = 0, 0
    every = list(walk(document.get("before", []))) + list(
        walk(document["interchanges"]))
    for item, own, tail in every:
        assert item["offset"] == at
        assert data[at:at + len(own)] == own
        check_places(item, data)
        at += len(own)
        assert data[at:at + len(tail)] == tail
        at += len(tail)
        if "ordinal" in item:
            ordinal += 1
            assert item["ordinal"] == ordinal
    assert at == len(data)


def check_conversion(data):
    text, status = convert("json", data)
    document = json.loads(text)
    check_document(document, data)
    assert convert("x12", data) == (data, status)
    assert convert("x12", text) == (data, status)
    checked = run("check", "--format", "json", *TODAY, data=data)
    report = json.loads(checked.stdout)
    assert checked.returncode == status
    assert document["findings"] == report["findings"]
    assert document["summary"] == report["summary"]


# --- Inputs -------------------------------------------------------------------

@st.composite
def dressed(draw):
    """True files with other delimiters and lines, one after the other."""
    whole = draw(st.sampled_from([b"", b"\xef\xbb\xbf", b"\n\n", b" "]))
    for data in draw(st.lists(st.sampled_from(SMALL), min_size=1, max_size=3)):
        data = data.replace(b"\r", b"").replace(b"\n", b"")
        if len(data) < 106 or not data.startswith(b"ISA"):
            continue
        old = bytes([data[3], data[82], data[104], data[105]])
        new = draw(st.permutations(list(b"*^:~|!><'\x1c\x1d\x1e\\")))[:4]
        used = set(data.translate(None, old))
        if not used & set(new):
            data = data.translate(bytes.maketrans(old, bytes(new)))
        end = data[105:106]
        line = draw(st.sampled_from([b"", b"\n", b"\r\n", b"\r", b"\n\n", b" "]))
        data = data.replace(end, end + line)
        whole += data + draw(st.sampled_from([b"", b"\x00\x00", b"stray", line]))
    return whole


@st.composite
def broken(draw):
    """True files of any transaction with something done to their bytes."""
    data = bytearray(draw(st.sampled_from(SMALL)))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        what = draw(st.sampled_from("replace insert delete segment cut".split()))
        if what == "replace" and data:
            data[at] = draw(st.integers(0, 255))
        elif what == "insert":
            data[at:at] = draw(st.sampled_from(
                [b"~", b"*", b":", b"^", b"~ISA*", b"\xe9", b"\xc3\xa9", b"~~",
                 b"ST*837*9*005010X223A2~", b"GE*1*1~", b"IEA*1*1~", b"~TA1*1~",
                 b"SE*1*1~", b"~HL*9*9*22*0", b"~NM1*PR*2*X", b"~N3*", b"\0"]))
        elif what == "delete":
            del data[at:at + draw(st.integers(1, 60))]
        elif what == "segment":
            parts = bytes(data).split(b"~")
            other = draw(st.integers(0, len(parts) - 1))
            parts.insert(draw(st.integers(0, len(parts))), parts[other])
            data = bytearray(b"~".join(parts))
        elif at > 200:
            del data[at:]
    return bytes(data)


def test_true_files():
    assert len(FILES) >= 15
    for data in DATA:
        check_conversion(data)


@COMMON
@given(dressed())
@example(b"")
def test_other_dress(data):
    check_conversion(data)


@COMMON
@given(st.one_of(broken(), any_claims))
def test_broken_files(data):
    check_conversion(data)


@COMMON
@given(st.binary(max_size=2000), st.sampled_from([b""] + SMALL))
@example(b"\xff" * 70000, b"")
@example(b" " * 200000, SMALL[0])
def test_any_bytes(noise, data):
    check_conversion(noise + data)
    check_conversion(data + noise)

"""What holds for every input, good or bad."""
import pathlib
import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from claims import FILES, SMALL, any_claims, bytes_changed, segments_changed
from library import check, check_pieces, parsed

COMMON = settings(deadline=None, derandomize=True, database=None,
                  suppress_health_check=list(HealthCheck), max_examples=150)

LONGEST = 4096
KEYS = ["type", "rule", "slug", "severity", "message", "file", "claim",
        "claim_at", "line", "at", "also", "note", "why", "authority",
        "sources", "article", "carc", "rarc", "snip"]
SUMMARY_KEYS = ["type", "files", "unread", "interchanges", "claims", "lines",
                "claims_with_errors", "findings", "undecided", "packs",
                "tables", "engine", "today"]


def pieces_of(data, cuts):
    ends = sorted({min(cut, len(data)) for cut in cuts} | {0, len(data)})
    return [data[a:b] for a, b in zip(ends, ends[1:])] or [data]


@COMMON
@given(any_claims, st.lists(st.integers(0, 12000), max_size=12))
def test_cuts_do_not_matter(data, cuts):
    assert check_pieces(pieces_of(data, cuts)) == check(data)


def test_single_bytes_do_not_matter():
    for data in SMALL:
        pieces = [data[i:i + 1] for i in range(len(data))]
        assert check_pieces(pieces) == check(data)


@COMMON
@given(st.binary(max_size=4000))
def test_any_bytes_are_survived(data):
    findings, summary = parsed(check(data))
    assert findings and summary["unread"] == 1


@COMMON
@given(st.binary(max_size=600), st.integers(0, 3000))
def test_claims_with_noise_are_survived(noise, at):
    data = SMALL[0]
    parsed(check(data[:at] + noise + data[at:]))


@COMMON
@given(any_claims)
def test_two_runs_are_the_same(data):
    assert check(data) == check(data)


def places_of(finding):
    if finding["at"]:
        yield finding["at"]
    for also in finding["also"]:
        if "segment" in also and also.get("file", finding["file"]) == "a.837":
            yield also


def shown(value):
    """Bytes as a JSON string has them, where they are UTF-8."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None


@COMMON
@given(any_claims)
def test_places_point_at_their_values(data):
    findings, _ = parsed(check(data))
    for finding in findings:
        for place in places_of(finding):
            start, length = place["offset"], place["length"]
            assert 0 <= start and start + length <= len(data), finding
            assert place["ordinal"] >= 1
            if length == 0:
                continue
            value = shown(data[start:start + length])
            if value is None or not place["value"]:
                continue
            if length > LONGEST:  # only its beginning is kept
                assert value.startswith(place["value"]), finding
            else:
                assert place["value"] == value, finding


@COMMON
@given(any_claims)
def test_findings_have_their_form(data):
    findings, summary = parsed(check(data))
    for finding in findings:
        assert list(finding)[:len(KEYS)] == KEYS
        assert finding["severity"] in ("error", "warning", "advice", "info")
        assert finding["message"] and not finding["message"].endswith(".")
        assert finding["file"] == "a.837"
        assert (finding["claim"] is None) == (finding["claim_at"] is None)
        assert finding["sources"]
        for key in ("message", "why", "label", "help"):
            assert all(c.isprintable() for c in finding[key]), finding
    assert [key for key in summary if key in SUMMARY_KEYS] == SUMMARY_KEYS
    for word, count in summary["findings"].items():
        assert count == sum(f["severity"] == word for f in findings)
    with_errors = {f["claim_at"] for f in findings
                   if f["claim_at"] and f["severity"] == "error"}
    assert summary["claims_with_errors"] == len(with_errors)


@COMMON
@given(any_claims)
def test_findings_are_in_order(data):
    findings, _ = parsed(check(data))
    claims = [f["claim_at"] for f in findings if f["claim_at"]]
    assert claims == sorted(claims)
    for before, after in zip(findings, findings[1:]):
        same_claim = before["claim_at"] == after["claim_at"] is not None
        if same_claim and before["at"] and after["at"]:
            assert ((before["at"]["offset"], before["rule"]) <=
                    (after["at"]["offset"], after["rule"]))


@COMMON
@given(st.one_of(bytes_changed(), segments_changed()))
def test_counts_stay_within_the_input(data):
    _, summary = parsed(check(data))
    assert summary["claims"] <= data.count(b"CLM")
    assert summary["files"] == 1 and summary["unread"] in (0, 1)


def test_true_claims_are_clean_or_faulty_as_known():
    two_units, clean = (parsed(check(data, today=b"2024-09-01"))[0]
                        for data in FILES[:2])
    assert [f["rule"] for f in two_units] == ["TRC0203"]
    assert clean == []

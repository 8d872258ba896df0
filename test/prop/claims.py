"""Files of claims for the properties: true ones, and what is left of them after
something happened to their bytes or segments."""
from hypothesis import strategies as st

from library import ROOT

FILES = [(ROOT / path).read_bytes() for path in (
    "test/cli/data/two-units.837", "test/cli/data/clean.837",
    "examples/day/claims-1-morning.837")]
SMALL = FILES[:2]
DELIMITERS = b"*~:^\n\r"


def segments(data):
    return data.split(b"~")


@st.composite
def bytes_changed(draw):
    """Some bytes replaced, put in or taken out."""
    data = bytearray(draw(st.sampled_from(SMALL)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data) - 1))
        what = draw(st.sampled_from("replace insert delete cut".split()))
        byte = draw(st.one_of(st.sampled_from(list(DELIMITERS)),
                              st.integers(0, 255)))
        if what == "replace":
            data[at] = byte
        elif what == "insert":
            data.insert(at, byte)
        elif what == "delete":
            del data[at:at + draw(st.integers(1, 20))]
        elif at > 200:
            del data[at:]
        if not data:
            break
    return bytes(data)


@st.composite
def segments_changed(draw):
    """Segments dropped, doubled, swapped, or an element of one replaced."""
    parts = segments(draw(st.sampled_from(SMALL)))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(1, len(parts) - 2))
        what = draw(st.sampled_from("drop double swap element".split()))
        if what == "drop" and len(parts) > 6:
            del parts[at]
        elif what == "double":
            parts.insert(at, parts[at])
        elif what == "swap":
            other = draw(st.integers(1, len(parts) - 2))
            parts[at], parts[other] = parts[other], parts[at]
        else:
            elements = parts[at].split(b"*")
            which = draw(st.integers(0, len(elements) - 1))
            elements[which] = draw(st.sampled_from(VALUES))
            parts[at] = b"*".join(elements)
    return b"~".join(parts)


VALUES = [b"", b"0", b"-1", b"1", b"99999999999999999999", b"1.005", b"1E9",
          b"NAN", b"20240230", b"20240812", b"00000000", b"HC:97012",
          b"HC:97012:59:XS:GP:KX", b"HC:98940:AT", b":::::", b"97012",
          b"\xc3\xa9", b"\xff\xfe", b"\x00", b"ISA", b"CLM", b"A" * 5000,
          b"1:2:3:4:5", b"ABK:M54.16", b"11:B:7", b"D8", b"XX", b"8" * 40]

any_claims = st.one_of(st.sampled_from(FILES), bytes_changed(),
                       segments_changed())

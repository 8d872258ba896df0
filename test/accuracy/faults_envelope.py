"""TRX: envelopes with one fault each, and sound ones of unusual shape."""

import core
from x12w import Delims, interchange

PLAIN = Delims()


def fresh(g, sets=1, groups=1, d=PLAIN, guide="005010X222A1"):
    """A sound interchange of new claims, as text."""
    fresh.control += 1
    shape = []
    for _ in range(groups):
        shape.append([])
        for _ in range(sets):
            v = core.clean_visit(g, "commercial")
            v.claim.rendering = v.claim.clinic.solo is None
            shape[-1].append([v.claim])
    return interchange(shape, fresh.control, d, guide)


fresh.control = 500


def once(text, old, new):
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def seg(text, name, nth=0):
    """The nth segment that begins with that name, terminator included."""
    at = -1
    for _ in range(nth + 1):
        at = text.index("\n" + name + "*", at + 1)
    end = text.index("\n", at + 1)
    return text[at + 1:end + 1]


def change(name, element, value, nth=0):
    def apply(text):
        old = seg(text, name, nth)
        parts = old[:-2].split("*")
        parts[element] = value(parts[element]) if callable(value) else value
        return once(text, old, "*".join(parts) + "~\n")
    return apply


def drop(name):
    return lambda text: once(text, seg(text, name), "")


def bump(value):
    return str(int(value) + 1).zfill(len(value))


def not_x12():
    yield "empty", b""
    yield "text", b"Claims of June\n\nsee attached, thank you\n"
    yield "json", b'{"claims": [{"id": 1}]}\n'
    yield "csv", b"claim,code,units\n1,97012,1\n"
    yield "pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    yield "xml", b'<?xml version="1.0"?><claims/>\n'


def malformed(g):
    text = fresh(g)
    yield "isa-sender-short", once(text, "PBS001         ", "PBS001        ")
    text = fresh(g)
    yield "isa-one-element-less", once(text, "*0*P*:", "*0*:")
    yield "isa-cut", fresh(g)[:70]


# rule, name, change of a sound text; may be allowed beside it
BROKEN = [
    ("TRX0004", "no-iea", drop("IEA"), "TRX0011"),
    ("TRX0004", "no-ge", drop("GE"), ""),
    ("TRX0004", "no-se", drop("SE"), ""),
    ("TRX0005", "se-count", change("SE", 1, bump), ""),
    ("TRX0005", "ge-count", change("GE", 1, bump), ""),
    ("TRX0005", "iea-count", change("IEA", 1, bump), ""),
    ("TRX0006", "se-control", change("SE", 2, "0099"), ""),
    ("TRX0006", "ge-control", change("GE", 2, "99"), ""),
    ("TRX0006", "iea-control", change("IEA", 2, "000000099"), ""),
    ("TRX0008", "between-gs-and-st",
     lambda t: once(t, seg(t, "ST"), "REF*EA*STRAY~\n" + seg(t, "ST")), ""),
    ("TRX0008", "after-se",
     lambda t: once(t, seg(t, "SE"), seg(t, "SE") + "REF*EA*STRAY~\n"), ""),
    ("TRX0008", "text-after-iea", lambda t: t + "END OF FILE\n", ""),
    ("TRX0009", "gs01-hp", change("GS", 1, "HP"), ""),
    ("TRX0009", "guide-differs", change("ST", 3, "005010X223A2"), ""),
]


def repeated(g):
    t = fresh(g, sets=2)
    t = change("ST", 2, "0001", 1)(t)
    yield "st-twice", change("SE", 2, "0001", 1)(t)
    t = fresh(g, groups=2)
    first = seg(t, "GS").split("*")[6]
    t = change("GS", 6, first, 1)(t)
    yield "gs-twice", change("GE", 2, first, 1)(t)
    one = fresh(g)
    fresh.control -= 1
    yield "isa-twice", one + fresh(g)


def foreign(g):
    for name, guide in (("institutional", "005010X223A2"),
                        ("dental", "005010X224A2")):
        yield name, fresh(g, guide=guide)
    t = once(fresh(g), "*00501*", "*00401*").replace("*^*", "*U*", 1)
    yield "4010", t.replace("005010X222A1", "004010X098A1")
    t = change("GS", 1, "BE")(fresh(g))
    t = change("GS", 8, "005010X220A1")(t)
    t = change("ST", 1, "834")(t)
    yield "enrolment", change("ST", 3, "005010X220A1")(t)


def tolerated(g):
    yield "bom", "\ufeff" + fresh(g)
    yield "blank-lines", fresh(g).replace("~\n", "~\n\n")
    yield "indented", fresh(g).replace("\n", "\n    ").rstrip(" ")
    yield "leading-newline", "\n\n" + fresh(g)


def sound(g):
    yield "crlf", fresh(g, d=Delims(newline="\r\n"))
    yield "one-line", fresh(g, d=Delims(newline=""))
    yield "bars", fresh(g, d=Delims("|", ">", "^", "~", "\n"))
    yield "cr-terminator", fresh(g, d=Delims(segment="\r", newline=""))
    yield "lf-terminator", fresh(g, d=Delims(segment="\n", newline=""))
    yield "controls", fresh(g, d=Delims("\x1d", "\x1f", "\x1c", "\x1e", ""))
    yield "two-interchanges", fresh(g) + fresh(
        g, d=Delims("|", ">", "^", "!", "\n"))
    yield "two-groups-two-sets", fresh(g, sets=2, groups=2)
    t = fresh(g)
    control = "%09d" % fresh.control
    yield "ta1", once(t, seg(t, "GS"), "TA1*%s*260616*0815*A*000~\n"
                      % control + seg(t, "GS"))


def files(g):
    """(file name, rule or '-', allowed beside it, bytes)."""
    for name, data in not_x12():
        yield "TRX0001-%s.837" % name, "TRX0001", "", data
    for name, text in malformed(g):
        yield ("TRX0002-%s.837" % name, "TRX0002", "TRX0004,TRX0011",
               text.encode())
    t = fresh(g)
    yield ("TRX0003-equal.837", "TRX0003", "",
           (t[:104] + "*" + t[105:]).encode())
    t = fresh(g)
    yield ("TRX0003-letter.837", "TRX0003", "",
           (t[:104] + "A" + t[105:]).encode())
    for rule, name, apply, allow in BROKEN:
        yield ("%s-%s.837" % (rule, name), rule, allow,
               apply(fresh(g)).encode())
    for name, text in repeated(g):
        yield "TRX0007-%s.837" % name, "TRX0007", "", text.encode()
    for name, text in foreign(g):
        yield "TRX0009-%s.837" % name, "TRX0009", "", text.encode()
    for name, guide in (("x222", "005010X222"), ("x222a2", "005010X222A2")):
        yield ("TRX0010-%s.837" % name, "TRX0010", "",
               fresh(g, guide=guide).encode())
    t = fresh(g)
    at = t.index("HI*") + 9
    yield ("TRX0011-in-a-segment.837", "TRX0011", "TRX0004,TRX0005",
           t[:at].encode())
    t = fresh(g)
    yield ("TRX0011-in-the-trailer.837", "TRX0011", "TRX0004,TRX0005",
           t[:t.index("IEA*") + 5].encode())
    for name, text in tolerated(g):
        yield "TRX0012-%s.837" % name, "TRX0012", "", text.encode()
    for name, text in sound(g):
        yield "sound-%s.837" % name, "-", "", text.encode()

"""Clean files as lists of segments, selectors to name a segment, and the loop
each segment stands in. All of it is written from the guides' structure, not
from the checker."""

import pathlib

CLEAN = pathlib.Path(__file__).resolve().parent / "clean"


class Segment(list):
    """Elements as text, [0] the id. Compared by identity: a place."""

    __hash__ = object.__hash__

    def __eq__(self, other):
        return self is other

    def text(self):
        return "*".join(self)

    def get(self, ref):
        """The value of "05" or "05-1"."""
        element, part = split_ref(ref)
        value = self[element] if element < len(self) else ""
        if not part:
            return value
        parts = value.split(":")
        return parts[part - 1] if part <= len(parts) else ""

    def put(self, ref, value, trim=True):
        """Write an element or part; trailing empty ones are cut."""
        element, part = split_ref(ref)
        while len(self) <= element:
            self.append("")
        if part:
            parts = self[element].split(":")
            parts += [""] * (part - len(parts))
            parts[part - 1] = value
            while trim and len(parts) > 1 and not parts[-1]:
                parts.pop()
            value = ":".join(parts)
        self[element] = value
        while trim and len(self) > 1 and not self[-1]:
            self.pop()


def split_ref(ref):
    element, _, part = ref.partition("-")
    return int(element), int(part or 0)


def segment(text):
    return Segment(text.split("*"))


class Document:
    """A file: segments in order. `raw` changes the text at the very end."""

    def __init__(self, name):
        text = (CLEAN / (name + ".x12")).read_text(encoding="ascii")
        self.segments = [segment(s) for s in text.replace("\n", "").split("~")
                         if s]
        self.raw = []

    def find(self, selector):
        """The nth segment that begins so: "NM1*85", "SV1#2"."""
        start, _, nth = selector.partition("#")
        left = int(nth or 1)
        for s in self.segments:
            text = s.text()
            if text == start or text.startswith((start + "*", start + ":")):
                left -= 1
                if left == 0:
                    return s
        raise KeyError(selector)

    def at(self, s):
        return next(i for i, other in enumerate(self.segments) if other is s)

    def insert(self, s, text):
        """Put a new segment before another."""
        new = segment(text)
        self.segments.insert(self.at(s), new)
        return new

    def append(self, s, text):
        """Put a new segment behind another."""
        new = segment(text)
        self.segments.insert(self.at(s) + 1, new)
        return new

    def remove(self, s):
        """Take a segment out; its former index."""
        i = self.at(s)
        del self.segments[i]
        return i

    def recount(self):
        """SE01 of each set as it should be."""
        start = None
        for i, s in enumerate(self.segments):
            if s[0] == "ST":
                start = i
            elif s[0] == "SE" and start is not None:
                s[1] = str(i - start + 1)
                start = None

    def text(self):
        text = "".join(s.text() + "~\n" for s in self.segments)
        for change in self.raw:
            text = change(text)
        return text


# --- Loops ------------------------------------------------------------------

LEVELS = {"837": {"20": "2000A", "22": "2000B", "23": "2000C"},
          "277CA": {"20": "2000A", "21": "2000B", "19": "2000C",
                    "PT": "2000D"},
          "276": {"20": "2000A", "21": "2000B", "19": "2000C", "22": "2000D",
                  "23": "2000E"},
          "270": {"20": "2000A", "21": "2000B", "22": "2000C",
                  "23": "2000D"}}
LEVELS["277"], LEVELS["271"] = LEVELS["276"], LEVELS["270"]

NAMES_837 = {
    "head": {"41": "1000A", "40": "1000B", "85": "2010AA", "87": "2010AB",
             "PE": "2010AC", "IL": "2010BA", "PR": "2010BB", "QC": "2010CA"},
    "claim": {"DN": "2310A", "P3": "2310A", "82": "2310B", "77": "2310C",
              "DQ": "2310D"},
    "other": {"IL": "2330A", "PR": "2330B", "82": "2330D"},
    "line": {"82": "2420A", "QB": "2420B", "77": "2420C", "DQ": "2420D",
             "DK": "2420E", "DN": "2420F"}}


def loops_837(segments):
    loop, where = "", "head"
    for s in segments:
        if s[0] == "HL":
            loop, where = LEVELS["837"].get(s.get("03"), "?"), "head"
        elif s[0] == "CLM":
            loop, where = "2300", "claim"
        elif s[0] == "SBR" and where in ("claim", "other"):
            loop, where = "2320", "other"
        elif s[0] == "LX":
            loop, where = "2400", "line"
        elif s[0] == "NM1":
            loop = NAMES_837[where].get(s.get("01"), loop)
        elif s[0] in ("SVD", "LIN", "LQ") and where == "line":
            loop = {"SVD": "2430", "LIN": "2410", "LQ": "2440"}[s[0]]
        elif s[0] == "SE":
            loop, where = "", "head"
        yield loop


def loops_835(segments):
    loop = ""
    for s in segments:
        if s[0] == "N1":
            loop = {"PR": "1000A", "PE": "1000B"}.get(s.get("01"), loop)
        else:
            loop = {"LX": "2000", "CLP": "2100", "SVC": "2110", "PLB": "",
                    "SE": ""}.get(s[0], loop)
        yield loop


def loops_by_level(segments, kind):
    """Those of the inquiries and responses: 2000x, 2100x, 2200x, 2110x."""
    loop, letter, within = "", "", False
    lines = {"276": "2210", "277": "2220", "277CA": "2220"}.get(kind, "")
    for s in segments:
        if s[0] == "HL":
            loop = LEVELS[kind].get(s.get("03"), "?")
            letter = loop[-1]
        elif s[0] == "NM1":
            loop = ("2120" if within else "2100") + letter
        elif s[0] == "TRN" and kind in ("276", "277", "277CA"):
            loop = "2200" + letter
        elif s[0] == "SVC":
            loop = lines + letter
        elif s[0] in ("EQ", "EB"):
            loop = "2110" + letter
        elif s[0] == "LS":
            loop, within = "?", True
        elif s[0] == "LE":
            loop, within = "?", False
        elif s[0] == "SE":
            loop = ""
        yield loop


def loops_999(segments):
    loop = ""
    for s in segments:
        loop = {"AK2": "2000", "IK3": "2100", "IK4": "2110", "IK5": "2000",
                "AK9": "", "SE": ""}.get(s[0], loop)
        yield loop


def loops(segments, kind):
    """The loop of each segment, "" outside of all."""
    if kind == "837":
        return list(loops_837(segments))
    if kind == "835":
        return list(loops_835(segments))
    if kind == "999":
        return list(loops_999(segments))
    if kind in LEVELS:
        return list(loops_by_level(segments, kind))
    return [""] * len(segments)

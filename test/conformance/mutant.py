"""A mutant: a clean file, one change, and what must be said of it.

`Base` has a method for each kind of change; each makes one mutant:

    claim.element(2, "CLM", "03", "X", "TRX0106", "I10")

SNIP type, the segment, the element, its new value, the rule that must speak,
and the code of the 999 (IK403 here; IK304 where a whole segment is at fault).
Rules and codes may be alternatives, "TRX0105|TRX0111", only where the rule
catalogue or the rulings leave it open who speaks.
"""

import random
from dataclasses import dataclass

from edi import CLEAN, Document, Segment, loops

# What may follow the place where something is missing: the next opener.
OPENERS = set("HL NM1 N1 CLM LX SBR SVD CLP SVC PLB TRN AK2 IK3 IK4 IK5 AK9 LQ "
              "LIN EB EQ LS LE SE GE IEA".split())
ENVELOPE = {"ISA", "GS", "ST", "SE", "GE", "IEA", "HL", "LX", "TA1"}
# A fault in these takes from other rules what they would speak of.
MEANT = {"CLM", "SV1", "HI", "DTP", "DMG", "SBR", "SVD", "CAS", "CLP", "SVC",
         "BPR", "PLB", "AMT", "NM1", "CR2"}
ALL = []


@dataclass
class Place:
    """Segments at which the finding may stand; elements, when they matter."""
    segments: list
    elements: tuple = ()


@dataclass
class Made:
    """A mutant's text and where its fault is."""
    text: str
    ordinals: set          # of segments in the file, from 1; empty: anywhere
    elements: tuple        # names; empty: any
    set_start: int         # ordinal of ST
    loops: set             # of the fault; empty: not checked


@dataclass
class Mutant:
    base: "Base"
    name: str
    snip: int
    edit: object           # function(Document) -> Place or None
    rules: tuple
    segment_codes: tuple = ()   # IK304; empty: not checked
    element_codes: tuple = ()   # IK403; "": none; empty: not checked
    lone: str = ""              # one element of this segment and nothing else
    absent: bool = False        # something is missing: its place is a stretch
    any_loop: bool = False      # the loop is open: its own, or where it is
    recount: bool = True

    def make(self):
        doc = self.base.document()
        before = {id(s): loop for s, loop in zip(
            doc.segments, loops(doc.segments, self.base.kind))}
        kept = list(doc.segments)     # so that no id is given twice
        place = self.edit(doc)
        if self.recount:
            doc.recount()
        made = self.made(doc, place, before)
        del kept
        return made

    def made(self, doc, place, before):
        """Text and place; `before`: loops of the segments when clean."""
        now = loops(doc.segments, self.base.kind)
        ordinals, found = set(), set()
        for s in place.segments if place else ():
            if s.__class__ is Segment and any(o is s for o in doc.segments):
                i = doc.at(s)
                ordinals.add(i + 1)
                found.add(before.get(id(s), now[i]))
            elif isinstance(s, int):
                ordinals.add(s)
        if self.absent or self.any_loop:
            found = set()
        start = next((i + 1 for i, s in enumerate(doc.segments)
                      if s[0] == "ST"), 1)
        return Made(doc.text(), ordinals, place.elements if place else (),
                    start, found - {"", "?"})


def pairs(count, seed=1):
    """Two mutants of one file whose faults have nothing to do with each other:
    elements of different segments, one of them against the guide alone."""
    rng = random.Random(seed)
    alone = [m for m in ALL if m.lone and m.snip < 6 and len(m.rules) == 1
             and m.lone.split("*")[0].split("#")[0] not in ENVELOPE]
    guide = [m for m in alone if m.rules[0] in ("TRX0105", "TRX0106", "TRX0108",
                                                "TRX0109", "TRX0110")
             and m.base.document().find(m.lone)[0] not in MEANT]
    made = []
    while len(made) < count:
        a, b = rng.choice(alone), rng.choice(guide)
        if a.base.name == b.base.name and a.lone != b.lone:
            made.append((a, b))
    return made + [(named(base, a), named(base, b)) for base, a, b in CHOSEN]


# Rules of which one keeps silent where the other speaks: only there.
CHOSEN = [
    ("837-medicare", 'SV1: SV107-1 = "13"', 'CLM: CLM09 = "N"'),
    ("837-medicare", "first line without DTP*472", "N4 repeated"),
    ("837-medicare", "first line without DTP*472", "without PER"),
    ("837-medicare", "second line without DTP*472", "without N3"),
    ("837-second", "without OI", "without DTP*573"),
    ("837-accident", "PWK by fax without control number",
     "PER05 without PER06"),
    ("837-medicare", "NM109 without NM108", "N402 and N407"),
    ("837-medicare", 'HI: HI05-2 = "M5416"', 'NM1*82: NM109 = "1234567890"'),
    ("835", "SVC03 a cent more", 'CLP: CLP06 = "QQ"'),
    ("835", "SVC03 a cent more", "CLP04 of a claim without lines a cent less"),
    ("835", "CLP04 of a denied claim", "SVC03 of the correction a cent off"),
]


def named(base, name):
    return next(m for m in ALL if (m.base.name, m.name) == (base, name))


def split(text):
    return tuple(filter(None, text.split("|"))) if text else ()


class Base:
    """A clean file and the mutants made of it."""

    def __init__(self, kind, name):
        self.kind, self.name = kind, name
        self.cache = Document(name)

    def document(self):
        return Document(self.name)

    def make(self, snip, name, edit, rules, segment_codes="",
             element_codes="", **more):
        mutant = Mutant(self, name, snip, edit, split(rules),
                        split(segment_codes),
                        ("",) if element_codes == "-" else
                        split(element_codes), **more)
        ALL.append(mutant)
        return mutant

    def element(self, snip, selector, ref, value, rules, code="", name="",
                also=(), trim=True):
        """Write one element; `also`: other elements that may be named."""
        seg = self.cache.find(selector)

        def edit(doc):
            s = doc.find(selector)
            s.put(ref, value, trim)
            return Place([s], tuple(s[0] + r for r in (ref, *also)))
        shown = value if len(value) <= 24 else "%s... (%d)" % (value[:8],
                                                               len(value))
        return self.make(snip, name or "%s: %s%s = %s" % (
            selector, seg[0], ref, '"%s"' % shown), edit, rules,
            "8" if snip < 3 else "", code, lone=selector)

    def elements(self, snip, name, selector, values, rules, code="", at=()):
        """Write several elements of one segment: {"05": "X", ...}."""
        def edit(doc):
            s = doc.find(selector)
            for ref in sorted(values, key=lambda r: values[r] == ""):
                s.put(ref, values[ref])
            return Place([s], tuple(s[0] + r for r in at))
        return self.make(snip, name, edit, rules, "8" if snip < 3 else "",
                         code)

    def segment(self, snip, name, selector, text, rules, codes="",
                element_code="", elements=()):
        """Write a segment anew."""
        def edit(doc):
            s = doc.find(selector)
            s[:] = text.split("*")
            return Place([s], elements)
        return self.make(snip, name, edit, rules, codes, element_code)

    def drop(self, snip, selector, rules, codes="", count=1, name=""):
        """Take out a segment, or `count` from there on."""
        def edit(doc):
            first = doc.at(doc.find(selector))
            lost = doc.segments[first][0]
            del doc.segments[first:first + count]
            return Place(stretch(doc, first, lost))
        return self.make(snip, name or "without %s" % selector, edit, rules,
                         codes, "-" if codes else "", absent=True)

    def add(self, snip, selector, text, rules, codes="", name="",
            before=False, any_loop=False):
        """Put a segment that does not belong there behind another."""
        def edit(doc):
            s = doc.find(selector)
            new = doc.insert(s, text) if before else doc.append(s, text)
            return Place([new])
        return self.make(snip, name or "%s %s %s" % (
            text, "before" if before else "after", selector), edit, rules,
            codes, "-" if codes else "", any_loop=any_loop)

    def double(self, snip, selector, rules, codes="", count=1, times=1,
               name=""):
        """Repeat a segment, or `count` of them, so that one is too many."""
        def edit(doc):
            first = doc.at(doc.find(selector))
            these = doc.segments[first:first + count]
            new = []
            for _ in range(times):
                new += [Segment(s) for s in these]
            doc.segments[first + count:first + count] = new
            return Place([new[-count]])
        return self.make(snip, name or "%s repeated" % selector, edit, rules,
                         codes, "-" if codes else "")

    def move(self, snip, selector, behind, rules, codes="", name=""):
        """Put a segment behind a later one."""
        def edit(doc):
            s = doc.find(selector)
            doc.remove(s)
            other = doc.find(behind)
            doc.segments.insert(doc.at(other) + 1, s)
            return Place([s])
        return self.make(snip, name or "%s after %s" % (selector, behind),
                         edit, rules, codes, "-" if codes else "",
                         any_loop=True)

    def apart(self, selector, to, before=True, count=1, rules="TRX0102",
              name=""):
        """Put a segment, or `count` of them, before or behind any other:
        what lacks here and stands there is one fault, wherever it is told."""
        def edit(doc):
            first = doc.at(doc.find(selector))
            these = doc.segments[first:first + count]
            other = doc.find(to)
            del doc.segments[first:first + count]
            at = doc.at(other) + (0 if before else 1)
            doc.segments[at:at] = these
            return Place(list(range(min(first, at),
                                    max(first, at) + count + 2)))
        return self.make(2, name or "%s moved %s %s" % (
            selector, "before" if before else "behind", to), edit, rules,
            "7|2|3|4|5|6", "-", any_loop=True)

    def swap(self, snip, one, two, rules, codes=""):
        """Change the places of two neighbours; either may be named."""
        def edit(doc):
            a, b = doc.find(one), doc.find(two)
            i, j = doc.at(a), doc.at(b)
            doc.segments[i], doc.segments[j] = b, a
            before = [min(i, j)] if "TRX0103" in rules else []
            return Place([a, b, *before])
        return self.make(snip, "%s and %s swapped" % (one, two), edit, rules,
                         codes, "-" if codes else "")

    def text(self, snip, name, change, rules, at="", element="",
             recount=False):
        """Change the text of the file; `at` selects the segment at fault."""
        def edit(doc):
            doc.raw.append(change)
            return Place([doc.find(at)] if at else [],
                         (element,) if element else ())
        return self.make(snip, name, edit, rules, recount=recount)


def stretch(doc, first, lost):
    """Ordinals from the segment before a gap to the next opener; siblings of
    what is lost may come before its lack is known."""
    stop = OPENERS - {"NM1", "N1"} if lost in ("NM1", "N1") else OPENERS
    last = first
    while last < len(doc.segments) - 1 and (
            doc.segments[last][0] not in stop):
        last += 1
    return list(range(first, last + 2))

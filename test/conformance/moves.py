"""The cases of the sweep: each segment and each loop of the clean files left
out, sent twice, or moved; and two such faults near each other."""

import random

from edi import Document, Segment

KINDS = {"837-medicare": "837", "837-dependent": "837", "837-second": "837",
         "837-accident": "837", "835": "835", "277ca": "277CA", "999": "999",
         "270": "270", "271": "271", "276": "276", "277": "277"}
OPENERS = {"837": {"HL", "NM1", "CLM", "SBR", "LX", "SVD"},
           "835": {"N1", "LX", "CLP", "SVC"},
           "999": {"AK2", "IK3", "IK4"}}
LEVELS = {"HL", "NM1", "TRN", "SVC", "EQ", "EB"}
STEPS = (-1, 2, -2, 3, -3, 5, -5, 8, -8)
NUMBERED = ("HL", "LX")
# Faults in what is numbered, or holds all the rest, make more faults by right.
LEFT_OUT_OF_PAIRS = {"HL", "LX", "CLM", "CLP"}


class Case:
    """A file, what was done to it, and how far a segment went."""

    def __init__(self, base, tag, order, far=0):
        self.base, self.kind, self.tag = base, KINDS[base], tag
        self.order, self.far = order, far
        self.twin = False    # the same file as by leaving out and doubling

    def body(self):
        first = next(i for i, s in enumerate(self.order) if s[0] == "ST")
        last = next(i for i, s in enumerate(self.order) if s[0] == "SE")
        return first, last

    def text(self):
        first, last = self.body()
        trailer = Segment(self.order[last])
        trailer[1] = str(last - first + 1)
        lines = (self.order[:last] + [trailer] + self.order[last + 1:])
        return "".join(s.text() + "~\n" for s in lines)

    def segments(self):
        first, last = self.body()
        return [list(s) for s in self.order[first:last + 1]]

    def numbers(self):
        """HL01 and LX01 as they follow each other."""
        return [(s[0], s.get("01")) for s in self.order if s[0] in NUMBERED
                or s[0] == "CLM"]


def ends_of(order):
    first = next(i for i, s in enumerate(order) if s[0] == "ST")
    last = next(i for i, s in enumerate(order) if s[0] == "SE")
    return first + 1, last


def blocks(kind, order, first, last):
    """From each opener to the next one: [start, end)."""
    openers = OPENERS.get(kind, LEVELS)
    starts = [i for i in range(first, last) if order[i][0] in openers]
    return list(zip(starts, starts[1:] + [last]))


def show(order, i):
    return "%d:%s" % (i + 1, "*".join(order[i][:2]))


def moved(order, i, j, n=1):
    rest = order[:i] + order[i + n:]
    at = j - n if j > i else j
    return rest[:at] + order[i:i + n] + rest[at:]


def is_twin(order, i, j):
    """A segment that comes to stand beside its like: that one is there twice,
    and one is missing."""
    near = [order[k] for k in (j - 1, j) if k != i and 0 <= k < len(order)]
    return any(list(s) == list(order[i]) for s in near)


def every_case(base):
    """All of one clean file, no two alike and none the clean file itself."""
    kind, order = KINDS[base], Document(base).segments
    first, last = ends_of(order)
    seen = {tuple(s.text() for s in order)}
    made = []

    def add(tag, changed, far=0, twin=False):
        key = tuple(s.text() for s in changed)
        if key in seen:
            return
        seen.add(key)
        made.append(Case(base, tag, changed, far))
        made[-1].twin = twin

    def add_move(tag, i, j, n=1):
        add(tag, moved(order, i, j, n), abs(j - i), n == 1 and
            is_twin(order, i, j))

    for i in range(first, last):
        add("delete " + show(order, i), order[:i] + order[i + 1:])
    for i in range(first, last):
        add("double " + show(order, i),
            order[:i + 1] + [Segment(order[i])] + order[i + 1:])
    for i in range(first, last - 1):
        add_move("swap %s %s" % (show(order, i), show(order, i + 1)), i, i + 2)
    for i in range(first, last):
        for step in STEPS:
            j = i + step + (step > 0)
            if first <= j <= last:
                add_move("move %s before %s" % (show(order, i),
                                                show(order, j)), i, j)
        add_move("tostart " + show(order, i), i, first)
        add_move("toend " + show(order, i), i, last)
    loops = blocks(kind, order, first, last)
    for n, (a, b) in enumerate(loops):
        name = "%s..%s" % (show(order, a), show(order, b - 1))
        add("delloop " + name, order[:a] + order[b:])
        add("dblloop " + name,
            order[:b] + [Segment(s) for s in order[a:b]] + order[b:])
        for other in loops[n + 1:n + 3]:
            add_move("moveloop %s past %s" % (name, show(order, other[0])),
                     a, other[1], b - a)
        add_move("looptoend " + name, a, last, b - a)
    for i in range(first, last):
        later = [b for b in loops if b[0] > i]
        if later:
            add_move("pastloop %s past %s" % (
                show(order, i), show(order, later[0][0])), i, later[0][1])
    return made


def near_pairs(base, is_sound, most, gaps=((2, 8), (6, 12), (14, 20))):
    """Two segments left out or sent twice, each a fault by itself, so far from
    each other as `gaps` say."""
    kind, order = KINDS[base], Document(base).segments
    first, last = ends_of(order)
    alone = []
    for i in range(first, last):
        if order[i][0] in LEFT_OUT_OF_PAIRS:
            continue
        for what, changed in (
                ("delete", order[:i] + order[i + 1:]),
                ("double", order[:i + 1] + [order[i]] + order[i + 1:])):
            if not is_sound(kind, Case(base, what, changed).segments()):
                alone.append((what, i))
    made = []
    for low, high in gaps:
        chosen = [(a, b) for a in alone for b in alone
                  if low <= b[1] - a[1] <= high]
        random.Random(7).shuffle(chosen)
        for a, b in chosen[:most]:
            changed = list(order)
            for what, i in (b, a):
                if what == "delete":
                    del changed[i]
                else:
                    changed.insert(i + 1, Segment(changed[i]))
            made.append(Case(base, "%s %s + %s %s" % (
                a[0], show(order, a[1]), b[0], show(order, b[1])), changed))
    return made

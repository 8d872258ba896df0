"""Sets that follow a guide, made from spec/*.yaml alone by a reader of our own:
required segments and elements, situational ones at random, values of the right
type at any length the guide allows."""

import functools

import yaml

from library import ROOT

SPEC = ROOT / "spec"
SLUGS = ["837p", "835", "277ca", "999", "270", "271", "276", "277"]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
DELIMITERS = [("*", ":", "^", "~", ""), ("|", ">", "`", "'", "\n"),
              ("\x1d", "\x1f", "\x1c", "\x1e", ""), ("*", "<", "{", "\n", "")]


@functools.cache
def read(name):
    return yaml.safe_load((SPEC / (name + ".yaml")).read_text("utf-8"))


class Element:
    """An element or part at its place."""

    def __init__(self, number, said, override=True):
        base = {} if number in read("segments")["composites"] else \
            read("elements")["elements"][number]
        said = said if isinstance(said, dict) else _parsed(said)
        self.number = number
        self.use = said.get("use", "N")
        codes = said.get("codes")
        if isinstance(codes, str):
            codes = read("codes")["lists"][codes[1:]]
        self.codes = [str(c) for c in codes] if codes else None
        self.type = base.get("type", "COMPOSITE")
        self.least = said.get("least", base.get("least", 0))
        self.most = said.get("most", base.get("most", 0))
        self.repeats = said.get("repeats", 1)
        self.lenient = said.get("lenient", False)
        self.parts = []


def _parsed(text):
    use, _, values = (text or "N").partition(" ")
    said = {"use": use}
    if values.startswith("@"):
        said["codes"] = values
    elif values:
        said["codes"] = values.split("|")
    return said


class Segment:
    def __init__(self, node):
        self.id, self.use = node["segment"], node["use"]
        self.most = node.get("most", 1)
        self.by = node.get("by", [])
        standard = read("segments")["segments"][self.id]
        self.notes = [(n[0], [int(n[i:i + 2]) for i in range(1, len(n), 2)])
                      for n in standard.get("notes", [])]
        said = node.get("elements", {})
        self.elements = []
        for i, number in enumerate(standard["elements"], 1):
            number, _, repeats = str(number).partition("*")
            ref = "%02d" % i
            e = Element(number, said.get(ref))
            if repeats:
                e.repeats = int(repeats) or 99
            composite = read("segments")["composites"].get(number)
            if composite:
                e.parts = [Element(str(p), said.get("%s-%d" % (ref, j)))
                           for j, p in enumerate(composite["parts"], 1)]
            self.elements.append(e)


class Loop:
    def __init__(self, node, parts):
        self.id, self.use = node["loop"], node["use"]
        self.most = node.get("most", 1)
        self.children = children(node["body"], parts)
        self.opener = self.children[0]


def opens_level(node):
    """Is it a loop that begins with HL?"""
    return (isinstance(node, Loop) and isinstance(node.opener, Segment)
            and node.opener.id == "HL")


def children(body, parts):
    if isinstance(body, str):
        body = parts[body]
    return [Loop(n, parts) if "loop" in n else Segment(n) for n in body]


@functools.cache
def guide(slug):
    d = read(slug)
    return d, children(d["body"], d.get("parts", {}))


# --- Values -------------------------------------------------------------------


def text(rng, least, most):
    n = rng.choice([least, most, rng.randint(least, min(most, least + 12))])
    made = "".join(rng.choice(LETTERS) for _ in range(n))
    if n > 4 and rng.random() < 0.3:
        made = made[:2] + rng.choice([" ", "-", "."]) + made[3:]
    return made


def number(rng, least, most):
    n = rng.choice([least, most, rng.randint(least, min(most, 5))])
    return str(rng.randint(10 ** (n - 1) if n > 1 else 1, 10 ** n - 1))


def decimal(rng, least, most):
    digits = number(rng, least, min(most, 10))
    if len(digits) > 2 and rng.random() < 0.5:
        digits = digits[:-2] + "." + digits[-2:-1] + str(rng.randint(1, 9))
    return rng.choice(["", "", "", "-"]) + digits


def date(rng):
    return "%04d%02d%02d" % (rng.randint(1900, 2099), rng.randint(1, 12),
                             rng.randint(1, 28))


def period(rng, form):
    if form == "RD8":
        return "-".join(sorted([date(rng), date(rng)]))
    if form == "TM":
        return "%02d%02d" % (rng.randint(0, 23), rng.randint(0, 59))
    return date(rng)


def value(rng, e, before):
    """A value for an element; `before`: that of the element before it."""
    if e.codes:
        return rng.choice(e.codes)
    if e.type == "N0":
        return number(rng, e.least, e.most)
    if e.type == "R":
        return decimal(rng, e.least, e.most)
    if e.type == "DT":
        return date(rng)[2 if e.most == 6 else 0:]
    if e.type == "TM":
        made = "%02d%02d" % (rng.randint(0, 23), rng.randint(0, 59))
        return rng.choice([made, made + "%02d" % rng.randint(0, 59)])[:e.most]
    if e.type == "PERIOD":
        return period(rng, before)
    return text(rng, e.least, e.most)


# --- Segments -----------------------------------------------------------------


def settle(rng, uses, present, notes):
    """Change the situational ones until the syntax notes hold."""
    for _ in range(20):
        changed = False
        for kind, these in notes:
            here = [i for i in these if i in present]
            gone = [i for i in these if i not in present]
            add = drop = ()
            if kind == "P" and here and gone:
                add, drop = gone, here
            elif kind == "C" and these[0] in present and gone:
                add, drop = gone, [these[0]]
            elif kind == "L" and these[0] in present and len(here) == 1:
                add, drop = these[1:2], [these[0]]
            elif kind == "R" and not here:
                add = [next((i for i in these if uses[i] != "N"), these[0])]
            elif kind == "E" and len(here) > 1:
                drop = here[1:]
            if not add and not drop:
                continue
            if add and all(uses[i] != "N" for i in add):
                present.update(add)
            else:
                present.difference_update(i for i in drop if uses[i] == "S")
            changed = True
        if not changed:
            return


def composite(rng, e, often):
    made, before = [], ""
    for p in e.parts:
        sent = p.use == "R" or p.use == "S" and rng.random() < often
        before = value(rng, p, before) if sent else ""
        made.append(before)
    if not any(made):
        i = next(i for i, p in enumerate(e.parts) if p.use != "N")
        made[i] = value(rng, e.parts[i], "")
    while len(made) > 1 and not made[-1]:
        made.pop()
    return made


def make_segment(rng, s, often):
    """Elements: strings, lists of parts, or lists of repetitions."""
    uses = {i: e.use for i, e in enumerate(s.elements, 1)}
    present = {i for i, use in uses.items()
               if use == "R" or use == "S" and rng.random() < often}
    if not present:      # no segment is without elements
        present.add(next(i for i in uses if uses[i] == "S"))
    settle(rng, uses, present, s.notes)
    made = [s.id]
    for i, e in enumerate(s.elements, 1):
        if i not in present:
            made.append("")
            continue
        times = rng.randint(2, min(e.repeats, 4)) if (
            e.repeats > 1 and rng.random() < 0.4) else 1
        if e.parts:
            values = [composite(rng, e, often) for _ in range(times)]
        else:
            values = [value(rng, e, made[-1]) for _ in range(times)]
        made.append(values[0] if times == 1 else ("repeated", values))
    while len(made) > 1 and made[-1] == "":
        made.pop()
    return made


# --- Sets ---------------------------------------------------------------------


class Set:
    """One set in the making."""

    def __init__(self, rng, slug, often, most):
        self.rng, self.often, self.most = rng, often, most
        self.d, self.body = guide(slug)
        self.segments, self.lines = [], 0

    def times(self, node):
        """How often a child comes here."""
        rng = self.rng
        limit = 99 if node.most == "any" else node.most
        if node.use == "N" or (node.use == "S"
                               and rng.random() >= self.often):
            return 0
        return rng.randint(1, max(1, min(limit, self.most)))

    def add(self, node):
        made = make_segment(self.rng, node, self.often)
        if node.id == "LX":
            self.lines += 1
            made[1] = str(self.lines)
        elif node.id in ("CLM", "BPR"):
            self.lines = 0
        self.segments.append((node, made))
        return made

    def loop(self, node):
        """Segments of a loop; an HL gets its child code."""
        is_level = opens_level(node)
        hl, had = None, False
        for child in node.children:
            deeper = opens_level(child)
            times = 1 if child is node.opener else self.times(child)
            if (deeper and not times and not had
                    and child is node.children[-1]
                    and node.opener.elements[3].codes == ["1"]):
                times = 1
            for _ in range(times):
                if isinstance(child, Loop):
                    self.loop(child)
                    had = had or deeper
                    continue
                made = self.add(child)
                if child is node.opener and is_level:
                    hl = made
        if is_level:
            self.finish(node.opener, hl, had)

    def finish(self, node, hl, had):
        hl[1:] = ["", "", hl[3], ""]
        if node.elements[3].use != "N":
            hl[4] = "1" if had else "0"

    def number_levels(self):
        """HL01 by order, HL02 by nesting."""
        codes, count = [], 0
        depth = {}
        for node, made in self.segments:
            if node.id != "HL":
                continue
            count += 1
            made[1] = str(count)
            code = made[3]
            if code in codes:
                del codes[codes.index(code) + 1:]
            else:
                codes.append(code)
            depth[code] = str(count)
            at = codes.index(code)
            made[2] = depth[codes[at - 1]] if at and \
                node.elements[1].use != "N" else ""
            while made[-1] == "":
                made.pop()

    def make(self):
        for node in self.body:
            for _ in range(self.times(node)):
                if isinstance(node, Loop):
                    self.loop(node)
                else:
                    self.add(node)
        self.number_levels()
        st, se = self.segments[0][1], self.segments[-1][1]
        st[2] = "0001"
        if len(st) > 3:
            st[3] = self.d["guide"]
        se[1:] = [str(len(self.segments)), "0001"]
        return self.segments


def make_set(rng, slug, often=0.25, most=2):
    """A set as a list of (definition, elements)."""
    return Set(rng, slug, often, most).make()


def joined(made, delimiters):
    element, component, repetition = delimiters[:3]

    def one(v):
        return component.join(v) if isinstance(v, list) else v
    return element.join(
        repetition.join(map(one, v[1])) if isinstance(v, tuple) else one(v)
        for v in made)


def write(slug, segments, delimiters=DELIMITERS[0]):
    """An interchange around a set."""
    element, component, repetition, terminator, newline = delimiters
    d = guide(slug)[0]
    head = [["ISA", "00", " " * 10, "00", " " * 10, "ZZ", "SENDER".ljust(15),
             "ZZ", "RECEIVER".ljust(15), "240814", "0815", repetition,
             "00501", "000000901", "0", "P", component],
            ["GS", d["function"], "SENDER", "RECEIVER", "20240814", "0815",
             "901", "X", d["guide"]]]
    tail = [["GE", "1", "901"], ["IEA", "1", "000000901"]]
    lines = [element.join(s) for s in head]
    lines += [joined(made, delimiters) for _, made in segments]
    lines += [element.join(s) for s in tail]
    return "".join(line + terminator + newline for line in lines).encode()

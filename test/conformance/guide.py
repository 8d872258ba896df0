"""Is the structure of a set what its guide allows?

Read from spec/*.yaml, and decided by trying every reading of the set: a segment
that could stand in several loops stands in all of them, and the set is sound
when one reading comes to its end. So it shares the guides with the checker, and
nothing of how the checker walks along them. Numbers (HL01, HL02, LX01) and
elements that tell no segment from another are not looked at.
"""

import functools
import pathlib

import yaml

SPEC = pathlib.Path(__file__).resolve().parent.parent.parent / "spec"
FILES = {"837": "837p", "277CA": "277ca"}


@functools.lru_cache(None)
def lists():
    return yaml.safe_load((SPEC / "codes.yaml").read_text())["lists"]


def codes_of(element):
    """All codes of an element: "R|S", "@name" of a list, or both."""
    if isinstance(element, str):
        texts = [(element.split(None, 1) + [""])[1]]
    else:
        texts = [element.get("codes", ""), element.get("read", "")]
    codes = set()
    for text in texts:
        values = text if isinstance(text, (list, tuple)) else str(
            text).split("|")
        for value in values:
            value = str(value).strip()
            if value.startswith("@"):
                codes.update(str(code) for code in lists()[value[1:]])
            elif value:
                codes.add(value)
    return codes


class Node:
    """A segment or loop of a guide."""

    def __init__(self, entry, guide):
        self.position = entry.get("position", 0)
        self.required = entry.get("use") == "R"
        most = entry.get("most", 1)
        self.most = 0 if most == "any" else int(most)
        self.is_loop = "loop" in entry
        if self.is_loop:
            body = entry["body"]
            if isinstance(body, str):
                body = guide["parts"][body]
            self.children = [Node(child, guide) for child in body]
            self.opener = self.children[0]
            return
        self.opener = self
        self.name = entry["segment"]
        elements = entry.get("elements", {})
        self.keys = [(str(key), codes_of(elements[str(key)]))
                     for key in entry.get("by", [])]
        if not self.keys:
            self.keys = self.first_key(elements)

    @staticmethod
    def first_key(elements):
        """Without keys a required first element still has its codes."""
        key = "01-1" if "01-1" in elements else "01"
        element = elements.get(key, "N")
        mapped = isinstance(element, dict)
        use = str(element.get("use", "N") if mapped else element).split()[0]
        codes = codes_of(element)
        lenient = mapped and element.get("lenient")
        return [(key, codes)] if use == "R" and codes and not lenient else []

    def takes(self, segment):
        if segment[0] != self.name:
            return False
        for key, codes in self.keys:
            number, _, part = key.partition("-")
            value = segment[int(number)] if int(number) < len(segment) else ""
            value = value.split("^")[0]
            if part:
                parts = value.split(":")
                value = parts[int(part) - 1] if int(part) <= len(parts) else ""
            if value not in codes:
                return False
        return True


@functools.lru_cache(None)
def root_of(kind):
    name = FILES.get(kind, kind.lower())
    guide = yaml.safe_load((SPEC / (name + ".yaml")).read_text())
    return Node({"loop": "ST", "body": guide["body"], "use": "R"}, guide)


def open_loop(node):
    """An open loop: what it is, how often its children were met, its order."""
    return node, ((0, 1),), node.children[0].position


def lacks(level):
    met = dict(level[1])
    return any(child.required and not met.get(i)
               for i, child in enumerate(level[0].children))


def after(stack, segment):
    """All stacks of open loops that a segment can lead to."""
    while stack:
        node, counts, position = stack[-1]
        met = dict(counts)
        for i, child in enumerate(node.children):
            if i == 0 or child.position < position:
                continue
            if child.most and met.get(i, 0) >= child.most:
                continue
            if not child.opener.takes(segment):
                continue
            counted = tuple(sorted({**met, i: met.get(i, 0) + 1}.items()))
            new = stack[:-1] + ((node, counted, child.position),)
            yield new + (open_loop(child),) if child.is_loop else new
        if lacks(stack[-1]):
            return
        stack = stack[:-1]


def is_sound(kind, segments):
    """@param segments ST to SE, each a list of elements with its id."""
    stacks = {(open_loop(root_of(kind)),)}
    for segment in segments[1:]:
        stacks = {new for stack in stacks for new in after(stack, segment)}
        if not stacks:
            return False
    return any(len(stack) == 1 and not lacks(stack[0]) for stack in stacks)

"""The registry of fault kinds and near misses.

A kind is a small function that takes the generator and returns a Case: the
claims and notes to write, and what the checker should say about them.
"""

from dataclasses import dataclass, field

KINDS = []


@dataclass
class Case:
    pairs: list                  # (claim, note or None), in file order
    claim: str                   # CLM01 that is to blame, '-' for none
    lines: str = "*"             # LX numbers '1,2', 0 for the claim, '*' any
    comment: str = ""
    allow: str = ""              # rules that may speak as well
    note_id: str = ""            # the note, or notes, that may be blamed
    notes: list = field(default_factory=list)     # further notes
    broken: list = field(default_factory=list)    # raw NDJSON lines


@dataclass
class Kind:
    rule: str
    name: str
    make: object
    need_note: bool
    near: bool


def fault(rule, name, need_note=True):
    """Register a kind whose claims carry exactly this one fault."""
    def enter(func):
        KINDS.append(Kind(rule, name, func, need_note, False))
        return func
    return enter


def near(rule, name, need_note=False):
    """Register a near miss: clean, though next door to the rule."""
    def enter(func):
        KINDS.append(Kind(rule, name, func, need_note, True))
        return func
    return enter


def case(visit, lines="*", comment="", allow=""):
    """A case over one claim and, unless it is bare, its note."""
    note = None if visit.bare else visit.note
    return Case([(visit.claim, note)], visit.claim.id, str(lines), comment,
                allow, note["id"] if note else "")


def two(first, second, lines="*", comment="", allow=""):
    """A case over two claims; the later one is to blame."""
    return Case([(first.claim, first.note), (second.claim, second.note)],
                second.claim.id, str(lines), comment, allow,
                second.note["id"])


def strip(note):
    """The note as it is written: without the builder's own keys."""
    note = dict(note)
    note["services"] = [{k: v for k, v in s.items() if k != "_code"}
                        for s in note["services"]]
    return note

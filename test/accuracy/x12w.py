"""Writes claims as 837P interchanges: loops in the guide's order, counters and
control numbers kept right. A claim's `raw` hooks let a fault change one
segment after it has been built."""

from dataclasses import dataclass, field

import people


@dataclass
class Delims:
    element: str = "*"
    component: str = ":"
    repetition: str = "^"
    segment: str = "~"
    newline: str = "\n"


@dataclass
class Line:
    code: str
    mods: list
    cents: int
    units: str
    ptr: list
    dates: tuple           # () none, (day,) D8, (from, to) RD8
    pos: str = ""          # SV105, when it differs from the claim's
    desc: str = ""         # SV101-7
    control: str = ""      # REF*6R
    paid: list = field(default_factory=list)   # 2430: (payer id, cents, cas)


@dataclass
class Other:
    """Another payer: loop 2320 with its 2330."""
    sequence: str
    payer: object
    member: str
    paid: int = None                           # AMT*D, cents
    cas: list = field(default_factory=list)    # (group, reason, cents)


@dataclass
class Claim:
    id: str
    payer: object
    clinic: object
    doctor: object
    subscriber: object
    dos: object
    written: object
    lines: list
    dx: list
    patient: object = None        # dependent; None when the subscriber
    relation: str = "19"
    cents: int = None             # CLM02; None = the sum of the lines
    pos: str = "11"
    frequency: str = "1"
    causes: str = ""              # CLM11, with ':' as component separator
    dates: dict = field(default_factory=dict)  # 431 454 453 439 455
    refs: list = field(default_factory=list)   # (qualifier, value) in 2300
    paperwork: list = field(default_factory=list)  # PWK elements
    remark: str = ""              # NTE*ADD
    spinal: str = ""              # CR208
    dx_quals: list = None         # HI qualifiers when not ABK, ABF ...
    rendering: bool = True        # 2310B sent
    referring: object = None      # 2310A
    branch: tuple = None          # 2310C
    taxonomy: str = people.TAXONOMY   # PRV03 of 2310B
    sequence: str = "P"
    group: str = ""
    others: list = field(default_factory=list)
    self_code: str = None         # SBR02 when not what the loops say
    raw: list = field(default_factory=list)    # functions(list of segments)
    own_billing: bool = False     # begins a 2000A of its own
    accident_number: str = ""     # REF*Y4

    @property
    def who(self):
        return self.patient or self.subscriber

    def total(self):
        if self.cents is not None:
            return self.cents
        return sum(line.cents for line in self.lines)


def money(cents):
    sign = "-" if cents < 0 else ""
    cents = abs(cents)
    if cents % 100 == 0:
        return "%s%d" % (sign, cents // 100)
    text = "%s%d.%02d" % (sign, cents // 100, cents % 100)
    return text[:-1] if text.endswith("0") else text


def ymd(day):
    return day.strftime("%Y%m%d")


def place_segs(street, place):
    return [["N3", street.upper()],
            ["N4", place[0].upper(), place[1], place[2]]]


def person_seg(code, p):
    return ["NM1", code, "1", p.last.upper(), p.first.upper(),
            p.middle.upper(), "", "", "MI", p.member]


def claim_segs(c):
    """Loops 2300 to 2430 of one claim, composites as tuples."""
    segs = [["CLM", c.id, money(c.total()), "", "",
             (c.pos, "B", c.frequency), "Y", "A", "Y", "Y", "",
             tuple(c.causes.split(":")) if c.causes else ""]]
    for qual in ("431", "454", "453", "439", "455"):
        if qual in c.dates:
            segs.append(["DTP", qual, "D8", ymd(c.dates[qual])])
    segs += [["PWK"] + list(p) for p in c.paperwork]
    segs += [["REF", q, v] for q, v in c.refs]
    if c.remark:
        segs.append(["NTE", "ADD", c.remark])
    if c.spinal:
        segs.append(["CR2"] + [""] * 7 + [c.spinal])
    quals = c.dx_quals or ["ABK"] + ["ABF"] * 20
    segs.append(["HI"] + [(q, code) for q, code in zip(quals, c.dx)])
    if c.referring:
        r = c.referring
        segs.append(["NM1", "DN", "1", r.last.upper(), r.first.upper(), "",
                     "", "", "XX", r.npi])
    if c.rendering:
        d = c.doctor
        segs.append(["NM1", "82", "1", d.last.upper(), d.first.upper(), "",
                     "", "", "XX", d.npi])
        segs.append(["PRV", "PE", "PXC", c.taxonomy])
    if c.branch:
        name, npi, street, place = c.branch
        segs.append(["NM1", "77", "2", name.upper(), "", "", "", "", "XX",
                     npi])
        segs += place_segs(street, place)
    for o in c.others:
        segs += other_segs(c, o)
    for number, line in enumerate(c.lines, 1):
        segs += line_segs(c, number, line)
    return segs


def other_segs(c, o):
    segs = [["SBR", o.sequence, "18" if c.patient is None else "01", "", "",
             "", "", "", "", o.payer.filing]]
    segs += [["CAS", g, r, money(v)] for g, r, v in o.cas]
    if o.paid is not None:
        segs.append(["AMT", "D", money(o.paid)])
    segs.append(["OI", "", "", "Y", "", "", "Y"])
    holder = c.subscriber
    segs.append(["NM1", "IL", "1", holder.last.upper(), holder.first.upper(),
                 "", "", "", "MI", o.member])
    segs.append(["NM1", "PR", "2", o.payer.name, "", "", "", "", "PI",
                 o.payer.id])
    return segs


def line_segs(c, number, line):
    code = ["HC", line.code] + list(line.mods)
    if line.desc:
        code += [""] * (6 - len(code)) + [line.desc]
    segs = [["LX", str(number)],
            ["SV1", tuple(code), money(line.cents), "UN", str(line.units),
             line.pos, "", tuple(str(p) for p in line.ptr)]]
    if len(line.dates) == 1:
        segs.append(["DTP", "472", "D8", ymd(line.dates[0])])
    elif line.dates:
        segs.append(["DTP", "472", "RD8", "%s-%s" % tuple(
            ymd(d) for d in line.dates)])
    if line.control:
        segs.append(["REF", "6R", line.control])
    for payer_id, paid, cas, day in line.paid:
        segs.append(["SVD", payer_id, money(paid), ("HC", line.code), "",
                     str(line.units)])
        segs += [["CAS", g, r, money(v)] for g, r, v in cas]
        segs.append(["DTP", "573", "D8", ymd(day)])
    return segs


def subscriber_segs(c):
    """SBR and 2010BA, 2010BB, and 2000C with 2010CA; HL are the caller's."""
    own = "18" if c.patient is None else ""
    if c.self_code is not None:
        own = c.self_code
    segs = [["SBR", c.sequence, own, c.group, "", "", "", "", "",
             c.payer.filing]]
    s = c.subscriber
    segs.append(person_seg("IL", s))
    segs += place_segs(s.street, s.place)
    segs.append(["DMG", "D8", ymd(s.born), s.sex])
    if c.accident_number and c.patient is None:
        segs.append(["REF", "Y4", c.accident_number])
    segs.append(["NM1", "PR", "2", c.payer.name, "", "", "", "", "PI",
                 c.payer.id])
    if c.patient is None:
        return segs, []
    p = c.patient
    child = [["PAT", c.relation],
             ["NM1", "QC", "1", p.last.upper(), p.first.upper()]]
    child += place_segs(p.street, p.place)
    child.append(["DMG", "D8", ymd(p.born), p.sex])
    if c.accident_number:
        child.append(["REF", "Y4", c.accident_number])
    return segs, child


def billing_segs(c):
    clinic = c.clinic
    segs = [["PRV", "BI", "PXC", people.TAXONOMY]]
    if clinic.solo:
        d = clinic.solo
        segs.append(["NM1", "85", "1", d.last.upper(), d.first.upper(), "",
                     "", "", "XX", clinic.npi])
    else:
        segs.append(["NM1", "85", "2", clinic.name.upper(), "", "", "", "",
                     "XX", clinic.npi])
    segs += place_segs(clinic.street, clinic.place)
    segs.append(["REF", "EI", clinic.ein])
    return segs


def set_segs(claims, number, guide, reference):
    """One ST..SE over claims that were written on one day."""
    segs = [["ST", "837", number, guide],
            ["BHT", "0019", "00", reference, ymd(claims[0].written), "0815",
             "CH"],
            ["NM1", "41", "2", "PLAINS BILLING SERVICE", "", "", "", "", "46",
             "PBS001"],
            ["PER", "IC", "BILLING DESK", "TE", "6145550100"],
            ["NM1", "40", "2", "MIDLAND CLEARINGHOUSE", "", "", "", "", "46",
             "MCH100"]]
    order = []
    for c in claims:
        key = (c.id if c.own_billing else "", c.clinic.npi)
        for known, members in order:
            if known == key:
                members.append(c)
                break
        else:
            order.append((key, [c]))
    hl = 0
    for _, members in order:
        hl += 1
        above = hl
        segs.append(["HL", str(hl), "", "20", "1"])
        segs += billing_segs(members[0])
        for c in members:
            hl += 1
            mine, child = subscriber_segs(c)
            body = [["HL", str(hl), str(above), "22", "1" if child else "0"]]
            body += mine
            if child:
                hl += 1
                body.append(["HL", str(hl), str(hl - 1), "23", "0"])
                body += child
            body += claim_segs(c)
            for change in c.raw:
                change(body)
            segs += body
    segs.append(["SE", str(len(segs) + 1), number])
    return segs


def text_of(segs, d):
    """Segments as bytes' worth of text; trailing empty parts are cut."""
    out = []
    for seg in segs:
        parts = []
        for el in seg:
            if isinstance(el, tuple):
                comps = list(el)
                while len(comps) > 1 and comps[-1] == "":
                    comps.pop()
                el = d.component.join(comps)
            parts.append(el)
        while len(parts) > 1 and parts[-1] == "":
            parts.pop()
        out.append(d.element.join(parts) + d.segment + d.newline)
    return "".join(out)


def isa(d, control, day):
    e = d.element
    return e.join(["ISA", "00", " " * 10, "00", " " * 10, "ZZ",
                   "PBS001".ljust(15), "ZZ", "MCH100".ljust(15),
                   day.strftime("%y%m%d"), "0815", d.repetition, "00501",
                   "%09d" % control, "0", "P", d.component]) \
        + d.segment + d.newline


def interchange(groups, control, d, guide="005010X222A1"):
    """groups: a list of lists of sets, a set being claims of one BHT04."""
    day = max(c.written for g in groups for cs in g for c in cs)
    text = [isa(d, control, day)]
    for g, sets in enumerate(groups, 1):
        group = str(control * 100 + g)
        written = max(c.written for claims in sets for c in claims)
        text.append(text_of([["GS", "HC", "PBS001", "MCH100", ymd(written),
                              "0815", group, "X", guide]], d))
        for n, claims in enumerate(sets, 1):
            text.append(text_of(set_segs(claims, "%04d" % n, guide,
                                         "%s-%d" % (group, n)), d))
        text.append(text_of([["GE", str(len(sets)), group]], d))
    text.append(text_of([["IEA", str(len(groups)), "%09d" % control]], d))
    return "".join(text)

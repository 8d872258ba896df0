"""SNIP 1 of the 837P: ISA to ST and back, counters, control numbers, bytes."""

from mutant import Base, Place

medicare = Base("837", "837-medicare")
dependent = Base("837", "837-dependent")


def replace(old, new):
    """One place of the text, which must be there."""
    def change(text):
        assert old in text, old
        return text.replace(old, new, 1)
    return change


def envelope(base, name, selector, ref, value, rules, named=""):
    """One element of an envelope segment, which no 999 speaks of."""
    def edit(doc):
        s = doc.find(selector)
        s.put(ref, value, trim=False)
        return Place([s], (s[0] + (named or ref),))
    base.make(1, name, edit, rules, recount=False)


text = medicare.text
text(1, "sender id of 14 characters",
     replace("PBS001         *", "PBS001        *"), "TRX0002", "ISA")
text(1, "ISA without ISA14", replace("*0*P*:", "*P*:"), "TRX0002", "ISA")
text(1, "ISA with one element more", replace("*0*P*:", "*0*0*P*:"),
     "TRX0002|TRX0003", "ISA")     # a letter stands where ISA16 should
text(1, "ISA cut short", lambda t: t[:70], "TRX0002|TRX0011")
text(1, "component separator is the element separator",
     replace("*0*P*:", "*0*P**"), "TRX0003", "ISA")
text(1, "component separator is a letter", replace("*0*P*:", "*0*P*A"),
     "TRX0003", "ISA")
text(1, "repetition separator is the component separator",
     replace("*^*", "*:*"), "TRX0003", "ISA")
text(1, "4010 interchange", replace("*00501*", "*00401*"), "TRX0009", "ISA",
     "ISA12")
text(1, "text before ISA", lambda t: "claims of june\n" + t, "TRX0001")
text(1, "text after IEA", lambda t: t + "END OF FILE\n", "TRX0008")
text(1, "cut inside a segment", lambda t: t[:t.index("HI*") + 12],
     "TRX0011|TRX0004")
text(1, "cut between segments", lambda t: t[:t.index("LX*2")], "TRX0004")

envelope(medicare, "ISA05 no qualifier", "ISA", "05", "QQ", "TRX0110")
envelope(medicare, "ISA07 no qualifier", "ISA", "07", "99", "TRX0110")
envelope(medicare, "ISA01 no qualifier", "ISA", "01", "77", "TRX0110")
envelope(medicare, "ISA09 no date", "ISA", "09", "241314", "TRX0109")
envelope(medicare, "ISA10 no time", "ISA", "10", "2515", "TRX0109")
envelope(medicare, "ISA14 not 0 or 1", "ISA", "14", "2", "TRX0110")
envelope(medicare, "ISA15 not P or T", "ISA", "15", "X", "TRX0110")
envelope(medicare, "GS01 of a remittance", "GS", "01", "HP", "TRX0009")
envelope(medicare, "GS02 empty", "GS", "02", "", "TRX0105")
envelope(medicare, "GS02 of 16 characters", "GS", "02", "PLAINSBILLING001",
         "TRX0108")
envelope(medicare, "GS04 no date", "GS", "04", "20241345", "TRX0109")
envelope(medicare, "GS05 no time", "GS", "05", "0860", "TRX0109")
envelope(medicare, "GS07 not X", "GS", "07", "T", "TRX0110")
envelope(medicare, "GS08 of a dental claim", "GS", "08", "005010X224A2",
         "TRX0009")
envelope(medicare, "ST01 of another transaction", "ST", "01", "834", "TRX0009")
envelope(medicare, "ST03 of an institutional claim", "ST", "03",
         "005010X223A2", "TRX0009")
envelope(medicare, "SE01 too high", "SE", "01", "46", "TRX0005")
envelope(medicare, "SE01 too low", "SE", "01", "44", "TRX0005")
envelope(medicare, "SE01 not a number", "SE", "01", "4X", "TRX0005|TRX0109")
envelope(medicare, "SE02 differs", "SE", "02", "0002", "TRX0006")
envelope(medicare, "GE01 wrong", "GE", "01", "2", "TRX0005")
envelope(medicare, "GE02 differs", "GE", "02", "202", "TRX0006")
envelope(medicare, "IEA01 wrong", "IEA", "01", "3", "TRX0005")
envelope(medicare, "IEA02 differs", "IEA", "02", "000000202", "TRX0006")


def both(name, one, two, rules):
    """A number of the header that is not that of the trailer."""
    def edit(doc):
        s = doc.find(one[:-2])
        s.put(one[-2:], two)
        return Place([s, doc.find({"ISA": "IEA", "GS": "GE"}[s[0]])])
    medicare.make(1, name, edit, rules, recount=False)


both("ISA13 not a number", "ISA13", "00000020A", "TRX0109|TRX0006")
both("GS06 not that of GE02", "GS06", "209", "TRX0006")


def without(selector, rules):
    def edit(doc):
        doc.remove(doc.find(selector))
        return None
    medicare.make(1, "without " + selector, edit, rules, recount=False)


without("SE", "TRX0004")
without("GE", "TRX0004")
without("IEA", "TRX0004")
without("GS", "TRX0004|TRX0008")
without("ST", "TRX0008|TRX0004")


def stray(name, selector, text_, before):
    def edit(doc):
        s = doc.find(selector)
        new = (doc.insert if before else doc.append)(s, text_)
        return Place([new])
    medicare.make(1, name, edit, "TRX0008", recount=False)


stray("segment between GS and ST", "ST", "REF*EA*LOST", True)
stray("segment between SE and GE", "SE", "REF*EA*LOST", False)
stray("segment between ISA and GS", "GS", "REF*EA*LOST", True)


def second_set(same):
    """The set again behind the first, with its own or the same number."""
    def edit(doc):
        first, last = doc.at(doc.find("ST")), doc.at(doc.find("SE"))
        copies = [type(s)(s) for s in doc.segments[first:last + 1]]
        for s in copies:
            if s[0] == "CLM":
                s[1] += "B"
            elif s[0] == "DTP" and s[1] == "472":
                s[3] = str(int(s[3]) - 5)
        doc.segments[last + 1:last + 1] = copies
        doc.find("GE")[1] = "2"
        if not same:
            copies[0][2] = copies[-1][2] = "0002"
        return Place([copies[0]], ("ST02",))
    return edit


medicare.make(1, "ST02 used twice in a group", second_set(True), "TRX0007",
              recount=False)


def second_group(doc):
    """The group again with the same control number."""
    first, last = doc.at(doc.find("GS")), doc.at(doc.find("GE"))
    copies = [type(s)(s) for s in doc.segments[first:last + 1]]
    for s in copies:
        if s[0] == "CLM":
            s[1] += "B"
        elif s[0] == "DTP" and s[1] == "472":
            s[3] = str(int(s[3]) - 5)
    doc.segments[last + 1:last + 1] = copies
    doc.find("IEA")[1] = "2"
    return Place([copies[0]], ("GS06",))


medicare.make(1, "GS06 used twice in an interchange", second_group, "TRX0007",
              recount=False)

text(1, "a line end inside a name", replace("ZEKE", "ZE\nKE"), "TRX0109",
     "NM1*IL", "NM104")
text(1, "a control character in a name", replace("ZEKE", "ZE\x07KE"),
     "TRX0109", "NM1*IL", "NM104")
text(1, "a letter outside ASCII in a name", replace("ZEKE", "ZÉKE"),
     "TRX0109", "NM1*IL", "NM104")

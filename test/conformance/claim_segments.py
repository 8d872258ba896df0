"""SNIP 1 and 2 of the 837P: segments and loops unknown, out of place, missing,
too many; hierarchy and line numbers."""

from edi import Segment
from mutant import Base, Place

medicare = Base("837", "837-medicare")
dependent = Base("837", "837-dependent")
second = Base("837", "837-second")
accident = Base("837", "837-accident")

# --- Unknown in every loop --------------------------------------------------
UNKNOWN = [
    (medicare, "BHT"), (medicare, "PER*IC"), (medicare, "NM1*40"),
    (medicare, "PRV*BI"), (medicare, "N3"), (accident, "NM1*87"),
    (medicare, "SBR"), (medicare, "NM1*IL"), (medicare, "NM1*PR"),
    (dependent, "PAT"), (dependent, "NM1*QC"), (medicare, "CLM"),
    (medicare, "CR2"), (accident, "NM1*DN"), (medicare, "NM1*82"),
    (accident, "NM1*77"), (second, "SBR*P"), (second, "NM1*IL#2"),
    (second, "NM1*PR#2"), (medicare, "LX"), (medicare, "SV1"),
    (accident, "NM1*82#2"), (second, "SVD"), (second, "CAS")]
for base, selector in UNKNOWN:
    base.add(2, selector, "ZZZ*1*2", "TRX0101", "1")
medicare.add(1, "CLM", "REFX*EA*1", "TRX0101", "1", "id of four letters")
medicare.add(1, "CLM", "1A*EA*1", "TRX0101", "1", "id that begins with a digit")
medicare.add(1, "CLM", "ref*EA*1", "TRX0101", "1", "id in lower case")

# --- Known to X12, not to this place ----------------------------------------
ELSEWHERE = "2|6|7|I4"
for base, selector, text in [
        (medicare, "NM1*85", "N2*SECOND LINE"),       # in no 5010 guide here
        (medicare, "BHT", "BPR*I*1*C*CHK"),           # remittance
        (medicare, "CLM", "STC*A1:20"),               # acknowledgement
        (medicare, "NM1*IL", "PAT*19"),               # of 2000C
        (medicare, "SV1", "CLP*1*1*1*1"),             # remittance
        (medicare, "LX", "HI*ABK:M9903"),             # of 2300
        (medicare, "NM1*PR", "DMG*D8*19500101*M"),    # of 2010BA
        (second, "SVD", "NTE*ADD*LATE"),              # of 2400
        (dependent, "NM1*QC", "CUR*85*USD"),          # of 2000A
        (medicare, "PRV*BI", "OI***Y***Y"),           # of 2320
        (medicare, "CLM", "SVD*84980*1*HC:98940**1")]:    # of 2430
    m = base.add(2, selector, text, "TRX0101|TRX0102|TRX0104", ELSEWHERE,
                 any_loop=True)
    if text[:2] == "N2":
        m.segment_codes += ("1",)

# --- Qualifier that no segment of the place has ------------------------------
for base, selector, text in [
        (medicare, "DTP*454", "DTP*472*D8*20240801"),
        (medicare, "DTP*454", "DTP*999*D8*20240801"),
        (medicare, "REF*6R", "REF*QQ*1"),
        (medicare, "REF*EI", "REF*Q4*1"),
        (accident, "AMT*F5", "AMT*ZZ*1"),
        (medicare, "NM1*82", "NM1*XY*1*HOLT*ZEKE")]:
    base.add(2, selector, text, "TRX0101|TRX0102|TRX0104|TRX0110",
             ELSEWHERE + "|1|5|8", "%s after %s" % (text, selector),
             any_loop=True).element_codes = ()

# --- Out of order -----------------------------------------------------------
medicare.swap(2, "N3", "N4", "TRX0102", "7|2")
medicare.swap(2, "N4#2", "DMG", "TRX0102", "7|2")
medicare.swap(2, "CR2", "HI", "TRX0102", "7|2")
medicare.swap(2, "SV1", "DTP*472", "TRX0102", "7|2")
medicare.swap(2, "DTP*472", "REF*6R", "TRX0102", "7|2")
accident.swap(2, "AMT*F5", "PWK", "TRX0102", "7|2")
accident.swap(2, "NTE*ADD", "REF*EA", "TRX0102", "7|2")
second.swap(2, "CAS", "SVD", "TRX0102|TRX0101|TRX0103", "7|2|6|3")
second.swap(2, "AMT*EAF", "OI", "TRX0102", "7|2")
medicare.move(2, "DTP*431", "HI", "TRX0102", "7|2")
medicare.move(2, "PRV*BI", "REF*EI", "TRX0102", "7|2")
medicare.move(2, "SBR", "DMG", "TRX0102|TRX0103", "7|2|3")
medicare.move(2, "BHT", "NM1*40", "TRX0102|TRX0103", "7|2|3")
dependent.move(2, "PAT", "DMG", "TRX0102|TRX0103", "7|2|3")
accident.move(2, "REF*F8", "HI", "TRX0102", "7|2")


def other_payer_last(doc):
    """Loop 2320 behind the service lines."""
    first = doc.at(doc.find("SBR*S"))
    these = doc.segments[first:first + 4]
    del doc.segments[first:first + 4]
    end = doc.at(doc.find("SE"))
    doc.segments[end:end] = these
    return Place([these[0]])


accident.make(2, "2320 after the lines", other_payer_last, "TRX0102", "7|2|4")

# --- Missing ----------------------------------------------------------------
for base, selector in [
        (medicare, "BHT"), (medicare, "PER"), (medicare, "N3"),
        (medicare, "N4"), (medicare, "REF*EI"), (medicare, "SBR"),
        (dependent, "PAT"), (dependent, "N3#2"), (dependent, "N4#2"),
        (dependent, "DMG"), (medicare, "HI"), (accident, "N3#2"),
        (accident, "N4#2"), (accident, "N3#5"), (accident, "N4#5"),
        (second, "OI"), (second, "DTP*573"), (medicare, "SV1")]:
    base.drop(2, selector, "TRX0103", "3|I8")
for base, selector, count in [
        (medicare, "NM1*41", 2), (medicare, "NM1*40", 1),
        (medicare, "NM1*85", 4), (medicare, "NM1*IL", 4),
        (medicare, "NM1*PR", 1), (dependent, "NM1*QC", 4),
        (second, "NM1*IL#2", 3), (second, "NM1*PR#2", 1)]:
    base.drop(2, selector, "TRX0103", "3|I7|I8", count,
              "without the loop of %s" % selector)
medicare.drop(2, "LX", "TRX0103", "3|I7|I8", 8, "a claim without lines")
dependent.drop(2, "CLM", "TRX0103|TRS0111", "", 18,
               "2000C without a claim")
# The opener alone is missing, what follows it stands there.
OPENER = "TRX0103|TRX0101|TRX0102|TRX0104"
for base, selector in [(medicare, "CLM"), (medicare, "LX"),
                       (medicare, "NM1*85"), (medicare, "NM1*IL"),
                       (second, "SVD"), (second, "SBR*P"),
                       (dependent, "NM1*QC"), (accident, "NM1*77")]:
    base.drop(2, selector, OPENER, "", name="only %s is missing" % selector)
for base, selector in [(medicare, "HL*1"), (medicare, "HL*2"),
                       (dependent, "HL*3")]:
    base.drop(2, selector, OPENER + "|TRX0112", "",
              name="only %s is missing" % selector)

# --- Too many ---------------------------------------------------------------
for base, selector in [
        (medicare, "BHT"), (medicare, "PRV*BI"), (medicare, "N3"),
        (medicare, "N4"), (medicare, "REF*EI"), (medicare, "SBR"),
        (medicare, "DMG"), (dependent, "PAT"), (medicare, "DTP*454"),
        (medicare, "CR2"), (medicare, "HI"), (medicare, "PRV*PE"),
        (medicare, "SV1"), (medicare, "DTP*472"), (medicare, "REF*6R"),
        (accident, "REF*F8"), (accident, "REF*EA"), (accident, "NTE*ADD"),
        (accident, "AMT*F5"), (accident, "NTE*ADD#2"), (accident, "REF*Y4"),
        (second, "OI"), (second, "DTP*573"), (second, "AMT*D")]:
    base.double(2, selector, "TRX0104", "5")
medicare.double(2, "PER", "TRX0104", "5", times=2, name="three PER in 1000A")
dependent.double(2, "PER#2", "TRX0104", "5", times=2,
                 name="three PER in 2010AA")
for base, selector, count, times in [
        (medicare, "NM1*41", 2, 1), (medicare, "NM1*40", 1, 1),
        (medicare, "NM1*85", 4, 1), (medicare, "NM1*IL", 4, 1),
        (medicare, "NM1*PR", 1, 1), (medicare, "NM1*82", 2, 1),
        (accident, "NM1*77", 3, 1), (accident, "NM1*DN", 1, 2),
        (second, "NM1*PR#2", 1, 1), (second, "NM1*IL#2", 3, 1)]:
    base.double(2, selector, "TRX0104", "4", count, times,
                "loop of %s once too often" % selector)


def other_payers(count):
    """So many loops 2320."""
    def edit(doc):
        first = doc.at(doc.find("SBR*S"))
        these = doc.segments[first:first + 4]
        made = []
        for i in range(count - 1):
            copy = [Segment(s) for s in these]
            copy[3][9] = "P%04d" % i
            made.append(copy)
        doc.segments[first + 4:first + 4] = sum(made, [])
        return Place([made[-1][0]])
    return edit


accident.make(2, "eleven loops 2320", other_payers(11), "TRX0104", "4")


def lines(count):
    """So many lines, each on a day of its own."""
    def edit(doc):
        first = doc.at(doc.find("LX*1#2"))
        these = doc.segments[first:first + 4]
        made = []
        for i in range(1, count):
            copy = [Segment(s) for s in these]
            copy[0][1] = str(i + 1)
            copy[2][3] = "202407%02d" % (i % 31 + 1) if i < 31 else \
                "202406%02d" % (i - 29)
            copy[3][2] = "M2002-%d" % (i + 1)
            made.append(copy)
        doc.segments[first + 4:first + 4] = sum(made, [])
        claim = doc.find("CLM*M2002")
        claim[2] = str(60 * count)
        for s in doc.segments:                    # nothing before its onset
            if s[0] == "DTP" and s[1] in ("431", "453", "454"):
                s[3] = "20240529"
        return Place([made[-1][0]])
    return edit


medicare.make(2, "51 lines", lines(51), "TRX0104", "4")


def adjustments(doc):
    """Six CAS in one 2430; the balance holds."""
    s = doc.find("CAS*CO*45*9")
    s[:] = ["CAS", "CO", "45", "4"]
    more = [doc.append(s, "CAS*OA*%d*1" % n) for n in (23, 94, 121)]
    more.append(doc.append(s, "CAS*CO*253*2"))
    last = doc.find("CAS*PR*2*9")
    return Place([last])


second.make(2, "six CAS in 2430", adjustments, "TRX0104", "5", "-")

# --- Hierarchy --------------------------------------------------------------
HIERARCHY = "TRX0112"
medicare.element(2, "HL*2", "01", "3", HIERARCHY)
dependent.element(2, "HL*3", "01", "7", HIERARCHY)
medicare.element(2, "HL*1", "01", "2", HIERARCHY)
medicare.element(2, "HL*2", "02", "5", HIERARCHY)
medicare.element(2, "HL*2", "02", "2", HIERARCHY)
dependent.element(2, "HL*3", "02", "1", HIERARCHY)
medicare.element(2, "HL*2", "04", "1", HIERARCHY)
dependent.element(2, "HL*2", "04", "0", HIERARCHY + "|TRS0111")
medicare.element(2, "HL*2", "04", "2", "TRX0110|TRX0112")
medicare.element(2, "HL*1", "02", "1", "TRX0106|TRX0112")
medicare.element(2, "HL*2", "02", "", "TRX0105|TRX0112")
medicare.element(2, "HL*2", "01", "B", "TRX0112|TRX0109")
medicare.element(2, "HL*2", "03", "99",
                 "TRX0110|TRX0112|TRX0101|TRX0102").segment_codes = ()

# --- Line numbers -----------------------------------------------------------
medicare.element(2, "LX*2", "01", "3", "TRX0113")
medicare.element(2, "LX*2", "01", "1", "TRX0113")
medicare.element(2, "LX*1#2", "01", "3", "TRX0113")
accident.element(2, "LX*3", "01", "4", "TRX0113")
medicare.element(2, "LX*2", "01", "B", "TRX0113|TRX0109")
medicare.element(2, "LX*2", "01", "", "TRX0105|TRX0113")

# --- Moved ------------------------------------------------------------------
# A segment that lacks at its place and stands at another is one fault; which
# of two neighbours is out of order cannot always be known.
MOVED = "TRX0102|TRX0103"

accident.apart("NM1*82", "SBR*S", before=False, count=2,
      name="2310B after the SBR of 2320")
accident.apart("NM1*82", "LX*1", count=2, name="2310B after 2320")
medicare.apart("NM1*85", "HL*1", rules=MOVED)
medicare.apart("NM1*41", "N3", rules=MOVED)
medicare.apart("PER", "N4")
medicare.apart("REF*EI", "N4#2")
medicare.apart("NM1*PR", "N4")
medicare.apart("NM1*IL", "HL*2", rules=MOVED)
medicare.apart("SBR", "NM1*PR")
medicare.apart("HI", "SV1")
medicare.apart("HI", "N3#2")
medicare.apart("LX*2", "CR2")
medicare.apart("SV1#2", "DTP*472", rules="TRX0102|TRX0104")
dependent.apart("NM1*IL", "N4#2")
dependent.apart("HL*3", "SBR")
dependent.apart("PAT", "N3")
second.apart("SVD", "SV1")
second.apart("OI", "SBR*P")
accident.apart("SBR*S", "NM1*82#2", count=4,
               name="2320 in a line that has a 2420A after it")
# An opener that comes too early; the rest of its loop stands where it should.
medicare.apart("HL*2", "N4")
medicare.apart("LX*1", "HI")
# What a rule would miss stands elsewhere.
medicare.apart("DTP*472", "SV1#2", rules="TRX0102|TRX0104")
medicare.apart("DTP*472", "DMG", rules="TRX0102|TRX0104")
medicare.apart("DMG", "DTP*454")
medicare.apart("DTP*453", "N4#2")
accident.apart("DTP*439", "N4#2")
second.apart("AMT*D", "PRV*PE")
second.apart("CAS*CO", "DTP*472")
medicare.add(2, "CLM", "SV1*HC:98941:AT*60*UN*1***1:2",
             "TRX0102|TRX0104", "7|2|5", any_loop=True)
dependent.add(2, "DMG", "NM1*PR*2*MEDICAL MUTUAL*****PI*29076",
              "TRX0104", "4|7|2", any_loop=True,
              name="2010BB once more in 2000C")
dependent.add(2, "PAT", "NM1*IL*1*MARSH*OPAL****MI*W1234567",
              "TRX0102|TRX0104", "4|7|2", any_loop=True,
              name="2010BA once more in 2000C")
medicare.add(2, "REF*6R#3", "HL*3**20*1", "TRX0103", "3|I7|I8",
             name="an empty HL at the end").absent = True
medicare.segment(2, "HL of no kind and number", "HL*2", "HL*99*1*99",
                 "TRX0110", "8", "7|I6")

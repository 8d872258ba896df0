"""The 835: structure, elements, and balance to the cent at every level."""

from mutant import Base, Place

remit = Base("835", "835")
ELSEWHERE = "2|6|7|I4"


def envelope(name, selector, ref, value, rules):
    def edit(doc):
        s = doc.find(selector)
        s.put(ref, value, trim=False)
        return Place([s], (s[0] + ref,))
    remit.make(1, name, edit, rules, recount=False)


# --- 1 -----------------------------------------------------------------------
envelope("GS01 of a claim", "GS", "01", "HC", "TRX0009")
remit.element(1, "GS", "08", "005010X222A1", "TRX0009", "", "GS08 of a claim",
              also=("01",)).segment_codes = ()
envelope("SE01 wrong", "SE", "01", "66", "TRX0005")
envelope("SE02 differs", "SE", "02", "0009", "TRX0006")
envelope("GE02 differs", "GE", "02", "302", "TRX0006")
envelope("IEA01 wrong", "IEA", "01", "2", "TRX0005")
remit.text(1, "cut inside a claim", lambda t: t[:t.index("SVC*HC:98940")],
           "TRX0004|TRX0011")
for selector, ref, value, rules, code in [
        ("BPR", "02", "191,75", "TRX0109", "6"),
        ("BPR", "02", "9" * 19, "TRX0108|TRX0109", "5"),
        ("BPR", "10", "410000001", "TRX0108", "4"),
        ("BPR", "11", "12345", "TRX0108", "4"),
        ("BPR", "16", "20240931", "TRX0109", "8"),
        ("BPR", "16", "240905", "TRX0109|TRX0108", "8|4"),
        ("TRN", "03", "410000001", "TRX0108", "4"),
        ("TRN", "02", "E" * 51, "TRX0108", "5"),
        ("DTM*405", "02", "20241301", "TRX0109", "8"),
        ("CLP", "01", "D" * 39, "TRX0108", "5"),
        ("CLP", "03", "2O6", "TRX0109", "6"),
        ("SVC", "03", "80.", "TRX0109|TRB0201", "6"),
        ("CAS*CO", "03", "2O", "TRX0109", "6"),
        ("CAS*CO", "02", "450045", "TRX0108", "5"),
        ("DTM*472", "02", "20240812A", "TRX0109|TRX0108", ""),
        ("PLB", "02", "20240230", "TRX0109", "8"),
        ("PLB", "04", "12.5-", "TRX0109", "6"),
        ("N1*PE", "02", "L" * 61, "TRX0108", "5"),
        ("LX", "01", "1234567", "TRX0108", "5"),
        ("BPR", "22", "X", "TRX0107", "3"),
        ("CLP", "15", "X", "TRX0107", "3"),
        ("SVC", "01-9", "X", "TRX0107", "13|3"),
        ("PLB", "03-3", "X", "TRX0107", "13|3")]:
    if value == "80.":
        continue                 # a point with nothing behind it: open
    m = remit.element(1, selector, ref, value, rules, code,
                      also=(ref.partition("-")[0],) if "-" in ref else ())
remit.segment(1, "CLP ends in an element separator", "CLP#2",
              "CLP*C2001*4*35*0**12*MM0002*", "TRX0107", "8|3")
for name, selector, values, at in [
        ("BPR06 without BPR07", "BPR", {"07": ""}, ("06", "07")),
        ("BPR13 without BPR12", "BPR", {"12": ""}, ("12", "13")),
        ("BPR14 without BPR15", "BPR", {"15": ""}, ("14", "15")),
        ("PLB05 without PLB06", "PLB", {"06": ""}, ("05", "06")),
        ("CAS05 alone", "CAS*CO", {"05": "97"}, ("05", "06", "07")),
        ("NM108 without NM109", "NM1*QC", {"08": "MI"}, ("08", "09")),
        ("PER03 without PER04", "PER*CX", {"04": ""}, ("03", "04"))]:
    remit.elements(1, name, selector, values, "TRX0111|TRX0105", "2|1", at)

# --- 2: segments and loops ---------------------------------------------------
for selector in ("BPR", "N1*PR", "N1*PE", "LX", "CLP", "SVC", "PLB"):
    remit.add(2, selector, "ZZZ*1", "TRX0101", "1")
for selector, text in [("TRN", "CLM*1*1"), ("N1*PR", "NM1*PR*2*X"),
                       ("CLP", "SV1*HC:98940*1*UN*1"),
                       ("SVC", "DTP*472*D8*20240812"),
                       ("LX", "HL*1**20*1")]:
    remit.add(2, selector, text, "TRX0101|TRX0102", ELSEWHERE, any_loop=True)
for selector in ("BPR", "TRN", "N3", "N4", "PER*BL", "NM1*QC"):
    remit.drop(2, selector, "TRX0103", "3|I8")
for selector, count in [("N1*PR", 6), ("N1*PE", 4)]:
    remit.drop(2, selector, "TRX0103", "3|I7|I8", count,
               "without the loop of %s" % selector)
remit.drop(2, "LX", "TRX0103|TRX0101|TRX0102|TRX0104", "",
           name="only LX is missing")
remit.drop(2, "CLP#2", "TRX0103|TRX0101|TRX0102|TRX0104", "",
           name="only CLP is missing")
for selector in ("BPR", "TRN", "DTM*405", "N3", "N4", "PER*CX", "MOA",
                 "NM1*QC", "NM1*82", "REF*6R", "DTM*050"):
    remit.double(2, selector, "TRX0104", "5")
remit.double(2, "N1*PR", "TRX0104", "4", 6, name="two payers")
remit.double(2, "N1*PE", "TRX0104", "4", 4, name="two payees")
remit.double(2, "DTM*472", "TRX0104", "5", times=2, name="three service dates")
remit.swap(2, "BPR", "TRN", "TRX0102", "7|2")
remit.swap(2, "CAS*CO", "DTM*472", "TRX0102", "7|2")
remit.swap(2, "REF*6R", "AMT*B6", "TRX0102", "7|2")
remit.swap(2, "MOA", "REF*EA", "TRX0102", "7|2")
remit.swap(2, "CAS*PR*1", "NM1*QC#5", "TRX0102", "7|2")
remit.swap(2, "N3", "N4", "TRX0102", "7|2")
remit.move(2, "DTM*405", "LX", "TRX0102|TRX0101", "7|2|6")


def early_plb(doc):
    """The provider's adjustment before the claims."""
    s = doc.find("PLB")
    doc.remove(s)
    doc.segments.insert(doc.at(doc.find("LX")), s)
    return Place([s, doc.find("LX")])


remit.make(2, "PLB before the claims", early_plb, "TRX0102", "7|2")

# --- 2: elements -------------------------------------------------------------
for selector, ref in [("BPR", "01"), ("BPR", "02"), ("BPR", "03"),
                      ("BPR", "04"), ("BPR", "16"), ("TRN", "02"),
                      ("TRN", "03"), ("N1*PR", "02"), ("N1*PE", "02"),
                      ("CLP", "01"), ("CLP", "02"), ("CLP", "03"),
                      ("CLP", "04"), ("CLP", "06"), ("CLP", "07"),
                      ("CAS*CO", "02"), ("CAS*CO", "03"), ("SVC", "02"),
                      ("SVC", "03"), ("SVC", "01-2"), ("PLB", "01"),
                      ("PLB", "02"), ("PLB", "04"), ("AMT*AU", "02")]:
    remit.element(2, selector, ref, "", "TRX0105", "1")
for selector, ref, value in [("TRN", "01", "2"), ("BPR", "01", "Q"),
                             ("BPR", "03", "X"), ("BPR", "04", "ABC"),
                             ("BPR", "05", "XXX"), ("BPR", "06", "99"),
                             ("N1*PE", "03", "24"), ("CLP", "02", "99"),
                             ("CLP", "06", "QQ"), ("CAS*CO", "01", "CR"),
                             ("CAS*PR", "01", "ZZ"), ("SVC", "01-1", "XX"),
                             ("LQ", "01", "ZZ"), ("PLB", "03-1", "QQ"),
                             ("NM1*QC", "02", "2"),
                             ("NM1*82", "08", "24")]:
    m = remit.element(2, selector, ref, value, "TRX0110", "7|I6")
for selector, text in [("REF*EA", "REF*QQ*1"), ("AMT*AU", "AMT*QQ*1"),
                       ("DTM*472", "DTM*999*20240812"),
                       ("NM1*82", "NM1*85*2*X")]:
    remit.add(2, selector, text, "TRX0101|TRX0102|TRX0110",
              ELSEWHERE + "|1|8", any_loop=True).element_codes = ()
for selector, ref, value in [("CLP", "10", "X"), ("BPR", "17", "X"),
                             ("CLP", "14", "1"), ("NM1*QC", "06", "MR"),
                             ("REF*6R", "03", "X"), ("N4", "05", "CY"),
                             ("AMT*B6", "03", "C")]:
    remit.element(2, selector, ref, value, "TRX0106", "I10")

# --- 3 -----------------------------------------------------------------------
LINE, CLAIM, TOTAL = "TRB0201", "TRB0202", "TRB0203"


def balance(name, rules, selector, ref, value, *blamed):
    """Change one amount; any amount of that sum may be named."""
    def edit(doc):
        places = [doc.find(b) for b in (selector, *blamed)]
        if ref:
            places[0].put(ref, value)
        else:
            doc.remove(places[0])
        return Place(places)
    remit.make(3, name, edit, rules)


balance("SVC03 a cent more", LINE, "SVC", "03", "80.01")
balance("SVC03 a cent less", LINE, "SVC#2", "03", "29.99")
balance("SVC02 a cent more", LINE, "SVC", "02", "115.01")
balance("an adjustment of a line a cent less", LINE, "CAS*CO", "03", "19.99",
        "SVC")
balance("an adjustment of a line a dollar more", LINE, "CAS*PR", "03", "16",
        "SVC")
balance("a line without its adjustment", LINE, "CAS*CO*97", "", "", "SVC#4")
balance("SVC03 of a denied line a cent", LINE, "SVC#4", "03", "0.01")
balance("SVC02 of a reversal positive", LINE, "SVC#5", "02", "80")
balance("CAS of a reversal positive", LINE, "CAS*CO*45*-32", "03", "32",
        "SVC#5")
balance("SVC03 of a reversal a cent off", LINE, "SVC#5", "03", "-48.01")
balance("SVC03 of the correction a cent off", LINE, "SVC#6", "03", "40.01")
balance("CLP04 a cent more", CLAIM, "CLP", "04", "140.01")
balance("CLP04 a cent less", CLAIM, "CLP", "04", "139.99")
balance("CLP03 a cent more", CLAIM, "CLP", "03", "206.01")
balance("CLP04 of a denied claim", CLAIM, "CLP#2", "04", "0.01")
balance("CLP04 of a reversal positive", CLAIM, "CLP#3", "04", "48")
balance("CLP03 of a reversal a cent off", CLAIM, "CLP#3", "03", "-80.01")
balance("CLP04 of the correction a cent off", CLAIM, "CLP#4", "04", "40.01")
balance("an adjustment of a claim a cent more", CLAIM, "CAS*PR*1", "03",
        "10.01", "CLP#5")
balance("a claim without its adjustment", CLAIM, "CAS*CO*45*20#2", "", "",
        "CLP#5")
balance("CLP04 of a claim without lines a cent less", CLAIM, "CLP#5", "04",
        "69.99")
balance("CLP05 not what the patient owes", "TRB*", "CLP", "05", "31")
balance("BPR02 a cent more", TOTAL, "BPR", "02", "191.76")
balance("BPR02 a cent less", TOTAL, "BPR", "02", "191.74")
balance("BPR02 zero", TOTAL, "BPR", "02", "0")
balance("PLB04 a cent more", TOTAL, "PLB", "04", "12.51", "BPR")
balance("PLB06 with the wrong sign", TOTAL, "PLB", "06", "2.25", "BPR")


def both_levels(doc):
    """The adjustments of the lines once more for the claim."""
    new = doc.append(doc.find("CLP"), "CAS*CO*45*36")
    return Place([new, doc.find("CLP")])


remit.make(3, "adjustments of lines repeated for the claim", both_levels,
           CLAIM)


def line_lost(doc):
    """One service line is gone."""
    first = doc.at(doc.find("SVC#3"))
    del doc.segments[first:first + 5]
    return Place([doc.find("CLP")])


remit.make(3, "a claim without one of its lines", line_lost, CLAIM)


def claim_lost(doc):
    """A claim is gone, its payment still in the total."""
    first = doc.at(doc.find("CLP#5"))
    del doc.segments[first:first + 5]
    return Place([doc.find("BPR")])


remit.make(3, "a payment without one of its claims", claim_lost, TOTAL)

# --- Moved: what lacks here and stands there is told once --------------------
for selector, to in [("N3", "BPR"), ("PER*BL", "REF*TJ"), ("N4", "REF*TJ"),
                     ("NM1*QC", "REF*EA"),
                     ("PLB", "CLP*C2001"), ("CLP*C2001", "LX*1"),
                     ("DTM*405", "N3"), ("N1*PE", "REF*2U"),
                     ("PER*BL", "NM1*82"), ("N4#2", "DTM*050"),
                     ("CAS*CO", "DTM*472#2"), ("CAS*CO", "BPR"),
                     ("SVC#2", "CAS*PR#2"), ("LX*2", "NM1*QC#3")]:
    remit.apart(selector, to)

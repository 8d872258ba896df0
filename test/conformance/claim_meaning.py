"""SNIP 3 to 6 of the 837P: balance, situations, value sets, chiropractic."""

from mutant import Base, Place

medicare = Base("837", "837-medicare")
dependent = Base("837", "837-dependent")
second = Base("837", "837-second")
accident = Base("837", "837-accident")


def without(selector, blamed, count=1):
    """Take segments out; the fault is laid to what asked for them."""
    def edit(doc):
        first = doc.at(doc.find(selector))
        del doc.segments[first:first + count]
        return Place([doc.find(b) for b in blamed])
    return edit


# --- 3: balance --------------------------------------------------------------
medicare.element(3, "CLM", "02", "94", "TRB0101")
medicare.element(3, "CLM", "02", "95.01", "TRB0101")
medicare.element(3, "CLM", "02", "0.95", "TRB0101")
accident.element(3, "CLM", "02", "152.05", "TRB0101")
medicare.element(3, "CLM*M2002", "02", "95", "TRB0101")


def line_dearer(doc):
    """One line charges a dollar more than the claim says."""
    s = doc.find("SV1")
    s[2] = "61"
    return Place([s, doc.find("CLM")])


medicare.make(3, "SV102 of the first line 61", line_dearer, "TRB0101")
COB = "TRB0102"
PAYER = ["CLM", "SBR*P", "AMT*D"]         # what balances the payer's payment


def balance(name, selector, ref, value, blamed):
    """Change one amount; whichever side of the sum may be named."""
    def edit(doc):
        places = [doc.find(b) for b in [selector, *blamed]]
        if ref:
            places[0].put(ref, value)
        else:
            doc.remove(places[0])
        return Place(places)
    second.make(3, name, edit, COB)


LINE = ["SVD", "SV1", "CAS*CO", "CAS*PR"]
balance("AMT*D a dollar less", "AMT*D", "02", "47", PAYER)
balance("AMT*D a cent more", "AMT*D", "02", "48.01", PAYER)
balance("SVD02 a dollar less", "SVD", "02", "26", LINE)
balance("SVD02 of the second line a cent less", "SVD#2", "02", "20.99",
        ["SV1#2", "CAS*CO#2", "CAS*PR#2"])
balance("an adjustment a dollar less", "CAS*CO", "03", "8", LINE + PAYER)
balance("an adjustment half a dollar more", "CAS*PR#2", "03", "7.5",
        ["SVD#2", "SV1#2", "CAS*CO#2"] + PAYER)
balance("a line without its CAS*CO", "CAS*CO", "", "", LINE[:2] + PAYER)
second.element(3, "SVD", "01", "84981", "TRB*|TRS*")


def claim_adjustment(doc):
    """An adjustment of the claim beside those of the lines."""
    new = doc.append(doc.find("SBR*P"), "CAS*CO*45*1")
    return Place([new, doc.find("AMT*D"), doc.find("SBR*P")])


second.make(3, "CAS of the claim beside those of the lines", claim_adjustment,
            COB)
accident.element(3, "AMT*F5", "02", "152.51", "TRS0117")

# --- 4: situations -----------------------------------------------------------
medicare.element(4, "SV1", "07-1", "9", "TRS0101")
medicare.element(4, "SV1#2", "07-1", "6", "TRS0101")
medicare.element(4, "SV1", "07-2", "1", "TRS0102", also=("07-1",))
medicare.element(4, "SV1", "07-4", "2", "TRS0102", also=("07-2",))
accident.element(4, "CLM", "11", "AA", "TRS0103", also=("11-4", "11-1"))
accident.make(4, "auto accident without DTP*439",
              without("DTP*439", ["CLM"]), "TRS0103")
dependent.element(4, "CLM", "11", "OA", "TRS0103", also=("11-1", "05-1"))
dependent.element(4, "CLM", "11", "AA:::OH", "TRS0103", also=("11-1",))


accident.make(4, "frequency 7 without REF*F8", without("REF*F8", ["CLM"]),
              "TRS0104")
medicare.element(4, "CLM", "05-3", "7", "TRS0104")
medicare.element(4, "CLM", "05-3", "8", "TRS0104")
medicare.element(4, "CLM", "05-3", "5", "TRS0115")
medicare.element(4, "CLM", "05-3", "9", "TRS0115")
medicare.make(4, "first line without DTP*472",
              without("DTP*472", ["LX*1", "SV1", "REF*6R"]), "TRS0105")
medicare.make(4, "second line without DTP*472",
              without("DTP*472#2", ["LX*2", "SV1#2", "REF*6R#2"]), "TRS0105")
medicare.element(4, "DTP*472#3", "03", "20240815", "TRS0106")
dependent.element(4, "DTP*472", "03", "20240820", "TRS0106")


def born(base, day):
    """Born after a service."""
    def edit(doc):
        doc.find("DMG")[2] = day
        return Place([doc.find("DMG"), doc.find("DTP*472")],
                     ("DMG02", "DTP03"))
    base.make(4, "born " + day, edit, "TRS0107")


born(second, "20240716")
born(dependent, "20240813")
accident.element(4, "DTP*472#2", "03", "20240708-20240701", "TRS0108")
dependent.element(4, "DTP*431", "03", "20240813", "TRS0109")
medicare.element(4, "DTP*454#2", "03", "20240814", "TRS0109")


def year_before(doc):
    """Everything of the claim thirteen months earlier."""
    for s in doc.segments:
        if s[0] == "DTP":
            s[3] = {"20240601": "20230601", "20240715": "20230615",
                    "20240716": "20230616",
                    "20240802": "20230702"}[s[3]]
    return Place([doc.find("DTP*472"), doc.find("DTP*472#2"),
                  doc.find("CLM"), doc.find("BHT")])


second.make(4, "written fourteen months after the service", year_before,
            "TRS0110")
dependent.element(4, "SBR", "02", "18", "TRS0111")
second.element(4, "SBR", "02", "", "TRS0111")
medicare.element(4, "NM1*IL", "04", "", "TRS0112", also=("03",))
medicare.element(4, "NM1*82", "04", "", "TRS0112", also=("03",))
dependent.element(4, "NM1*QC", "04", "", "TRS0112", also=("03",))
accident.element(4, "NM1*DN", "04", "", "TRS0112", also=("03",))
accident.segment(4, "PWK by fax without control number", "PWK", "PWK*OZ*FX",
                 "TRS0113")
accident.segment(4, "PWK by mail without control number", "PWK", "PWK*OZ*BM",
                 "TRS0113")
accident.segment(4, "PWK by file without control number", "PWK", "PWK*03*FT",
                 "TRS0113")
medicare.make(4, "CR208 = A without DTP*453",
              without("DTP*453", ["CLM", "CR2"]), "TRS0114")


def chronic(doc):
    """An acute phase of a chronic condition, and no date of it."""
    doc.find("CR2")[8] = "M"
    return without("DTP*453", ["CLM", "CR2"])(doc)


medicare.make(4, "CR208 = M without DTP*453", chronic, "TRS0114")


def nothing_charged(doc):
    for s in doc.segments[doc.at(doc.find("CLM*M2002")):]:
        if s[0] in ("CLM", "SV1"):
            s[2] = "0"
    return Place([doc.find("CLM*M2002")], ("CLM02",))


medicare.make(4, "nothing charged", nothing_charged, "TRS0116")

# --- 5: value sets -----------------------------------------------------------
for base, selector in [(medicare, "NM1*85"), (medicare, "NM1*82"),
                       (accident, "NM1*DN"), (accident, "NM1*77"),
                       (accident, "NM1*82#2")]:
    base.element(5, selector, "09", "1234567890", "TRV0101")
medicare.element(5, "NM1*82", "09", "3304177250", "TRV0101")
medicare.element(5, "NM1*82", "09", "130417725", "TRV0101")
medicare.element(5, "NM1*82", "09", "13O4177250", "TRV0101")
medicare.element(5, "NM1*85", "09", "1712500636", "TRV0101",
                 name="NM1*85: two digits swapped")
medicare.element(5, "HI", "05-2", "M5399X", "TRV0102")
medicare.element(5, "HI", "04-2", "M541", "TRV0102")
medicare.element(5, "HI", "05-2", "M545", "TRV0102")
dependent.element(5, "HI", "04-2", "M54", "TRV0102")
accident.element(5, "HI", "01-2", "S134", "TRV0102")
accident.element(5, "HI", "03-2", "QQQ99", "TRV0102")
dependent.element(5, "HI", "04-2", "M54.2", "TRV0109")
medicare.element(5, "HI", "04-2", "M54.16", "TRV0109")
medicare.element(5, "HI", "05-2", "M5416", "TRV0103", also=("04-2",))
medicare.element(5, "HI", "05-1", "BF", "TRV0103", also=("05-2",))
dependent.element(5, "HI", "01-1", "BK", "TRV0103", also=("01-2",))
dependent.element(5, "SV1", "01-2", "98949", "TRV0104")
dependent.element(5, "SV1", "01-2", "99201", "TRV0104")
medicare.element(5, "SV1#2", "01-2", "97O12", "TRV0104")
medicare.element(5, "SV1", "01-4", "A!", "TRV0105")
medicare.element(5, "SV1#2", "01-5", "Q0Q", "TRV0105|TRX0108")
dependent.element(5, "SV1#2", "01-3", "00", "TRV0105")
medicare.element(5, "CLM", "05-1", "98", "TRV0106")
medicare.element(5, "CLM", "05-1", "1A", "TRV0106")
accident.element(5, "SV1#3", "05", "98", "TRV0106")
medicare.element(5, "PRV*BI", "03", "111N0000X", "TRV0107")
medicare.element(5, "PRV*PE", "03", "111N00000", "TRV0107")
medicare.element(5, "PRV*PE", "03", "999N00000X", "TRV0107")
medicare.element(5, "N4", "02", "ZZ", "TRV0108", also=("03",))
medicare.element(5, "N4#2", "02", "TX", "TRV0108", also=("03",))
medicare.element(5, "N4#2", "03", "4321", "TRV0108")
medicare.element(5, "N4#2", "03", "4321A", "TRV0108")
medicare.element(5, "N4#2", "03", "432151", "TRV0108")
accident.element(5, "CLM", "11-4", "QQ", "TRV0108|TRS0103")
accident.element(5, "N4#5", "02", "XX", "TRV0108", also=("03",))

# --- 6: chiropractic ---------------------------------------------------------
medicare.element(6, "SV1", "01", "HC:98941", "TRC0401", also=("01-2", "01-3"))
medicare.element(6, "SV1", "01", "HC:98941:AT:GZ", "TRC0401|TRC0403",
                 also=("01-2", "01-3", "01-4"))
medicare.make(6, "Medicare CMT without DTP*454",
              without("DTP*454", ["CLM", "DTP*453", "DTP*431"]), "TRN0302")
medicare.elements(6, "first diagnosis no subluxation", "HI",
                  {"01": "ABK:M5416", "04": "ABF:M9903"}, "TRN0301")


def subluxation_alone(doc):
    """The second claim has no diagnosis but subluxations."""
    s = doc.find("HI#2")
    s.put("04", "")
    doc.find("SV1#3").put("07", "1:2:3")
    return Place([s, doc.find("CLM*M2002"), doc.find("SV1#3")])


medicare.make(6, "no diagnosis beside the subluxations", subluxation_alone,
              "TRN0303")
medicare.element(6, "SV1", "04", "2", "TRC0203")
medicare.element(6, "SV1#2", "04", "2", "TRC0203|TRC0206")
medicare.element(6, "SV1", "04", "0", "TRC0201")
medicare.element(6, "SV1", "04", "1.5", "TRC0201")
medicare.element(6, "SV1", "04", "-1", "TRC0201")
medicare.element(6, "SV1", "01-2", "98942", "TRC0102")
medicare.element(6, "SV1#2", "01-5", "AT", "TRC0402")
medicare.element(6, "SV1#2", "01", "HC:97012:GP", "TRC0405", also=("01-2",
                                                                  "01-3"))
medicare.element(6, "SV1#2", "01", "HC:97012:GY", "TRC0404", also=("01-2",
                                                                  "01-3"))
medicare.element(6, "SV1", "01-4", "AT", "TRC0408", also=("01-3",))
dependent.element(6, "SV1", "01", "HC:99213", "TRC0406", also=("01-2",))
dependent.element(6, "SV1#3", "01", "HC:97140", "TRC0302", also=("01-2",))
dependent.element(6, "SV1#2", "01", "HC:98940:25", "TRC0407|TRC0403",
                  also=("01-3",))
second.element(6, "SV1#2", "01", "HC:97012:59", "TRC0303", also=("01-3",))
accident.element(6, "SV1#3", "01-4", "AT", "TRC0402")
medicare.element(6, "SV1#2", "01-2", "97014", "TRC0409")
accident.element(6, "SV1#3", "01", "HC:97039:GP", "TRC0412|TRC0204",
                 also=("01-2", "01-7"))


def line_again(doc):
    """The traction line once more, charged once more."""
    first = doc.at(doc.find("LX*2"))
    copy = [type(s)(s) for s in doc.segments[first:first + 4]]
    copy[0][1], copy[3][2] = "3", "S4001-3"
    end = doc.at(doc.find("SE"))
    doc.segments[end:end] = copy
    doc.find("CLM")[2] = "115"
    return Place([copy[1]])


def plain(doc):
    """The claim of the second payer without what the first one did."""
    keep = [s for s in doc.segments if s[0] not in
            ("SVD", "CAS", "AMT", "OI") and not s.text().startswith("DTP*573")]
    start = next(i for i, s in enumerate(keep) if s.text()[:5] == "SBR*P")
    del keep[start:start + 5]
    doc.segments[:] = keep
    doc.find("SBR")[1] = "P"


def again_same_day(doc):
    plain(doc)
    return line_again(doc)


second.make(6, "97012 twice on a day", again_same_day,
            "TRC0501|TRC0203|TRP0104")


def two_levels(doc):
    """A second spinal manipulation on the day."""
    first = doc.at(doc.find("LX*2"))
    s = doc.segments[first + 1]
    s.put("01", "HC:98941:AT")
    s.put("02", "60")
    s.put("07", "1:2:3:4")
    doc.find("SV1").put("01", "HC:98940:AT")
    doc.find("CLM")[2] = "120"
    return Place([doc.find("SV1"), s])


medicare.make(6, "98940 and 98941 on a day", two_levels, "TRC0101")


def claim_again(doc):
    """The second claim once more under another number."""
    first, last = doc.at(doc.find("CLM*M2002")), doc.at(doc.find("SE"))
    copy = [type(s)(s) for s in doc.segments[first:last]]
    copy[0][1] = "M2003"
    doc.segments[last:last] = copy
    return Place([copy[0]])


medicare.make(6, "the claim sent twice", claim_again, "TRC0502")

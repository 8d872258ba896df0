"""The 277CA and, shorter, 999, TA1, 270, 271, 276 and 277."""

from mutant import Base, Place

ELSEWHERE = "2|6|7|I4"


def envelope(base, name, selector, ref, value, rules):
    def edit(doc):
        s = doc.find(selector)
        s.put(ref, value, trim=False)
        return Place([s], (s[0] + ref,))
    base.make(1, name, edit, rules, recount=False)


def required(base, pairs):
    for selector, ref in pairs:
        base.element(2, selector, ref, "", "TRX0105", "1")


def codes(base, rows):
    for selector, ref, value in rows:
        base.element(2, selector, ref, value, "TRX0110", "7|I6")


def unused(base, rows):
    for selector, ref, value in rows:
        base.element(2, selector, ref, value, "TRX0106", "I10")


def typed(base, rows):
    for selector, ref, value, rules, code in rows:
        base.element(1, selector, ref, value, rules, code)


def unknown(base, *selectors):
    for selector in selectors:
        base.add(2, selector, "ZZZ*1", "TRX0101", "1")


def elsewhere(base, *rows):
    for selector, text in rows:
        base.add(2, selector, text, "TRX0101|TRX0102|TRX0104", ELSEWHERE,
                 any_loop=True)


def missing(base, *selectors):
    for selector in selectors:
        base.drop(2, selector, "TRX0103", "3|I7|I8")


def repeated(base, *selectors):
    for selector in selectors:
        base.double(2, selector, "TRX0104", "5|4")


# --- 277CA -------------------------------------------------------------------
ca = Base("277CA", "277ca")
envelope(ca, "GS01 of a remittance", "GS", "01", "HP", "TRX0009")
envelope(ca, "ST03 of a claim status response", "ST", "03", "005010X212",
         "TRX0009")
envelope(ca, "SE01 wrong", "SE", "01", "40", "TRX0005")
envelope(ca, "GE01 wrong", "GE", "01", "2", "TRX0005")
envelope(ca, "IEA02 differs", "IEA", "02", "000000999", "TRX0006")
typed(ca, [("BHT", "04", "20240832", "TRX0109", "8"),
           ("BHT", "05", "0960", "TRX0109", "9"),
           ("DTP*050", "03", "2024081", "TRX0109", "8"),
           ("STC", "02", "20241515", "TRX0109", "8"),
           ("STC", "04", "2B6", "TRX0109", "6"),
           ("QTY*90", "02", "ONE", "TRX0109", "6"),
           ("AMT*YU", "02", "$206", "TRX0109", "6"),
           ("TRN*2#2", "02", "D" * 51, "TRX0108", "5"),
           ("NM1*QC", "03", "M" * 61, "TRX0108", "5"),
           ("NM1*QC", "09", "W", "TRX0108", "4"),
           ("STC*A7", "12", "T" * 265, "TRX0108", "5"),
           ("STC", "13", "X", "TRX0107", "3"),
           ("REF*1K", "05", "X", "TRX0107", "3")])
unknown(ca, "BHT", "NM1*PR", "TRN*2", "NM1*85", "TRN*2#2", "SVC")
elsewhere(ca, ("NM1*PR", "CLM*1*1"), ("HL*2", "TRN*1*1"),
          ("STC*A2", "CAS*CO*45*1"), ("NM1*QC", "DMG*D8*19790304*F"))
missing(ca, "BHT", "NM1*PR", "DTP*050", "DTP*009", "NM1*41", "NM1*85",
        "NM1*QC", "DTP*472", "STC*A2", "STC*A1", "STC*A7:21")
repeated(ca, "BHT", "DTP*050", "QTY*90", "AMT*YU",
         "DTP*472", "NM1*QC")
for selector in ("REF*1K", "REF*D9"):   # the maps differ: one, or three
    ca.double(2, selector, "TRX0104", "5", times=3,
              name="four %s" % selector)
ca.swap(2, "QTY*90", "STC*A1", "TRX0102", "7|2")
ca.swap(2, "DTP*472", "REF*D9", "TRX0102", "7|2")
ca.swap(2, "AMT*YU", "QTY*AA", "TRX0102", "7|2")
required(ca, [("BHT", "03"), ("NM1*PR", "03"), ("NM1*41", "09"),
              ("TRN*2", "02"), ("STC", "01-1"), ("STC", "01-2"),
              ("STC", "03"), ("NM1*QC", "03"), ("DTP*472", "03"),
              ("SVC", "01-2"), ("REF*FJ", "02")])
ca.element(2, "STC", "02", "", "TRX0105", "1")
codes(ca, [("BHT", "01", "0010"), ("BHT", "02", "13"), ("BHT", "06", "DG"),
           ("NM1*PR", "08", "24"), ("NM1*85", "08", "24"),
           ("NM1*QC", "02", "2"), ("TRN*2", "01", "1"),
           ("STC", "03", "X"), ("STC*A2", "03", "Y"),
           ("DTP*472", "02", "TM"), ("SVC", "01-1", "QQ"),
           ("HL*2", "04", "2")])
unused(ca, [("TRN*2", "03", "X"), ("NM1*PR", "04", "X"),
            ("STC*A2", "05", "1"), ("STC", "08", "20240815"),
            ("SVC", "03", "0"), ("REF*1K", "03", "X"), ("HL*1", "02", "1")])
for selector, ref, value in [("HL*3", "01", "4"), ("HL*4", "02", "2"),
                             ("HL*5", "02", "4"), ("HL*3", "04", "0")]:
    ca.element(2, selector, ref, value, "TRX0112|TRX0110")
ca.elements(1, "NM108 without NM109", "NM1*QC", {"09": ""},
            "TRX0111|TRX0105", "2|1", ("08", "09"))

# --- 999 ---------------------------------------------------------------------
ack = Base("999", "999")
envelope(ack, "SE01 wrong", "SE", "01", "16", "TRX0005")
envelope(ack, "GS01 of a claim", "GS", "01", "HC", "TRX0009")
typed(ack, [("IK3", "02", "2A", "TRX0109", "6"),
            ("IK3", "03", "2010BA", "TRX0108", "5"),
            ("IK4", "04", "B" * 100, "TRX0108", "5"),
            ("AK9", "02", "TWO", "TRX0109", "6"),
            ("AK1", "04", "X", "TRX0107", "3")])
unknown(ack, "AK1", "IK3", "IK4")
missing(ack, "AK1", "IK5", "AK9")
repeated(ack, "AK1", "AK9", "IK5")
ack.swap(2, "IK5*R", "AK9", "TRX0102|TRX0103", "7|2|3")
required(ack, [("AK1", "02"), ("AK2", "02"), ("IK3", "01"), ("IK3", "02"),
               ("IK4", "03"), ("IK5", "01"), ("AK9", "04")])
codes(ack, [("IK3", "04", "99"), ("IK4", "03", "99"), ("IK5", "01", "Q"),
            ("AK9", "01", "Q"), ("AK2", "01", "999")])

# --- TA1 ---------------------------------------------------------------------
ta1 = Base("TA1", "ta1")
for name, ref, value, rules in [
        ("TA101 not a number", "01", "00000020A", "TRX0109"),
        ("TA101 of 8 digits", "01", "00000202", "TRX0108"),
        ("TA102 no date", "02", "241314", "TRX0109"),
        ("TA103 no time", "03", "2460", "TRX0109"),
        ("TA104 unknown", "04", "X", "TRX0110"),
        ("TA105 unknown", "05", "077", "TRX0110"),
        ("TA101 empty", "01", "", "TRX0105"),
        ("TA104 empty", "04", "", "TRX0105"),
        ("TA105 empty", "05", "", "TRX0105"),
        ("TA106 sent", "06", "X", "TRX0107")]:
    def edit(doc, ref=ref, value=value):
        s = doc.find("TA1")
        s.put(ref, value)
        return Place([s], ("TA1" + ref,))
    ta1.make(1, name, edit, rules, recount=False)
envelope(ta1, "IEA01 counts a group that is not there", "IEA", "01", "1",
         "TRX0005")
envelope(ta1, "IEA02 differs", "IEA", "02", "000000309", "TRX0006")

# --- 270 ---------------------------------------------------------------------
ask = Base("270", "270")
envelope(ask, "SE01 wrong", "SE", "01", "23", "TRX0005")
typed(ask, [("DMG", "02", "19791304", "TRX0109", "8"),
            ("TRN", "03", "PLAINS", "TRX0108", "4"),
            ("NM1*IL", "09", "W" * 81, "TRX0108", "5")])
unknown(ask, "NM1*1P", "EQ")
elsewhere(ask, ("EQ", "EB*1**33"), ("NM1*PR", "AAA*N**42*N"))
missing(ask, "BHT", "NM1*PR", "NM1*IL")
repeated(ask, "BHT", "DMG", "NM1*PR")
required(ask, [("BHT", "04"), ("NM1*PR", "03"), ("DTP*291", "03")])
codes(ask, [("BHT", "02", "11"), ("NM1*1P", "08", "QQ"),
            ("EQ", "01", "QQ"), ("INS", "02", "99"), ("DMG", "03", "X")])
ask.swap(2, "DMG", "DTP*291", "TRX0102", "7|2")
for selector, ref, value in [("HL*3", "02", "1"), ("HL*5", "01", "6"),
                             ("HL*4", "04", "0")]:
    ask.element(2, selector, ref, value, "TRX0112")

# --- 271 ---------------------------------------------------------------------
told = Base("271", "271")
envelope(told, "GE01 wrong", "GE", "01", "4", "TRX0005")
typed(told, [("EB*B", "07", "2S", "TRX0109", "6"),
             ("DTP*346", "03", "20240132", "TRX0109", "8"),
             ("MSG", "01", "V" * 265, "TRX0108", "5")])
unknown(told, "NM1*1P", "EB", "HSD")
elsewhere(told, ("EB", "EQ*33"), ("NM1*IL", "CLM*1*1"))
missing(told, "BHT", "NM1*1P")
repeated(told, "BHT", "N3", "DMG")
required(told, [("EB", "01"), ("AAA", "03"), ("MSG", "01")])
codes(told, [("EB", "01", "QQ"), ("EB*B", "02", "XXX"), ("EB*B", "06", "99"),
             ("AAA", "03", "99"), ("AAA", "04", "Q"), ("LS", "01", "2110"),
             ("EB", "03", "QQ")])
told.swap(2, "HSD", "MSG", "TRX0102", "7|2")
told.element(2, "HL*3", "04", "1", "TRX0112")

# --- 276 ---------------------------------------------------------------------
query = Base("276", "276")
envelope(query, "SE02 differs", "SE", "02", "0009", "TRX0006")
typed(query, [("AMT*T3", "02", "8O", "TRX0109", "6"),
              ("DTP*472", "03", "20240700", "TRX0109", "8"),
              ("SVC", "07", "X", "TRX0109", "6")])
unknown(query, "NM1*1P", "TRN", "SVC")
elsewhere(query, ("TRN", "STC*A1:20"), ("SVC", "CAS*CO*45*1"))
missing(query, "BHT", "NM1*1P", "NM1*IL")
repeated(query, "BHT", "AMT*T3", "REF*EJ")
required(query, [("TRN", "02"), ("NM1*IL", "03"), ("SVC", "02")])
codes(query, [("BHT", "02", "08"), ("NM1*1P", "08", "24"),
              ("NM1*IL", "08", "QQ"), ("SVC", "01-1", "QQ")])
query.swap(2, "REF*EJ", "AMT*T3", "TRX0102", "7|2")
for selector, ref, value in [("HL*4", "02", "2"), ("HL*6", "01", "5")]:
    query.element(2, selector, ref, value, "TRX0112")

# --- 277 ---------------------------------------------------------------------
status = Base("277", "277")
envelope(status, "SE01 wrong", "SE", "01", "30", "TRX0005")
envelope(status, "ST03 of a claim acknowledgement", "ST", "03", "005010X214",
         "TRX0009")
typed(status, [("STC", "04", "8O", "TRX0109", "6"),
               ("STC", "02", "20241301", "TRX0109", "8"),
               ("TRN", "02", "Q" * 51, "TRX0108", "5")])
unknown(status, "NM1*1P", "STC", "SVC")
elsewhere(status, ("TRN", "CLP*1*1*1*1"), ("NM1*PR", "EB*1"))
missing(status, "BHT", "NM1*1P", "STC")
repeated(status, "BHT", "REF*1K", "DTP*472")
required(status, [("STC", "01-1"), ("STC", "01-2"), ("NM1*PR", "03")])
codes(status, [("BHT", "06", "TH"), ("NM1*IL", "08", "QQ"),
               ("TRN", "01", "1"), ("SVC", "01-1", "QQ")])
status.swap(2, "STC", "REF*1K", "TRX0102", "7|2")
status.element(2, "HL*4", "02", "1", "TRX0112")

# --- Moved: what lacks here and stands there is told once --------------------
for base, rows in [
        (ca, [("NM1*QC", "HL*4"), ("DTP*009", "QTY*90"),
              ("STC*A1:19:PR#2", "TRN*2"), ("NM1*41", "TRN*1"),
              ("HL*5", "STC*A1:19:PR")]),
        (ack, [("IK5*R", "IK3*SV1"), ("AK1", "IK5*A"), ("AK9", "IK5*R")]),
        (ask, [("NM1*1P", "NM1*PR"), ("NM1*IL", "HL*3"), ("BHT", "NM1*PR")]),
        (told, [("NM1*1P", "NM1*PR"), ("DMG", "HL*3"), ("BHT", "NM1*PR")]),
        (query, [("NM1*1P", "HL*3"), ("TRN", "NM1*IL"), ("BHT", "NM1*PR")]),
        (status, [("NM1*1P", "HL*3"), ("TRN", "NM1*IL"), ("STC", "HL*4")])]:
    for selector, to in rows:
        base.apart(selector, to, rules="TRX0102|TRX0103")
ca.apart("TRN*2#2", "QTY*QA", rules="TRX0102|TRX0104")

"""SNIP 1 and 2 of the 837P: elements missing, not used, too many, too long, of
the wrong type, with codes the guide does not list; syntax notes."""

from mutant import Base

medicare = Base("837", "837-medicare")
dependent = Base("837", "837-dependent")
second = Base("837", "837-second")
accident = Base("837", "837-accident")

# --- Required, and empty -----------------------------------------------------
PAIR = "TRX0105|TRX0111"     # required, and a syntax note asks for it too
for base, selector, ref in [
        (medicare, "BHT", "03"), (medicare, "BHT", "04"),
        (medicare, "BHT", "05"), (medicare, "BHT", "06"),
        (medicare, "NM1*41", "02"), (medicare, "NM1*41", "03"),
        (medicare, "NM1*40", "03"), (medicare, "NM1*85", "03"),
        (medicare, "N3", "01"), (medicare, "N4", "01"),
        (medicare, "SBR", "01"), (medicare, "NM1*PR", "03"),
        (medicare, "DMG", "03"), (dependent, "PAT", "01"),
        (dependent, "NM1*QC", "03"), (dependent, "NM1*IL", "02"),
        (medicare, "CLM", "01"), (medicare, "CLM", "02"),
        (medicare, "CLM", "05-1"), (medicare, "CLM", "05-2"),
        (medicare, "CLM", "05-3"), (medicare, "CLM", "06"),
        (medicare, "CLM", "07"), (medicare, "CLM", "08"),
        (medicare, "CLM", "09"), (medicare, "DTP*454", "02"),
        (medicare, "DTP*454", "03"), (medicare, "CR2", "08"),
        (medicare, "HI", "01-2"), (medicare, "HI", "02-2"),
        (medicare, "NM1*82", "02"), (medicare, "SV1", "01-1"),
        (medicare, "SV1", "01-2"), (medicare, "SV1", "02"),
        (accident, "AMT*F5", "02"), (accident, "NTE*ADD", "02"),
        (accident, "PWK", "02"), (accident, "CLM", "11-1"),
        (accident, "SBR*S", "02"), (second, "OI", "03"),
        (second, "OI", "06"), (second, "SVD", "01"), (second, "SVD", "02"),
        (second, "SVD", "03-2"), (second, "SVD", "05"),
        (second, "CAS", "02"), (second, "CAS", "03"),
        (second, "DTP*573", "03")]:
    base.element(2, selector, ref, "", "TRX0105", "1")
for base, selector, ref, other in [
        (medicare, "PRV*BI", "03", "02"), (medicare, "NM1*41", "09", "08"),
        (medicare, "PER", "04", "03"), (medicare, "REF*EI", "02", "03"),
        (medicare, "NM1*PR", "08", "09"), (medicare, "NM1*PR", "09", "08"),
        (medicare, "SV1", "03", "04"),
        (medicare, "SV1", "04", "03"), (medicare, "DMG", "02", "01"),
        (medicare, "REF*6R", "02", "03")]:
    base.element(2, selector, ref, "", PAIR, "1|2", also=(other,))
medicare.element(2, "NM1*IL", "03", "", "TRX0105|TRS0112").element_codes = ()
medicare.element(2, "SV1", "07", "", "TRX0105|TRS0101",
                 also=("07-1",)).element_codes = ()
medicare.element(2, "CLM", "05", "", "TRX0105", "1", also=("05-1",))
medicare.elements(2, "HI without its first code", "HI",
                  {"01": ""}, "TRX0105", "1", ("01", "01-1", "01-2"))
medicare.elements(2, "DTP*472 without a date", "DTP*472", {"03": ""},
                  "TRX0105|TRS0105", "", ("03",))

# --- Not used, and sent ------------------------------------------------------
for base, selector, ref, value in [
        (medicare, "CLM", "03", "1"), (medicare, "CLM", "04", "X"),
        (medicare, "NM1*85", "06", "DR"), (medicare, "NM1*PR", "04", "JANE"),
        (medicare, "NM1*40", "05", "Q"), (accident, "NM1*87", "03", "CLINIC"),
        (medicare, "NM1*IL", "06", "MS"), (dependent, "NM1*QC", "06", "MR"),
        (medicare, "N4", "05", "CY"), (medicare, "REF*EI", "03", "TAX"),
        (medicare, "SBR", "06", "1"), (medicare, "SBR", "08", "AC"),
        (dependent, "PAT", "02", "C"), (medicare, "DMG", "04", "M"),
        (medicare, "CR2", "01", "1"), (medicare, "CR2", "03", "L1"),
        (medicare, "CR2", "09", "Y"), (medicare, "CR2", "12", "N"),
        (accident, "PWK", "03", "1"), (accident, "PWK", "07", "X"),
        (accident, "AMT*F5", "03", "C"), (medicare, "HI", "01-5", "10"),
        (medicare, "HI", "01-9", "Y"), (medicare, "PRV*PE", "04", "OH"),
        (medicare, "SV1", "06", "1"), (medicare, "SV1", "08", "10"),
        (medicare, "SV1", "13", "A"), (medicare, "REF*6R", "03", "X"),
        (accident, "NM1*77", "04", "NORTH"), (accident, "CLM", "11-3", "OA"),
        (accident, "CLM", "13", "Y"), (second, "OI", "01", "CI"),
        (second, "OI", "05", "Y"), (second, "SVD", "04", "0450"),
        (second, "AMT*D", "03", "D"), (second, "SBR*P", "07", "Y"),
        (medicare, "PER", "09", "X"), (accident, "NM1*DN", "10", "72")]:
    base.element(2, selector, ref, value, "TRX0106", "I10")
medicare.element(2, "SV1", "01-8", "97014", "TRX0106", "I10")

# --- Too many ----------------------------------------------------------------
medicare.element(1, "BHT", "07", "X", "TRX0107", "3")
medicare.element(1, "N3", "03", "REAR", "TRX0107", "3")
medicare.element(1, "REF*EI", "05", "X", "TRX0107", "3")
medicare.element(1, "SBR", "10", "X", "TRX0107", "3")
medicare.element(1, "CLM", "21", "X", "TRX0107", "3")
medicare.element(1, "DTP*454", "04", "X", "TRX0107", "3")
medicare.element(1, "LX", "02", "X", "TRX0107", "3")
medicare.element(1, "SV1", "22", "X", "TRX0107", "3")
medicare.element(1, "CLM", "05-4", "X", "TRX0107", "13|3", also=("05",))
medicare.element(1, "SV1", "01-9", "X", "TRX0107", "13|3", also=("01",))
medicare.element(1, "SV1", "07-5", "5", "TRX0107|TRS0102", "13|3",
                 also=("07",))
medicare.element(1, "REF*EI", "01", "EI^SY",
                 "TRX0107|TRX0110").element_codes = ()
medicare.element(1, "N4", "02", "OH^TX", "TRX0107", "12")
for selector, tail in [("REF*EI", "*"), ("SV1", "*"), ("CLM", "**"),
                       ("N3", "*"), ("HI", "*")]:
    seg = medicare.cache.find(selector)
    medicare.segment(1, "%s ends in an element separator" % selector, selector,
                     seg.text() + tail, "TRX0107", "8|3")
medicare.element(1, "SV1", "01", "HC:98941:AT:", "TRX0107",
                 name="SV101 ends in a component separator").element_codes = ()
medicare.element(1, "CLM", "05", "11:B:1::", "TRX0107",
                 name="CLM05 ends in component separators").element_codes = ()

# --- Length ------------------------------------------------------------------
for base, selector, ref, value, code in [
        (medicare, "BHT", "03", "B" * 51, "5"),
        (medicare, "NM1*41", "03", "P" * 61, "5"),
        (medicare, "NM1*41", "09", "P" * 81, "5"),
        (medicare, "NM1*41", "09", "P", "4"),
        (medicare, "PER", "02", "B" * 61, "5"),
        (medicare, "PER", "04", "6" * 257, "5"),
        (medicare, "NM1*82", "04", "N" * 36, "5"),
        (accident, "NM1*IL", "05", "Q" * 26, "5"),
        (medicare, "NM1*IL", "07", "JUNIORJUNIO", "5"),
        (medicare, "N3", "01", "9" * 56, "5"),
        (accident, "N3#3", "02", "A" * 56, "5"),
        (medicare, "N4", "01", "C" * 31, "5"),
        (medicare, "N4", "01", "C", "4"),
        (medicare, "REF*EI", "02", "3" * 51, "5"),
        (medicare, "REF*6R", "02", "M" * 51, "5"),
        (medicare, "CLM", "01", "M" * 39, "5"),
        (medicare, "CLM", "02", "9" * 19, "5"),
        (accident, "NTE*ADD", "02", "N" * 81, "5"),
        (accident, "PWK", "06", "C" * 81, "5"),
        (accident, "PWK", "06", "C", "4"),
        (medicare, "CR2", "10", "C" * 81, "5"),
        (dependent, "SBR", "03", "G" * 51, "5"),
        (medicare, "NM1*PR", "09", "0", "4"),
        (medicare, "HI", "02-2", "M" * 31, "5"),
        (medicare, "SV1", "01-7", "D" * 81, "5"),
        (medicare, "LX", "01", "0000001", "5"),
        (dependent, "SBR", "04", "G" * 61, "5")]:
    rules = "TRX0108"
    if (selector, ref) in (("CLM", "02"), ("HI", "02-2")):
        rules += "|TRB0101|TRV0102"
    if (selector, ref) == ("LX", "01"):
        rules += "|TRX0113"
    base.element(1, selector, ref, value, rules, code)
medicare.element(1, "SV1", "01-3", "ATX", "TRX0108|TRV0105").element_codes = ()
medicare.element(1, "SV1", "01-3", "A", "TRX0108|TRV0105").element_codes = ()
medicare.element(1, "N4", "02", "OHI", "TRX0108|TRV0108").element_codes = ()
medicare.element(1, "N4#2", "03", "43", "TRX0108|TRV0108").element_codes = ()

# --- Type --------------------------------------------------------------------
for base, selector, ref, value, code in [
        (medicare, "BHT", "04", "20240230", "8"),
        (medicare, "BHT", "04", "240814", "8|4"),
        (medicare, "BHT", "05", "2460", "9"),
        (medicare, "DMG", "02", "19461316", "8"),
        (medicare, "DMG", "02", "1946091", "8"),
        (medicare, "DTP*454", "03", "20240801-20240802", "8"),
        (medicare, "DTP*454", "03", "20240832", "8"),
        (medicare, "DTP*431", "03", "2024-07-29", "8"),
        (medicare, "DTP*472", "03", "202408AA", "8"),
        (medicare, "DTP*472", "03", "20002316", "8"),
        (accident, "DTP*472#2", "03", "20240708", "8"),
        (accident, "DTP*472#2", "03", "20240708-20240732", "8"),
        (medicare, "CLM", "02", "9S", "6"),
        (medicare, "CLM", "02", "9.5E1", "6"),
        (medicare, "CLM", "02", "1,095", "6"),
        (medicare, "CLM", "02", "95.0.0", "6"),
        (medicare, "SV1", "02", "+60", "6"),
        (medicare, "SV1", "02", "$60", "6"),
        (medicare, "SV1", "04", "ONE", "6"),
        (accident, "AMT*F5", "02", "20 ", "6"),
        (second, "SVD", "02", "2O", "6"),
        (second, "CAS", "03", "9-", "6"),
        (second, "DTP*573", "03", "20241301", "8")]:
    rules = "TRX0109"
    if value == "240814":
        rules += "|TRX0108"
    base.element(1, selector, ref, value, rules, code)
medicare.element(1, "SV1", "07-1", "A", "TRX0109|TRX0110|TRS0101",
                 "6|7").element_codes = ()
medicare.element(1, "NM1*85", "03", " LINDENROW", "TRX0109", "6")

# --- Codes -------------------------------------------------------------------
for base, selector, ref, value in [
        (medicare, "BHT", "01", "0078"), (medicare, "BHT", "02", "99"),
        (medicare, "BHT", "06", "XX"), (medicare, "NM1*41", "02", "3"),
        (medicare, "NM1*40", "02", "1"), (medicare, "NM1*41", "08", "ZZ"),
        (medicare, "PER", "03", "WP"), (dependent, "PER#2", "05", "QQ"),
        (medicare, "PRV*BI", "02", "PX"), (medicare, "PRV*BI", "02", "ZZ"),
        (medicare, "NM1*85", "08", "24"), (medicare, "NM1*85", "02", "0"),
        (medicare, "SBR", "01", "Q"), (medicare, "SBR", "02", "19"),
        (dependent, "SBR", "05", "99"), (medicare, "SBR", "09", "QQ"),
        (medicare, "NM1*IL", "08", "34"), (medicare, "NM1*PR", "02", "1"),
        (medicare, "NM1*PR", "08", "46"), (medicare, "DMG", "01", "D6"),
        (medicare, "DMG", "03", "X"), (dependent, "PAT", "01", "18"),
        (dependent, "NM1*QC", "02", "2"), (medicare, "CLM", "05-2", "A"),
        (medicare, "CLM", "06", "X"), (medicare, "CLM", "07", "P"),
        (medicare, "CLM", "08", "Q"), (medicare, "CLM", "09", "N"),
        (medicare, "CLM", "10", "B"), (accident, "CLM", "11-1", "AB"),
        (medicare, "CLM", "12", "01"), (medicare, "CLM", "20", "12"),
        (medicare, "DTP*454", "02", "D6"), (medicare, "CR2", "08", "B"),
        (accident, "PWK", "01", "ZZ"), (accident, "PWK", "02", "XX"),
        (accident, "PWK", "05", "AB"), (accident, "NTE*ADD", "01", "ZZZ"),
        (medicare, "HI", "01-1", "ABF"), (medicare, "HI", "02-1", "ABK"),
        (medicare, "HI", "03-1", "XYZ"), (accident, "HI*BG", "01-1", "BX"),
        (medicare, "NM1*82", "02", "3"), (medicare, "NM1*82", "08", "24"),
        (medicare, "PRV*PE", "02", "9K"), (accident, "NM1*77", "02", "1"),
        (accident, "NM1*DN", "02", "2"), (accident, "SBR*S", "02", "99"),
        (second, "OI", "03", "Z"), (second, "OI", "06", "N"),
        (second, "CAS", "01", "ZZ"), (second, "NM1*PR#2", "08", "24"),
        (second, "SVD", "03-1", "XX"), (second, "DTP*573", "02", "RD8"),
        (medicare, "SV1", "01-1", "AD"), (medicare, "SV1", "03", "DA"),
        (medicare, "SV1", "09", "N"), (medicare, "SV1", "11", "N"),
        (medicare, "SV1", "12", "X"), (medicare, "SV1", "15", "1"),
        (accident, "NTE*ADD#2", "01", "CER")]:
    m = base.element(2, selector, ref, value, "TRX0110", "7|I6")
    if selector[:3] in ("HI*", "HI") or selector.startswith("NTE*ADD#2"):
        # the qualifier tells which segment it is
        m.rules += ("TRX0101", "TRX0102")
        m.segment_codes = m.element_codes = ()
medicare.element(2, "SV1", "07-1", "13", "TRX0110|TRS0101",
                 ).element_codes = ()
medicare.element(2, "SV1", "07-1", "0", "TRX0110|TRS0101",
                 ).element_codes = ()
medicare.element(2, "DTP*472", "02", "D6", "TRX0110|TRX0109",
                 also=("03",)).element_codes = ()

# --- Syntax notes ------------------------------------------------------------
NAME = "TRX0111|TRS0112"
medicare.element(2, "NM1*82", "09", "", NAME, "2|1", "NM108 without NM109",
                 ("08",)).element_codes = ()
medicare.element(2, "NM1*82", "08", "", NAME, "2|1", "NM109 without NM108",
                 ("09",)).element_codes = ()
medicare.element(2, "NM1*IL", "08", "", NAME, "2|1",
                 "member's NM109 without NM108", ("09",)).element_codes = ()
medicare.element(2, "NM1*85", "08", "", NAME, "2|1",
                 "billing NM109 without NM108", ("09",)).element_codes = ()
accident.elements(1, "PER05 without PER06", "PER", {"06": ""}, "TRX0111", "2|1",
                  ("05", "06"))
accident.elements(1, "PER06 without PER05", "PER", {"05": ""}, "TRX0111", "2|1",
                  ("05", "06"))
dependent.elements(1, "PER08 without PER07", "PER#2", {"08": "111"}, "TRX0111",
                   "2|1", ("07", "08"))
medicare.elements(1, "N402 and N407", "N4", {"07": "OH"}, "TRX0111", "10",
                  ("02", "07"))
medicare.elements(1, "N407 without N404", "N4",
                  {"02": "", "03": "", "07": "BY"}, "TRX0111", "2|1", ("04", "07"))
dependent.elements(1, "PAT05 without PAT06", "PAT", {"05": "D8"}, "TRX0111",
                   "2|1", ("05", "06"))
dependent.elements(1, "PAT08 without PAT07", "PAT", {"08": "60"}, "TRX0111",
                   "2|1", ("07", "08"))
accident.elements(1, "PWK06 without PWK05", "PWK", {"05": ""},
                  "TRX0111|TRS0113", "2|1", ("05", "06"))
second.elements(1, "CAS05 without CAS06 or CAS07", "CAS", {"05": "253"},
                "TRX0111", "2|1", ("05", "06", "07"))
second.elements(1, "CAS06 without CAS05", "CAS", {"06": "0"}, "TRX0111", "2|1",
                ("05", "06"))

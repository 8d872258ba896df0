#!/usr/bin/python3
"""Many claims, fast, for figures of speed and memory.

    bulk.py N OUT.837 [--faults PERCENT]

About 550 bytes a claim; a known share (5 % by default) has a simple fault:
97012 with two units, a Medicare adjustment without AT, or a total that is
off. Templates are filled by position, so 100,000 claims take a second or two.
"""

import argparse
import datetime as dt

import people

HEAD = ("ISA*00*          *00*          *ZZ*PBS001         *ZZ*MCH100"
        "         *260630*0815*^*00501*000000001*0*P*:~\n")
BATCH = 5000          # claims of one ST
# payer, filing code, diagnoses, lines; {u} {at} {t} are what a fault changes
MEDICARE = (
    "SBR*P*18*******MB~\n", "NM1*PR*2*MEDICARE PART B*****PI*04412~\n",
    "DTP*454*D8*20260601~\n", "HI*ABK:M9903*ABF:M5416*ABF:M9905*ABF:M533~\n",
    "LX*1~\nSV1*HC:98940{at}*45*UN*1***1:2:3:4~\nDTP*472*D8*{day}~\n"
    "REF*6R*{id}-1~\n"
    "LX*2~\nSV1*HC:97012:GP:GY*35*UN*1***2~\nDTP*472*D8*{day}~\n"
    "REF*6R*{id}-2~\n"
    "LX*3~\nSV1*HC:97110:GP:GY*48*UN*1***2~\nDTP*472*D8*{day}~\n"
    "REF*6R*{id}-3~\n", 128)
PRIVATE = (
    "SBR*P*18*G10442******CI~\n", "NM1*PR*2*MEDICAL MUTUAL*****PI*29076~\n",
    "", "HI*ABK:M9903*ABF:M5416*ABF:M9905*ABF:M533~\n",
    "LX*1~\nSV1*HC:98940*45*UN*1***1:2:3:4~\nDTP*472*D8*{day}~\n"
    "REF*6R*{id}-1~\n"
    "LX*2~\nSV1*HC:97012*35*UN*{u}***2~\nDTP*472*D8*{day}~\n"
    "REF*6R*{id}-2~\n"
    "LX*3~\nSV1*HC:97110*48*UN*1***2~\nDTP*472*D8*{day}~\n"
    "REF*6R*{id}-3~\n", 128)


def templates():
    """Clean and faulty bodies of a claim, with % places for the rest."""
    out = []
    for sbr, payer, date, hi, lines, total in (MEDICARE, PRIVATE):
        def body(at=":AT", units="1", t=total):
            return ("HL*%(hl)d*1*22*0~\n" + sbr
                    + "NM1*IL*1*%(last)s*%(first)s****MI*%(member)s~\n"
                    "N3*%(street)s OAK HILL ROAD~\nN4*COLUMBUS*OH*43215~\n"
                    "DMG*D8*%(born)s*%(sex)s~\n" + payer
                    + "CLM*%(id)s*" + str(t) + "***11:B:1*Y*A*Y*Y~\n" + date
                    + hi + "NM1*82*1*KELLER*GWEN****XX*" + DOCTOR
                    + "~\nPRV*PE*PXC*111N00000X~\n"
                    + lines.replace("{at}", at).replace("{u}", units)
                    .replace("{day}", "%(day)s").replace("{id}", "%(id)s"))
        faulty = ([body(at=""), body(t=total + 10)] if "454" in date
                  else [body(units="2"), body(t=total + 10)])
        out.append((body(), faulty))
    return out


DOCTOR = people.npi_from(41234567)
CLINIC = people.npi_from(51234567)
LAST = [n.upper() for n in people.LAST]
FIRST = [n.upper() for n in people.FIRST_F + people.FIRST_M]


def write(count, path, percent=5.0):
    """Write the file; returns how many claims are faulty."""
    kinds = templates()
    sizes = [text.count("~") for text, _ in kinds]
    days = [(dt.date(2026, 6, 1) + dt.timedelta(n)).strftime("%Y%m%d")
            for n in range(27)]
    step = int(100 / percent) if percent else 0
    faults, sets = 0, 0
    with open(path, "w", encoding="ascii", newline="") as out:
        out.write(HEAD)
        out.write("GS*HC*PBS001*MCH100*20260630*0815*1*X*005010X222A1~\n")
        for begin in range(0, count, BATCH):
            sets += 1
            number = "%04d" % sets
            part = ["ST*837*%s*005010X222A1~\n"
                    "BHT*0019*00*B%s*20260630*0815*CH~\n"
                    "NM1*41*2*PLAINS BILLING SERVICE*****46*PBS001~\n"
                    "PER*IC*BILLING DESK*TE*6145550100~\n"
                    "NM1*40*2*MIDLAND CLEARINGHOUSE*****46*MCH100~\n"
                    "HL*1**20*1~\nPRV*BI*PXC*111N00000X~\n"
                    "NM1*85*2*LAKESIDE CHIROPRACTIC*****XX*%s~\n"
                    "N3*100 MAIN ST~\nN4*COLUMBUS*OH*432151234~\n"
                    "REF*EI*310000001~\n" % (number, number, CLINIC)]
            segments = part[0].count("~")
            for n in range(begin, min(begin + BATCH, count)):
                which = 1 if n % 3 else 0
                text, bad = kinds[which]
                if step and n % step == step - 1:
                    text = bad[faults % len(bad)]
                    faults += 1
                age = 67 + n % 20 if which == 0 else 20 + n % 44
                part.append(text % {
                    "hl": n - begin + 2, "last": LAST[n % len(LAST)],
                    "first": FIRST[n // 7 % len(FIRST)],
                    "member": "W%09d" % n, "street": 10 + n % 990,
                    "born": "%d%02d%02d" % (2025 - age, 1 + n % 12,
                                            1 + n % 28),
                    "sex": "FM"[n // 3 % 2], "id": "B%07d" % n,
                    "day": days[n % len(days)]})
                segments += sizes[which]
            part.append("SE*%d*%s~\n" % (segments + 1, number))
            out.write("".join(part))
        out.write("GE*%d*1~\nIEA*1*000000001~\n" % sets)
    return faults


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("count", type=int)
    p.add_argument("out")
    p.add_argument("--faults", type=float, default=5, metavar="PERCENT")
    a = p.parse_args()
    print("%d claims, %d faulty" % (a.count,
                                    write(a.count, a.out, a.faults)))


if __name__ == "__main__":
    main()

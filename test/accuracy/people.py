"""Invented people, clinics and payers for generated claims.

Names are common words put together at random; identifiers only have to be
well formed. Payer names and ids are those a clearinghouse would use, so that
a reader of the claim can tell which payer it goes to.
"""

from dataclasses import dataclass, field

FIRST_F = ("Ada Beth Clara Dina Elsa Fay Gwen Hope Iris June Kay Lena Mona "
           "Nell Opal Pia Rhea Sara Tess Una Vera Wilma Yara Zoe").split()
FIRST_M = ("Abe Boyd Carl Dean Earl Fred Gus Hal Ivan Jack Karl Lee Max Ned "
           "Otto Paul Ray Saul Tom Umar Vic Walt Yves Zeke").split()
LAST = ("Abbot Barlow Carver Dalton Egan Farrow Garner Hobbs Irwin Jarvis "
        "Keller Lowry Mercer Nolan Osborn Parrish Quigley Radley Sawyer "
        "Talbot Usher Vaughn Weller Yates Zeller Ashby Birch Colby Drake "
        "Ellery Frost Grady Holt Ingram Joyce Kirby Lamont Marsh Norris "
        "Oakley Prentice Rowan Sutter Thorne Underhill Vance Whitby").split()
STREETS = ("Oak Elm Maple Cedar Birch Walnut Hickory Spruce Willow Aspen "
           "Laurel Juniper Poplar Chestnut Magnolia Sycamore").split()

# city, state, five-digit ZIP: each ZIP lies in its state
PLACES = [
    ("Austin", "TX", "78701"), ("Dallas", "TX", "75201"),
    ("Phoenix", "AZ", "85004"), ("Portland", "OR", "97205"),
    ("Denver", "CO", "80202"), ("Columbus", "OH", "43215"),
    ("Raleigh", "NC", "27601"), ("Tampa", "FL", "33602"),
    ("Minneapolis", "MN", "55401"), ("Baton Rouge", "LA", "70801"),
    ("Burlington", "VT", "05401"), ("Dublin", "OH", "43016"),
    ("Sacramento", "CA", "95814"), ("Chicago", "IL", "60601"),
    ("Boise", "ID", "83702"), ("Madison", "WI", "53703"),
    ("Nashville", "TN", "37201"), ("Westerville", "OH", "43081"),
    ("Newark", "OH", "43055"), ("Cary", "NC", "27511"),
    ("Brandon", "FL", "33511"), ("Mesa", "AZ", "85201"),
    ("Aurora", "CO", "80012"), ("Salem", "OR", "97301"),
]

TAXONOMY = "111N00000X"


def luhn_digit(nine):
    """The check digit that makes an NPI of nine digits."""
    total = 24                       # what the prefix 80840 contributes
    for i, ch in enumerate(reversed(nine)):
        d = int(ch)
        if i % 2 == 0:
            d *= 2
            if d > 9:
                d -= 9
        total += d
    return str(-total % 10)


def npi_from(number):
    nine = "1%08d" % (number % 10 ** 8)
    return nine + luhn_digit(nine)


def npi_valid(npi):
    return (len(npi) == 10 and npi.isdigit() and npi[0] in "12"
            and luhn_digit(npi[:9]) == npi[9])


@dataclass
class Payer:
    key: str          # what the kinds ask for
    name: str         # NM103 of 2010BB
    id: str           # NM109 of 2010BB
    filing: str       # SBR09
    method: str = "ama"      # how timed units are counted: cms, ama, strict
    gp: bool = False         # wants GP on always-therapy codes
    medicare: bool = False   # Medicare's chiropractic rules (AT, GY, M99.0x)
    weight: int = 0          # share among clean claims; 0 = faults only
    state: str = ""          # a payer of one state: clinic and patient too


PAYERS = {p.key: p for p in [
    Payer("medicare", "MEDICARE PART B", "04412", "MB", "cms", True,
          True, 16),
    Payer("railroad", "PALMETTO GBA RAILROAD MEDICARE", "00882", "MB", "cms",
          True, True, 3),
    Payer("ma", "HUMANA MEDICARE ADVANTAGE", "61101", "16", "cms", True,
          True, 5),
    Payer("uhcma", "UNITEDHEALTHCARE MEDICARE ADVANTAGE", "87726", "16",
          "cms", True, True, 2),
    Payer("uhc", "UNITEDHEALTHCARE", "87726", "CI", "ama", True, False, 10),
    Payer("cigna", "CIGNA", "62308", "CI", "ama", weight=8),
    Payer("aetna", "AETNA", "60054", "CI", "ama", weight=9),
    Payer("bcbs", "BLUE CROSS BLUE SHIELD OF TEXAS", "84980", "BL", "ama",
          weight=10),
    Payer("bcbsmn", "BLUE CROSS BLUE SHIELD OF MINNESOTA", "00720", "BL",
          "ama", weight=2),
    Payer("bcbsla", "BLUE CROSS BLUE SHIELD OF LOUISIANA", "53120", "BL",
          "ama", weight=2),
    Payer("bcbsvt", "BLUE CROSS BLUE SHIELD OF VERMONT", "BCBSVT", "BL",
          "ama", weight=1),
    Payer("va", "VA COMMUNITY CARE NETWORK", "VACCN", "VA", "cms", True,
          False, 5),
    Payer("tricare", "TRICARE EAST", "TREST", "CH", "cms", False, False, 0),
    Payer("medicaid", "OHIO MEDICAID", "MMISODJFS", "MC", "cms", weight=3,
          state="OH"),
    Payer("medicaidnc", "NC MEDICAID", "DNC00", "MC", "cms", weight=1,
          state="NC"),
    Payer("medicaidfl", "FLORIDA MEDICAID", "77027", "MC", "cms",
          weight=1, state="FL"),
    Payer("wc", "SUMMIT WORKERS COMPENSATION", "J1234", "WC", "ama",
          weight=4),
    Payer("wcwa", "WASHINGTON STATE DEPT OF LABOR AND INDUSTRIES", "WALNI",
          "WC", "ama", weight=0),
    Payer("auto", "STATE FARM AUTO", "31059", "AM", "ama", weight=4),
    Payer("hns", "HEALTH NETWORK SOLUTIONS", "HNS01", "CI", "strict",
          weight=1),
    Payer("commercial", "MEDICAL MUTUAL", "29076", "CI", "ama", weight=14),
]}


@dataclass
class Person:
    last: str
    first: str
    born: object           # datetime.date
    sex: str
    member: str
    street: str
    place: tuple
    pounds: int = 170
    middle: str = ""
    relation: str = ""     # PAT01, of a dependent


@dataclass
class Provider:
    last: str
    first: str
    npi: str
    taxonomy: str = TAXONOMY


@dataclass
class Clinic:
    name: str
    npi: str
    ein: str
    street: str
    place: tuple           # city, state, ZIP+4
    phone: str
    solo: Provider = None  # a doctor who bills under the own name
    doctors: list = field(default_factory=list)
    branch: tuple = None   # name, npi, street, place of a second site


def make_clinics(rng):
    clinics = []
    sites = [("Lakeside", "Columbus"), ("Summit", "Austin"),
             ("Oak Hill", "Raleigh"), ("Riverbend", "Phoenix"),
             ("Harbor", "Tampa"), ("Prairie", "Dublin"),
             ("Canyon", "Portland"), ("Meadow", "Denver")]
    for i, (word, town) in enumerate(sites):
        city, state, zip5 = next(p for p in PLACES if p[0] == town)
        place = (city, state, zip5 + "%04d" % rng.randrange(1001, 9998))
        doctors = [Provider(rng.choice(LAST), rng.choice(FIRST_F + FIRST_M),
                            npi_from(rng.randrange(10 ** 8)))
                   for _ in range(1 + i % 4)]
        clinic = Clinic(word + " Chiropractic",
                        npi_from(rng.randrange(10 ** 8)),
                        "%09d" % rng.randrange(10 ** 8, 10 ** 9),
                        "%d %s St" % (rng.randrange(100, 9900),
                                      rng.choice(STREETS)),
                        place, "%d555%04d" % (rng.randrange(210, 980),
                                              rng.randrange(10 ** 4)),
                        None, doctors)
        if i % 4 == 0:                  # a doctor in practice alone
            clinic.solo = doctors[0]
            clinic.npi = doctors[0].npi
        if i % 3 == 1:
            clinic.branch = (word + " Chiropractic North",
                             npi_from(rng.randrange(10 ** 8)),
                             "%d %s Ave" % (rng.randrange(100, 9900),
                                            rng.choice(STREETS)),
                             (city, state, zip5 + "%04d"
                              % rng.randrange(1001, 9998)))
        clinics.append(clinic)
    return clinics


def member_id(rng, payer):
    if payer.filing == "MB":
        letters = "ACDEFGHJKMNPQRTUVWXY"
        return "%d%s%s%d%s%s%d%s%s%d%d" % (
            rng.randrange(1, 9), rng.choice(letters), rng.choice(letters),
            rng.randrange(10), rng.choice(letters), rng.choice(letters),
            rng.randrange(10), rng.choice(letters), rng.choice(letters),
            rng.randrange(10), rng.randrange(10))
    if payer.filing == "BL":
        return "XYZ%09d" % rng.randrange(10 ** 9)
    return "W%09d" % rng.randrange(10 ** 9)

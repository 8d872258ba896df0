"""A mock audit from outside: `traction sample` on a small generated practice.
The draw is made again with SHA-256 and a sort, the projection with scipy."""
import csv
import hashlib
import html.parser
import io
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import zipfile

import pytest
from scipy import stats

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
TRACTION = os.environ.get("TRACTION", str(ROOT / "build" / "traction"))
GENERATE = ROOT / "test" / "audit" / "practice" / "generate"
DECISION, ALLOWED, REASON = 13, 14, 15


class Practice:
    """A store with a practice of one year."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        data = self.folder / "practice"
        subprocess.run([sys.executable, str(GENERATE), str(data), "--doctors",
                        "3", "--years", "1", "--claims", "400"], check=True,
                       capture_output=True, timeout=120)
        self.env = {**os.environ, "TRACTION_DB": str(self.folder / "p.db"),
                    "TRACTION_DB_KEYFILE": str(self.folder / "key")}
        files = [p for p in data.rglob("*")
                 if p.is_file() and p.name != "truth.json"]
        self.run("import", "--quiet", *files)

    def run(self, *arguments, status=0):
        result = subprocess.run([TRACTION, *map(str, arguments)],
                                env=self.env, capture_output=True,
                                timeout=120, check=False)
        assert result.returncode == status, (arguments, result)
        return result

    def draw(self, name, *more, status=0):
        path = self.folder / name
        result = self.run("sample", "draw", "--worksheet", path, "--today",
                          "2026-11-23", *more, status=status)
        return path if status == 0 else result

    def project(self, path):
        return json.loads(self.run("sample", "project", "--format", "json",
                                   path).stdout)


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    return Practice(tmp_path_factory.mktemp("sample"))


def table_of(path):
    """Record and rows of a CSV worksheet."""
    lines = list(csv.reader(io.StringIO(
        path.read_text(encoding="utf-8-sig"), newline="")))
    head = next(i for i, line in enumerate(lines)
                if line and line[0] == "unit")
    return lines, head


def save(path, lines, **form):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, **form).writerows(lines)
    return path


def decide(path, overrules=None, **form):
    """A copy in which all is decided; overrules: row -> (amount, reason)."""
    lines, head = table_of(path)
    for i, row in enumerate(lines[head + 1:]):
        row[DECISION] = "agree"
        if i in (overrules or {}):
            row[DECISION:] = ["overrule", *overrules[i]]
    return save(path.with_name("decided.csv"), lines, **form)


def cents(text):
    return round(float(text) * 100)


def half_away(number):
    return math.copysign(math.floor(abs(number) + 0.5), number)


@pytest.mark.parametrize("strata", [None, "visits", "payer", "provider",
                                    "charge:60,120", "code"])
def test_the_draw_can_be_made_again(practice, strata):
    frame = practice.folder / "frame.txt"
    more = ["--strata", strata] if strata else []
    path = practice.draw("draw.json", "--size", "40", "--seed", "again",
                         "--frame", frame, *more)
    sheet = json.loads(path.read_bytes())
    units = [line.split("|") for line in frame.read_text().splitlines()]
    record = dict(pair for pair in sheet["record"] if pair[0] != "stratum")
    assert record["frame digest"] == f"{len(units)} claims, sha256:" \
        + hashlib.sha256(frame.read_bytes()).hexdigest()
    assert len({unit for unit, *_ in units}) == len(units)
    keyed = sorted(units, key=lambda unit: hashlib.sha256(
        f"again|{unit[0]}".encode()).digest())
    sizes = {}
    for key, value in sheet["record"]:
        if key == "stratum":
            name, all_, size, money = value.rsplit(" | ", 3)
            of = [unit for unit in units if unit[1] == name]
            assert int(all_.split()[0]) == len(of)
            assert cents(money.split()[0]) == sum(cents(u[2]) for u in of)
            sizes[name] = int(size.split()[0])
    drawn = []
    for unit, name, _ in keyed:
        if sizes[name] > 0:
            sizes[name] -= 1
            drawn.append(unit)
    assert [row["unit"] for row in sheet["rows"]] == drawn


def test_a_seed_is_random_unless_given(practice):
    seeds, drawn = set(), set()
    for name in ("one.json", "two.json"):
        sheet = json.loads(practice.draw(name, "--size", "20").read_bytes())
        seeds.add(dict(sheet["record"])["seed"])
        drawn.add(tuple(row["unit"] for row in sheet["rows"]))
    assert len(seeds) == len(drawn) == 2


def oracle(lines, head, strata):
    """By scipy: total, error, freedom, all in cents."""
    total = variance = parts = 0
    for name, (frame, _) in strata.items():
        over = [cents(row[9]) - cents(
            row[ALLOWED] if row[DECISION] == "overrule" else row[12])
            for row in lines[head + 1:] if row[1] == name]
        n, mean = len(over), sum(over) / len(over)
        spread = sum((d - mean) ** 2 for d in over) / (n - 1)
        part = frame * frame * (1 - n / frame) * spread / n
        total += frame * mean
        variance += part
        parts += part * part / (n - 1)
    return total, math.sqrt(variance), variance ** 2 / parts


@pytest.mark.parametrize("strata", [None, "provider"])
def test_the_projection_is_scipys(practice, strata):
    more = ["--strata", strata] if strata else []
    path = practice.draw("p.csv", "--size", "60", "--seed", "3", "--question",
                         "warning", *more)
    lines, head = table_of(path)
    changed = next(i for i, row in enumerate(lines[head + 1:])
                   if cents(row[9]) > 1000 and cents(row[12]) == 0)
    done = decide(path, {changed: ("1.23", "half of it")})
    lines, head = table_of(done)
    found = {}
    for row in lines[:head]:
        if row and row[0] == "stratum":
            name, frame, size, _ = row[1].rsplit(" | ", 3)
            found[name] = int(frame.split()[0]), int(size.split()[0])
    total, error, freedom = oracle(lines, head, found)
    result = practice.project(done)
    got = result["difference"]
    assert cents(got["point_estimate"]) == half_away(total)
    assert cents(got["standard_error"]) == half_away(error)
    assert got["degrees_of_freedom"] == pytest.approx(freedom, rel=1e-5)
    assert cents(got["lower_limit_one_sided_90"]) == half_away(
        total - stats.t.ppf(0.9, freedom) * error)
    assert cents(got["high_95"]) == half_away(
        total + stats.t.ppf(0.975, freedom) * error)
    assert result["overruled"] == 1
    other = result["overruled_claims"][0]
    assert (other["proposed"], other["allowed"], other["reason"]) == \
        (0, 1.23, "half of it")
    # what the rules and the reviewer drive is the whole
    assert sum(h["projected"] for h in result["habits"]) == pytest.approx(
        got["point_estimate"], abs=0.05)
    if strata is None:
        wrong = sum(s["wrong"] for s in result["strata"])
        assert result["error_rate"]["exact"]
        assert result["error_rate"]["low_95"] == pytest.approx(
            stats.beta.ppf(0.025, wrong, 60 - wrong + 1), abs=1e-6)


def test_what_an_error_questions(practice):
    """A line's payment is shared among its rules; the sum is what was paid less
    what is proposed."""
    sheet = json.loads(practice.draw("q.json", "--size", "200", "--question",
                                     "warning", "--seed", "q").read_bytes())
    questioned = 0
    for row in sheet["rows"]:
        by_rule = dict(part.split("=")
                       for part in row["questioned by rule"].split())
        over = cents(row["paid"]) - cents(row["proposed allowed"])
        assert sum(map(cents, by_rule.values())) == over
        assert 0 <= cents(row["proposed allowed"]) <= max(0, cents(row["paid"]))
        for rule in by_rule:
            assert rule in row["findings"]
        questioned += over > 0
    assert questioned > 10


def test_all_forms_say_the_same(practice):
    results = []
    for form in ("csv", "xlsx", "json"):
        path = practice.draw(f"same.{form}", "--size", "30", "--seed", "s")
        results.append(practice.run("sample", "read", "--format", "json",
                                    path).stdout)
    assert results[0] == results[1] == results[2]


def test_a_filled_in_workbook_is_read(practice):
    path = practice.draw("book.xlsx", "--size", "12", "--seed", "s")
    other = path.with_name("filled.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub(
                    r'<c r="N(\d+)" s="(\d+)"/>', r'<c r="N\1" s="\2" '
                    r't="inlineStr"><is><t>agree</t></is></c>', text)
                text = re.sub(
                    r'(<c r="N5".*?<t>)agree(</t>.*?)<c r="O5" s="(\d+)"/>'
                    r'<c r="P5" s="(\d+)"/>', r'\1overrule\2<c r="O5" s="\3">'
                    r'<v>0.28999999999999998</v></c><c r="P5" s="\4" '
                    r't="inlineStr"><is><t>why</t></is></c>', text)
            new.writestr(name, text)
    result = practice.project(other)
    assert result["decided"] == 12
    assert [o["allowed"] for o in result["overruled_claims"]] == [0.29]


def test_a_spreadsheet_may_rewrite_csv(practice):
    """Semicolons, other figures for the same amounts, another order of columns
    and no mark of UTF-8."""
    path = practice.draw("s.csv", "--size", "12", "--seed", "s")
    lines, head = table_of(path)
    for row in lines[head + 1:]:
        row[DECISION] = "AGREE"
        for column in (8, 9, 12):
            row[column] = f"{float(row[column]):g}".replace(".", ",")
        row[4] = "6/30/2026"
    lines[head:] = [row[::-1][-1:] + row[1:][::-1] for row in lines[head:]]
    changed = save(path.with_name("other.csv"), lines, delimiter=";")
    assert practice.project(changed)["decided"] == 12


@pytest.mark.parametrize("change, words", [
    (lambda row, lines: row.__setitem__(9, "1.00"), "not the sample"),
    (lambda row, lines: row.__setitem__(12, "0.01"), "not the sample"),
    (lambda row, lines: row.__setitem__(0, "c0.1"), "not the sample"),
    (lambda row, lines: lines.remove(row), "not the sample"),
    (lambda row, lines: lines.append(list(row)), "not the sample"),
    (lambda row, lines: lines[4].__setitem__(1, "other"), "not the sample"),
    (lambda row, lines: row.__setitem__(DECISION, "maybe"), "neither"),
    (lambda row, lines: row.__setitem__(DECISION, ""), "not decided"),
    (lambda row, lines: row.__setitem__(ALLOWED, "1"), "not 'overrule'"),
    (lambda row, lines: row.__setitem__(slice(13, 16), ["overrule", "x", "y"]),
     "gives the amount"),
    (lambda row, lines: row.__setitem__(slice(13, 16), ["overrule", "1", ""]),
     "gives a reason"),
    (lambda row, lines: row.__setitem__(slice(13, 16), ["overrule", "-1", "y"]),
     "below 0"),
    (lambda row, lines: row.__setitem__(
        slice(13, 16), ["overrule", "99999", "y"]), "than was charged"),
])
def test_what_is_wrong_is_said(practice, change, words):
    path = decide(practice.draw("w.csv", "--size", "12", "--seed", "s"))
    lines, head = table_of(path)
    change(lines[head + 3], lines)
    save(path, lines)
    result = practice.run("sample", "project", path, status=3)
    assert words in result.stderr.decode()
    assert result.stdout == b""


def test_redacted_worksheets_name_nobody(practice):
    full = json.loads(practice.draw("n.json", "--size", "30", "--seed",
                                    "s").read_bytes())
    text = practice.draw("r.json", "--size", "30", "--seed", "s",
                         "--redact").read_text()
    for row in full["rows"]:
        last = row["patient"].split(",")[0]
        assert len(last) > 2 and last not in text


@pytest.mark.parametrize("arguments, words", [
    (["draw", "--size", "5"], "--worksheet"),
    (["draw", "--worksheet", "x.csv"], "say how many"),
    (["draw", "--worksheet", "x.csv", "--size", "0"], "from 1"),
    (["draw", "--worksheet", "x.csv", "--size", "5", "--per-stratum", "2"],
     "say how many"),
    (["draw", "--worksheet", "x.csv", "--size", "5", "--strata", "moon"],
     "--strata"),
    (["draw", "--worksheet", "x.csv", "--size", "5", "--strata",
      "charge:9,5"], "--strata"),
    (["project"], "say draw"), (["packet", "x.csv"], "--out"), ([], "say draw"),
])
def test_calls_that_make_no_sense(practice, arguments, words):
    result = practice.run("sample", *arguments, status=2)
    assert words in result.stderr.decode()


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs
                       if name == "href" and not value.startswith("http")]


def test_the_packet_is_whole(practice):
    path = practice.draw("e.json", "--size", "15", "--seed", "s")
    folder = practice.folder / "evidence"
    practice.run("sample", "packet", path, "--out", folder, "--today",
                 "2026-11-23")
    listed = {}
    for line in (folder / "manifest.sha256").read_text().splitlines():
        digest, name = line.split("  ", 1)
        listed[name] = digest
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() \
            == digest
    there = {str(p.relative_to(folder)) for p in folder.rglob("*")
             if p.is_file()}
    assert there == set(listed) | {"manifest.sha256"}
    links = Links()
    links.feed((folder / "index.html").read_text())
    assert links.found and set(links.found) <= there
    sheet = json.loads(path.read_bytes())
    for number, row in enumerate(sheet["rows"], 1):
        at = folder / "claims" / f"{number:04}-{row['unit']}"
        claim = (at / "claim.837").read_text()
        assert f"CLM*{row['claim']}*" in claim
        # the claim alone is a claim that can be read
        practice.run("check", "--fail-on", "never", at / "claim.837")
        assert json.loads((at / "note-1.json").read_bytes())
        told = [json.loads(line) for line in
                (at / "findings.ndjson").read_text().splitlines()]
        rules = set(re.findall(r"(?:error|warning) (TR\w+)", row["findings"]))
        assert rules <= set(re.findall(r"TR[A-Z]\d{4}", json.dumps(told)))
    result = practice.run("sample", "packet", path, "--out", folder, status=3)
    assert "exists" in result.stderr.decode()
    assert not list(practice.folder.glob("evidence.part*"))


def test_a_packet_that_fails_leaves_nothing(practice, tmp_path):
    path = practice.draw("f.json", "--size", "5", "--seed", "s")
    text = path.read_text().replace('"c', '"d', 1)
    other = tmp_path / "f.json"
    other.write_text(text)
    practice.run("sample", "packet", other, "--out", tmp_path / "out",
                 status=3)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["f.json"]

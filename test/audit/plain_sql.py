"""The questions of an audit in plain SQL: the tables of `traction db export`
in an SQLite of Python's own, not encrypted and in memory, which is the best
case for SQL."""
import json
import os
import sqlite3
import time

TABLES = {
    "claim": ("id", "control", "filing", "patient", "rendering", "from_day"),
    "line": ("claim", "number", "code", "modifiers", "units", "charge",
             "day"),
    "remit_claim": ("id", "control", "status", "paid"),
    "remit_service": ("remit_claim", "number", "code", "paid"),
    "adjustment": ("remit_claim", "service", "category", "reason"),
}
YEARS = """SELECT rendering, patient, substr(day, 1, 4) AS year,
                  count(DISTINCT day) AS visits
           FROM service GROUP BY rendering, patient, year"""
CMT = "code IN ('98940', '98941', '98942')"
# a measure of `traction audit`, and SQL that gives it for each provider
QUESTIONS = [
    ("visits-per-patient", f"""
     SELECT rendering, avg(visits) FROM ({YEARS}) GROUP BY rendering"""),
    ("patients-over-24", f"""
     SELECT rendering, avg(visits > 24) FROM ({YEARS}) GROUP BY rendering"""),
    ("traction-visits", """
     SELECT rendering, avg(pulled) FROM (
       SELECT rendering, max(code = '97012') AS pulled
       FROM service GROUP BY rendering, patient, day) GROUP BY rendering"""),
    ("distinct-rate", """
     SELECT rendering, avg(modifiers LIKE '%59%' OR modifiers LIKE '%XS%')
     FROM (SELECT rendering, code, ifnull(modifiers, '') AS modifiers
           FROM service)
     WHERE code IN ('97012', '97140') GROUP BY rendering"""),
    ("cmt-98942", f"""
     SELECT rendering, avg(code = '98942') FROM service WHERE {CMT}
     GROUP BY rendering"""),
    ("same-code-set", """
     SELECT rendering, max(visits * (codes LIKE '%+%')) * 1.0 / sum(visits)
     FROM (SELECT rendering, codes, count(*) AS visits FROM (
             SELECT rendering, group_concat(code, '+') AS codes FROM (
               SELECT DISTINCT rendering, patient, day, code FROM service
               ORDER BY rendering, patient, day, code)
             GROUP BY rendering, patient, day)
           GROUP BY rendering, codes) GROUP BY rendering"""),
    ("charge-per-visit", """
     SELECT rendering, avg(charge) FROM (
       SELECT rendering, sum(charge) AS charge FROM service
       GROUP BY rendering, patient, day) GROUP BY rendering"""),
    ("denial-rate", """
     SELECT s.rendering, avg(r.paid <= 0 AND NOT EXISTS (
         SELECT 1 FROM adjustment AS a WHERE a.remit_claim = r.remit_claim
         AND a.service = r.number AND a.category = 'PR'
         AND a.reason IN ('1', '2', '3')))
     FROM service AS s
     JOIN remit_claim AS c ON c.control = s.control
     JOIN remit_service AS r ON r.remit_claim = c.id AND r.number = s.number
     GROUP BY s.rendering"""),
]


def load(folder):
    """An SQLite with the tables of an export."""
    db = sqlite3.connect(":memory:")
    for table, columns in TABLES.items():
        names = ", ".join('"%s"' % c for c in columns)
        db.execute("CREATE TABLE %s (%s)" % (table, names))
        path = os.path.join(folder, "tables", table + ".ndjson")
        with open(path, encoding="utf-8") as f:
            db.executemany(
                "INSERT INTO %s VALUES (%s)" % (
                    table, ", ".join("?" * len(columns))),
                ([row[c] for c in columns] for row in map(json.loads, f)))
    db.execute("CREATE TABLE service AS SELECT l.*, c.rendering, c.patient, "
               "c.control, c.filing FROM line AS l JOIN claim AS c "
               "ON c.id = l.claim")
    db.execute("CREATE INDEX of_claim ON remit_service (remit_claim)")
    db.execute("CREATE INDEX why ON adjustment (remit_claim, service)")
    db.execute("CREATE INDEX control ON remit_claim (control)")
    db.execute("ANALYZE")
    return db


def ask(db):
    """({question: {provider: value}}, seconds) of all questions."""
    answers = {}
    begin = time.process_time()
    for name, sql in QUESTIONS:
        answers[name] = dict(db.execute(sql).fetchall())
    return answers, time.process_time() - begin

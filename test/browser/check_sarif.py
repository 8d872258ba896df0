#!/usr/bin/python3
"""Check what `traction check --format sarif` writes: against the schema of
SARIF 2.1.0, against the files it speaks of, and against the same run as ndjson.

usage: check_sarif.py PACKAGE.JSON   (its folder holds node_modules)"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

import jsonschema

SCHEMA = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
SOURCE = pathlib.Path(os.environ.get("TRACTION_SOURCE", "."))
PROGRAM = os.environ.get("TRACTION", "build/traction")

RUNS = {
    "a practice day": ["--today", "2026-06-30", "--notes",
                       "examples/day/notes.ndjson", "examples/day"],
    "hostile values": ["--today", "2024-09-01", "--notes",
                       "test/browser/data/hostile.ndjson",
                       "test/browser/data/hostile.837"],
    "masked values": ["--today", "2024-09-01", "--redact",
                      "test/browser/data/hostile.837"],
    "nothing to report": ["--today", "2024-09-01", "test/cli/data/clean.837"],
    "nothing to read": ["--today", "2024-09-01", "test/cli/data/letter.txt"],
    "a claim of every loop": ["--today", "2024-09-01", "test/golden/x12"],
}
LEVELS = {"error": "error", "warning": "warning", "advice": "note",
          "info": "note"}
failures = 0
count = 0


def say(name, faults):
    global failures, count
    count += 1
    faults = list(faults)
    for fault in faults[:20]:
        print(f"# {fault}")
    failures += bool(faults)
    print(f"{'not ok' if faults else 'ok'} {count} - {name}")


def run(words, form, tables):
    result = subprocess.run(
        [PROGRAM, "check", "--tables", tables, "--format", form, *words],
        cwd=SOURCE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return result.stdout.decode("utf-8")


def invalid(schema, log):
    checker = jsonschema.Draft4Validator(
        schema, format_checker=jsonschema.FormatChecker())
    for error in checker.iter_errors(log):
        yield f"{'/'.join(map(str, error.path))}: {error.message[:300]}"


def differences(log, findings):
    """Results against the findings of the same run."""
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    if len(results) != len(findings):
        yield f"{len(results)} results of {len(findings)} findings"
    for result, finding in zip(results, findings):
        where = f"{finding['rule']}: {finding['message']}"
        if (result["ruleId"] != finding["rule"]
                or rules[result["ruleIndex"]]["id"] != finding["rule"]):
            yield f"{where}: rule {result['ruleId']}"
        if result["level"] != LEVELS[finding["severity"]]:
            yield f"{where}: level {result['level']}"
        if result["message"]["text"] != finding["message"]:
            yield f"{where}: other words"
        if ("fixes" in result) and "fix" not in finding:
            yield f"{where}: a fix from nowhere"
    used = {result["ruleIndex"] for result in results}
    if used != set(range(len(rules))):
        yield "rules that no result has"


def misplaced(log, masked):
    """Regions against the bytes of the files."""
    for result in log["runs"][0]["results"]:
        for location in (result["locations"]
                         + result.get("relatedLocations", [])):
            physical = location["physicalLocation"]
            path = SOURCE / urllib.parse.unquote(
                physical["artifactLocation"]["uri"])
            if not path.is_file():
                yield f"{result['ruleId']}: no file {path}"
                continue
            data = path.read_bytes()
            for region in (physical.get("region", {}),
                           physical.get("contextRegion", {})):
                if "byteOffset" not in region:
                    continue
                start = region["byteOffset"]
                text = data[start:start + region["byteLength"]].decode("latin1")
                snippet = region.get("snippet", {}).get("text", text)
                if len(snippet) != len(text) or not all(
                        a == b or (masked and a == "#")
                        for a, b in zip(snippet, text)):
                    yield f"{result['ruleId']}: {snippet!r} is not {text!r}"


def unfixed(log):
    """Fixes: what they take out is a value, what they leave is a segment."""
    for result in log["runs"][0]["results"]:
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                path = SOURCE / urllib.parse.unquote(
                    change["artifactLocation"]["uri"])
                data = path.read_bytes()
                for replacement in change["replacements"]:
                    start = replacement["deletedRegion"]["byteOffset"]
                    length = replacement["deletedRegion"]["byteLength"]
                    gone = data[start:start + length]
                    if b"~" in gone or start + length > len(data):
                        yield f"{result['ruleId']}: takes out {gone!r}"


def main():
    path = pathlib.Path(sys.argv[1]).resolve().parent / SCHEMA
    if not path.exists():
        print(f"1..1\n# {path} is missing; ./dev test installs it\n"
              "not ok 1 - the schema is there")
        return 1
    schema = json.loads(path.read_text(encoding="utf-8"))
    print(f"1..{4 * len(RUNS) + 2}")
    seen = []
    with tempfile.TemporaryDirectory() as tables:
        for name, words in RUNS.items():
            text = run(words, "sarif", tables)
            log = json.loads(text)
            findings = [json.loads(line) for line in
                        run(words, "ndjson", tables).splitlines()][:-1]
            masked = "--redact" in words
            seen.extend(log["runs"][0]["results"])
            say(f"{name}: valid by the schema", invalid(schema, log))
            say(f"{name}: the findings and no others",
                differences(log, findings))
            say(f"{name}: places are in the files", misplaced(log, masked))
            say(f"{name}: fixes change values", unfixed(log))
    # that the schema refuses what is wrong
    broken = json.loads(json.dumps(log))
    broken["runs"][0]["tool"] = {"driver": {}}
    say("a broken log is refused",
        [] if list(invalid(schema, broken)) else ["it passed"])
    say("there was something to check",
        [what for what in ("fixes", "relatedLocations")
         if not any(what in result for result in seen)])
    print(f"# {count - failures} passed, {failures} failed")
    return 1 if failures else 0


sys.exit(main())

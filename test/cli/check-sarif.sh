# SARIF: a log that is one JSON document, the same each time. Whether it is
# valid, and true, is tested in test/browser.
export TRACTION_TABLES=$TMP
traction check --today 2024-09-01 --format sarif test/cli/data/two-units.837 \
  >"$TMP/sarif"
echo "status $?"
/usr/bin/python3 - "$TMP/sarif" <<'END_OF_PYTHON'
import json, sys
log = json.load(open(sys.argv[1]))
run = log["runs"][0]
for pack in run["properties"]["summary"]["packs"]:
    pack["sha256"] = "..."
run["properties"]["summary"]["tables"] = "..."
for rule in run["tool"]["driver"]["rules"]:
    rule["help"] = {kind: text[:60] for kind, text in rule["help"].items()}
    rule["fullDescription"]["text"] = rule["fullDescription"]["text"][:60]
print(json.dumps(log, indent=1, ensure_ascii=False))
END_OF_PYTHON
traction check --today 2024-09-01 --format sarif --redact \
  test/cli/data/two-units.837 >"$TMP/masked"
echo "names left: $(grep -c 'HOLT\|W1234567\|WILLOW' "$TMP/masked")"

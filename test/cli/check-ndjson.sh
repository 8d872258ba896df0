# One finding a line, then the summary; json holds the same objects.
export TRACTION_TABLES=$TMP
traction check --today 2024-09-01 --format ndjson test/cli/data/two-units.837 \
  >"$TMP/ndjson"
echo "status $?"
sed 's/"sha256":"[0-9a-f]\{64\}"/"sha256":"..."/; s/"tables":\[[^]]*\]/"tables":[...]/' \
  "$TMP/ndjson"
traction check --today 2024-09-01 --format json test/cli/data/two-units.837 \
  >"$TMP/json"
/usr/bin/python3 - "$TMP/ndjson" "$TMP/json" <<'END'
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1])]
whole = json.load(open(sys.argv[2]))
print(whole == {"findings": lines[:-1], "summary": lines[-1]})
END

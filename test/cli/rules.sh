# The list as JSON has the keys that scripts rely on; all forms list all rules.
traction rules --format json >"$TMP/rules.json"
/usr/bin/python3 - "$TMP/rules.json" <<'END'
import json, sys
rules = json.load(open(sys.argv[1]))["rules"]
keys = ["id", "slug", "severity", "over", "article", "snip", "summary",
        "sources", "in_force", "confidence", "examples"]
for rule in rules:
    assert list(rule)[:len(keys)] == keys, rule
    assert rule["sources"] and rule["examples"] >= 2, rule
    assert set(rule["in_force"]) == {"from", "to"}
    assert isinstance(rule["article"], list)
    assert rule["snip"] is None or 1 <= rule["snip"] <= 7
ids = [rule["id"] for rule in rules]
assert ids == sorted(ids) and len(set(ids)) == len(ids)
print("good")
END
count=$(grep -c '"id":"TR' "$TMP/rules.json")
[ "$(traction rules | wc -l)" = "$count" ] && echo "text lists as many"
[ "$(traction rules --format md | grep -c '^| TR')" = "$count" ] &&
  echo "Markdown lists as many"
traction rules | grep TRC0203
traction rules --format md | grep TRC0203

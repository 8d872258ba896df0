# Billed against supported: a unit too many and one too few, a level of
# manipulation, modifiers, a pointer, traction by hand under the code of a
# device, what was not billed, what a person decides, a claim without a note and
# a note without a claim.
export TRACTION_TABLES=$TMP
cd examples/coding
traction code --today 2026-06-30 --notes compare-notes.ndjson \
  --compare compare-claims.837
echo "status $?"

echo "--- with the fees of a practice file"
traction code --quiet --today 2026-06-30 --notes compare-notes.ndjson \
  --compare compare-claims.837 --practice practice.json >"$TMP/fees"
echo "status $?"
grep -A 2 '97140-XS.* code' "$TMP/fees"
tail -n 6 "$TMP/fees"

echo "--- CSV"
traction code --today 2026-06-30 --notes compare-notes.ndjson \
  --compare compare-claims.837 --format csv | tr -d '\r' |
  cut -d, -f2,4-8,13,18-21

echo "--- JSON"
traction code --today 2026-06-30 --notes compare-notes.ndjson \
  --compare compare-claims.837 --format json --output "$TMP/out.json"
echo "status $?"
python3 -c 'import json, sys
all = json.load(open(sys.argv[1]))
for claim in all["claims"] + all["unbilled_notes"]:
    print(claim.get("claim"), claim["note"], claim["standing"],
          [line["kind"] for line in claim["lines"]])
print(all["totals"])' "$TMP/out.json"

echo "--- what code writes agrees with its notes"
cd ../../docs/coding
folders=0 agree=0
for folder in */; do
  folders=$((folders + 1))
  traction code --quiet --today 2026-11-01 --notes "$folder/note.json" \
    --practice practice.json --format 837 --output "$TMP/written.837" ||
    echo "$folder is not written"
  traction code --quiet --today 2026-11-01 --notes "$folder/note.json" \
    --compare "$TMP/written.837" >"$TMP/agrees" || cat "$TMP/agrees"
  grep -qE '^  (all its lines agree|its line agrees)$' "$TMP/agrees" &&
    agree=$((agree + 1))
done
[ $folders -ge 22 ] && [ $agree = $folders ] && echo "all of them"
cd ../../examples/coding

echo "--- what is not understood"
exec 2>&1
try() {
  traction code --notes compare-notes.ndjson "$@"
  echo "status $?"
}
try --format csv
try --compare compare-claims.837 --format 837 --practice practice.json
try --compare compare-claims.837 --payer aetna
try --compare compare-claims.837 --claim compare-claims.837
try --compare compare-claims.837 --fail-on error
try --compare none.837
try --compare compare-notes.ndjson

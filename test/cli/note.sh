# Plain notes become drafts; what they lack is what the rules would ask.
export TRACTION_TABLES=$TMP
notes=test/cli/data/notes
traction note $notes/visit.txt $notes/card.txt
echo "status $?"
traction note --format json $notes/card.txt
traction note --format ndjson --output "$TMP/drafts.ndjson" $notes/*.txt
echo "status $?"
wc -l <"$TMP/drafts.ndjson"
traction note --format json $notes/*.txt |
  python3 -c 'import json, sys; print([n["id"] for n in json.load(sys.stdin)])'
traction check --today 2026-07-01 --notes "$TMP/drafts.ndjson" --select TRD0104 \
  --format ndjson test/cli/data/clean.837 | grep -c TRD0104
traction note --format json - <$notes/card.txt | grep -o '"id":"[^"]*"'
printf 'a\0b' >"$TMP/bytes.txt"
: >"$TMP/empty.txt"
head -c 1100000 /dev/zero | tr '\0' 7 >"$TMP/large.txt"
for what in bytes empty large; do
  traction note "$TMP/$what.txt" 2>&1 | sed "s|$TMP|TMP|"
  echo "status ${PIPESTATUS[0]}"
done
traction note 2>&1
echo "status $?"

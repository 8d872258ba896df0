# Notes come from files and folders; broken lines are findings of their own.
export TRACTION_TABLES=$TMP
mkdir "$TMP/notes"
cat >"$TMP/notes/a.ndjson" <<'END'
{"format":"traction-note/1","id":"n-1","claim":"C1001","date_of_service":"2024-08-12"
{"format":"traction-note/1","id":"n-2","claim":"C9999","date_of_service":"2024-08-12"}
END
echo not a note >"$TMP/notes/readme.txt"
traction check --today 2024-09-01 --notes "$TMP/notes" --select TRD0104 \
  --format ndjson test/cli/data/clean.837 >"$TMP/found"
echo "status $?"
grep -o '"note":{[^}]*}' "$TMP/found"
grep -o '"notes":[0-9]*' "$TMP/found"
gzip -k "$TMP/notes/a.ndjson"
traction check --today 2024-09-01 --notes "$TMP/notes/a.ndjson.gz" \
  --select TRD0104 --format ndjson test/cli/data/clean.837 |
  grep -o '"notes":[0-9]*'
traction check --notes "$TMP/none.json" test/cli/data/clean.837 2>&1 |
  sed "s|$TMP|TMP|"

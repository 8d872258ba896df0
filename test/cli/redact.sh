# --redact hides who the patient is, in text and in JSON.
export TRACTION_TABLES=$TMP
sed 's/DMG\*D8\*19690916/DMG*D8*20690916/' test/cli/data/clean.837 \
  >"$TMP/patient.837"
for format in text json ndjson; do
  traction check --today 2024-09-01 --format $format "$TMP/patient.837" \
    >"$TMP/plain"
  traction check --today 2024-09-01 --format $format --redact \
    "$TMP/patient.837" >"$TMP/masked"
  echo "$format: plain $(grep -c '20690916' "$TMP/plain")" \
    "masked $(grep -c 'HOLT\|ZEKE\|20690916\|W1234567\|WILLOW' "$TMP/masked")"
done
traction check --today 2024-09-01 --redact --select TRS0107 \
  "$TMP/patient.837" | grep '^ *[0-9]* | '

# A report appears whole or not at all.
export TRACTION_TABLES=$TMP
data=test/cli/data
traction check --today 2024-09-01 --output "$TMP/report" $data/two-units.837
echo "status $?"
traction check --today 2024-09-01 $data/two-units.837 | cmp - "$TMP/report" &&
  echo "same"
ls "$TMP"
traction check --output "$TMP/none/report" $data/clean.837 2>&1 |
  sed "s|$TMP|TMP|"
traction check --today 2024-09-01 --output /dev/stdout $data/two-units.837 |
  head -n 1
if [ -e /dev/full ]; then
  traction check $data/two-units.837 2>&1 >/dev/full
  echo "status $?"
fi

# CSV: a header and one finding a row, with CR LF.
export TRACTION_TABLES=$TMP
traction check --today 2024-09-01 --format csv test/cli/data/two-units.837 \
  >"$TMP/csv"
echo "status $?"
cat -A "$TMP/csv"
traction check --today 2024-09-01 --format csv test/cli/data/clean.837 |
  wc -l
/usr/bin/python3 - "$TMP/csv" <<'END_OF_PYTHON'
import csv, sys
for row in csv.DictReader(open(sys.argv[1], newline="")):
    print({key: value for key, value in row.items() if value})
END_OF_PYTHON

# A file that is no X12 is named as what it is; the summary counts it.
export TRACTION_TABLES=$TMP
traction check --today 2024-09-01 test/cli/data/letter.txt
echo "status $?"
traction check --today 2024-09-01 --format ndjson test/cli/data/letter.txt \
  test/cli/data/clean.837 no-such.837 2>/dev/null | tail -n 1 |
  grep -o '"files":[0-9]*,"unread":[0-9]*'

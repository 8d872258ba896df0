# --stats goes to stderr and says what was not decidable.
export TRACTION_TABLES=$TMP
traction check --today 2024-09-01 --stats test/cli/data/clean.837 \
  2>"$TMP/stats" >/dev/null
sed 's/[0-9][0-9.]*/N/g' "$TMP/stats"

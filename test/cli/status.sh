# The exit statuses, and the highest of several inputs.
export TRACTION_TABLES=$TMP
cd test/cli/data
try() {
  traction check --today 2024-09-01 --quiet "$@" >/dev/null 2>"$TMP/words"
  echo "$? $*"
  cat "$TMP/words"
}
try clean.837
try two-units.837
try cut.837
try letter.txt
try no-such.837
try clean.837 two-units.837
try clean.837 letter.txt two-units.837
try clean.837 no-such.837
try --fail-on never two-units.837
try --fail-on never letter.txt
try --fail-on warning clean.837
try --select TRC0101 two-units.837
try --ignore TRC02 two-units.837
try --ignore units-over-mue two-units.837
: >"$TMP/empty.837"
traction check --quiet "$TMP/empty.837" | head -n 1

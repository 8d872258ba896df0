# X12 to JSON and back; what is found is said, kept, and decides the status.
export TRACTION_TABLES=$TMP
data=test/cli/data
run() { traction convert --today 2024-09-01 "$@"; }
# the document, without what was found
run --to json --quiet test/conformance/clean/ta1.x12 | sed '/^"findings"/,$d'
echo "status $?"
run --to json $data/two-units.837 >"$TMP/claims.json" 2>"$TMP/words"
echo "status $?"
sed -n 1,2p "$TMP/words"
run --to x12 --quiet "$TMP/claims.json" | cmp - $data/two-units.837
echo "status ${PIPESTATUS[0]}, the same"
run --to x12 --quiet $data/two-units.837 | cmp - $data/two-units.837
gzip -c "$TMP/claims.json" | run --to x12 --quiet - | cmp - $data/two-units.837
gzip -c $data/two-units.837 | run --to json --quiet --fail-on never - |
  head -n 2
echo "--- not X12, cut, an output"
run --to json $data/letter.txt 2>"$TMP/words" | sed '/^"summary"/d' |
  cut -c1-160
head -n 1 "$TMP/words"
run --to json --quiet $data/cut.837 >"$TMP/cut.json"
echo "status $?"
run --to x12 --quiet --output "$TMP/cut.837" "$TMP/cut.json"
echo "status $?"
cmp $data/cut.837 "$TMP/cut.837" && ls "$TMP"
echo "--- a document that was changed, and ones that are none"
sed 's/"value":"97012"/"value":"97140"/' "$TMP/claims.json" >"$TMP/new.json"
run --to x12 --quiet "$TMP/new.json" | diff - $data/two-units.837
sed 's/"value":"97012"/"value":"97:012"/' "$TMP/claims.json" >"$TMP/bad.json"
run --to x12 --output "$TMP/bad.837" "$TMP/bad.json" 2>&1 |
  sed "s|$TMP|TMP|"
echo '{"format":"traction-x12/9"}' | run --to x12 - 2>&1
head -c 5000 "$TMP/claims.json" | run --to x12 - 2>&1
[ -e "$TMP/bad.837" ] || echo "nothing was written"
echo "--- usage"
for options in "" "--to json" "--to xml a" "--to json a b" \
  "--to json --format pdf a" "--to x12 --test-sheet" \
  "--to cms1500 --test-sheet a" "--to cms1500 --offset-x 3.555 a" \
  "--to cms1500 --offset-y 73 a" "--to cms1500 --offset-x= a" \
  "--to json no-such.837"; do
  run $options 2>&1 | head -n 1
  echo "status ${PIPESTATUS[0]}"
done
(cd $data && zip -q "$TMP/claims.zip" clean.837)
run --to json "$TMP/claims.zip" 2>&1 | sed "s|$TMP|TMP|"

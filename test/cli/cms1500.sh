# Claims as the fields of the paper form.
export TRACTION_TABLES=$TMP
run() { traction convert --to cms1500 --today 2024-09-01 "$@"; }
forms() { sed '/^"findings"/,$d' | sed 's/,"\([0-9l]\)/,\n  "\1/g'; }
run --quiet test/conformance/clean/837-medicare.x12 | forms
echo "--- a second payer, what does not fit, what is found"
run --today 2026-06-30 test/golden/x12/second-payer.837 2>&1 >/dev/null |
  grep -v '^[we =-]\|^$\|^help'
run --quiet test/cli/data/two-units.837 >"$TMP/forms.json"
echo "status $?"
grep -c '"rule":"TRC0203"' "$TMP/forms.json"
echo "--- nothing to make a form of"
run --format pdf --output "$TMP/none.pdf" test/conformance/clean/ta1.x12 2>&1
echo "status $?"
ls "$TMP"
run test/cli/data/cut.837 2>/dev/null | sed -n 1,4p | cut -c1-60
run --format pdf --output "$TMP/claims.pdf" --quiet test/cli/data/clean.837
echo "status $?"
head -c 5 "$TMP/claims.pdf"
echo
run --test-sheet >"$TMP/sheet.pdf" && pdftotext "$TMP/sheet.pdf" - | grep -c '^24F$'

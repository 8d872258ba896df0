# Safe fixes: each is said, the result differs there and nowhere else, and what
# was fixed is gone when it is checked again.
export TRACTION_TABLES=$TMP
clean=test/cli/data/clean.837
sed -e 's/^HI\*ABK:M9903\*ABF:M5416/HI*ABK:M99.03*ABF:M54.16/' \
  -e 's/^CLM\(.*\)\*Y\*A\*Y\*Y~/CLM\1*Y*A*y*Y***~/' \
  -e 's/^DTP\*454\*D8\*20240806/DTP*454*D8*2024-08-06/' \
  -e 's/^\(NM1\*85.*CHIROPRACTIC\)\*/\1 */' \
  -e 's/^SE\*33/SE*99/; s/^GE\*1/GE*4/; s/^IEA\*1/IEA*2/' $clean >"$TMP/lf.837"
sed 's/$/\r/' "$TMP/lf.837" >"$TMP/crlf.837"
gzip -c "$TMP/crlf.837" >"$TMP/crlf.gz"

# fix NAME: the fixes, where the result differs, what is found in it.
fix() {
  echo "=== $1"
  traction check --quiet --today 2024-09-01 --fix "$TMP/out" "$TMP/$1" \
    2>&1 >/dev/null | sed "s#$TMP#TMP#g"
}
fix lf.837
diff "$TMP/lf.837" "$TMP/out"
traction check --quiet --today 2024-09-01 "$TMP/out"
echo "status $?"
cp "$TMP/out" "$TMP/lf.out"

echo "=== a fix that shows after another: one run does both"
sed -e 's/^SV1\*HC:97012\*/SV1*HC:97012:gp:xs*/; s/ABF:M5416/ABF:m54.16/' \
  -e 's/^REF\*EI\*311550142/REF*EI*31-1550142/' $clean >"$TMP/codes.837"
fix codes.837
diff "$TMP/codes.837" "$TMP/out"
cp "$TMP/out" "$TMP/codes.out"
fix codes.out
cmp "$TMP/out" "$TMP/codes.out" && echo same
traction check --quiet --today 2024-09-01 --fix /dev/stdout --output /dev/null \
  "$TMP/codes.837" 2>/dev/null | grep ^SV1

echo "=== line ends stay, gzip is unpacked"
fix crlf.837
tr -d '\r' <"$TMP/out" | cmp - "$TMP/lf.out" && echo same
cp "$TMP/out" "$TMP/crlf.out"
fix crlf.gz | tail -n 1
cmp "$TMP/out" "$TMP/crlf.out" && echo same

echo "=== nothing to fix: the same bytes"
cp $clean "$TMP/clean.837"
fix clean.837
cmp "$TMP/out" $clean && echo same

echo "=== amounts and codes stay"
sed -e 's/^CLM\*C1001\*80/CLM*C1001*$80.00/; s/SV1\*HC:97012/SV1*HC:9701Z/' \
  $clean >"$TMP/money.837"
fix money.837
cmp "$TMP/out" "$TMP/money.837" && echo same

echo "=== refused"
rm "$TMP/out"
exec 2>&1
traction check --quiet --fix "$TMP/out" - <$clean; echo "status $?"
traction check --quiet --fix "$TMP/out" $clean $clean; echo "status $?"
traction check --quiet --fix "$TMP/out" test/cli/data; echo "status $?"
traction check --quiet --fix - $clean; echo "status $?"
traction check --quiet --today 2024-09-01 --fix "$TMP/none/out" \
  $clean 2>&1 | sed "s#$TMP#TMP#g"
test ! -e "$TMP/out" && echo "nothing written"

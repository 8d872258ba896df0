# Acknowledgements of claims: 999, 277CA and TA1; each is valid itself.
export TRACTION_TABLES=$TMP
clean=test/cli/data/clean.837

# answer FORMAT FILE: one segment a line, and what the checker says of it.
answer() {
  echo "--- $1"
  traction check --quiet --today 2024-09-01 --format "$1" "$2" >"$TMP/answer"
  echo "status $?"
  tr -d '\n' <"$TMP/answer" | sed 's/~/~\n/g'
  if [ -s "$TMP/answer" ]; then
    traction check --quiet --today 2024-09-01 "$TMP/answer" || echo "not valid"
  fi
}

echo "=== a claim without fault"
for format in 999 277ca ta1; do answer $format $clean; done

echo "=== two units: accepted by the 999, rejected by the 277CA"
for format in 999 277ca; do answer $format test/cli/data/two-units.837; done

echo "=== an unknown code, a date that does not exist, a segment too many"
sed -e 's/^SV1\*HC:98940/SV1*QQ:98940/' -e 's/^DTP\*454\*D8\*20240806/DTP*454*D8*20241306/' \
  -e 's/^N3\*1892.*/&\nQQQ*1~/' -e 's/^SE\*[0-9]*/SE*34/' $clean >"$TMP/faults.837"
for format in 999 277ca; do answer $format "$TMP/faults.837"; done

echo "=== counts and numbers of the envelope"
sed 's/^SE\*[0-9]*/SE*99/' $clean >"$TMP/se.837"
answer 999 "$TMP/se.837"
sed 's/^IEA\*1/IEA*2/' $clean >"$TMP/iea.837"
answer 999 "$TMP/iea.837"
sed 's/^\(ISA.*\)\*0\*P/\1*1*P/' $clean >"$TMP/asked.837"
answer 999 "$TMP/asked.837"

echo "=== an institutional claim is not read"
sed 's/X222A1/X223A2/' $clean >"$TMP/institutional.837"
answer 999 "$TMP/institutional.837"

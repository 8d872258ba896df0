# Remittances against claims: two payments of two payers in one file, with a
# denial foretold, two missed, one against the payer's own policy, a reversal
# with its correction, a claim that fits two, and one that is off by a cent.
export TRACTION_TABLES=$TMP
cd examples/remit
traction settle --today 2026-07-06 --claims claims.837 remit.835
echo "status $?"

echo "--- as JSON, with the claims among the remittances, packed, from a pipe"
mkdir "$TMP/sent"
gzip -c claims.837 >"$TMP/sent/claims.gz"
traction settle --today 2026-07-06 --format json --claims "$TMP/sent" - \
  <remit.835 >"$TMP/out.json" 2>"$TMP/err"
echo "status $?"
cat "$TMP/err"
sed "s#$TMP#TMP#g; s#},{#},\n{#g" "$TMP/out.json"
python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$TMP/out.json"
traction settle --today 2026-07-06 --format json --claims claims.837 \
  "$TMP/sent/claims.gz" remit.835 2>/dev/null | grep -c '"payment_count":2'

echo "--- all in order"
sed -n '1,/^CLP\*B1002/p' remit.835 | sed '$d' >"$TMP/good.835"
sed -i 's/^BPR\*I\*180.92/BPR*I*53.4/' "$TMP/good.835"
printf 'SE*22*0001~\nGE*1*9001~\nIEA*1*000009001~\n' >>"$TMP/good.835"
traction settle --today 2026-07-06 --claims claims.837 "$TMP/good.835" |
  tail -n 4
traction settle --today 2026-07-06 --claims claims.837 --output "$TMP/out" \
  "$TMP/good.835"
echo "status $?, $(grep -c 'in balance' "$TMP/out") payment in balance"

echo "--- acknowledgements of the same claims"
traction check --quiet --today 2026-06-17 --format 999 claims.837 >"$TMP/999"
traction check --quiet --today 2026-06-17 --format 277ca claims.837 >"$TMP/277"
traction settle --today 2026-07-06 --claims claims.837 "$TMP/999" "$TMP/277" |
  sed "s#$TMP#TMP#g"
traction settle --today 2026-07-06 --claims claims.837 "$TMP/999" \
  "$TMP/good.835" "$TMP/277" >"$TMP/joined"
echo "status $?"
grep -E "in all|billed 85|were sent" "$TMP/joined"
traction settle --today 2026-07-06 --format json --claims claims.837 - \
  <"$TMP/277" | python3 -c 'import json, sys
summary = json.load(sys.stdin)["acknowledgements"]["summary"]
print(summary["rejected"], summary["accepted"], summary["answers"])'

echo "--- the same payment from two files, and a claim paid twice"
cp "$TMP/good.835" "$TMP/again.835"
sed 's/880100450/880100777/; s/000009001/000009002/' "$TMP/good.835" \
  >"$TMP/twice.835"
traction settle --today 2026-07-06 --claims claims.837 "$TMP/good.835" \
  "$TMP/again.835" "$TMP/twice.835" 2>/dev/null |
  grep -E 'before|in all|paid 1|^  pay'
traction settle --today 2026-07-06 --format json --claims claims.837 \
  "$TMP/good.835" "$TMP/again.835" "$TMP/twice.835" 2>/dev/null |
  python3 -c 'import json, sys
all = json.load(sys.stdin)
print([(one["repeated"], [claim["repeats"] for claim in one["claims"]])
       for one in all["payments"]], all["totals"]["repeated_paid"])'

echo "--- what cannot be settled"
exec 2>&1
head -c 1500 remit.835 |
  traction settle --today 2026-07-06 --claims claims.837 - | tail -n 12
traction settle --claims claims.837 ../../README.md >/dev/null
echo "status $?"
traction settle --claims remit.835 remit.835 >/dev/null; echo "status $?"
traction settle --claims claims.837 none.835 >/dev/null; echo "status $?"
traction settle remit.835; echo "status $?"
traction settle --claims claims.837; echo "status $?"

# A missing segment is shown behind the one it would follow: in a claim, above
# it, and in a remittance, with the guide of that transaction alone. A set
# without any claim is told of at its end.
clean=test/cli/data/clean.837
sed 's/HI\*[^~]*~//' $clean >$TMP/no-hi.837
sed '/^N4\*COLUMBUS\*OH\*432151172/d; s/^SE\*33/SE*32/' $clean >$TMP/no-n4.837
sed '/^CLM/,/^REF\*6R\*C1001-2/d; s/^SE\*33/SE*19/' $clean |
  sed '/^$/d' >$TMP/no-clm.837
sed '/^N4\*/d; s/^SE\*[0-9]*/SE*65/' test/conformance/clean/835.x12 \
  >$TMP/no-n4.835
cd $TMP || exit 3
traction check --today 2026-06-30 --select TRX no-hi.837
status=$?
for file in no-n4.837 no-clm.837 no-n4.835; do
  echo "=== $file"
  traction check --quiet --today 2026-06-30 --select TRX,TRS012 $file
done
exit $status

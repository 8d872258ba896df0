# Input that cannot be X12 is refused at its beginning, however long it is.
head -c 3000000 /dev/zero | traction check --today 2026-06-30 --quiet - 2>&1
echo "status $?"

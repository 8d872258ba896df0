# A missing segment is shown behind the one it would follow.
sed 's/HI\*[^~]*~//' test/cli/data/clean.837 >$TMP/no-hi.837
cd $TMP || exit 3
traction check --today 2026-06-30 --select TRX no-hi.837

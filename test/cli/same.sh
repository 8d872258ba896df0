# Runs are the same to the byte, whatever --jobs says.
export TRACTION_TABLES=$TMP
run() {
  traction check --today 2026-06-30 --notes examples/day/notes.ndjson \
    --format ndjson "$@" examples/day/*.837 | sha256sum
}
first=$(run)
for options in "" "--jobs 1" "--jobs 2" "--jobs 16" "--stats"; do
  [ "$(run $options 2>/dev/null)" = "$first" ] && echo "same with '$options'"
done

# A rule of another severity and another threshold, over the kept claims.
export XDG_DATA_HOME=$TMP/data
export TRACTION_TABLES=$TMP/none
traction replay --help
traction import --quiet examples/day/claims-1-morning.837 \
  examples/day/claims-2-afternoon.837 examples/day/notes.ndjson \
  examples/remit/claims.837 examples/remit/remit.835 2>/dev/null
mkdir "$TMP/mine"
sed 's/total > limit \* days/total > 5 * limit * days/' \
  packs/ncci/TRC0203-*.yaml >"$TMP/mine/TRC0203.yaml"
sed 's/^severity: warning/severity: error/' \
  packs/*/TRC0304-*.yaml >"$TMP/mine/TRC0304.yaml"
traction replay --packs "$TMP/mine" --today 2026-06-30 --select TRC0203,TRC0304 \
  --exit-code | sed -E 's/\([0-9a-f]{12}\)/(sha256)/g; s/rules (traction|user) [0-9.]+/rules \1/g'
echo "status ${PIPESTATUS[0]}"
traction replay --packs "$TMP/mine" --packs "$TMP/mine" --exit-code | tail -n 1
echo "status ${PIPESTATUS[0]}"
traction replay 2>&1
echo "status $?"

# Tables are imported, listed, used and verified; damage is found.
export TRACTION_TABLES=$TMP/tables
traction tables list --today 2026-01-01 |
  awk 'NR > 1 { print $1, ($0 ~ /built in/ ? "built in" : "?") }' | sort | head -n 4
traction tables verify | sed "s|$TMP|TMP|"
cat >"$TMP/MUE.csv" <<'END'
"Copyright","","",""
HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale
97012,2,3 Date of Service Edit: Clinical,Clinical: Data
98940,1,2 Date of Service Edit: Policy,Code Descriptor / CPT Instruction
END
traction tables import ncci-mue --edition 2026Q2 "$TMP/MUE.csv" 2>&1 |
  sed "s|$TMP|TMP|"
traction tables list --today 2026-06-30 | grep imported
traction tables verify | sed "s|$TMP|TMP|"
sed 's/20240812/20260512/g' test/cli/data/two-units.837 >"$TMP/spring.837"
traction check --today 2026-06-30 --select TRC0203 --quiet "$TMP/spring.837"
echo "status $?"
index=$(echo "$TMP"/tables/*.index)
printf 'X' | dd of="$index" bs=1 seek=$(($(stat -c %s "$index") - 1)) \
  conv=notrunc status=none
traction tables verify 2>&1 | sed "s|$TMP|TMP|"
printf 'X' | dd of="$index" bs=1 seek=30 conv=notrunc status=none
traction check "$TMP/spring.837" 2>&1 >/dev/null | sed "s|$TMP|TMP|"
traction tables import ncci-mue "$TMP/none.csv" 2>&1 | sed "s|$TMP|TMP|"
traction tables import ncci-mue --edition 2026Q2 test/cli/data/letter.txt
echo "status $?"

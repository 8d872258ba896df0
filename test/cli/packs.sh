# A user's rules go over the built-in ones; faults in them are shown in place.
export TRACTION_TABLES=$TMP
mkdir "$TMP/packs"
cp packs/ncci/TRC0203-units-over-mue.yaml "$TMP/packs/"
sed -i 's/^severity: error/severity: advice/; s/severity: error,/severity: advice,/' \
  "$TMP/packs/TRC0203-units-over-mue.yaml"
traction check --today 2024-09-01 --packs "$TMP/packs" \
  test/cli/data/two-units.837 | head -n 1
traction check --today 2024-09-01 --packs "$TMP/packs" --format json \
  test/cli/data/two-units.837 | tail -n 1 | grep -o '"name":"user"'
sed -i 's/^when: .*/when: line.untis > 1/' \
  "$TMP/packs/TRC0203-units-over-mue.yaml"
traction check --packs "$TMP/packs" test/cli/data/two-units.837 \
  >/dev/null 2>"$TMP/words"
echo "status $?"
sed "s|$TMP|TMP|" "$TMP/words"

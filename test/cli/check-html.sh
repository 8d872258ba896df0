# HTML: one page; without style and script here, which test/browser looks at.
export TRACTION_TABLES=$TMP
traction check --today 2024-09-01 --format html test/cli/data/two-units.837 \
  >"$TMP/html"
echo "status $?"
sed -e "s/sha256-[A-Za-z0-9+/=]*/sha256-.../g" \
  -e 's/SHA-256 <code>[0-9a-f]*/SHA-256 <code>.../' \
  -e 's/<li>tables: .*/<li>tables: .../' \
  -e '/<style>/,/<\/style>/d' -e '/<script>/,/<\/script>/d' "$TMP/html"
traction check --today 2024-09-01 --format html test/cli/data/clean.837 |
  grep -c 'Nothing to report'

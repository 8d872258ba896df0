# Every statement of the article is there; A1 to A27 and A34 have their rule.
traction explain --article >"$TMP/article" || exit 1
grep -c '^A[0-9]' "$TMP/article"
awk '/^A[0-9]/ { number = $1; next }
     /^     TR/ { if (!(number in seen)) printf "%s ", number; seen[number] }
     END { print "" }' "$TMP/article"
grep -A4 '^A5 ' "$TMP/article"

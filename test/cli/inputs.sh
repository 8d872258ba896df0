# The same findings however a file comes: stdin, gzip, zip, in a folder.
export TRACTION_TABLES=$TMP
data=$PWD/test/cli/data
cd "$TMP"
mkdir day
cp "$data/two-units.837" day/b.837
cp "$data/clean.837" day/a.txt
cp "$data/letter.txt" day/c.txt
gzip -c "$data/two-units.837" >two.gz
cat "$data/two-units.837" | split -b 700 - part.
for part in part.*; do gzip -c $part; done >many.gz
(cd day && zip -q ../day.zip a.txt b.837 c.txt)
(cd day && zip -q ../letters.zip c.txt)
check() {
  echo "\$ $*"
  traction check --today 2024-09-01 --format ndjson --ignore TRX0007 "$@" 2>&1 |
    sed 's/"slug".*"file":/... "file":/; s/,"claim_at.*"at"/ ... "at"/;
         s/,"also.*/}/; s/"interchanges.*//'
}
check - <"$data/two-units.837"
check two.gz
check many.gz
check day
check day.zip
check letters.zip
check - <day.zip
check - <two.gz
head -c 500 two.gz >cut.gz
check cut.gz
check empty-folder
mkdir empty-folder
check empty-folder

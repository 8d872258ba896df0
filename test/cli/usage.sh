# What is not understood: the sentence, and status 2.
exec 2>&1
export TRACTION_TABLES=$TMP
try() {
  echo "\$ traction ${*//$TMP/TMP}"
  traction "$@"
  echo "status $?"
}
file=test/cli/data/clean.837
try chek $file
try $file
try audit --notes x
try --verison
try check
try check --fromat json $file
try check --fix $TMP/out.837 $file $file
try check --format pdf $file
try check --fail-on fatal $file
try check --jobs 0 $file
try check --jobs 12x $file
try check --today 2024-02-30 $file
try check --notes
try check --select TRC0203,TRC0230 $file
try check --ignore units-over-mu $file
try check --quite $file
try explain
try explain TRC0230
try explain untis-over-mue
try explain --article TRC0203
try rules TRC0203
try rules --format xml
try tables
try tables import ncci-ptp
try tables import cpt x.csv
try help chekc

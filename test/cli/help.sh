# Without arguments the overview is shown, and that is no success.
export TRACTION_TABLES=$TMP
traction; echo "status $?"
traction --help | tail -n +3 | head -n 3
traction check --help
traction check --notes notes -h | head -n 1
traction help rules

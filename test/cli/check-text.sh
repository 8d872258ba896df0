export TRACTION_TABLES=$TMP
traction check --today 2024-09-01 test/cli/data/two-units.837
echo "status $?"
traction check --today 2024-09-01 --quiet test/cli/data/clean.837
echo "status $?"
traction check --today 2024-09-01 --color always test/cli/data/two-units.837 |
  head -n 2 | cat -v

# The manual pages are clean mdoc, the completions are programs.
for page in traction check code note settle convert explain rules tables import audit replay db help; do
  traction help --man $page >"$TMP/page.1" || echo "no page $page"
  mandoc -Tlint -W warning "$TMP/page.1" && echo "$page is clean"
done
traction help --completion bash >"$TMP/completion"
bash -n "$TMP/completion" && . "$TMP/completion"
complete_words() {
  COMP_WORDS=("$@")
  COMP_CWORD=$(($# - 1))
  COMPREPLY=()
  _traction
  echo "${COMPREPLY[*]}"
}
complete_words traction c
complete_words traction check --fo
complete_words traction check --format ''
complete_words traction tables im
traction help --completion zsh | head -n 1

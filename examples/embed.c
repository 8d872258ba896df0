/* Checks a file of claims with libtraction and prints each finding as JSON.
 *
 *   cc embed.c $(pkg-config --cflags --libs traction) -o embed
 *   ./embed june.837
 */
#include <stdio.h>
#include <stdlib.h>
#include <traction/traction.h>

static void take_findings(tr_checker *checker) {
  for (const char *json; (json = tr_checker_next(checker)) != NULL;) puts(json);
}

/* Feed the file in pieces, as it would come from anywhere. */
static int check(tr_checker *checker, const char *name, FILE *file) {
  char bytes[4096];
  size_t n;
  int status = TRACTION_OK;
  while (status == TRACTION_OK &&
         (n = fread(bytes, 1, sizeof bytes, file)) > 0) {
    status = tr_checker_feed(checker, name, bytes, n);
    take_findings(checker);
  }
  if (status == TRACTION_OK) status = tr_checker_feed(checker, NULL, NULL, 0);
  take_findings(checker);
  return status;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s FILE [TODAY]\n", argv[0]);
    return 2;
  }
  FILE *file = fopen(argv[1], "rb");
  if (file == NULL) {
    perror(argv[1]);
    return 3;
  }
  const tr_options options = {.today = argc > 2 ? argv[2] : NULL};
  tr_rules *rules = tr_rules_open();
  tr_checker *checker = rules != NULL ? tr_checker_new(rules, &options) : NULL;
  int status = checker != NULL ? check(checker, argv[1], file) : -1;
  if (status == TRACTION_OK) {
    const tr_counts counts = tr_checker_counts(checker);
    puts(tr_checker_summary(checker));
    fprintf(stderr, "traction %s: %llu claims, %llu with errors\n",
            tr_version(), counts.claims, counts.claims_with_errors);
  }
  tr_checker_free(checker);
  tr_rules_close(rules);
  fclose(file);
  return status == TRACTION_OK ? 0 : 3;
}

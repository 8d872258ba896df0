/* What every unit test includes: cmocka with the headers it needs, rows of
 * tables, and main(). A test file is one program. */
#ifndef TR_TEST_H
#define TR_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

/** Number of elements of an array. */
#define TR_COUNT(array) (sizeof(array) / sizeof(array)[0])

/**
 * Name the row under test; printed only when an assertion fails after it.
 *
 * @param i   Number of the row.
 * @param str The row's input as a tr_str.
 */
#define TR_ROW(i, str) tr_test_row(__FILE__, __LINE__, (size_t)(i), (str))

static char tr_test_row_text[512];

static inline void tr_test_row(const char *file, int line, size_t i,
                               tr_str text) {
  snprintf(tr_test_row_text, sizeof tr_test_row_text,
           "%s:%d: in row %zu: \"%.*s\"", file, line, i, TR_STR_ARG(text));
}

/** Compare a tr_str with a string literal. */
#define TR_ASSERT_STR(actual, expected)                           \
  do {                                                            \
    const tr_str tr_actual = (actual);                            \
    const tr_str tr_expected = tr_str_of(expected);               \
    if (!tr_str_eq(tr_actual, tr_expected))                       \
      fail_msg("\"%.*s\" is not \"%.*s\"", TR_STR_ARG(tr_actual), \
               TR_STR_ARG(tr_expected));                          \
  } while (0)

/* Each test runs inside tr_test_run(): a failing assertion leaves it early, and
 * the teardown then still finds the row. */
static const struct CMUnitTest *tr_test_list;
static size_t tr_test_at;

static inline int tr_test_begin(void **state) {
  tr_test_row_text[0] = '\0';
  const CMFixtureFunction setup = tr_test_list[tr_test_at].setup_func;
  return setup != NULL ? setup(state) : 0;
}

static inline void tr_test_run(void **state) {
  tr_test_list[tr_test_at].test_func(state);
  tr_test_row_text[0] = '\0';
}

static inline int tr_test_end(void **state) {
  if (tr_test_row_text[0] != '\0') fprintf(stderr, "%s\n", tr_test_row_text);
  const CMFixtureFunction teardown = tr_test_list[tr_test_at].teardown_func;
  tr_test_at++;
  return teardown != NULL ? teardown(state) : 0;
}

/** main() of a test file, from a list of cmocka_unit_test() entries. */
#define TR_TESTS(...)                                                       \
  int main(void) {                                                          \
    static const struct CMUnitTest list[] = {__VA_ARGS__};                  \
    static struct CMUnitTest wrapped[TR_COUNT(list)];                       \
    for (size_t i = 0; i < TR_COUNT(list); i++)                             \
      wrapped[i] =                                                          \
          (struct CMUnitTest){list[i].name, tr_test_run, tr_test_begin,     \
                              tr_test_end, list[i].initial_state};          \
    tr_test_list = list;                                                    \
    return _cmocka_run_group_tests(__FILE__, wrapped, TR_COUNT(list), NULL, \
                                   NULL) != 0;                              \
  }

#endif

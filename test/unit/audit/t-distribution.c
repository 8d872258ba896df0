/* Tests of src/audit/distribution.c. */
#include "audit/distribution.h"
#include "tr_test.h"

#include <math.h>

#pragma GCC diagnostic ignored "-Wunused-variable"
#include "audit/references.h"

#define EXACT 1e-10

#define ASSERT_NEAR(actual, expected)                           \
  do {                                                          \
    const double tr_is = (actual), tr_be = (expected);          \
    if (!(fabs(tr_is - tr_be) <= EXACT * fabs(tr_be)))          \
      fail_msg("row %zu: %.17g is not %.17g", i, tr_is, tr_be); \
  } while (0)

static void agrees_with_the_references(void **state) {
  (void)state;
  double v;
  for (size_t i = 0; i < TR_COUNT(log_gammas); i++) {
    assert_int_equal(tr_log_gamma(log_gammas[i][0], &v), TR_OK);
    ASSERT_NEAR(v, log_gammas[i][1]);
  }
  for (size_t i = 0; i < TR_COUNT(gammas); i++) {
    assert_int_equal(tr_gamma_upper(gammas[i][0], gammas[i][1], &v), TR_OK);
    ASSERT_NEAR(v, gammas[i][2]);
    assert_int_equal(
        tr_chi_square_upper(2 * gammas[i][1], 2 * gammas[i][0], &v), TR_OK);
    ASSERT_NEAR(v, gammas[i][2]);
  }
  for (size_t i = 0; i < TR_COUNT(betas); i++) {
    const double *row = betas[i];
    assert_int_equal(tr_beta_regular(row[0], row[1], row[2], &v), TR_OK);
    ASSERT_NEAR(v, row[3]);
  }
  for (size_t i = 0; i < TR_COUNT(normals); i++) {
    assert_int_equal(tr_normal_lower(normals[i][0], &v), TR_OK);
    ASSERT_NEAR(v, normals[i][1]);
  }
  for (size_t i = 0; i < TR_COUNT(normal_quantiles); i++) {
    assert_int_equal(tr_normal_inverse(normal_quantiles[i][0], &v), TR_OK);
    ASSERT_NEAR(v, normal_quantiles[i][1]);
  }
  for (size_t i = 0; i < TR_COUNT(students); i++) {
    assert_int_equal(tr_student_upper(students[i][0], students[i][1], &v),
                     TR_OK);
    ASSERT_NEAR(v, students[i][2]);
  }
  for (size_t i = 0; i < TR_COUNT(student_quantiles); i++) {
    const double *row = student_quantiles[i];
    assert_int_equal(tr_student_inverse(row[0], row[1], &v), TR_OK);
    ASSERT_NEAR(v, row[2]);
  }
  for (size_t i = 0; i < TR_COUNT(binomials); i++) {
    const double *row = binomials[i];
    const uint64_t k = (uint64_t)row[0], n = (uint64_t)row[1];
    assert_int_equal(tr_binomial_lower(k, n, row[2], &v), TR_OK);
    ASSERT_NEAR(v, row[3]);
    assert_int_equal(tr_binomial_upper(k, n, row[2], &v), TR_OK);
    ASSERT_NEAR(v, row[4]);
  }
}

static void chances_of_all_counts_are_one(void **state) {
  (void)state;
  const double shares[] = {0, 1e-9, 0.03, 0.5, 0.97, 1};
  for (size_t i = 0; i < TR_COUNT(shares); i++)
    for (uint64_t n = 1; n < 60; n += 7) {
      double sum = 0, at, below;
      for (uint64_t k = 0; k <= n; k++) {
        assert_int_equal(tr_binomial_at(k, n, shares[i], &at), TR_OK);
        sum += at;
        assert_int_equal(tr_binomial_lower(k, n, shares[i], &below), TR_OK);
        assert_true(fabs(below - sum) < 1e-12);
      }
      ASSERT_NEAR(sum, 1);
    }
}

static void inverses_lead_back(void **state) {
  (void)state;
  const double chances[] = {1e-12, 0.01, 0.2, 0.5, 0.8, 0.99};
  for (size_t i = 0; i < TR_COUNT(chances); i++)
    for (double a = 0.5; a < 3000; a *= 3)
      for (double b = 0.5; b < 3000; b *= 5) {
        double x, p;
        assert_int_equal(tr_beta_inverse(a, b, chances[i], &x), TR_OK);
        assert_int_equal(tr_beta_regular(a, b, x, &p), TR_OK);
        /* near 1 the next double is already another chance */
        assert_true(fabs(p - chances[i]) < 1e-9 || x > 1 - 1e-12);
        assert_int_equal(tr_student_inverse(chances[i], a, &x), TR_OK);
        assert_int_equal(tr_student_upper(-x, a, &p), TR_OK);
        ASSERT_NEAR(p, chances[i]);
      }
}

static void large_counts_keep_their_digits(void **state) {
  (void)state;
  double low, high, at;
  const uint64_t n = 10000000, k = 3000500;
  assert_int_equal(tr_binomial_lower(k, n, 0.3, &low), TR_OK);
  assert_int_equal(tr_binomial_upper(k, n, 0.3, &high), TR_OK);
  assert_int_equal(tr_binomial_at(k, n, 0.3, &at), TR_OK);
  const size_t i = 0;
  ASSERT_NEAR(low + high - at, 1);
}

static void refuses_what_has_no_value(void **state) {
  (void)state;
  double v = 42;
  const double bad[] = {NAN, -1, -INFINITY};
  for (size_t i = 0; i < TR_COUNT(bad); i++) {
    assert_int_equal(tr_log_gamma(bad[i], &v), TR_ERANGE);
    assert_int_equal(tr_gamma_upper(bad[i], 1, &v), TR_ERANGE);
    assert_int_equal(tr_gamma_upper(1, bad[i], &v), TR_ERANGE);
    assert_int_equal(tr_beta_regular(bad[i], 1, 0.5, &v), TR_ERANGE);
    assert_int_equal(tr_beta_regular(1, bad[i], 0.5, &v), TR_ERANGE);
    assert_int_equal(tr_beta_regular(1, 1, bad[i], &v), TR_ERANGE);
    assert_int_equal(tr_beta_inverse(1, 1, bad[i], &v), TR_ERANGE);
    assert_int_equal(tr_chi_square_upper(bad[i], 1, &v), TR_ERANGE);
    assert_int_equal(tr_chi_square_upper(1, bad[i], &v), TR_ERANGE);
    assert_int_equal(tr_normal_inverse(bad[i], &v), TR_ERANGE);
    assert_int_equal(tr_student_inverse(bad[i], 3, &v), TR_ERANGE);
    assert_int_equal(tr_student_inverse(0.5, bad[i], &v), TR_ERANGE);
    assert_int_equal(tr_student_upper(1, bad[i], &v), TR_ERANGE);
    assert_int_equal(tr_binomial_at(0, 3, bad[i], &v), TR_ERANGE);
  }
  assert_int_equal(tr_normal_lower(NAN, &v), TR_ERANGE);
  assert_int_equal(tr_student_upper(NAN, 3, &v), TR_ERANGE);
  assert_int_equal(tr_normal_inverse(1, &v), TR_ERANGE);
  assert_int_equal(tr_student_inverse(1, 3, &v), TR_ERANGE);
  assert_int_equal(tr_beta_regular(1, 1, 1.5, &v), TR_ERANGE);
  assert_int_equal(tr_binomial_lower(4, 3, 0.5, &v), TR_ERANGE);
  assert_int_equal(tr_binomial_upper(4, 3, 0.5, &v), TR_ERANGE);
  assert_true(v == 42);
}

static void the_ends_are_exact(void **state) {
  (void)state;
  double v;
  assert_int_equal(tr_gamma_upper(3, 0, &v), TR_OK);
  assert_true(v == 1);
  assert_int_equal(tr_beta_regular(3, 2, 0, &v), TR_OK);
  assert_true(v == 0);
  assert_int_equal(tr_beta_regular(3, 2, 1, &v), TR_OK);
  assert_true(v == 1);
  assert_int_equal(tr_beta_inverse(3, 2, 1, &v), TR_OK);
  assert_true(v == 1);
  assert_int_equal(tr_student_upper(INFINITY, 3, &v), TR_OK);
  assert_true(v == 0);
  assert_int_equal(tr_student_upper(0, 3, &v), TR_OK);
  assert_true(v == 0.5);
  assert_int_equal(tr_student_inverse(0.5, 3, &v), TR_OK);
  assert_true(v == 0);
  assert_int_equal(tr_binomial_lower(3, 3, 0.5, &v), TR_OK);
  assert_true(v == 1);
  assert_int_equal(tr_binomial_upper(0, 3, 0.5, &v), TR_OK);
  assert_true(v == 1);
}

TR_TESTS(cmocka_unit_test(agrees_with_the_references),
         cmocka_unit_test(chances_of_all_counts_are_one),
         cmocka_unit_test(inverses_lead_back),
         cmocka_unit_test(large_counts_keep_their_digits),
         cmocka_unit_test(refuses_what_has_no_value),
         cmocka_unit_test(the_ends_are_exact))

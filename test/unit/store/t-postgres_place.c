/* Tests of src/store/postgres_place.c: what stays on this machine, and what is
 * refused. */
#include "store/postgres_place.h"
#include "store_test.h"

static const tr_postgres_surroundings nothing = {.host = NULL};

static void holds_the_way_to_what_is_elsewhere(void **state) {
  (void)state;
  static const struct {
    const char *place;
    bool verified;
  } cases[] = {{"postgresql:///name", false},
               {"postgresql://user@/name?host=/run/postgresql", false},
               {"postgresql://user@%2Frun%2Fpostgresql/name", false},
               {"postgresql://localhost/name", false},
               {"postgres://127.0.0.1:5433/name?sslmode=disable", false},
               {"postgresql://[::1]/name", false},
               {"postgresql://localhost,127.0.0.9/name", false},
               {"postgresql://db.example.org/name", true},
               {"postgresql://10.0.0.7/name", true},
               {"postgresql://127.example.org/name", true},
               {"postgresql://localhost.example.org/name", true},
               {"postgresql://localhost,db.example.org/name", true},
               {"postgresql://localhost/name?hostaddr=10.0.0.7", true},
               {"postgresql://db.example.org/n?hostaddr=127.0.0.1", false},
               {"postgresql://h.example.org/n?sslmode=verify-full", true},
               {"postgresql:///?service=clinic", true}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tr_store_error error = {""};
    bool verified = !cases[i].verified;
    assert_int_equal(
        tr_postgres_place_check(cases[i].place, &nothing, &verified, &error),
        TR_OK);
    assert_true(verified == cases[i].verified);
  }
}

static void refuses_less(void **state) {
  (void)state;
  static const char *const modes[] = {"disable", "allow", "prefer", "require",
                                      "verify-ca"};
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
    char place[128];
    tr_store_error error = {""};
    bool verified;
    snprintf(place, sizeof place, "postgresql://h.example.org/n?sslmode=%s",
             modes[i]);
    assert_int_equal(
        tr_postgres_place_check(place, &nothing, &verified, &error), TR_ERANGE);
    assert_non_null(strstr(error.text, "verify-full"));
    const tr_postgres_surroundings around = {.ssl_mode = modes[i]};
    assert_int_equal(tr_postgres_place_check("postgresql://h.example.org/n",
                                             &around, &verified, &error),
                     TR_ERANGE);
  }
}

static void takes_from_the_surroundings(void **state) {
  (void)state;
  static const struct {
    tr_postgres_surroundings around;
    bool verified;
  } cases[] = {{{.host = "db.example.org"}, true},
               {{.host = "/tmp"}, false},
               {{.host_addr = "10.0.0.7", .host = "localhost"}, true},
               {{.service = "clinic"}, true},
               {{.service = "clinic", .host = "localhost"}, false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tr_store_error error = {""};
    bool verified = !cases[i].verified;
    assert_int_equal(
        tr_postgres_place_check("postgresql:///n", &cases[i].around, &verified,
                                &error),
        TR_OK);
    assert_true(verified == cases[i].verified);
  }
}

static void takes_no_secret_and_shows_none(void **state) {
  (void)state;
  static const char *const places[] = {
      "postgresql://user:hush@localhost/n", "postgresql:///n?password=hush",
      "postgresql:///n?sslpassword=hush", "postgresql://user:hush@[bad/n",
      "postgresql://user:hush@h/n?nonsense=1"};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    tr_store_error error = {""};
    bool verified;
    const tr_status status =
        tr_postgres_place_check(places[i], &nothing, &verified, &error);
    assert_int_equal(status, i < 3 ? TR_ERANGE : TR_ESYNTAX);
    assert_null(strstr(error.text, "hush"));
    assert_true(error.text[0] != '\0');
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(holds_the_way_to_what_is_elsewhere),
      cmocka_unit_test(refuses_less),
      cmocka_unit_test(takes_from_the_surroundings),
      cmocka_unit_test(takes_no_secret_and_shows_none)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A store in the database whose address is in $TRACTION_POSTGRES. Where there
 * is none such a program says that it was skipped; test/store has one. */
#ifndef TEST_SERVER_TEST_H
#define TEST_SERVER_TEST_H

#include <stdio.h>

#include "store_test.h"

static inline bool server_missing(void) {
  const char *address = getenv("TRACTION_POSTGRES");
  if (address != NULL && *address != '\0') return false;
  printf("1..0 # SKIP no server; store/postgres has one\n");
  return true;
}

static inline void server_open(place *at) {
  memset(at, 0, sizeof *at);
  const tr_store_options options = {getenv("TRACTION_POSTGRES"), NULL,
                                    TR_STORE_MAKE};
  if (tr_store_open(&options, &at->store, &at->error) != TR_OK)
    fail_msg("%s", at->error.text);
}

static inline void run_sql(place *at, const char *sql) {
  if (tr_store_execute(at->store, sql) != TR_OK)
    fail_msg("%s", tr_store_message(at->store));
}

/* Tables to write in, empty. */
static inline void new_table(place *at) {
  run_sql(at,
          "DROP TABLE IF EXISTS child, parent; CREATE TABLE parent (id BIGINT "
          "PRIMARY KEY, name TEXT, body BYTEA); CREATE TABLE child (parent "
          "BIGINT NOT NULL REFERENCES parent (id), number BIGINT NOT NULL, "
          "PRIMARY KEY (parent, number))");
}

#endif

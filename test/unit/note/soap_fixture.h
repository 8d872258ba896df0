/* A plain note, the facts wanted of it, and the words they come from. */
#ifndef TEST_SOAP_FIXTURE_H
#define TEST_SOAP_FIXTURE_H

#include <stdlib.h>

#include "note/soap.h"
#include "note/soap_parts.h"
#include "tr_test.h"

/** A fact wanted. */
typedef struct soap_row {
  const char *text;    /**< the note */
  const char *pointer; /**< "/services/0/minutes" */
  const char *value;   /**< NULL: nothing may stand there */
  const char *words;   /**< the bytes it was read at; NULL: not looked at */
} soap_row;

typedef struct soap_search {
  const soap_row *row;
  const tr_soap_draft *draft;
  tr_str value, words;
  bool found;
} soap_search;

static inline void soap_open(void *context, tr_str key, bool array) {
  (void)context;
  (void)key;
  (void)array;
}

static inline void soap_close(void *context, bool array) {
  (void)context;
  (void)array;
}

static inline void soap_see(void *context, tr_str key, const char *pointer,
                            const tr_soap_value *value) {
  soap_search *search = context;
  (void)key;
  assert_true(value->span.start < value->span.end);
  assert_true(value->span.end <= search->draft->text.n);
  if (strcmp(pointer, search->row->pointer) != 0) return;
  search->found = true;
  search->value = value->text;
  search->words = (tr_str){search->draft->text.p + value->span.start,
                           value->span.end - value->span.start};
}

static inline void soap_see_section(void *context, tr_str key,
                                    const char *pointer,
                                    const tr_soap_section *section) {
  const tr_soap_value value = {.text = {"", 0}, .span = section->pieces[0]};
  soap_see(context, key, pointer, &value);
}

/** Read the note of each row and look for its fact. */
static inline void soap_check(const soap_row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    tr_arena arena;
    tr_soap_draft *draft = NULL;
    tr_arena_init(&arena, TR_SOAP_ARENA);
    assert_int_equal(tr_soap_read(&arena, text, &draft), TR_OK);
    soap_search search = {.row = &rows[i], .draft = draft};
    const tr_soap_watch watch = {.context = &search,
                                 .open = soap_open,
                                 .close = soap_close,
                                 .value = soap_see,
                                 .section = soap_see_section};
    tr_soap_walk(draft, &watch);
    if (rows[i].value == NULL) {
      if (search.found)
        fail_msg("%s: %.*s was found", rows[i].pointer,
                 TR_STR_ARG(search.value));
    } else if (!search.found) {
      fail_msg("%s was not found", rows[i].pointer);
    } else {
      TR_ASSERT_STR(search.value, rows[i].value);
      if (rows[i].words != NULL) TR_ASSERT_STR(search.words, rows[i].words);
    }
    tr_arena_done(&arena);
  }
}

#define SOAP_CHECK(rows) soap_check((rows), TR_COUNT(rows))

#endif

/* Tests of src/note/soap_walk.c: what is told, in which order, and what is not
 * there is told only to those who ask. */
#include "note/soap.h"

#include "tr_test.h"

typedef struct trace {
  tr_buf text;
  int depth;
} trace;

static void on_open(void *context, tr_str key, bool array) {
  trace *t = context;
  t->depth++;
  tr_buf_addf(&t->text, "%.*s%c", TR_STR_ARG(key), array ? '[' : '{');
}

static void on_close(void *context, bool array) {
  trace *t = context;
  t->depth--;
  tr_buf_add_char(&t->text, array ? ']' : '}');
}

static void on_value(void *context, tr_str key, const char *pointer,
                     const tr_soap_value *value) {
  trace *t = context;
  (void)key;
  tr_buf_addf(&t->text, " %s=%.*s", pointer, TR_STR_ARG(value->text));
}

static void on_absent(void *context, tr_str key) {
  trace *t = context;
  tr_buf_addf(&t->text, " -%.*s", TR_STR_ARG(key));
}

static void on_section(void *context, tr_str key, const char *pointer,
                       const tr_soap_section *section) {
  trace *t = context;
  (void)key;
  tr_buf_addf(&t->text, " %s:%zu", pointer, section->count);
}

static void walks_in_the_order_of_the_format(void **state) {
  (void)state;
  tr_arena arena;
  tr_soap_draft *draft = NULL;
  trace t = {.depth = 0};
  tr_buf_init(&t.text, 1 << 16);
  tr_arena_init(&arena, 8 << 20);
  assert_int_equal(
      tr_soap_read(&arena, TR_STR("S: LBP 5/10\nP: adj L5"), &draft), TR_OK);
  tr_soap_watch watch = {.context = &t,
                         .open = on_open,
                         .close = on_close,
                         .value = on_value,
                         .section = on_section};
  tr_soap_walk(draft, &watch);
  assert_int_equal(t.depth, 0);
  TR_ASSERT_STR(tr_buf_str(&t.text),
                " /subjective:1 /plan:1pain{ /pain/before=5}"
                "segments[{ /segments/0/level=L5 /segments/0/region=lumbar"
                " /segments/0/adjusted=true}]"
                "services[{ /services/0/kind=cmtareas["
                " /services/0/areas/0=lumbar]}]");
  tr_buf_clear(&t.text);
  watch.absent = on_absent;
  tr_soap_walk(draft, &watch);
  assert_int_equal(t.depth, 0);
  assert_true(tr_str_find_nocase(tr_buf_str(&t.text),
                                 TR_STR(" -date_of_service")) != SIZE_MAX);
  assert_true(tr_str_find_nocase(tr_buf_str(&t.text), TR_STR(" -minutes")) !=
              SIZE_MAX);
  assert_true(tr_str_find_nocase(tr_buf_str(&t.text),
                                 TR_STR(" -plan_of_care")) != SIZE_MAX);
  tr_buf_done(&t.text);
  tr_arena_done(&arena);
}

TR_TESTS(cmocka_unit_test(walks_in_the_order_of_the_format))

/* Any bytes as an expression, a place and a template of the rule language; what
 * compiles is evaluated with nothing bound, and where it does not the error is
 * within the text. */
#include "fuzz.h"
#include "rule/compile.h"
#include "rule/eval.h"

enum { MOST = 16 << 20 };

static void see(tr_str text, tr_status status, const tr_compile_error *error) {
  if (status == TR_OK || status == TR_ENOMEM) return;
  fuzz_want(error->at <= text.n && error->message[0] != '\0',
            "an error is within the text and has words");
  tr_buf shown;
  tr_buf_init(&shown, MOST);
  tr_compile_error_show(error, text, &shown);
  tr_buf_done(&shown);
}

static void compile(tr_str text, tr_each each) {
  tr_arena arena;
  tr_compile_env env;
  tr_compile_error error = {.message = ""};
  const tr_program *program = NULL;
  tr_template words = {0};
  const tr_scope nothing = {.today = TR_DAY_MIN, .service_date = TR_DAY_MIN};
  tr_found_place place;
  tr_buf out;
  tr_buf_init(&out, MOST);
  tr_arena_init(&arena, MOST);
  tr_compile_env_init(&env, each, tr_pack_builtin.keys,
                      tr_pack_builtin.key_count);
  tr_status status = tr_compile_expression(&arena, text, &env, TR_TYPE_FLAG,
                                           &program, NULL, &error);
  see(text, status, &error);
  if (status == TR_OK) (void)tr_eval_flag(program, &nothing, NULL);
  status = tr_compile_place(&arena, text, &env, &program, &error);
  see(text, status, &error);
  if (status == TR_OK) (void)tr_eval_place(program, &nothing, &place);
  status = tr_compile_template(&arena, text, &env, &words, &error);
  see(text, status, &error);
  if (status == TR_OK) tr_eval_template(&words, &nothing, NULL, 0, &out);
  tr_arena_done(&arena);
  tr_buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const fuzz_input input = fuzz_take(data, size);
  const tr_str text = {input.bytes, input.size};
  const tr_each each = (tr_each)(1 + input.cuts % (TR_EACH_COUNT - 1));
  compile(text, input.cuts == 0 ? TR_EACH_LINE : each);
  if (input.failing != 0) {
    fuzz_fail_allocation(input.failing);
    compile(text, TR_EACH_LINE);
    (void)fuzz_allocations_work();
  }
  return 0;
}

/* traction code --compare: the coded visits beside the claims. */
#include "code_run.h"
#include "coding/compare_csv.h"
#include "coding/compare_json.h"
#include "coding/compare_text.h"

void code_compare_keep(code_run *run, const tr_coded_visit *visit) {
  tr_status status;
  tr_coded_visit *kept = tr_array_add(&run->coded, &status);
  if (kept != NULL) {
    *kept = *visit; /* what it points to lives as long as the arena */
  } else {
    file_say("too many visits for the memory there is");
    run->failed = true;
  }
}

static void render(code_run *run, const tr_comparison *comparison) {
  if (run->format == CODE_JSON) {
    tr_compare_json(&run->json, comparison);
    tr_buf_add_char(&run->out, '\n');
  } else if (run->format == CODE_CSV) {
    tr_compare_csv(&run->out, comparison);
  } else {
    const tr_coding_page page = {&run->out, run->color, run->columns};
    tr_compare_text(&page, comparison);
  }
}

bool code_compare(code_run *run) {
  const uint32_t count = run->claims.count;
  const tr_claim_context **claims =
      tr_arena_array(&run->arena, (size_t)count + 1, sizeof *claims);
  for (uint32_t i = 0; claims != NULL && i < count; i++)
    claims[i] = ((const code_claim *)tr_array_at(&run->claims, i))->context;

  const tr_compare_input input = {.pack = run->knowledge.pack,
                                  .tables = &run->knowledge.tables,
                                  .claims = claims,
                                  .claim_count = count,
                                  .visits = run->coded.items,
                                  .visit_count = run->coded.count,
                                  .pairs = run->pairs.items,
                                  .pair_count = run->pairs.count};
  const tr_comparison *comparison = NULL;
  const tr_status status =
      claims == NULL ? TR_ELIMIT
                     : tr_compare_run(&run->arena, &input, &comparison);
  if (status != TR_OK) {
    file_say("cannot compare: %s", tr_status_text(status));
    return false;
  }
  run->differs = tr_compare_differs(comparison);
  render(run, comparison);
  return true;
}

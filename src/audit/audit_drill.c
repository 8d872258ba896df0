/* The claims behind a number. */
#include <stdlib.h>

#include "audit/audit_parts.h"

typedef struct drilling {
  const tr_columns *columns;
  bool *lines, *claims;
  tr_audit_drilled *drilled;
} drilling;

static void take(void *context, uint32_t line) {
  drilling *d = context;
  if (d->lines[line]) return;
  d->lines[line] = true;
  d->drilled->lines++;
  d->drilled->charge += d->columns->line_charge[line];
  d->drilled->paid += d->columns->line_paid[line];
  const uint32_t claim = d->columns->line_claim[line];
  d->drilled->in_all += !d->claims[claim];
  d->claims[claim] = true;
}

tr_audit_claim tr__audit_claim(const tr_columns *columns, uint32_t claim) {
  return (tr_audit_claim){.id = columns->claim_id[claim],
                          .note = columns->claim_note[claim],
                          .control = columns->claim_control[claim],
                          .day = columns->claim_from[claim],
                          .provider = columns->claim_provider[claim],
                          .charge = columns->claim_charge[claim],
                          .paid = columns->claim_paid[claim]};
}

static int by_day(const void *left, const void *right) {
  const tr_audit_claim *a = left, *b = right;
  if (a->day != b->day) return a->day < b->day ? -1 : 1;
  return (a->id > b->id) - (a->id < b->id);
}

static tr_status list_claims(tr_arena *arena, const drilling *d,
                             uint32_t limit) {
  tr_audit_drilled *drilled = d->drilled;
  const size_t all = (size_t)drilled->in_all;
  tr_audit_claim *list = malloc((all + 1) * sizeof *list);
  if (list == NULL) return TR_ENOMEM;
  size_t count = 0;
  for (uint32_t c = 0; c < d->columns->claim_count && count < all; c++)
    if (d->claims[c]) list[count++] = tr__audit_claim(d->columns, c);
  if (count > 1) qsort(list, count, sizeof *list, by_day);
  drilled->count = count < limit ? (uint32_t)count : limit;
  drilled->claims = tr_arena_array(arena, (size_t)drilled->count + 1,
                                   sizeof *drilled->claims);
  if (drilled->claims != NULL && drilled->count > 0)
    memcpy(drilled->claims, list, drilled->count * sizeof *list);
  free(list);
  return drilled->claims != NULL ? TR_OK : TR_ENOMEM;
}

tr_status tr_audit_drill(tr_arena *arena, const tr_audit_options *options,
                         const tr_drill *drill, uint32_t limit,
                         tr_audit_drilled *drilled) {
  const tr_columns *columns = options->columns;
  tr_arena scratch;
  tr_measured_sums sums;
  drilling d = {.columns = columns, .drilled = drilled};
  tr_drill asked = *drill;
  tr_measuring what = {.columns = columns,
                       .tables = options->tables,
                       .checked = options->findings != NULL,
                       .drill = &asked};
  *drilled = (tr_audit_drilled){.claims = NULL};
  tr_audit_scope(options, &what.from, &what.to);
  tr_arena_init(&scratch, (size_t)1 << 32);
  d.lines = tr_arena_alloc(&scratch, (size_t)columns->line_count + 1);
  d.claims = tr_arena_alloc(&scratch, (size_t)columns->claim_count + 1);
  asked.hit = take;
  asked.context = &d;
  tr_status status = d.lines == NULL || d.claims == NULL ? TR_ENOMEM : TR_OK;
  if (status == TR_OK) status = tr_measure(&scratch, &what, &sums);
  if (status == TR_OK) status = list_claims(arena, &d, limit);
  tr_arena_done(&scratch);
  return status;
}

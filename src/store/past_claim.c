/* Intake and builder over the bytes of one claim; what is wrong with it was
 * told when it was checked. */
#include "store/past_claim.h"

#include <stdlib.h>

#include "claim/build.h"
#include "spec/intake.h"

struct tr_past_claim_reader {
  tr_intake intake;
  tr_builder *builder;
  const char *file;
  const tr_claim *claim;
  bool open;    /* `intake` is to be freed */
  bool is_837p; /* a set of claims is open */
};

static void no_fault(void *context, const tr_fault *fault) {
  (void)context;
  (void)fault;
}

tr_past_claim_reader *tr_past_claim_reader_new(void) {
  tr_past_claim_reader *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  made->builder = tr_builder_new(no_fault, made);
  if (made->builder != NULL) return made;
  free(made);
  return NULL;
}

static void close_intake(tr_past_claim_reader *reader) {
  if (reader->open) tr_intake_done(&reader->intake);
  reader->open = false;
}

void tr_past_claim_reader_free(tr_past_claim_reader *reader) {
  if (reader == NULL) return;
  close_intake(reader);
  tr_builder_free(reader->builder);
  free(reader);
}

static void set_began(void *context, const tr_transaction *set,
                      const tr_segment *segment) {
  tr_past_claim_reader *reader = context;
  (void)segment;
  reader->is_837p =
      set->read && tr_str_eq(tr_short_str(&set->transaction), TR_STR("837"));
  if (!reader->is_837p) return;
  const tr_set_start start =
      tr_set_start_of(&reader->intake.envelope, reader->file);
  tr_builder_begin_set(reader->builder, &start);
}

static void before(void *context, const tr_segment *segment) {
  tr_past_claim_reader *reader = context;
  tr_str run = {NULL, 0};
  uint64_t offset = 0;
  if (!reader->is_837p || reader->claim != NULL ||
      !tr_builder_ends_claim(reader->builder, segment->id))
    return;
  if (tr_reader_held(&reader->intake.reader, &run, &offset) == TR_OK)
    reader->claim = tr_builder_finish_claim(reader->builder, run, offset);
}

tr_status tr_past_claim_read(tr_past_claim_reader *reader, const char *file,
                             tr_str bytes, const tr_claim **claim) {
  const tr_intake_options options = {
      .fault = no_fault,
      .context = reader,
      .events = {.context = reader, .set_began = set_began},
      .before = before,
      .before_context = reader};
  close_intake(reader);
  *claim = NULL;
  reader->claim = NULL;
  reader->file = file;
  reader->is_837p = false;
  tr_intake_init(&reader->intake, &options);
  reader->open = true;
  tr_intake_feed(&reader->intake, bytes.p, bytes.n);
  tr_intake_end(&reader->intake);
  tr_located located;
  tr_read read;
  while ((read = tr_intake_next(&reader->intake, &located)) ==
         TR_READ_SEGMENT) {
    if (reader->claim != NULL) break; /* lasts until more is read */
    if (!located.in_set || !reader->is_837p) continue;
    if (located.segment.id == TR_CODE("CLM"))
      tr_reader_hold(&reader->intake.reader);
    const tr_status status =
        tr_builder_segment(reader->builder, &located.segment, &located.spot);
    if (status != TR_OK) return status;
  }
  if (read == TR_READ_FAILED) return TR_ENOMEM;
  *claim = reader->claim;
  return TR_OK;
}

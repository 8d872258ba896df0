/* Decides where one claim ends and the next begins, and completes a claim once
 * its bytes are at hand. */
#include "claim/build.h"

#include <stdlib.h>

#include "claim/decode.h"

/* Most entities of a claim; the guide allows 12 diagnoses, 50 lines, 10 other
 * payers, 15 adjudications a line with 30 adjustments each. */
enum {
  MOST_DIAGNOSES = 1000,
  MOST_CONDITIONS = 1000,
  MOST_DATES = 20000,
  MOST_REFERENCES = 20000,
  MOST_ATTACHMENTS = 5000,
  MOST_PARTIES = 5000,
  MOST_LEVEL_PARTIES = 1000,
  MOST_OTHER_PAYERS = 200,
  MOST_ADJUDICATIONS = 5000,
  MOST_ADJUSTMENTS = 30000
};

#define SHORT_AT_MOST(text) \
  ((tr_str){(text).p,       \
            (text).n < TR_SHORT_BYTES ? (text).n : TR_SHORT_BYTES - 1})

tr_set_start tr_set_start_of(const tr_envelope *envelope, const char *file) {
  const tr_group *group = &envelope->group;
  const tr_str guide = tr_short_str(&group->version);
  return (tr_set_start){
      .file = file,
      .control_number = tr_short_str(&envelope->set.control),
      .guide = guide.n != 0 ? guide : tr_short_str(&envelope->set.version),
      .group_date = tr_short_str(&group->date),
      .test = envelope->interchange.usage == 'T',
      .delims = envelope->interchange.delims,
  };
}

static void run_init(tr_run *run) {
  tr_array_init(&run->segments, sizeof(tr_unit_segment), TR_UNIT_SEGMENTS,
                "segments");
}

tr_builder *tr_builder_new(tr_fault_fn *fault, void *context) {
  tr_builder *b = calloc(1, sizeof *b);
  if (b == NULL) return NULL;
  b->fault = fault;
  b->context = context;
  b->line = b->party = b->payer = b->adjudication = TR_NONE;

  run_init(&b->claim_run);
  for (int i = 0; i < TR_LEVELS; i++) {
    run_init(&b->levels[i].run);
    tr_buf_init(&b->levels[i].bytes, TR_LEVEL_BYTES);
  }
  tr_array_init(&b->level_parties, sizeof(tr_party), MOST_LEVEL_PARTIES,
                "parties");
  tr_array_init(&b->level_references, sizeof(tr_reference), MOST_REFERENCES,
                "references");
  tr_array_init(&b->diagnoses, sizeof(tr_diagnosis), MOST_DIAGNOSES,
                "diagnoses");
  tr_array_init(&b->conditions, sizeof(tr_condition), MOST_CONDITIONS,
                "condition codes");
  tr_array_init(&b->dates, sizeof(tr_date), MOST_DATES, "dates");
  tr_array_init(&b->references, sizeof(tr_reference), MOST_REFERENCES,
                "references");
  tr_array_init(&b->attachments, sizeof(tr_attachment), MOST_ATTACHMENTS,
                "attachments");
  tr_array_init(&b->parties, sizeof(tr_party), MOST_PARTIES, "parties");
  tr_array_init(&b->other_payers, sizeof(tr_other_payer), MOST_OTHER_PAYERS,
                "other payers");
  tr_array_init(&b->adjudications, sizeof(tr_adjudication), MOST_ADJUDICATIONS,
                "line adjudications");
  tr_array_init(&b->adjustments, sizeof(tr_adjustment), MOST_ADJUSTMENTS,
                "adjustments");
  tr_array_init(&b->lines, sizeof(tr_line), TR_CLAIM_LINES, "service lines");
  tr_array_init(&b->pending, sizeof(tr_pending), TR_CLAIM_FAULTS,
                "unreadable values");
  return b;
}

void tr_builder_free(tr_builder *b) {
  if (b == NULL) return;
  for (int i = 0; i < TR_LEVELS; i++) {
    tr_array_done(&b->levels[i].run.segments);
    tr_buf_done(&b->levels[i].bytes);
  }
  tr_array *const lists[] = {&b->claim_run.segments,
                             &b->level_parties,
                             &b->level_references,
                             &b->diagnoses,
                             &b->conditions,
                             &b->dates,
                             &b->references,
                             &b->attachments,
                             &b->parties,
                             &b->other_payers,
                             &b->adjudications,
                             &b->adjustments,
                             &b->lines,
                             &b->pending};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
    tr_array_done(lists[i]);
  free(b);
}

/* Copy a short text into the builder. */
static tr_str keep_short(tr_short *kept, tr_str text) {
  const tr_str most = SHORT_AT_MOST(text);
  memset(kept, 0, sizeof *kept);
  if (most.n > 0) memcpy(kept->p, most.p, most.n);
  kept->n = most.n;
  return tr_short_str(kept);
}

void tr_builder_begin_set(tr_builder *b, const tr_set_start *start) {
  b->bad = TR_OK;
  b->open = b->lost = b->astray = false;
  b->level = TR_LEVEL_SET;
  b->loop = TR_PACK2('S', 'T');
  b->line = b->party = b->payer = b->adjudication = TR_NONE;
  tr__level_clear(b, TR_LEVEL_SET);
  for (int i = 0; i < TR_LEVELS; i++) {
    tr_unit *unit = &b->levels[i].run.unit;
    unit->file = start->file;
    unit->delims = start->delims;
    unit->offset = unit->ordinal = 0;
  }
  b->claim_run.unit.file = start->file;

  b->set = (tr_set){
      .unit = &b->levels[TR_LEVEL_SET].run.unit,
      .control_number = keep_short(&b->control_number, start->control_number),
      .guide = keep_short(&b->guide, start->guide),
      .group_date = TR_DAY_MIN,
      .test = start->test,
  };
  tr_day day;
  if (tr_day_read(start->group_date, &day) == TR_OK) b->set.group_date = day;
}

/* -------------------------------------------------------------- segments */

/* Whether a byte the reader reported may have changed what the segment is, or
 * hides a code other rules must know of; elsewhere only the value is lost. */
static bool is_blurred(const tr_segment *segment) {
  if (segment->id == TR_PACK3('S', 'V', '1') ||
      segment->id == TR_PACK2('H', 'I') || segment->id == TR_PACK2('H', 'L'))
    return true;
  return tr__is_odd(tr_segment_element(segment, 1));
}

bool tr__run_add(tr_builder *b, tr_run *run, uint32_t at) {
  const tr_segment *segment = b->segment;
  tr_unit_segment *added = tr__list_add(b, &run->segments);
  if (added == NULL) return false;
  const bool bad_id = (segment->flags & TR_SEGMENT_BAD_ID) != 0;
  added->id = bad_id ? 0 : segment->id;
  added->at = at;
  added->length = (uint32_t)segment->bytes.n;
  added->line = TR_NONE;
  added->number = (uint32_t)(segment->ordinal - run->unit.ordinal);
  added->loop = b->loop;
  run->unit.segments = run->segments.items;
  run->unit.segment_count = run->segments.count;
  run->size = at + added->length;

  b->at = at;
  b->index = (uint16_t)(run->segments.count - 1);
  b->odd = false;
  if (__builtin_expect(segment->flags != 0, 0)) {
    b->odd = (segment->flags & TR_SEGMENT_DAMAGED) != 0;
    if (bad_id || segment->flags & TR_SEGMENT_OVERSIZE ||
        (b->odd && is_blurred(segment)))
      run->damaged = true;
  }
  return true;
}

/* Out of order it fills its loop, and then what was open goes on. An HL and a
 * CLM begin a level and a claim wherever they stand. */
static bool is_visitor(const tr_builder *b) {
  return b->spot->beside && b->segment->id != TR_PACK2('H', 'L') &&
         b->segment->id != TR_PACK3('C', 'L', 'M');
}

tr_status tr_builder_segment(tr_builder *b, const tr_segment *segment,
                             const tr_spot *spot) {
  if (b->bad != TR_OK) return b->bad;
  const tr_stand stand = {b->loop, b->line, b->party, b->payer,
                          b->adjudication};
  b->segment = segment;
  b->spot = spot;
  b->run = NULL;
  if (tr_builder_ends_claim(b, segment->id)) b->open = false;

  if (segment->id == TR_PACK3('C', 'L', 'M'))
    tr__claim_begin(b);
  else if (b->open)
    tr__claim_segment(b);
  else
    tr__level_segment(b);

  /* Now it is known which loop the segment opened or fell into. */
  if (b->run != NULL && b->run->segments.count > 0) {
    tr_unit_segment *last =
        tr_array_at(&b->run->segments, (int32_t)b->run->segments.count - 1);
    if (last->number == (uint32_t)(segment->ordinal - b->run->unit.ordinal)) {
      last->loop = b->loop;
      last->line = b->line;
    }
  }
  if (is_visitor(b)) {
    b->loop = stand.loop;
    b->line = stand.line;
    b->party = stand.party;
    b->payer = stand.payer;
    b->adjudication = stand.adjudication;
  }
  return b->bad;
}

bool tr_builder_in_claim(const tr_builder *b) { return b->open; }

bool tr_builder_ends_claim(const tr_builder *b, tr_code id) {
  return b->open && (id == TR_PACK3('C', 'L', 'M') ||
                     id == TR_PACK2('H', 'L') || id == TR_PACK2('S', 'E'));
}

/* ---------------------------------------------------------------- claims */

static void meet_level_parties(tr_builder *b, tr_claim *claim) {
  tr_set *set = &b->set;
  set->submitter = set->receiver = NULL;
  for (uint32_t i = 0; i < b->level_parties.count; i++) {
    const tr_party *party = tr_array_at(&b->level_parties, (int32_t)i);
    const tr_party **slot;
    switch (party->loop) {
      case TR_LOOP5('1', '0', '0', '0', 'A'):
        slot = &set->submitter;
        break;
      case TR_LOOP5('1', '0', '0', '0', 'B'):
        slot = &set->receiver;
        break;
      case TR_LOOP6('2', '0', '1', '0', 'A', 'A'):
        slot = &claim->billing;
        break;
      case TR_LOOP6('2', '0', '1', '0', 'A', 'B'):
        slot = &claim->pay_to;
        break;
      case TR_LOOP6('2', '0', '1', '0', 'B', 'A'):
        slot = &claim->subscriber;
        break;
      case TR_LOOP6('2', '0', '1', '0', 'B', 'B'):
        slot = &claim->payer;
        break;
      case TR_LOOP6('2', '0', '1', '0', 'C', 'A'):
        slot = &claim->patient_loop;
        break;
      default:
        continue;
    }
    if (*slot == NULL) *slot = party;
  }
  claim->patient =
      claim->patient_unit != NULL ? claim->patient_loop : claim->subscriber;
}

static void meet_parties(tr_claim *claim) {
  for (uint32_t i = 0; i < claim->party_count; i++) {
    const tr_party *party = &claim->parties[i];
    tr_other_payer *payer =
        party->payer >= 0 ? &claim->other_payers[party->payer] : NULL;
    const tr_party **slot = NULL;
    switch (party->loop) {
      case TR_LOOP5('2', '3', '1', '0', 'A'):
        slot = &claim->referring;
        break;
      case TR_LOOP5('2', '3', '1', '0', 'B'):
        slot = &claim->rendering;
        break;
      case TR_LOOP5('2', '3', '1', '0', 'C'):
        slot = &claim->facility;
        break;
      case TR_LOOP5('2', '3', '1', '0', 'D'):
        slot = &claim->supervising;
        break;
      case TR_LOOP5('2', '3', '3', '0', 'A'):
        if (payer != NULL) slot = &payer->subscriber;
        break;
      case TR_LOOP5('2', '3', '3', '0', 'B'):
        if (payer != NULL) slot = &payer->payer;
        break;
      case TR_LOOP5('2', '4', '2', '0', 'A'):
        if (party->line >= 0) slot = &claim->lines[party->line].rendering;
        break;
      default:
        continue;
    }
    if (slot != NULL && *slot == NULL) *slot = party;
  }
}

static void tell_claim(const tr_builder *b, const tr_claim *claim) {
  for (uint32_t i = 0; i < b->pending.count; i++)
    tr__tell(b, claim->unit, tr_array_at(&b->pending, (int32_t)i), claim);
  const tr_run *run = &b->claim_run;
  if (!run->full) return;
  char digits[TR_NUMBER_TEXT];
  const tr_place place = tr_unit_segment_place(claim->unit, run->full_index);
  tr_fault fault = tr_fault_of("TRX0108", "claim-limit", &place);
  tr_fault_argue(&fault, "limit", tr_number_text(run->full_limit, digits));
  tr_fault_argue(&fault, "unit", tr_str_of(run->full_unit));
  fault.claim = tr_unit_text(claim->unit, &claim->id);
  fault.claim_at = claim->at;
  b->fault(b->context, &fault);
}

const tr_claim *tr_builder_finish_claim(tr_builder *b, tr_str held,
                                        uint64_t offset) {
  tr_run *run = &b->claim_run;
  const bool open = b->open && b->bad == TR_OK;
  b->open = false;
  b->line = b->party = b->payer = b->adjudication = TR_NONE;
  if (!open || b->lost || run->segments.count == 0) return NULL;
  if (offset > run->unit.offset) return NULL;
  const uint64_t skip = run->unit.offset - offset;
  if (skip > held.n || run->size > held.n - skip) return NULL;
  run->unit.bytes = (tr_str){held.p + skip, run->size};

  tr_claim *claim = &b->claim;
  claim->diagnoses = b->diagnoses.items;
  claim->diagnosis_count = b->diagnoses.count;
  claim->conditions = b->conditions.items;
  claim->condition_count = b->conditions.count;
  claim->dates = b->dates.items;
  claim->date_count = b->dates.count;
  claim->references = b->references.items;
  claim->reference_count = b->references.count;
  claim->attachments = b->attachments.items;
  claim->attachment_count = b->attachments.count;
  claim->parties = b->parties.items;
  claim->party_count = b->parties.count;
  claim->level_parties = b->level_parties.items;
  claim->level_party_count = b->level_parties.count;
  claim->level_references = b->level_references.items;
  claim->level_reference_count = b->level_references.count;
  claim->other_payers = b->other_payers.items;
  claim->other_payer_count = b->other_payers.count;
  claim->adjudications = b->adjudications.items;
  claim->adjudication_count = b->adjudications.count;
  claim->adjustments = b->adjustments.items;
  claim->adjustment_count = b->adjustments.count;
  claim->lines = b->lines.items;
  claim->line_count = b->lines.count;
  claim->damaged |= run->damaged;
  meet_level_parties(b, claim);
  meet_parties(claim);
  tell_claim(b, claim);
  return claim;
}

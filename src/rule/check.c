/* Bytes and files: drives intake and builder, and hands each claim to its rules
 * as soon as it is complete. */
#include "rule/check_internal.h"

enum { LASTING_MOST = 64 << 20 };

static void fail(tr_check *check, tr_status status) {
  if (check->bad == TR_OK) check->bad = status;
}

/* ------------------------------------------------------------------- making */

static int by_id(const void *left, const void *right) {
  const tr_rule *const *a = left, *const *b = right;
  return strcmp((*a)->id, (*b)->id);
}

static bool sort_rules(tr_check *check) {
  const tr_pack *pack = check->options.pack;
  for (int each = 0; each < TR_EACH_COUNT; each++) {
    const tr_rule **rules =
        tr_arena_array(&check->lasting, pack->rule_count + 1, sizeof *rules);
    if (rules == NULL) return false;
    uint32_t count = 0;
    for (uint32_t i = 0; i < pack->rule_count; i++)
      if (pack->rules[i]->raised_by == TR_RAISED_BY_CONDITION &&
          pack->rules[i]->each == (tr_each)each)
        rules[count++] = pack->rules[i];
    if (count > 1) qsort(rules, count, sizeof *rules, by_id);
    check->by_each[each] = rules;
    check->each_count[each] = count;
  }
  return true;
}

static void take_fault(void *context, const tr_fault *fault) {
  tr_check *check = context;
  if (!check->muted) tr__report_fault(check, fault);
}

static tr_status start(tr_check *check) {
  const tr_pack *pack = check->options.pack;
  tr_status status = tr_profiles_init(&check->lasting, pack, &check->profiles);
  if (status != TR_OK) return status;
  tr_profile_finder_init(&check->finder, &check->profiles);
  check->key_unit_method =
      tr_profile_key_find(pack->keys, pack->key_count, TR_STR("unit_method"));
  check->key_severities =
      tr_profile_key_find(pack->keys, pack->key_count, TR_STR("severities"));
  check->key_course_gap = tr_profile_key_find(pack->keys, pack->key_count,
                                              TR_STR("course_gap_days"));
  check->history = tr_history_new();
  check->courses = tr_courses_new();
  check->builder = tr_builder_new(take_fault, check);
  const tr_remit_events none = {0};
  check->remit_builder = tr_remit_builder_new(take_fault, check, &none);
  if (check->history == NULL || check->courses == NULL ||
      check->builder == NULL || check->remit_builder == NULL ||
      !sort_rules(check))
    return TR_ENOMEM;
  if (check->options.notes == NULL) return TR_OK;
  status = tr_matcher_init(&check->matcher, check->options.notes->keys,
                           check->options.notes->count);
  check->matching = status == TR_OK;
  check->summary.notes = check->options.notes->count;
  return status;
}

tr_status tr_check_new(const tr_check_options *options, tr_check **check) {
  tr_check *made = calloc(1, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  made->options = *options;
  if (options->watch != NULL) made->watch = *options->watch;
  if (options->past != NULL) made->past = *options->past;
  tr_arena_init(&made->lasting, LASTING_MOST);
  tr_arena_init(&made->arena, TR_CHECK_ARENA);
  tr_arena_init(&made->note_arena, (size_t)TR_NOTE_ARENA * TR_CHECK_NOTES);
  tr_seen_init(&made->seen);
  const tr_status status = start(made);
  if (status != TR_OK) {
    tr_check_free(made);
    return status;
  }
  *check = made;
  return TR_OK;
}

void tr_check_free(tr_check *check) {
  if (check == NULL) return;
  if (check->in_file) tr_intake_done(&check->intake);
  if (check->matching) tr_matcher_done(&check->matcher);
  tr_builder_free(check->builder);
  tr_remit_builder_free(check->remit_builder);
  tr_history_free(check->history);
  tr_courses_free(check->courses);
  tr_map_done(&check->asked_patients);
  tr_seen_done(&check->seen);
  tr_arena_done(&check->note_arena);
  tr_arena_done(&check->arena);
  tr_arena_done(&check->lasting);
  free(check->hits);
  free(check->waiting);
  free(check);
}

const tr_summary *tr_check_summary(const tr_check *check) {
  return &check->summary;
}

/* ------------------------------------------------------------------- claims */

static void count_claim(tr_check *check, const tr_claim *claim) {
  check->summary.claims++;
  check->summary.lines += claim->line_count;
  check->file_claims++;
}

static const tr_claim *open_claim(tr_check *check) {
  tr_str run = {NULL, 0};
  uint64_t offset = 0;
  if (tr_reader_held(&check->intake.reader, &run, &offset) != TR_OK) run.n = 0;
  return tr_builder_finish_claim(check->builder, run, offset);
}

static void finish_claim(tr_check *check) {
  const tr_check_watch *watch = &check->watch;
  const tr_claim *claim = open_claim(check);
  if (claim != NULL) {
    count_claim(check, claim);
    tr__place_in_claim(check, claim);
    /* half-read data is never judged: the fault that damaged it was told */
    if (claim->damaged)
      tr__set_notes_aside(check, claim);
    else
      tr__check_claim(check, claim);
    tr__flush_above(check, claim);
    if (watch->claim_began != NULL) watch->claim_began(watch->context, claim);
  }
  tr__flush(check);
  if (claim != NULL && watch->claim_ended != NULL)
    watch->claim_ended(watch->context);
  /* after the flush: findings borrow the numbers of earlier claims */
  if (claim != NULL && !claim->damaged && check->bad == TR_OK)
    check->bad = tr_history_add(check->history, claim);
  tr_reader_release(&check->intake.reader);
}

/* Without its trailer nobody knows whether the last claim of a set is whole: it
 * is not judged, and the envelope says what is missing. */
static void drop_claim(tr_check *check) {
  check->muted = true;
  const tr_claim *claim = open_claim(check);
  if (claim != NULL) tr__set_notes_aside(check, claim);
  check->muted = false;
}

/* ----------------------------------------------------------------- segments */

/* The next segment is found, but not judged: what it ends is finished first. */
static void before(void *context, const tr_segment *segment) {
  tr_check *check = context;
  if (check->in_claims && tr_builder_ends_claim(check->builder, segment->id))
    finish_claim(check);
}

/* What was told of one subscriber does not concern the next. */
static void forget_told(tr_check *check, const tr_segment *hl) {
  if (tr_str_eq(tr_segment_element(hl, 3), TR_STR("20"))) {
    if (check->told_set > check->told_count)
      check->told_set = check->told_count;
    check->told_count = check->told_set;
    check->told_above = UINT32_MAX;
  } else if (tr_str_eq(tr_segment_element(hl, 3), TR_STR("22"))) {
    if (check->told_above > check->told_count)
      check->told_above = check->told_count;
    check->told_count = check->told_above;
  }
}

static void take_claims(tr_check *check, const tr_located *located) {
  const tr_segment *segment = &located->segment;
  check->has_claim = check->has_claim || segment->id == TR_CODE("CLM");
  if (segment->id == TR_CODE("HL")) forget_told(check, segment);
  if (segment->id == TR_CODE("CLM")) tr_reader_hold(&check->intake.reader);
  const tr_status status =
      tr_builder_segment(check->builder, segment, &located->spot);
  if (status != TR_OK) fail(check, status);
}

static void take_segment(tr_check *check, const tr_located *located) {
  check->summary.segments++;
  if (located->in_set && check->in_claims) take_claims(check, located);
  if (!tr_builder_in_claim(check->builder))
    tr_trail_add(&check->trail, &located->segment);
  if (located->in_set && check->in_remit) {
    if (located->segment.id == TR_CODE("CLP"))
      check->payment_at = located->segment.ordinal;
    if (tr_remit_segment(check->remit_builder, located) != TR_OK)
      fail(check, TR_ENOMEM);
  }
  /* A fault at the head of a payment may be known at its end only; whether one
   * above the claims speaks, with the first claim. */
  const bool may_wait = (check->in_remit || check->in_claims) &&
                        check->waiting_count < TR_CHECK_FOUND / 2;
  if (!may_wait && !tr_builder_in_claim(check->builder)) tr__flush(check);
}

static void read_on(tr_check *check) {
  tr_located located;
  while (check->bad == TR_OK) {
    switch (tr_intake_next(&check->intake, &located)) {
      case TR_READ_SEGMENT:
        take_segment(check, &located);
        break;
      case TR_READ_FAILED:
        fail(check, TR_ENOMEM);
        return;
      case TR_READ_END:
        check->over = true;
        return;
      case TR_READ_MORE:
        return;
    }
  }
}

/* ------------------------------------------------------------------- levels */

static void interchange_began(void *context, const tr_interchange *interchange,
                              const tr_segment *segment) {
  tr_check *check = context;
  (void)segment;
  check->summary.interchanges++;
  if (check->watch.interchange_began != NULL)
    check->watch.interchange_began(check->watch.context, interchange);
}

static void group_began(void *context, const tr_group *group,
                        const tr_segment *segment) {
  tr_check *check = context;
  (void)segment;
  check->group_sets = 0;
  if (check->watch.group_began != NULL)
    check->watch.group_began(check->watch.context, group);
}

static bool is_read_as(const tr_transaction *set, const char *transaction) {
  return set->read &&
         tr_str_eq(tr_short_str(&set->transaction), tr_str_of(transaction));
}

static void begin_body(tr_check *check, const tr_transaction *set) {
  const tr_envelope *envelope = &check->intake.envelope;
  check->told_count = 0;
  check->told_above = check->told_set = UINT32_MAX;
  check->payment_at = 0;
  check->has_claim = check->may_lack_loops = false;
  check->in_claims = is_read_as(set, "837");
  check->in_remit = is_read_as(set, "835");
  if (check->in_claims) {
    const tr_set_start start = tr_set_start_of(envelope, check->file);
    tr_builder_begin_set(check->builder, &start);
  } else if (check->in_remit) {
    const tr_remit_start start = tr_remit_start_of(envelope, check->file);
    tr_remit_begin_set(check->remit_builder, &start);
  }
}

static void set_began(void *context, const tr_transaction *set,
                      const tr_segment *segment) {
  tr_check *check = context;
  (void)segment;
  check->group_sets++;
  if (check->watch.set_began != NULL)
    check->watch.set_began(check->watch.context, set);
  begin_body(check, set);
}

/* The sums of a payment are judged when its SE comes. */
static void end_remit(tr_check *check, const tr_segment *trailer) {
  if (trailer == NULL) {
    tr_remit_abandon(check->remit_builder);
    return;
  }
  const tr_located located = {.segment = *trailer, .in_set = true};
  if (tr_remit_segment(check->remit_builder, &located) != TR_OK)
    fail(check, TR_ENOMEM);
}

/* No loop requires the claims: the walk has nothing to say of it. */
static void tell_claimless(tr_check *check, const tr_transaction *set,
                           const tr_segment *trailer) {
  if (check->has_claim || check->may_lack_loops) return;
  tr_place at;
  tr_segment_place(trailer, 0, 0, &at);
  tr_fault fault = tr_fault_of("TRS0120", NULL, &at);
  tr_fault_argue(&fault, "control", tr_short_str(&set->control));
  tr__report_fault(check, &fault);
}

static void set_ended(void *context, const tr_transaction *set,
                      const tr_segment *trailer) {
  tr_check *check = context;
  if (check->in_claims && trailer == NULL) {
    drop_claim(check);
    const tr_set_start none =
        tr_set_start_of(&check->intake.envelope, check->file);
    tr_builder_begin_set(check->builder, &none);
    tr_reader_release(&check->intake.reader);
  }
  if (check->in_claims && trailer != NULL) tell_claimless(check, set, trailer);
  if (check->in_remit) {
    end_remit(check, trailer);
    tr__excuse_sums(check);
  }
  check->in_claims = check->in_remit = false;
  tr__flush(check);
  if (check->watch.set_ended != NULL)
    check->watch.set_ended(check->watch.context, set, trailer != NULL);
}

static void group_ended(void *context, const tr_group *group,
                        const tr_segment *trailer) {
  tr_check *check = context;
  tr__flush(check);
  if (check->watch.group_ended == NULL) return;
  int64_t said = 0; /* in thousandths */
  if (trailer == NULL ||
      tr_quantity_read(tr_segment_element(trailer, 1), &said) != TR_OK ||
      said < 0)
    said = 0;
  check->watch.group_ended(check->watch.context, group, check->group_sets,
                           (uint64_t)said / 1000, trailer != NULL);
}

static void interchange_ended(void *context, const tr_interchange *interchange,
                              const tr_segment *trailer) {
  tr_check *check = context;
  tr__flush(check);
  if (check->watch.interchange_ended != NULL)
    check->watch.interchange_ended(check->watch.context, interchange,
                                   trailer != NULL);
}

/* -------------------------------------------------------------------- files */

tr_status tr_check_begin(tr_check *check, const char *name) {
  if (check->bad != TR_OK) return check->bad;
  tr_str kept;
  const tr_str text = {name, strlen(name) + 1};
  if (tr_arena_copy(&check->lasting, text, &kept) != TR_OK) {
    fail(check, TR_ENOMEM);
    return check->bad;
  }
  const tr_intake_options options = {
      .fault = take_fault,
      .context = check,
      .events = {.context = check,
                 .interchange_began = interchange_began,
                 .group_began = group_began,
                 .set_began = set_began,
                 .set_ended = set_ended,
                 .group_ended = group_ended,
                 .interchange_ended = interchange_ended},
      .seen = &check->seen,
      .before = before,
      .before_context = check};
  check->file = kept.p;
  check->in_file = true;
  check->over = false;
  check->last_service = TR_DAY_MIN;
  check->last_claim_at = 0;
  tr_trail_clear(&check->trail);
  check->file_claims = 0;
  check->summary.files++;
  check->in_claims = false;
  tr_intake_init(&check->intake, &options);
  if (check->watch.file_began != NULL)
    check->watch.file_began(check->watch.context, check->file);
  return TR_OK;
}

tr_status tr_check_feed(tr_check *check, const char *bytes, size_t length) {
  if (check->bad != TR_OK || length == 0) return check->bad;
  check->summary.bytes += length;
  /* what cannot be X12 is not looked at to its end */
  if (check->over) return TR_OK;
  tr_intake_feed(&check->intake, bytes, length);
  read_on(check);
  return check->bad;
}

/* Tables that end before the services of the file, each told once (TRK0101). */
static void report_stale_tables(tr_check *check) {
  static const tr_table_kind asked[] = {TR_TABLE_PTP, TR_TABLE_MUE,
                                        TR_TABLE_ICD10CM};
  if (check->last_service == TR_DAY_MIN) return;
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    const tr_edition edition = tr_tables_edition_on(
        check->options.tables, asked[i], check->last_service);
    if (!tr_edition_is_stale(edition, check->last_service)) continue;
    char service[TR_DAY_TEXT], end[TR_DAY_TEXT];
    tr_day_text(check->last_service, service);
    tr_day_text(edition.to, end);
    tr_fault fault = tr_fault_of("TRK0101", NULL, NULL);
    tr_fault_argue(&fault, "table", tr_str_of(edition.table));
    tr_fault_argue(&fault, "edition", tr_str_of(edition.edition));
    tr_fault_argue(&fault, "end", tr_str_of(end));
    tr_fault_argue(&fault, "service", tr_str_of(service));
    tr__report_fault(check, &fault);
  }
}

tr_status tr_check_end(tr_check *check, bool *unread) {
  if (!check->in_file) return check->bad;
  if (check->bad == TR_OK) {
    if (!check->over) {
      tr_intake_end(&check->intake);
      read_on(check);
    }
    tr__flush(check);
    report_stale_tables(check);
    tr__flush(check);
  }
  const tr_envelope *envelope = &check->intake.envelope;
  const bool nothing =
      (envelope->sets_read == 0 && envelope->acknowledgements == 0) ||
      tr_reader_not_x12(&check->intake.reader);
  if (nothing) check->summary.unread++;
  if (unread != NULL) *unread = nothing;
  check->summary.history_bytes =
      tr_history_bytes(check->history) + tr_courses_bytes(check->courses);
  tr_seen_next_file(&check->seen);
  if (check->bad == TR_OK && check->watch.file_ended != NULL)
    check->watch.file_ended(check->watch.context);
  tr_intake_done(&check->intake);
  check->in_file = false;
  return check->bad;
}

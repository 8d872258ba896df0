/* Weighs what may be wrong where a segment makes trouble: each way to take it
 * is tried on a copy of the walk with the segments that follow, and the one
 * with the fewest faults is taken. What went before decides between equals. */
#include "spec/walk_ways.h"

enum {
  FAULT = 10,   /* cost of a fault told */
  AGAINST = 6,  /* of taking out of order what stands in order */
  LOST = 20,    /* of an end beside the open loops */
  SILENT = 4,   /* of a segment that is passed over without a word */
  ELEMENTS = 2, /* most faults counted of the elements of one segment */
  AT_ONCE = 64, /* segments of a set that may be weighed, */
  ONE_IN = 8    /* and further ones by its length */
};

/* ------------------------------------------------------------------- doubts */

/* A loop that may be sent and whose name fits badly: the same name begins other
 * loops too. */
static bool is_misfit(const tr_walk *walk, const tr_segment *segment,
                      tr__found at) {
  const tr_spec_child *child = &tr__loop_at(walk, at.depth)->children[at.child];
  if (!child->is_loop || tr__child_required(walk->spec, child)) return false;
  const tr_spec_segment *definition = tr__opener(walk->spec, child);
  return definition->key_count > 0 && tr__misfit(segment, definition) > 1;
}

bool tr_walk_doubts(tr_walk *walk, const tr_segment *segment) {
  const uint32_t position = walk->position + 1;
  if (position < 2 || segment->flags != 0 || segment->id == TR_CODE("SE"))
    return false;
  walk->known =
      tr__find_in_order(walk, segment->id, segment, TR__KEYS_FULL, &walk->full);
  walk->known_at = position;
  if (tr__is_twin(walk, segment)) return false;
  const tr__found at = walk->known;
  bool doubt = at.depth < 0 || walk->stray >= 0 ||
               (tr__apart_any(walk) && tr__apart_find(walk, segment) >= 0) ||
               (walk->unopened != 0 && tr__ways_late(walk, segment) >= 0);
  if (segment->id == TR_CODE("HL") || segment->id == TR_CODE("LX"))
    doubt = doubt || !tr__hierarchy_fits(walk, segment, at);
  for (int depth = walk->depth; depth >= at.depth && !doubt; depth--) {
    const tr_walk_level *level = &walk->levels[depth];
    if (level->doubtful || (depth == at.depth && level->child == at.child))
      continue;
    const tr_walk_set lacking = tr__lacking(
        walk, depth, depth == at.depth ? at.child : TR_SPEC_CHILDREN);
    doubt = !tr__set_is_empty(&lacking);
  }
  if (!doubt) walk->sound_at = position;
  if (!doubt && !is_misfit(walk, segment, at)) return false;
  return walk->looked < AT_ONCE + position / ONE_IN;
}
/* ------------------------------------------------------------------- trials */

typedef struct bill {
  unsigned cost;
  unsigned elements; /* faults of its elements */
  bool told;
  bool coded; /* a code of it is none */
} bill;

static void charge(void *context, const tr_fault *fault) {
  bill *bill = context;
  const bool of_element = fault->syntax.element_code[0] != '\0' &&
                          strcmp(fault->rule, "TRX0112") != 0 &&
                          strcmp(fault->rule, "TRX0113") != 0;
  bill->told = true;
  if (of_element && ++bill->elements > ELEMENTS) return;
  /* what has an explanation is likelier */
  if (strcmp(fault->rule, "TRX0110") == 0) bill->coded = true;
  bill->cost += strcmp(fault->rule, "TRX0101") == 0 ? FAULT + 1 : FAULT;
}

static void begin_bill(bill *bill) {
  bill->elements = 0;
  bill->told = bill->coded = false;
}

/* Whether a segment has a place only in the loop beside those open. */
static bool strays(const tr_walk *walk, const tr_segment *segment) {
  return walk->stray >= 0 &&
         tr__find_in_order(walk, segment->id, segment, TR__KEYS_FULL, NULL)
                 .depth < 0;
}

static void pass(bill *bill, const tr_walk *walk, const tr_spot *spot) {
  const bool unopened = walk->unopened == walk->position;
  const bool explained = unopened && walk->explained == walk->position;
  const bool odd = spot->astray || (unopened && !explained);
  if (odd && !bill->told) bill->cost += SILENT;
  /* of equals the one is likelier that does not wait for the rest of a loop */
  if (explained) bill->cost++;
}

/* What is known to lack and not told yet. */
static unsigned debts(const tr_walk *walk) {
  unsigned cost = 0;
  for (int depth = 0; depth <= walk->depth; depth++) {
    const tr_walk_level *level = &walk->levels[depth];
    if (level->doubtful) continue;
    const tr_spec_loop *loop = tr__loop_at(walk, depth);
    const tr_walk_set lacking = tr__lacking(walk, depth, TR_SPEC_CHILDREN);
    if (tr__set_is_empty(&lacking)) continue;
    for (unsigned i = 1; i < loop->child_count; i++)
      if (tr__set_has(&lacking, i) && tr__set_has(&level->gaps, i) &&
          tr__apart_spared(walk, tr__opener(walk->spec, &loop->children[i])) <
              0)
        cost += FAULT;
  }
  /* what does not come soon would have been told better at once */
  for (unsigned i = 0; i < walk->apart_count; i++)
    if (walk->apart[i].state == TR_WALK_DUE) cost += FAULT + FAULT / 2;
  return cost;
}

static bool is_opener(const tr_walk *walk, const tr_spot *spot) {
  return spot->segment != NULL &&
         spot->segment == &walk->spec->segments[spot->loop->children[0].index];
}

/* Whether a way does not take a segment where it stands in order. */
static bool goes_against(tr__way_kind kind) {
  return (kind >= TR__WAY_ASIDE && kind <= TR__WAY_BESIDE) ||
         kind == TR__WAY_SETTLE || kind == TR__WAY_SETTLE_BESIDE;
}

/* @return What a way costs, with what follows; once it is no less than `least`,
 * the rest is not looked at. */
static unsigned weigh(const tr_walk *walk, const tr_segment *segment,
                      const tr__way *way, unsigned least) {
  bill bill = {.cost = 0};
  tr_walk copy = *walk;
  tr__taken taken = {.judge = false, .opened = -1};
  bool weighed = walk->trial;
  copy.fault = charge;
  copy.context = &bill;
  copy.placed = NULL;
  copy.trial = true;
  /* with its opener a loop may stand anywhere */
  const bool stays = way->kind == TR__WAY_PLACE && walk->stray >= 0;
  const bool whole = stays || way->kind == TR__WAY_WITH ||
                     (way->kind == TR__WAY_BESIDE && way->child == 0);
  const bool settled =
      way->kind == TR__WAY_UNOPENED_DUE || (stays && strays(walk, segment));
  begin_bill(&bill);
  if (walk->known.depth >= 0 && goes_against(way->kind) &&
      !is_misfit(walk, segment, walk->known))
    bill.cost += AGAINST;
  tr__way_take(&copy, segment, way, &taken);
  tr__walk_finish(&copy, segment, &taken);
  if (!settled) pass(&bill, &copy, &taken.spot);
  if (way->kind == TR__WAY_EARLY) bill.cost++;
  if (bill.coded && taken.spot.astray && is_opener(walk, &taken.spot))
    bill.cost++;
  for (unsigned i = 0; i < walk->ahead_count && bill.cost < least; i++) {
    const tr_segment *next = &walk->ahead[i];
    copy.ahead = NULL;
    /* the next trouble is weighed too, those after it are not */
    if (!weighed && tr_walk_doubts(&copy, next)) {
      weighed = true;
      copy.ahead = next + 1;
      copy.ahead_count = walk->ahead_count - i - 1;
    }
    begin_bill(&bill);
    const bool stray = whole && strays(&copy, next);
    const tr_spot spot = tr_walk_segment(&copy, next);
    if (!stray || spot.segment == NULL) pass(&bill, &copy, &spot);
  }
  /* what never comes back to the order explains nothing */
  if (copy.stray >= 0 && walk->stray < 0) bill.cost += LOST;
  return bill.cost + debts(&copy);
}

bool tr__walk_try(tr_walk *walk, const tr_segment *segment, tr__taken *taken) {
  tr__ways all = {.count = 0};
  /* it stands there twice, which the second one is told of */
  if (walk->ahead_count > 0 && tr_str_eq(segment->bytes, walk->ahead[0].bytes))
    return false;
  tr__ways_find(walk, segment, &all);
  walk->looked++;
  unsigned best = 0, least = UINT32_MAX;
  for (unsigned i = 0; i < all.count && least > 0; i++) {
    const unsigned cost = weigh(walk, segment, &all.items[i], least);
    if (cost >= least) continue;
    least = cost;
    best = i;
  }
  if (best == 0) return false;
  tr__way_take(walk, segment, &all.items[best], taken);
  return true;
}

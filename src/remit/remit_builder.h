/* The builder's state, shared by the files that fill the model of a
 * remittance; not for use outside src/remit. */
#ifndef TR_REMIT_REMIT_BUILDER_H
#define TR_REMIT_REMIT_BUILDER_H

#include "base/array.h"
#include "base/buf.h"
#include "remit/balance.h"
#include "remit/remit_build.h"

/* Packed ids and qualifiers as constants, for switch. */
#define TR_PACK1(a) ((tr_code)(a) << 56)
#define TR_PACK2(a, b) (TR_PACK1(a) | (tr_code)(b) << 48)
#define TR_PACK3(a, b, c) (TR_PACK2(a, b) | (tr_code)(c) << 40)
#define TR_LOOP4(a, b, c, d) (TR_PACK3(a, b, c) | (tr_code)(d) << 32)
#define TR_LOOP5(a, b, c, d, e) (TR_LOOP4(a, b, c, d) | (tr_code)(e) << 24)

#define TR_LOOP_SET TR_PACK2('S', 'T')
#define TR_LOOP_1000A TR_LOOP5('1', '0', '0', '0', 'A')
#define TR_LOOP_1000B TR_LOOP5('1', '0', '0', '0', 'B')
#define TR_LOOP_2000 TR_LOOP4('2', '0', '0', '0')
#define TR_LOOP_2100 TR_LOOP4('2', '1', '0', '0')
#define TR_LOOP_2110 TR_LOOP4('2', '1', '1', '0')

/** Segments that are kept together, copied. */
typedef struct tr__remit_store {
  tr_unit unit; /* its bytes and segments move while it grows */
  tr_buf bytes;
  tr_array segments; /* tr_unit_segment */
  bool of_claim;
  bool full;    /* a limit was met and told of */
  bool damaged; /* what it holds is not judged */
} tr__remit_store;

struct tr_remit_builder {
  tr_fault_fn *fault;
  void *context;
  tr_remit_events events;
  tr_status bad; /* TR_ENOMEM once memory ran out */

  /* the segment at hand and where it was put */
  const tr_segment *segment;
  tr__remit_store *store;
  uint32_t at;    /* of the segment in its unit */
  uint16_t index; /* of the segment in its unit */
  bool odd;       /* the reader marked it: look at every byte of its values */

  bool open;       /* a set is open */
  bool began;      /* payment_began was told */
  bool in_claim;   /* a claim is open */
  int32_t service; /* index of the open service, or -1 */

  tr__remit_store header, section, claim_store, trailer;
  tr_array header_references; /* tr_remit_reference */
  tr_array provider_adjustments;
  tr_remit_payment payment;
  tr_short control_number, guide;
  bool contact_is_billing[2]; /* of payer, payee: PER*BL was met */

  tr_remit_claim claim;
  tr_field section_number;
  tr_array names, adjustments, references, dates, amounts, quantities;
  tr_array remarks, services;
  tr_remit_tally tally;
};

/* ---- lists and stores (remit_store.c) */

/** @return A new last item, all zero; NULL without room (told of). */
void *tr__remit_list_add(tr_remit_builder *builder, tr_array *list);

/** Start an empty store. @param bytes Most bytes it may hold. */
void tr__remit_store_init(tr__remit_store *store, size_t bytes, bool of_claim);

/** Free its memory. */
void tr__remit_store_done(tr__remit_store *store);

/** Forget what it holds. */
void tr__remit_store_clear(tr__remit_store *store, const char *file,
                           const tr_delims *delims);

/**
 * Copy the segment at hand to the end of a store and make it the one that
 * fields are decoded from.
 *
 * @param loop Where the guide puts it.
 * @return Whether it was kept.
 */
bool tr__remit_store_add(tr_remit_builder *builder, tr__remit_store *store,
                         tr_code loop);

/** Say that a limit was met, once a store. */
void tr__remit_limit_met(tr_remit_builder *builder, uint32_t limit,
                         const char *unit);

/* ---- fields (remit_decode.c): each sets a whole field where it lies */

/** An element as text. @param element From 1. */
void tr__remit_text(tr_remit_builder *builder, unsigned element,
                    tr_field *field);

/** An element as a code. */
void tr__remit_code(tr_remit_builder *builder, unsigned element,
                    tr_field *field);

/** An element as money, in cents. @param meaning What it is, in words;
 * constant. */
void tr__remit_money(tr_remit_builder *builder, unsigned element,
                     const char *meaning, tr_field *field);

/** An element as a number, in thousandths. */
void tr__remit_number(tr_remit_builder *builder, unsigned element,
                      tr_field *field);

/** An element as a date CCYYMMDD. */
void tr__remit_date(tr_remit_builder *builder, unsigned element,
                    tr_field *field);

/** A part of a composite as text. @param part From 1. */
void tr__remit_part_text(tr_remit_builder *builder, unsigned element,
                         unsigned part, tr_field *field);

/** A part of a composite as a code. */
void tr__remit_part_code(tr_remit_builder *builder, unsigned element,
                         unsigned part, tr_field *field);

/** @return An element packed in upper case; 0 when longer than a tr_code. */
tr_code tr__remit_qualifier(const tr_remit_builder *builder, unsigned element);

/**
 * Say of fields that lie side by side that their segment is missing.
 *
 * @param from, to offsetof() of the first and the last.
 * @param opener   Segment that opens their loop.
 */
void tr__remit_missing(void *entity, size_t from, size_t to, uint16_t opener);

/* ---- the parts of the model */

/** Take a segment of ST, 1000A or 1000B (remit_payment.c). */
void tr__remit_header_segment(tr_remit_builder *builder, tr_code loop);

/** Take a PLB (remit_payment.c). */
void tr__remit_provider_segment(tr_remit_builder *builder);

/** Begin a claim at the segment at hand, usually a CLP (remit_claim.c). */
void tr__remit_claim_open(tr_remit_builder *builder);

/** Take a segment of 2100 (remit_claim.c). */
void tr__remit_claim_segment(tr_remit_builder *builder);

/** Add the entity of a segment that claims and services have alike: CAS, DTM,
 * REF, AMT, QTY (remit_claim.c). @param loop 2100 or 2110. */
void tr__remit_shared_segment(tr_remit_builder *builder, tr_code loop);

/** Begin a service at the segment at hand, usually an SVC (remit_service.c). */
void tr__remit_service_open(tr_remit_builder *builder);

/** Take a segment of 2110 (remit_service.c). */
void tr__remit_service_segment(tr_remit_builder *builder);

/**
 * Count an entity that was just added to a list to the open service.
 *
 * @param first, count offsetof() of the service's counters.
 */
void tr__remit_service_count(tr_remit_builder *builder, const tr_array *list,
                             size_t first, size_t count);

#endif

/* Shared by history.c, which remembers claims, and history_ask.c, which answers
 * what is asked of them. */
#ifndef TR_RULE_HISTORY_PARTS_H
#define TR_RULE_HISTORY_PARTS_H

#include "base/map.h"
#include "diag/fault.h"
#include "rule/history.h"
#include "x12/field.h"

#define TR__NO_ENTRY UINT32_MAX

enum {
  TR__YEARS_NEW = 3,
  TR__UNITS_AHEAD =
      512, /* most bytes from SV101-2 to SV104 that are remembered */
  TR__CLAIMS_SEEN = 1024 /* newest claims of a patient that are looked at */
};

/** A claim that is remembered. */
typedef struct tr__past_claim {
  uint64_t patient_key; /* patient and group, whatever the payer */
  uint64_t offset;      /* of CLM01 in its file */
  uint64_t ordinal;     /* of CLM */
  tr_cents total;
  uint32_t id_at; /* in `texts` */
  uint32_t first_line, line_count;
  uint32_t next_of_patient;
  tr_day first_day, last_day; /* of its services that a doctor gave */
  uint32_t file;
  uint32_t payer; /* hashes: who pays, as tr__history_payer() has it ... */
  uint32_t authorization; /* REF*G1, 0: none */
  uint32_t injury;        /* day of the accident, or REF*Y4; 0: none */
  uint32_t bytes;         /* the claim as it came, where it is stored */
  uint16_t id_length;
  bool new_in_chain; /* it, or an older claim of the patient, bills a new one */
  bool stored;       /* it came from a store */
  bool gone;         /* voided, replaced, or come again as the claim at hand */
} tr__past_claim;

/** A line of one. */
typedef struct tr__past_line {
  tr_code code;
  int64_t units;  /* thousandths */
  uint32_t ahead; /* bytes from CLM01 to SV101-2 */
  uint32_t claim;
  uint32_t next_of_day;
  tr_day day;
  uint16_t ordinal_ahead; /* segments from CLM to SV1 */
  uint16_t units_ahead;   /* bytes from SV101-2 to SV104; 0: not kept */
  uint16_t modifiers[TR_MODIFIERS];     /* two letters; 0: none kept */
  uint8_t modifier_ahead[TR_MODIFIERS]; /* bytes from SV101-2 to each */
} tr__past_line;

/** What is said of memory in history.c. */
_Static_assert(sizeof(tr__past_claim) <= 88 && sizeof(tr__past_line) <= 48,
               "what is said above of memory");

struct tr_history {
  tr__past_claim *claims;
  size_t claim_count, claim_room;
  tr__past_line *lines;
  size_t line_count, line_room;
  char *texts;
  size_t text_count, text_room;
  const char **files;
  size_t file_count, file_room;
  tr_map by_day;     /* day key -> newest line */
  tr_map by_patient; /* patient key -> newest claim */
  tr_map by_content; /* content key -> the first claim that had it */
  bool has_stored;   /* some came from a store */
};

/** Mix a number into a key. */
uint64_t tr__history_mix(uint64_t seed, int64_t number);

/** The same patient before the same payer in the same turn. @param patient
 * tr_history_patient(). */
uint64_t tr__history_payer(const tr_claim *claim, uint64_t patient);

/** Neither a replacement nor a void. */
bool tr__history_is_original(const tr_claim *claim);

/** Whether CLM05-3 is that. */
bool tr__history_has_frequency(const tr_claim *claim, tr_code frequency);

/** Codes of new patients. */
bool tr__history_is_new(tr_code code);

/** A service that a doctor gave in person; supplies and films do not count. */
bool tr__history_is_professional(tr_code code);

/** The newest entry of a chain, or TR__NO_ENTRY. */
uint32_t tr__history_chained(const tr_map *map, uint64_t key);

/** The claim that this one repeats, or TR__NO_ENTRY. */
uint32_t tr__history_repeated(const tr_history *history, const tr_claim *claim,
                              uint64_t patient);

/** The stored copy of the claim at hand, or TR__NO_ENTRY: it is no earlier
 * claim. */
uint32_t tr__history_copy(const tr_history *history, const tr_claim *claim,
                          uint64_t patient);

/** Hash of a text; 0 where it was not sent. */
uint32_t tr__history_text(const tr_unit *unit, const tr_field *field);

/** One injury; 0: the claim names none. */
uint32_t tr__history_injury(const tr_claim *claim);

/** Whole units as people send them; empty for others. */
tr_str tr__history_units_text(int64_t units, char text[TR_NUMBER_TEXT]);

#endif

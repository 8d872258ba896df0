/* The tables that are built in: constant sorted arrays that tools/tablec.c
 * writes from codes/. Only files of src/table include this. */
#ifndef TR_TABLE_BUILTIN_H
#define TR_TABLE_BUILTIN_H

#include "table/table.h"

/** First and last code of a range in which every code is known. */
typedef struct tr_closed_range {
  tr_code first, last;
  tr_day from, to;
} tr_closed_range;

typedef struct tr_rvu {
  tr_code code;
  tr_day from, to;
  int hundredths;
} tr_rvu;

typedef struct tr_mue_built {
  tr_code code;
  tr_day from, to;
  uint16_t units;
  uint8_t mai;
  const char *rationale;
} tr_mue_built;

typedef struct tr_pair_built {
  tr_code column1, column2;
  tr_day from, to;
  uint8_t indicator;
  const char *rationale;
} tr_pair_built;

typedef struct tr_span {
  tr_day from, to;
} tr_span;

/** A family of diagnoses of which every code is known. */
typedef struct tr_family {
  tr_code prefix;
  tr_day from, to;
} tr_family;

typedef struct tr_set_built {
  const char *name, *label;
  uint32_t parts; /**< bit per set whose rows count, its own included */
} tr_set_built;

/**
 * Prefix tables: the last byte of `key` is the seventh character that counts,
 * or 0 for any; the bytes before it are the prefix. Sorted by key (and set).
 */
typedef struct tr_set_row {
  tr_code key;
  tr_day from, to;
  uint8_t set;
  bool member;
} tr_set_row;

/** Where a contraindication applies. */
typedef enum tr_reach {
  TR_REACH_ALL,  /**< traction of any area */
  TR_REACH_CODE, /**< the regions of the diagnosis itself */
  TR_REACH_LIST  /**< the regions of the row */
} tr_reach;

typedef struct tr_contra_row {
  tr_code key;
  tr_day from, to;
  tr_regions areas;
  uint16_t rule, elsewhere; /**< 201 to 205; elsewhere 0 = none */
  uint8_t reach;            /**< tr_reach */
  uint8_t confidence;
  const char *set, *label, *source;
} tr_contra_row;

/** How a site character is read. */
typedef enum tr_site_map {
  TR_SITE_FIXED,
  TR_SITE_SPINE,
  TR_SITE_SOMATIC,
  TR_SITE_JOINT,
  TR_SITE_BONE
} tr_site_map;

typedef struct tr_region_row {
  tr_code key; /**< the prefix */
  tr_regions regions;
  uint8_t digit; /**< position from 1; 0 where fixed */
  uint8_t map;   /**< tr_site_map */
} tr_region_row;

typedef struct tr_state {
  tr_code code;
  const char *label;
} tr_state;

typedef struct tr_zip_range {
  tr_code state;
  uint16_t first, last; /**< first three digits */
} tr_zip_range;

typedef struct tr_edition_built {
  const char *edition, *source;
  tr_day from, to;
  size_t rows;
} tr_edition_built;

/* Each array with its length: tr__procedures and tr__procedures_n ... */
#define TR_BUILTIN_MAP(X)                         \
  X(tr_procedure, tr__procedures)                 \
  X(tr_closed_range, tr__closed_ranges)           \
  X(tr_rvu, tr__rvus)                             \
  X(tr_mue_built, tr__mues)                       \
  X(tr_pair_built, tr__pairs)                     \
  X(tr_code, tr__diagnoses)                       \
  X(tr_span, tr__diagnosis_spans)                 \
  X(tr_family, tr__families)                      \
  X(tr_set_built, tr__sets)                       \
  X(tr_set_row, tr__set_rows)                     \
  X(tr_contra_row, tr__contras)                   \
  X(tr_region_row, tr__region_rows)               \
  X(tr_modifier, tr__modifiers)                   \
  X(tr_modifier_conflict, tr__modifier_conflicts) \
  X(tr_modifier_use, tr__modifier_uses)           \
  X(tr_term, tr__places)                          \
  X(tr_taxonomy, tr__taxonomies)                  \
  X(tr_state, tr__states)                         \
  X(tr_zip_range, tr__zip_ranges)                 \
  X(tr_term, tr__carcs)                           \
  X(tr_term, tr__rarcs)                           \
  X(tr_term, tr__filings)

#define TR_BUILTIN_DECLARE(type, name) \
  extern const type name[];            \
  extern const size_t name##_n;
TR_BUILTIN_MAP(TR_BUILTIN_DECLARE)
#undef TR_BUILTIN_DECLARE

/** By tr_table_kind. */
extern const tr_edition_built tr__editions[TR_TABLE_KINDS];

/** The prefix of the first n characters of a code, n at most 7. */
static inline tr_code tr__code_prefix(tr_code code, unsigned n) {
  return n == 0 ? 0 : code & ~(~(tr_code)0 >> (8 * n));
}

/** @return Length of a code in characters, 0 to 8. */
static inline unsigned tr__code_length(tr_code code) {
  return code == 0 ? 0 : 8U - (unsigned)__builtin_ctzll(code) / 8U;
}

/** @return Character of a code, from 0; 0 past its end. */
static inline char tr__code_at(tr_code code, unsigned at) {
  if (at > 7) return '\0';
  return (char)(code >> (56 - 8 * at) & 0xFF);
}

/**
 * The span of rows of one code in an array sorted by code, as validity on a
 * day; rows are given by their first member's layout {code, from, to}.
 */
#define TR_TABLE_FIND(array, count, wanted, at)      \
  do {                                               \
    size_t low_ = 0, high_ = (count);                \
    while (low_ < high_) {                           \
      const size_t mid_ = low_ + (high_ - low_) / 2; \
      if ((array)[mid_].code < (wanted))             \
        low_ = mid_ + 1;                             \
      else                                           \
        high_ = mid_;                                \
    }                                                \
    (at) = low_;                                     \
  } while (0)

/** @return Whether the day lies in [from, to]. */
static inline bool tr__covers(tr_day from, tr_day to, tr_day day) {
  return from <= day && day <= to;
}

/** @return Row count of a built-in table, for tr_tables_edition(). */
size_t tr__builtin_rows(tr_table_kind kind);

/** @return tr_index of the edition that is used on a day, NULL = built-in. */
const tr_index *tr__index_on(const tr_tables *tables, tr_table_kind kind,
                             tr_day day);

#endif

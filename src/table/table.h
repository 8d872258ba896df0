/* Dated code tables: what was valid, limited, paired or grouped on the day of
 * a service. The built-in tables are constant data made from codes/ at build
 * time; imported editions are read in place from memory that the caller lends.
 *
 * Invariants: no lookup allocates, locks or writes; any number of threads may
 * look up in one tr_tables. Every lookup costs O(log n). Rows with gaps in
 * their dates are several rows. Text in rows is constant and NUL-terminated. */
#ifndef TR_TABLE_TABLE_H
#define TR_TABLE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/code.h"
#include "base/date.h"
#include "base/region.h"
#include "base/status.h"
#include "base/str.h"

/* ------------------------------------------------------- tables, editions */

/* One row per table: name of the constant, name for people and files. */
#define TR_TABLE_MAP(X)                      \
  X(PROCEDURE, "procedures")                 \
  X(MUE, "ncci-mue")                         \
  X(PTP, "ncci-ptp")                         \
  X(ICD10CM, "icd10cm")                      \
  X(DIAGNOSIS_SET, "diagnosis-sets")         \
  X(CONTRAINDICATION, "contraindications")   \
  X(MODIFIER, "modifiers")                   \
  X(MODIFIER_CONFLICT, "modifier-conflicts") \
  X(MODIFIER_USE, "modifier-use")            \
  X(PLACE, "place-of-service")               \
  X(TAXONOMY, "taxonomies")                  \
  X(STATE, "states")                         \
  X(CARC, "carc")                            \
  X(RARC, "rarc")                            \
  X(FILING, "claim-filing")

typedef enum tr_table_kind {
#define TR_TABLE_ENUM(name, text) TR_TABLE_##name,
  TR_TABLE_MAP(TR_TABLE_ENUM)
#undef TR_TABLE_ENUM
      TR_TABLE_KINDS
} tr_table_kind;

enum { TR_TABLE_INDEXES = 128 /**< most imported indexes in one tr_tables */ };

/** An imported index, read in place. Fields are private. */
typedef struct tr_index {
  const unsigned char *bytes;
  size_t size;
  tr_table_kind kind;
  tr_day from, to;
} tr_index;

/** Built-in tables and imported indexes. Fields are private. */
typedef struct tr_tables {
  tr_day as_if; /**< lookups for days before it are for it; 0: for the day
                     itself. May be set */
  size_t indexes;
  tr_index index[TR_TABLE_INDEXES]; /* by kind, then by `from` */
} tr_tables;

/** One edition of one table. */
typedef struct tr_edition {
  tr_table_kind kind;
  const char *table;   /**< name of the table, constant */
  const char *edition; /**< "2024Q3", "FY2026"; lives as long as the tables */
  const char *source;  /**< id of its source in docs/sources.md */
  tr_day from, to;     /**< days it speaks for, both included */
  size_t rows;
  bool imported; /**< false: built in */
} tr_edition;

/** Begin with the built-in tables alone; allocates nothing. */
void tr_tables_init(tr_tables *tables);

/** @return The day that a lookup for a day is for. */
static inline tr_day tr_tables_day(const tr_tables *tables, tr_day day) {
  const bool shifted =
      tables->as_if != 0 && day < tables->as_if && day != TR_DAY_MIN;
  return shifted ? tables->as_if : day;
}

/**
 * Add an imported index. It wins over the built-in table for the days it
 * covers; of several that cover a day the one that begins latest wins.
 *
 * @param bytes Made by tr_import_table(), aligned to 8 bytes; borrowed until
 *              the last lookup.
 * @return TR_OK; TR_ESYNTAX (no index, cut or inconsistent); TR_EVERSION (made
 *         for another version); TR_ELIMIT (too many indexes). On failure the
 *         tables are as before and `err`, which may be NULL, says why.
 */
TR_NODISCARD tr_status tr_tables_add_index(tr_tables *tables, tr_str bytes,
                                           tr_err *err);

/**
 * Check every byte of an index against its checksum, and the order of its
 * rows: what `tables verify` does; tr_tables_add_index() checks the head only.
 *
 * @return TR_OK, TR_ESYNTAX or TR_EVERSION.
 */
TR_NODISCARD tr_status tr_index_verify(tr_str bytes, tr_err *err);

/** @return How many editions there are, built-in ones first. */
size_t tr_tables_count(const tr_tables *tables);

/** @param at Below tr_tables_count(). @return The edition. */
tr_edition tr_tables_edition(const tr_tables *tables, size_t at);

/**
 * The edition that lookups of a table use for a day: the imported one that
 * covers it, else the built-in one that does, else the nearest earlier one,
 * else the nearest later one.
 */
tr_edition tr_tables_edition_on(const tr_tables *tables, tr_table_kind kind,
                                tr_day day);

/** @return Whether the edition ends before the day (rule TRK0101). */
static inline bool tr_edition_is_stale(tr_edition edition, tr_day day) {
  return edition.to < day;
}

/** @return The table's name ("ncci-mue"), constant. */
const char *tr_table_name(tr_table_kind kind);

/** Find a table by name. @return Whether it exists; then `*kind` is set. */
bool tr_table_find(tr_str name, tr_table_kind *kind);

/* -------------------------------------------------------------- validity */

/** What a table says about a code on a day. Shared by all code sets. */
typedef enum tr_validity {
  TR_CODE_VALID,
  TR_CODE_MALFORMED,  /**< not of the form of its code set */
  TR_CODE_INVALID,    /**< well-formed, but known not to exist */
  TR_CODE_ENDED,      /**< existed, deleted before the day */
  TR_CODE_NOT_YET,    /**< begins after the day */
  TR_CODE_NEEDS_MORE, /**< a category: more characters are due (ICD-10-CM) */
  TR_CODE_UNKNOWN     /**< no table that could tell: undecided */
} tr_validity;

/** @return A constant word for people: "valid", "ended" ... */
const char *tr_validity_text(tr_validity validity);

/** @return Whether the verdict is a fault: all but VALID and UNKNOWN. */
static inline bool tr_validity_is_bad(tr_validity validity) {
  return validity != TR_CODE_VALID && validity != TR_CODE_UNKNOWN;
}

/** How good a row's source is. */
typedef enum tr_confidence {
  TR_CONFIDENCE_OFFICIAL,
  TR_CONFIDENCE_SECONDARY,
  TR_CONFIDENCE_BACKGROUND
} tr_confidence;

/** @return "official", "secondary" or "background", constant. */
const char *tr_confidence_text(tr_confidence confidence);

/* ------------------------------------------------------------ procedures */

/* How a code is counted. */
#define TR_TIMING_MAP(X)                                            \
  X(UNTIMED, "untimed")   /* once a day, whatever the minutes */    \
  X(TIMED, "timed")       /* in units of `unit_minutes` */          \
  X(FIRST, "first")       /* first block of time; add-ons follow */ \
  X(ADD_ON, "add-on")     /* further blocks, beside a base code */  \
  X(DESCRIBE, "describe") /* unlisted: needs a description */       \
  X(VIEWS, "views")       /* by number of films */                  \
  X(SUPPLY, "supply")     /* an item */                             \
  X(DECISION, "decision") /* by decision making or time of the day */

typedef enum tr_timing {
#define TR_TIMING_ENUM(name, text) TR_TIMING_##name,
  TR_TIMING_MAP(TR_TIMING_ENUM)
#undef TR_TIMING_ENUM
      TR_TIMINGS
} tr_timing;

#define TR_CLASS_MAP(X)                               \
  X(CMT_SPINAL, "cmt-spinal")                         \
  X(CMT_EXTRASPINAL, "cmt-extraspinal")               \
  X(MODALITY_SUPERVISED, "modality-supervised")       \
  X(MODALITY_ATTENDED, "modality-attended")           \
  X(PROCEDURE_THERAPEUTIC, "procedure-therapeutic")   \
  X(EVALUATION_NEW, "evaluation-new")                 \
  X(EVALUATION_ESTABLISHED, "evaluation-established") \
  X(EVALUATION_THERAPY, "evaluation-therapy")         \
  X(EVALUATION_OTHER, "evaluation-other")             \
  X(X_RAY, "x-ray")                                   \
  X(ACUPUNCTURE, "acupuncture")                       \
  X(NEEDLING, "needling")                             \
  X(UNLISTED, "unlisted")                             \
  X(DECOMPRESSION, "decompression")                   \
  X(OSTEOPATHIC, "osteopathic")                       \
  X(STRAPPING, "strapping")                           \
  X(DME, "dme")                                       \
  X(TEST, "test")                                     \
  X(INJECTION, "injection")                           \
  X(OTHER, "other")

typedef enum tr_class {
#define TR_CLASS_ENUM(name, text) TR_CLASS_##name,
  TR_CLASS_MAP(TR_CLASS_ENUM)
#undef TR_CLASS_ENUM
      TR_CLASSES
} tr_class;

/** Whether a code is on the "always therapy" list (modifier GP). */
typedef enum tr_therapy {
  TR_THERAPY_NO,
  TR_THERAPY_PAYER, /**< some payers */
  TR_THERAPY_ALWAYS
} tr_therapy;

enum { TR_BASES = 12 /**< most base codes of an add-on */ };

/** A procedure code in one span of dates. */
typedef struct tr_procedure {
  tr_code code;
  tr_day from, to;
  const char *label; /**< ours, short */
  const char *source;
  tr_code base[TR_BASES];     /**< of an add-on; 0 after the last */
  tr_regions regions;         /**< body area of a film; 0 where none */
  uint16_t unit_minutes;      /**< minutes of one unit; 0 where not by time */
  uint16_t encounter_minutes; /**< least total minutes of a visit code, or 0 */
  uint8_t views_least;        /**< films at least; 0 where none */
  uint8_t views_most;         /**< films at most; 0 where no upper limit */
  uint8_t timing;             /**< tr_timing */
  uint8_t group;              /**< tr_class */
  uint8_t therapy;            /**< tr_therapy */
  uint8_t confidence;         /**< tr_confidence */
  char medicare;              /**< fee schedule status A B C I N R X; ' ' if
                                   not known */
  bool new_patient;           /**< only for a patient not seen in 3 years */
  bool one_on_one;            /**< needs the provider's constant attendance */
} tr_procedure;

/**
 * Look a procedure code up.
 *
 * @param      code CPT or HCPCS as billed (SV101-2).
 * @param[out] row  Set on VALID, and on ENDED and NOT_YET to the nearest row;
 *                  else NULL. May be NULL. Constant memory.
 * @return VALID, ENDED, NOT_YET; INVALID where the code lies in a range whose
 *         codes are all known on the day; MALFORMED; else UNKNOWN.
 */
tr_validity tr_table_procedure(const tr_tables *tables, tr_code code,
                               tr_day day, const tr_procedure **row);

/**
 * tr_table_procedure() for text of any length (MALFORMED when over 8 bytes).
 */
tr_validity tr_table_procedure_text(const tr_tables *tables, tr_str text,
                                    tr_day day, const tr_procedure **row);

/** @return The word of a class, constant. */
const char *tr_class_text(tr_class group);

/** Find a class by its word. @return Whether it exists. */
bool tr_class_find(tr_str name, tr_class *group);

/** @return The word of a timing, constant. */
const char *tr_timing_text(tr_timing timing);

/** @return Work RVU in hundredths in force on the day, -1 where not known. */
int tr_table_work_rvu(const tr_tables *tables, tr_code code, tr_day day);

/** @return Whether it is a class of visit codes, which take modifier 25. */
bool tr_class_is_evaluation(tr_class group);

/** @return Whether it is a class of modalities or therapeutic procedures. */
bool tr_class_is_physical(tr_class group);

/** @return Whether it is spinal or extraspinal manipulation. */
bool tr_class_is_cmt(tr_class group);

/* ------------------------------------------------------------------ NCCI */

/** Most units of a code on one day. */
typedef struct tr_mue {
  tr_code code;
  tr_day from, to;       /**< of the row, or of its edition */
  uint16_t units;        /**< 0: Medicare never pays a practitioner for it */
  uint8_t mai;           /**< 1 per line, 2 day by policy, 3 day by clinic */
  const char *rationale; /**< may be "" */
  const char *edition;
} tr_mue;

/** @return Whether the code has a limit on the day; then `*row` is set. */
bool tr_table_mue(const tr_tables *tables, tr_code code, tr_day day,
                  tr_mue *row);

/** A pair of codes of which column 2 is not payable beside column 1. */
typedef struct tr_pair {
  tr_code column1, column2;
  tr_day from, to;
  int indicator; /**< 0 never payable, 1 payable with a bypass modifier */
  const char *rationale;
  const char *edition;
} tr_pair;

/**
 * Find an active pair in one order; callers try both orders.
 *
 * @param a Column 1. @param b Column 2.
 * @return Whether a row with indicator 0 or 1 is in force on the day; then
 *         `*row` is set. Rows of indicator 9 are never found.
 */
bool tr_table_pair(const tr_tables *tables, tr_code a, tr_code b, tr_day day,
                   tr_pair *row);

/** tr_table_pair() in either order. */
bool tr_table_pair_any(const tr_tables *tables, tr_code a, tr_code b,
                       tr_day day, tr_pair *row);

/* ------------------------------------------------------------- diagnoses */

/**
 * Normalize a diagnosis code: dots and blanks out, letters upper case.
 *
 * @return The packed code; 0 when it is empty or longer than 8 characters.
 */
tr_code tr_diagnosis_code(tr_str text);

/** Put the dot back: "M5416" is "M54.16". @param[out] text 10 bytes. */
void tr_diagnosis_text(tr_code code, char *text);

/**
 * Is an ICD-10-CM code one that may be billed on the day?
 *
 * @param code From tr_diagnosis_code().
 * @return VALID; MALFORMED; NEEDS_MORE (a category; longer codes exist on the
 *         day); ENDED; NOT_YET; INVALID; UNKNOWN where neither an imported
 *         edition covers the day nor the code's family is complete here.
 */
tr_validity tr_table_diagnosis(const tr_tables *tables, tr_code code,
                               tr_day day);

/** A set of diagnoses; names are in codes/diagnosis_sets.csv. */
typedef int tr_diagnosis_set;

/**
 * Find a set by name: "disc", "stenosis", "facet", "radiculopathy",
 * "pain-stiffness", "sprain", "traction-indication" (all six),
 * "subluxation" (M99.0-), "subluxation-spinal" (M99.00-M99.05),
 * "subluxation-complex" (M99.1-), "neuromusculoskeletal" and others.
 *
 * @return The set, or -1.
 */
tr_diagnosis_set tr_set_find(tr_str name);

/** @param set From tr_set_find() or below tr_set_count(). */
const char *tr_set_name(tr_diagnosis_set set);

/** @return One line on what the set is, constant. */
const char *tr_set_label(tr_diagnosis_set set);

/** @return How many sets there are. */
int tr_set_count(void);

/**
 * Does a diagnosis belong to a set on the day? Longest prefix decides; the
 * seventh character counts where the set's row says so.
 *
 * @param code From tr_diagnosis_code().
 */
bool tr_table_in_set(const tr_tables *tables, tr_diagnosis_set set,
                     tr_code code, tr_day day);

/**
 * The regions that a diagnosis names.
 *
 * @return A set of regions; TR_REGION_ANY for codes of several or unspecified
 *         sites; 0 where the code says nothing about a place.
 */
tr_regions tr_table_diagnosis_regions(const tr_tables *tables, tr_code code);

typedef enum tr_strength {
  TR_STRENGTH_NONE,
  TR_STRENGTH_RELATIVE,
  TR_STRENGTH_ABSOLUTE
} tr_strength;

/** What a diagnosis means for traction of an area. */
typedef struct tr_contraindication {
  int rule;             /**< 201 to 205 (TRN0201 ...); 0: none */
  tr_strength strength; /**< 205 is RELATIVE, the others ABSOLUTE */
  const char *set;      /**< "fracture-spine", "malignancy" ... */
  const char *label;    /**< what it is, in our words */
  const char *source;
  tr_confidence confidence;
} tr_contraindication;

/**
 * Does a diagnosis rule traction of these areas out? Longest prefix decides,
 * then the seventh character, then the region.
 *
 * @param areas Areas under traction; 0 or TR_REGION_ANY where not known: then
 *              a condition whose code names a place of the spine counts as
 *              being there, a condition of a limb does not, and one that
 *              counts in named areas only is judged as for other areas.
 * @return Rule 0 and strength NONE where it does not.
 * @source billing-rules 6.2
 */
tr_contraindication tr_table_contraindication(const tr_tables *tables,
                                              tr_code code, tr_regions areas,
                                              tr_day day);

/* ------------------------------------------------------------- modifiers */

enum {
  TR_MODIFIER_DISTINCT = 1,   /**< 59, XE, XS, XP, XU */
  TR_MODIFIER_BYPASS = 2,     /**< may lift a pair of indicator 1 */
  TR_MODIFIER_REPEAT = 4,     /**< 76, 77, 91: a repeat is meant */
  TR_MODIFIER_THERAPY = 8,    /**< GP, GO, GN: the discipline */
  TR_MODIFIER_ANATOMIC = 16,  /**< side, finger, toe, eyelid, artery */
  TR_MODIFIER_COVERAGE = 32,  /**< AT, GA, GX, GY, GZ */
  TR_MODIFIER_EVALUATION = 64 /**< belongs on visit codes: 24, 25, 57 */
};

typedef struct tr_modifier {
  tr_code code;
  tr_day from, to;
  const char *label;
  const char *source;
  uint16_t flags;
  uint8_t confidence;
} tr_modifier;

/**
 * @param      code Packed modifier, two characters.
 * @param[out] row  Set on VALID, ENDED, NOT_YET; else NULL. May be NULL.
 * @return VALID, ENDED, NOT_YET, MALFORMED or INVALID (never UNKNOWN).
 */
tr_validity tr_table_modifier(const tr_tables *tables, tr_code code, tr_day day,
                              const tr_modifier **row);

/** @return TR_MODIFIER_ flags on the day; 0 for unknown modifiers. */
unsigned tr_table_modifier_flags(const tr_tables *tables, tr_code code,
                                 tr_day day);

/** Two modifiers that exclude each other on one line. */
typedef struct tr_modifier_conflict {
  tr_code a, b; /* a < b */
  tr_day from, to;
  const char *reason; /**< half a sentence, lower case */
  const char *source;
  uint8_t confidence;
} tr_modifier_conflict;

/** @return The conflict in force on the day, in any order; else NULL. */
const tr_modifier_conflict *tr_table_modifier_conflict(const tr_tables *tables,
                                                       tr_code a, tr_code b,
                                                       tr_day day);

/** A modifier that cannot qualify a class of codes. */
typedef struct tr_modifier_use {
  tr_code modifier;
  tr_day from, to;
  uint32_t classes; /**< bit per tr_class */
  bool only;        /**< true: only these classes; false: never these */
  bool medicare;    /**< true: for Medicare-rule payers only */
  const char *reason;
  const char *source;
  uint8_t confidence;
} tr_modifier_use;

/**
 * Is a modifier misplaced on a code? (AT off spinal CMT is not here: TRC0402.)
 *
 * @param group    tr_class of the code.
 * @param medicare Whether the payer follows Medicare's rules.
 * @return The row that says so, or NULL.
 */
const tr_modifier_use *tr_table_modifier_misplaced(const tr_tables *tables,
                                                   tr_code modifier,
                                                   tr_class group,
                                                   bool medicare, tr_day day);

/* ------------------------------------------------------ other code lists */

/** A code with a label in one span of dates. */
typedef struct tr_term {
  tr_code code;
  tr_day from, to;
  const char *label;
  const char *source;
} tr_term;

/** @return VALID, ENDED, NOT_YET, MALFORMED or INVALID; `row` may be NULL. */
tr_validity tr_table_place(const tr_tables *tables, tr_str code, tr_day day,
                           const tr_term **row);

/** A provider taxonomy code (ten characters). */
typedef struct tr_taxonomy {
  char code[11];
  bool chiropractor;
  tr_day from, to;
  const char *label;
  const char *source;
} tr_taxonomy;

/**
 * @return VALID (listed), MALFORMED (not ten characters ending in X), INVALID
 *         (111N... but no code of a chiropractor), ENDED, or UNKNOWN
 *         (well-formed, not listed here).
 */
tr_validity tr_table_taxonomy(const tr_tables *tables, tr_str code, tr_day day,
                              const tr_taxonomy **row);

/** @return Label of a state, territory or military "state"; NULL if none. */
const char *tr_table_state(const tr_tables *tables, tr_str code);

typedef enum tr_zip_verdict {
  TR_ZIP_OK,
  TR_ZIP_MALFORMED, /**< not 5 or 9 digits, or all zeros */
  TR_ZIP_ELSEWHERE, /**< its first digits belong to another state */
  TR_ZIP_UNKNOWN    /**< the state is not known */
} tr_zip_verdict;

/** Does a ZIP code (N403, 5 or 9 digits, no hyphen) lie in a state (N402)? */
tr_zip_verdict tr_table_zip(const tr_tables *tables, tr_str state, tr_str zip);

/**
 * Label of a code in a plain list (CARC, RARC, FILING, PLACE).
 *
 * @return NULL where the list has no such code.
 */
const char *tr_table_label(const tr_tables *tables, tr_table_kind kind,
                           tr_str code);

#endif

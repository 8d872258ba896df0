/* Rules as the engine holds them: compiled expressions, words and sources.
 * Shipped rules are such structures written as C by tools/packc at build time;
 * a user's packs are compiled into the same structures at start. */
#ifndef TR_RULE_PACK_H
#define TR_RULE_PACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/str.h"
#include "diag/severity.h"
#include "rule/program.h"

enum { TR_PACK_LIST = 16 /**< most entries of a rule's short lists */ };

typedef enum tr_each {
  TR_EACH_NONE, /**< raised by a reader */
  TR_EACH_CLAIM,
  TR_EACH_LINE,
  TR_EACH_DAY,
  TR_EACH_DIAGNOSIS,
  TR_EACH_PARTY,
  TR_EACH_DATE,
  TR_EACH_EDIT,
  TR_EACH_PAIR,
  TR_EACH_OTHER_PAYER,
  TR_EACH_ADJUDICATION,
  TR_EACH_ATTACHMENT,
  TR_EACH_NOTE,
  TR_EACH_SERVICE,
  TR_EACH_SEGMENT,
  TR_EACH_MEASURE, /**< of an audit: rule/measured.h */
  TR_EACH_COUNT
} tr_each;

typedef enum tr_raised_by {
  TR_RAISED_BY_CONDITION,
  TR_RAISED_BY_READER,
  TR_RAISED_BY_NOTES,
  TR_RAISED_BY_TABLES,
} tr_raised_by;

/** A template: literal text and expressions in turn. */
typedef struct tr_template_part {
  const char *text;        /**< literal, NULL for an expression */
  const tr_program *value; /**< expression, NULL for a literal */
  const char *argument;    /**< named argument of a reader's fault, or NULL */
} tr_template_part;

typedef struct tr_template {
  const tr_template_part *parts;
  uint32_t count; /**< 0: no such text */
} tr_template;

typedef enum tr_fix_safety {
  TR_FIX_NONE,
  TR_FIX_SAFE,
  TR_FIX_REVIEW
} tr_fix_safety;

/** What a rule's `fix` does with its place. */
typedef enum tr_fix_verb {
  TR_FIX_VERB_SET,  /**< writes `to` there */
  TR_FIX_VERB_ADD,  /**< adds the modifier `to` to the line it is of */
  TR_FIX_VERB_DROP, /**< takes it away: a modifier, or the line */
  TR_FIX_VERB_MOVE  /**< puts the modifier before the others */
} tr_fix_verb;

/** The words of a finding; empty ones are inherited from the rule. */
typedef struct tr_words {
  tr_template message, label, note, help;
  const tr_program *fix_at; /**< place program of the fix, or NULL */
  tr_template fix_to;
  tr_fix_safety fix_safety;
  tr_fix_verb fix_verb;
} tr_words;

/** A further place: each element of a list where `when` holds, or one field. */
typedef struct tr_also {
  const tr_program *program; /**< emits places; see rule/program.h */
} tr_also;

typedef struct tr_case {
  const tr_program *when; /**< NULL with `variant` or as the last, "else" */
  const char *variant;    /**< a reader's variant, or NULL */
  bool silent;
  bool has_severity;
  tr_severity severity;
  const tr_program *at; /**< place program, NULL: that of the rule */
  const tr_also *also;  /**< besides those of the rule */
  uint32_t also_count;
  tr_words words;
} tr_case;

typedef struct tr_source_ref {
  const char *id;
  tr_day from; /**< TR_DAY_MIN when not given */
  bool dissent;
  const char *says; /**< what a dissenting source says, or NULL */
  const char *of;   /**< as of tr_source */
} tr_source_ref;

/** An example, for `explain`. */
typedef struct tr_example_text {
  const char *name;
  const char *text; /**< the example as written in YAML */
  bool fails;       /**< the rule fires on it */
} tr_example_text;

typedef struct tr_rule {
  const char *id, *slug, *over, *summary, *authority, *confidence;
  const char *explain, *payers; /**< payers may be NULL */
  const char *pack;             /**< name of its pack */
  tr_severity severity;
  uint8_t snip; /**< 0: none */
  tr_each each;
  tr_raised_by raised_by;
  tr_day from, to;            /**< in force, TR_DAY_MIN .. TR_DAY_MAX */
  const char *const *article; /**< NULL-terminated, or NULL */
  const char *const *carc;
  const char *const *rarc;
  const char *const *yields_to;
  const char *const *lacks;  /**< segments it misses: "DTP*472", "DMG" */
  const char *const *status; /**< how a 277CA says it: category, status, entity
                                  (may be ""); NULL-terminated, or NULL */
  const tr_source_ref *sources;
  uint32_t source_count;
  const tr_program *when;
  const tr_case *cases;
  uint32_t case_count;
  const tr_program *at; /**< place program */
  const tr_also *also;
  uint32_t also_count;
  tr_words words;
  int32_t cap_by; /**< profile key index, or -1 */
  bool overridable, denial_exempt;
  bool needs_note;      /**< reads the note: skipped without one */
  const tr_code *codes; /**< sorted codes `line` must have, or NULL */
  uint32_t code_count;
  const tr_example_text *examples;
  uint32_t example_count;
} tr_rule;

/** A code that a derivation may give. */
typedef struct tr_derivation_code {
  const tr_program *code; /**< of type code; NULL: nothing may be billed */
  const tr_program *when; /**< NULL: always */
  tr_template because;
  const tr_program *at;    /**< place in the note; NULL: the kind of the
                                service, else the note */
  const tr_program *units; /**< number; NULL: by the code and its minutes */
  tr_template describe;    /**< what is billed by an unlisted code */
  const char *source;      /**< id, never NULL */
} tr_derivation_code;

/** By which codes a service of a note is billed. */
typedef struct tr_derivation {
  const char *id, *slug, *summary, *authority, *confidence, *explain;
  const char *pack;           /**< name of its pack */
  const char *kind;           /**< of the services it is about; NULL: any */
  tr_each each;               /**< TR_EACH_SERVICE or TR_EACH_NOTE */
  tr_day from, to;            /**< in force, TR_DAY_MIN .. TR_DAY_MAX */
  const char *const *article; /**< NULL-terminated, or NULL */
  const tr_source_ref *sources;
  uint32_t source_count;
  const tr_program *service;       /**< which services of the kind; NULL: all */
  const tr_program *own_code;      /**< a code of its own that may stand for the
                                   service besides `billed_as`, or NULL */
  const tr_derivation_code *codes; /**< the first that holds is given */
  uint32_t code_count;
  const tr_derivation_code *besides; /**< then each that holds */
  uint32_t beside_count;
  const tr_code *billed_as; /**< sorted: codes under which it rightly stands */
  uint32_t billed_as_count;
  const tr_code *billed_as_prefixes;
  uint32_t billed_as_prefix_count;
  const tr_code *mistaken_for; /**< sorted: wrong ones, found all the same */
  uint32_t mistaken_for_count;
  const tr_example_text *examples;
  uint32_t example_count;
} tr_derivation;

/** A value of a profile with its dates and standing. */
typedef struct tr_profile_value {
  tr_day from, to;
  const char *source, *confidence;
  tr_constant value; /**< of the key's type; see rule/program.h */
} tr_profile_value;

typedef struct tr_profile_entry {
  int32_t key; /**< index in tr_pack.keys */
  const tr_profile_value *values;
  uint32_t value_count; /**< newest first */
} tr_profile_entry;

typedef struct tr_profile {
  const char *id, *name, *inherits; /**< inherits may be NULL */
  const tr_profile_entry *entries;
  uint32_t entry_count; /**< own only */
} tr_profile;

typedef struct tr_profile_key {
  const char *name;
  tr_type type;
  const char *meaning, *unit;
  const char *const *words; /**< word, word-set: NULL-terminated; else NULL */
  int32_t min, max;         /**< number: what it may be, both included */
} tr_profile_key;

/** One row of the payer table; blank columns are NULL and match anything. */
typedef struct tr_payer_match {
  const char *profile, *payer_id, *filing_code, *name_contains, *state;
  const char *source, *confidence;
  int32_t order;
} tr_payer_match;

typedef struct tr_source {
  const char *id, *title, *url, *decides;
  const char *of; /**< the guides it is about, by slug, with blanks between;
                       NULL: about any */
} tr_source;

typedef struct tr_pack {
  const char *name, *version;
  char sha256[65]; /**< of the pack's files, hexadecimal */
  const tr_rule *const *rules;
  uint32_t rule_count; /**< sorted by id */
  const tr_derivation *const *derivations;
  uint32_t derivation_count; /**< sorted by id */
  const tr_profile *const *profiles;
  uint32_t profile_count;
  const tr_profile_key *keys;
  uint32_t key_count;
  const tr_payer_match *payers;
  uint32_t payer_count; /**< by order */
  const tr_source *sources;
  uint32_t source_count;
  const struct tr_pack *base; /**< the pack it was laid over, or NULL */
} tr_pack;

/** The rules, profiles and sources that are shipped. */
extern const tr_pack tr_pack_builtin;

/**
 * Whether a source of a rule says something about a transaction.
 *
 * @param i     Below rule->source_count.
 * @param guide Slug of the transaction's guide ("837p", "control"), or NULL
 *              where none is known.
 * @return True also where no source of the rule is about it: none is hidden
 *         then.
 */
bool tr_rule_source_applies(const tr_rule *rule, uint32_t i, const char *guide);

/** @return The rule with that id or slug, or NULL. */
const tr_rule *tr_pack_find(const tr_pack *pack, tr_str id_or_slug);

/** @return The derivation with that id or slug, or NULL. */
const tr_derivation *tr_pack_find_derivation(const tr_pack *pack,
                                             tr_str id_or_slug);

#endif

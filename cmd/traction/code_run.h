/* One run of `traction code`: what was asked for, and its parts at work. */
#ifndef TRACTION_CODE_RUN_H
#define TRACTION_CODE_RUN_H

#include "base/array.h"
#include "base/json_write.h"
#include "check_run.h"
#include "coding/claim_context.h"
#include "coding/coding.h"
#include "coding/compare.h"
#include "coding/practice.h"

typedef enum code_format {
  CODE_TEXT,
  CODE_JSON,
  CODE_837,
  CODE_CSV
} code_format;

/** A claim of --claim or --compare, with the notes that are its. */
typedef struct code_claim {
  const tr_claim_context *context;
  uint32_t notes; /**< how many were matched to it */
} code_claim;

/** A run. */
typedef struct code_run {
  const cmd_arguments *arguments;
  code_format format;
  tr_day today;
  bool compare, quiet, color;
  unsigned columns;
  fail_on fail_on;
  const char *profile; /**< of --payer; NULL: the payer's */
  knowledge knowledge;
  check_notes notes;
  tr_arena arena; /**< notes, visits, practice file, contexts of claims */
  file_bytes practice_file;
  const tr_practice *practice; /**< NULL: none was given */
  tr_array claims;             /**< of code_claim */
  uint32_t *claim_of_note;     /**< index into claims, by note; or none */
  tr_array pairs;              /**< of tr_compare_pair, by claim */
  tr_array coded;              /**< of tr_coded_visit, for --compare */
  tr_array encounters;         /**< of tr_encounter, for --format 837 */
  tr_buf out;
  tr_json json;
  file_output output;
  uint64_t visits, refused; /**< visits that could not be written as claims */
  tr_severity worst;        /**< of what was lacking */
  bool lacking;             /**< anything was */
  bool differs;             /**< billed and supported do */
  bool failed;              /**< something calls for EXIT_FAILED */
} code_run;

#define CODE_NO_CLAIM UINT32_MAX

/** Read the claims of --claim or --compare and match the notes to them. @return
 * False after saying why not. */
bool code_claims_read(code_run *run, const char *option);

/** Keep a coded visit for the comparison. */
void code_compare_keep(code_run *run, const tr_coded_visit *visit);

/** Compare what was kept with the claims, and render it. @return False after
 * saying why not. */
bool code_compare(code_run *run);

/** Read the practice file. @return False after saying all that is wrong. */
bool code_practice_read(code_run *run, const char *path);

/** People, payer and case of a note; see tr_coding_options. */
bool code_people(void *run, const tr_note *note, size_t index, tr_arena *arena,
                 tr_encounter *encounter);

/** The fee of one unit; see tr_coding_options. */
bool code_fee(void *run, const tr_note *note, tr_code code, tr_cents *fee);

/** Keep a coded visit for the file of claims; one that cannot be sent is told
 * of on stderr. */
void code_keep(code_run *run, const tr_coded_visit *visit);

/** Write the file of claims. @return False after saying why not. */
bool code_write_837(code_run *run);

#endif

/* One run of `traction convert`: what was asked for, and its parts at work. */
#ifndef TRACTION_CONVERT_RUN_H
#define TRACTION_CONVERT_RUN_H

#include <stdbool.h>

#include "arguments.h"
#include "fail_on.h"
#include "files.h"
#include "knowledge.h"
#include "paper/cms1500_pdf.h"
#include "render/convert_json.h"
#include "render/convert_x12.h"

/** What is made. */
typedef enum convert_target {
  CONVERT_JSON,
  CONVERT_X12,
  CONVERT_CMS1500, /**< fields of the form, as JSON */
  CONVERT_PDF      /**< the form on paper */
} convert_target;

/** What the options say. */
typedef struct convert_settings {
  convert_target target;
  bool test_sheet;
  fail_on fail_on;
  bool quiet;
  tr_day today;
  tr_paper_offset offset;
} convert_settings;

/** A run. */
typedef struct convert_run {
  convert_settings settings;
  knowledge knowledge;
  tr_run run; /**< for the renderers */
  tr_check *check;
  file_output output;
  tr_buf out;      /**< made, not yet written */
  tr_buf findings; /**< as JSON, until the end */
  tr_buf words;    /**< one finding as text */
  uint64_t finding_count;
  tr_convert_json *json;
  tr_convert_x12 *x12;
  tr_cms1500_pdf *pdf;
  tr_arena arena; /**< values of a page */
  uint64_t forms; /**< pages made */
  bool nothing;   /**< no page could be made of the input */
  bool failed;    /**< something calls for EXIT_FAILED */
} convert_run;

/**
 * Convert an input and check it.
 *
 * @param path "-" is standard input.
 * @return False when nothing more can be done; it was said.
 */
bool convert_input(convert_run *run, const char *path);

/** Write out what was made. @param all Also a little.
 * @return False after saying why not. */
bool convert_write(convert_run *run, bool all);

/** Take one finding: kept as JSON, said on stderr as text. */
void convert_finding(void *context, const tr_finding *finding);

/** Append the members "findings" and "summary" and close the document. */
void convert_findings(convert_run *run, const tr_summary *summary);

/** Begin the forms of a file. @return False without memory. */
bool convert_forms_begin(convert_run *run, const char *file);

/** Make the pages of a claim; context is the convert_run. */
void convert_forms_claim(void *context, const tr_claim *claim);

/** End the forms. @return False after saying what failed. */
bool convert_forms_end(convert_run *run);

/** Write the test sheet. @return False after saying what failed. */
bool convert_forms_sheet(convert_run *run);

#endif

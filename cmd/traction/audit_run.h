/* A run of traction audit, and the forms its result can have. */
#ifndef TRACTION_AUDIT_RUN_H
#define TRACTION_AUDIT_RUN_H

#include "audit/audit_text.h"
#include "db_run.h"
#include "fail_on.h"
#include "knowledge.h"

enum {
  AUDIT_MEMORY = 1 << 30,       /* bytes of the result */
  AUDIT_OUTPUT_MOST = 512 << 20 /* bytes of a report */
};

typedef struct audit_run audit_run;

/** A form of the report. */
typedef struct audit_format {
  const char *name; /**< as of --format */
  /** Append the report to run->out. @return False after saying why not. */
  bool (*write)(audit_run *run);
} audit_format;

/** Everything a run holds. */
struct audit_run {
  const cmd_arguments *arguments;
  const audit_format *format;
  knowledge knowledge;
  db_place place;
  tr_store *store;
  tr_columns columns;
  tr_arena arena; /**< of findings, peers and the result */
  tr_findings findings;
  tr_peer_table peers;
  tr_audit_options options;
  tr_audit_result result;
  tr_audit_text_style style;
  fail_on fail_on;
  progress progress;
  bool quiet, no_check;
  file_output output;
  tr_buf out;
};

/** @return The form of a name, or NULL. */
const audit_format *audit_format_find(const char *name);

/** Append the page. @return True. */
bool audit_write_html(audit_run *run);

/** Append the workbook. @return False after saying why not. */
bool audit_write_xlsx(audit_run *run);

/** Load the columns, check the claims, audit. @return EXIT_CLEAN; else an exit
 * status, what was wrong was said. */
int audit_work(audit_run *run);

/** Read --peers. @return False after saying what is wrong with it. */
bool audit_read_peers(audit_run *run, const char *path);

#endif

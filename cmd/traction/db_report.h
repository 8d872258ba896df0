/* One run of `traction import`, and its report. */
#ifndef TRACTION_DB_REPORT_H
#define TRACTION_DB_REPORT_H

#include "base/json_write.h"
#include "db_run.h"
#include "store/recall.h"

enum { IMPORT_REPORT_MOST = 256 << 20 /* bytes */ };

/** A run. */
typedef struct import_run {
  bool json, quiet;
  db_inputs inputs;
  db_place place;
  tr_store *store;
  progress progress;
  uint64_t taken; /**< stored bytes of the inputs done */
  uint64_t fresh, known, refused;
  uint64_t rows[TR_DERIVED_COUNT]; /**< of what was new */
  uint64_t faults, faulty;         /**< of form; files that have some */
  uint64_t unread;                 /**< sets of kinds that are not read */
  bool broken; /**< the run could not be brought to its end */
  tr_buf out;
  tr_json writer;
  file_output output;
} import_run;

/** Begin the report. */
void import_report_begin(import_run *run);

/** Count a file, and tell of it. */
void import_count(import_run *run, const db_file *file,
                  const tr_received *received);

/** Write the report. @return False where something failed; it was said. */
bool import_report(import_run *run);

#endif

/* One run of `traction check`: what was asked for, and its parts at work. */
#ifndef TRACTION_CHECK_RUN_H
#define TRACTION_CHECK_RUN_H

#include <stdbool.h>

#include "arguments.h"
#include "check_fix.h"
#include "check_render.h"
#include "db_run.h"
#include "fail_on.h"
#include "files.h"
#include "input/note_json.h"
#include "inputs.h"
#include "knowledge.h"
#include "progress.h"
#include "store/note_supply.h"
#include "store/past.h"

/** What the options say. */
typedef struct check_settings {
  const check_renderer *format;
  fail_on fail_on;
  tr_day today;
  tr_select select;
  unsigned jobs;
  bool stats, quiet, redact, color;
  unsigned columns; /**< of the terminal; 0: none */
} check_settings;

/** The notes of a run. */
typedef struct check_notes {
  file_list paths;
  file_bytes *files; /**< of `paths`; outlive the index */
  tr_note_index index;
  tr_note_reader reader;
  tr_note_source source;
  bool reading; /* the reader is to be freed */
} check_notes;

/** The store of --db; all NULL without. */
typedef struct check_history {
  db_place place;
  tr_store *store;
  tr_past_store *past;
  tr_past hooks;          /**< of `past` */
  tr_note_supply *supply; /**< kept notes, where --notes gives none */
} check_history;

/** A run. */
typedef struct check_run {
  check_settings settings;
  knowledge knowledge;
  tr_run run; /**< for the renderers */
  input_list inputs;
  check_notes notes;
  check_history history;
  file_output output;
  fix_list fixes;  /**< of --fix */
  tr_buf out;      /**< rendered, not yet written */
  void *rendering; /**< state of the form it is rendered in */
  tr_check *check;
  tr_check_options options; /**< those it was made with */
  progress progress;
  uint64_t taken;      /**< stored bytes of the inputs before this one */
  uint64_t not_opened; /**< inputs that could not even be opened */
  bool failed;         /**< something calls for EXIT_FAILED */
  bool broken;         /**< the run could not be brought to its end */
} check_run;

/**
 * Read the settings of a call.
 *
 * @param[out] status EXIT_USAGE, when false is returned.
 * @return False after saying what is wrong.
 */
bool check_settings_read(const cmd_arguments *arguments,
                         check_settings *settings, int *status);

/**
 * Index the notes that --notes names.
 *
 * @return False after saying why not.
 */
bool check_notes_open(const cmd_arguments *arguments, bool quiet,
                      check_notes *notes);

/** Free the notes. */
void check_notes_close(check_notes *notes);

/**
 * Check all inputs of a run.
 *
 * @return False when nothing more can be done (memory, disk); it was said.
 */
bool check_inputs(check_run *run);

/** Say on stderr how fast it went and what could not be decided. */
void check_stats(const check_run *run, const tr_summary *summary);

#endif

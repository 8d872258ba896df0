/* The rows of options that several commands have, in the same words. */
#ifndef TRACTION_OPTIONS_H
#define TRACTION_OPTIONS_H

#include "command.h"

/** @param what The notes, in words: a string literal. */
#define CMD_OPTION_NOTES(what)                                 \
  {                                                            \
    .name = "notes", .argument = "PATH",                       \
    .help = what                                               \
        ": a JSON or NDJSON file or a folder of them; may be " \
        "repeated",                                            \
    .takes = CMD_TAKES_FILE, .repeats = true                   \
  }

#define CMD_OPTION_PROFILES                                                    \
  {                                                                            \
    .name = "profiles", .argument = "DIR",                                     \
    .help = "payer profiles over the built-in ones", .takes = CMD_TAKES_FOLDER \
  }

#define CMD_OPTION_PACKS                                              \
  {                                                                   \
    .name = "packs", .argument = "DIR",                               \
    .help = "rules over the built-in ones", .takes = CMD_TAKES_FOLDER \
  }

#define CMD_OPTION_TABLES                                                   \
  {                                                                         \
    .name = "tables", .argument = "DIR",                                    \
    .help = "imported code tables; else those of 'traction tables import'", \
    .takes = CMD_TAKES_FOLDER                                               \
  }

/** What cmd_today() reads. */
#define CMD_OPTION_TODAY                                               \
  {                                                                    \
    .name = "today", .argument = "DATE",                               \
    .help = "the day taken as today, as 2026-06-30; else the system's" \
  }

#define CMD_OPTION_OUTPUT                                                  \
  {                                                                        \
    .name = "output", .argument = "FILE",                                  \
    .help = "write there, not to standard output", .takes = CMD_TAKES_FILE \
  }

/** What fail_on_read() reads. */
#define CMD_OPTION_FAIL_ON                                            \
  {                                                                   \
    .name = "fail-on", .argument = "SEVERITY",                        \
    .words = "error|warning|advice|never",                            \
    .help =                                                           \
        "exit with 1 from this severity on (error, warning, advice, " \
        "never); error unless given"                                  \
  }

#endif

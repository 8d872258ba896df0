/* What commands that print something have in common. */
#ifndef TRACTION_SHOW_H
#define TRACTION_SHOW_H

#include "base/buf.h"
#include "base/date.h"

enum { SHOW_MOST = 64 << 20 /* bytes of one listing */ };

/**
 * Write a listing to standard output and free it.
 *
 * @return EXIT_CLEAN, or EXIT_FAILED after saying why not.
 */
int show(tr_buf *out);

/** Append a date, or the word where the day is no bound. */
void show_day(tr_buf *out, tr_day day, const char *open);

/** Append text with its blank lines, each line indented. */
void show_block(tr_buf *out, const char *text, int indent);

#endif

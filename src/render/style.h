/* Colours of text on a terminal. */
#ifndef TR_RENDER_STYLE_H
#define TR_RENDER_STYLE_H

#include <stdbool.h>

#include "base/buf.h"
#include "diag/severity.h"

/* One row per style: name, escape of ECMA-48 (bold, then a colour). */
#define TR_STYLE_MAP(X)    \
  X(INFO, "\033[1;36m")    \
  X(ADVICE, "\033[1;32m")  \
  X(WARNING, "\033[1;33m") \
  X(ERROR, "\033[1;31m")   \
  X(STRONG, "\033[1m")     \
  X(GUTTER, "\033[1;34m")  \
  X(HELP, "\033[1;36m")

typedef enum tr_style {
#define TR_STYLE_ENUM(name, escape) TR_STYLE_##name,
  TR_STYLE_MAP(TR_STYLE_ENUM)
#undef TR_STYLE_ENUM
} tr_style;

/** Begin a style; nothing where colour is off. */
static inline void tr_style_begin(tr_buf *out, bool color, tr_style style) {
  static const char *const escapes[] = {
#define TR_STYLE_ESCAPE(name, escape) escape,
      TR_STYLE_MAP(TR_STYLE_ESCAPE)
#undef TR_STYLE_ESCAPE
  };
  if (color) tr_buf_add(out, tr_str_of(escapes[style]));
}

/** End the style. */
static inline void tr_style_end(tr_buf *out, bool color) {
  if (color) tr_buf_add(out, TR_STR("\033[0m"));
}

/** Append text in a style. */
static inline void tr_style_add(tr_buf *out, bool color, tr_style style,
                                tr_str text) {
  tr_style_begin(out, color, style);
  tr_buf_add(out, text);
  tr_style_end(out, color);
}

/** @return The style of a severity; their order is the same. */
static inline tr_style tr_style_of(tr_severity severity) {
  return (tr_style)severity;
}

#endif

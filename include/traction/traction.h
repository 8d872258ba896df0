/* libtraction: checks professional claims (X12 837P) and says what is wrong,
 * where, on whose authority, and what to write instead.
 *
 * Five functions do the main job: tr_rules_open(), tr_checker_new(),
 * tr_checker_feed(), tr_checker_next() and tr_checker_free().
 *
 *   tr_rules *rules = tr_rules_open();
 *   tr_checker *checker = tr_checker_new(rules, NULL);
 *   tr_checker_feed(checker, "june.837", bytes, length);
 *   tr_checker_feed(checker, NULL, NULL, 0);
 *   for (const char *json; (json = tr_checker_next(checker)) != NULL;)
 *     puts(json);
 *   tr_checker_free(checker);
 *   tr_rules_close(rules);
 *
 * The library opens no file and no socket, prints nothing and keeps no global
 * state. Objects may be used by one thread at a time; a tr_rules that is no
 * longer changed may be shared by any number of checkers and threads. */
#ifndef TRACTION_TRACTION_H
#define TRACTION_TRACTION_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(TR_BUILDING) && defined(__GNUC__)
#define TR_API __attribute__((visibility("default")))
#else
#define TR_API
#endif

/** Outcomes of calls: 0 or one of these. */
enum {
  TRACTION_OK = 0,
  TRACTION_OUT_OF_MEMORY = -1,
  TRACTION_SYNTAX = -2, /**< the run had ended already */
  TRACTION_LIMIT = -4   /**< 1 GiB of findings waits to be taken */
};

/** Rules, payer profiles and code tables. */
typedef struct tr_rules tr_rules;

/** One run over one or more files. */
typedef struct tr_checker tr_checker;

/** What a run may be told; all of it is optional and borrowed. */
typedef struct tr_options {
  const char *today;  /**< "YYYY-MM-DD" for rules that need it, NULL: none */
  const char *select; /**< list of ids, slugs, id prefixes; NULL: all */
  const char *ignore; /**< likewise; NULL: none */
} tr_options;

/** Counts of a run; see tr_checker_counts(). */
typedef struct tr_counts {
  unsigned long long files, unread, interchanges, claims, lines;
  unsigned long long claims_with_errors;
  unsigned long long errors, warnings, advice, info;
} tr_counts;

/**
 * Open the rules, profiles and tables that are shipped in the library.
 *
 * @return Owned by the caller (tr_rules_close()); NULL when memory is short.
 */
TR_API tr_rules *tr_rules_open(void);

/**
 * Make a checker.
 *
 * @param rules   Borrowed until the checker is freed.
 * @param options NULL for the defaults; borrowed during the call.
 * @return Owned by the caller (tr_checker_free()); NULL when memory is short
 *         or an option is not readable: no such date, no such rule.
 */
TR_API tr_checker *tr_checker_new(const tr_rules *rules,
                                  const tr_options *options);

/**
 * Feed bytes of a file of claims, in pieces of any size.
 *
 * A new name ends the file before it and begins another; NULL ends the last
 * file and the run. Findings become ready as claims are complete.
 *
 * @param name   File name as findings show it; copied.
 * @param bytes  May be NULL when length is 0; borrowed during the call.
 * @param length Bytes.
 * @return TRACTION_OK; TRACTION_OUT_OF_MEMORY or TRACTION_LIMIT, after which
 *         the checker can only be freed; TRACTION_SYNTAX after the end of the
 *         run.
 */
TR_API int tr_checker_feed(tr_checker *checker, const char *name,
                           const void *bytes, size_t length);

/**
 * Take the next finding.
 *
 * @return One JSON object as docs/diagnostics.md describes it, NUL-terminated,
 *         without a line end, valid until the next call on this checker; NULL
 *         when none is ready.
 */
TR_API const char *tr_checker_next(tr_checker *checker);

/** Free a checker; NULL is harmless. */
TR_API void tr_checker_free(tr_checker *checker);

/** Free the rules; NULL is harmless. No checker may use them any more. */
TR_API void tr_rules_close(tr_rules *rules);

/* ------------------------------------------------------- for closer use */

/** @return Counts of what was fed so far. */
TR_API tr_counts tr_checker_counts(const tr_checker *checker);

/**
 * The summary of the run as one JSON object, once it was ended.
 *
 * @return NUL-terminated, valid until the next call; NULL before the end.
 */
TR_API const char *tr_checker_summary(tr_checker *checker);

/** @return Version of the library, "0.1.0". */
TR_API const char *tr_version(void);

#ifdef __cplusplus
}
#endif

#endif

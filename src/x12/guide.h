/* Implementation guides and transactions by their names in GS and ST. */
#ifndef TR_X12_GUIDE_H
#define TR_X12_GUIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/** Whether traction reads sets of a guide. */
typedef enum tr_guide_use {
  TR_GUIDE_NAMED,  /**< known by name, not read */
  TR_GUIDE_READ,   /**< read */
  TR_GUIDE_EDITION /**< read, though it is not the edition HIPAA adopted */
} tr_guide_use;

/** One guide. */
typedef struct tr_guide {
  const char *version;     /**< GS08, ST03: "005010X222A1" */
  const char *function;    /**< GS01: "HC" */
  const char *transaction; /**< ST01: "837" */
  const char *name;        /**< "an 837P professional claim" */
  tr_guide_use use;
} tr_guide;

/**
 * Find a guide.
 *
 * @param version  GS08 or ST03. @param function GS01, or empty for any.
 * @return A constant row, or NULL.
 * @source x12-envelope
 */
const tr_guide *tr_guide_find(tr_str version, tr_str function);

/**
 * Find the guide of a set by what its ST says alone.
 *
 * @param version ST03. @param transaction ST01.
 * @return A constant row, or NULL.
 */
const tr_guide *tr_guide_of_set(tr_str version, tr_str transaction);

/** @return A row by its number from 0; NULL past the last. */
const tr_guide *tr_guide_at(size_t index);

/**
 * The edition of a guide that HIPAA adopted.
 *
 * @param guide Of any use. @return A constant row: that edition, or the guide
 *        itself where none of its kind is read.
 */
const tr_guide *tr_guide_adopted(const tr_guide *guide);

/**
 * Name what a group holds by GS01 alone, where the guide is unknown.
 *
 * @return A constant text, "a transaction" when GS01 is unknown too.
 */
const char *tr_guide_function_name(tr_str function);

#endif

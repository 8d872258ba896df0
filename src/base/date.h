/* Days as integers: no time zone, no clock. */
#ifndef TR_BASE_DATE_H
#define TR_BASE_DATE_H

#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

/** Days since 1970-01-01 in the Gregorian calendar; years 1800 to 9999. */
typedef int32_t tr_day;

enum { TR_DAY_TEXT = 11 /**< bytes of YYYY-MM-DD and a NUL */ };

/** "No bound" in a range of dates. */
#define TR_DAY_MIN INT32_MIN
#define TR_DAY_MAX INT32_MAX

/**
 * @param month 1 to 12.
 * @param day_of_month 1 to the month's length.
 * @return The day; the caller has checked that the date exists.
 */
tr_day tr_day_of(int year, int month, int day_of_month);

/** Split a day into its parts. */
void tr_day_parts(tr_day day, int *year, int *month, int *day_of_month);

/**
 * Read CCYYMMDD (X12 type DT, eight digits).
 *
 * @param[out] day Set only on TR_OK.
 * @return TR_OK; TR_ESYNTAX when not eight digits; TR_ERANGE when no such day
 *         exists (month 13, 30 February) or the year is before 1800.
 */
TR_NODISCARD tr_status tr_day_read(tr_str text, tr_day *day);

/** Read YYYY-MM-DD; otherwise as tr_day_read(). */
TR_NODISCARD tr_status tr_day_read_iso(tr_str text, tr_day *day);

/** Write YYYY-MM-DD. @param[out] text At least TR_DAY_TEXT bytes. */
void tr_day_text(tr_day day, char *text);

/**
 * The same calendar day some years on; 29 February becomes the 28th where the
 * year has none.
 */
tr_day tr_day_add_years(tr_day day, int years);

#endif

/* National provider identifiers. */
#ifndef TR_BASE_NPI_H
#define TR_BASE_NPI_H

#include <stdbool.h>

#include "base/str.h"

/**
 * Whether a text is an NPI: ten digits, the first 1 or 2, and a right check
 * digit.
 *
 * @source cms-npi-check-digit
 */
bool tr_npi_checks(tr_str npi);

#endif

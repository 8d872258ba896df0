/* Which edition an official file is. */
#ifndef TR_INPUT_TABLE_EDITION_H
#define TR_INPUT_TABLE_EDITION_H

#include "input/table_import.h"

/**
 * Set edition, days and part of a report whose `kind` is set: from the options
 * where given, else from the name of the file, else from that of the member of
 * a zip. Days given in the options win over those of the edition.
 *
 * @param member Name within a zip; empty where there is none.
 * @return Whether edition and days are known, in order.
 */
bool tr_import_edition(const tr_import_options *options, tr_str member,
                       tr_import_report *report);

#endif

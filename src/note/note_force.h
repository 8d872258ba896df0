/* Forces and weights of notes in pounds, in exact integer arithmetic. */
#ifndef TR_NOTE_NOTE_FORCE_H
#define TR_NOTE_NOTE_FORCE_H

#include <stdint.h>

#include "base/status.h"
#include "note/note.h"

/**
 * The patient's weight in pounds.
 *
 * @param      note        Borrowed.
 * @param[out] thousandths Of a pound, to the nearest, half away from zero; set
 *                         only on TR_OK.
 * @return TR_OK; TR_ENOTFOUND when weight or unit is missing, unreadable or
 *         the unit is not lb or kg.
 * @source si-pound (1 lb = 0.45359237 kg)
 */
TR_NODISCARD tr_status tr_note_weight_pounds(const tr_note *note,
                                             int64_t *thousandths);

/**
 * The force of a service in pounds: lb as it is, kg as pounds of that mass, N
 * as pound-force, %bw as that share of the patient's weight.
 *
 * @param      service     Borrowed; its note gives the weight.
 * @param[out] thousandths Of a pound, to the nearest, half away from zero;
 *                         rounded once, but for %bw of a weight in kg, whose
 *                         pounds are rounded before; set only on TR_OK.
 * @return TR_OK; TR_ENOTFOUND when force or unit is missing, unreadable or of
 *         another unit, or %bw stands without a weight; TR_ERANGE beyond
 *         100,000 %bw.
 * @source si-pound (1 lb = 0.45359237 kg; standard gravity 9.80665 m/s2)
 */
TR_NODISCARD tr_status tr_note_force_pounds(const tr_service *service,
                                            int64_t *thousandths);

#endif

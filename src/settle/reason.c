/* Decides which adjustment reasons are no denial. The list is X12's; only the
 * codes and their use here are ours. */
#include "settle/reason.h"

#include <stddef.h>

#define P1(a) ((tr_code)(a) << 56)
#define P2(a, b) (P1(a) | (tr_code)(b) << 48)
#define P3(a, b, c) (P2(a, b) | (tr_code)(c) << 40)

/* Deductible, coinsurance, copay; blood deductible; Medicaid share and spend
 * down; low-income copay; deductible and coinsurance of a professional service
 * in an institution. */
static const tr_code patient[] = {
    P1('1'),           P1('2'),           P1('3'),
    P2('6', '6'),      P3('1', '4', '2'), P3('1', '7', '8'),
    P3('2', '4', '1'), P3('2', '4', '7'), P3('2', '4', '8')};

/* What contracts, fee schedules and laws take off or put on, and what other
 * payers paid. */
static const tr_code ordinary[] = {
    P2('2', '3'),      /* another payer's adjudication */
    P2('2', '4'),      /* capitation */
    P2('4', '4'),      /* discount for prompt payment */
    P2('4', '5'),      /* fee schedule or contract */
    P2('5', '9'),      /* several procedures at once */
    P2('8', '5'),      /* patient's interest */
    P2('9', '0'),      /* drug ingredient cost */
    P2('9', '1'),      /* dispensing fee */
    P2('9', '4'),      /* more than charged */
    P3('1', '0', '0'), /* paid to somebody else */
    P3('1', '0', '1'), /* predetermination */
    P3('1', '0', '2'), /* major medical */
    P3('1', '0', '3'), /* promotional discount */
    P3('1', '0', '4'), /* managed care withholding */
    P3('1', '0', '5'), /* tax withholding */
    P3('1', '2', '1'), /* indemnification */
    P3('1', '3', '0'), /* submission fee */
    P3('1', '3', '1'), /* negotiated discount */
    P3('1', '3', '2'), /* demonstration project */
    P3('1', '3', '7'), /* surcharges */
    P3('1', '3', '9'), /* funding agreement */
    P3('1', '4', '3'), /* part deferred */
    P3('1', '4', '4'), /* incentive */
    P3('1', '6', '1'), /* performance bonus */
    P3('1', '8', '7'), /* consumer spending account */
    P3('2', '1', '5'), /* third party settlement */
    P3('2', '2', '3'), /* adjusted by law */
    P3('2', '2', '5'), /* interest of the payer */
    P3('2', '3', '5'), /* sales tax */
    P3('2', '3', '7'), /* legislated penalty */
    P3('2', '4', '6'), /* reported only */
    P3('2', '5', '3'), /* sequestration */
    P3('P', '1', '2'), /* workers' compensation fee schedule */
};

/* X12 wants a remark code beside each of these. */
static const tr_code vague[] = {
    P2('1', '6'),      P2('9', '6'),      P3('1', '2', '5'), P3('1', '2', '9'),
    P3('1', '4', '8'), P3('2', '2', '6'), P3('2', '2', '7'), P3('2', '3', '4'),
    P3('2', '5', '2'), P2('A', '1'),      P2('A', '8')};

static bool is_in(tr_code code, const tr_code *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (list[i] == code) return true;
  return false;
}

tr_reason_kind tr_reason_kind_of(tr_code carc) {
  if (is_in(carc, patient, sizeof patient / sizeof *patient))
    return TR_REASON_PATIENT;
  return is_in(carc, ordinary, sizeof ordinary / sizeof *ordinary)
             ? TR_REASON_ORDINARY
             : TR_REASON_DENIAL;
}

bool tr_reason_needs_remark(tr_code carc) {
  return is_in(carc, vague, sizeof vague / sizeof *vague);
}

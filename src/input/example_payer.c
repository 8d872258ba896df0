/* How claims of each payer look, so that the payer table finds its profile. */
#include "input/example_parts.h"

static const tr_example_payer payers[] = {
    {"medicare-part-b", "NOVITAS MEDICARE PART B", "04412", "MB", NULL},
    {"railroad-medicare", "PALMETTO GBA RAILROAD MEDICARE", "00882", "MB",
     NULL},
    {"medicare-advantage", "PLAINS MEDICARE ADVANTAGE", "61109", "16", NULL},
    {"uhc-medicare-advantage", "UNITEDHEALTHCARE MEDICARE ADVANTAGE", "87726",
     "16", NULL},
    {"uhc-commercial", "UNITEDHEALTHCARE", "87726", "CI", NULL},
    {"cigna-ash", "CIGNA", "62308", "CI", NULL},
    {"aetna", "AETNA", "60054", "CI", NULL},
    {"bcbs", "BLUE CROSS BLUE SHIELD OF TEXAS", "84980", "BL", NULL},
    {"bcbs-mn", "BLUE CROSS BLUE SHIELD OF MINNESOTA", "00720", "BL", NULL},
    {"bcbs-la", "BLUE CROSS BLUE SHIELD OF LOUISIANA", "53120", "BL", NULL},
    {"bcbs-vt", "BLUE CROSS BLUE SHIELD OF VERMONT", "BCBSVT", "BL", NULL},
    {"va-ccn", "VA COMMUNITY CARE NETWORK", "VACCN", "VA", NULL},
    {"tricare", "TRICARE EAST", "TREST", "CH", NULL},
    {"medicaid", "OHIO MEDICAID", "OHMCD", "MC", NULL},
    {"medicaid-nc", "NC MEDICAID", "DNC00", "MC", NULL},
    {"medicaid-fl", "FLORIDA MEDICAID", "77027", "MC", NULL},
    {"workers-comp", "SUMMIT WORKERS COMPENSATION", "J1234", "WC", NULL},
    {"workers-comp-wa", "WASHINGTON LABOR AND INDUSTRIES", "WALNI", "WC", NULL},
    {"auto", "PLAINS AUTO INSURANCE", "31059", "AM", NULL},
    {"hns", "HEALTH NETWORK SOLUTIONS", "HNS01", "CI", NULL},
    {"commercial", "PLAINS MUTUAL HEALTH", "29076", "CI", NULL},
};

tr_example_payer tr__example_payer_of(const tr_pack *pack, tr_str profile) {
  for (size_t i = 0; i < sizeof payers / sizeof payers[0]; i++)
    if (tr_str_eq(profile, tr_str_of(payers[i].profile))) return payers[i];

  /* A user's profile: its first row of the table says how it is known. */
  tr_example_payer out = {NULL, "PLAINS MUTUAL HEALTH", "29076", "CI", NULL};
  for (uint32_t i = 0; i < pack->payer_count; i++) {
    const tr_payer_match *row = &pack->payers[i];
    if (!tr_str_eq(profile, tr_str_of(row->profile))) continue;
    out.profile = row->profile;
    out.state = row->state;
    if (row->name_contains != NULL) out.name = row->name_contains;
    if (row->payer_id != NULL) out.id = row->payer_id;
    if (row->filing_code != NULL) out.filing_code = row->filing_code;
    return out;
  }
  return out; /* profile NULL: no claim can be of it */
}

/* What each measure is called, what it means, and who measures it. */
#include "audit/measure.h"

typedef struct words {
  const char *title, *meaning, *source;
} words;

static const words texts[TR_MEASURES] = {
    [TR_M_VISITS] = {"visits per patient and year",
                     "Days on which a patient was seen in a calendar year, "
                     "one row for each patient and year.",
                     NULL},
    [TR_M_SERVICES] = {"manipulations per patient and year",
                       "Spinal manipulations billed per patient and calendar "
                       "year. The Inspector General took a mean above 20 for "
                       "unusual.",
                       "oig-questionable-chiropractic"},
    [TR_M_OVER_12] = {"patients with more than 12 visits a year",
                      "Beyond a dozen visits reviewers found about half of "
                      "the claims without need.",
                      "oig-inappropriate-chiropractic"},
    [TR_M_OVER_24] = {"patients with more than 24 visits a year",
                      "A measure of comparative billing reports.",
                      "cbr-201614"},
    [TR_M_OVER_30] = {"patients with more than 30 visits a year",
                      "The stratum that audits by the Inspector General look "
                      "at first.",
                      "oig-chiropractic-strata"},
    [TR_M_AT_CAP] = {"years that end at exactly 12 or 24 visits",
                     "Of years with 10 visits and more. Care that ends where "
                     "a limit begins looks like care by the limit.",
                     NULL},
    [TR_M_WEEKDAYS] = {"patients always seen on the same weekdays",
                       "Of years with 12 visits and more: all on the same one "
                       "or two days of the week.",
                       NULL},
    [TR_M_CMT_LOW] = {"share of 98940", "Of spinal manipulations.",
                      "cbr-201614"},
    [TR_M_CMT_MIDDLE] = {"share of 98941", "Of spinal manipulations.",
                         "cbr-201614"},
    [TR_M_CMT_HIGH] = {"share of 98942",
                       "Of spinal manipulations: five regions. About a tenth "
                       "in Medicare.",
                       "cbr-201614"},
    [TR_M_CMT_RVU] = {"work RVU per manipulation",
                      "Mean work value of spinal manipulations by the fee "
                      "schedule of the year: an index of upcoding.",
                      "oig-questionable-chiropractic"},
    [TR_M_TRACTION] = {"visits with 97012",
                       "Visits on which mechanical traction was billed. There "
                       "is no official figure: peers and the past are the "
                       "yardstick.",
                       "chirotouch-97012"},
    [TR_M_TRACTION_PART] = {"97012 among the therapies",
                            "Of all lines of modalities and therapeutic "
                            "procedures: how far traction stands before more "
                            "fitting codes.",
                            "chirotouch-97012"},
    [TR_M_PHYSICAL] = {"therapies per visit",
                       "Lines of modalities and therapeutic procedures on a "
                       "visit. More than two or three draw the eye.",
                       NULL},
    [TR_M_PASSIVE_LATE] = {"passive modalities after week 6",
                           "Of visits more than six weeks after an episode of "
                           "care began (a break of 60 days begins a new one): "
                           "those with a modality.",
                           NULL},
    [TR_M_DISTINCT] = {"59 or X on 97140 and 97012",
                       "Lines of manual therapy and traction that say they "
                       "are distinct.",
                       "chirotouch-97012"},
    [TR_M_DISTINCT_ALONE] = {"59 or X without a partner",
                             "Lines with 59, XE, XS, XP or XU on days on which "
                             "no other line is in a pair that a modifier "
                             "opens.",
                             "ncci-ptp-practitioner"},
    [TR_M_DISTINCT_PAIRS] = {"pairs opened by 59 or X",
                             "Pairs of codes that a modifier opens, billed on "
                             "one day: those where one of the lines has it.",
                             "ncci-ptp-practitioner"},
    [TR_M_DISTINCT_UNEVEN] = {"59 used unevenly for the same codes",
                              "Of visits with a set of codes that was billed "
                              "ten times and more, sometimes with 59: visits "
                              "in the smaller part.",
                              "chirotouch-97012"},
    [TR_M_EXAM_SEPARATE] = {"examination with 25 beside manipulation",
                            "Of visits with a spinal manipulation.", NULL},
    [TR_M_EXAM_HIGH] = {"examinations of the two highest levels",
                        "99204, 99205, 99214 and 99215, rare in chiropractic.",
                        NULL},
    [TR_M_EXAM_30] = {"examinations exactly 30 days apart",
                      "Of intervals between a patient's examinations.", NULL},
    [TR_M_MODAL_SET] = {"visits with the commonest set of codes",
                        "Of all visits; a code alone is no set. Needs differ, "
                        "so bills should.",
                        "chirotouch-97012"},
    [TR_M_UNIFORMITY] = {"uniformity of the sets of codes",
                         "One less the entropy of the sets as a share of the "
                         "most there can be: 100 % is always the same.",
                         NULL},
    [TR_M_SAME_SET] = {"patients with one set of codes",
                       "Of patient-years with six visits and more: the same "
                       "set on more than 90 % of them.",
                       NULL},
    [TR_M_DAY_MINUTES] = {"minutes billed per day",
                          "One-on-one minutes: 15 a unit of timed codes, and "
                          "the least minutes of visit codes.",
                          NULL},
    [TR_M_DAY_8] = {"days of more than 8 hours",
                    "Working days whose units and visit codes cannot stand "
                    "for less (15 n - 7 minutes for n units of a visit).",
                    "cms-8-minute-rule"},
    [TR_M_DAY_12] = {"days of more than 12 hours", "Likewise.",
                     "cms-8-minute-rule"},
    [TR_M_DAY_16] = {"days of more than 16 hours", "Likewise.",
                     "cms-8-minute-rule"},
    [TR_M_GAPS] = {"traction without full documentation",
                   "Of 97012 with a note: minutes, force, device, response or "
                   "need are missing.",
                   "chirotouch-97012"},
    [TR_M_GAP_MINUTES] = {"traction without minutes", "TRD0203.",
                          "chirotouch-97012"},
    [TR_M_GAP_FORCE] = {"traction without force", "TRD0204.",
                        "chirotouch-97012"},
    [TR_M_GAP_DEVICE] = {"traction without device or mode", "TRD0206.",
                         "chirotouch-97012"},
    [TR_M_GAP_RESPONSE] = {"traction without response", "TRD0207.",
                           "chirotouch-97012"},
    [TR_M_GAP_NECESSITY] = {"traction without need", "TRD0301.",
                            "chirotouch-97012"},
    [TR_M_CLONED] = {"cloned notes",
                     "Of claims with a note: the note is nearly the same as "
                     "earlier ones or as other patients' (TRH0103).",
                     "ngs-cloning"},
    [TR_M_NO_NOTE] = {"claims without a note", "TRD0101.", "cms-documentation"},
    [TR_M_ERRORS] = {"claims with an error",
                     "Claims of which the rules say at least one error. The "
                     "usual aim of compliance plans is below 5 %.",
                     NULL},
    [TR_M_DENIED] = {"lines denied",
                     "Of lines that a remittance speaks of: not paid, and not "
                     "left to the patient by the plan.",
                     NULL},
    [TR_M_FILED] = {"days from visit to claim", "Mean.", NULL},
    [TR_M_OVERPAID] = {"claims paid beyond their charge",
                       "Of answered claims: credit balances to look into, "
                       "which Medicare wants back within 60 days.",
                       NULL},
    [TR_M_CHARGE] = {"charge per visit", "Mean.", NULL},
    [TR_M_FEES] = {"codes with other fees for other payers",
                   "Of codes billed to two kinds of payers and more, 20 lines "
                   "each: the usual charge differs.",
                   NULL},
    [TR_M_AUDIT_AGE] = {"days since the last self-audit",
                        "As recorded by 'traction audit --done'.",
                        "chirotouch-97012"},
};

static const struct {
  const char *id, *of, *group;
  tr_measure_unit unit;
  bool is_index, compared, found;
} rows[TR_MEASURES] = {
#define TR_MEASURE_INDEX TR_MEASURE_SHARE
#define ROW(name, id, unit, of, group, compared, found) \
  {id, of, group, TR_MEASURE_##unit, #unit[0] == 'I', compared, found},
    TR_MEASURE_MAP(ROW)
#undef ROW
};

tr_measure_row tr_measure_at(tr_measure_id id) {
  return (tr_measure_row){.id = rows[id].id,
                          .title = texts[id].title,
                          .of = rows[id].of,
                          .group = rows[id].group,
                          .meaning = texts[id].meaning,
                          .source = texts[id].source,
                          .unit = rows[id].unit,
                          .is_index = rows[id].is_index,
                          .compared = rows[id].compared,
                          .found = rows[id].found};
}

bool tr_measure_find(tr_str id, tr_measure_id *measure) {
  for (int m = 0; m < TR_MEASURES; m++) {
    if (!tr_str_eq(id, tr_str_of(rows[m].id))) continue;
    *measure = (tr_measure_id)m;
    return true;
  }
  return false;
}

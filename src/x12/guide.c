/* Which guides are known by name, and which are read: those of spec/. */
#include "x12/guide.h"

#include <stddef.h>
#include <string.h>

#define P837 "an 837P professional claim"
#define I837 "an 837I institutional claim"
#define D837 "an 837D dental claim"
#define R837 "an 837 claim report of a payer"
#define REMIT "an 835 remittance"
#define ACK999 "a 999 acknowledgement"
#define ACK277 "a 277CA claim acknowledgement"
#define ASK270 "a 270 eligibility inquiry"
#define SAY271 "a 271 eligibility response"
#define ASK276 "a 276 claim status inquiry"
#define SAY277 "a 277 claim status response"
#define MORE277 "a 277 request for information"
#define AUTH278 "a 278 services review"
#define ENROL834 "an 834 enrollment"
#define PAY820 "an 820 premium payment"
#define ADVICE824 "an 824 application advice"
#define INFO275 "a 275 patient information"

static const tr_guide guides[] = {
    {"005010X222A1", "HC", "837", P837, TR_GUIDE_READ},
    {"005010X222", "HC", "837", P837, TR_GUIDE_EDITION},
    {"005010X222A2", "HC", "837", P837, TR_GUIDE_EDITION},
    {"005010X223", "HC", "837", I837, TR_GUIDE_NAMED},
    {"005010X223A1", "HC", "837", I837, TR_GUIDE_NAMED},
    {"005010X223A2", "HC", "837", I837, TR_GUIDE_NAMED},
    {"005010X223A3", "HC", "837", I837, TR_GUIDE_NAMED},
    {"005010X224", "HC", "837", D837, TR_GUIDE_NAMED},
    {"005010X224A1", "HC", "837", D837, TR_GUIDE_NAMED},
    {"005010X224A2", "HC", "837", D837, TR_GUIDE_NAMED},
    {"005010X224A3", "HC", "837", D837, TR_GUIDE_NAMED},
    {"005010X298", "HC", "837", R837, TR_GUIDE_NAMED},
    {"005010X299", "HC", "837", R837, TR_GUIDE_NAMED},
    {"005010X300", "HC", "837", R837, TR_GUIDE_NAMED},
    {"005010X221A1", "HP", "835", REMIT, TR_GUIDE_READ},
    {"005010X221", "HP", "835", REMIT, TR_GUIDE_EDITION},
    {"005010X231A1", "FA", "999", ACK999, TR_GUIDE_READ},
    {"005010X231", "FA", "999", ACK999, TR_GUIDE_EDITION},
    {"005010X214", "HN", "277", ACK277, TR_GUIDE_READ},
    {"005010X212", "HN", "277", SAY277, TR_GUIDE_READ},
    {"005010X212", "HR", "276", ASK276, TR_GUIDE_READ},
    {"005010X213", "HN", "277", MORE277, TR_GUIDE_NAMED},
    {"005010X279A1", "HS", "270", ASK270, TR_GUIDE_READ},
    {"005010X279A1", "HB", "271", SAY271, TR_GUIDE_READ},
    {"005010X279", "HS", "270", ASK270, TR_GUIDE_EDITION},
    {"005010X279", "HB", "271", SAY271, TR_GUIDE_EDITION},
    {"005010X217", "HI", "278", AUTH278, TR_GUIDE_NAMED},
    {"005010X220A1", "BE", "834", ENROL834, TR_GUIDE_NAMED},
    {"005010X220", "BE", "834", ENROL834, TR_GUIDE_NAMED},
    {"005010X218", "RA", "820", PAY820, TR_GUIDE_NAMED},
    {"005010X186A1", "AG", "824", ADVICE824, TR_GUIDE_NAMED},
    {"005010X186", "AG", "824", ADVICE824, TR_GUIDE_NAMED},
    {"005010X210", "PI", "275", INFO275, TR_GUIDE_NAMED},
    {"004010X098A1", "HC", "837", P837, TR_GUIDE_NAMED},
    {"004010X098", "HC", "837", P837, TR_GUIDE_NAMED},
    {"004010X096A1", "HC", "837", I837, TR_GUIDE_NAMED},
    {"004010X096", "HC", "837", I837, TR_GUIDE_NAMED},
    {"004010X097A1", "HC", "837", D837, TR_GUIDE_NAMED},
    {"004010X097", "HC", "837", D837, TR_GUIDE_NAMED},
    {"004010X091A1", "HP", "835", REMIT, TR_GUIDE_NAMED},
    {"004010X091", "HP", "835", REMIT, TR_GUIDE_NAMED},
    {"004010X092A1", "HS", "270", ASK270, TR_GUIDE_NAMED},
    {"004010X092A1", "HB", "271", SAY271, TR_GUIDE_NAMED},
    {"004010X093A1", "HR", "276", ASK276, TR_GUIDE_NAMED},
    {"004010X093A1", "HN", "277", SAY277, TR_GUIDE_NAMED},
    {"004010X094A1", "HI", "278", AUTH278, TR_GUIDE_NAMED},
    {"004010X095A1", "BE", "834", ENROL834, TR_GUIDE_NAMED},
    {"004010X061A1", "RA", "820", PAY820, TR_GUIDE_NAMED},
};

static const struct {
  const char *function;
  const char *name;
} functions[] = {
    {"HC", "an 837 claim"},
    {"HP", REMIT},
    {"FA", "a 997 or 999 acknowledgement"},
    {"HN", "a 277 claim status or acknowledgement"},
    {"HR", ASK276},
    {"HS", ASK270},
    {"HB", SAY271},
    {"HI", AUTH278},
    {"BE", ENROL834},
    {"RA", PAY820},
    {"AG", ADVICE824},
    {"PI", INFO275},
    {"PO", "an 850 purchase order"},
    {"IN", "an 810 invoice"},
    {"SH", "an 856 ship notice"},
};

const tr_guide *tr_guide_find(tr_str version, tr_str function) {
  for (size_t i = 0; i < sizeof guides / sizeof *guides; i++)
    if (tr_str_eq(version, tr_str_of(guides[i].version)) &&
        (function.n == 0 || tr_str_eq(function, tr_str_of(guides[i].function))))
      return &guides[i];
  return NULL;
}

const tr_guide *tr_guide_of_set(tr_str version, tr_str transaction) {
  for (size_t i = 0; i < sizeof guides / sizeof *guides; i++)
    if (tr_str_eq(version, tr_str_of(guides[i].version)) &&
        tr_str_eq(transaction, tr_str_of(guides[i].transaction)))
      return &guides[i];
  return NULL;
}

const tr_guide *tr_guide_at(size_t index) {
  return index < sizeof guides / sizeof *guides ? &guides[index] : NULL;
}

const tr_guide *tr_guide_adopted(const tr_guide *guide) {
  for (size_t i = 0; i < sizeof guides / sizeof *guides; i++)
    if (guides[i].use == TR_GUIDE_READ &&
        strcmp(guides[i].name, guide->name) == 0)
      return &guides[i];
  return guide;
}

const char *tr_guide_function_name(tr_str function) {
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
    if (tr_str_eq(function, tr_str_of(functions[i].function)))
      return functions[i].name;
  return "a transaction";
}

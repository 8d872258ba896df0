/* Feeds a text through the intake, segment by segment. */
#ifndef TR_TEST_INTAKE_OF_H
#define TR_TEST_INTAKE_OF_H

#include "spec/intake.h"
#include "tr_test.h"

#define OF_ISA(control)                                                   \
  "ISA*00*          *00*          *ZZ*HOUSE01        *ZZ*CLINIC01       " \
  "*240901*0815*^*00501*" control "*0*P*:~"

typedef void of_fn(void *context, const tr_located *located);

static void of_fault(void *context, const tr_fault *fault) {
  (void)context;
  (void)fault;
}

/** Hand each segment of a text on. */
static inline void of_text(const char *text, of_fn *take, void *context) {
  const tr_intake_options options = {.fault = of_fault};
  tr_intake intake;
  tr_located located;
  tr_read got;
  tr_intake_init(&intake, &options);
  tr_intake_feed(&intake, text, strlen(text));
  bool ended = false;
  while ((got = tr_intake_next(&intake, &located)) != TR_READ_END) {
    assert_int_not_equal(got, TR_READ_FAILED);
    if (got == TR_READ_SEGMENT)
      take(context, &located);
    else if (!ended)
      tr_intake_end(&intake);
    ended = ended || got == TR_READ_MORE;
  }
  tr_intake_done(&intake);
}

#endif

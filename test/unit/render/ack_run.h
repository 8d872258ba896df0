/* Runs claims through the whole checker and returns what an acknowledgement
 * makes of them. */
#ifndef TR_TEST_ACK_RUN_H
#define TR_TEST_ACK_RUN_H

#include "render/ack_277ca.h"
#include "render/ack_999.h"
#include "render/ack_ta1.h"
#include "tr_test.h"

/* A claim that is whole: two interchanges' worth of names, one line. */
#define ACK_ISA                                                           \
  "ISA*00*          *00*          *ZZ*CLINIC01       *ZZ*HOUSE01        " \
  "*240814*0815*^*00501*000000101*0*P*:~"
#define ACK_GS "GS*HC*CLINIC01*HOUSE01*20240814*0815*7*X*005010X222A1~"
#define ACK_HEAD                             \
  "BHT*0019*00*B1*20240814*0815*CH~"         \
  "NM1*41*2*LINDENROW*****46*CLINIC01~"      \
  "PER*IC*BILLING DESK*TE*6145550100~"       \
  "NM1*40*2*HOUSE OF CLAIMS*****46*HOUSE01~" \
  "HL*1**20*1~"                              \
  "NM1*85*2*LINDENROW*****XX*1712500663~"    \
  "N3*418 LINDEN ROW~"                       \
  "N4*COLUMBUS*OH*432151172~"                \
  "REF*EI*311550142~"                        \
  "HL*2*1*22*0~"                             \
  "SBR*P*18*******CI~"                       \
  "NM1*IL*1*HOLT*ZEKE****MI*W1234567~"       \
  "N3*1892 WILLOW LN~"                       \
  "N4*COLUMBUS*OH*43215~"                    \
  "DMG*D8*19690916*M~"                       \
  "NM1*PR*2*MEDICAL MUTUAL*****PI*29076~"
#define ACK_CLAIM                  \
  "CLM*C1001*45***11:B:1*Y*A*Y*Y~" \
  "DTP*431*D8*20240805~"           \
  "HI*ABK:M9903*ABF:M5459~"        \
  "LX*1~"                          \
  "SV1*HC:98940*45*UN*1***1:2~"    \
  "DTP*472*D8*20240812~"           \
  "REF*6R*C1001-1~"
#define ACK_ST "ST*837*0001*005010X222A1~"
#define ACK_SE "SE*25*0001~"
#define ACK_END "GE*1*7~IEA*1*000000101~"
#define ACK_WHOLE ACK_ISA ACK_GS ACK_ST ACK_HEAD ACK_CLAIM ACK_SE ACK_END

typedef enum ack_kind { ACK_999, ACK_277CA, ACK_TA1 } ack_kind;

static char ack_text[1 << 16];

/** @return The text with one part changed, good until the next but three. */
static inline const char *ack_edit(const char *text, const char *find,
                                   const char *replace) {
  static char edited[4][1 << 14];
  static size_t which;
  char *to = edited[which++ % TR_COUNT(edited)];
  const char *at = strstr(text, find);
  if (at == NULL) fail_msg("no \"%s\" to change", find);
  const size_t before = (size_t)(at - text), change = strlen(replace);
  const size_t after = strlen(at + strlen(find)) + 1;
  assert_true(before + change + after <= sizeof edited[0]);
  memcpy(to, text, before);
  memcpy(to + before, replace, change);
  memcpy(to + before + change, at + strlen(find), after);
  return to;
}

/** @return What the acknowledgement says, one segment a line. */
static inline const char *ack_run(ack_kind kind, const char *x12) {
  tr_tables tables;
  tr_tables_init(&tables);
  const tr_run run = {.pack = &tr_pack_builtin,
                      .tables = &tables,
                      .today = tr_day_of(2024, 9, 1)};
  tr_buf out;
  tr_buf_init(&out, 1 << 20);
  tr_ack_999 *ack_999 = NULL;
  tr_ack_277ca *ack_277ca = NULL;
  tr_ack_ta1 *ack_ta1 = NULL;
  assert_int_equal(tr_ack_999_new(&run, &out, &ack_999), TR_OK);
  assert_int_equal(tr_ack_277ca_new(&run, &out, &ack_277ca), TR_OK);
  assert_int_equal(tr_ack_ta1_new(&run, &out, &ack_ta1), TR_OK);
  const tr_check_watch watch = kind == ACK_999 ? tr_ack_999_watch(ack_999)
                               : kind == ACK_277CA
                                   ? tr_ack_277ca_watch(ack_277ca)
                                   : tr_ack_ta1_watch(ack_ta1);
  const tr_check_options options = {
      .pack = &tr_pack_builtin,
      .tables = &tables,
      .today = run.today,
      .finding = kind == ACK_999     ? tr_ack_999_finding
                 : kind == ACK_277CA ? tr_ack_277ca_finding
                                     : tr_ack_ta1_finding,
      .context = watch.context,
      .watch = &watch};
  tr_check *check;
  assert_int_equal(tr_check_new(&options, &check), TR_OK);
  assert_int_equal(tr_check_begin(check, "test.837"), TR_OK);
  assert_int_equal(tr_check_feed(check, x12, strlen(x12)), TR_OK);
  assert_int_equal(tr_check_end(check, NULL), TR_OK);
  assert_int_equal(tr_check_finish(check), TR_OK);
  assert_int_equal(tr_ack_999_bad(ack_999), TR_OK);
  assert_int_equal(tr_ack_277ca_bad(ack_277ca), TR_OK);
  assert_int_equal(tr_ack_ta1_bad(ack_ta1), TR_OK);
  size_t n = 0;
  for (size_t i = 0; i < out.n && n + 2 < sizeof ack_text; i++) {
    if (out.p[i] == '\n') continue;
    ack_text[n++] = out.p[i];
    if (out.p[i] == '~') ack_text[n++] = '\n';
  }
  ack_text[n] = '\0';
  tr_check_free(check);
  tr_ack_999_free(ack_999);
  tr_ack_277ca_free(ack_277ca);
  tr_ack_ta1_free(ack_ta1);
  tr_buf_done(&out);
  return ack_text;
}

/** Fail unless the acknowledgement has these segments, one after the other. */
static inline void ack_has(const char *answer, const char *segments) {
  if (strstr(answer, segments) == NULL)
    fail_msg("no\n%sin\n%s", segments, answer);
}

/** Fail where it has such a segment. */
static inline void ack_lacks(const char *answer, const char *text) {
  if (strstr(answer, text) != NULL) fail_msg("%s in\n%s", text, answer);
}

#endif

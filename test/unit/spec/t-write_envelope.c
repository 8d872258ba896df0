/* Tests of src/spec/write_envelope.c. */
#include "spec/write.h"

#include "write_helper.h"

static void write_one_set(written *w, const char *control) {
  tr_write_set(&w->writer, w->spec, tr_str_of(control));
  put(&w->writer, "AK1", "HC|17|005010X222A1");
  put(&w->writer, "AK9", "A|1|1|1");
  tr_write_set_end(&w->writer);
}

#define ISA(control, ask, use)                                            \
  "ISA*00*          *00*          *ZZ*SENDER         *30*123456789      " \
  "*261123*0930*^*00501*" control "*" ask "*" use "*:~"
#define GS(control) \
  "GS*FA*GSEND*GRECV*20261123*0930*" control "*X*005010X231A1~"
#define SET(control)                      \
  "ST*999*" control                       \
  "*005010X231A1~AK1*HC*17*005010X222A1~" \
  "AK9*A*1*1*1~SE*4*" control "~"

static void counts_and_numbers_go_with_each_other(void **state) {
  (void)state;
  written w;
  start(&w);
  tr_write_interchange(&w.writer, &w.envelope);
  tr_write_group(&w.writer, w.spec);
  write_one_set(&w, "0001");
  write_one_set(&w, "000000002");
  tr_write_group_end(&w.writer);
  tr_write_group(&w.writer, w.spec);
  write_one_set(&w, "0001");
  tr_write_group_end(&w.writer);
  tr_write_interchange_end(&w.writer);
  assert_int_equal(w.writer.bad, TR_OK);
  TR_ASSERT_STR(tr_buf_str(&w.out),
                ISA("000000007", "0", "P") GS("7") SET("0001")
                    SET("000000002") "GE*2*7~" GS("8")
                        SET("0001") "GE*1*8~IEA*2*000000007~");
  finish(&w);
}

static void a_second_interchange_starts_anew(void **state) {
  (void)state;
  written w;
  start(&w);
  w.envelope.test = w.envelope.acknowledge = true;
  w.envelope.control = 999999999;
  tr_write_interchange(&w.writer, &w.envelope);
  for (int i = 0; i < 2; i++) { /* the number after the greatest is 1 */
    tr_write_group(&w.writer, w.spec);
    write_one_set(&w, "0001");
    tr_write_group_end(&w.writer);
  }
  tr_write_interchange_end(&w.writer);
  w.envelope.control = 1;
  tr_write_interchange(&w.writer, &w.envelope);
  put(&w.writer, "TA1", "000000017|261123|0930|A|000");
  tr_write_interchange_end(&w.writer);
  assert_int_equal(w.writer.bad, TR_OK);
  TR_ASSERT_STR(
      tr_buf_str(&w.out),
      ISA("999999999", "1", "T") GS("999999999")
          SET("0001") "GE*1*999999999~" GS("1")
              SET("0001") "GE*1*1~IEA*2*999999999~" ISA(
                  "000000001", "1",
                  "T") "TA1*000000017*261123*0930*A*000~IEA*0*000000001~");
  finish(&w);
}

static void an_isa_is_106_bytes_and_read_back(void **state) {
  (void)state;
  static const tr_delims rows[] = {
      {'*', '^', ':', '~'}, {'|', '!', '>', '\n'}, {0x1D, 0x1F, 0x1E, 0x1C}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    written w;
    tr_isa isa;
    TR_ROW(i, TR_STR("delimiters"));
    start(&w);
    w.envelope.delims = rows[i];
    w.envelope.sender = TR_STR("A LONG SENDER 1");
    tr_write_interchange(&w.writer, &w.envelope);
    assert_int_equal(w.writer.bad, TR_OK);
    assert_int_equal(w.out.n, TR_ISA_BYTES);
    tr_isa_read(tr_buf_str(&w.out), &isa);
    assert_int_equal(isa.problem, TR_ISA_GOOD);
    assert_memory_equal(&isa.delims, &rows[i], sizeof isa.delims);
    finish(&w);
  }
}

static void an_envelope_that_cannot_be_is_refused(void **state) {
  (void)state;
  static const struct {
    tr_write_envelope with; /* what is not zero replaces */
    unsigned element;
    const char *reason;
  } rows[] = {
      {{.delims = {'*', '*', ':', '~'}}, 0, "has one delimiter twice"},
      {{.delims = {'*', 'U', ':', '~'}}, 0, "cannot have this delimiter"},
      {{.delims = {'*', 0, ':', '~'}}, 0, "cannot have this delimiter"},
      {{.sender_qualifier = {"Z", 1}}, 5, "is none of the values of the guide"},
      {{.sender_qualifier = {"02", 2}},
       5,
       "is none of the values of the guide"},
      {{.receiver_qualifier = {"QQ", 2}},
       7,
       "is none of the values of the guide"},
      {{.sender = {"", 0}}, 6, "is missing"},
      {{.sender = {"SIXTEEN LETTERS!", 16}}, 6, "is too long"},
      {{.sender = {"END ", 4}}, 6, "begins or ends with a blank"},
      {{.receiver = {" END", 4}}, 8, "begins or ends with a blank"},
      {{.receiver = {"A*B", 3}}, 8, "holds a delimiter"},
      {{.date = {"261123", 6}}, 9, "is no date"},
      {{.date = {"2026112x", 8}}, 9, "is no date"},
      {{.time = {"093", 3}}, 10, "is no time"},
      {{.control = 1000000000}, 13, "is not 1 to 999999999"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    written w;
    const tr_write_envelope *with = &rows[i].with;
    TR_ROW(i, tr_str_of(rows[i].reason));
    start(&w);
    if (with->delims.element != 0) w.envelope.delims = with->delims;
    if (with->sender_qualifier.p != NULL)
      w.envelope.sender_qualifier = with->sender_qualifier;
    if (with->receiver_qualifier.p != NULL)
      w.envelope.receiver_qualifier = with->receiver_qualifier;
    if (with->sender.p != NULL) w.envelope.sender = with->sender;
    if (with->receiver.p != NULL) w.envelope.receiver = with->receiver;
    if (with->date.p != NULL) w.envelope.date = with->date;
    if (with->time.p != NULL) w.envelope.time = with->time;
    if (with->control != 0) w.envelope.control = with->control;
    tr_write_interchange(&w.writer, &w.envelope);
    assert_refused(&w, "ISA", rows[i].element, 0, rows[i].reason);
    assert_int_equal(w.out.n, 0);
    finish(&w);
  }
  written w;
  start(&w);
  w.envelope.control = 0;
  tr_write_interchange(&w.writer, &w.envelope);
  assert_refused(&w, "ISA", 13, 0, "is not 1 to 999999999");
  finish(&w);
}

static void a_group_is_judged(void **state) {
  (void)state;
  static const struct {
    const char *sender, *receiver;
    unsigned element;
    const char *reason;
  } rows[] = {
      {"S", "GRECV", 2, "is too short or too long"},
      {"", "GRECV", 2, "is missing"},
      {"SIXTEEN LETTERS!", "GRECV", 2, "is too long"},
      {"GSEND", "SIXTEEN LETTERS!", 3, "is too long"},
      {"GS*ND", "GRECV", 2, "holds a delimiter"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    written w;
    TR_ROW(i, tr_str_of(rows[i].reason));
    start(&w);
    w.envelope.group_sender = tr_str_of(rows[i].sender);
    w.envelope.group_receiver = tr_str_of(rows[i].receiver);
    tr_write_interchange(&w.writer, &w.envelope);
    tr_write_group(&w.writer, w.spec);
    assert_refused(&w, "GS", rows[i].element, 0, rows[i].reason);
    finish(&w);
  }
}

static void a_segment_of_a_set_needs_a_set(void **state) {
  (void)state;
  written w;
  start(&w);
  tr_write_interchange(&w.writer, &w.envelope);
  put(&w.writer, "AK1", "HC|17|005010X222A1");
  assert_refused(&w, "AK1", 0, 0, "belongs into a set");
  finish(&w);
}

TR_TESTS(cmocka_unit_test(counts_and_numbers_go_with_each_other),
         cmocka_unit_test(a_second_interchange_starts_anew),
         cmocka_unit_test(an_isa_is_106_bytes_and_read_back),
         cmocka_unit_test(an_envelope_that_cannot_be_is_refused),
         cmocka_unit_test(a_group_is_judged),
         cmocka_unit_test(a_segment_of_a_set_needs_a_set))

/* Tests of src/spec/walk_find.c, in a small guide with loops of one kind of
 * opener. */
#include "spec/walk_parts.h"

#include "walk_run.h"

#define ID1(a) ((tr_code)(a) << 56)
#define ID2(a, b) (ID1(a) | (tr_code)(b) << 48)

/* ST { AA; 10 { NM by 01=A, N3 required, RF by 01-1=X|Y }; 20 any { NM by 01=B,
 * 21 required { DT } }; ZZ } */
static const tr_code a_code[] = {ID1('A')}, b_code[] = {ID1('B')};
static const tr_code xy_codes[] = {ID1('X'), ID1('Y')};
static const tr_spec_codes a_list = {a_code, 1, NULL, 0};
static const tr_spec_codes b_list = {b_code, 1, NULL, 0};
static const tr_spec_codes xy_list = {xy_codes, 2, NULL, 0};
static const tr_spec_key by_a = {1, 0, &a_list}, by_b = {1, 0, &b_list};
static const tr_spec_key by_xy = {1, 1, &xy_list};
static const tr_spec_element coded[] = {{.label = "code",
                                         .number = "1",
                                         .usage = TR_USAGE_REQUIRED,
                                         .type = TR_TYPE_ID,
                                         .least = 1,
                                         .most = 1,
                                         .repeats = 1,
                                         .codes = &a_list}};

static const tr_spec_element any[] = {{.label = "text",
                                       .number = "2",
                                       .usage = TR_USAGE_SITUATIONAL,
                                       .type = TR_TYPE_AN,
                                       .least = 1,
                                       .most = 9,
                                       .repeats = 1}};

enum { ST_, AA_, NMA_, N3_, RF_, NMB_, DT_, ZZ_ };
#define SEGMENT(code, use, at, times, in, keys_of)                      \
  {                                                                     \
    .id = (code), .label = "x", .usage = (use), .position = (at),       \
    .most = (times), .loop = (in), .element_count = 1, .elements = any, \
    .key_count = (keys_of) != NULL, .keys = (keys_of)                   \
  }
static const tr_spec_segment segments[] = {
    [ST_] = SEGMENT(ID2('S', 'T'), TR_USAGE_REQUIRED, 1, 1, 0, NULL),
    [AA_] = {.id = ID2('A', 'A'),
             .label = "x",
             .usage = TR_USAGE_SITUATIONAL,
             .position = 5,
             .most = 2,
             .loop = 0,
             .element_count = 1,
             .elements = coded},
    [NMA_] = SEGMENT(ID2('N', 'M'), TR_USAGE_REQUIRED, 10, 1, 1, &by_a),
    [N3_] = SEGMENT(ID2('N', '3'), TR_USAGE_REQUIRED, 11, 1, 1, NULL),
    [RF_] = SEGMENT(ID2('R', 'F'), TR_USAGE_SITUATIONAL, 12, 2, 1, &by_xy),
    [NMB_] = SEGMENT(ID2('N', 'M'), TR_USAGE_REQUIRED, 20, 1, 2, &by_b),
    [DT_] = SEGMENT(ID2('D', 'T'), TR_USAGE_REQUIRED, 21, 1, 3, NULL),
    [ZZ_] = SEGMENT(ID2('Z', 'Z'), TR_USAGE_REQUIRED, 30, 1, 0, NULL),
};
static const tr_spec_child of_set[] = {
    {false, ST_}, {false, AA_}, {true, 1}, {true, 2}, {false, ZZ_}};
static const tr_spec_child of_a[] = {{false, NMA_}, {false, N3_}, {false, RF_}};
static const tr_spec_child of_b[] = {{false, NMB_}, {true, 3}};
static const tr_spec_child of_c[] = {{false, DT_}};
static const tr_spec_loop loops[] = {
    {"ST", ID2('S', 'T'), "set", TR_USAGE_REQUIRED, 0, 1, -1, 5, of_set},
    {"10", ID2('1', '0'), "a", TR_USAGE_SITUATIONAL, 10, 1, 0, 3, of_a},
    {"20", ID2('2', '0'), "b", TR_USAGE_REQUIRED, 20, 0, 0, 2, of_b},
    {"21", ID2('2', '1'), "c", TR_USAGE_REQUIRED, 21, 1, 2, 1, of_c},
};
static const tr_spec spec = {.transaction = "000",
                             .guide = "",
                             .function = "",
                             .slug = "",
                             .name = "",
                             .loops = loops,
                             .loop_count = 4,
                             .segments = segments,
                             .segment_count = 8};

static tr_segment probe(const char *text) {
  static uint32_t starts[WALK_ELEMENTS];
  return walk_segment(tr_str_of(text), starts, 0, 1);
}

/* Walk so far, then look for a segment. */
static tr_segment after(const char *text, const char *segment) {
  walk_text(&spec, text);
  assert_string_equal(walked.faults, "");
  return probe(segment);
}

static void assert_found(tr__found found, int depth, int child) {
  assert_int_equal(found.depth, depth);
  if (depth >= 0) assert_int_equal(found.child, child);
}

static void keys_hold(void **state) {
  (void)state;
  static const struct {
    const char *text;
    const tr_spec_segment *definition;
    tr__keys keys;
    bool holds;
  } rows[] = {
      {"NM*A", &segments[NMA_], TR__KEYS_EXACT, true},
      {"NM*B", &segments[NMA_], TR__KEYS_EXACT, false},
      {"NM*a ", &segments[NMA_], TR__KEYS_EXACT, false},
      {"NM*a ", &segments[NMA_], TR__KEYS_LOOSE, true},
      {"NM*", &segments[NMA_], TR__KEYS_EXACT, false},
      {"NM", &segments[NMA_], TR__KEYS_LOOSE, false},
      {"NM*B", &segments[NMA_], TR__KEYS_ANY, true},
      {"RF*Y:1", &segments[RF_], TR__KEYS_EXACT, true},
      {"RF*Y^Z:1", &segments[RF_], TR__KEYS_EXACT, true},
      {"RF*Z^Y:1", &segments[RF_], TR__KEYS_EXACT, false},
      {"NM*A^B", &segments[NMA_], TR__KEYS_EXACT, true},
      {"RF*:Y", &segments[RF_], TR__KEYS_EXACT, false},
      {"AA*B", &segments[AA_], TR__KEYS_EXACT, true},
      {"AA*B", &segments[AA_], TR__KEYS_FULL, false},
      {"AA*A", &segments[AA_], TR__KEYS_FULL, true},
      {"AA", &segments[AA_], TR__KEYS_FULL, false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    const tr_segment segment = probe(rows[i].text);
    assert_int_equal(tr__keys_hold(rows[i].definition, &segment, rows[i].keys),
                     rows[i].holds);
  }
}

static void in_order(void **state) {
  (void)state;
  static const struct {
    const char *before, *segment;
    int depth, child, full_depth;
  } rows[] = {
      {"ST*000~", "AA*A", 0, 1, -1},
      {"ST*000~AA*A~", "AA*A", 0, 1, -1},
      {"ST*000~AA*A~AA*A~", "AA*A", -1, 0, 0},
      {"ST*000~NM*A~", "N3*1", 1, 1, -1},
      {"ST*000~NM*A~N3*1~", "N3*1", -1, 0, 1},
      {"ST*000~NM*A~N3*1~", "NM*A", -1, 0, 0},
      {"ST*000~NM*A~N3*1~", "NM*B", 0, 3, -1},
      {"ST*000~NM*B~DT*1~", "NM*B", 0, 3, -1},
      {"ST*000~NM*B~DT*1~", "ZZ*1", 0, 4, -1},
      {"ST*000~NM*B~DT*1~", "AA*A", -1, 0, -1},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].before));
    const tr_segment segment = after(rows[i].before, rows[i].segment);
    tr__found full;
    assert_found(tr__find_in_order(&walk_state, segment.id, &segment,
                                   TR__KEYS_FULL, &full),
                 rows[i].depth, rows[i].child);
    assert_int_equal(full.depth, rows[i].full_depth);
  }
}

static void anywhere_and_full(void **state) {
  (void)state;
  tr_segment segment = after("ST*000~NM*B~DT*1~", "AA*A");
  assert_found(tr__find_anywhere(&walk_state, &segment), 0, 1);
  segment = after("ST*000~NM*A~N3*1~RF*X~", "N3*2");
  assert_found(tr__find_anywhere(&walk_state, &segment), 1, 1);
  assert_true(tr__is_full(&walk_state, 1, 1));
  assert_false(tr__is_full(&walk_state, 1, 2));
  assert_false(tr__is_full(&walk_state, 0, 3)); /* any number */
  segment = after("ST*000~", "DT*1");
  assert_found(tr__find_anywhere(&walk_state, &segment), -1, 0);
}

static void children_of_a_loop(void **state) {
  (void)state;
  tr_segment segment = probe("N3*1");
  assert_int_equal(tr__find_child(&spec, 1, &segment, TR__KEYS_FULL), 1);
  assert_int_equal(tr__find_child(&spec, 2, &segment, TR__KEYS_FULL), -1);
  segment = probe("NM*A"); /* the opener is none of them */
  assert_int_equal(tr__find_child(&spec, 1, &segment, TR__KEYS_FULL), -1);
  assert_int_equal(tr__first_required(&spec, 1), 1);
  assert_int_equal(tr__first_required(&spec, 2), 1);
  assert_int_equal(tr__first_required(&spec, 3), -1);
}

static void loops_without_their_opener(void **state) {
  (void)state;
  tr_segment segment = after("ST*000~", "N3*1");
  assert_found(tr__find_unopened(&walk_state, &segment, TR__UNOPENED_FIRST), 0,
               2);
  assert_found(tr__find_unopened(&walk_state, &segment, TR__UNOPENED_REQUIRED),
               -1, 0);
  segment = after("ST*000~", "RF*X");
  assert_found(tr__find_unopened(&walk_state, &segment, TR__UNOPENED_FIRST), -1,
               0);
  assert_found(tr__find_unopened(&walk_state, &segment, TR__UNOPENED_ANY), 0,
               2);
  segment = after("ST*000~", "DT*1");
  assert_found(tr__find_unopened(&walk_state, &segment, TR__UNOPENED_REQUIRED),
               0, 3);
  /* the next instance of a loop that repeats and lacks nothing */
  segment = after("ST*000~NM*B~DT*1~", "DT*1");
  assert_found(tr__find_repeat(&walk_state, &segment), 0, 3);
  segment = after("ST*000~NM*B~", "DT*1");
  assert_found(tr__find_repeat(&walk_state, &segment), -1, 0);
}

static void what_lacks(void **state) {
  (void)state;
  (void)after("ST*000~NM*A~", "N3*1");
  tr_walk_set set = tr__lacking(&walk_state, 1, 3);
  assert_true(tr__set_has(&set, 1));
  assert_false(tr__set_has(&set, 2));
  set = tr__lacking(&walk_state, 1, 1);
  assert_true(tr__set_is_empty(&set));
  set = tr__lacking(&walk_state, 0, 5);
  assert_true(tr__set_has(&set, 3));
  assert_true(tr__set_has(&set, 4));
  assert_false(tr__is_over(&walk_state, 1));
}

TR_TESTS(cmocka_unit_test(keys_hold), cmocka_unit_test(in_order),
         cmocka_unit_test(anywhere_and_full),
         cmocka_unit_test(children_of_a_loop),
         cmocka_unit_test(loops_without_their_opener),
         cmocka_unit_test(what_lacks))

/* Functions of rules on sets of body regions. "Any", from codes of several or
 * unspecified sites, agrees with every region. */
#include "rule/calls.h"

static tr_regions regions_of(tr_value value) {
  return (tr_regions)value.number;
}

static tr_value known(tr_regions regions) {
  return tr__known((int64_t)regions);
}

tr_value tr__fn_overlaps(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return tr__known(
      tr_regions_meet(regions_of(arguments[0]), regions_of(arguments[1])));
}

/* Is all of the second within the first? */
tr_value tr__fn_covers(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  const tr_regions all = regions_of(arguments[0]);
  const tr_regions part = regions_of(arguments[1]);
  if (part == 0 || (all & TR_REGION_ANY) != 0) return tr__known(true);
  const tr_regions named = part & ~(tr_regions)TR_REGION_ANY;
  return tr__known(all != 0 && (named & ~all) == 0);
}

tr_value tr__fn_empty(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return tr__known(regions_of(arguments[0]) == 0);
}

/* "Any" has no size. */
tr_value tr__fn_size(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  const tr_regions regions = regions_of(arguments[0]);
  if ((regions & TR_REGION_ANY) != 0) return tr__unknown(TR_NO_DATA);
  return tr__whole(__builtin_popcount(regions));
}

tr_value tr__fn_minus(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  const tr_regions taken = regions_of(arguments[1]);
  if ((taken & TR_REGION_ANY) != 0) return known(0);
  return known(regions_of(arguments[0]) & ~taken);
}

tr_value tr__fn_both(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  const tr_regions a = regions_of(arguments[0]), b = regions_of(arguments[1]);
  const bool any_a = (a & TR_REGION_ANY) != 0, any_b = (b & TR_REGION_ANY) != 0;
  if (any_a && any_b) return known(a | b);
  if (any_a) return known(b);
  return known(any_b ? a : a & b);
}

tr_value tr__fn_either(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return known(regions_of(arguments[0]) | regions_of(arguments[1]));
}

tr_value tr__fn_spinal(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return known(regions_of(arguments[0]) & (TR_REGIONS_SPINE | TR_REGION_ANY));
}

/* The compiler leaves the call out; regions are shown by their names. */
tr_value tr__fn_names(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return arguments[0];
}

/* The spinal manipulation code for a number of regions. */
tr_value tr__fn_cmt_level(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  switch (arguments[0].number) {
    case 1 * TR_THOUSAND:
    case 2 * TR_THOUSAND:
      return tr__known((int64_t)TR_CODE("98940"));
    case 3 * TR_THOUSAND:
    case 4 * TR_THOUSAND:
      return tr__known((int64_t)TR_CODE("98941"));
    case 5 * TR_THOUSAND:
      return tr__known((int64_t)TR_CODE("98942"));
    default:
      return tr__unknown(TR_NO_DATA);
  }
}

/* The check digit of an NPI. */
#include "base/npi.h"

/* ISO 7812 check digit over 80840 and the ten digits, of which the first is 1
   (people) or 2 (organisations too): no other is given out. */
bool tr_npi_checks(tr_str npi) {
  if (npi.n != 10 || (npi.p[0] != '1' && npi.p[0] != '2')) return false;
  int sum = 24; /* what the prefix 80840 adds */
  for (size_t i = 0; i < npi.n; i++) {
    if (npi.p[i] < '0' || npi.p[i] > '9') return false;
    int digit = npi.p[i] - '0';
    if (i % 2 == 0) digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += digit;
  }
  return sum % 10 == 0;
}

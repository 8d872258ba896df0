/* Packed codes back to text. */
#include "base/code.h"

size_t tr_code_text(tr_code code, char *text) {
  size_t length = 0;
  for (; length < TR_CODE_BYTES; length++) {
    const unsigned char byte = (unsigned char)(code >> (56 - 8 * length));
    if (byte == 0) break;
    text[length] = (char)byte;
  }
  text[length] = '\0';
  return length;
}

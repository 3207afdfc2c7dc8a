// Letters are compared without their case first; only what is the same then is told apart by it.
#include "rules/locale_order.h"

// The printing characters of ASCII in the order of Unicode's root collation, letters left out.
static const char order[] = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

// The rank of the byte at `at`; 0 behind the end.
static int rank_of(Text text, uint32_t at) {
  if (at >= text.size) return 0;
  int byte = (unsigned char)text.at[at];
  if (byte > 127) return byte + 128;
  if (byte >= 'A' && byte <= 'Z') byte += 'a' - 'A';
  if (byte >= 'a' && byte <= 'z') return byte;
  const char *place = byte ? strchr(order, byte) : NULL;
  return place ? (int)(place - order) + 2 : 1;
}

int locale_compare(Text a, Text b) {
  for (uint32_t i = 0; i < a.size || i < b.size; i++) {
    int left = rank_of(a, i), right = rank_of(b, i);
    if (left != right) return left < right ? -1 : 1;
  }
  return text_compare(b, a); // small letters have the larger codes
}

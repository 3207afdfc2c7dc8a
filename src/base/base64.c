// Three bytes become four characters; what is left at the end is filled up with zeros and "=".
#include "base/base64.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static char *add_group(char *to, uint32_t group) {
  for (int shift = 18; shift >= 0; shift -= 6) *to++ = digits[group >> shift & 63];
  return to;
}

void base64_add(Buffer *out, Text bytes) {
  size_t size = base64_size(bytes.size);
  char *to = buffer_reserve(out, size);
  const unsigned char *at = (const unsigned char *)bytes.at, *end = at + bytes.size;
  for (; end - at >= 3; at += 3) {
    to = add_group(to, (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2]);
  }
  if (end - at == 2) {
    to = add_group(to, (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8);
    to[-1] = '=';
  } else if (end - at == 1) {
    to = add_group(to, (uint32_t)at[0] << 16);
    to[-1] = to[-2] = '=';
  }
  out->size += size;
}

// As the URL standard reads them, as far as paths and data go.
#include "base/url.h"

#include "base/base64.h"
#include "base/hex.h"

Text url_unescape(Arena *arena, Text text, uint32_t padding) {
  char *bytes = arena_alloc(arena, (size_t)text.size + 1 + padding, 1);
  uint32_t size = 0;
  for (uint32_t i = 0; i < text.size; i++) {
    bool is_escape = text.at[i] == '%' && i + 2 < text.size;
    int byte = is_escape ? hex_byte(text.at[i + 1], text.at[i + 2]) : -1;
    bytes[size++] = byte >= 0 ? (char)byte : text.at[i];
    if (byte >= 0) i += 2;
  }
  return (Text){bytes, size};
}

static bool is_letter(char byte) {
  return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

void url_add_path(Buffer *out, Text path) {
  static const char safe[] = "-._~!$&'()*+,;=:@/";
  static const char digits[] = "0123456789ABCDEF";
  for (uint32_t i = 0; i < path.size; i++) {
    unsigned char byte = (unsigned char)path.at[i];
    bool is_digit = byte >= '0' && byte <= '9';
    if (is_letter(path.at[i]) || is_digit || memchr(safe, byte, sizeof safe - 1))
      buffer_add_byte(out, path.at[i]);
    else
      buffer_add(out, (char[]){'%', digits[byte >> 4], digits[byte & 15]}, 3);
  }
}

bool url_has_scheme(Text text) {
  uint32_t colon = text_find_byte(text, ':', 0);
  if (colon == TEXT_NOT_FOUND || colon < 2 || !is_letter(text.at[0])) return false;
  for (uint32_t i = 1; i < colon; i++) {
    char byte = text.at[i];
    bool is_part = is_letter(byte) || (byte >= '0' && byte <= '9') || memchr("+-.", byte, 3);
    if (!is_part) return false;
  }
  return true;
}

bool url_split_data(Text url, DataUrl *out) {
  static const Text scheme = TEXT("data:"), mark = TEXT(";base64");
  uint32_t comma = text_find_byte(url, ',', 0);
  if (!text_starts(url, scheme) || comma == TEXT_NOT_FOUND) return false;
  Text type = text_slice(url, scheme.size, comma);
  bool is_base64 = text_ends_but_case(type, mark);
  if (is_base64) type.size -= mark.size;
  *out = (DataUrl){
      .type = type, .is_base64 = is_base64, .encoded = text_slice(url, comma + 1, url.size)};
  return true;
}

bool url_read_data(Arena *arena, Text url, uint32_t padding, DataUrl *out) {
  if (!url_split_data(url, out)) return false;
  out->bytes = url_unescape(arena, out->encoded, padding);
  return !out->is_base64 || base64_decode(arena, out->bytes, padding, &out->bytes);
}

Text url_file_path(Arena *arena, Text url) {
  static const Text scheme = TEXT("file://"), host = TEXT("localhost");
  if (!text_starts(url, scheme)) return TEXT("");
  Text path = text_slice(url, scheme.size, url.size);
  if (text_starts(path, host)) path = text_slice(path, host.size, path.size);
  return text_starts(path, TEXT("/")) ? url_unescape(arena, path, 0) : TEXT("");
}

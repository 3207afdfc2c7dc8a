// RFC 2397: "data:" [type] (";" parameter)* [";base64"] "," data. As in esbuild, what follows the
// comma is data to the last byte: there is no "?query" or "#hash".
#include "graph/data_url.h"

#include "base/buffer.h"
#include "host/files.h"

#include <ctype.h>

enum { LONGEST_SHOWN = 64 }; // bytes of a URL

#define SCHEME TEXT("data:")
#define BASE64 TEXT(";base64")

static bool is_same_but_case(Text a, Text b) {
  return a.size == b.size && strncasecmp(a.at, b.at, a.size) == 0;
}

bool data_url_is(Text path) {
  return text_starts(path, SCHEME);
}

// What stands between "data:" and the comma. False if there is none.
static bool head_of(Text url, Text *head) {
  uint32_t comma = text_find_byte(url, ',', 0);
  if (!data_url_is(url) || comma == TEXT_NOT_FOUND) return false;
  *head = text_slice(url, SCHEME.size, comma);
  return true;
}

// Parameters such as ";charset=utf-8" don't matter.
Loader data_url_loader(Text url) {
  Text head;
  if (!head_of(url, &head)) return LOADER_NONE;
  uint32_t end = text_find_byte(head, ';', 0);
  Text type = text_slice(head, 0, end == TEXT_NOT_FOUND ? head.size : end);
  if (is_same_but_case(type, TEXT("text/javascript"))) return LOADER_JS;
  if (is_same_but_case(type, TEXT("application/json"))) return LOADER_JSON;
  return is_same_but_case(type, TEXT("text/plain")) ? LOADER_TEXT : LOADER_NONE;
}

static int hex_digit(char byte) {
  if (!isxdigit((unsigned char)byte)) return -1;
  return isdigit((unsigned char)byte) ? byte - '0' : tolower((unsigned char)byte) - 'a' + 10;
}

static bool decode_percent(Text data, Buffer *out) {
  for (uint32_t i = 0; i < data.size; i++) {
    if (data.at[i] != '%') {
      buffer_add_byte(out, data.at[i]);
      continue;
    }
    int high = i + 2 < data.size ? hex_digit(data.at[i + 1]) : -1;
    int low = high >= 0 ? hex_digit(data.at[i + 2]) : -1;
    if (low < 0) return false;
    buffer_add_byte(out, (char)(high * 16 + low));
    i += 2;
  }
  return true;
}

// Six bits, or -1. Both alphabets are read: that of URLs has `-` and `_`.
static int base64_digit(char byte) {
  if (byte >= 'A' && byte <= 'Z') return byte - 'A';
  if (byte >= 'a' && byte <= 'z') return byte - 'a' + 26;
  if (isdigit((unsigned char)byte)) return byte - '0' + 52;
  if (byte == '+' || byte == '-') return 62;
  return byte == '/' || byte == '_' ? 63 : -1;
}

static bool decode_base64(Text data, Buffer *out) {
  while (data.size && data.at[data.size - 1] == '=') data.size--;
  uint32_t bits = 0, count = 0;
  for (uint32_t i = 0; i < data.size; i++) {
    int digit = base64_digit(data.at[i]);
    if (digit < 0) return false;
    bits = bits << 6 | (uint32_t)digit;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    buffer_add_byte(out, (char)(bits >> count & 0xFF));
  }
  return count < 6; // a digit alone makes no byte
}

bool data_url_decode(Arena *arena, Text url, Text *out) {
  Text head;
  if (!head_of(url, &head)) return false;
  Text data = text_slice(url, SCHEME.size + head.size + 1, url.size);
  bool is_base64 = head.size >= BASE64.size &&
                   is_same_but_case(text_slice(head, head.size - BASE64.size, head.size), BASE64);
  Buffer plain = {.arena = arena}, bytes = {.arena = arena};
  bool is_good = decode_percent(data, &plain);
  if (is_good && is_base64) is_good = decode_base64(buffer_text(&plain), &bytes);
  Buffer *used = is_base64 ? &bytes : &plain;
  memset(buffer_reserve(used, FILE_PADDING), 0, FILE_PADDING);
  *out = buffer_text(used);
  return is_good;
}

Text data_url_shown(Arena *arena, Text url) {
  uint32_t size = url.size > LONGEST_SHOWN ? LONGEST_SHOWN : url.size;
  while (size < url.size && ((unsigned char)url.at[size] & 0xC0) == 0x80) size--;
  Buffer out = {.arena = arena};
  buffer_add_byte(&out, '<');
  for (uint32_t i = 0; i < size; i++) {
    if (url.at[i] == '\n')
      buffer_add_literal(&out, "\\n");
    else
      buffer_add_byte(&out, url.at[i]);
  }
  buffer_add_text(&out, size < url.size ? TEXT("...>") : TEXT(">"));
  return text_copy(arena, buffer_text(&out));
}

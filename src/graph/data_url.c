// RFC 2397: "data:" [type] (";" parameter)* [";base64"] "," data. As in esbuild, what follows the
// comma is data to the last byte: there is no "?query" or "#hash".
#include "graph/data_url.h"

#include "base/buffer.h"
#include "base/hex.h"
#include "base/url.h"
#include "host/files.h"

enum { LONGEST_SHOWN = 64 }; // bytes of a URL

bool data_url_is(Text path) {
  return text_starts(path, TEXT("data:"));
}

// Parameters such as ";charset=utf-8" don't matter.
Loader data_url_loader(Text url) {
  DataUrl data;
  if (!url_split_data(url, &data)) return LOADER_NONE;
  Text type = text_until(data.type, ';');
  if (text_is_but_case(type, TEXT("text/javascript"))) return LOADER_JS;
  if (text_is_but_case(type, TEXT("application/json"))) return LOADER_JSON;
  return text_is_but_case(type, TEXT("text/plain")) ? LOADER_TEXT : LOADER_NONE;
}

static bool has_bad_percent(Text data) {
  uint32_t at = text_find_byte(data, '%', 0);
  for (; at != TEXT_NOT_FOUND; at = text_find_byte(data, '%', at + 1)) {
    if (at + 2 >= data.size || hex_byte(data.at[at + 1], data.at[at + 2]) < 0) return true;
  }
  return false;
}

DataUrlProblem data_url_decode(Arena *arena, Text url, Text *out) {
  DataUrl data;
  if (!url_split_data(url, &data)) return DATA_URL_NO_COMMA;
  if (has_bad_percent(data.encoded)) return DATA_URL_BAD_PERCENT;
  if (!url_read_data(arena, url, FILE_PADDING, &data)) return DATA_URL_BAD_BASE64;
  *out = data.bytes;
  return DATA_URL_GOOD;
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

// What a file stands for is written straight from its bytes, so that large ones need no copy
// between.
#include "bundle/value.h"

#include "base/base64.h"
#include "base/utf8.h"
#include "bundle/data_url.h"
#include "bundle/runtime.h"
#include "print/escape.h"
#include "print/string_literal.h"

#include <stdlib.h>

// What comes behind a value: room for it is made with that for the value, which is not to be moved.
enum { BEHIND_BYTES = 64 };

// ---- JSON

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static uint32_t skip_blanks(Text json, uint32_t at) {
  while (at < json.size && is_blank(json.at[at])) at++;
  return at;
}

// Whether a string, quotes included, is "__proto__", with or without escapes.
static bool is_proto(Text string) {
  static const char proto[] = "__proto__";
  uint32_t at = 1;
  for (uint32_t i = 0; proto[i]; i++) {
    bool is_escape = string.at[at] == '\\' && string.at[at + 1] == 'u';
    long code = is_escape ? strtol((char[]){string.at[at + 2], string.at[at + 3], string.at[at + 4],
                                            string.at[at + 5], '\0'},
                                   NULL, 16)
                          : string.at[at];
    if (code != proto[i]) return false;
    at += is_escape ? 6 : 1;
  }
  return at + 1 == string.size;
}

static void add_text(Buffer *out, Text text, const PieceOptions *options) {
  buffer_reserve(out, (size_t)text.size + BEHIND_BYTES);
  if (options->is_ascii_only && !utf8_is_ascii(text))
    escape_add_text(out, text);
  else
    buffer_add_text(out, text);
}

// As a key of JSON, "__proto__" is one like any other; of JavaScript, it is so in brackets only.
static void add_with_protos(Buffer *out, Text json, const PieceOptions *options) {
  uint32_t run = 0;
  for (uint32_t at = 0; at < json.size;) {
    if (json.at[at] != '"') {
      at++;
      continue;
    }
    uint32_t end = text_string_end(json, at), next = skip_blanks(json, end);
    bool is_key = next < json.size && json.at[next] == ':';
    if (is_key && is_proto(text_slice(json, at, end))) {
      add_text(out, text_slice(json, run, at), options);
      buffer_add_literal(out, "[\"__proto__\"]");
      run = end;
    }
    at = end;
  }
  add_text(out, text_slice(json, run, json.size), options);
}

void value_add_json(Buffer *out, Text json, const PieceOptions *options) {
  while (json.size && is_blank(json.at[json.size - 1])) json.size--;
  uint32_t start = skip_blanks(json, 0);
  json = text_slice(json, start, json.size);
  bool may_have_proto = text_find(json, TEXT("__proto__")) != TEXT_NOT_FOUND ||
                        text_find(json, TEXT("\\u00")) != TEXT_NOT_FOUND;
  if (may_have_proto)
    add_with_protos(out, json, options);
  else
    add_text(out, json, options);
}

// ---- Strings

static void add_base64(Buffer *out, Text bytes) {
  buffer_reserve(out, base64_size(bytes.size) + BEHIND_BYTES);
  buffer_add_byte(out, '"');
  base64_add(out, bytes);
  buffer_add_byte(out, '"');
}

static void add_binary(const PieceWriter *writer, Text bytes) {
  buffer_add_text(writer->out, runtime_use(writer->plan, writer->helpers, RUNTIME_TO_BINARY));
  buffer_add_byte(writer->out, '(');
  add_base64(writer->out, bytes);
  buffer_add_byte(writer->out, ')');
}

static void add_data_url(Buffer *out, const Module *module, bool is_ascii_only) {
  Arena scratch = {0};
  Buffer url = {.arena = &scratch};
  data_url_add(&url, module->path, module->file.text);
  string_literal_add(out, buffer_text(&url), is_ascii_only);
  arena_release(&scratch);
}

void value_add(const PieceWriter *writer, const Module *module, const PieceOptions *options) {
  Buffer *out = writer->out;
  Text bytes = module->file.text;
  switch (module->loader) {
  case LOADER_JSON: value_add_json(out, bytes, options); break;
  case LOADER_TEXT: string_literal_add(out, bytes, options->is_ascii_only); break;
  case LOADER_BASE64: add_base64(out, bytes); break;
  case LOADER_BINARY: add_binary(writer, bytes); break;
  case LOADER_DATAURL: add_data_url(out, module, options->is_ascii_only); break;
  case LOADER_FILE:
  case LOADER_STYLE:
    string_literal_add(out, link_asset_url(out->arena, writer->plan, module),
                       options->is_ascii_only);
    break;
  case LOADER_NONE:
  case LOADER_JS:
  case LOADER_JSX:
  case LOADER_EMPTY:
  case LOADER_WORKER:
  case LOADER_SHARED_WORKER:
  case LOADER_COPY:
  case LOADER_COUNT: break; // no value
  }
}

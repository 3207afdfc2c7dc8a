// What people hand us is mostly UTF-8, and where it is not, the first bytes tell what it is
// instead.
#include "graph/source.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "graph/data_url.h"
#include "host/archive.h"

#include <errno.h>

enum {
  LOOK_BYTES = 4096,      // at the start of a file, to tell what it is
  BYTES_PER_STRANGE = 20, // a file with NUL bytes is a text if there are no more strange ones
};

#define REPLACEMENT "\xEF\xBF\xBD" // U+FFFD

// Replaces each byte that is not UTF-8 by U+FFFD, as Node does; old packages have such comments.
static Text mend_utf8(Arena *arena, Text text) {
  Buffer out = {.arena = arena};
  while (text.size > 0) {
    uint32_t bad = utf8_find_invalid(text);
    uint32_t good = bad == TEXT_NOT_FOUND ? text.size : bad;
    buffer_add(&out, text.at, good);
    if (bad == TEXT_NOT_FOUND) break;
    buffer_add_literal(&out, REPLACEMENT);
    text = text_slice(text, good + 1, text.size);
  }
  memset(buffer_reserve(&out, FILE_PADDING), 0, FILE_PADDING);
  return buffer_text(&out);
}

static Text without_mark(Text text) {
  bool has_mark = text_starts(text, TEXT("\xEF\xBB\xBF"));
  return has_mark ? text_slice(text, 3, text.size) : text;
}

static Text head_of(Text text) {
  return text.size > LOOK_BYTES ? text_slice(text, 0, LOOK_BYTES) : text;
}

static bool is_utf32(Text text) {
  return text_starts(text, TEXT("\xFF\xFE\0\0")) || text_starts(text, TEXT("\0\0\xFE\xFF"));
}

// By its mark; without one, by the NUL that is half of every ASCII character.
static bool is_utf16(Text text) {
  if (text_starts(text, TEXT("\xFF\xFE")) || text_starts(text, TEXT("\xFE\xFF"))) return true;
  Text head = head_of(text);
  uint32_t nuls[2] = {0};
  for (uint32_t i = 0; i < head.size; i++) nuls[i % 2] += head.at[i] == '\0';
  uint32_t more = nuls[0] > nuls[1] ? nuls[0] : nuls[1], fewer = nuls[0] + nuls[1] - more;
  return fewer == 0 && head.size >= 4 && more >= head.size / 2 - head.size / 8;
}

static bool is_strange(unsigned char byte) {
  return (byte < ' ' && (byte < '\t' || byte > '\r')) || byte == 0x7F;
}

// A NUL alone makes no binary file: in strings and comments it is JavaScript.
static bool looks_binary(Text text) {
  Text head = head_of(text);
  if (text_find_byte(head, '\0', 0) == TEXT_NOT_FOUND) return false;
  uint32_t strange = 0;
  for (uint32_t i = 0; i < head.size; i++) strange += is_strange((unsigned char)head.at[i]);
  return strange > head.size / BYTES_PER_STRANGE;
}

// Says so if the bytes are no text that we read.
static bool report_encoding(Module *module, Text text, bool is_code) {
  Diagnostics *diagnostics = &module->diagnostics;
  Text shown = module->file.path;
  if (is_utf32(text)) {
    diag_add(diagnostics, MESSAGE_UTF32_FILE, NOWHERE, shown);
  } else if (is_utf16(text)) {
    diag_add(diagnostics, MESSAGE_UTF16_FILE, NOWHERE, shown);
  } else if (is_code && looks_binary(text)) {
    Diagnostic *added = diag_add(diagnostics, MESSAGE_BINARY_FILE, NOWHERE, shown);
    diag_note(diagnostics, added, MESSAGE_BINARY_FILE_NOTE, NOWHERE, shown);
  } else {
    return false;
  }
  return true;
}

// Warns of the first byte that was replaced: in packages, nobody who builds can mend it.
static void report_replaced(Module *module, uint32_t at) {
  Place place = {&module->file, at, at + (uint32_t)strlen(REPLACEMENT), {0}};
  if (!module_is_in_package(module)) diag_add(&module->diagnostics, MESSAGE_NOT_UTF8, place);
}

// The archive that the file is in, as its own path is shown; empty if it is in none.
static Text shown_archive(const Module *module) {
  Text archive = archive_of(module->path), shown = module->file.path;
  uint32_t inside = module->path.size - archive.size;
  bool is_archived = archive.size > 0 && inside < shown.size;
  return is_archived ? text_slice(shown, 0, shown.size - inside) : TEXT("");
}

static void report_unreadable(Module *module, int code) {
  Text shown = module->file.path;
  if (file_kind(module->path.at) == FILE_OTHER) {
    diag_add(&module->diagnostics, MESSAGE_NOT_A_FILE, NOWHERE, shown);
  } else if (code == -EFBIG) {
    diag_add(&module->diagnostics, MESSAGE_FILE_TOO_LARGE, NOWHERE, shown);
  } else {
    Diagnostic *added = diag_add(&module->diagnostics, MESSAGE_COULD_NOT_READ, NOWHERE, shown,
                                 text_of(file_error_text(code)));
    Text archive = shown_archive(module);
    bool is_archived = archive.size > 0;
    if (is_archived)
      diag_note(&module->diagnostics, added, MESSAGE_ARCHIVED_FILE_NOTE, NOWHERE, archive);
  }
}

static bool read_data_url(Module *module, Text *text) {
  static const MessageId notes[] = {
      [DATA_URL_NO_COMMA] = MESSAGE_DATA_URL_NO_COMMA,
      [DATA_URL_BAD_PERCENT] = MESSAGE_BAD_PERCENT,
      [DATA_URL_BAD_BASE64] = MESSAGE_BAD_BASE64,
  };
  DataUrlProblem problem = data_url_decode(&module->arena, module->path, text);
  if (problem == DATA_URL_GOOD) return true;
  Diagnostics *diagnostics = &module->diagnostics;
  Diagnostic *added = diag_add(diagnostics, MESSAGE_BAD_DATA_URL, NOWHERE, module->file.path);
  diag_note(diagnostics, added, notes[problem], NOWHERE);
  return false;
}

static bool read_file(Module *module, Text *text) {
  if (module->given.at) {
    *text = module->given;
    return true;
  }
  if (data_url_is(module->path)) return read_data_url(module, text);
  int code = file_read(&module->arena, module->path.at, text);
  if (code < 0) report_unreadable(module, code);
  return code == 0;
}

bool source_read_bytes(Module *module) {
  return read_file(module, &module->file.text);
}

bool source_read_text(Module *module, bool is_code) {
  Text text;
  if (!read_file(module, &text) || report_encoding(module, text, is_code)) return false;
  text = without_mark(text);
  uint32_t bad = utf8_find_invalid(text);
  module->is_mended = bad != TEXT_NOT_FOUND;
  module->file.text = module->is_mended ? mend_utf8(&module->arena, text) : text;
  if (module->is_mended) report_replaced(module, bad);
  return true;
}

bool module_is_as_read(const Module *module) {
  Arena scratch = {0};
  Text text;
  bool is_same = !module->is_mended && file_read(&scratch, module->path.at, &text) == 0;
  if (is_same && loader_is_text(module->loader)) text = without_mark(text);
  is_same = is_same && text_is(text, module->file.text);
  arena_release(&scratch);
  return is_same;
}

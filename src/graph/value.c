// A value imports nothing and does nothing by itself; all that importers can ask of it is the value
// as a whole, and the keys of a JSON object by name.
#include "graph/value.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "base/json_check.h"
#include "base/utf8.h"

static void load_json(Module *module);

void value_load(Module *module) {
  module->kind = MODULE_VALUE;
  module->is_strict = true; // a value is as strict as it is sloppy
  if (module->loader == LOADER_JSON) load_json(module);
  if (loader_is_asset(module->loader)) module->content_hash = hash_text(module->file.text);
}

// ---- JSON

static void report_json(Module *module, uint32_t bad, bool is_too_deep) {
  Text text = module->file.text;
  Place place = {&module->file, bad, bad, {0}};
  module->is_broken = true;
  if (is_too_deep) {
    diag_add(&module->diagnostics, MESSAGE_NESTED_TOO_DEEPLY, place,
             text_format(&module->arena, "%d", JSON_DEPTH_LIMIT));
  } else if (bad == text.size) {
    diag_add(&module->diagnostics, MESSAGE_UNEXPECTED_END, place);
  } else {
    uint32_t length;
    utf8_decode(text, bad, &length);
    place.end = bad + length;
    diag_add(&module->diagnostics, MESSAGE_BAD_JSON, place, text_slice(text, bad, place.end));
  }
}

// The four digits of an escape at `at`.
static uint32_t hex_of(Text text, uint32_t at) {
  uint32_t code = 0;
  for (uint32_t i = at; i < at + 4; i++) {
    uint32_t digit = (unsigned char)text.at[i];
    code = code << 4 | (digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10);
  }
  return code;
}

// Appends what an escape stands for, `*at` being behind its backslash. False for half of a
// surrogate pair, which no name can contain.
static bool add_escape(Buffer *out, Text text, uint32_t *at) {
  static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
  char letter = text.at[(*at)++];
  const char *found = strchr(letters, letter);
  if (letter != 'u') {
    buffer_add_byte(out, found ? meanings[found - letters] : letter);
    return true;
  }
  uint32_t code = hex_of(text, *at);
  *at += 4;
  bool is_pair = code >= 0xD800 && code < 0xDC00 && text.size - *at >= 6 && text.at[*at] == '\\' &&
                 text.at[*at + 1] == 'u';
  uint32_t low = is_pair ? hex_of(text, *at + 2) : 0;
  if (low >= 0xDC00 && low < 0xE000) {
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    *at += 6;
  }
  if (code >= 0xD800 && code < 0xE000) return false;
  out->size += utf8_encode(code, buffer_reserve(out, 4));
  return true;
}

// What a key is called; false if it can't be imported by name.
static bool name_of(Arena *arena, Text spelled, Text *name) {
  *name = spelled;
  if (text_find_byte(spelled, '\\', 0) != TEXT_NOT_FOUND) {
    Buffer out = {.arena = arena};
    for (uint32_t at = 0; at < spelled.size;) {
      char byte = spelled.at[at++];
      if (byte != '\\')
        buffer_add_byte(&out, byte);
      else if (!add_escape(&out, spelled, &at))
        return false;
    }
    *name = buffer_text(&out);
  }
  // These names mean the value as a whole.
  return !text_is(*name, TEXT("default")) && !text_is(*name, TEXT("*"));
}

// Lists the keys of the object; of two that are the same, the last one counts.
static void list_keys(Module *module, const JsonMembers *members) {
  for (uint32_t i = 0; i < members->count; i++) {
    const JsonMember *member = &members->at[i];
    ValueKey key = {.value = text_slice(module->file.text, member->start, member->end)};
    if (!name_of(&module->arena, member->key, &key.name)) continue;
    bool is_new;
    uint32_t *index = map_add(&module->arena, &module->key_indices, key.name, &is_new);
    if (is_new) {
      *index = module->keys.count;
      array_push(&module->arena, &module->keys, key);
    } else {
      module->keys.at[*index].value = key.value;
    }
  }
}

static void load_json(Module *module) {
  Arena scratch = {0};
  JsonMembers members = {0};
  bool is_too_deep;
  uint32_t bad = json_check(&scratch, module->file.text, &members, &is_too_deep);
  if (bad != JSON_GOOD)
    report_json(module, bad, is_too_deep);
  else if (module->attribute.size == 0) // by the standard, it has a default export alone
    list_keys(module, &members);
  arena_release(&scratch);
}

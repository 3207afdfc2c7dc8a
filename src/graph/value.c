// A value imports nothing and does nothing by itself; all that importers can ask of it is the value
// as a whole, and the keys of a JSON object by name.
#include "graph/value.h"

#include "base/hash.h"
#include "base/json_check.h"
#include "base/json_walk.h"
#include "base/utf8.h"
#include "graph/repeated_keys.h"

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

// What a key, which stands between quotes, is called; false if it can't be imported by name.
static bool name_of(Arena *arena, Text spelled, Text *name) {
  *name = spelled;
  if (text_find_byte(spelled, '\\', 0) != TEXT_NOT_FOUND) {
    *name = json_unquote(arena, (Text){spelled.at - 1, spelled.size + 2});
    if (utf8_find_invalid(*name) != TEXT_NOT_FOUND) return false; // half of a surrogate pair
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
  else
    repeated_keys_report(module);
  bool has_keys = module->attribute.size == 0; // by the standard, it has a default export alone
  if (bad == JSON_GOOD && has_keys) list_keys(module, &members);
  arena_release(&scratch);
}

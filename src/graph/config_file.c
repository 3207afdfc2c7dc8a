// JSON is read twice: to the letter, which tells the place of a mistake, and into a tree.
#include "graph/config_file.h"

#include "base/json_check.h"
#include "base/json_comments.h"
#include "base/json_place.h"
#include "host/files.h"

#include <ctype.h>

static const Text byte_order_mark = TEXT("\xEF\xBB\xBF");

// The text as strict JSON, each byte where it was.
static Text plain_text(Arena *arena, Text text) {
  Text plain = json_without_comments(arena, text);
  if (text_starts(plain, byte_order_mark)) memset((char *)plain.at, ' ', byte_order_mark.size);
  return plain;
}

// What is likely to be meant where the text can't go on as it does at `offset`.
static void add_hint(const ConfigFile *config, uint32_t offset, Diagnostic *to, Diagnostics *list) {
  Text text = config->plain;
  if (offset >= text.size) {
    diag_note(list, to, MESSAGE_CONFIG_ENDS, NOWHERE);
    return;
  }
  uint32_t before = offset;
  while (before > 0 && memchr(" \t\r\n", text.at[before - 1], 4)) before--;
  bool follows_value = before > 0 && !strchr("{[:,", text.at[before - 1]);
  char byte = text.at[offset];
  bool is_word = byte == '\'' || isalpha((unsigned char)byte);
  if (follows_value && strchr("\"{[", byte))
    diag_note(list, to, MESSAGE_CONFIG_COMMA, NOWHERE);
  else if (is_word)
    diag_note(list, to, MESSAGE_CONFIG_QUOTES, NOWHERE);
}

// Takes the next number of a JSON text, as it is spelled.
static Text next_number(Text json, uint32_t *at) {
  while (json.at[*at] != '-' && !isdigit((unsigned char)json.at[*at])) {
    *at = json.at[*at] == '"' ? text_string_end(json, *at) : *at + 1;
  }
  uint32_t start = *at;
  while (*at < json.size && memchr("+-.0123456789Ee", json.at[*at], 15)) ++*at;
  return text_slice(json, start, *at);
}

// Gives each number its spelling as its text, which may say more than a double can. `*at` is where
// the value's stands, or before it. Recursion is bounded by json_read.
static void spell_numbers(Json *value, Text json, uint32_t *at) {
  if (value->kind == JSON_NUMBER) value->text = next_number(json, at);
  for (Json *child = value->first_child; child; child = child->next) spell_numbers(child, json, at);
}

static void read_root(ConfigFile *config, Diagnostics *diagnostics) {
  uint32_t offset = json_check(NULL, config->plain, NULL, NULL);
  uint32_t *where = offset == JSON_GOOD ? &offset : NULL;
  Json *root = where ? json_read(diagnostics->arena, config->plain, where) : NULL;
  if (!root) {
    Place place = {&config->file, offset, offset, {0}};
    Diagnostic *broken = diag_add(diagnostics, MESSAGE_CONFIG_BROKEN, place);
    add_hint(config, offset, broken, diagnostics);
  } else if (root->kind != JSON_OBJECT) {
    diag_add(diagnostics, MESSAGE_CONFIG_NO_OBJECT, ((Place){.file = &config->file}));
  } else {
    uint32_t at = 0;
    spell_numbers(root, config->plain, &at);
    config->root = root;
  }
}

int config_file_read(ConfigFile *config, Text path, Text working_folder, Diagnostics *diagnostics) {
  Arena *arena = diagnostics->arena;
  *config = (ConfigFile){.path = path};
  int code = file_read(arena, path.at, &config->file.text);
  if (code < 0) return code;
  file_real_path(arena, path.at, &config->path);
  config->file.path = path_relative(arena, working_folder, path);
  config->folder = path_dirname(path);
  config->plain = plain_text(arena, config->file.text);
  read_root(config, diagnostics);
  return 0;
}

// The key at the top whose value is `node` or holds it.
static const Json *member_of(const ConfigFile *config, const Json *node) {
  for (const Json *member = config->root->first_child; member; member = member->next) {
    if (member == node || json_place_ordinal(member, node) > 0) return member;
  }
  return config->root;
}

Place config_file_place(const ConfigFile *config, const Json *node, bool is_key) {
  const Json *member = member_of(config, node);
  JsonPlace found;
  if (!json_place_find(config->plain, member->key, json_place_ordinal(member, node), &found)) {
    return (Place){.file = &config->file};
  }
  if (is_key) return (Place){&config->file, found.key_start, found.key_end, {0}};
  return (Place){&config->file, found.start, found.end, {0}};
}

// One pass makes the values; only strings are written anew as JSON and read as such. Recursion is
// bounded.
#include "base/json_loose.h"
#include "base/buffer.h"

#include <stdlib.h>

enum { DEPTH_LIMIT = 64 };

typedef struct Loose {
  Arena *arena;
  Text text;
  uint32_t at, depth;
} Loose;

static bool read_value(Loose *loose, Json *value);

static void skip_blanks(Loose *loose, bool with_commas) {
  while (loose->at < loose->text.size) {
    char byte = loose->text.at[loose->at];
    if (!memchr(" \t\r\n\f\v", byte, 6) && !(with_commas && byte == ',')) return;
    loose->at++;
  }
}

static bool takes(Loose *loose, char byte) {
  skip_blanks(loose, false);
  if (loose->at >= loose->text.size || loose->text.at[loose->at] != byte) return false;
  loose->at++;
  return true;
}

// A string in quotes of either kind.
static bool read_string(Loose *loose, Text *out) {
  uint32_t start = loose->at, end = text_string_end(loose->text, start);
  if (end > loose->text.size || end - start < 2) return false;
  char quote = loose->text.at[start];
  if (loose->text.at[end - 1] != quote) return false;
  Buffer json = {.arena = loose->arena};
  buffer_add_byte(&json, '"');
  for (uint32_t i = start + 1; i + 1 < end; i++) {
    char byte = loose->text.at[i];
    bool is_escaped = byte == '\\';
    if (is_escaped) byte = loose->text.at[++i];
    if (is_escaped ? byte != '\'' : byte == '"') buffer_add_byte(&json, '\\');
    buffer_add_byte(&json, byte);
  }
  buffer_add_byte(&json, '"');
  uint32_t error;
  const Json *read = json_read(loose->arena, buffer_text(&json), &error);
  if (!json_is(read, JSON_STRING)) return false;
  *out = read->text;
  loose->at = end;
  return true;
}

static Text take_word(Loose *loose) {
  uint32_t start = loose->at;
  while (loose->at < loose->text.size &&
         !memchr(" \t\r\n\f\v,:[]{}\"'", loose->text.at[loose->at], 15)) {
    loose->at++;
  }
  return text_slice(loose->text, start, loose->at);
}

static bool is_number(Arena *arena, Text word, double *number) {
  char *end;
  if (word.size == 0 || !memchr("-.0123456789", word.at[0], 12)) return false;
  *number = strtod(text_copy(arena, word).at, &end);
  return *end == '\0';
}

static bool read_word(Loose *loose, Json *value) {
  Text word = take_word(loose);
  value->text = word;
  if (word.size == 0) return false;
  if (text_is(word, TEXT("true")))
    value->kind = JSON_TRUE;
  else if (text_is(word, TEXT("false")))
    value->kind = JSON_FALSE;
  else if (text_is(word, TEXT("null")))
    value->kind = JSON_NULL;
  else if (is_number(loose->arena, word, &value->number))
    value->kind = JSON_NUMBER;
  else
    value->kind = JSON_STRING;
  return true;
}

static bool read_list(Loose *loose, Json *list) {
  list->kind = JSON_ARRAY;
  Json **end = &list->first_child;
  while (skip_blanks(loose, true), !takes(loose, ']')) {
    Json *item = arena_new(loose->arena, Json, 1);
    if (!read_value(loose, item)) return false;
    *end = item;
    end = &item->next;
  }
  return true;
}

// Members up to `close`, or to the end of the text.
static bool read_members(Loose *loose, Json *object, char close) {
  object->kind = JSON_OBJECT;
  Json **end = &object->first_child;
  while (true) {
    skip_blanks(loose, true);
    if (close ? takes(loose, close) : loose->at == loose->text.size) return true;
    if (loose->at == loose->text.size) return false;
    Json *member = arena_new(loose->arena, Json, 1);
    bool is_quoted = memchr("\"'", loose->text.at[loose->at], 2);
    Text key;
    if (!is_quoted)
      key = take_word(loose);
    else if (!read_string(loose, &key))
      return false;
    if (key.size == 0 || !takes(loose, ':') || !read_value(loose, member)) return false;
    member->key = key;
    *end = member;
    end = &member->next;
  }
}

static bool read_value(Loose *loose, Json *value) {
  skip_blanks(loose, false);
  if (loose->at == loose->text.size || loose->depth == DEPTH_LIMIT) return false;
  loose->depth++;
  bool is_good;
  if (takes(loose, '[')) {
    is_good = read_list(loose, value);
  } else if (takes(loose, '{')) {
    is_good = read_members(loose, value, '}');
  } else if (memchr("\"'", loose->text.at[loose->at], 2)) {
    value->kind = JSON_STRING;
    is_good = read_string(loose, &value->text);
  } else {
    is_good = read_word(loose, value);
  }
  loose->depth--;
  return is_good;
}

Json *json_read_loose(Arena *arena, Text text, uint32_t *offset) {
  Loose loose = {.arena = arena, .text = text};
  Json *object = arena_new(arena, Json, 1);
  bool is_good = read_members(&loose, object, '\0');
  *offset = loose.at;
  return is_good ? object : NULL;
}

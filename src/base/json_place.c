// The tree that json_read makes knows no places: they are needed only when something is wrong. Then
// the text is read again, token by token, counting values.
#include "base/json_place.h"

enum { DEEPEST = 1024 }; // json_read allows 1000 levels

typedef struct Reader {
  Text text;
  uint32_t at;
  bool in_object[DEEPEST];
  uint32_t depth;
  bool wants_key;
  uint32_t key_start, key_end; // the last key
} Reader;

static bool is_delimiter(char byte) {
  return strchr(" \t\r\n,:[]{}\"", byte) != NULL;
}

static uint32_t token_end(Text text, uint32_t at) {
  if (text.at[at] == '"') return text_string_end(text, at);
  uint32_t end = at + 1;
  if (is_delimiter(text.at[at])) return end;
  while (end < text.size && !is_delimiter(text.at[end])) end++;
  return end;
}

// Takes in a bracket or separator. False if the nesting is not what it should be.
static bool take_sign(Reader *reader, char sign) {
  bool opens = sign == '{' || sign == '[', closes = sign == '}' || sign == ']';
  if (opens && reader->depth + 1 == DEEPEST) return false;
  if (closes && reader->depth == 0) return false;
  if (opens) reader->in_object[++reader->depth] = sign == '{';
  if (closes) reader->depth--;
  reader->wants_key = sign == '{' || (sign == ',' && reader->in_object[reader->depth]);
  return true;
}

// The next value, in `out`; keys and separators are passed over. False at the end.
static bool next_value(Reader *reader, JsonPlace *out) {
  while (reader->at < reader->text.size) {
    uint32_t start = reader->at;
    char first = reader->text.at[start];
    reader->at = token_end(reader->text, start);
    if (strchr(" \t\r\n", first)) continue;
    if (first == '"' && reader->wants_key) {
      reader->key_start = start;
      reader->key_end = reader->at;
      continue;
    }
    bool has_key = reader->in_object[reader->depth] && reader->key_end;
    if (strchr(",:{}[]", first) && !take_sign(reader, first)) return false;
    if (strchr(",:}]", first)) continue;
    *out = (JsonPlace){start, reader->at, start, start};
    if (has_key) {
      out->key_start = reader->key_start;
      out->key_end = reader->key_end;
    }
    return true;
  }
  return false;
}

static bool is_member(const Reader *reader, Text member) {
  Text key = text_slice(reader->text, reader->key_start, reader->key_end);
  return key.size == member.size + 2 && text_is(text_slice(key, 1, key.size - 1), member);
}

bool json_place_find(Text text, Text member, uint32_t ordinal, JsonPlace *out) {
  Reader reader = {.text = text, .at = text_starts(text, TEXT("\xEF\xBB\xBF")) ? 3 : 0};
  bool is_inside = false;
  for (uint32_t count = 0; next_value(&reader, out);) {
    // Brackets are taken in already when their value is reported.
    bool opens = text.at[out->start] == '{' || text.at[out->start] == '[';
    if (reader.depth - opens == 1) {
      if (is_inside) return false;
      is_inside = is_member(&reader, member);
    }
    if (is_inside && count++ == ordinal) return true;
  }
  return false;
}

// Recursion is bounded by the depth that json_read allows.
static bool count_until(const Json *at, const Json *node, uint32_t *count) {
  if (at == node) return true;
  (*count)++;
  for (const Json *child = at->first_child; child; child = child->next) {
    if (count_until(child, node, count)) return true;
  }
  return false;
}

uint32_t json_place_ordinal(const Json *root, const Json *node) {
  uint32_t count = 0;
  return count_until(root, node, &count) ? count : 0;
}

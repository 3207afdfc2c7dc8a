// The text is checked first; then it is walked with a stack of what is open.
#include "base/json_tree.h"

#include "base/array.h"
#include "base/json_check.h"
#include "base/json_walk.h"

#include <stdlib.h>

typedef struct Open {
  Json *json;
  Json **link; // where the next child goes
} Open;

static JsonKind kind_of(char first) {
  switch (first) {
  case 'n': return JSON_NULL;
  case 'f': return JSON_FALSE;
  case 't': return JSON_TRUE;
  case '"': return JSON_STRING;
  default: return JSON_NUMBER;
  }
}

// Text without escapes is the message's own.
static Text unquote(Arena *arena, Text quoted) {
  bool is_plain = text_find_byte(quoted, '\\', 0) == TEXT_NOT_FOUND;
  return is_plain ? text_slice(quoted, 1, quoted.size - 1) : json_unquote(arena, quoted);
}

// Takes what comes next: all of it, or the bracket that opens it.
static void take(Arena *arena, JsonWalk *walk, Json *json) {
  if (json_walk_open(walk, '{')) {
    json->kind = JSON_OBJECT;
  } else if (json_walk_open(walk, '[')) {
    json->kind = JSON_ARRAY;
  } else {
    Text spelled = json_walk_skip(walk);
    json->kind = kind_of(spelled.at[0]);
    if (json->kind == JSON_STRING) json->text = unquote(arena, spelled);
    if (json->kind == JSON_NUMBER) {
      json->text = spelled;
      json->number = strtod(text_copy(arena, spelled).at, NULL);
    }
  }
}

Json *json_tree_read(Arena *arena, Text text) {
  if (json_check(NULL, text, NULL, NULL) != JSON_GOOD) return NULL;
  Arena scratch = {0};
  Array(Open) open = {0};
  JsonWalk walk = {.text = text};
  Json *root = NULL, **link = &root;
  do {
    Json *json = arena_new(arena, Json, 1);
    bool is_member = open.count && array_last(&open).json->kind == JSON_OBJECT;
    if (is_member) {
      Text key = json_walk_key(&walk);
      json->key = unquote(arena, (Text){key.at - 1, key.size + 2});
    }
    take(arena, &walk, json);
    *link = json;
    if (open.count) array_last(&open).link = &json->next;
    if (json->kind >= JSON_ARRAY) array_push(&scratch, &open, (Open){json, &json->first_child});
    while (open.count && !json_walk_next(&walk)) (void)array_pop(&open);
    if (open.count) link = array_last(&open).link;
  } while (open.count);
  arena_release(&scratch);
  return root;
}

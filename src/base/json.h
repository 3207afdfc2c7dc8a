// Json: reading JSON text into a tree. The only room's file that sees cJSON is json.c.
//
// Owns:  nothing; the tree lives in the arena that it was read into.
// Never: writes JSON (see buffer_add_json_string).
#pragma once

#include "base/text.h"

typedef enum JsonKind {
  JSON_NULL,
  JSON_FALSE,
  JSON_TRUE,
  JSON_NUMBER,
  JSON_STRING,
  JSON_ARRAY,
  JSON_OBJECT,
} JsonKind;

typedef struct Json Json;
struct Json {
  JsonKind kind;
  Text key;          // inside an object
  Text text;         // of a string
  double number;     // of a number
  Json *first_child; // of an array or object
  Json *next;
};

// Reads `text` (a byte order mark is skipped). NULL where it is not JSON or nested too deeply;
// `*error_offset` then tells where.
Json *json_read(Arena *arena, Text text, uint32_t *error_offset);

// The member called `key` of an object; NULL if there is none or `json` is no object (or NULL).
const Json *json_get(const Json *json, Text key);

// The text of a string; an empty text for anything else, NULL included.
Text json_text(const Json *json);

static inline bool json_is(const Json *json, JsonKind kind) {
  return json && json->kind == kind;
}

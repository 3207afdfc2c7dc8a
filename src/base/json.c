// cJSON reads; its tree is copied into ours at once, so that texts carry their lengths, memory is
// the arena's, and nothing else in the program knows cJSON.
#include "base/json.h"

#include <cjson/cJSON.h>

static JsonKind kind_of(const cJSON *item) {
  switch (item->type & 0xFF) {
  case cJSON_False: return JSON_FALSE;
  case cJSON_True: return JSON_TRUE;
  case cJSON_Number: return JSON_NUMBER;
  case cJSON_String: return JSON_STRING;
  case cJSON_Array: return JSON_ARRAY;
  case cJSON_Object: return JSON_OBJECT;
  default: return JSON_NULL;
  }
}

// Recursion is bounded: cJSON refuses nesting beyond CJSON_NESTING_LIMIT (1000).
static Json *copy_item(Arena *arena, const cJSON *item) {
  Json *json = arena_new(arena, Json, 1);
  json->kind = kind_of(item);
  if (item->string) json->key = text_copy(arena, text_of(item->string));
  if (json->kind == JSON_STRING) json->text = text_copy(arena, text_of(item->valuestring));
  if (json->kind == JSON_NUMBER) json->number = item->valuedouble;
  Json **link = &json->first_child;
  for (const cJSON *child = item->child; child; child = child->next) {
    *link = copy_item(arena, child);
    link = &(*link)->next;
  }
  return json;
}

static bool is_blank(Text text, uint32_t from) {
  for (uint32_t i = from; i < text.size; i++) {
    if (!memchr(" \t\r\n", text.at[i], 4)) return false;
  }
  return true;
}

Json *json_read(Arena *arena, Text text, uint32_t *error_offset) {
  uint32_t skipped = text_starts(text, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
  const char *end = text.at + skipped;
  cJSON *root = cJSON_ParseWithLengthOpts(text.at + skipped, text.size - skipped, &end, 0);
  uint32_t stop = (uint32_t)(end - text.at);
  Json *json = root && is_blank(text, stop) ? copy_item(arena, root) : NULL;
  cJSON_Delete(root);
  if (!json && error_offset) *error_offset = stop < text.size ? stop : text.size;
  return json;
}

const Json *json_get(const Json *json, Text key) {
  if (!json_is(json, JSON_OBJECT)) return NULL;
  for (const Json *member = json->first_child; member; member = member->next) {
    if (text_is(member->key, key)) return member;
  }
  return NULL;
}

Text json_text(const Json *json) {
  return json_is(json, JSON_STRING) ? json->text : TEXT("");
}

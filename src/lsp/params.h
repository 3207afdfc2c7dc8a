// Params: what is read out of messages. What is missing, or of the wrong kind, is 0 or empty.
#pragma once

#include "base/json.h"
#include "graph/resolve.h"
#include "lsp/positions.h"

// A whole number from 0 on; larger ones than there is room for are the largest.
uint32_t params_number(const Json *json);
Range params_range(const Json *json);

// The `uri` of `textDocument`.
Text params_uri(const Json *params);

// The first item of a list, or NULL.
const Json *params_items(const Json *list);

// Adds the paths of the files that items of a list have as their `uri`.
void params_add_paths(Arena *arena, const Json *list, Texts *paths);

// The value at the end of a path of keys, which ends with an `at` of NULL; or NULL.
const Json *params_find(const Json *json, const Text *keys);
#define params_get(json, ...) params_find((json), (const Text[]){__VA_ARGS__, {NULL, 0}})

// Whether that is `true`.
#define params_flag(json, ...) json_is(params_get((json), __VA_ARGS__), JSON_TRUE)

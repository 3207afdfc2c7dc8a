// Whatever is there is looked at as if it could be anything else.
#include "lsp/params.h"

#include "base/url.h"

uint32_t params_number(const Json *json) {
  if (!json_is(json, JSON_NUMBER) || !(json->number > 0)) return 0;
  return json->number < (double)UINT32_MAX ? (uint32_t)json->number : UINT32_MAX;
}

static Position read_position(const Json *json) {
  return (Position){params_number(json_get(json, TEXT("line"))),
                    params_number(json_get(json, TEXT("character")))};
}

Range params_range(const Json *json) {
  return (Range){read_position(json_get(json, TEXT("start"))),
                 read_position(json_get(json, TEXT("end")))};
}

Text params_uri(const Json *params) {
  return json_text(params_get(params, TEXT("textDocument"), TEXT("uri")));
}

const Json *params_items(const Json *list) {
  return json_is(list, JSON_ARRAY) ? list->first_child : NULL;
}

void params_add_paths(Arena *arena, const Json *list, Texts *paths) {
  for (const Json *each = params_items(list); each; each = each->next) {
    Text path = url_file_path(arena, json_text(json_get(each, TEXT("uri"))));
    if (path.size) array_push(arena, paths, path);
  }
}

const Json *params_find(const Json *json, const Text *keys) {
  for (; json && keys->at; ++keys) json = json_get(json, *keys);
  return json;
}

// One walk over the text. The keys of all objects that are open lie on a stack; those of a small
// object are compared one by one, as most objects have few.
#include "graph/repeated_keys.h"

#include "base/json_walk.h"
#include "base/map.h"

enum { SMALL_OBJECT = 16 }; // keys

typedef struct Open {
  bool is_object;
  uint32_t first_key; // of the stack
  Map indices;        // name → place on the stack, where the object is large
  uint32_t mapped;    // keys that are in the map
} Open;

typedef struct Key {
  Text spelled; // as it stands between its quotes
  Text name;
} Key;

typedef struct Walk {
  Module *module;
  Arena scratch;
  JsonWalk json;
  Array(Open) open;
  Array(Key) keys;
} Walk;

static Place place_of(const Module *module, Text key) {
  uint32_t start = (uint32_t)(key.at - module->file.text.at) - 1;
  return (Place){&module->file, start, start + key.size + 2, {0}};
}

static void report(Module *module, const Key *key, const Key *earlier) {
  Diagnostics *diagnostics = &module->diagnostics;
  Place place = place_of(module, key->spelled), before = place_of(module, earlier->spelled);
  Diagnostic *said = diag_add(diagnostics, MESSAGE_DUPLICATE_OBJECT_KEY, place, key->spelled);
  diag_note(diagnostics, said, MESSAGE_EARLIER_MEMBER, before, earlier->spelled);
}

static Key make_key(Walk *walk, Text spelled) {
  bool is_plain = text_find_byte(spelled, '\\', 0) == TEXT_NOT_FOUND;
  Text quoted = {spelled.at - 1, spelled.size + 2};
  return (Key){spelled, is_plain ? spelled : json_unquote(&walk->scratch, quoted)};
}

// The last key of that name that the innermost object has; or NULL.
static const Key *find(Walk *walk, Text name) {
  Open *object = &array_last(&walk->open);
  uint32_t first = object->first_key, count = walk->keys.count;
  if (count - first <= SMALL_OBJECT) {
    for (uint32_t i = count; i > first; i--) {
      if (text_is(walk->keys.at[i - 1].name, name)) return &walk->keys.at[i - 1];
    }
    return NULL;
  }
  for (uint32_t i = first + object->mapped; i < count; i++)
    map_set(&walk->scratch, &object->indices, walk->keys.at[i].name, i);
  object->mapped = count - first;
  const uint32_t *index = map_find(&object->indices, name);
  return index ? &walk->keys.at[*index] : NULL;
}

static void check_key(Walk *walk) {
  Key key = make_key(walk, json_walk_key(&walk->json));
  const Key *earlier = find(walk, key.name);
  if (earlier) report(walk->module, &key, earlier);
  array_push(&walk->scratch, &walk->keys, key);
}

static void enter_value(Walk *walk) {
  bool is_object = json_walk_open(&walk->json, '{');
  Open open = {.is_object = is_object, .first_key = walk->keys.count};
  if (is_object || json_walk_open(&walk->json, '['))
    array_push(&walk->scratch, &walk->open, open);
  else
    json_walk_skip(&walk->json);
}

void repeated_keys_report(Module *module) {
  if (module_is_in_package(module)) return;
  Walk walk = {.module = module, .json = {.text = module->file.text}};
  enter_value(&walk);
  while (walk.open.count > 0) {
    if (!json_walk_next(&walk.json)) {
      walk.keys.count = array_pop(&walk.open).first_key;
      continue;
    }
    if (array_last(&walk.open).is_object) check_key(&walk);
    enter_value(&walk);
  }
  arena_release(&walk.scratch);
}

// The rows of loaders.def, looked up one after the other: there are few, and few who ask.
#include "graph/loaders.h"

#include "base/buffer.h"
#include "base/path.h"
#include "base/suggest.h"

typedef struct Row {
  Text name;
  Loader loader;
} Row;

static const Row names[] = {
#define LOADER(NAME, name) {TEXT(name), LOADER_##NAME},
#include "graph/loaders.def"
};
static const Row extensions[] = {
#define EXTENSION(extension, NAME) {TEXT(extension), LOADER_##NAME},
#include "graph/loaders.def"
};
static const Row types[] = {
#define ATTRIBUTE(type, NAME) {TEXT(type), LOADER_##NAME},
#include "graph/loaders.def"
};
static const Row queries[] = {
#define QUERY(name, NAME) {TEXT(name), LOADER_##NAME},
#include "graph/loaders.def"
};
static const struct {
  Text extension;
  MessageId note;
} foreign[] = {
#define FOREIGN(extension, NAME) {TEXT(extension), MESSAGE_FOREIGN_##NAME},
#include "graph/loaders.def"
};
static const Text later[] = {
#define LATER(name) TEXT(name),
#include "graph/loaders.def"
};

#define COUNT_OF(rows) ((uint32_t)(sizeof(rows) / sizeof *(rows)))

static Loader find(const Row *rows, uint32_t count, Text name) {
  for (uint32_t i = 0; i < count; i++) {
    if (text_is(rows[i].name, name)) return rows[i].loader;
  }
  return LOADER_NONE;
}

// ---- By extension

Loaders loaders_make(Arena *arena) {
  Loaders loaders = {0};
  for (uint32_t i = 0; i < COUNT_OF(extensions); i++) {
    map_set(arena, &loaders.by_extension, extensions[i].name, extensions[i].loader);
  }
  return loaders;
}

void loaders_set(Arena *arena, Loaders *loaders, Text extension, Loader loader) {
  if (loader == LOADER_NONE) loader = find(extensions, COUNT_OF(extensions), extension);
  map_set(arena, &loaders->by_extension, extension, loader);
}

Loader loaders_of(const Loaders *loaders, Text path) {
  Text name = path_basename(path);
  for (uint32_t dot = text_find_byte(name, '.', 0); dot != TEXT_NOT_FOUND;
       dot = text_find_byte(name, '.', dot + 1)) {
    Text extension = text_slice(name, dot, name.size);
    const uint32_t *found = map_find(&loaders->by_extension, extension);
    if (found && *found != LOADER_NONE) return (Loader)*found;
  }
  bool has_extension = path_extension(path).size > 0;
  return has_extension ? LOADER_NONE : (Loader)*map_find(&loaders->by_extension, TEXT(""));
}

// ---- By name

Loader loader_named(Text name) {
  return name.size ? find(names, COUNT_OF(names), name) : LOADER_NONE;
}

bool loader_comes_later(Text name) {
  for (uint32_t i = 0; i < COUNT_OF(later); i++) {
    if (text_is(later[i], name)) return true;
  }
  return false;
}

Loader loader_of_type(Text type) {
  return find(types, COUNT_OF(types), type);
}

Loader loader_of_query(Text suffix) {
  if (!text_starts(suffix, TEXT("?"))) return LOADER_NONE;
  Text rest = text_until(text_slice(suffix, 1, suffix.size), '#');
  Loader loader = LOADER_NONE;
  while (rest.size && !loader_is_worker(loader)) {
    Loader next = find(queries, COUNT_OF(queries), text_next(&rest, '&'));
    if (!loader || loader_is_worker(next)) loader = next;
  }
  return loader;
}

MessageId loader_foreign_note(Text extension) {
  for (uint32_t i = 0; i < COUNT_OF(foreign); i++) {
    if (text_is(foreign[i].extension, extension)) return foreign[i].note;
  }
  return 0;
}

static Text most_like(const Row *rows, uint32_t count, Text name) {
  Suggestion best = {0};
  for (uint32_t i = 0; i < count; i++) {
    if (rows[i].name.size) suggest_consider(&best, name, rows[i].name);
  }
  return best.name;
}

Text loader_like(Text name) {
  return most_like(names, COUNT_OF(names), name);
}

Text loader_type_like(Text type) {
  return most_like(types, COUNT_OF(types), type);
}

static Text list(Arena *arena, const Row *rows, uint32_t count) {
  Buffer out = {.arena = arena};
  while (count > 0 && rows[count - 1].name.size == 0) count--; // the nameless come last
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) buffer_add_text(&out, i + 1 < count ? TEXT(", ") : TEXT(" or "));
    buffer_add_format(&out, "\"%.*s\"", TEXT_ARGS(rows[i].name));
  }
  return buffer_text(&out);
}

Text loader_names(Arena *arena) {
  return list(arena, names, COUNT_OF(names));
}

Text loader_types(Arena *arena) {
  return list(arena, types, COUNT_OF(types));
}

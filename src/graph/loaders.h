// Loaders: what is made of a file, by its extension, and by the type that an import asks for.
//
// Gives: the rows of loaders.def as functions, and a table that flags may change.
#pragma once

#include "base/map.h"
#include "diag/diag.h"

typedef enum Loader {
  LOADER_NONE,
#define LOADER(NAME, name) LOADER_##NAME,
#include "graph/loaders.def"
  LOADER_COUNT
} Loader;

typedef struct Loaders {
  Map by_extension; // with its dot; "" for none
} Loaders;

// The loaders without any flags.
Loaders loaders_make(Arena *arena);

// From now on files that end with `extension` have this loader. LOADER_NONE: what they had without
// flags.
void loaders_set(Arena *arena, Loaders *loaders, Text extension, Loader loader);

// The loader of a file, by the longest extension that there is one for: ".module.css" comes before
// ".css". LOADER_NONE if there is none.
Loader loaders_of(const Loaders *loaders, Text path);

// The loader that is called `name`, or LOADER_NONE.
Loader loader_named(Text name);

// Whether `name` is a loader of esbuild that this version does not have.
bool loader_comes_later(Text name);

// The loader for the import attribute `type`, or LOADER_NONE.
Loader loader_of_type(Text type);

// The loader that "?query" asks for, as in "?raw" or "?v=1&raw#hash"; or LOADER_NONE.
Loader loader_of_query(Text suffix);

// What is to be done with files of a language that has no loader, as a MessageId of a note; 0: it
// is none that is known.
MessageId loader_foreign_note(Text extension);

// What somebody may have meant by a name that is none; empty if nothing comes close.
Text loader_like(Text name);
Text loader_type_like(Text type);

// All names, as in `"a", "b" or "c"`.
Text loader_names(Arena *arena);
Text loader_types(Arena *arena);

// Whether there is code in the place of the file, which starts it.
static inline bool loader_is_worker(Loader loader) {
  return loader == LOADER_WORKER || loader == LOADER_SHARED_WORKER;
}

// Whether the file becomes code that is parsed.
static inline bool loader_is_script(Loader loader) {
  return loader == LOADER_JS || loader == LOADER_JSX || loader == LOADER_EMPTY ||
         loader_is_worker(loader);
}

// Whether the file is read as UTF-8, rather than byte by byte.
static inline bool loader_is_text(Loader loader) {
  return loader_is_script(loader) || loader == LOADER_JSON || loader == LOADER_TEXT;
}

// Whether the file itself is put beside the output, byte by byte.
static inline bool loader_is_asset(Loader loader) {
  return loader == LOADER_FILE || loader == LOADER_COPY || loader == LOADER_STYLE;
}

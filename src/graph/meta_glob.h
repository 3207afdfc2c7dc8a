// MetaGlob: `import.meta.glob("./pages/*.js")`, as Vite has it: an object whose keys are the paths
// of all files that fit, each with a function that imports the file, or with its module.
//
// Takes: calls whose patterns and options are written out in them.
// Gives: an import of a table of graph/glob_import.h, which is an ES module here; the import's
//        specifier is the patterns, its attributes the options.
#pragma once

#include "graph/module.h"

// Makes imports of the calls in the module; others are warned of, and stay as they are.
void meta_glob_apply(Module *module, const Resolver *resolver);

// Whether an import is such a one.
static inline bool meta_glob_is(const ImportRecord *import) {
  return import->is_glob && import->kind == IMPORT_STATEMENT;
}

// The absolute paths that fit, sorted, without the importing file.
Texts meta_glob_paths(Resolver *resolver, const Module *importer, const ImportRecord *import,
                      Arena *arena);

// The text of the table, followed by FILE_PADDING zero bytes.
Text meta_glob_text(Arena *arena, const Resolver *resolver, const Module *importer,
                    const ImportRecord *import, const Texts *paths);

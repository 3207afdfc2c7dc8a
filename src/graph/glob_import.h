// Glob_import: the module that stands for `import("./pages/" + name + ".js")`, a function that
// gives the right one of all files that can be meant.
//
// Takes: a pattern of scope/glob_pattern.h, and the folder that it is seen from.
#pragma once

#include "graph/resolve.h"

// The paths that fit a pattern, sorted, each written as the pattern writes it. False if there is no
// such folder. As in esbuild, neither symbolic links nor "node_modules" are followed.
bool resolver_glob(Resolver *resolver, Text folder, Text pattern, Arena *arena, Texts *out);

// The module's text, a CommonJS module, followed by FILE_PADDING zero bytes.
Text glob_import_text(Arena *arena, const Resolver *resolver, const ImportRecord *import,
                      const Texts *paths);

// The second argument of its calls of import(), with a comma before it: attributes. Or empty.
Text glob_import_options(Arena *arena, const ImportRecord *import);

// How messages call it: `import("./pages/**/*.js") in src`.
Text glob_import_shown(Arena *arena, Text folder, Text pattern, bool is_import);

// Glob_pattern: which files an import may mean whose path is put together when it runs, as in
// `import("./pages/" + name + ".js")`.
#pragma once

#include "syntax/tree.h"

// The pattern of the paths that `expression` can make: a string put together with `+`, or a
// template. What is not known is `*` within a name, or "**/" and `*` (any file below) behind a
// slash, as in esbuild. An empty text for what begins with neither "./" nor "../", or is no
// pattern.
Text glob_pattern_of(Arena *arena, const Tree *tree, NodeId expression);

// The string that `expression` makes, if all pieces of it are written there. False if not.
bool glob_known_text(Arena *arena, const Tree *tree, NodeId expression, Text *text);

// Path: file names as text, with `/` between parts. Nothing here asks the file system.
#pragma once

#include "base/text.h"

static inline bool path_is_absolute(Text path) {
  return path.size > 0 && path.at[0] == '/';
}

// Whether it begins with "./" or "../": it is no name of a package.
static inline bool path_is_dotted(Text path) {
  return text_starts(path, TEXT("./")) || text_starts(path, TEXT("../"));
}

// `path` seen from the absolute folder `base`, without `.`, `..` and doubled slashes.
Text path_resolve(Arena *arena, Text base, Text path);

// The path of what is called `name` in an absolute folder.
Text path_join(Arena *arena, Text folder, Text name);

// The folder that `path` is in: "/a" for "/a/b", "/" for "/a", "." for "a".
Text path_dirname(Text path);

// The last part: "b.js" for "/a/b.js".
Text path_basename(Text path);

// The extension of the last part with its dot, "" if there is none (".bashrc" has none).
Text path_extension(Text path);

// How to write the absolute `path` seen from the absolute folder `base`: "b/c", "../d", ".".
Text path_relative(Arena *arena, Text base, Text path);

// How a path is written for people: seen from `base`, or as it is where that is empty.
static inline Text path_shown(Arena *arena, Text base, Text path) {
  return base.size ? path_relative(arena, base, path) : path;
}

// The same for a file as imports write it, so that it is no package's name: "./b/c", "../d".
Text path_specifier(Arena *arena, Text base, Text path);

// Whether `path` is `folder` or lies below it. Both without `.` and `..`, and both absolute or seen
// from the same folder.
bool path_is_inside(Text path, Text folder);

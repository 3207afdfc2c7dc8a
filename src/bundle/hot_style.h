// Hot_style: a stylesheet that stands in a page, rather than in a file of its own.
#pragma once

#include "graph/resolve.h"

// The text, with relative URLs in it seen from `url`, which is the file's. It lives in `arena`.
Text hot_style_text(Arena *arena, Text css, Text url);

// Adds the paths of files that relative URLs in it name, seen from `path`, which is the file's.
void hot_style_files(Arena *arena, Text css, Text path, Texts *files);

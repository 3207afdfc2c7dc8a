// Hot_style: a stylesheet that stands in a page, rather than in a file of its own.
#pragma once

#include "base/text.h"

// The text, with relative URLs in it seen from `url`, which is the file's. It lives in `arena`.
Text hot_style_text(Arena *arena, Text css, Text url);

// StringLiteral: a text as JavaScript's source of it.
#pragma once

#include "base/buffer.h"

// Appends `text`, which should be UTF-8, as a string literal in the quotes that need fewer escapes.
// "</script" is written so that it ends no script that stands in a page.
void string_literal_add(Buffer *out, Text text, bool is_ascii_only);

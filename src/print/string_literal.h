// StringLiteral: a text as JavaScript's source of it.
#pragma once

#include "base/buffer.h"

// Appends `text`, which should be UTF-8, as a string literal in the quotes that need fewer escapes.
// "</script" is written so that it ends no script that stands in a page.
void string_literal_add(Buffer *out, Text text, bool is_ascii_only);

// The same of a literal's value, where lone surrogates are WTF-8: they are written as escapes.
void string_literal_add_value(Buffer *out, Text value, bool is_ascii_only);

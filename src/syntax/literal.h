// Literal: the values that literals stand for.
#pragma once

#include "base/buffer.h"
#include "syntax/tree.h"

// The value of a string, or of a template without substitutions, escapes replaced; a lone surrogate
// is written as WTF-8. Without escapes it is a piece of the source; otherwise it lives in `arena`.
Text literal_string_value(Arena *arena, const Tree *tree, NodeId string);

// The same of the text between a string's quotes.
Text literal_text_value(Arena *arena, Text inside);

// What a template says between two of its ends, substitutions' brackets included. False where an
// escape is none: a tag then sees undefined. Line ends become LF in both.
bool literal_template_value(Arena *arena, Text piece, Text *value);
Text literal_template_raw(Arena *arena, Text piece);

// The parts of a regular expression, as it is in the source.
Text literal_regex_pattern(Text regex);
Text literal_regex_flags(Text regex);

// The property that a key names: an identifier, a private name, a string or a number, not a
// computed name, which is false. So is a BigInt too long for literal_bigint_text to write in
// decimal.
bool literal_property_key(Arena *arena, const Tree *tree, NodeId key, Text *name);

// JsxText: what the text of JSX says, as string literals of JavaScript.
//
// Takes: text as it stands in the source.
// Gives: white space around line ends left out, character references such as &lt; replaced.
#pragma once

#include "base/buffer.h"

// Appends the text between two tags or braces as a literal. False, with nothing appended, if it is
// nothing but white space with a line end.
bool jsx_text_add(Buffer *out, Text text);

// Appends the value of an attribute, which is `inside` its quotes.
void jsx_text_add_value(Buffer *out, Text inside);

// Appends any text as a literal.
void jsx_text_add_string(Buffer *out, Text text);

// The part of a text from its first to its last character that is not white space at a line end.
Text jsx_text_core(Text text);

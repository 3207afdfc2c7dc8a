// Escape: tokens written in ASCII alone, for output that does not depend on the encoding it is
// served in.
#pragma once

#include "base/buffer.h"
#include "syntax/tree.h"

// Whether a leaf has characters that must and can be escaped. Those of tagged templates can't:
// their tag sees the difference; nor those of JSX text and comments.
bool escape_is_needed(const Tree *tree, NodeId leaf);

// Appends the leaf with every character beyond ASCII as an escape sequence.
void escape_add_leaf(Buffer *out, const Tree *tree, NodeId leaf);

// Appends a name.
void escape_add_name(Buffer *out, Text name);

// Appends a path or a comment so that it ends neither a line nor a comment that it stands in.
void escape_add_comment(Buffer *out, Text text);

// Appends the inside of a string.
void escape_add_text(Buffer *out, Text text);

// Writes a character (no UTF8_INVALID) as strings have it, "\uXXXX" or a pair of these; how many
// bytes that took.
uint32_t escape_put(char *to, uint32_t code);
enum { ESCAPE_LONGEST = 12 };

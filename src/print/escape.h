// Escape: tokens written in ASCII alone, for output that does not depend on the encoding it is
// served in.
#pragma once

#include "base/buffer.h"
#include "syntax/tree.h"

// Whether a leaf has characters that must and can be escaped. Those of tagged templates can't:
// their tag sees the difference; nor those of JSX text and comments.
bool escape_is_needed(const Tree *tree, NodeId leaf);

// Whether a character is escaped in the strings of any output, as lone surrogates are: U+2028 and
// U+2029 end lines for old engines, and a byte order mark is lost where files are joined.
bool escape_is_always_needed(uint32_t code);

// Whether the slash at `slash` is that of a `</script` which would end what the text stands in.
bool escape_ends_script(Text text, uint32_t slash);

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

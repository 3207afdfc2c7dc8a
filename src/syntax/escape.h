// Escape: one escape sequence, as strings, templates and names have them.
//
// Never: decides whether it is allowed where it stands (see literal_check.h).
#pragma once

#include "base/text.h"

typedef enum EscapeKind {
  ESCAPE_CHARACTER, // it stands for `code`
  ESCAPE_LINE,      // a backslash before a line end: it stands for nothing
  ESCAPE_OCTAL,     // \1 to \377, and \0 before a digit: `code` in sloppy strings
  ESCAPE_DIGIT,     // \8 and \9: the digit in sloppy strings
  // What is no escape; `end` is where it stops making sense, `code` is 0.
  ESCAPE_BAD_HEX,
  ESCAPE_BAD_UNICODE,
  ESCAPE_TOO_LARGE, // a code point beyond 10FFFF
} EscapeKind;

typedef struct Escape {
  EscapeKind kind;
  uint32_t code; // a code point, or a surrogate
  uint32_t end;  // where it ends in the text
} Escape;

// Reads the escape at the backslash `text.at[start]`.
Escape escape_read(Text text, uint32_t start);

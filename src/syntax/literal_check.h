// LiteralCheck: what is wrong with a literal or a name that the grammar takes and the language does
// not.
//
// Takes: a source, and where in it the literal stands. All read on by themselves, beyond what the
//        grammar made one token, so that they can also say why a text was no token.
// Gives: true where nothing is wrong; otherwise the first fault.
// Never: adds a diagnostic.
#pragma once

#include "diag/diag.h"

typedef struct LiteralFault {
  MessageId message;
  uint32_t start, end; // bytes of the source
  Text about;          // the message's only argument
} LiteralFault;

// The rules that escape sequences keep. In a tagged template everything is allowed.
typedef enum EscapeRules { ESCAPES_SLOPPY, ESCAPES_STRICT, ESCAPES_TEMPLATE } EscapeRules;

// The escape sequence whose backslash is at `start`.
bool literal_check_escape(Text source, uint32_t start, EscapeRules rules, LiteralFault *fault);

// All escape sequences between `start` and `end`: of a string, or of a template's text between two
// substitutions.
bool literal_check_escapes(Text source, uint32_t start, uint32_t end, EscapeRules rules,
                           LiteralFault *fault);

// The number at `start`, and whether something follows that can't. It need be no token, as `0x`.
bool literal_check_number(Text source, uint32_t start, bool is_strict, LiteralFault *fault);

// The identifier, or private name with its `#`, from `start` to `end`. Reserved words are not its
// business.
bool literal_check_name(Text source, uint32_t start, uint32_t end, LiteralFault *fault);

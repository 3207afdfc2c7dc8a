// Scanner: the tokens that JavaScript's grammar leaves to code: semicolons that nobody wrote, the
// text in templates and JSX, the `?` of a conditional, HTML-like comments.
//
// Takes: a source that is followed by at least SYNTAX_PADDING bytes of zero.
// Never: keeps a state.
#pragma once

#include "base/text.h"

// In the order of the grammar's externals.
typedef enum ScannerToken {
  SCANNER_SEMICOLON,
  SCANNER_TEMPLATE_CHARS,
  SCANNER_TERNARY,
  SCANNER_HTML_COMMENT,
  SCANNER_LOGICAL_OR,      // never scanned: it tells that an expression may go on
  SCANNER_ESCAPE_SEQUENCE, // never scanned
  SCANNER_REGEX_PATTERN,   // never scanned
  SCANNER_JSX_TEXT,
  // Beyond the grammar's externals: what its own tokens get wrong.
  SCANNER_JSX_ENTITY, // &amp;
  SCANNER_JSX_DOUBLE, // a part of a JSX attribute's text, by the quotes around it
  SCANNER_JSX_SINGLE,
  SCANNER_JSX_LESS,       // the `<` of a tag between tags
  SCANNER_JSX_LESS_SLASH, // `</`; blanks and comments may stand between the two
  SCANNER_TOKEN_COUNT
} ScannerToken;

// Which tokens a state has use for.
typedef enum ScannerClass {
  SCANNER_NOTHING,
  SCANNER_COMMENT,           // an HTML-like comment
  SCANNER_IN_EXPRESSION,     // `?`
  SCANNER_AFTER_EXPRESSION,  // a semicolon or `?`
  SCANNER_AFTER_DECLARATION, // a semicolon; no operator can follow
  SCANNER_BEFORE_WORD,       // a semicolon, or `of`, `with` or `from`: they go on behind a line end
  SCANNER_AFTER_RETURN,      // and break, continue: a line end always ends the statement
  SCANNER_AFTER_YIELD,
  SCANNER_AFTER_ASYNC,    // in a class, where it may be a field
  SCANNER_BEFORE_OPERAND, // a line end doesn't end what has begun: await, export, static, get
  SCANNER_IN_JSX,
  SCANNER_IN_JSX_DOUBLE,
  SCANNER_IN_JSX_SINGLE,
  SCANNER_IN_TEMPLATE,
  SCANNER_CLASS_COUNT
} ScannerClass;

// The class for a set of tokens, one bit per ScannerToken.
static inline ScannerClass scanner_class(uint32_t valid) {
  if (valid >> SCANNER_TEMPLATE_CHARS & 1) {
    // Everything at once is valid only where errors are recovered from.
    return valid >> SCANNER_SEMICOLON & 1 ? SCANNER_NOTHING : SCANNER_IN_TEMPLATE;
  }
  if (valid >> SCANNER_JSX_TEXT & 1) return SCANNER_IN_JSX;
  if (valid >> SCANNER_SEMICOLON & 1) {
    return valid >> SCANNER_TERNARY & 1 ? SCANNER_AFTER_EXPRESSION : SCANNER_AFTER_DECLARATION;
  }
  if (valid >> SCANNER_TERNARY & 1) return SCANNER_IN_EXPRESSION;
  bool elsewhere = valid >> SCANNER_ESCAPE_SEQUENCE & 1 || valid >> SCANNER_REGEX_PATTERN & 1;
  return valid >> SCANNER_HTML_COMMENT & 1 && !elsewhere ? SCANNER_COMMENT : SCANNER_NOTHING;
}

// What the first byte after blanks says, before anything is scanned.
typedef enum ScannerHint {
  SCANNER_NO,   // no token of the scanner's starts here
  SCANNER_ASK,  // only scanner_scan knows
  SCANNER_ENDS, // a semicolon of no width, where the last token or comment ended
} ScannerHint;

// [class][whether a line ended][byte]
extern const uint8_t scanner_hints[SCANNER_CLASS_COUNT][2][256];

typedef struct Scanned {
  ScannerToken token;
  uint32_t start, end;
} Scanned;

// That no statement ends in the comments before `end`: they need not be looked through again.
typedef struct ScannerMemo {
  ScannerClass class;
  uint32_t end;
} ScannerMemo;

typedef struct ScannerPlace {
  Text source;
  ScannerMemo *memo;
  uint32_t position; // where the last token or comment ended
  bool newline;      // a line ended in the comments before `position`
  bool is_first;     // no token came before
  bool is_module;    // `<!--` and `-->` start no comment
} ScannerPlace;

bool scanner_scan(const ScannerPlace *place, ScannerClass class, Scanned *scanned);

// White space and line ends, as JavaScript has them; what a name goes on with, beyond which it
// ends.
bool scanner_is_blank(int32_t character);
bool scanner_ends_line(int32_t character);
bool scanner_is_name_part(int32_t character);

// Whether a line ends in `text`: LF, CR, U+2028 or U+2029.
bool scanner_has_newline(Text text);

// Where the line that `at` is in ends.
uint32_t scanner_line_end(Text text, uint32_t at);

// Reads one code point of a source, or -1 where it is not UTF-8; `*size` is how many bytes it
// takes.
int32_t scanner_decode(const unsigned char *at, const unsigned char *end, uint32_t *size);

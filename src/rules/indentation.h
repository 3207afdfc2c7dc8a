// Indentation: how far each line must be indented, by what its first token depends on.
//
// Every token has another token that it depends on, and a number of steps that it is indented more
// than that one, unless both stand on one line. Rules say that for ranges of tokens; what is said
// later counts. The idea is that of ESLint's `indent`.
//
// Takes: a file's tokens.
// Gives: the indentation that a token's line should have.
#pragma once

#include "base/array.h"
#include "rules/spacing.h"

typedef struct IndentRange {
  TokenId start, end; // without the end
  TokenId from;       // 0: the margin
  int32_t steps;
  bool is_forced; // the steps count on one line, too
} IndentRange;

// An indentation: blanks of the file, and steps behind them.
typedef struct Indent {
  Text blanks;
  uint32_t more; // spaces or tabs
  bool is_known;
} Indent;

typedef struct IndentToken {
  TokenId from;
  int32_t steps;
  TokenId aligned; // with this one's column; 0: with none
  bool is_forced, is_ignored;
} IndentToken;

typedef struct Indentation {
  SourceCode *code;
  const TokenTable *tokens;
  Arena *arena;
  uint32_t step;        // in spaces or tabs
  TokenId *line_firsts; // by line; 0: no token
  Array(IndentRange) ranges, ignored;
  IndentToken *at; // by token
  Indent *known;
  bool *is_list_paren; // around arguments or parameters
} Indentation;

void indentation_begin(Indentation *indentation, SourceCode *code, uint32_t step);

// Says that tokens depend on `from`; that one itself is left out.
void indent_range(Indentation *indentation, TokenId start, TokenId end, TokenId from,
                  int32_t steps);
void indent_token(Indentation *indentation, TokenId token, TokenId from, int32_t steps);
void indent_range_forced(Indentation *indentation, TokenId start, TokenId end, TokenId from,
                         int32_t steps);

// Leaves the token as it is where it begins a line; puts it below another one.
void indent_ignore(Indentation *indentation, TokenId token);
void indent_align(Indentation *indentation, TokenId token, TokenId with);

// Leaves a node's tokens alone unless they depend on each other; outer nodes come first.
void indent_ignore_range(Indentation *indentation, TokenId start, TokenId end);

bool begins_line(const Indentation *indentation, TokenId token);

// To be called when all is said; parentheses around expressions are seen to.
void indentation_resolve(Indentation *indentation);

// What the token's line should begin with, and what it does begin with.
Indent indent_wanted(Indentation *indentation, TokenId token);
Text indent_found(Indentation *indentation, TokenId token);
bool indent_is(const Indent *indent, Text found, char unit);

// Problems: what is wrong with one state of a document, as an editor is told, and how it can be
// mended.
//
// Owns:  copies of all that it says, until problems_release: the text and its tree need not live.
// Takes: what linting has found.
#pragma once

#include "lint/result.h"
#include "lsp/positions.h"

// One edit of the text.
typedef struct Change {
  Range range;
  Text text;
} Change;

typedef struct Remedy {
  Text title; // of a suggestion
  Change change;
} Remedy;

typedef enum ProblemTag { PROBLEM_NO_TAG, PROBLEM_UNNECESSARY, PROBLEM_DEPRECATED } ProblemTag;

typedef struct Problem {
  Range range;
  uint8_t severity; // the protocol's: 1 is an error, 2 a warning
  ProblemTag tag;
  Text rule; // empty: the linter itself speaks
  Text message;
  const Change *fix; // or NULL
  Array(Remedy) suggestions;
} Problem;

// A token that goes over several lines.
typedef struct LongToken {
  uint32_t first_line, last_line;
  bool is_jsx; // text between tags, where a comment can stand in braces
} LongToken;

typedef struct Problems {
  Arena arena;
  Array(Problem) items; // in source order
  Array(LongToken) tokens;
  Array(Text) failures; // of rules: mistakes of ours
} Problems;

Problems *problems_make(const LintResult *result, PositionEncoding encoding);
void problems_release(Problems *problems);

// Whether the beginning of a line is inside of a token: NULL if it is not.
const LongToken *problems_token_at(const Problems *problems, uint32_t line);

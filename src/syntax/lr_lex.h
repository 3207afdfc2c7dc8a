// LrLex: the next token of a source, as a state of the grammar wants it.
//
// Takes: a source that is followed by at least SYNTAX_PADDING bytes of zero.
// Never: keeps a state: the same state at the same position gives the same token.
#pragma once

#include "base/text.h"
#include "syntax/goal.h"
#include "syntax/lr_tables.h"
#include "syntax/parse.h"
#include "syntax/scanner.h"

// A symbol on the stack.
typedef struct LrEntry {
  uint16_t state; // the state after it
  uint16_t symbol;
  uint32_t start, end;
  uint32_t first_node; // its nodes go from here to those of the next entry
} LrEntry;

// Which words are keywords where a place is, by the innermost function around it.
typedef enum LrAround {
  AROUND_TOP,
  AROUND_PLAIN,
  AROUND_ASYNC,
  AROUND_GENERATOR,
  AROUND_BOTH
} LrAround;

// What the last look around found: it holds for what stands above the entry, as long as that is
// there.
typedef struct LrAroundMemo {
  uint32_t index, start; // of the entry
  uint16_t symbol;
  LrAround around;
} LrAroundMemo;

// Where a parse is.
typedef struct LrPlace {
  const LrTables *tables;
  Text source;
  uint32_t state;
  SyntaxGoal goal;   // between state and position: read as one word, the two would have to wait for
                     // their two stores, 4 % of the time
  uint32_t position; // where the last token or comment ended
  bool newline;      // a line ended between the last visible token and `position`
  const LrEntry *stack, *top;
  const struct StackNode *fork; // the top of a version's own stack above it, or NULL
  ScannerMemo memo;
  LrAroundMemo around;
  unsigned clues; // GoalClue, where the goal is unknown
} LrPlace;

typedef struct LrToken {
  uint32_t start, end;
  uint16_t symbol;
  bool is_keyword;     // the word is a keyword of the grammar, whether it is taken as one or not
  bool newline_before; // a line ends between the position and `start`
} LrToken;

// Lexes the next token. False where there is none.
bool lr_lex(LrPlace *place, LrToken *token);

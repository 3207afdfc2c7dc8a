// LrTables: a grammar as dense tables, for a driver that only looks up.
//
// Owns:  nothing; the tables are constants that grammars/make_tables.c writes from the generated
//        parser of a tree-sitter grammar at build time, so that starting up costs nothing.
// Gives: what to do in a state on a token, how to lex in a state, and what a reduction builds.
#pragma once

#include <stdbool.h>
#include <stdint.h>

// What a cell of `action` says. A shift carries the next state, a reduction its index.
enum {
  LR_ERROR = 0,
  LR_SHIFT = 0x8000,         // | state
  LR_LAST_REDUCE = 0x3FFF,   // 1..this: reduce by `reductions[cell]`
  LR_ACCEPT = 0x4000,        // the file is complete
  LR_SHIFT_EXTRA = 0x4001,   // a comment: the state stays
  LR_FIRST_CONFLICT = 0x4010 // + index into `conflicts`: more than one thing may be done
};

// What a cell of `dfa` says besides the next state.
enum {
  LR_DFA_STATE = 0x0FFF,
  LR_DFA_LOOPS = 0x1000,   // the next state has characters that lead back to it
  LR_DFA_ACCEPTS = 0x2000, // a token is complete in the next state
  LR_DFA_SKIP = 0x4000,    // the character is white space: the token starts after it
  LR_DFA_FINAL = 0x8000,   // the next state leads nowhere: the token ends here
};

enum {
  LR_START_STATE = 1,
  LR_NO_TOKEN = 0xFFFF, // in `accepted`
  LR_WIDE_COLUMNS = 8,  // classes of characters beyond ASCII, class 0 being broken UTF-8
  LR_KEYWORD_SLOTS = 256,
  LR_LONGEST_KEYWORD = 10,
};

// How a reduction is carried out.
typedef enum LrShape {
  LR_RENAMES, // one child, hidden, nothing to mark: only symbol and state change
  LR_JOINS,   // hidden: children become one entry, their nodes stay as they are
  LR_BUILDS,  // a node above the children's
} LrShape;

typedef struct LrReduction {
  uint16_t column; // of `go`
  uint16_t symbol;
  uint16_t kind; // NodeKind; 0 = hidden
  uint16_t first_mark;
  uint8_t mark_count;
  uint8_t child_count;
  uint8_t shape : 4;   // LrShape
  uint8_t is_rare : 4; // not for the fast loop: it has no children, or a rule looks at it first
  int8_t dynamic_precedence;
} LrReduction;

// Something that a reduction does to the nodes of one child.
typedef struct LrMark {
  uint8_t child;
  bool is_alias;  // else a field
  uint16_t value; // NodeKind or NodeField
} LrMark;

// The actions of a conflict, in the grammar's order: reductions first, at most one shift last.
typedef struct LrConflict {
  uint16_t first, count;
} LrConflict;

// What a state is, as far as the rules that go beyond the grammar ask (see lr_words.h).
typedef enum LrFact {
  LR_NAMES = 1 << 0,      // a keyword is a name here: JSX, specifiers, members of decorators
  LR_STATEMENTS = 1 << 1, // a statement can start
  LR_PROPERTIES = 1 << 2, // a property name can start, and no statement
  LR_WORDS = 1 << 3,      // whatever starts as a word is lexed as one
  LR_BLANKS = 1 << 4,     // blanks may be part of a token: they must be lexed one by one
} LrFact;

// The characters that lead a lex state back to itself.
typedef struct LrLoop {
  bool is_name;           // those of a name
  bool is_search;         // all of ASCII but NUL and `stops`; else there is no saying but `dfa`
  unsigned char stops[4]; // some of them may be the same
} LrLoop;

// How to lex in a state.
typedef struct LrLexMode {
  uint16_t dfa[2];       // the lex state to start in: at once, or after ASCII blanks
  uint8_t scanner_class; // ScannerClass: which of the scanner's tokens are valid
  uint8_t reserved_set;
  uint16_t facts; // LrFact
} LrLexMode;

typedef struct LrKeyword {
  uint64_t head; // its first eight bytes, zero-filled
  uint16_t tail; // its ninth and tenth
  uint16_t symbol;
  uint32_t size;
} LrKeyword;

// Code points from `first` on belong to `column` of `dfa_wide`.
typedef struct LrWideRange {
  uint32_t first, column;
} LrWideRange;

typedef struct LrTables {
  uint32_t state_count, symbol_count;
  uint32_t token_count;              // the tokens that we add included
  uint32_t action_stride, go_stride; // columns in a row
  const uint16_t *action;            // [state][token]
  const uint16_t *go;                // [state][symbol - token_count]
  const LrReduction *reductions;     // [1..]
  const LrMark *marks;
  const LrConflict *conflicts;
  const uint16_t *conflict_actions; // cells, as in `action`
  const uint16_t *token_kinds;      // [token]: NodeKind, 0 = hidden
  const LrLexMode *lex_modes;       // [state]
  const uint16_t (*dfa)[256];       // [lex state][byte]; 0 = stop. Only ASCII but NUL is filled in.
  const LrLoop *loops;              // [lex state]
  const uint16_t (*dfa_wide)[LR_WIDE_COLUMNS];
  const uint16_t *dfa_nul;  // [lex state]: on a NUL byte inside the file
  const uint16_t *dfa_end;  // [lex state]: at the end of the file
  const uint16_t *accepted; // [lex state]: the token that is complete there, or LR_NO_TOKEN
  const LrWideRange *wide_ranges;
  uint32_t wide_range_count;
  const uint8_t *reserved; // [set * token_count + token]: whether the word is reserved
  uint32_t keyword_shift;
  uint64_t keyword_multiplier;
  const LrKeyword *keywords;        // [LR_KEYWORD_SLOTS], by lr_keyword_slot
  uint16_t word;                    // the token that a keyword is otherwise: identifier
  uint16_t root;                    // the symbol of the whole file
  const uint16_t *external_symbols; // [ScannerToken]
} LrTables;

static inline uint32_t lr_keyword_slot(uint64_t multiplier, uint32_t shift, uint64_t head,
                                       uint32_t size) {
  return (uint32_t)(((head + size) * multiplier) >> shift);
}

extern const LrTables javascript_tables;

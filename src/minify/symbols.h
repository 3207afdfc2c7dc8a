// Symbols: what the program does with each variable, found in one walk before each round.
//
// Like `uses`, it is right for the Ast as it was then. Transforms take uses away or move them along
// with what is around them, so that what is said here stays on the safe side.
#pragma once

#include "minify/work.h"

enum { SYMBOL_SEVERAL = UINT32_MAX }; // more functions than one

typedef struct SymbolFact {
  // Functions, AST_ROOT outside of all, AST_NONE where there is none: where it is declared, and
  // where all reads and all writes are. Values of fields and static blocks count as functions.
  AstId home, reader, writer;
  uint32_t calls; // reads that do nothing but call it: f(…)
  // Nobody reads it but code that never runs: functions that nobody calls, values of variables
  // that nobody reads.
  bool is_dead;
  bool is_contained;   // what it is does nothing by itself: it goes if it is dead
  bool is_prompt;      // has its value before anything else runs that could read it
  bool is_number;      // whatever it is given is a number; it may be undefined first
  uint16_t value_kind; // NodeKind of `value`
  AstId value;         // what its last declaration gives it, or AST_NONE
} SymbolFact;

// Counts all uses and finds the facts of all symbols, unless nothing has changed since they were.
void symbols_count(Minify *minify);

// The same for what occurs in one statement of the top level of a part, of which nothing is known
// but its kind if it is visible outside. `is_first`: it has not been counted before.
void symbols_count_statement(Minify *minify, AstId statement, bool is_first);

// Whether only the function that declares a variable reads or writes to it, so that no other code
// can tell when it is written to.
bool symbol_is_private(const Minify *minify, SymbolId symbol);

// Whether no code but that of the function that declares it can change a variable.
bool symbol_is_unshared(const Minify *minify, SymbolId symbol);

// Whether `arguments` of a sloppy function is the same as its parameters.
bool symbol_is_argument(const Minify *minify, SymbolId symbol);

// The only read of the variable `name`, where all that is done with it is seen and the read is
// still there; or AST_NONE.
AstId symbol_only_read(const Minify *minify, AstId name);

// Whether a variable can be named wherever `variable` is, which is declared where it can: a `var`
// is also seen outside of the block that it stands in.
bool symbol_is_visible(const Minify *minify, SymbolId symbol, SymbolId variable);

// Whether reading a variable here can't come before it has the value of its declaration, which it
// keeps, as far as one function shows.
bool symbol_is_in_time(const Minify *minify, AstId read);

// Whether the function of a parameter may use `arguments`.
bool symbol_has_arguments(const Minify *minify, SymbolId parameter);

// Whether nobody uses the value of an expression.
bool symbol_is_idle(const Ast *ast, AstId expression);

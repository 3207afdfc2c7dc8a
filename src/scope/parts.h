// Parts: the statements at the top of a file as tree shaking sees them, and of a declaration of
// several variables each of them: what a part declares, what it uses of what the file declares or
// imports, and whether it does anything by itself.
//
// Takes: a file with its scopes; nodes marked NODE_DEAD use nothing.
// Gives: one part per statement or declarator, in source order.
// Never: decides what is kept: that is link.
#pragma once

#include "scope/effects.h"

typedef struct Part {
  NodeId node;         // the statement; or one of the several declarators of it
  bool has_effects;    // it can be noticed even if nothing that it declares is used
  uint32_t first_use;  // into `uses`; up to that of the next part
  uint32_t first_call; // into `calls`, likewise: it can be noticed if one of these can be
} Part;

typedef struct Parts {
  Part *at; // one more than `count`, for the end of the last one's uses
  uint32_t count;
  SymbolId *uses;           // of the file's top level, imports included; each once per part
  EffectsCall *calls;       // of imported functions
  uint8_t *quiet_calls;     // by SymbolId: Quietness of calls of the functions of the top level
  uint32_t *declarers;      // parts that declare a symbol, grouped by it
  uint32_t *first_declarer; // by SymbolId, and one more: into `declarers`
} Parts;

// Reads the parts of a file; they live in `arena`.
void parts_read(Arena *arena, Effects *effects, Parts *parts);

// The `var`, `let` or `const` declaration that a statement at the top is or exports, if it has
// several declarators, so that each is a part; or none.
NodeId parts_declaration(const Tree *tree, NodeId statement);

// The part that a node is in: its index, or the number of parts for a node outside of all.
uint32_t parts_find(const Parts *parts, const Tree *tree, NodeId node);

// The symbol that stands for those that must be there together: functions in blocks and the
// variables that they are hoisted to.
static inline SymbolId parts_root(const ScopeTable *table, SymbolId symbol) {
  while (table->symbols[symbol].hoisted) symbol = table->symbols[symbol].hoisted;
  return symbol;
}

// Join: the tables of texts that stand one behind the other in one program, as one table.
//
// Takes: tables of parts that were analysed apart, of programs without eval, `with` and JSX. All
//        parts but the first may stand in a function of the first.
// Gives: what scope_analyze gives of the whole text, in the same order; of mistakes it says
//        nothing.
// Never: looks at a tree; nodes in tables may be those of any numbering in which 0 and 1, the root,
//        are the same in all parts.
#pragma once

#include "scope/scope.h"

typedef struct ScopePart {
  const ScopeTable *table;
  uint32_t node_shift; // what the whole adds to the part's nodes behind the root
  SymbolId *symbols;   // set by scope_join: by the part's SymbolId, the whole's
} ScopePart;

// The scope of the first part that the others stand in: SCOPE_FILE where they stand behind it.
typedef struct ScopeHome {
  ScopeId scope;
  const bool *is_used; // by the first part's SymbolId: it is free, and used in that scope alone
} ScopeHome;

// The table and what it sets live in `arena`.
void scope_join(Arena *arena, ScopePart *parts, uint32_t count, ScopeHome home, ScopeTable *whole);

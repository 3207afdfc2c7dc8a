// Naming: which of the things that have names can share one, and what they are then called.
//
// An owner is what gets a name: a variable (or several that must have one name together), or a
// private name of a class. Owners that are live in one scope get different names.
//
// Takes: scopes, and the places where owners stand.
// Gives: a slot for each owner, and a name for each slot. Owners of one slot share its name.
// Never: sees the Ast.
#pragma once

#include "base/map.h"
#include "minify/letters.h"

enum {
  NAMING_PROGRAM = 1, // the scope of the whole program
  NAMING_NO_SLOT = UINT32_MAX,
};

typedef struct NameScope {
  uint32_t parent;   // 0: none
  uint32_t last;     // the last scope within it: they are in the order in which they open
  uint32_t function; // the nearest scope that holds `var`s, itself included
} NameScope;

typedef struct NameUse {
  uint32_t owner, scope;
} NameUse;

typedef struct NameOwner {
  Text kept;       // the name that it must keep; `at` NULL: none
  uint32_t count;  // how often it stands somewhere
  uint32_t slot;   // or NAMING_NO_SLOT
  uint32_t top;    // the outermost scope where it is live; 0 if it stands nowhere
  bool is_hoisted; // visible in the whole function around all places
  bool is_global;  // and in the whole program
} NameOwner;

typedef struct Naming {
  Arena *scratch;
  Array(NameScope) scopes; // [0] is none
  Array(NameUse) uses;
  Array(NameOwner) owners; // [0] is none

  // Where owners are live, as lists of scopes by rank (order[rank] is an owner; the most frequent
  // are first), and as lists of owners by scope. NULL: everywhere from `top` on, as there would be
  // too many entries.
  uint32_t *order;
  uint32_t *scopes_of, *first_scope; // by rank
  uint32_t *owners_in, *first_owner; // by scope
  uint32_t slot_count;
} Naming;

// Opens a scope within `parent`; the caller sets `last` when it ends.
uint32_t naming_open(Naming *naming, uint32_t parent, bool is_function);

static inline void naming_use(Naming *naming, uint32_t owner, uint32_t scope) {
  naming->owners.at[owner].count++;
  array_push(naming->scratch, &naming->uses, (NameUse){owner, scope});
}

// The first step: where owners are live.
void naming_live(Naming *naming);

// The second: which share a slot.
void naming_slots(Naming *naming);

// The third: names by slot, in `arena`.
Text *naming_names(Naming *naming, Arena *arena, const Letters *letters);

// Atoms: the names of one file, each interned once.
//
// Owns:  nothing; the table lives in the arenas that it is given.
// Gives: small numbers in the order of first occurrence, so that an array holds what belongs to
//        each name.
#pragma once

#include "base/array.h"
#include "scope/scope.h"

typedef struct AtomSlot {
  uint64_t head, tail; // the first eight bytes, 0-padded; the last eight of a longer name, or 0
  uint32_t size;       // 0 = free
  AtomId atom;
} AtomSlot;

typedef struct Atoms {
  Arena *arena;           // of names that had to be decoded
  Arena *scratch;         // of the table itself
  const char *source_end; // bytes before it may be read
  AtomSlot *slots;
  uint32_t slot_count;
  Array(Text) names; // by AtomId; atom 0 has none
} Atoms;

// An empty table for names in `source`.
Atoms atoms_new(Arena *arena, Arena *scratch, Text source);

// The atom of an identifier as `source` spells it: two spellings of one name are one atom.
AtomId atoms_intern(Atoms *atoms, Text spelling);

// The atom of a name that lives elsewhere, such as in a literal.
AtomId atoms_add_known(Atoms *atoms, Text name);

// All names as a map; entry i is atom i + 1, and its value is i.
Map atoms_map(Arena *arena, const Atoms *atoms);

// Face: what linking sees of a module by itself, compared between two versions of its file.
//
// Takes: two versions, loaded; only their texts, trees and tables are looked at.
// Gives: which symbol, part and node of one is which of the other.
// Never: looks at other modules, or at what is inside of statements and has no part in linking.
#pragma once

#include "link/plan.h"

// A node of the file as it was, and the same one as it is.
typedef struct FaceNode {
  NodeId before, now;
} FaceNode;

typedef struct Face {
  Arena *arena;
  const Module *before, *now;
  SymbolId *symbols; // of the top level, by what they were; 0 for others
  uint32_t *parts;   // by what they are: 1 + what they were; 0 for plain ones
  bool has_plain[2]; // before, now: there are plain parts
} Face;

// Compares two versions. A plain part, which runs and neither declares, uses nor imports anything,
// may have come or gone.
bool face_match(Face *face);

// Annotations: the calls and functions that comments in front of them say are free of side effects.
//
// Takes: a tree. /* @__PURE__ */ belongs to the whole chain of calls and members that begins behind
//        it; /* @__NO_SIDE_EFFECTS__ */ to a function, also in front of the declaration whose first
//        value it is, or of `export`.
#pragma once

#include "base/array.h"
#include "syntax/tree.h"

typedef Array(NodeId) AnnotatedNodes; // ascending; some may be there twice

typedef struct Annotations {
  AnnotatedNodes calls;     // that nobody notices; `new`, too
  AnnotatedNodes functions; // whose calls nobody notices
} Annotations;

// Lists live in `arena`.
Annotations annotations_find(Arena *arena, const Tree *tree);

// Whether a comment says `word` as an annotation: behind `@` or `#`.
bool annotations_say(Text comment, Text word);

bool annotations_have(const AnnotatedNodes *nodes, NodeId id);

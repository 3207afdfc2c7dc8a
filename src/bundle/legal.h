// Legal: comments that licences ask to keep, gathered where they don't take space from the code.
#pragma once

#include "bundle/piece.h"

typedef struct LegalGroup {
  Text path; // of a file of a package, as "react/index.js"; empty for the project's own
  Text comment;
} LegalGroup;

typedef struct LegalComments {
  Arena *arena;
  Map seen; // comment → whether
  Array(LegalGroup) groups;
} LegalComments;

LegalComments legal_make(Arena *arena);

// Adds the comments of a piece; one that another module has already is left out.
void legal_collect(LegalComments *legal, const Piece *piece);

// Appends all: as one comment, or as plain text for a file of its own.
void legal_add(Buffer *out, const LegalComments *legal, bool is_file);

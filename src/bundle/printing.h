// Printing: all modules of an output, or of all chunks, as pieces.
//
// Owns:  the pieces' texts, until release_pieces.
#pragma once

#include "bundle/build.h"
#include "link/split.h"

typedef struct PrintingPlan {
  const Plan *plan;
  const Split *split; // NULL: all is one output
  bool is_last;       // no other output needs the modules' trees
} PrintingPlan;

typedef struct PrintBatch PrintBatch;

typedef struct Printing {
  const Plan *plan;
  const Split *split;
  const PieceOptions *options;
  const Module **modules;
  Piece *pieces; // by place in the plan
  PrintBatch *batches;
  uint32_t batch_count;
  bool is_last;
} Printing;

// Prints all modules that are included; lists live in `arena`.
Printing pieces_print(CbBuild *build, Arena *arena, const PrintingPlan *what);

// Prints some of the modules again, each into its own one of `arenas`, which are by place.
void pieces_print_again(CbBuild *build, Printing *printing, const Module *const *modules,
                        uint32_t count, Arena *arenas);

void release_pieces(Printing *printing);

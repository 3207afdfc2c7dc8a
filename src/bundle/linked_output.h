// LinkedOutput: an output, or all chunks of a build together, linked, printed and assembled.
//
// Owns:  the plan, the pieces, and the texts, until it is released: with its build, or when a later
//        one can't go on with it (kept_plans.h).
// Gives: each step only where it has not been made yet, or where a module was read again.
#pragma once

#include "bundle/printing.h"

// The text of an output, with placeholders for the hashes of others.
typedef struct OutputText {
  Arena arena;
  bool is_made;
  Assembled assembled;
} OutputText;

typedef struct LinkedOutput {
  Arena arena;
  const Module *module;       // that it begins with; NULL: chunks of all entries
  uint32_t entry;             // its index, or NO_INDEX: a worker's script
  uint8_t form;               // of a worker's script; 0 for entries
  bool is_kept;               // for builds to come
  LinkOptions options;        // to be set before each step
  LinkOptions *chunk_options; // likewise, by chunk
  Plan *plan;                 // NULL: not linked yet
  Split *split;               // of chunks; its whole is the plan
  Diagnostics said;           // while linking
  Printing printing;
  bool is_printed;
  Array(const Module *) stale; // read again: their pieces are to be printed again
  Arena *piece_arenas;         // of those that were, by place in the plan
  OutputText *texts;           // one, or by chunk
  uint32_t text_count;
} LinkedOutput;

// Links it. What is said comes to the build's diagnostics, each time.
void linked_output_link(CbBuild *build, LinkedOutput *output);

// Prints what is to be printed. `is_last`: as in PrintingPlan.
void linked_output_print(CbBuild *build, LinkedOutput *output, bool is_last);

// All is to be printed again.
void linked_output_reset(LinkedOutput *output);

// A module of it was read again.
void linked_output_add_stale(LinkedOutput *output, const Module *module);

// The plan that a module is printed by: of its chunk, if it is in one.
Plan *linked_output_plan_of(const LinkedOutput *output, const Module *module);

// Whether something was said about the module when the output was linked.
bool linked_output_complains(const LinkedOutput *output, const Module *module);

void linked_output_release(LinkedOutput *output);

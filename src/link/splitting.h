// Splitting: the passes of link_split, each in the file of its name; only link_split.c calls them.
#pragma once

#include "base/components.h"
#include "link/passes.h"
#include "link/split.h"

// Which modules a module brings with it, and which bring each other.
typedef struct Splitting {
  Split *split;
  Plan *plan; // the whole
  Arena scratch;
  Edges edges;       // between modules, by id: what each brings
  Components cycles; // of modules that bring each other
  uint32_t *groups;  // by module id: what must be one chunk, or 0
  uint32_t group_count;
  bool *is_grouped; // by module id: it is in a group, or brought by one
} Splitting;

// entry_points.c: lists the entries and what import() leads to.
void list_entry_points(Splitting *splitting);

// brings.c: finds what each module brings with it.
void list_edges(Splitting *splitting);

// chunks.c: finds what each entry point runs.
void find_sets(Splitting *splitting);

// chunks.c: the only member of a set of entry points, or NO_INDEX.
uint32_t only_member(const Split *split, const uint64_t *set);

// chunks.c: gives each module a chunk, groups as they are; may be called again.
void assign_chunks(Splitting *splitting);

// manual_chunks.c: groups the modules that a flag puts together.
void group_manual_chunks(Splitting *splitting);

// small_chunks.c: groups the modules of small chunks that are always loaded together.
void group_small_chunks(Splitting *splitting);

// inert.c: finds the modules that may run at any time.
void find_inert(Splitting *splitting);

// inert.c: whether what runs of a module can't be noticed, and looks at nothing that others change.
bool runs_unseen(const Module *module, const bool *live_parts);

// turn_chunks.c: groups modules of a chunk that must not hold each other up. True if there are any.
bool group_turns(Splitting *splitting);

// beginnings.c: groups what entry points run before all that is shared. True if there is any.
bool group_beginnings(Splitting *splitting);

// chunk_order.c: finds the modules that must not run when their chunk does, and what each chunk of
// an entry point must import for its code alone.
void keep_order(Splitting *splitting);

// order.c: lists definitions and, without those of closures, the steps of each chunk.
void order_chunks(Split *split);

// order.c: the steps of closures.
void order_closures(Split *split);

// cross_chunk.c: finds what chunks use of each other.
void link_chunks(Splitting *splitting);

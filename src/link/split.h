// Split: a build whose outputs share code: the chunks, and how they lead to each other.
//
// Owns:  nothing; all tables live in the arena of the plan that the chunks' plans are parts of.
// Gives: for each chunk a plan of its own, for bundle to print as it prints any other.
#pragma once

#include "link/plan.h"

enum { NO_INDEX = UINT32_MAX };

typedef enum ChunkKind {
  CHUNK_ENTRY,  // of an entry, or a worker's script: it exports what that exports
  CHUNK_LOADED, // of a module that import() leads to
  CHUNK_SHARED, // what several of them need
} ChunkKind;

// Another chunk that a chunk imports.
typedef struct ChunkImport {
  uint32_t chunk;
  SlotId variable;     // cjs: what require() of it returned
  Array(SlotId) slots; // what is used of it, ascending
} ChunkImport;

typedef struct Chunk {
  ChunkKind kind;
  uint32_t entry_point;        // index; SHARED: NO_INDEX
  Text name;                   // of a manual chunk, or empty
  Plan plan;                   // shares all tables by module and all slots with the others
  Array(const Module *) roots; // SHARED: modules that run with it, in the order they are met
  Array(uint32_t) runs;        // chunks whose code must have run before, in order
  Array(ChunkImport) imports;  // in the order of the statements
  Array(uint32_t) loads;       // chunks that import() in it leads to, ascending
  Array(SlotId) exports;       // what other chunks use of it, ascending
  bool keeps_failure;          // cjs: it may be asked for again after it has failed
  Text path;                   // set by bundle: absolute, its hash not known yet
} Chunk;

// What import() gives of the chunk that it loads.
typedef enum LoadForm {
  LOAD_CHUNK,  // the chunk's own namespace
  LOAD_OBJECT, // the module's namespace object, which the chunk exports
} LoadForm;

// Where running begins: an entry, a worker's script, or a module that import() leads to.
typedef struct EntryPoint {
  const Module *module;
  uint32_t entry; // index of the entry, or NO_INDEX
  bool is_worker; // the script of one, and no entry
  bool is_loaded; // by import()
  LoadForm form;
} EntryPoint;

struct Split {
  Plan *whole;
  Array(EntryPoint) entry_points; // entry point `i` has chunk `i`
  Array(Chunk) chunks;
  uint32_t words;  // of a set of entry points
  uint64_t *sets;  // by module id: the entry points that run the module
  uint64_t *loads; // by module id: those that load it, perhaps only for others of its chunk
};

// Whether an entry point runs by itself, rather than by import() alone.
static inline bool split_is_start(const EntryPoint *point) {
  return point->entry != NO_INDEX || point->is_worker;
}

// Whether nothing is made of a module as an entry: the file is copied.
static inline bool split_is_copied(const Module *entry) {
  return entry->loader == LOADER_COPY || entry->loader == LOADER_STYLE;
}

static inline const uint64_t *split_set(const Split *split, const Module *module) {
  return &split->sets[(size_t)module->id * split->words];
}

// Whether entry point `index` runs `module`.
static inline bool split_runs(const Split *split, uint32_t index, const Module *module) {
  return split_set(split, module)[index / 64] >> index % 64 & 1;
}

// The first entry point that runs `module`.
static inline uint32_t split_first(const Split *split, const Module *module) {
  const uint64_t *set = split_set(split, module);
  for (uint32_t w = 0; w < split->words; w++) {
    if (set[w]) return w * 64 + (uint32_t)__builtin_ctzll(set[w]);
  }
  return 0;
}

static inline const Chunk *split_chunk_of(const Split *split, const Module *module) {
  return &split->chunks.at[plan_of(split->whole, module)->chunk];
}

// The name that a chunk exports slot `slot` by.
static inline Text split_alias(const Split *split, SlotId slot) {
  const Slot *at = &split->whole->slots->at[slot];
  return at->alias.size ? at->alias : at->name;
}

// The slot of the object that import() of `module` gives, LOAD_OBJECT, to an importer of a mode.
SlotId split_object_slot(const Plan *plan, const Module *module, bool is_node_mode);

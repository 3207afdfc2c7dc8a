// ChunkText: how a chunk writes what leads to other chunks.
//
// Takes: the plan of a chunk, named; the chunks' paths, whose hashes may be placeholders.
#pragma once

#include "link/split.h"

// Whether the output exports what its entry exports, as all do that are no chunks.
bool chunk_exports_entry(const Plan *plan);

// The statements that import other chunks. Helpers that they call are added.
Text chunk_imports(Arena *arena, const Plan *plan, uint32_t *helpers);

// esm: the statement that exports what other chunks use.
Text chunk_export_list(Arena *arena, const Plan *plan);

// cjs: the same, each name a getter. Helpers that it calls are added.
Text chunk_getters(Arena *arena, const Plan *plan, uint32_t *helpers);

// cjs: what calls that load a chunk need.
typedef struct ChunkCalls {
  Text require;      // what it is called there
  uint32_t *helpers; // those that are called are added
} ChunkCalls;

// import() of a module that has a chunk.
typedef struct ChunkLoad {
  const Module *target;
  bool is_node_mode;
  ChunkCalls calls;
} ChunkLoad;

// The expression that stands for it.
Text chunk_load(Arena *arena, const Plan *plan, const ChunkLoad *load);

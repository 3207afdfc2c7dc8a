// ChunkText: how a chunk writes what leads to other chunks.
//
// Takes: the plan of a chunk, named; the chunks' paths, whose hashes may be placeholders.
#pragma once

#include "link/split.h"

// Whether the output exports what its entry exports, as all do that are no chunks.
bool chunk_exports_entry(const Plan *plan);

// The statements that import other chunks.
Text chunk_imports(Arena *arena, const Plan *plan);

// esm: the statement that exports what other chunks use.
Text chunk_export_list(Arena *arena, const Plan *plan);

// cjs: the same, each name a getter. Helpers that it calls are added.
Text chunk_getters(Arena *arena, const Plan *plan, uint32_t *helpers);

// import() of a module that has a chunk.
typedef struct ChunkLoad {
  const Module *target;
  bool is_node_mode;
  Text require, import; // cjs: what the functions are called there, the latter a helper
} ChunkLoad;

// The expression that stands for it.
Text chunk_load(Arena *arena, const Plan *plan, const ChunkLoad *load);

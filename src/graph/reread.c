// What a module is called, and what was said of it where it was found, stays; the rest is read.
#include "graph/reread.h"

#include "graph/tsconfig.h"

typedef struct Search {
  const Graph *graph;
  bool *is_stale; // by module id
} Search;

static void look(void *context, uint32_t index) {
  const Search *search = context;
  search->is_stale[index] = !module_is_current(search->graph->modules.at[index]);
}

StaleModules graph_find_stale(Arena *arena, const Graph *graph, Workers *workers) {
  StaleModules stale = {0};
  uint32_t count = graph->modules.count;
  Search search = {graph, arena_new(arena, bool, count)};
  workers_each(workers, count, look, &search);
  for (uint32_t i = 0; i < count; i++) {
    if (search.is_stale[i]) array_push(arena, &stale, graph->modules.at[i]);
  }
  return stale;
}

// Texts of the earlier version may go before the module does.
static void take_over(Module *module, const Module *before) {
  Arena *arena = &module->arena;
  module->id = before->id;
  module->key = text_copy(arena, before->key);
  module->path = text_copy(arena, before->path);
  module->suffix = text_copy(arena, before->suffix);
  module->loader = before->loader;
  module->attribute = text_copy(arena, before->attribute);
  module->file.path = text_copy(arena, before->file.path);
  bool is_plain = text_is(before->label, before->file.path);
  module->label = is_plain ? module->file.path : text_copy(arena, before->label);
  module->shown_start = before->shown_start;
  module->shown_end = before->shown_end;
  module->tells_type = before->tells_type;
  module->type = before->type;
  module->is_disabled = before->is_disabled;
  module->no_side_effects = before->no_side_effects;
  if (before->jsx) module->jsx = tsconfig_copy_jsx(arena, before->jsx);
  module->imports_arena = before->imports_arena;
  module->import_diagnostics = before->import_diagnostics;
  module->targets = before->targets;
}

typedef struct Rereading {
  const Reread *rereads;
  const LoadOptions *options;
} Rereading;

static void read_again(void *context, uint32_t index) {
  const Rereading *rereading = context;
  const Reread *reread = &rereading->rereads[index];
  take_over(reread->module, &reread->before);
  module_load(reread->module, rereading->options);
}

void graph_read_again(Graph *graph, const StaleModules *stale, const LoadOptions *options,
                      Workers *workers) {
  uint32_t first = graph->rereads.count;
  for (uint32_t i = 0; i < stale->count; i++) {
    Reread reread;
    module_empty(stale->at[i], &reread);
    array_push(&graph->arena, &graph->rereads, reread);
  }
  Rereading rereading = {graph->rereads.at + first, options};
  workers_each(workers, stale->count, read_again, &rereading);
  graph->loaded_count = stale->count;
}

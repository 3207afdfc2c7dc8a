// A module depends on its file, on files that its source map names, on what package.json and
// tsconfig.json say of it, and on what is injected. The files are looked at by their stamps, and
// read where a stamp leaves doubt; what was said comes with the resolution; where something else is
// injected than before, graph.c keeps nothing. Where imports lead is never kept: resolution
// looks at a folder once for all modules and is quick, while what it depends on is hard to tell.
#include "graph/kept.h"

#include "graph/tsconfig.h"

void kept_add(Kept *kept, Module *module) {
  map_set(&kept->arena, &kept->by_key, module->key, kept->modules.count);
  array_push(&kept->arena, &kept->modules, module);
}

// ---- Files

FileStamp module_stamp_of(Text path) {
  uint64_t now_ns = stamp_time_now_ns();
  FileStamp stamp = stamp_of(path.at);
  if (stamp.changed_ns + STAMP_LAG_NS >= now_ns) stamp.changed_ns = 0; // as no file's is
  return stamp;
}

void module_note_other(Module *module, Text path) {
  path = text_copy(&module->arena, path);
  array_push(&module->arena, &module->others, ((OtherFile){path, module_stamp_of(path)}));
}

static bool others_are_as_read(const Module *module) {
  for (uint32_t i = 0; i < module->others.count; i++) {
    const OtherFile *other = &module->others.at[i];
    FileStamp now = stamp_of(other->path.at);
    if (!stamp_is_same(&now, &other->stamp)) return false;
  }
  return true;
}

static bool reads_file(const Module *module) {
  return module->loader != LOADER_EMPTY && !module->is_given && path_is_absolute(module->path);
}

// What is broken is read again: its diagnostics have taken the place of one of its importers.
bool module_is_current(Module *module) {
  if (!module->is_loaded || module->is_broken) return false;
  if (!reads_file(module)) return true;
  FileStamp now = module_stamp_of(module->path);
  bool is_same = now.changed_ns && stamp_is_same(&now, &module->stamp);
  if (!is_same && !module_is_as_read(module)) return false;
  module->stamp = now;
  return others_are_as_read(module);
}

static void check(void *context, uint32_t index) {
  Kept *kept = context;
  kept->is_current[index] = module_is_current(kept->modules.at[index]);
}

void kept_check(Kept *kept, Workers *workers) {
  kept->is_current = arena_new(&kept->arena, bool, kept->modules.count);
  workers_each(workers, kept->modules.count, check, kept);
}

// ---- Taking

static bool says_the_same(const TsConfigJsx *a, const TsConfigJsx *b) {
  if (!a || !b) return a == b;
  return a->mode == b->mode && text_is(a->factory, b->factory) &&
         text_is(a->fragment_factory, b->fragment_factory) &&
         text_is(a->import_source, b->import_source);
}

static bool is_like(const Module *module, const Resolution *resolution) {
  bool has_jsx = module->loader == LOADER_JSX;
  return module->type == resolution->type &&
         module->is_disabled == (resolution->status == RESOLVE_DISABLED) &&
         (!has_jsx || says_the_same(module->jsx, resolution->jsx));
}

static Module *take(Kept *kept, uint32_t index) {
  Module *module = kept->modules.at[index];
  kept->modules.at[index] = NULL;
  module->id = 0;
  module->label = module->file.path;
  arena_release(&module->imports_arena);
  module->targets = NULL;
  module->import_diagnostics = (Diagnostics){0};
  return module;
}

Module *kept_take(Kept *kept, Text key, const Resolution *resolution) {
  const uint32_t *index = map_find(&kept->by_key, key);
  if (!index || !kept->is_current[*index]) return NULL;
  Module *module = kept->modules.at[*index];
  if (!module || module->is_injected != kept->gives_injected) return NULL;
  if (!is_like(module, resolution)) return NULL;
  return take(kept, *index);
}

Module *kept_take_table(Kept *kept, Text key, Text text) {
  const uint32_t *index = map_find(&kept->by_key, key);
  Module *module = index ? kept->modules.at[*index] : NULL;
  if (!module || !kept->is_current[*index] || !text_is(module->file.text, text)) return NULL;
  module->asked_from = NOWHERE;
  return take(kept, *index);
}

// ---- Reading again

void module_empty(Module *module, Reread *reread) {
  *reread = (Reread){module, *module};
  // The first version's arena holds the module, whatever stands in it.
  bool is_first = module->cell.newest == NULL;
  *module = (Module){.cell = is_first ? module->arena : module->cell, .serial = module->serial};
  reread->before.cell = (Arena){0};
  if (is_first) reread->before.arena = (Arena){0};
}

// What was injected, others know by heart.
bool kept_empty(Kept *kept, Text key, Reread *reread) {
  const uint32_t *index = map_find(&kept->by_key, key);
  Module *module = index ? kept->modules.at[*index] : NULL;
  if (!module || module->is_injected || kept->gives_injected) return false;
  kept->modules.at[*index] = NULL;
  arena_release(&module->imports_arena);
  module_empty(module, reread);
  return true;
}

void reread_release(Reread *reread) {
  arena_release(&reread->before.syntax_arena);
  arena_release(&reread->before.arena);
}

// ---- Ends

void module_release(Module *module) {
  arena_release(&module->syntax_arena);
  arena_release(&module->imports_arena);
  Arena arena = module->arena, cell = module->cell; // the module itself lives in one of them
  arena_release(&arena);
  arena_release(&cell);
}

void kept_release(Kept *kept) {
  for (uint32_t i = 0; i < kept->modules.count; i++) {
    if (kept->modules.at[i]) module_release(kept->modules.at[i]);
  }
  arena_release(&kept->arena);
  *kept = (Kept){.serials = kept->serials};
}

// Two ways lead on after a change. Where a module's text is new, and imports what it imported
// before, it is read and printed again, and nothing else is looked at. All else (files that come
// or go, other imports, package.json) makes the graph anew from the modules that are still right.
#include "bundle/hot.h"

#include "base/path.h"
#include "bundle/hot_imports.h"
#include "graph/reread.h"
#include "host/files.h"

#include <stdlib.h>

static void make_anew(Hot *hot);
static void print_modules(Hot *hot, HotModule **stale, uint32_t count);

Hot *hot_make(const HotOptions *options) {
  Arena arena = {0};
  Hot *hot = arena_new(&arena, Hot, 1);
  CbBuildOptions build = *options->build;
  build.format = CB_FORMAT_ESM;
  build.watch = build.incremental = true;
  build.source_map = CB_SOURCE_MAP_EXTERNAL;
  build.outfile = build.outdir = NULL;
  build.splitting = build.minify = false;
  build.minify_whitespace = build.minify_identifiers = build.minify_syntax = false;
  build.no_sources_content = false;
  hot->root = text_copy(&arena, options->root);
  hot->base = text_copy(&arena, options->base);
  hot->refreshes = options->refreshes;
  hot->arena = arena;
  hot->build = build_open(&build);
  hot->build->settings.reads_all = true;
  make_anew(hot);
  return hot;
}

void hot_release(Hot *hot) {
  for (uint32_t i = 0; i < hot->modules.count; i++) {
    if (hot->modules.at[i]) hot_module_release(hot->modules.at[i]);
  }
  cb_build_release(hot->build);
  arena_release(&hot->update_arena);
  arena_release(&hot->program_arena);
  arena_release(&hot->graph_arena);
  Arena arena = hot->arena;
  arena_release(&arena);
}

HotState hot_state(const Hot *hot) {
  return hot->state;
}

uint32_t hot_module_count(const Hot *hot) {
  return hot->build->graph.modules.count;
}

CbBuild *hot_build(Hot *hot) {
  return hot->build;
}

// ---- Names

// The part of a module's id that tells it from others of the same file.
static Text mark_of(Arena *arena, const Module *module) {
  Text mark = module->suffix.size ? module->suffix : TEXT("");
  if (module->attribute.size) mark = text_concat(arena, mark, TEXT("#"), module->attribute);
  if (module->is_disabled) mark = text_concat(arena, mark, TEXT("#disabled"));
  return mark;
}

static Text id_of(Hot *hot, const Module *module) {
  Arena *arena = &hot->arena;
  Text place = path_is_absolute(module->path)
                   ? link_site_url(arena, hot->root, TEXT(""), module->path)
                   : text_concat(arena, TEXT("/@made/"), module->path);
  Text id = text_concat(arena, place, mark_of(arena, module));
  if (map_has(&hot->ids, id)) id = text_concat(arena, id, TEXT("#"), module->key);
  return id;
}

static HotModule *add_module(Hot *hot, const Module *module) {
  HotModule *made = arena_new(&hot->arena, HotModule, 1);
  *made = (HotModule){.key = text_copy(&hot->arena, module->key),
                      .path = text_copy(&hot->arena, module->path),
                      .id = id_of(hot, module)};
  map_set(&hot->arena, &hot->ids, made->id, hot->modules.count);
  map_set(&hot->arena, &hot->by_key, made->key, hot->modules.count);
  array_push(&hot->arena, &hot->modules, made);
  return made;
}

static HotModule *module_of(Hot *hot, const Module *module) {
  const uint32_t *index = map_find(&hot->by_key, module->key);
  HotModule *known = index ? hot->modules.at[*index] : NULL;
  return known ? known : add_module(hot, module);
}

// ---- The whole graph

typedef Array(HotModule *) HotModules;

// Everything that the entry leads to is given its definition's place; others are outside.
static void reach(Hot *hot, Module *entry) {
  Graph *graph = &hot->build->graph;
  Array(const Module *) open = {0};
  hot->by_id = arena_new(&hot->graph_arena, HotModule *, graph->modules.count);
  array_push(&hot->graph_arena, &open, entry);
  while (open.count) {
    const Module *module = array_pop(&open);
    if (hot->by_id[module->id]) continue;
    HotModule *made = module_of(hot, module);
    made->round = hot->round;
    hot->by_id[module->id] = made;
    hot->awaits |= (module->record.syntax & MODULE_HAS_AWAIT) != 0;
    for (uint32_t i = module->record.imports.count; i-- > 0;) {
      const Module *target = module->targets[i].module;
      if (target && !hot->by_id[target->id]) array_push(&hot->graph_arena, &open, target);
    }
  }
}

// Modules that were read again in their places are called what they were called before.
static void note_rereads(Hot *hot) {
  const Rereads *rereads = &hot->build->graph.rereads;
  for (uint32_t i = 0; i < rereads->count; i++) {
    const uint32_t *index = map_find(&hot->by_key, rereads->at[i].module->key);
    if (index) hot->modules.at[*index]->is_stale = true;
  }
}

static void print_stale(Hot *hot) {
  Graph *graph = &hot->build->graph;
  HotModules stale = {0};
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    HotModule *made = hot->by_id[i];
    const Module *module = graph->modules.at[i];
    if (!made) continue;
    uint64_t targets = hot_imports_targets_hash(hot, module);
    bool is_same = made->is_printed && made->serial == module->serial &&
                   made->targets_hash == targets && !made->is_stale &&
                   module->loader != LOADER_STYLE && !module_is_glob(module);
    made->serial = module->serial;
    made->targets_hash = targets;
    made->imports_hash = hot_imports_hash(module);
    made->names_hash = hot_imports_names_hash(module);
    if (!is_same) array_push(&hot->graph_arena, &stale, made);
  }
  print_modules(hot, stale.at, stale.count);
}

static void forget_module(Hot *hot, uint32_t index) {
  HotModule *module = hot->modules.at[index];
  array_push(&hot->update_arena, &hot->update.gone, text_copy(&hot->update_arena, module->id));
  hot_module_release(module);
  // Its place in the tables stays: what comes again with this key is given the same id.
  *module = (HotModule){.key = module->key, .path = module->path, .id = module->id};
}

static void forget_unreached(Hot *hot) {
  for (uint32_t i = 0; i < hot->modules.count; i++) {
    const HotModule *module = hot->modules.at[i];
    if (module->is_printed && module->round != hot->round) forget_module(hot, i);
  }
}

static void index_modules(Hot *hot) {
  Graph *graph = &hot->build->graph;
  hot->by_path = (Map){0};
  hot->next_of_path = arena_new(&hot->graph_arena, uint32_t, graph->modules.count);
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    bool is_new;
    Text path = text_copy(&hot->graph_arena, graph->modules.at[i]->path); // it outlives versions
    uint32_t *first = map_add(&hot->graph_arena, &hot->by_path, path, &is_new);
    hot->next_of_path[i] = is_new ? 0 : *first;
    *first = i + 1;
  }
}

// Whether all names that are imported are exported. What is said of them is said again each time
// that any of them has changed.
static bool check_names(Hot *hot) {
  CbBuild *build = hot->build;
  link_check(&build->graph, build->graph.entries.at[0], &build->settings.link, &build->diagnostics);
  hot->is_open = build->diagnostics.error_count > 0;
  hot->owes_check = false;
  return !hot->is_open;
}

static void take_graph(Hot *hot) {
  Module *entry = hot->build->graph.entries.at[0];
  hot->awaits = false;
  hot->round++;
  reach(hot, entry);
  hot->entry = hot->by_id[entry->id]->id;
  if (!check_names(hot)) return;
  print_stale(hot);
  forget_unreached(hot);
  hot->state = HOT_GOOD;
}

static void make_anew(Hot *hot) {
  CbBuild *build = hot->build;
  build_unmake(build, true);
  arena_release(&hot->graph_arena);
  hot->by_path = (Map){0};
  hot->by_id = NULL;
  hot->is_open = true;
  build_begin(build);
  hot->state = HOT_BROKEN;
  if (build->diagnostics.error_count > 0) return;
  build_make_graph(build);
  if (!build->is_graph_made) return;
  watched_note(build);
  index_modules(hot);
  note_rereads(hot);
  if (build->diagnostics.error_count == 0) {
    hot->is_open = false;
    take_graph(hot);
  }
  graph_release_rereads(&build->graph);
}

// ---- Some modules

typedef struct Printing {
  HotPrinting what;
  HotModule **stale;
  const Module **modules; // by HotModule's place in `stale`
  bool *is_new;
} Printing;

static void print_one(void *context, uint32_t index) {
  Printing *printing = context;
  printing->is_new[index] =
      hot_module_print(&printing->what, printing->modules[index], printing->stale[index]);
}

static void print_modules(Hot *hot, HotModule **stale, uint32_t count) {
  Arena scratch = {0};
  Graph *graph = &hot->build->graph;
  Printing printing = {.what = {.build = hot->build,
                                .root = hot->root,
                                .base = hot->base,
                                .modules = hot->by_id,
                                .refreshes = hot->refreshes},
                       .stale = stale,
                       .modules = arena_new(&scratch, const Module *, count),
                       .is_new = arena_new(&scratch, bool, count)};
  uint32_t found = 0;
  for (uint32_t i = 0; i < graph->modules.count && found < count; i++) {
    if (hot->by_id[i] == stale[found]) printing.modules[found++] = graph->modules.at[i];
  }
  workers_each(hot->build->workers, count, print_one, &printing);
  for (uint32_t i = 0; i < count; i++) {
    stale[i]->is_stale = false;
    if (printing.is_new[i]) array_push(&hot->update_arena, &hot->update.changed, stale[i]->id);
  }
  arena_release(&scratch);
}

static int compare_ids(const void *a, const void *b) {
  const Module *first = *(Module *const *)a, *second = *(Module *const *)b;
  return first->id < second->id ? -1 : first->id > second->id;
}

typedef struct Touched {
  Arena arena;
  StaleModules read;  // to be read again
  HotModules printed; // to be printed again
  bool is_everything; // the graph is to be made anew
  bool is_concerned;
  bool has_new_imports, has_new_names;
} Touched;

static bool is_listed(const StaleModules *list, const Module *module) {
  for (uint32_t i = 0; i < list->count; i++) {
    if (list->at[i] == module) return true;
  }
  return false;
}

// A file that changed: which modules are made of it.
static void touch(Hot *hot, Text path, Touched *touched) {
  const uint32_t *first = map_find(&hot->by_path, path);
  if (!first) {
    bool is_waited_for = watched_has(hot->build, path);
    touched->is_everything |= is_waited_for;
    touched->is_concerned |= is_waited_for;
    return;
  }
  touched->is_concerned = true;
  Text copy = text_copy(&touched->arena, path);
  if (file_kind(copy.at) != FILE_REGULAR) touched->is_everything = true;
  for (uint32_t next = *first; next; next = hot->next_of_path[next - 1]) {
    Module *module = hot->build->graph.modules.at[next - 1];
    if (module->is_injected) touched->is_everything = true;
    if (!is_listed(&touched->read, module)) array_push(&touched->arena, &touched->read, module);
  }
}

// Whether what was read leads to modules of the graph, as it did before.
static bool leads_on(Hot *hot, const Reread *reread, Touched *touched) {
  const Module *module = reread->module;
  HotModule *made = hot->by_id[module->id];
  if (!made) return true; // a file that is copied, or a worker's
  hot->awaits |= (module->record.syntax & MODULE_HAS_AWAIT) != 0;
  uint64_t imports = hot_imports_hash(module), names = hot_imports_names_hash(module);
  touched->has_new_names |= made->names_hash != names || made->imports_hash != imports;
  made->names_hash = names;
  if (made->imports_hash == imports) return true;
  if (!hot_imports_follow(hot, reread)) return false;
  made->imports_hash = imports;
  made->targets_hash = hot_imports_targets_hash(hot, module);
  touched->has_new_imports = true;
  return true;
}

static void say_again(CbBuild *build) {
  build->diagnostics = (Diagnostics){0};
  build_begin(build);
  graph_report(&build->graph, &build->diagnostics);
}

// Reads the modules again; false if the graph is not what it was.
static bool read_again(Hot *hot, Touched *touched) {
  CbBuild *build = hot->build;
  LoadOptions options = build_load_options(build);
  graph_read_again(&build->graph, &touched->read, &options, build->workers);
  bool is_same = true;
  const Rereads *rereads = &build->graph.rereads;
  for (uint32_t i = 0; i < rereads->count; i++) {
    const Module *module = rereads->at[i].module;
    HotModule *made = hot->by_id[module->id];
    if (made) made->is_stale = true;
    if (module->is_broken) continue;
    is_same = is_same && leads_on(hot, &rereads->at[i], touched);
    if (made) array_push(&touched->arena, &touched->printed, made);
  }
  graph_release_rereads(&build->graph);
  return is_same;
}

// Modules that were broken are among those that change, or stay so.
static bool some_is_broken(const Hot *hot) {
  const Graph *graph = &hot->build->graph;
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    if (graph->modules.at[i]->is_broken) return true;
  }
  return false;
}

// Follows imports through the graph, whose modules all have places; those that come back are to be
// printed.
static void reach_again(Hot *hot, Touched *touched) {
  const Graph *graph = &hot->build->graph;
  Array(const Module *) open = {0};
  HotModules printed = {0};
  hot->round++;
  array_push(&touched->arena, &open, graph->entries.at[0]);
  while (open.count) {
    const Module *module = array_pop(&open);
    HotModule *made = hot->by_id[module->id];
    if (made->round == hot->round) continue;
    made->round = hot->round;
    for (uint32_t i = 0; i < module->record.imports.count; i++) {
      const Module *target = module->targets[i].module;
      bool is_new = target && hot->by_id[target->id]->round != hot->round;
      if (is_new) array_push(&touched->arena, &open, target);
    }
  }
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    HotModule *made = hot->by_id[i];
    bool is_due = made && made->round == hot->round && (made->is_stale || !made->is_printed);
    if (is_due && !graph->modules.at[i]->is_broken) array_push(&touched->arena, &printed, made);
  }
  touched->printed = printed;
}

static bool go_on(Hot *hot, Touched *touched) {
  uint32_t count = touched->read.count;
  qsort(touched->read.at, count, sizeof *touched->read.at, compare_ids);
  if (!read_again(hot, touched)) return false;
  say_again(hot->build);
  hot->owes_check |= touched->has_new_names;
  bool is_due = hot->owes_check && !some_is_broken(hot);
  if (is_due && !check_names(hot)) { // what was good stays; all is looked at when something changes
    hot->state = HOT_BROKEN;
    return true;
  }
  if (touched->has_new_imports) reach_again(hot, touched);
  print_modules(hot, touched->printed.at, touched->printed.count);
  if (touched->has_new_imports) forget_unreached(hot);
  bool is_broken = some_is_broken(hot) || hot->build->diagnostics.error_count > 0;
  hot->state = is_broken ? HOT_BROKEN : HOT_GOOD;
  return true;
}

HotUpdate hot_update(Hot *hot, const Texts *changed) {
  arena_release(&hot->update_arena);
  hot->update = (HotUpdate){0};
  Touched touched = {0};
  for (uint32_t i = 0; i < changed->count; i++) touch(hot, changed->at[i], &touched);
  // Where packages are looked for, up to the root, others write as well.
  bool is_open = hot->is_open && (touched.is_concerned || !hot->build->is_graph_made);
  if (is_open || touched.is_everything)
    make_anew(hot);
  else if (touched.read.count && !go_on(hot, &touched))
    make_anew(hot);
  hot->update.is_concerned = touched.is_concerned || is_open;
  hot->update.state = hot->state;
  if (hot->update.changed.count + hot->update.gone.count) hot->is_program_made = false;
  arena_release(&touched.arena);
  return hot->update;
}

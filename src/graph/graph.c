// Modules are found while others are parsed: a worker loads a file, resolves its imports, and adds
// the files that nobody has seen yet to the queue. Only the table of known paths is shared. When
// the queue is empty, ids are given out in the order of a depth-first walk, so that timing leaves
// no trace.
#include "graph/graph.h"

#include "graph/inject.h"

#include "host/lock.h"

#include <stdatomic.h>

typedef struct Scan {
  Graph *graph;
  const GraphOptions *options;
  Lock lock;   // guards the three below
  Arena arena; // of the table
  Map known;   // path → index into found
  Array(Module *) found;
  atomic_size_t known_count, done; // of modules, for progress
  Injection injection;             // made before any other module is loaded
  LoadOptions load;                // the options', with the injection
} Scan;

static void load_and_follow(void *context, uint32_t index);

// ---- The table of known modules

static Module *make_module(const LoadOptions *options, const Resolution *resolution) {
  Arena arena = {0};
  Module *module = arena_new(&arena, Module, 1);
  module->arena = arena;
  module->is_disabled = resolution->status == RESOLVE_DISABLED;
  module->path = resolution->path;
  Text shown = resolution->path; // the name alone, of a disabled package that isn't there
  if (path_is_absolute(shown)) {
    shown = path_relative(&module->arena, options->working_folder, shown);
  }
  module->file.path =
      text_concat(&module->arena, module->is_disabled ? TEXT("(disabled):") : TEXT(""), shown,
                  resolution->suffix);
  module->type = resolution->type;
  module->no_side_effects = resolution->no_side_effects || module->is_disabled;
  return module;
}

static Text key_of(Arena *arena, const Resolution *resolution) {
  bool is_disabled = resolution->status == RESOLVE_DISABLED;
  return text_concat(arena, is_disabled ? TEXT("0") : TEXT("1"), resolution->path,
                     resolution->suffix);
}

// The index of a resolution's module, which is added to the list if it is new.
static uint32_t find_or_list(Scan *scan, const Resolution *resolution, bool *is_new) {
  lock_take(&scan->lock);
  uint32_t *index = map_add(&scan->arena, &scan->known, key_of(&scan->arena, resolution), is_new);
  if (*is_new) {
    *index = scan->found.count;
    array_push(&scan->arena, &scan->found, make_module(&scan->options->load, resolution));
    atomic_fetch_add(&scan->known_count, 1);
  }
  uint32_t at = *index;
  lock_leave(&scan->lock);
  return at;
}

// The module of a resolution; adds it to the queue if it is new.
static Module *find_or_add(Scan *scan, const Resolution *resolution) {
  bool is_new;
  uint32_t at = find_or_list(scan, resolution, &is_new);
  lock_take(&scan->lock);
  Module *module = scan->found.at[at];
  lock_leave(&scan->lock);
  if (is_new) workers_add(scan->options->workers, load_and_follow, scan, at);
  return module;
}
// ---- Following imports

static bool leads_to_module(const Resolution *resolution) {
  return resolution->status == RESOLVE_FILE || resolution->status == RESOLVE_DISABLED;
}

static ImportTarget follow_import(Scan *scan, Module *module, const ImportRecord *import) {
  Place place = module_place(module, import->specifier_node);
  bool is_optional = import->is_guarded || import->kind == IMPORT_RESOLVE;
  ResolveRequest request = {import->kind, module->path, import->specifier, place};
  Resolution resolution = resolver_resolve(scan->options->load.resolver, &request,
                                           is_optional ? NULL : &module->diagnostics);
  if (import->kind == IMPORT_RESOLVE) {
    // The call stays as it is and asks at run time: only what is not bundled can be found then.
    if (resolution.status == RESOLVE_FILE) {
      diag_add(&module->diagnostics, MESSAGE_RESOLVE_NEEDS_EXTERNAL, place, import->specifier);
    }
    return (ImportTarget){.status = RESOLVE_EXTERNAL, .path = import->specifier};
  }
  ImportTarget target = {.status = resolution.status,
                         .path = resolution.path,
                         .is_file = resolution.is_external_file,
                         .alternative = resolution.alternative};
  if (leads_to_module(&resolution)) target.module = find_or_add(scan, &resolution);
  return target;
}

static void load_and_follow(void *context, uint32_t index) {
  Scan *scan = context;
  lock_take(&scan->lock);
  Module *module = scan->found.at[index];
  lock_leave(&scan->lock);

  if (!module->is_injected) module_load(module, &scan->load); // those are loaded already
  uint32_t count = module->record.imports.count, given = module->injected.count;
  module->targets = arena_new(&module->arena, ImportTarget, count);
  for (uint32_t i = 0; i < count; i++) {
    module->targets[i] =
        i < given ? (ImportTarget){.status = RESOLVE_FILE, .module = module->injected.at[i]}
                  : follow_import(scan, module, &module->record.imports.at[i]);
  }
  size_t done = atomic_fetch_add(&scan->done, 1) + 1;
  const GraphOptions *options = scan->options;
  if (options->progress)
    options->progress(options->progress_context, done, atomic_load(&scan->known_count));
}

// ---- Order

typedef struct Visit {
  Module *module;
  uint32_t next; // import to follow
} Visit;

typedef struct Walk {
  Arena scratch;
  Array(Visit) open;
} Walk;

// Gives `module` the next id, unless it has one. The graph's first id is 1 while walking.
static void enter(Graph *graph, Walk *walk, Module *module) {
  if (!module || module->id) return;
  array_push(&graph->arena, &graph->modules, module);
  module->id = graph->modules.count;
  array_push(&walk->scratch, &walk->open, (Visit){module, 0});
}

// What is wrong with a file as a whole is shown where it is first imported.
static void place_diagnostics(const Module *importer, uint32_t import) {
  Module *module = importer->targets[import].module;
  if (!module || !module->is_broken) return;
  NodeId specifier = importer->record.imports.at[import].specifier_node;
  for (uint32_t i = 0; i < module->diagnostics.items.count; i++) {
    Place *place = &module->diagnostics.items.at[i]->place;
    if (!place->file) *place = module_place(importer, specifier);
  }
}

static void number_modules(Graph *graph) {
  Walk walk = {0};
  for (uint32_t e = 0; e < graph->entries.count; e++) {
    enter(graph, &walk, graph->entries.at[e]);
    while (walk.open.count > 0) {
      Visit *visit = &array_last(&walk.open);
      if (visit->next == visit->module->record.imports.count) {
        walk.open.count--;
        continue;
      }
      uint32_t import = visit->next++;
      place_diagnostics(visit->module, import);
      enter(graph, &walk, visit->module->targets[import].module);
    }
  }
  for (uint32_t i = 0; i < graph->modules.count; i++) graph->modules.at[i]->id = i;
  arena_release(&walk.scratch);
}

// A package that is imported as "module" and required as "main" would be in the output twice, and
// its two halves would not know each other: where both are in the graph, "main" serves both, as in
// esbuild.
static void unite_packages(Scan *scan) {
  for (uint32_t i = 0; i < scan->found.count; i++) {
    Module *module = scan->found.at[i];
    for (uint32_t t = 0; t < module->record.imports.count; t++) {
      ImportTarget *target = &module->targets[t];
      if (target->alternative.size == 0) continue;
      Text key = text_concat(&scan->arena, TEXT("1"), target->alternative);
      const uint32_t *index = map_find(&scan->known, key);
      if (index) target->module = scan->found.at[*index];
    }
  }
}

static void release_module(Module *module) {
  arena_release(&module->syntax_arena);
  Arena arena = module->arena; // the module itself lives in it
  arena_release(&arena);
}

// Modules that no import leads to any more.
static void release_unreached(Scan *scan) {
  for (uint32_t i = 0; i < scan->found.count; i++) {
    Module *module = scan->found.at[i];
    bool is_reached =
        module->id < scan->graph->modules.count && scan->graph->modules.at[module->id] == module;
    if (!is_reached) release_module(module);
  }
}

// ---- What is injected

static void inject_file(Scan *scan, Text specifier, Diagnostics *diagnostics) {
  ResolveRequest request = {.kind = IMPORT_ENTRY, .specifier = specifier};
  Resolution resolution = resolver_resolve(scan->options->load.resolver, &request, diagnostics);
  bool is_new;
  if (!leads_to_module(&resolution)) return;
  uint32_t at = find_or_list(scan, &resolution, &is_new);
  Module *module = scan->found.at[at];
  if (!is_new) return;
  module->is_injected = true;
  module_load(module, &scan->load);
  injection_add_file(&scan->graph->arena, &scan->injection, module);
}

static Module *make_json(void *context, Text shown, Text json) {
  Scan *scan = context;
  Arena *arena = &scan->graph->arena;
  Text name = text_slice(shown, 1, shown.size - 1); // without <>
  Resolution resolution = {.status = RESOLVE_FILE,
                           .path = text_concat(arena, name, TEXT(".json")), // what it is named by
                           .no_side_effects = true};
  bool is_new;
  uint32_t at = find_or_list(scan, &resolution, &is_new);
  Module *module = scan->found.at[at];
  if (!is_new) return module; // the later define of a name comes first
  module->is_injected = module->is_given = true;
  module->file.path = shown;
  module->file.text = json;
  module_load(module, &scan->load);
  return module;
}

static bool is_object(const Define *define) {
  return define->value.at[0] == '{' || define->value.at[0] == '[';
}

// Loads what is injected, then lets its imports be followed as those of any module.
static void inject(Scan *scan, Diagnostics *diagnostics) {
  const GraphOptions *options = scan->options;
  const Defines *defines = options->load.defines;
  scan->load = options->load;
  bool has_objects = false;
  for (uint32_t i = 0; i < defines->count; i++) has_objects |= is_object(&defines->at[i]);
  uint32_t file_count = options->injects ? options->injects->count : 0;
  if (file_count == 0 && !has_objects) return;
  for (uint32_t i = 0; i < file_count; i++) inject_file(scan, options->injects->at[i], diagnostics);
  injection_add_defines(&scan->graph->arena, &scan->injection, defines, make_json, scan);
  scan->load.injection = &scan->injection;
  uint32_t count = scan->found.count;
  for (uint32_t i = 0; i < count; i++) {
    workers_add(options->workers, load_and_follow, scan, i);
  }
}

// ---- The whole

static void add_entry(Scan *scan, Text specifier, Diagnostics *diagnostics) {
  ResolveRequest request = {.kind = IMPORT_ENTRY, .specifier = specifier};
  Resolution resolution = resolver_resolve(scan->options->load.resolver, &request, diagnostics);
  Module *module = leads_to_module(&resolution) ? find_or_add(scan, &resolution) : NULL;
  if (resolution.status == RESOLVE_EXTERNAL) {
    diag_add(diagnostics, MESSAGE_ENTRY_IS_EXTERNAL, NOWHERE, specifier);
  }
  array_push(&scan->graph->arena, &scan->graph->entries, module);
}

void graph_build(Graph *graph, const Texts *entries, const GraphOptions *options,
                 Diagnostics *diagnostics) {
  *graph = (Graph){0};
  Scan scan = {
      .graph = graph,
      .options = options,
  };
  lock_init(&scan.lock);
  inject(&scan, diagnostics);
  for (uint32_t i = 0; i < entries->count; i++) add_entry(&scan, entries->at[i], diagnostics);
  workers_drain(options->workers);
  unite_packages(&scan);
  number_modules(graph);
  release_unreached(&scan);
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    diag_append(diagnostics, &graph->modules.at[i]->diagnostics);
  }
  resolver_report(options->load.resolver, diagnostics);
  lock_release(&scan.lock);
  arena_release(&scan.arena);
}

void graph_release(Graph *graph) {
  for (uint32_t i = 0; i < graph->modules.count; i++) release_module(graph->modules.at[i]);
  arena_release(&graph->arena);
}

// Modules are found while others are parsed: a worker loads a file, resolves its imports, and adds
// the files that nobody has seen yet to the queue. Only the table of known paths is shared. When
// the queue is empty, ids are given out in the order of a depth-first walk, so that timing leaves
// no trace.
#include "graph/graph.h"

#include "base/path.h"
#include "graph/data_url.h"
#include "graph/glob_import.h"
#include "graph/meta_glob.h"
#include "graph/missing_react.h"
#include "graph/scan.h"
#include "graph/tsconfig.h"
#include "graph/wants.h"
#include "graph/worker_import.h"

static void load_and_follow(void *context, uint32_t index);

static void load_once(Scan *scan, Module *module) {
  if (module->is_loaded) return; // it was kept, or is injected
  module_load(module, &scan->load);
  atomic_fetch_add(&scan->loaded, 1);
}

// ---- The table of known modules

// What is to be made of a file.
typedef struct Demand {
  Loader loader;
  Text attribute; // that asks for it, or empty
} Demand;

// What the name of a file asks for.
static Demand demand_of_path(const Scan *scan, Text path) {
  if (data_url_is(path)) return (Demand){.loader = data_url_loader(path)};
  return (Demand){.loader = loaders_of(scan->options->load.loaders, path)};
}

// What the query behind it asks for comes first.
static Demand demand_of(const Scan *scan, const Resolution *resolution) {
  if (resolution->status == RESOLVE_DISABLED) return (Demand){.loader = LOADER_EMPTY};
  Demand demand = demand_of_path(scan, resolution->path);
  Loader asked = loader_of_query(resolution->suffix);
  bool is_style_text = asked == LOADER_DATAURL && demand.loader == LOADER_STYLE;
  if (asked) demand.loader = is_style_text ? LOADER_TEXT : asked;
  return demand;
}

// The same file is a module for each of its loaders, and another one if an attribute asks for it.
static Text key_of(Arena *arena, Demand demand, Text path, Text suffix) {
  char mark = (char)((demand.attribute.size ? 'a' : 'A') + demand.loader);
  return text_concat(arena, (Text){&mark, 1}, path, suffix);
}

static Module *make_empty(void) {
  Arena arena = {0};
  Module *module = arena_new(&arena, Module, 1);
  module->arena = arena;
  return module;
}

// Makes what is known of a module before its file is read.
static void make_module(Module *module, const LoadOptions *options, const Resolution *resolution,
                        Demand demand) {
  module->is_disabled = resolution->status == RESOLVE_DISABLED;
  module->path = text_copy(&module->arena, resolution->path);
  module->suffix = text_copy(&module->arena, resolution->suffix);
  module->loader = demand.loader;
  module->attribute = text_copy(&module->arena, demand.attribute);
  Text shown = resolution->path; // the name alone, of a disabled package that isn't there
  bool has_path = path_is_absolute(shown);
  if (has_path)
    shown = path_shown(&module->arena, options->bases.log, shown);
  else if (data_url_is(shown))
    shown = data_url_shown(&module->arena, shown);
  Text before = module->is_disabled ? TEXT("(disabled):") : TEXT("");
  module->file.path = text_concat(&module->arena, before, shown, resolution->suffix);
  module->shown_start = before.size;
  module->shown_end = before.size + (has_path ? shown.size : 0);
  module->label = module->file.path;
  module->type = resolution->type;
  bool has_jsx = module->loader == LOADER_JSX && resolution->jsx;
  if (has_jsx) module->jsx = tsconfig_copy_jsx(&module->arena, resolution->jsx);
}

// A new module; or one of an earlier graph that has changed, in its place.
static Module *find_place(Scan *scan, Text key) {
  Kept *kept = scan->options->kept;
  Reread reread;
  if (kept && kept_empty(kept, key, &reread)) {
    array_push(&scan->arena, &scan->rereads, reread);
    return reread.module;
  }
  Module *module = make_empty();
  if (kept) module->serial = ++kept->serials;
  return module;
}

// The module of an earlier graph, if it still is right; else a new one.
static Module *take_or_make(Scan *scan, Text key, const Resolution *resolution, Demand demand) {
  Kept *kept = scan->options->kept;
  Module *module = kept ? kept_take(kept, key, resolution) : NULL;
  if (!module) {
    module = find_place(scan, key);
    make_module(module, &scan->options->load, resolution, demand);
    module->key = text_copy(&module->arena, key);
  }
  Loader loader = module->loader;
  // A style sheet is imported so that it is there, whether its URL is used or not.
  bool is_value = !loader_is_script(loader) && loader != LOADER_STYLE;
  is_value |= loader == LOADER_EMPTY || loader_is_worker(loader);
  module->no_side_effects = resolution->no_side_effects || is_value;
  return module;
}

// A module and its index in the list of those that were found.
typedef struct Listed {
  Module *module;
  uint32_t index;
  bool is_new;
} Listed;

// The module that has a key; a new one is for the caller to set. The lock is held.
static Listed list_key(Scan *scan, Text key) {
  bool is_new;
  uint32_t *index = map_add(&scan->arena, &scan->known, key, &is_new);
  if (is_new) {
    *index = scan->found.count;
    array_push(&scan->arena, &scan->found, NULL);
    atomic_fetch_add(&scan->known_count, 1);
  }
  return (Listed){scan->found.at[*index], *index, is_new};
}

// Of one's own files all is followed, so that what is wrong with them is told.
static void let_wait(Scan *scan, Listed listed) {
  Module *module = listed.module;
  if (!scan->options->load.defers || !module->no_side_effects) return;
  if (!loader_is_script(module->loader) || !module_is_in_package(module)) return;
  module->wants = wants_make(&scan->arena, listed.index);
}

// The module of a resolution.
static Listed find_or_list(Scan *scan, const Resolution *resolution, Demand demand) {
  lock_take(&scan->lock);
  Text key = key_of(&scan->arena, demand, resolution->path, resolution->suffix);
  Listed listed = list_key(scan, key);
  if (listed.is_new) {
    listed.module = take_or_make(scan, key, resolution, demand);
    scan->found.at[listed.index] = listed.module;
    let_wait(scan, listed);
  }
  lock_leave(&scan->lock);
  return listed;
}

// Adds a module to the queue if it is new.
static Module *queue(Scan *scan, Listed listed) {
  if (listed.is_new) workers_add(scan->options->load.threads, load_and_follow, scan, listed.index);
  return listed.module;
}

static Module *find_or_add(Scan *scan, const Resolution *resolution, Demand demand) {
  return queue(scan, find_or_list(scan, resolution, demand));
}

// ---- Imports of all files that fit a pattern

static Module *make_glob(const LoadOptions *options, const Module *importer,
                         const ImportRecord *import, const Texts *paths) {
  Module *module = make_empty();
  Text folder = path_dirname(module_base(importer));
  module->home = text_copy(&module->arena, module_base(importer));
  module->loader = LOADER_JS;
  module->is_meta_glob = meta_glob_is(import);
  module->path = text_concat(&module->arena, TEXT("glob:"), folder, TEXT(":"), import->specifier);
  module->type = importer->type;
  Text shown = path_shown(&module->arena, options->bases.log, folder);
  module->file.path =
      module->is_meta_glob
          ? text_concat(&module->arena, TEXT("import.meta.glob(\""), import->specifier,
                        TEXT("\") in "), shown)
          : glob_import_shown(&module->arena, shown, import->specifier, import->is_glob_import);
  module->shown_end = module->file.path.size;
  module->shown_start = module->shown_end - shown.size;
  module->label = module->file.path;
  module->file.text =
      module->is_meta_glob
          ? meta_glob_text(&module->arena, options->resolver, importer, import, paths)
          : glob_import_text(&module->arena, options->resolver, import, paths);
  return module;
}

// The table of an earlier graph, if the new one would say the same.
static Module *take_or_keep_glob(Scan *scan, Text key, Module *made) {
  Kept *kept = scan->options->kept;
  if (!kept) return made;
  Module *taken = kept_take_table(kept, key, made->file.text);
  if (taken) {
    module_release(made);
    return taken;
  }
  made->key = text_copy(&made->arena, key);
  made->serial = ++kept->serials;
  return made;
}

// Files of one folder share their tables, as long as they import in the same way.
static Module *find_or_add_glob(Scan *scan, const Module *importer, const ImportRecord *import,
                                const Texts *paths) {
  lock_take(&scan->lock);
  Text way = meta_glob_is(import)     ? TEXT("meta")
             : import->is_glob_import ? TEXT("import")
                                      : TEXT("require");
  Text type = importer->type == MODULE_TYPE_MODULE ? TEXT(" esm ") : TEXT(" ");
  Text key = text_concat(&scan->arena, way, glob_import_options(&scan->arena, import), type,
                         path_dirname(module_base(importer)), TEXT(":"), import->specifier);
  Listed listed = list_key(scan, key);
  if (listed.is_new) {
    Module *made = make_glob(&scan->options->load, importer, import, paths);
    listed.module = take_or_keep_glob(scan, key, made);
    scan->found.at[listed.index] = listed.module;
  }
  lock_leave(&scan->lock);
  return queue(scan, listed);
}

// No folder is beside a module that stands in its own URL.
static void report_placeless(Module *module, Place place, Text pattern) {
  Diagnostics *diagnostics = &module->import_diagnostics;
  Diagnostic *added = diag_add(diagnostics, MESSAGE_COULD_NOT_RESOLVE, place, pattern);
  diag_note(diagnostics, added, MESSAGE_RESOLVE_PLACELESS, NOWHERE);
}

static ImportTarget follow_glob(Scan *scan, Module *module, const ImportRecord *import) {
  Texts paths = {0};
  Diagnostics *diagnostics = &module->import_diagnostics;
  Place place = module_place(module, import->specifier_node);
  if (data_url_is(module->path)) {
    if (!import->is_guarded) report_placeless(module, place, import->specifier);
    return (ImportTarget){.status = RESOLVE_FAILED};
  }
  if (meta_glob_is(import)) {
    paths = meta_glob_paths(scan->options->load.resolver, module, import, &module->imports_arena);
    return (ImportTarget){.status = RESOLVE_FILE,
                          .module = find_or_add_glob(scan, module, import, &paths)};
  }
  bool is_there = resolver_glob(scan->options->load.resolver, path_dirname(module_base(module)),
                                import->specifier, &module->imports_arena, &paths);
  if (!is_there && !import->is_guarded) {
    diag_add(diagnostics, MESSAGE_GLOB_NO_FOLDER, place, import->specifier);
  } else if (paths.count == 0 && !import->is_guarded) {
    diag_add(diagnostics, MESSAGE_EMPTY_GLOB, place, import->specifier);
  }
  return (ImportTarget){.status = RESOLVE_FILE,
                        .module = find_or_add_glob(scan, module, import, &paths)};
}

// ---- Following imports

static bool leads_to_module(const Resolution *resolution) {
  return resolution->status == RESOLVE_FILE || resolution->status == RESOLVE_DISABLED;
}

static void report_attribute(Module *module, const ImportAttribute *attribute) {
  Diagnostics *diagnostics = &module->import_diagnostics;
  if (!text_is(attribute->key, TEXT("type"))) {
    diag_add(diagnostics, MESSAGE_UNKNOWN_ATTRIBUTE, module_place(module, attribute->key_node),
             attribute->key);
    return;
  }
  Place place = module_place(module, attribute->value_node);
  place.suggestion = loader_type_like(attribute->value);
  bool has_suggestion = place.suggestion.size > 0;
  if (has_suggestion) {
    place.suggestion =
        text_concat(&module->imports_arena, TEXT("\""), place.suggestion, TEXT("\""));
  }
  Diagnostic *added = diag_add(diagnostics, MESSAGE_UNKNOWN_IMPORT_TYPE, place, attribute->value);
  diag_note(diagnostics, added, MESSAGE_IMPORT_TYPES_NOTE, NOWHERE,
            loader_types(&module->imports_arena));
}

// What an import asks for by its attributes, where it has some. What leads out of the output may
// have any: they are for whoever loads it.
static Demand demand_of_import(const Scan *scan, Module *module, const ImportRecord *import,
                               const Resolution *resolution) {
  Demand demand = demand_of(scan, resolution);
  if (resolution->status != RESOLVE_FILE || demand.loader == LOADER_COPY) return demand;
  for (uint32_t i = 0; i < import->attributes.count; i++) {
    const ImportAttribute *attribute = &import->attributes.at[i];
    bool is_type = text_is(attribute->key, TEXT("type"));
    Loader loader = is_type ? loader_of_type(attribute->value) : LOADER_NONE;
    if (loader == LOADER_NONE)
      report_attribute(module, attribute);
    else
      demand = (Demand){loader, attribute->value};
  }
  return demand;
}

static void lead_to_module(Scan *scan, const Resolution *resolution, Demand demand,
                           ImportTarget *target) {
  Module *module = find_or_add(scan, resolution, demand);
  if (demand.loader == LOADER_COPY) {
    target->status = RESOLVE_EXTERNAL;
    target->copy = module;
  } else {
    target->module = module;
  }
}

// Warns of calls that stay as they are, and ask for a file only when they run. require.resolve()
// always does: it finds what is not bundled. In packages, such calls are ways of their own to see
// what is there.
static void report_unbundled(Module *module, const ImportRecord *import, ResolveStatus status) {
  Diagnostics *diagnostics = &module->import_diagnostics;
  Place place = module_place(module, import->specifier_node);
  bool is_resolve = import->kind == IMPORT_RESOLVE, is_missing = status == RESOLVE_FAILED;
  bool is_path = import->specifier.size && strchr("./", import->specifier.at[0]);
  if (is_resolve && (status == RESOLVE_FILE || (is_missing && !import->is_guarded && !is_path))) {
    diag_add(diagnostics, MESSAGE_REQUIRE_RESOLVE_NOT_EXTERNAL, place, import->specifier);
  } else if (!is_resolve && is_missing && !module_is_in_package(module)) {
    Diagnostic *added = diag_add(diagnostics, MESSAGE_GUARDED_IMPORT, place, import->specifier);
    diag_note(diagnostics, added, MESSAGE_GUARDED_NOTE, NOWHERE, import->specifier);
  }
}

// A URL is seen from the file that names it: `a.png` is beside it, and nothing but its name is
// tried. What is not there may be a file of a package, as other bundlers have it.
static Resolution resolve_url(Scan *scan, Module *module, const ImportRecord *import) {
  Resolver *resolver = scan->options->load.resolver;
  Text specifier = import->specifier;
  ResolveRequest request = {IMPORT_URL, module_base(module), specifier,
                            module_place(module, import->specifier_node)};
  if (path_is_dotted(specifier)) return resolver_resolve(resolver, &request, NULL);
  request.specifier = text_concat(&module->imports_arena, TEXT("./"), specifier);
  Resolution beside = resolver_resolve(resolver, &request, NULL);
  Text name = path_basename(text_slice(specifier, 0, specifier.size - beside.suffix.size));
  bool is_there = beside.status == RESOLVE_FILE && text_is(path_basename(beside.path), name);
  if (is_there || text_find_byte(specifier, '/', 0) == TEXT_NOT_FOUND)
    return is_there ? beside : (Resolution){.status = RESOLVE_FAILED};
  request.specifier = specifier;
  return resolver_resolve(resolver, &request, NULL);
}

// A script has an output of its own, whatever follows its path in the URL.
static void lead_to_script(Scan *scan, Module *module, Resolution resolution, Demand demand,
                           ImportTarget *target) {
  target->suffix = text_copy(&module->imports_arena, resolution.suffix);
  resolution.suffix = TEXT("");
  target->worker = find_or_add(scan, &resolution, demand);
}

// The file that `new URL("./a.png", import.meta.url)` names is put beside the output. Code would
// miss there what it imports: it is a script, which somebody will start by the URL. In Node, and in
// packages, it may be looked at only, and stays where it is.
static ImportTarget follow_url(Scan *scan, Module *module, const ImportRecord *import) {
  ImportTarget target = {.status = RESOLVE_EXTERNAL, .path = import->specifier};
  Resolution resolution = resolve_url(scan, module, import);
  // Without a dot at its beginning, it may be meant for a server.
  bool is_path = text_starts(import->specifier, TEXT("."));
  bool is_quiet = import->is_guarded || module_is_in_package(module) || !is_path;
  if (resolution.status == RESOLVE_FAILED && !is_quiet) {
    Place place = module_place(module, import->specifier_node);
    diag_add(&module->import_diagnostics, MESSAGE_URL_NO_FILE, place, import->specifier);
  }
  if (resolution.status != RESOLVE_FILE) return target;
  Demand demand = demand_of_path(scan, resolution.path);
  if (loader_is_script(demand.loader)) {
    const WorkerOptions *workers = &scan->options->load.workers;
    if (workers->is_node || module_is_in_package(module)) return target;
    if (!workers->makes_modules && !workers->makes_scripts) target.form = WORKER_PLAIN;
    lead_to_script(scan, module, resolution, demand, &target);
    return target;
  }
  target.copy = find_or_add(scan, &resolution, (Demand){.loader = LOADER_COPY});
  return target;
}

static void report_no_worker(Module *module, const ImportRecord *import) {
  Diagnostics *diagnostics = &module->import_diagnostics;
  Place place = module_place(module, import->specifier_node);
  bool may_miss = import->is_guarded || module_is_in_package(module);
  Diagnostic *added = diag_add(diagnostics, may_miss ? MESSAGE_WORKER_LEFT : MESSAGE_WORKER_NO_FILE,
                               place, import->specifier);
  if (!may_miss) diag_note(diagnostics, added, MESSAGE_WORKER_NO_FILE_NOTE, NOWHERE);
}

static ImportTarget follow_worker(Scan *scan, Module *module, const ImportRecord *import) {
  ImportTarget target = {.status = RESOLVE_EXTERNAL, .path = import->specifier};
  const LoadOptions *load = &scan->options->load;
  if (!worker_import_form(module, import, &load->workers, &target.form)) return target;
  Resolution resolution = resolve_url(scan, module, import);
  if (resolution.status == RESOLVE_FAILED) report_no_worker(module, import);
  if (resolution.status != RESOLVE_FILE) return target;
  Demand demand = demand_of_path(scan, resolution.path);
  // Where it is not known what to make of the file, the module says so.
  if (!loader_is_script(demand.loader) && demand.loader != LOADER_NONE) {
    target.copy = find_or_add(scan, &resolution, (Demand){.loader = LOADER_COPY});
    return target;
  }
  lead_to_script(scan, module, resolution, demand, &target);
  return target;
}

// Code of the output runs, and does so when it is its turn.
static void check_phase(Module *module, const ImportRecord *import) {
  if (import->phase == PHASE_EVALUATION) return;
  Diagnostics *diagnostics = &module->import_diagnostics;
  Text word = import->phase == PHASE_DEFER ? TEXT("defer") : TEXT("source");
  Place place = module_place(module, import_place(import));
  Diagnostic *added = diag_add(diagnostics, MESSAGE_PHASE_INSIDE, place, word);
  diag_note(diagnostics, added, MESSAGE_PHASE_NOTE, NOWHERE, import->specifier);
}

static bool is_native_code(Text path) {
  return text_ends(path, TEXT(".node"));
}

// Whether what is not there may stay outside: packages ask for what they may do without.
static bool may_stay(const Scan *scan, const Module *module, const ImportRecord *import) {
  bool is_call = import->kind == IMPORT_REQUIRE || import->kind == IMPORT_DYNAMIC;
  return scan->options->load.missing_stays && is_call && module_is_in_package(module);
}

ImportTarget scan_follow(Scan *scan, Module *module, const ImportRecord *import) {
  if (scan->options->load.is_alone) {
    // What JSX implies is spelled where the syntax is, and goes with it.
    Text path = text_copy(&module->imports_arena, import->specifier);
    return (ImportTarget){.status = RESOLVE_EXTERNAL, .path = path};
  }
  Place place = module_place(module, import_place(import));
  bool is_left = may_stay(scan, module, import);
  bool is_optional =
      import->is_guarded || import->is_created || import->kind == IMPORT_RESOLVE || is_left;
  if (import->is_glob) return follow_glob(scan, module, import);
  if (import->kind == IMPORT_URL) return follow_url(scan, module, import);
  if (import->kind == IMPORT_WORKER) return follow_worker(scan, module, import);
  ResolveRequest request = {import->kind, module_base(module), import->specifier, place};
  const LoadOptions *load = &scan->options->load;
  Resolution resolution =
      resolver_resolve(load->resolver, &request, is_optional ? NULL : &module->import_diagnostics);
  bool is_told = load->tells_places && import->kind == IMPORT_RESOLVE;
  if (is_optional && !is_left && !is_told && !import->is_created)
    report_unbundled(module, import, resolution.status);
  if (import->kind == IMPORT_RESOLVE && !resolution.is_external_file) {
    bool is_found = is_told && resolution.status == RESOLVE_FILE; // the program runs where it is
    Text path = is_found ? resolution.path : import->specifier;
    return (ImportTarget){.status = RESOLVE_EXTERNAL, .path = path};
  }
  ImportTarget target = {.status = resolution.status,
                         .path = resolution.path,
                         .is_file = resolution.is_external_file,
                         .is_quiet = resolution.no_side_effects,
                         .alternative = resolution.alternative};
  if (leads_to_module(&resolution)) {
    Demand demand = demand_of_import(scan, module, import, &resolution);
    bool is_left_native = load->missing_stays && is_native_code(resolution.path);
    bool is_plain_data = demand.loader == LOADER_NONE && data_url_is(resolution.path);
    bool is_left_other = import->is_created && demand.loader == LOADER_NONE;
    if (is_left_other) return (ImportTarget){.status = RESOLVE_EXTERNAL, .path = import->specifier};
    if (is_left_native || is_plain_data)
      target.status = RESOLVE_EXTERNAL; // nothing is made of it: it stays where it is
    else
      lead_to_module(scan, &resolution, demand, &target);
    if (target.module) check_phase(module, import);
  }
  return target;
}

// A file that is copied stays outside of the output, which imports it for what it does.
static ImportTarget injected_target(Module *file) {
  if (file->loader != LOADER_COPY) return (ImportTarget){.status = RESOLVE_FILE, .module = file};
  return (ImportTarget){.status = RESOLVE_EXTERNAL, .path = file->path, .copy = file};
}

Module *scan_found(Scan *scan, uint32_t index) {
  lock_take(&scan->lock);
  Module *module = scan->found.at[index];
  lock_leave(&scan->lock);
  return module;
}

static void load_and_follow(void *context, uint32_t index) {
  Scan *scan = context;
  Module *module = scan_found(scan, index);
  load_once(scan, module);
  uint32_t count = module->record.imports.count, given = module->injected.count;
  module->import_diagnostics.arena = &module->imports_arena;
  module->targets = arena_new(&module->imports_arena, ImportTarget, count);
  wants_find(module);
  for (uint32_t i = 0; i < count; i++) {
    if (wants_waits(module, i)) continue;
    module->targets[i] = i < given ? injected_target(module->injected.at[i])
                                   : scan_follow(scan, module, &module->record.imports.at[i]);
  }
  if (scan->options->load.defers) wants_tell(scan, module);
  size_t done = atomic_fetch_add(&scan->done, 1) + 1;
  const GraphOptions *options = scan->options;
  if (options->progress)
    options->progress(options->progress_context, done, atomic_load(&scan->known_count));
}

// What nobody has asked for leads to a module without names.
static Module *make_nowhere(Scan *scan) {
  static const char text[FILE_PADDING + 16] = "export {};";
  Resolution resolution = {
      .status = RESOLVE_FILE, .path = TEXT("nowhere"), .no_side_effects = true};
  Module *module = find_or_list(scan, &resolution, (Demand){.loader = LOADER_JS}).module;
  if (module->is_loaded) return module; // it was kept
  module->is_given = module->is_nowhere = true;
  module->type = MODULE_TYPE_MODULE;
  module->file.text = text_of(text);
  module_load(module, &scan->load);
  return module;
}

static void lead_nowhere(Scan *scan) {
  Module *nowhere = NULL;
  for (uint32_t i = 0; i < scan->found.count; i++) {
    Module *module = scan->found.at[i];
    for (uint32_t r = 0; r < module->record.imports.count; r++) {
      if (!wants_waits(module, r)) continue;
      if (!nowhere) nowhere = make_nowhere(scan);
      module->targets[r] = (ImportTarget){.status = RESOLVE_FILE, .module = nowhere};
    }
    module->wants = NULL;
  }
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
  Module *module = module_led_to(&importer->targets[import]);
  NodeId specifier = import_place(&importer->record.imports.at[import]);
  bool is_new_glob = module && module_is_glob(module) && !module->asked_from.file;
  if (is_new_glob) module->asked_from = module_place(importer, specifier);
  if (!module || !module->is_broken) return;
  Place from = module_is_glob(importer) ? importer->asked_from : module_place(importer, specifier);
  for (uint32_t i = 0; i < module->diagnostics.items.count; i++) {
    Place *place = &module->diagnostics.items.at[i]->place;
    if (!place->file) *place = from;
  }
}

// Whether the file has nothing but comments, as where there were only types.
static bool is_blank(const Module *module) {
  const Tree *tree = &module->tree;
  return tree->node_count > NODE_ROOT && !tree_first_child(tree, NODE_ROOT);
}

// Warns of `import "a"` where nothing is left of it: whoever writes that wants the file to run.
static void report_ignored(Module *module, uint32_t index) {
  const Tree *tree = &module->tree;
  const ImportRecord *import = &module->record.imports.at[index];
  const ImportTarget *target = &module->targets[index];
  bool is_bare = import->kind == IMPORT_STATEMENT && import->node != NODE_ROOT &&
                 tree_kind(tree, import->node) == NODE_IMPORT_STATEMENT &&
                 !tree_child_of_kind(tree, import->node, NODE_IMPORT_CLAUSE);
  bool is_ignored = target->is_quiet && target->module && target->module->no_side_effects;
  if (!is_bare || !is_ignored || module_is_in_package(module)) return;
  if (is_blank(target->module)) return;
  Diagnostics *diagnostics = &module->import_diagnostics;
  Place place = module_place(module, import->specifier_node);
  Diagnostic *added = diag_add(diagnostics, MESSAGE_IGNORED_BARE_IMPORT, place, import->specifier);
  diag_note(diagnostics, added, MESSAGE_IGNORED_IMPORT_NOTE, NOWHERE);
}

static void number_modules(Graph *graph, bool is_shaken) {
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
      if (is_shaken) report_ignored(visit->module, import);
      enter(graph, &walk, module_led_to(&visit->module->targets[import]));
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
      // An attribute says what to make of this very file.
      bool is_one_file = target->module && target->module->attribute.size > 0;
      if (target->alternative.size == 0 || is_one_file) continue;
      Demand demand = demand_of_path(scan, target->alternative);
      Text key = key_of(&scan->arena, demand, target->alternative, TEXT(""));
      const uint32_t *index = map_find(&scan->known, key);
      if (index) target->module = scan->found.at[*index];
    }
  }
}

static Text with_type(Arena *arena, const Module *module, Text name) {
  return text_concat(arena, name, TEXT(" with { type: '"), module->attribute, TEXT("' }"));
}

// A type is a part of a module's label if the file is another module without it. JSON mostly is
// not.
static void label_modules(Scan *scan) {
  const PathBases *bases = &scan->options->load.bases;
  for (uint32_t i = 0; i < scan->graph->modules.count; i++) {
    Module *module = scan->graph->modules.at[i];
    if (!text_is(bases->code, bases->log))
      module->label = module_path_shown(&module->imports_arena, module, bases->code);
    module->tells_type = false;
    if (module->attribute.size == 0) continue;
    Demand plain = demand_of_path(scan, module->path);
    bool is_usual = module->loader == LOADER_JSON && plain.loader == LOADER_JSON;
    if (is_usual &&
        !map_has(&scan->known, key_of(&scan->arena, plain, module->path, module->suffix)))
      continue;
    module->tells_type = true;
    module->label = with_type(&module->imports_arena, module, module->label);
  }
}

Text module_path_shown(Arena *arena, const Module *module, Text base) {
  Text name = module->file.path, start = text_slice(name, 0, module->shown_start);
  if (module->shown_end == module->shown_start) return name;
  Text path = module_is_glob(module) ? path_dirname(module->home) : module->path;
  return text_concat(arena, start, path_shown(arena, base, path),
                     text_slice(name, module->shown_end, name.size));
}

Text module_label(Arena *arena, const Module *module, Text base) {
  Text name = module_path_shown(arena, module, base);
  return module->tells_type ? with_type(arena, module, name) : name;
}

static bool is_entry(const Graph *graph, const Module *module) {
  for (uint32_t i = 0; i < graph->entries.count; i++) {
    if (graph->entries.at[i] == module) return true;
  }
  return false;
}

// An entry keeps its name anyway: as a service worker, it is its own output.
static void settle_services(const Graph *graph) {
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    const Module *module = graph->modules.at[i];
    for (uint32_t t = 0; t < module->record.imports.count; t++) {
      ImportTarget *target = &module->targets[t];
      bool is_service = target->worker && target->form & WORKER_SERVICE;
      if (is_service && is_entry(graph, target->worker)) target->form = 0;
    }
  }
}

static bool is_reached(const Graph *graph, const Module *module) {
  return module->id < graph->modules.count && graph->modules.at[module->id] == module;
}

// Modules that no import leads to in the end.
static void release_unreached(Scan *scan) {
  for (uint32_t i = 0; i < scan->found.count; i++) {
    Module *module = scan->found.at[i];
    bool stays = module->is_injected && scan->options->kept;
    if (!stays && !is_reached(scan->graph, module)) module_release(module);
  }
}

// ---- What is injected

static bool injection_is_kept(const Scan *scan) {
  const Kept *kept = scan->options->kept;
  const Injection *injection = &scan->injection;
  if (kept->injected.count != injection->files.count) return false;
  for (uint32_t i = 0; i < injection->files.count; i++) {
    if (kept->injected.at[i] != injection->files.at[i]) return false;
  }
  return true;
}

// Modules know what was injected into them: they are kept if it is.
static void note_injection(Scan *scan) {
  Graph *graph = scan->graph;
  Kept *kept = scan->options->kept;
  if (kept && !injection_is_kept(scan)) kept_release(kept);
  for (uint32_t i = 0; i < scan->injection.files.count; i++) {
    array_push(&graph->arena, &graph->injected, scan->injection.files.at[i]);
  }
}

static void inject_file(Scan *scan, Text specifier, Diagnostics *diagnostics) {
  ResolveRequest request = {.kind = IMPORT_ENTRY, .specifier = specifier};
  Resolution resolution = resolver_resolve(scan->options->load.resolver, &request, diagnostics);
  if (!leads_to_module(&resolution)) return;
  Listed listed = find_or_list(scan, &resolution, demand_of(scan, &resolution));
  Module *module = listed.module;
  if (!listed.is_new) return;
  module->is_injected = true;
  load_once(scan, module);
  injection_add_file(&scan->graph->arena, &scan->injection, module);
}

static Module *make_json(void *context, Text shown, Text json) {
  Scan *scan = context;
  Arena *arena = &scan->graph->arena;
  Text name = text_slice(shown, 1, shown.size - 1); // without <>
  Resolution resolution = {.status = RESOLVE_FILE,
                           .path = text_concat(arena, name, TEXT(".json")), // what it is named by
                           .no_side_effects = true};
  Listed listed = find_or_list(scan, &resolution, (Demand){.loader = LOADER_JSON});
  Module *module = listed.module;
  if (!listed.is_new) return module; // the later define of a name comes first
  if (module->is_loaded) return module;
  module->is_injected = module->is_given = true;
  module->file.path = module->label = text_copy(&module->arena, shown);
  module->file.text = json;
  module_load(module, &scan->load); // not counted: no file was read
  return module;
}

// Loads what is injected, then lets its imports be followed as those of any module.
static void inject(Scan *scan, Diagnostics *diagnostics) {
  const GraphOptions *options = scan->options;
  const Defines *defines = options->load.defines;
  scan->load = options->load;
  bool has_objects = false;
  bool is_alone = options->load.is_alone; // then objects stand where their names stood
  for (uint32_t i = 0; i < defines->list.count && !is_alone; i++)
    has_objects |= injection_has_object(&defines->list.at[i]);
  uint32_t file_count = options->injects ? options->injects->count : 0;
  if (file_count == 0 && !has_objects) return;
  if (options->kept) options->kept->gives_injected = true;
  for (uint32_t i = 0; i < file_count; i++) inject_file(scan, options->injects->at[i], diagnostics);
  MakeJson make = is_alone ? NULL : make_json;
  injection_add_defines(&scan->graph->arena, &scan->injection, defines, make, scan);
  if (options->kept) options->kept->gives_injected = false;
  note_injection(scan);
  scan->load.injection = &scan->injection;
  uint32_t count = scan->found.count;
  for (uint32_t i = 0; i < count; i++) {
    workers_add(options->load.threads, load_and_follow, scan, i);
  }
}

// What an earlier graph had and this one has not goes. Where something is wrong it stays: an import
// that cannot be read now may lead there again once it is mended. What is injected stays, used or
// not.
static void keep_for_later(Scan *scan, bool is_wrong) {
  Kept *kept = scan->options->kept, rest = {.serials = kept->serials};
  for (uint32_t i = 0; is_wrong && i < kept->modules.count; i++) {
    Module *module = kept->modules.at[i];
    if (!module || map_has(&scan->known, module->key)) continue;
    kept_add(&rest, module);
    kept->modules.at[i] = NULL;
  }
  for (uint32_t i = 0; i < scan->found.count; i++) {
    Module *module = scan->found.at[i];
    if (module->is_injected && !is_reached(scan->graph, module)) kept_add(&rest, module);
  }
  kept_release(kept);
  *kept = rest;
}

// ---- The whole

static void add_entry(Scan *scan, Text specifier, Diagnostics *diagnostics) {
  ResolveRequest request = {.kind = IMPORT_ENTRY, .specifier = specifier};
  Resolution resolution = resolver_resolve(scan->options->load.resolver, &request, diagnostics);
  bool is_module = leads_to_module(&resolution);
  Module *module = is_module ? find_or_add(scan, &resolution, demand_of(scan, &resolution)) : NULL;
  if (resolution.status == RESOLVE_EXTERNAL) {
    diag_add(diagnostics, MESSAGE_ENTRY_IS_EXTERNAL, NOWHERE, specifier);
  }
  wants_ask(scan, module, WANTS_ALL);
  array_push(&scan->graph->arena, &scan->graph->entries, module);
}

// The folder that it would be in says nothing of it, as it is not there.
static void add_source(Scan *scan, const GivenSource *source) {
  Resolution resolution = {.status = RESOLVE_FILE, .path = source->path};
  Listed listed = find_or_list(scan, &resolution, (Demand){.loader = source->loader});
  Module *module = listed.module;
  if (listed.is_new && !module->is_loaded) {
    module->is_given = true;
    module->given = source->bytes;
    module->file.path = module->label = text_copy(&module->arena, source->shown);
    module->base = text_copy(&module->arena, source->base);
  }
  array_push(&scan->graph->arena, &scan->graph->entries, queue(scan, listed));
}

void graph_build(Graph *graph, const Texts *entries, const GraphOptions *options,
                 Diagnostics *diagnostics) {
  *graph = (Graph){0};
  Scan scan = {
      .graph = graph,
      .options = options,
  };
  if (options->kept) kept_check(options->kept, options->load.threads);
  lock_init(&scan.lock);
  inject(&scan, diagnostics);
  for (uint32_t i = 0; i < entries->count; i++) add_entry(&scan, entries->at[i], diagnostics);
  if (options->source) add_source(&scan, options->source);
  workers_drain(options->load.threads);
  lead_nowhere(&scan);
  unite_packages(&scan);
  number_modules(graph, options->load.is_shaken);
  settle_services(graph);
  label_modules(&scan);
  release_unreached(&scan);
  graph_report(graph, diagnostics);
  resolver_report(options->load.resolver, diagnostics);
  graph->loaded_count = atomic_load(&scan.loaded);
  for (uint32_t i = 0; i < scan.rereads.count; i++)
    array_push(&graph->arena, &graph->rereads, scan.rereads.at[i]);
  if (options->kept) keep_for_later(&scan, diagnostics->error_count > 0);
  lock_release(&scan.lock);
  arena_release(&scan.arena);
}

void graph_report(const Graph *graph, Diagnostics *diagnostics) {
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    diag_append(diagnostics, &graph->modules.at[i]->diagnostics);
    diag_append(diagnostics, &graph->modules.at[i]->import_diagnostics);
  }
  missing_react_report(graph, diagnostics);
}

Place graph_place_of(const Graph *graph, const Module *module) {
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    const Module *importer = graph->modules.at[i];
    for (uint32_t r = 0; r < importer->record.imports.count; r++) {
      if (module_led_to(&importer->targets[r]) != module) continue;
      return module_place(importer, importer->record.imports.at[r].specifier_node);
    }
  }
  return NOWHERE;
}

void graph_release_rereads(Graph *graph) {
  for (uint32_t i = 0; i < graph->rereads.count; i++) reread_release(&graph->rereads.at[i]);
  graph->rereads.count = 0;
}

void graph_keep(Graph *graph, Kept *kept) {
  graph_release_rereads(graph);
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    kept_add(kept, graph->modules.at[i]);
  }
  for (uint32_t i = 0; i < graph->injected.count; i++) {
    array_push(&kept->arena, &kept->injected, graph->injected.at[i]);
  }
  arena_release(&graph->arena);
  *graph = (Graph){0};
}

void graph_release(Graph *graph) {
  graph_release_rereads(graph);
  for (uint32_t i = 0; i < graph->modules.count; i++) module_release(graph->modules.at[i]);
  arena_release(&graph->arena);
}

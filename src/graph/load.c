// Loading is the part of a build that is done file by file: on a worker, in the module's own arena,
// without a look at any other module.
#include "graph/constants.h"
#include "graph/inject.h"
#include "graph/meta_glob.h"
#include "graph/module_places.h"
#include "graph/source.h"
#include "graph/tsconfig.h"
#include "graph/value.h"
#include "graph/worker_import.h"
#include "scope/conflicts.h"
#include "scope/doubts.h"
#include "syntax/directives.h"
#include "syntax/early.h"
#include "syntax/parse.h"
#include "transform/awaits.h"
#include "transform/stacks.h"
#include "transform/strict_globals.h"
#include "transform/strict_output.h"

// What an injected file imports has its names as well, and may ask for them before they are set:
// `typeof process` must not fail then, as no import in the source says that there is a circle.
static void loosen_variables(Module *module) {
  const Tree *tree = &module->tree;
  tree_each_child(tree, NODE_ROOT, child) {
    NodeId declaration = child;
    if (tree_kind(tree, child) == NODE_EXPORT_STATEMENT)
      declaration = tree_child(tree, child, FIELD_DECLARATION);
    if (tree_kind(tree, declaration) != NODE_LEXICAL_DECLARATION) continue;
    Replacement word = {.node = tree_child(tree, declaration, FIELD_KIND), .text = TEXT("var")};
    array_push(&module->arena, &module->replacements, word);
  }
  replacements_sort(tree, &module->replacements);
}

static void load_script(Module *module, const LoadOptions *options);

// Without a loader nothing can be made of the file.
static void report_no_loader(Module *module) {
  Diagnostics *diagnostics = &module->diagnostics;
  Text extension = path_extension(module->path);
  Diagnostic *added =
      diag_add(diagnostics, MESSAGE_NO_LOADER, NOWHERE, extension, module->file.path);
  MessageId foreign = loader_foreign_note(extension);
  Text stem = text_slice(module->file.path, 0, module->file.path.size - extension.size);
  if (foreign) diag_note(diagnostics, added, foreign, NOWHERE, extension, stem);
  if (!foreign && extension.size > 1)
    diag_note(diagnostics, added, MESSAGE_LOADER_NOTE, NOWHERE, extension);
}

// Reads what the loader needs of the file.
static bool read_source(Module *module, const LoadOptions *options) {
  static const char nothing[FILE_PADDING]; // the lexer reads past the end
  Loader loader = module->loader;
  if (module_is_glob(module) || (module->is_given && !module->given.at)) return true;
  if (loader == LOADER_NONE) {
    report_no_loader(module);
    return false;
  }
  if (loader_is_worker(loader)) {
    module->file.text = worker_starter_text(module, &options->workers);
    return true;
  }
  if (loader == LOADER_EMPTY) {
    module->file.text = (Text){nothing, 0};
    return true;
  }
  return loader_is_text(loader) ? source_read_text(module, loader != LOADER_TEXT)
                                : source_read_bytes(module);
}

void module_load(Module *module, const LoadOptions *options) {
  module->diagnostics.arena = &module->arena;
  if (options->keeps_modules && path_is_absolute(module->path)) {
    module->stamp = module_stamp_of(module->path);
  }
  if (!read_source(module, options))
    module->is_broken = true;
  else if (loader_is_script(module->loader))
    load_script(module, options);
  else
    value_load(module);
  module->is_loaded = true;
}

// ---- Analysing

static SyntaxGoal goal_of(const Module *module) {
  Text extension = path_extension(module->path);
  if (module_is_glob(module)) return module->is_meta_glob ? SYNTAX_MODULE : SYNTAX_COMMONJS;
  if (text_is(extension, TEXT(".mjs"))) return SYNTAX_MODULE;
  if (text_is(extension, TEXT(".cjs"))) return SYNTAX_COMMONJS;
  // The text decides otherwise: packages ship ES modules as .js without "type", by "module".
  return module->type == MODULE_TYPE_MODULE ? SYNTAX_MODULE : SYNTAX_UNKNOWN;
}

static ModuleKind kind_of(const Module *module) {
  uint32_t syntax = module->record.syntax;
  bool uses_commonjs = syntax & (MODULE_USES_EXPORTS | MODULE_USES_MODULE);
  bool is_function = module_is_glob(module) && !module->is_meta_glob;
  if (module->loader == LOADER_EMPTY || is_function) return MODULE_COMMONJS;
  if (syntax & (MODULE_HAS_EXPORT | MODULE_HAS_AWAIT)) return MODULE_ESM;
  if (module->record.import_metas.count > 0) return MODULE_ESM;
  if (module->type == MODULE_TYPE_MODULE) return MODULE_ESM;
  // If no import made it parse as a module, an `await` did: the file is one, even if that never
  // runs.
  if (module->tree.goal == SYNTAX_MODULE && !(syntax & MODULE_HAS_IMPORT)) return MODULE_ESM;
  if (uses_commonjs) return MODULE_COMMONJS; // which packages for bundlers do beside `import`
  if (syntax & MODULE_HAS_IMPORT) return MODULE_ESM;
  if (syntax & (MODULE_HAS_RETURN | MODULE_USES_THIS)) return MODULE_COMMONJS;
  return MODULE_SCRIPT;
}

// Without its loader, JSX is a mistake.
static void report_jsx(Module *module) {
  Diagnostics *diagnostics = &module->diagnostics;
  Place place = module_place(module, module->scopes.first_jsx);
  Text extension = path_extension(module->path);
  Diagnostic *added = diag_add(diagnostics, MESSAGE_JSX_NOT_ENABLED, place, extension);
  diag_note(diagnostics, added, MESSAGE_JSX_NOT_ENABLED_NOTE, NOWHERE, extension);
  module->is_broken = true;
}

static Text name_in_code(Module *module, const PathBases *bases) {
  if (text_is(bases->code, bases->log)) return module->file.path;
  return module_path_shown(&module->arena, module, bases->code);
}

// `name`: what code says of where elements stand.
static void compile_jsx(Module *module, const JsxOptions *options, Text name) {
  JsxInput input = {.arena = &module->syntax_arena,
                    .lasting = &module->arena,
                    .tree = &module->tree,
                    .table = &module->scopes,
                    .file = &module->file,
                    .name = name,
                    .options = options,
                    .diagnostics = &module->diagnostics,
                    .warns = !module_is_in_package(module)};
  uint32_t errors_before = module->diagnostics.error_count;
  NodeId free = jsx_compile(&input, &module->replacements, &module->record);
  bool is_react = text_is(text_until(options->factory, '.'), TEXT("React"));
  if (free && is_react) module->react_is_free = module_place(module, free);
  replacements_sort(&module->tree, &module->replacements);
  module->is_broken |= module->diagnostics.error_count > errors_before;
}

// `require` as a value: whoever has it may ask for anything.
static void report_indirect_requires(Module *module, const LoadOptions *options) {
  if (module_is_in_package(module) || options->missing_stays) return;
  const Tree *tree = &module->tree;
  for (uint32_t i = 0; i < module->record.requires.count; i++) {
    NodeId name = module->record.requires.at[i];
    NodeKind around = tree_kind(tree, tree_node(tree, name)->parent);
    bool is_called =
        around == NODE_CALL_EXPRESSION && tree_node(tree, name)->field == FIELD_FUNCTION;
    if (is_called || around == NODE_MEMBER_EXPRESSION) continue;
    diag_add(&module->diagnostics, MESSAGE_INDIRECT_REQUIRE, module_place(module, name));
  }
}

// Packages require what is there in ways of their own; in one's own code it may be a mistake,
// unless the program runs where its files are.
static void report_dynamic_requires(Module *module, const LoadOptions *options) {
  if (module_is_in_package(module) || options->missing_stays) return;
  Diagnostics *diagnostics = &module->diagnostics;
  for (uint32_t i = 0; i < module->record.dynamic_requires.count; i++) {
    Place place = module_place(module, module->record.dynamic_requires.at[i]);
    Diagnostic *added = diag_add(diagnostics, MESSAGE_DYNAMIC_REQUIRE, place);
    diag_note(diagnostics, added, MESSAGE_DYNAMIC_REQUIRE_NOTE, NOWHERE);
  }
}

static void report_evals(Module *module, const LoadOptions *options) {
  if (module_is_in_package(module) || options->missing_stays) return;
  doubts_report_evals(&module->scopes, &module->file, &module->diagnostics);
}

// What is wrong with the file's names. The record is read first: it says what is exported.
static void report_names(Module *module) {
  Diagnostics *diagnostics = &module->diagnostics;
  uint32_t errors_before = diagnostics->error_count;
  scope_report(&module->scopes, &module->file, diagnostics);
  scope_report_exports(&module->record, &module->tree, &module->file, diagnostics);
  if (!module_is_in_package(module))
    scope_report_writes(&module->scopes, &module->file, diagnostics);
  module->is_broken |= diagnostics->error_count > errors_before;
}

// What is replaced by a constant can't be meant to change.
static void report_assigned_defines(Module *module, const DefineResults *results) {
  for (uint32_t i = 0; i < results->assigned.count && !module_is_in_package(module); i++) {
    NodeId node = results->assigned.at[i];
    Diagnostic *added = diag_add(&module->diagnostics, MESSAGE_ASSIGN_TO_DEFINE,
                                 module_place(module, node), tree_text(&module->tree, node));
    diag_note(&module->diagnostics, added, MESSAGE_DEFINE_ASSIGNED_NOTE, NOWHERE);
  }
}

// What the user has set stands in for names and calls; then some code can never run.
static void replace_code(Module *module, const LoadOptions *options) {
  DeadCode dead = {.arena = &module->arena,
                   .tree = &module->tree,
                   .table = &module->scopes,
                   .out = &module->replacements};
  const Injection *injection = module->is_injected ? NULL : options->injection;
  DefineResults results = {.out = dead.out};
  const Defines *defines = injection ? &injection->defines : options->defines;
  if (options->tells_places) defines = module_places_add(module, defines, options->place_resolver);
  define_apply(dead.arena, dead.tree, &module->scopes, defines, &results);
  if (injection) injection_apply(injection, module, &results);
  report_assigned_defines(module, &results);
  if (options->stack_reader.size)
    stacks_apply(dead.arena, dead.table, options->stack_reader, dead.out);
  if (options->await_keeper.size)
    awaits_apply(dead.arena, dead.tree, options->await_keeper, dead.out);
  drop_apply(&dead, &options->drop);
  dead_find(&dead, &module->open_conditions);
}

// Sloppy code that will be a part of an ES module.
static void make_strict(Module *module) {
  Diagnostics *diagnostics = &module->diagnostics;
  Diagnostics found = {.arena = diagnostics->arena}, told = {.arena = diagnostics->arena};
  EarlyMends mends = {.has = strict_output_mends, .context = &module->scopes};
  early_check_as_strict(&module->tree, &module->file, &mends, &found);
  for (uint32_t i = 0; i < found.items.count; i++) {
    Diagnostic *item = found.items.at[i];
    diag_note(&told, item, MESSAGE_STRICT_FORMAT_NOTE, NOWHERE);
    array_push(told.arena, &told.items, item);
    told.error_count++;
  }
  module->is_broken |= told.error_count > 0;
  diag_append(diagnostics, &told);
  strict_globals_apply(&module->arena, &module->scopes, &module->replacements);
  strict_output_apply(&module->arena, &module->scopes, &module->replacements);
  bool is_repeated = module->kind == MODULE_SCRIPT && strict_output_repeats(&module->scopes);
  if (is_repeated) module->kind = MODULE_COMMONJS; // as a closure it may repeat functions
}

// ---- Reading

// What a file takes so long to read for that another thread may as well do a part of it.
enum { SHARED_FROM_BYTES = 128 << 10 };

// The tree is checked by one thread while another finds out who each name is.
typedef struct Reading {
  Module *module;
  SyntaxParse parse;
  JsxOptions jsx;
} Reading;

static JsxOptions jsx_of(Module *module, const LoadOptions *options, Diagnostics *told) {
  JsxOptions flags = options->jsx;
  if (module->loader != LOADER_JSX) return (JsxOptions){.mode = JSX_PRESERVE};
  tsconfig_apply_jsx(module->jsx, &flags);
  return jsx_options_of(&flags, &module->file, &module->tree, told);
}

static void analyze(Reading *reading) {
  Module *module = reading->module;
  JsxNames names = jsx_names_of(&reading->jsx);
  scope_analyze(&module->syntax_arena, &module->tree, &names, &module->scopes);
}

static void read_part(void *context, uint32_t part) {
  Reading *reading = context;
  if (part == 0)
    analyze(reading);
  else
    syntax_check(&reading->parse);
}

static void check_and_analyze(Reading *reading, Workers *threads) {
  if (reading->module->file.text.size >= SHARED_FROM_BYTES) {
    workers_each(threads, 2, read_part, reading);
    return;
  }
  syntax_check(&reading->parse);
  if (reading->parse.found.error_count == 0) analyze(reading);
}

// Makes the tree and the scopes, unless the module is broken. Gives what its JSX becomes.
static JsxOptions read_script(Module *module, const LoadOptions *options) {
  Reading reading = {.module = module,
                     .parse = {.arena = &module->syntax_arena,
                               .file = &module->file,
                               .goal = goal_of(module),
                               .tree = &module->tree,
                               .found = {.arena = &module->arena}}};
  Diagnostics told = {.arena = &module->arena};
  syntax_read(&reading.parse);
  if (reading.parse.is_parsed) {
    reading.jsx = jsx_of(module, options, &told);
    check_and_analyze(&reading, options->threads);
  }
  bool is_other = !syntax_settle(&reading.parse, &module->diagnostics);
  module->is_broken = module->tree.has_error;
  if (is_other) {
    told = (Diagnostics){.arena = &module->arena};
    reading.jsx = jsx_of(module, options, &told);
    analyze(&reading);
  }
  if (!module->is_broken) diag_append(&module->diagnostics, &told);
  return reading.jsx;
}

static void load_script(Module *module, const LoadOptions *options) {
  Arena *arena = &module->arena;
  JsxOptions jsx = read_script(module, options);
  if (module->is_broken) return;
  bool has_jsx = module->loader == LOADER_JSX;
  replace_code(module, options);
  if (module->is_injected) loosen_variables(module);
  if (module->scopes.first_jsx && jsx.mode != JSX_PRESERVE)
    compile_jsx(module, &jsx, name_in_code(module, &options->bases));
  if (!options->is_alone) meta_glob_apply(module, options->resolver);
  module_record_read(arena, &module->scopes, &module->record);
  module->kind = kind_of(module);
  module->is_strict = module->scopes.scopes[SCOPE_FILE].flags & SCOPE_STRICT;
  if (options->is_strict && !module->is_strict && module->kind != MODULE_ESM) make_strict(module);
  if (module->kind == MODULE_ESM && !module->scopes.has_eval) {
    Effects effects = effects_make(&module->syntax_arena, &module->scopes, &options->effects);
    parts_read(&module->syntax_arena, &effects, &module->parts);
    constants_find(module);
  } else if (module->kind == MODULE_COMMONJS) {
    Effects effects = effects_make(&module->syntax_arena, &module->scopes, &options->effects);
    commonjs_parts_read(arena, &effects, &module->record, &module->commonjs_parts);
  }
  if (!options->is_alone) report_dynamic_requires(module, options);
  if (!options->is_alone) report_indirect_requires(module, options);
  if (!options->is_alone) report_evals(module, options);
  if (!module_is_in_package(module)) {
    bool is_esm = module->kind == MODULE_ESM;
    doubts_report(&module->scopes, &module->record, is_esm, &module->file, &module->diagnostics);
  }
  report_names(module);
  if (module->scopes.first_jsx && !has_jsx) report_jsx(module);
  NodeId first = tree_first_child(&module->tree, NODE_ROOT);
  bool has_hashbang = tree_kind(&module->tree, first) == NODE_HASH_BANG_LINE;
  if (has_hashbang) module->hashbang = tree_text(&module->tree, first);
  module->directives = directives_others(arena, &module->tree);
  if (options->reads_maps) input_map_load(module, options->reads_contents);
}

void module_release_syntax(Module *module) {
  arena_release(&module->syntax_arena);
  module->tree = (Tree){.source = module->tree.source};
  module->scopes = (ScopeTable){0};
  module->parts = (Parts){0};
  module->replacements = (Replacements){0}; // they take pieces of the tree
}

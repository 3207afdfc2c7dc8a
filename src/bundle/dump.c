// One line per thing, in the fixed order of modules, so that dumps can be compared.
#include "bundle/dump.h"

#include "link/split.h"
#include "syntax/dump.h"
#include "syntax/parse.h"

static const char *const kind_names[] = {[MODULE_ESM] = "esm",
                                         [MODULE_COMMONJS] = "commonjs",
                                         [MODULE_SCRIPT] = "script",
                                         [MODULE_VALUE] = "value"};

static const char *const import_names[] = {
    [IMPORT_ENTRY] = "entry",     [IMPORT_STATEMENT] = "import", [IMPORT_DYNAMIC] = "import()",
    [IMPORT_REQUIRE] = "require", [IMPORT_RESOLVE] = "resolve",  [IMPORT_URL] = "url",
    [IMPORT_WORKER] = "worker"};

static void dump_imports(Buffer *out, const Module *module) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const ImportRecord *import = &module->record.imports.at[i];
    const ImportTarget *target = &module->targets[i];
    const Module *to = module_led_to(target);
    Text leads_to = to                                 ? to->label
                    : target->status == RESOLVE_FAILED ? TEXT("(not found)")
                                                       : TEXT("(external)");
    buffer_add_format(out, "  %s \"%.*s\" -> %.*s\n", import_names[import->kind],
                      TEXT_ARGS(import->specifier), TEXT_ARGS(leads_to));
  }
}

static void dump_exports(Buffer *out, const Module *module) {
  for (uint32_t i = 0; i < module->record.exports.count; i++) {
    buffer_add_format(out, "  export %.*s\n", TEXT_ARGS(module->record.exports.at[i].name));
  }
}

static void add_heading(Buffer *out, const Module *module) {
  buffer_add_format(out, "# %.*s (%s%s)\n", TEXT_ARGS(module->label), kind_names[module->kind],
                    module->no_side_effects ? ", no side effects" : "");
}

// What can be said of a file with errors: its tree as far as it can be recovered. One that could
// not be read has none.
static void dump_broken_tree(Buffer *out, const Module *module) {
  Arena scratch = {0};
  Tree tree = module->tree;
  if (tree.node_count > NODE_ROOT) {
    syntax_recover(&scratch, &tree);
    tree_dump(out, &tree);
  }
  arena_release(&scratch);
}

static void dump_module(Buffer *out, const Module *module, Text what) {
  if (text_is(what, TEXT("graph"))) {
    dump_imports(out, module);
    dump_exports(out, module);
  } else if (module->is_broken && text_is(what, TEXT("tree"))) {
    dump_broken_tree(out, module);
  } else if (module->kind == MODULE_VALUE || module->is_broken) {
    return;
  } else if (text_is(what, TEXT("tree"))) {
    tree_dump(out, &module->tree);
  } else {
    scope_dump(out, &module->scopes);
  }
}

// ---- Link

static void dump_linked(Buffer *out, const Plan *plan, const Module *module) {
  static const char *const wrap_names[] = {[WRAP_NONE] = "hoisted",
                                           [WRAP_FILE] = "hoisted",
                                           [WRAP_COMMONJS] = "commonjs closure",
                                           [WRAP_ESM] = "esm closure"};
  const Linked *linked = plan_of(plan, module);
  buffer_add_format(out, "# %.*s: %s\n", TEXT_ARGS(module->label),
                    linked->is_included ? wrap_names[linked->wrap] : "left out");
  if (!linked->is_included || module->kind == MODULE_VALUE) return;
  for (SymbolId id = 1; linked->slots && id < module->scopes.symbol_count; id++) {
    if (!linked->slots[id]) continue;
    Text own = scope_symbol_name(&module->scopes, id), name = plan_name(plan, linked->slots[id]);
    if (!text_is(own, name))
      buffer_add_format(out, "  %.*s becomes %.*s\n", TEXT_ARGS(own), TEXT_ARGS(name));
  }
  for (uint32_t i = 0; i < module->record.bindings.count; i++) {
    PrintName name = piece_binding_text(out->arena, plan, &linked->bindings[i]);
    buffer_add_format(out, "  import %.*s is %.*s\n", TEXT_ARGS(module->record.bindings.at[i].name),
                      TEXT_ARGS(name.text));
  }
}

static void dump_steps(Buffer *out, const Plan *plan) {
  static const char *const step_names[] = {
      [STEP_RUN] = "run",         [STEP_REQUIRE] = "require",  [STEP_INIT] = "init",
      [STEP_EXTERNAL] = "import", [STEP_WAIT] = "wait before", [STEP_CIRCLE] = "back to"};
  for (uint32_t i = 0; i < plan->steps.count; i++) {
    const Step *step = &plan->steps.at[i];
    Text what = step->kind == STEP_EXTERNAL ? plan->externals.at[step->external].path
                                            : step->module->file.path;
    buffer_add_format(out, "%s %.*s\n", step_names[step->kind], TEXT_ARGS(what));
  }
}

static void dump_chunk(Buffer *out, const Split *split, uint32_t index) {
  static const char *const kind_names_of_chunks[] = {
      [CHUNK_ENTRY] = "entry", [CHUNK_LOADED] = "import()", [CHUNK_SHARED] = "shared"};
  const Chunk *chunk = &split->chunks.at[index];
  Text of = chunk->plan.entry ? chunk->plan.entry->file.path : chunk->name;
  buffer_add_format(out, "## chunk %u: %s%s%.*s\n", index, kind_names_of_chunks[chunk->kind],
                    of.size ? " " : "", TEXT_ARGS(of));
  for (uint32_t i = 0; i < chunk->imports.count; i++)
    buffer_add_format(out, "imports chunk %u\n", chunk->imports.at[i].chunk);
  for (uint32_t i = 0; i < chunk->loads.count; i++)
    buffer_add_format(out, "import() of chunk %u\n", chunk->loads.at[i]);
  for (uint32_t i = 0; i < chunk->plan.reachable.count; i++) {
    const Module *module = chunk->plan.reachable.at[i];
    const Linked *linked = plan_of(split->whole, module);
    if (linked->is_late) buffer_add_format(out, "late %.*s\n", TEXT_ARGS(module->file.path));
    if (linked->is_inert) buffer_add_format(out, "inert %.*s\n", TEXT_ARGS(module->file.path));
    dump_linked(out, &chunk->plan, module);
  }
  dump_steps(out, &chunk->plan);
}

static void dump_split(Buffer *out, CbBuild *build) {
  Arena scratch = {0};
  Diagnostics unheard = {.arena = &scratch};
  const Split *split = link_split(&scratch, &build->graph, &build->settings.link, &unheard);
  for (uint32_t i = 0; i < split->chunks.count; i++) dump_chunk(out, split, i);
  arena_release(&scratch);
}

static void dump_link(Buffer *out, CbBuild *build) {
  for (uint32_t e = 0; e < build->graph.entries.count; e++) {
    const Module *entry = build->graph.entries.at[e];
    if (!entry || build->diagnostics.error_count > 0) continue;
    Arena scratch = {0};
    Diagnostics unheard = {.arena = &scratch};
    const Plan *plan = link_run(&scratch, &build->graph, entry, &build->settings.link, &unheard);
    for (uint32_t i = 0; i < plan->reachable.count; i++)
      dump_linked(out, plan, plan->reachable.at[i]);
    dump_steps(out, plan);
    arena_release(&scratch);
  }
}

bool build_dump(Buffer *out, CbBuild *build, Text what) {
  bool is_per_module =
      text_is(what, TEXT("tree")) || text_is(what, TEXT("scope")) || text_is(what, TEXT("graph"));
  bool is_split = build->settings.link.splits;
  bool has_link = text_is(what, TEXT("link")) && build->diagnostics.error_count == 0;
  if (has_link && is_split) dump_split(out, build);
  if (has_link && !is_split) dump_link(out, build);
  for (uint32_t i = 0; is_per_module && i < build->graph.modules.count; i++) {
    bool has_heading = build->graph.modules.count > 1 || text_is(what, TEXT("graph"));
    if (has_heading) add_heading(out, build->graph.modules.at[i]);
    dump_module(out, build->graph.modules.at[i], what);
  }
  return is_per_module || text_is(what, TEXT("link"));
}

// Paths are seen from the working folder, or absolute, as --abs-paths says.
#include "bundle/describe.h"

#include "bundle/chunk_text.h"
#include "graph/data_url.h"

#include <stdlib.h>

// "<stdout>" stays.
static Text path_of(CbBuild *build, Text path) {
  return path_is_absolute(path) ? path_shown(&build->arena, build->settings.bases.metafile, path)
                                : path;
}

static Text name_of(CbBuild *build, const Module *module) {
  const PathBases *bases = &build->settings.bases;
  if (text_is(bases->code, bases->metafile)) return module->label;
  return module_label(&build->arena, module, bases->metafile);
}

// As esbuild tells it: what a file says by itself. JSON is a module where its import says so.
static MetafileFormat format_of(const Module *module) {
  uint32_t syntax = module->record.syntax;
  bool is_plain = data_url_is(module->path) && !(syntax & (MODULE_HAS_EXPORT | MODULE_HAS_IMPORT));
  if (module->loader == LOADER_EMPTY || is_plain) return METAFILE_NO_FORMAT;
  if (module->loader == LOADER_JSON)
    return module->attribute.size ? METAFILE_ESM : METAFILE_NO_FORMAT;
  if (module->kind == MODULE_ESM) return METAFILE_ESM;
  bool is_commonjs = module->kind == MODULE_COMMONJS ||
                     (module->kind == MODULE_SCRIPT && module->type == MODULE_TYPE_COMMONJS);
  return is_commonjs ? METAFILE_COMMONJS : METAFILE_NO_FORMAT;
}

static void add_imports(CbBuild *build, const Module *module, MetafileImports *out) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const ImportRecord *import = &module->record.imports.at[i];
    const ImportTarget *target = &module->targets[i];
    const Module *module_or_copy = module_led_to(target);
    if (module_or_copy && module_or_copy->is_nowhere) continue;
    bool is_external = module_or_copy == NULL;
    bool is_url = import->kind == IMPORT_URL || import->kind == IMPORT_WORKER;
    if (is_external && is_url) continue;
    Text path = is_external ? target->path : name_of(build, module_or_copy);
    if (path.size == 0) path = import->specifier;
    if (is_external && target->is_file) path = path_of(build, path);
    MetafileImport added = {.path = path, .kind = import->kind, .is_external = is_external};
    if (!is_external) added.original = import->specifier;
    if (!is_external) added.type = module_or_copy->attribute;
    array_push(&build->arena, out, added);
  }
}

void describe_inputs(CbBuild *build) {
  Arena *arena = &build->arena;
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    const Module *module = build->graph.modules.at[i];
    if (module->is_nowhere) continue;
    MetafileInput input = {.path = name_of(build, module),
                           .type = module->attribute,
                           .bytes = module->file.text.size,
                           .format = format_of(module)};
    if (!build->settings.link.is_alone) add_imports(build, module, &input.imports);
    array_push(arena, &build->description.inputs, input);
  }
}

// A worker's script, if the output's code names it.
static void add_worker(CbBuild *build, const ImportTarget *target, MetafileOutput *out) {
  Text path = *link_worker_path(&build->settings.link, target->worker, target->form);
  if (path.size == 0) return;
  MetafileImport import = {.path = path_of(build, path), .is_url = true};
  array_push(&build->arena, &out->imports, import);
}

// The assets that the output's code knows by their URLs, and the imports that lead to copies.
static void add_assets(CbBuild *build, const Plan *plan, MetafileOutput *out) {
  Arena *arena = &build->arena;
  const Text *paths = build->settings.link.asset_paths;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    const Linked *linked = plan_of(plan, module);
    if (!linked->is_included) continue;
    if (loader_is_asset(module->loader) && linked->value_is_whole) {
      MetafileImport import = {.path = path_of(build, paths[module->id]), .is_url = true};
      array_push(arena, &out->imports, import);
    }
    for (uint32_t r = 0; r < module->record.imports.count; r++) {
      if (module->targets[r].worker) add_worker(build, &module->targets[r], out);
      const Module *copy = module->targets[r].copy;
      if (!copy) continue;
      MetafileImport import = {.path = path_of(build, paths[copy->id]),
                               .kind = module->record.imports.at[r].kind};
      array_push(arena, &out->imports, import);
    }
  }
}

// What the output imports from outside, once each.
static void add_externals(CbBuild *build, const Plan *plan, MetafileOutput *out) {
  bool is_esm = plan->options->format == OUTPUT_ESM;
  Arena scratch = {0};
  const uint8_t *uses = assembly_externals(&scratch, plan);
  for (uint32_t i = 0; i < plan->externals.count; i++) {
    if (plan->externals.at[i].copy || !uses[i]) continue;
    Text path = link_external_path(&build->arena, plan, &plan->externals.at[i]);
    MetafileImport import = {.path = text_copy(&build->arena, path),
                             .kind = is_esm ? IMPORT_STATEMENT : IMPORT_REQUIRE,
                             .is_external = true};
    array_push(&build->arena, &out->imports, import);
  }
  arena_release(&scratch);
}

// The calls of an output's modules that load from outside, once each.
static void add_calls(CbBuild *build, const Plan *plan, MetafileOutput *out) {
  Arena scratch = {0};
  Map known = {0};
  for (uint32_t m = 0; m < plan->reachable.count; m++) {
    const Module *module = plan->reachable.at[m];
    if (!plan_of(plan, module)->is_included) continue;
    for (uint32_t i = 0; i < module->record.imports.count; i++) {
      const ImportRecord *record = &module->record.imports.at[i];
      bool is_call = record->kind != IMPORT_STATEMENT && record->kind != IMPORT_URL &&
                     record->kind != IMPORT_WORKER;
      if (module_led_to(&module->targets[i]) || !is_call || record->is_glob) continue;
      Text path = link_outside_path(&build->arena, plan, module, i);
      bool is_new;
      Text key = text_format(&scratch, "%d %.*s", record->kind, TEXT_ARGS(path));
      map_add(&scratch, &known, key, &is_new);
      MetafileImport import = {.path = path, .kind = record->kind, .is_external = true};
      if (is_new) array_push(&build->arena, &out->imports, import);
    }
  }
  arena_release(&scratch);
}

static void add_names(CbBuild *build, const Plan *plan, MetafileOutput *out) {
  if (plan->options->format != OUTPUT_ESM) return;
  for (uint32_t i = 0; i < plan->exports.count; i++) {
    array_push(&build->arena, &out->exports, plan->exports.at[i].name);
  }
  bool is_commonjs = plan_is_required(plan, plan->entry);
  if (is_commonjs) array_push(&build->arena, &out->exports, TEXT("default"));
}

static void add_shares(CbBuild *build, const Plan *plan, const Piece *pieces, MetafileOutput *out) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (!plan_of(plan, module)->is_included) continue;
    MetafileShare share = {module->id, pieces[plan_place(plan, module)].bytes};
    array_push(&build->arena, &out->shares, share);
  }
}

// ---- Chunks

static void add_chunk_import(CbBuild *build, MetafileOutput *out, Text path, ImportKind kind) {
  MetafileImport import = {.path = path_of(build, path), .kind = kind};
  array_push(&build->arena, &out->imports, import);
}

static void add_chunks(CbBuild *build, const Plan *plan, MetafileOutput *out) {
  const Split *split = plan->split;
  const Chunk *chunk = &split->chunks.at[plan->chunk];
  bool is_esm = plan->options->format == OUTPUT_ESM;
  ImportKind kind = is_esm ? IMPORT_STATEMENT : IMPORT_REQUIRE;
  for (uint32_t i = 0; i < chunk->imports.count; i++)
    add_chunk_import(build, out, split->chunks.at[chunk->imports.at[i].chunk].path, kind);
  for (uint32_t i = 0; i < chunk->loads.count; i++)
    add_chunk_import(build, out, split->chunks.at[chunk->loads.at[i]].path, IMPORT_DYNAMIC);
  for (uint32_t i = 0; i < chunk->exports.count; i++) {
    Text alias = text_copy(&build->arena, split_alias(split, chunk->exports.at[i]));
    array_push(&build->arena, &out->exports, alias);
  }
}

// All that a chunk imports, and what that imports in its turn: what a browser should fetch along.
static void add_preload(CbBuild *build, const Plan *plan, MetafileOutput *out) {
  const Split *split = plan->split;
  Arena scratch = {0};
  bool *is_listed = arena_new(&scratch, bool, split->chunks.count);
  Array(uint32_t) list = {0};
  is_listed[plan->chunk] = true;
  array_push(&scratch, &list, plan->chunk);
  for (uint32_t next = 0; next < list.count; next++) {
    const Chunk *chunk = &split->chunks.at[list.at[next]];
    if (next > 0) array_push(&build->arena, &out->preload, path_of(build, chunk->path));
    for (uint32_t i = 0; i < chunk->imports.count; i++) {
      uint32_t imported = chunk->imports.at[i].chunk;
      if (is_listed[imported]) continue;
      is_listed[imported] = true;
      array_push(&scratch, &list, imported);
    }
  }
  arena_release(&scratch);
}

// As a namespace has them.
static int compare_names(const void *a, const void *b) {
  return text_compare(*(const Text *)a, *(const Text *)b);
}

static void sort_names(MetafileOutput *out) {
  if (out->exports.count > 1)
    qsort(out->exports.at, out->exports.count, sizeof *out->exports.at, compare_names);
}

// ---- Outputs

// Adds what is known of any output.
static MetafileOutput *begin(CbBuild *build, const CbOutput *output) {
  MetafileOutput out = {.path = path_of(build, text_of(output->path)), .bytes = output->size};
  array_push(&build->arena, &build->description.outputs, out);
  return &array_last(&build->description.outputs);
}

void describe_output(CbBuild *build, uint32_t first, const Plan *plan, const Piece *pieces) {
  if (!build->settings.wants_metafile) return;
  MetafileOutput *out = begin(build, &build->outputs.at[first]);
  add_shares(build, plan, pieces, out);
  add_assets(build, plan, out);
  add_externals(build, plan, out);
  add_calls(build, plan, out);
  if (chunk_exports_entry(plan)) add_names(build, plan, out);
  if (plan->split) add_chunks(build, plan, out);
  sort_names(out);
  if (plan->split && plan->entry) add_preload(build, plan, out);
  if (plan->entry) out->entry_point = name_of(build, plan->entry);
  for (uint32_t i = first + 1; i < build->outputs.count; i++) begin(build, &build->outputs.at[i]);
}

void describe_asset(CbBuild *build, const CbOutput *output, const Module *asset) {
  if (!build->settings.wants_metafile) return;
  MetafileOutput *out = begin(build, output);
  array_push(&build->arena, &out->shares, (MetafileShare){asset->id, asset->file.text.size});
  for (uint32_t i = 0; i < build->graph.entries.count; i++) {
    bool is_entry = build->graph.entries.at[i] == asset && split_is_copied(asset);
    if (is_entry) out->entry_point = name_of(build, asset);
  }
}

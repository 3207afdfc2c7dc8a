// Paths are shown as everywhere: relative to the working folder.
#include "bundle/describe.h"

static MetafileFormat format_of(const Module *module) {
  // JSON is what it is imported as, see note_requires.
  if (module->kind == MODULE_ESM || module->loader == LOADER_JSON) return METAFILE_ESM;
  return module->kind == MODULE_COMMONJS ? METAFILE_COMMONJS : METAFILE_NO_FORMAT;
}

static void add_imports(Arena *arena, const Module *module, MetafileImports *out) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const ImportRecord *import = &module->record.imports.at[i];
    const ImportTarget *target = &module->targets[i];
    const Module *module_or_copy = module_led_to(target);
    bool is_external = module_or_copy == NULL;
    Text path = is_external ? target->path : module_or_copy->label;
    if (path.size == 0) path = import->specifier;
    MetafileImport added = {.path = path, .kind = import->kind, .is_external = is_external};
    if (!is_external) added.original = import->specifier;
    if (!is_external) added.type = module_or_copy->attribute;
    array_push(arena, out, added);
  }
}

// JSON that somebody requires is wrapped as CommonJS.
static void note_requires(CbBuild *build) {
  Metafile *description = &build->description;
  for (uint32_t m = 0; m < description->inputs.count; m++) {
    const Module *module = build->graph.modules.at[m];
    for (uint32_t i = 0; i < module->record.imports.count; i++) {
      const Module *target = module->targets[i].module;
      bool is_required = target && module->record.imports.at[i].kind == IMPORT_REQUIRE;
      if (is_required && target->loader == LOADER_JSON) {
        description->inputs.at[target->id].format = METAFILE_COMMONJS;
      }
    }
  }
}

void describe_inputs(CbBuild *build) {
  Arena *arena = &build->arena;
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    const Module *module = build->graph.modules.at[i];
    MetafileInput input = {.path = module->label,
                           .type = module->attribute,
                           .bytes = module->file.text.size,
                           .format = format_of(module)};
    add_imports(arena, module, &input.imports);
    array_push(arena, &build->description.inputs, input);
  }
  note_requires(build);
}

static Text shown_path(CbBuild *build, const CbOutput *output) {
  Text path = text_of(output->path);
  if (!path_is_absolute(path)) return path;
  return path_relative(&build->arena, build->settings.working_folder, path);
}

static Text shown_asset(CbBuild *build, const Module *asset) {
  return path_relative(&build->arena, build->settings.working_folder,
                       build->settings.link.asset_paths[asset->id]);
}

// The assets that the output's code knows by their URLs, and the imports that lead to copies.
static void add_assets(CbBuild *build, const Plan *plan, MetafileOutput *out) {
  Arena *arena = &build->arena;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    const Linked *linked = plan_of(plan, module);
    if (!linked->is_included) continue;
    if (loader_is_asset(module->loader) && linked->value_is_whole) {
      MetafileImport import = {.path = shown_asset(build, module), .is_url = true};
      array_push(arena, &out->imports, import);
    }
    for (uint32_t r = 0; r < module->record.imports.count; r++) {
      const Module *copy = module->targets[r].copy;
      if (!copy) continue;
      MetafileImport import = {.path = shown_asset(build, copy),
                               .kind = module->record.imports.at[r].kind};
      array_push(arena, &out->imports, import);
    }
  }
}

// What the output imports from outside, once each.
static void add_externals(CbBuild *build, const Plan *plan, MetafileOutput *out) {
  bool is_esm = plan->options->format == OUTPUT_ESM;
  for (uint32_t i = 0; i < plan->externals.count; i++) {
    if (plan->externals.at[i].copy) continue;
    MetafileImport import = {.path = text_copy(&build->arena, plan->externals.at[i].path),
                             .kind = is_esm ? IMPORT_STATEMENT : IMPORT_REQUIRE,
                             .is_external = true};
    array_push(&build->arena, &out->imports, import);
  }
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
      if (module->targets[i].module || record->kind == IMPORT_STATEMENT) continue;
      Text path = module->targets[i].path.size ? module->targets[i].path : record->specifier;
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

void describe_output(CbBuild *build, const CbOutput *output, const Plan *plan,
                     const Piece *pieces) {
  MetafileOutput out = {.path = shown_path(build, output), .bytes = output->size};
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (!plan_of(plan, module)->is_included) continue;
    MetafileShare share = {module->id, pieces[module->id].text.size};
    array_push(&build->arena, &out.shares, share);
  }
  add_assets(build, plan, &out);
  add_externals(build, plan, &out);
  add_calls(build, plan, &out);
  add_names(build, plan, &out);
  out.entry_point = plan->entry->label;
  array_push(&build->arena, &build->description.outputs, out);
}

void describe_asset(CbBuild *build, const CbOutput *output, const Module *asset) {
  MetafileOutput out = {.path = shown_path(build, output), .bytes = output->size};
  array_push(&build->arena, &out.shares, (MetafileShare){asset->id, output->size});
  for (uint32_t i = 0; i < build->graph.entries.count; i++) {
    if (build->graph.entries.at[i] == asset) out.entry_point = asset->label;
  }
  array_push(&build->arena, &build->description.outputs, out);
}

void describe_extra(CbBuild *build, const CbOutput *output) {
  MetafileOutput out = {.path = shown_path(build, output), .bytes = output->size};
  array_push(&build->arena, &build->description.outputs, out);
}

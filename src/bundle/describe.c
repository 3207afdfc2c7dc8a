// Paths are shown as everywhere: relative to the working folder.
#include "bundle/describe.h"

#include "syntax/literal.h"

static MetafileFormat format_of(const Module *module) {
  // JSON is what it is imported as, see note_import.
  if (module->kind == MODULE_ESM || module->kind == MODULE_JSON) return METAFILE_ESM;
  return module->kind == MODULE_COMMONJS ? METAFILE_COMMONJS : METAFILE_NO_FORMAT;
}

// The attributes of an import statement, which the parser has checked.
static MetafileAttributes attributes_of(Arena *arena, const Module *module, NodeId statement) {
  MetafileAttributes attributes = {0};
  const Tree *tree = &module->tree;
  NodeId clause = tree_child_of_kind(tree, statement, NODE_IMPORT_ATTRIBUTE);
  if (!clause) return attributes;
  tree_each_named(tree, tree_child_of_kind(tree, clause, NODE_OBJECT), pair) {
    MetafileAttribute attribute = {0};
    NodeId value = tree_child(tree, pair, FIELD_VALUE);
    if (tree_kind(tree, value) != NODE_STRING) continue;
    if (!literal_property_key(arena, tree, tree_child(tree, pair, FIELD_KEY), &attribute.key))
      continue;
    attribute.value = literal_string_value(arena, tree, value);
    array_push(arena, &attributes, attribute);
  }
  return attributes;
}

static void add_imports(Arena *arena, const Module *module, MetafileImports *out) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const ImportRecord *import = &module->record.imports.at[i];
    const ImportTarget *target = &module->targets[i];
    bool is_external = target->module == NULL;
    Text path = is_external ? target->path : target->module->file.path;
    if (path.size == 0) path = import->specifier;
    MetafileImport added = {.path = path, .kind = import->kind, .is_external = is_external};
    if (!is_external) added.original = import->specifier;
    if (import->kind == IMPORT_STATEMENT) {
      added.attributes = attributes_of(arena, module, import->node);
    }
    array_push(arena, out, added);
  }
}

// What an import says of the module that it leads to.
static void note_import(MetafileInput *input, const Module *target, const MetafileImport *import) {
  bool is_required = import->kind == IMPORT_REQUIRE && target->kind == MODULE_JSON;
  if (is_required) input->format = METAFILE_COMMONJS;
  if (input->attributes.count == 0) input->attributes = import->attributes;
}

static void note_imports(CbBuild *build) {
  Metafile *description = &build->description;
  for (uint32_t m = 0; m < description->inputs.count; m++) {
    const Module *module = build->graph.modules.at[m];
    for (uint32_t i = 0; i < module->record.imports.count; i++) {
      const Module *target = module->targets[i].module;
      if (!target) continue;
      const MetafileImport *import = &description->inputs.at[m].imports.at[i];
      note_import(&description->inputs.at[target->id], target, import);
    }
  }
}

void describe_inputs(CbBuild *build) {
  Arena *arena = &build->arena;
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    const Module *module = build->graph.modules.at[i];
    MetafileInput input = {
        .path = module->file.path, .bytes = module->file.text.size, .format = format_of(module)};
    add_imports(arena, module, &input.imports);
    array_push(arena, &build->description.inputs, input);
  }
  note_imports(build);
}

static Text shown_path(CbBuild *build, const CbOutput *output) {
  Text path = text_of(output->path);
  if (!path_is_absolute(path)) return path;
  return path_relative(&build->arena, build->settings.working_folder, path);
}

// What the output imports from outside, once each.
static void add_externals(CbBuild *build, const Plan *plan, MetafileOutput *out) {
  bool is_esm = plan->options->format == OUTPUT_ESM;
  for (uint32_t i = 0; i < plan->externals.count; i++) {
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
  add_externals(build, plan, &out);
  add_calls(build, plan, &out);
  add_names(build, plan, &out);
  out.entry_point = plan->entry->file.path;
  array_push(&build->arena, &build->description.outputs, out);
}

void describe_extra(CbBuild *build, const CbOutput *output) {
  MetafileOutput out = {.path = shown_path(build, output), .bytes = output->size};
  array_push(&build->arena, &build->description.outputs, out);
}

// Externals: modules that stay outside. One variable, or one import statement, serves all modules
// of the output that import the same one in the same way.
#include "base/buffer.h"
#include "link/passes.h"
#include "print/string_literal.h"

Text link_outside_path(Arena *arena, const Plan *plan, const Module *module, uint32_t record) {
  const ImportTarget *target = &module->targets[record];
  if (target->copy) return link_asset_url(arena, plan, target->copy);
  if (target->path.size == 0) return module->record.imports.at[record].specifier;
  if (!target->is_file) return target->path;
  return path_specifier(arena, plan->options->output_folder, target->path);
}

Text link_external_path(Arena *arena, const Plan *plan, const External *external) {
  if (!plan->split) return external->path;
  return link_outside_path(arena, plan, external->importer, external->record);
}

// The attributes of an import, as they are written in import statements.
static Text attributes_text(Arena *arena, const ImportRecord *import, bool is_ascii_only) {
  Buffer out = {.arena = arena};
  for (uint32_t i = 0; i < import->attributes.count; i++) {
    const ImportAttribute *attribute = &import->attributes.at[i];
    buffer_add_text(&out, i ? TEXT(", ") : TEXT("{ "));
    if (name_is_plain(attribute->key))
      buffer_add_text(&out, attribute->key);
    else
      string_literal_add(&out, attribute->key, is_ascii_only);
    buffer_add_literal(&out, ": ");
    string_literal_add(&out, attribute->value, is_ascii_only);
  }
  if (out.size) buffer_add_literal(&out, " }");
  return buffer_text(&out);
}

static bool is_quiet(const Plan *plan, const Module *module, uint32_t record) {
  bool is_shaken = !plan->options->keeps_everything && !plan->options->is_alone;
  bool is_run = module->record.imports.at[record].phase != PHASE_SOURCE;
  return is_shaken && is_run && module->targets[record].is_quiet;
}

static uint32_t find_or_add(Plan *plan, const Module *module, uint32_t record) {
  Text path = link_outside_path(plan->arena, plan, module, record);
  bool is_node_mode = module->type == MODULE_TYPE_MODULE;
  Text attributes = attributes_text(plan->arena, &module->record.imports.at[record],
                                    plan->options->is_ascii_only);
  static const Text phases[] = {
      [PHASE_EVALUATION] = {"", 0}, [PHASE_DEFER] = {"d", 1}, [PHASE_SOURCE] = {"s", 1}};
  ImportPhase phase = module->record.imports.at[record].phase;
  Text key = text_concat(plan->arena, is_node_mode ? TEXT("1") : TEXT("0"), phases[phase],
                         TEXT(" "), path, TEXT("\n"), attributes);
  bool is_new;
  uint32_t *index = map_add(plan->arena, &plan->external_indices, key, &is_new);
  if (is_new) {
    *index = plan->externals.count;
    array_push(plan->arena, &plan->externals,
               (External){.path = text_copy(plan->arena, path),
                          .phase = phase,
                          .attributes = attributes,
                          .importer = module,
                          .record = record,
                          .copy = module->targets[record].copy,
                          .is_quiet = is_quiet(plan, module, record),
                          .is_node_mode = is_node_mode});
  }
  return *index;
}

void list_externals(Plan *plan) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    uint32_t count = module->record.imports.count;
    uint32_t *externals = arena_new(plan->arena, uint32_t, count);
    for (uint32_t r = 0; r < count; r++) {
      bool is_statement = module->record.imports.at[r].kind == IMPORT_STATEMENT;
      if (is_statement && plan_is_external(module, r))
        externals[r] = find_or_add(plan, module, r) + 1;
    }
    plan_of(plan, module)->externals = externals;
  }
}

// A statement can export them again; an object has to be filled with them.
void use_external_stars(Plan *plan) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Linked *linked = plan_of(plan, plan->reachable.at[i]);
    if (!linked->needs_namespace || !linked->exports_are_kept) continue;
    for (uint32_t star = 0; star < linked->exports.dynamic.count; star++) {
      const Binding *binding = &linked->exports.dynamic.at[star];
      if (binding->kind != BINDING_EXTERNAL) continue;
      external_use(plan, binding->module, binding->record, binding->name);
    }
  }
}

void external_use(Plan *plan, const Module *module, uint32_t record, Text name) {
  External *external = link_external(plan, module, record);
  bool has_statements = plan->options->format == OUTPUT_ESM;
  if (!has_statements || text_is(name, TEXT("*"))) {
    external->needs_namespace = true;
    return;
  }
  bool is_new;
  uint32_t *index = map_add(plan->arena, &external->name_indices, name, &is_new);
  if (!is_new) return;
  *index = external->names.count;
  array_push(plan->arena, &external->names, name);
}

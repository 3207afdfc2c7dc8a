// Externals: modules that stay outside. One variable, or one import statement, serves all modules
// of the output that import the same one in the same way.
#include "link/passes.h"

uint32_t external_of(Plan *plan, const Module *module, uint32_t record) {
  const ImportTarget *target = &module->targets[record];
  Text path = target->path.size ? target->path : module->record.imports.at[record].specifier;
  bool is_node_mode = module->type == MODULE_TYPE_MODULE;
  Text key = text_concat(plan->arena, is_node_mode ? TEXT("1") : TEXT("0"), path);
  bool is_new;
  uint32_t *index = map_add(plan->arena, &plan->external_indices, key, &is_new);
  if (is_new) {
    *index = plan->externals.count;
    array_push(plan->arena, &plan->externals,
               (External){.path = text_slice(key, 1, key.size), .is_node_mode = is_node_mode});
  }
  return *index;
}

void external_use(Plan *plan, const Module *module, uint32_t record, Text name) {
  External *external = &plan->externals.at[external_of(plan, module, record)];
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

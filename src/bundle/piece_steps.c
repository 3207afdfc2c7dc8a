// The lines that run other modules, and those that fill namespace objects.
#include "bundle/piece.h"

static Text helper(const Plan *plan, RuntimeHelper which, uint32_t *helpers) {
  *helpers |= 1u << which;
  return plan_name(plan, plan->helper_slots[which]);
}

// What a CommonJS module, or a module outside, is imported as.
typedef struct Import {
  SlotId slot;
  Text value; // what is called for it
  bool is_node_mode, is_lazy;
} Import;

// `var import_foo = __toESM(value, 1);`, or, where several closures share it, once.
static void add_import(Buffer *out, const Plan *plan, const Import *import, uint32_t *helpers) {
  Text name = plan_name(plan, import->slot);
  if (import->is_lazy)
    buffer_add_format(out, "%.*s || (", TEXT_ARGS(name));
  else
    buffer_add_literal(out, "var ");
  buffer_add_format(out, "%.*s = %.*s(%.*s%s)%s;\n", TEXT_ARGS(name),
                    TEXT_ARGS(helper(plan, RUNTIME_TO_ESM, helpers)), TEXT_ARGS(import->value),
                    import->is_node_mode ? ", 1" : "", import->is_lazy ? ")" : "");
}

static void add_require(Buffer *out, const Plan *plan, const Step *step, uint32_t *helpers) {
  const Linked *linked = plan_of(plan, step->module);
  Import import = {.slot = linked->import_slots[step->is_node_mode],
                   .is_node_mode = step->is_node_mode,
                   .is_lazy = linked->is_used_lazily};
  import.value = text_concat(out->arena, plan_name(plan, linked->wrapper_slot), TEXT("()"));
  if (linked->import_is_used[step->is_node_mode])
    add_import(out, plan, &import, helpers);
  else
    buffer_add_format(out, "%.*s;\n", TEXT_ARGS(import.value));
}

// Import statements stand at the top of an ES module; elsewhere externals are required.
static void add_external(Buffer *out, const Plan *plan, const Step *step, uint32_t *helpers) {
  OutputFormat format = plan->options->format;
  if (format == OUTPUT_ESM) return;
  const External *external = &plan->externals.at[step->external];
  Buffer call = {.arena = out->arena};
  if (format == OUTPUT_CJS)
    buffer_add_literal(&call, "require");
  else
    buffer_add_text(&call, helper(plan, RUNTIME_REQUIRE, helpers));
  buffer_add_byte(&call, '(');
  buffer_add_json_string(&call, external->path);
  buffer_add_byte(&call, ')');
  Import import = {.slot = external->namespace_slot,
                   .value = buffer_text(&call),
                   .is_node_mode = external->is_node_mode,
                   .is_lazy = external->is_used_lazily};
  if (external->needs_namespace)
    add_import(out, plan, &import, helpers);
  else
    buffer_add_format(out, "%.*s;\n", TEXT_ARGS(import.value));
}

void piece_add_step(Buffer *out, const Plan *plan, const Step *step, uint32_t *helpers) {
  switch (step->kind) {
  case STEP_RUN: break; // a piece of its own
  case STEP_REQUIRE: add_require(out, plan, step, helpers); break;
  case STEP_EXTERNAL: add_external(out, plan, step, helpers); break;
  case STEP_INIT: {
    const Linked *linked = plan_of(plan, step->module);
    buffer_add_format(out, "%s%.*s();\n", linked->is_async ? "await " : "",
                      TEXT_ARGS(plan_name(plan, linked->wrapper_slot)));
    break;
  }
  }
}

// ---- Namespaces

static void add_getter(Buffer *out, Text name, Text value) {
  buffer_add_literal(out, "  ");
  if (name_is_plain(name) && !text_is(name, TEXT("__proto__"))) {
    buffer_add_text(out, name);
  } else {
    buffer_add_byte(out, '[');
    buffer_add_json_string(out, name);
    buffer_add_byte(out, ']');
  }
  buffer_add_format(out, ": () => %.*s,\n", TEXT_ARGS(value));
}

static void add_json_getters(Buffer *out, const Plan *plan, const Module *module) {
  Text value = plan_name(plan, plan_of(plan, module)->default_slot);
  add_getter(out, TEXT("default"), value);
  for (uint32_t i = 0; i < module->json_keys.count; i++) {
    Text key = module->json_keys.at[i];
    if (text_is(key, TEXT("default")) || !name_is_plain(key)) continue;
    add_getter(out, key, text_concat(out->arena, value, TEXT("."), key));
  }
}

// Inside its closure, a module's own names are what its source calls them.
static Text getter_value(Arena *arena, const Plan *plan, const Module *module,
                         const Binding *binding) {
  bool is_own = binding->module == module && plan_of(plan, module)->wrap == WRAP_ESM;
  if (is_own && binding->kind == BINDING_SYMBOL) {
    return scope_symbol_name(&module->scopes, binding->symbol);
  }
  if (is_own && binding->kind == BINDING_DEFAULT) {
    return plan_name(plan, plan_of(plan, module)->default_slot);
  }
  return piece_binding_text(arena, plan, binding).text;
}

static void add_getters(Buffer *out, const Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  for (uint32_t i = 0; i < linked->namespace_names.count; i++) {
    const NamedExport *export = &linked->namespace_names.at[i];
    add_getter(out, export->name, getter_value(out->arena, plan, module, &export->binding));
  }
}

void piece_add_namespace(Buffer *out, const Plan *plan, const Module *module, uint32_t *helpers) {
  const Linked *linked = plan_of(plan, module);
  Text name = plan_name(plan, linked->namespace_slot);
  buffer_add_format(out, "%.*s(%.*s, {\n", TEXT_ARGS(helper(plan, RUNTIME_EXPORT, helpers)),
                    TEXT_ARGS(name));
  if (module->kind == MODULE_JSON)
    add_json_getters(out, plan, module);
  else
    add_getters(out, plan, module);
  buffer_add_literal(out, "});\n");
}

void piece_add_stars(Buffer *out, const Plan *plan, const Module *module, uint32_t *helpers) {
  const ExportTable *table = &plan_of(plan, module)->exports;
  for (uint32_t i = 0; i < table->dynamic.count; i++) {
    Text namespace = plan_name(plan, plan_of(plan, module)->namespace_slot);
    Text source = piece_binding_text(out->arena, plan, &table->dynamic.at[i]).text;
    buffer_add_format(out, "%.*s(%.*s, %.*s);\n",
                      TEXT_ARGS(helper(plan, RUNTIME_REEXPORT, helpers)), TEXT_ARGS(namespace),
                      TEXT_ARGS(source));
  }
}

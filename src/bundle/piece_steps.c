// The lines that run other modules, and those that fill namespace objects.
#include "bundle/piece.h"

#include "bundle/runtime.h"
#include "print/string_literal.h"

static Text helper(const PieceWriter *writer, RuntimeHelper which) {
  return runtime_use(writer->plan, writer->helpers, which);
}

typedef struct ImportVariable {
  SlotId slot;
  const Module *module; // NULL: it stays outside
  bool is_node_mode;
  bool is_lazy; // whatever runs first sets it
} ImportVariable;

Text piece_to_esm(Arena *arena, const PieceWriter *writer, const Interop *interop) {
  Buffer out = {.arena = arena};
  const Plan *plan = writer->plan;
  const Linked *linked = interop->module ? plan_of(plan, interop->module) : NULL;
  bool has_names = linked && linked->lists_unset[interop->is_node_mode];
  if (has_names) buffer_add_format(&out, "%.*s(", TEXT_ARGS(helper(writer, RUNTIME_WITH_NAMES)));
  buffer_add_format(&out, "%.*s(%.*s%s)", TEXT_ARGS(helper(writer, RUNTIME_TO_ESM)),
                    TEXT_ARGS(interop->value), interop->is_node_mode ? ", 1" : "");
  for (uint32_t i = 0; has_names && i < linked->unset_names.count; i++) {
    buffer_add_text(&out, i ? TEXT(", ") : TEXT(", ["));
    piece_add_quoted(&out, plan, linked->unset_names.at[i]);
  }
  if (has_names) buffer_add_literal(&out, "])");
  return buffer_text(&out);
}

// `import_foo = __toESM(value, 1);`
static void add_import(const PieceWriter *writer, ImportVariable variable, Text value) {
  Buffer *out = writer->out;
  Text name = plan_name(writer->plan, variable.slot);
  if (variable.is_lazy)
    buffer_add_format(out, "%.*s || (", TEXT_ARGS(name));
  else
    buffer_add_literal(out, "var ");
  Interop interop = {variable.module, value, variable.is_node_mode};
  buffer_add_format(out, "%.*s = %.*s%s;\n", TEXT_ARGS(name),
                    TEXT_ARGS(piece_to_esm(out->arena, writer, &interop)),
                    variable.is_lazy ? ")" : "");
}

// Whether a module may fail and be imported by something that runs later.
static bool may_fail_again(const Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  bool is_elsewhere = plan->split && !plan_owns(plan, linked->wrapper_slot);
  return module->kind != MODULE_VALUE && (linked->is_used_lazily || is_elsewhere ||
                                          linked->loader_slots[0] || linked->loader_slots[1]);
}

Text piece_imported_value(Arena *arena, const PieceWriter *writer, const Module *module) {
  Text wrapper = plan_name(writer->plan, plan_of(writer->plan, module)->wrapper_slot);
  if (!may_fail_again(writer->plan, module)) return text_concat(arena, wrapper, TEXT("()"));
  return text_concat(arena, helper(writer, RUNTIME_REQUIRE_ONCE), TEXT("("), wrapper, TEXT(")"));
}

static void add_require(const PieceWriter *writer, const Step *step) {
  const Linked *linked = plan_of(writer->plan, step->module);
  SlotId loader = linked->loader_slots[step->is_node_mode];
  Text call = loader ? text_concat(writer->out->arena, plan_name(writer->plan, loader), TEXT("()"))
                     : piece_imported_value(writer->out->arena, writer, step->module);
  if (linked->import_is_used[step->is_node_mode] && !loader) {
    ImportVariable variable = {linked->import_slots[step->is_node_mode], step->module,
                               step->is_node_mode, linked->is_used_lazily};
    add_import(writer, variable, call);
  } else {
    buffer_add_format(writer->out, "%.*s;\n", TEXT_ARGS(call));
  }
}

// Whether `require` means Node's where the statements stand: in a closure, the module may declare
// one of its own.
static bool has_require(const PieceWriter *writer) {
  if (writer->plan->options->format != OUTPUT_CJS) return false;
  const Module *closure = writer->closure;
  uint8_t declared = ATOM_TOP_LEVEL | ATOM_NESTED;
  return !closure || !(scope_name_uses(&closure->scopes, TEXT("require")) & declared);
}

// Import statements stand at the top of an ES module; elsewhere externals are required.
static void add_external(const PieceWriter *writer, const Step *step) {
  if (writer->plan->options->format == OUTPUT_ESM) return;
  const External *external = &writer->plan->externals.at[step->external];
  Buffer call = {.arena = writer->out->arena};
  buffer_add_text(&call, has_require(writer) ? TEXT("require") : helper(writer, RUNTIME_REQUIRE));
  buffer_add_byte(&call, '(');
  piece_add_quoted(&call, writer->plan, link_external_path(call.arena, writer->plan, external));
  buffer_add_byte(&call, ')');
  if (external->needs_namespace) {
    ImportVariable variable = {external->namespace_slot, NULL, external->is_node_mode,
                               external->is_used_lazily};
    add_import(writer, variable, buffer_text(&call));
  } else {
    buffer_add_format(writer->out, "%.*s;\n", TEXT_ARGS(buffer_text(&call)));
  }
}

static void add_init(const PieceWriter *writer, const Step *step) {
  const Linked *linked = plan_of(writer->plan, step->module);
  bool is_asked = linked->is_async && writer->asker.size > 0;
  bool is_awaited = linked->is_async && writer->asker.size == 0;
  buffer_add_format(writer->out, "%s%.*s(%.*s);\n", is_awaited ? "await " : "",
                    TEXT_ARGS(plan_name(writer->plan, linked->wrapper_slot)),
                    TEXT_ARGS(is_asked ? writer->asker : TEXT("")));
}

void piece_add_step(const PieceWriter *writer, const Step *step) {
  switch (step->kind) {
  case STEP_RUN: break; // a piece of its own
  case STEP_REQUIRE: add_require(writer, step); break;
  case STEP_EXTERNAL: add_external(writer, step); break;
  case STEP_INIT: add_init(writer, step); break;
  case STEP_WAIT:
    buffer_add_format(writer->out, "await %.*s();\n", TEXT_ARGS(writer->asker));
    break;
  case STEP_CIRCLE:
    buffer_add_format(writer->out, "%.*s(%.*s);\n",
                      TEXT_ARGS(plan_name(writer->plan, writer->plan->started_slot)),
                      TEXT_ARGS(writer->asker));
    break;
  }
}

// ---- Namespaces

static void add_getter(Buffer *out, const Plan *plan, Text name, Text value) {
  buffer_add_literal(out, "  ");
  if (name_is_plain(name) && !text_is(name, TEXT("__proto__"))) {
    buffer_add_text(out, name);
  } else {
    buffer_add_byte(out, '[');
    string_literal_add(out, name, true);
    buffer_add_byte(out, ']');
  }
  buffer_add_literal(out, ": () => ");
  piece_add_name(out, plan, value);
  buffer_add_literal(out, ",\n");
}

static void add_value_getters(Buffer *out, const Plan *plan, const Module *module) {
  Text value = plan_name(plan, plan_of(plan, module)->default_slot);
  add_getter(out, plan, TEXT("default"), value);
  for (uint32_t i = 0; i < module->keys.count; i++) {
    Text key = module->keys.at[i].name;
    add_getter(out, plan, key, piece_member_text(out->arena, value, key));
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
    add_getter(out, plan, export->name, getter_value(out->arena, plan, module, &export->binding));
  }
}

// Whether `export *` brings names that are known only when it runs.
static bool is_open(const Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  return linked->exports_are_kept && linked->exports.dynamic.count > 0;
}

void piece_add_empty_namespace(const PieceWriter *writer, const Module *module) {
  const Linked *linked = plan_of(writer->plan, module);
  buffer_add_format(writer->out,
                    "%.*s = ", TEXT_ARGS(plan_name(writer->plan, linked->namespace_slot)));
  if (linked->is_looked_into)
    buffer_add_format(writer->out, "%.*s()", TEXT_ARGS(helper(writer, RUNTIME_EXACT)));
  else
    buffer_add_literal(writer->out, "{__proto__: null}");
}

void piece_add_namespace(const PieceWriter *writer, const Module *module) {
  Buffer *out = writer->out;
  const Plan *plan = writer->plan;
  Text name = plan_name(plan, plan_of(plan, module)->namespace_slot);
  buffer_add_format(out, "%.*s(%.*s, {\n", TEXT_ARGS(helper(writer, RUNTIME_EXPORT)),
                    TEXT_ARGS(name));
  if (module->kind == MODULE_VALUE)
    add_value_getters(out, plan, module);
  else
    add_getters(out, plan, module);
  buffer_add_text(out, is_open(plan, module) ? TEXT("}, 1);\n") : TEXT("});\n"));
}

void piece_add_exports(const PieceWriter *writer, const Module *module) {
  buffer_add_format(writer->out, "%.*s({\n", TEXT_ARGS(helper(writer, RUNTIME_EXPORTS)));
  add_getters(writer->out, writer->plan, module);
  buffer_add_literal(writer->out, "})");
}

void piece_add_stars(const PieceWriter *writer, const Module *module) {
  Buffer *out = writer->out;
  const Plan *plan = writer->plan;
  if (!is_open(plan, module)) return;
  const ExportTable *table = &plan_of(plan, module)->exports;
  Text namespace = plan_name(plan, plan_of(plan, module)->namespace_slot);
  buffer_add_format(out, "%.*s(%.*s, [", TEXT_ARGS(helper(writer, RUNTIME_REEXPORT)),
                    TEXT_ARGS(namespace));
  for (uint32_t i = 0; i < table->dynamic.count; i++) {
    Text source = piece_binding_text(out->arena, plan, &table->dynamic.at[i]).text;
    buffer_add_format(out, "%s%.*s", i ? ", " : "", TEXT_ARGS(source));
  }
  buffer_add_literal(out, "]);\n");
}

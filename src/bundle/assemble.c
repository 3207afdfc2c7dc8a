// An output is a list of sections: text of our own, and pieces. They are listed first, as the
// runtime at the top depends on all that comes below; then joined.
#include "bundle/assemble.h"

#include "base/dotted_name.h"
#include "base/utf8.h"
#include "bundle/chunk_text.h"
#include "bundle/import_meta.h"
#include "bundle/legal.h"
#include "bundle/minified.h"
#include "bundle/runtime.h"
#include "syntax/name.h"
#include "syntax/parse.h"

typedef struct Section {
  Text text;
  Piece *piece; // NULL: text of our own
} Section;

struct Assembly {
  Arena *arena;
  const Plan *plan;
  Piece *pieces;
  const AssembleOptions *options;
  Array(Section) sections;
  uint32_t program, program_end; // the sections that are made smaller together
  // Of these, those whose statements can be cut apart: all of a module, else those in a function
  // that the rest is around; see MinifyOptions. NO_INDEX: none.
  uint32_t body, body_end;
  Array(MinifiedPart) parts; // what the smaller one is made of
  Array(uint32_t) cuts;      // where the program's text can be cut: MinifyOptions.cuts
  uint32_t helpers;
  Text names_for_node; // if they must not be minified
  Text legal;
};

static void add(Assembly *self, Text text) {
  if (text.size) array_push(self->arena, &self->sections, (Section){.text = text});
}

static void add_piece(Assembly *self, const Module *module) {
  Piece *piece = &self->pieces[plan_place(self->plan, module)];
  self->helpers |= piece->helpers;
  array_push(self->arena, &self->sections, (Section){piece->text, piece});
}

static Text helper(Assembly *self, RuntimeHelper which) {
  return runtime_use(self->plan, &self->helpers, which);
}

// ---- What comes before any module

// `var name = ` for a plain name; for `a.b.c`, `var a; ((a ||= {}).b ||= {}).c = `, which makes the
// objects on the way. `this` and `import.meta` are there.
static void add_global_name(Buffer *out, const Plan *plan, Text name) {
  uint32_t end = 0;
  dotted_name_step(name, &end);
  Text root = text_slice(name, 0, end);
  bool is_import = text_is(root, TEXT("import")),
       is_there = is_import || text_is(root, TEXT("this"));
  if (is_import) dotted_name_step(name, &end);
  if (is_there) dotted_name_step(name, &end);
  Text object = text_slice(name, 0, end);
  if (!is_there) buffer_add_literal(out, "var ");
  if (!is_there && end < name.size) {
    piece_add_name(out, plan, object);
    buffer_add_literal(out, ";\n");
  }
  for (uint32_t start = end; end < name.size; start = end) {
    dotted_name_step(name, &end);
    object =
        text_concat(out->arena, TEXT("("), object, TEXT(" ||= {})"), text_slice(name, start, end));
  }
  piece_add_name(out, plan, object);
  buffer_add_literal(out, " = ");
}

// Whether the program is an async function, whose promise is returned, or left to itself.
static bool is_awaited(const Assembly *self) {
  const Plan *plan = self->plan;
  return plan->options->returns_promise && !plan->split && plan_of(plan, plan->entry)->is_async;
}

static void add_banner(Assembly *self) {
  Buffer out = {.arena = self->arena};
  const AssembleOptions *options = self->options;
  const Module *entry = self->plan->entry;
  Text hashbang = entry ? entry->hashbang : TEXT("");
  if (hashbang.size) buffer_add_format(&out, "%.*s\n", TEXT_ARGS(hashbang));
  if (options->banner.size) buffer_add_format(&out, "%.*s\n", TEXT_ARGS(options->banner));
  add(self, buffer_text(&out));
}

static void add_opening(Assembly *self) {
  Buffer out = {.arena = self->arena};
  const AssembleOptions *options = self->options;
  bool is_copied = self->plan->options->is_copied;
  const Module *entry = self->plan->entry;
  if (entry && !is_copied) buffer_add_text(&out, entry->directives);
  if (self->plan->strictness == STRICT_EVERYWHERE && !is_copied)
    buffer_add_literal(&out, "\"use strict\";\n");
  const char *async = is_awaited(self) ? "async " : "";
  if (options->format == OUTPUT_IIFE) {
    if (options->global_name.size) add_global_name(&out, self->plan, options->global_name);
    buffer_add_format(&out, "(%s() => {\n", async);
  } else if (is_awaited(self)) {
    buffer_add_literal(&out, "return (async () => {\n");
  }
  add(self, buffer_text(&out));
}

// ---- Imports from outside

static void add_export_name(Buffer *out, const Plan *plan, Text name) {
  if (name_is_plain(name))
    buffer_add_text(out, name);
  else
    piece_add_quoted(out, plan, name);
}

// Whether a name needs no quotes.
static bool is_word(Text name) {
  uint32_t length;
  for (uint32_t i = 0; i < name.size; i += length) {
    uint32_t code = utf8_decode(name, i, &length);
    if (i == 0 ? !name_can_start(code) : !name_can_contain(code)) return false;
  }
  return name.size > 0;
}

// As it stands between the braces of an import or export statement: a string only if need be,
// which engines take since 2022.
static void add_clause_name(Buffer *out, const Plan *plan, Text name) {
  if (is_word(name))
    piece_add_name(out, plan, name);
  else
    piece_add_quoted(out, plan, name);
}

static void add_import_name(Buffer *out, const Plan *plan, Text name, Text local) {
  bool is_variable = text_is(name, local);
  if (!is_variable) {
    add_clause_name(out, plan, name);
    buffer_add_literal(out, " as ");
  }
  piece_add_name(out, plan, local);
}

static bool uses_names(const Plan *plan, const External *external) {
  for (uint32_t i = 0; i < external->names.count; i++) {
    if (plan_has_slot(plan, external->slots.at[i])) return true;
  }
  return false;
}

// What an import statement ends with.
static void add_source(Buffer *out, const Plan *plan, const External *external) {
  piece_add_quoted(out, plan, link_external_path(out->arena, plan, external));
  if (external->attributes.size) {
    buffer_add_format(out, " with %.*s", TEXT_ARGS(external->attributes));
  }
  buffer_add_literal(out, ";\n");
}

// `import source a from "b"`: nothing but the one name.
static void add_source_phase(Buffer *out, const Plan *plan, const External *external) {
  buffer_add_format(out, "import source %.*s from ",
                    TEXT_ARGS(plan_name(plan, external->slots.at[0])));
  add_source(out, plan, external);
}

// `a, { b, c as d } from `, where `a` is the default export.
static void add_import_names(Buffer *out, const Plan *plan, const External *external) {
  Text separator = TEXT("");
  for (uint32_t i = 0; i < external->names.count; i++) {
    bool is_default = text_is(external->names.at[i], TEXT("default"));
    if (!is_default || !plan_has_slot(plan, external->slots.at[i])) continue;
    buffer_add_text(out, plan_name(plan, external->slots.at[i]));
    separator = TEXT(", ");
  }
  Text end = TEXT("");
  for (uint32_t i = 0; i < external->names.count; i++) {
    bool is_default = text_is(external->names.at[i], TEXT("default"));
    if (is_default || !plan_has_slot(plan, external->slots.at[i])) continue;
    buffer_add_text(out, separator);
    if (!end.size) buffer_add_literal(out, "{ ");
    add_import_name(out, plan, external->names.at[i], plan_name(plan, external->slots.at[i]));
    separator = TEXT(", ");
    end = TEXT(" }");
  }
  buffer_add_text(out, end);
  buffer_add_literal(out, " from ");
}

static void add_import_statement(Buffer *out, const Plan *plan, const External *external) {
  bool has_names = uses_names(plan, external);
  if (external->phase == PHASE_SOURCE) {
    add_source_phase(out, plan, external);
    return;
  }
  if (plan_has_slot(plan, external->namespace_slot)) {
    buffer_add_format(out, "import%s * as %.*s from ",
                      external->phase == PHASE_DEFER ? " defer" : "",
                      TEXT_ARGS(plan_name(plan, external->namespace_slot)));
    add_source(out, plan, external);
    if (!has_names) return;
  }
  buffer_add_literal(out, "import ");
  if (has_names) add_import_names(out, plan, external);
  add_source(out, plan, external);
}

static void note_steps(const Plan *plan, const Step *steps, uint32_t count, uint8_t *uses) {
  for (uint32_t i = 0; i < count; i++) {
    bool is_import = steps[i].kind == STEP_EXTERNAL;
    if (is_import && !plan->externals.at[steps[i].external].is_quiet)
      uses[steps[i].external] |= EXTERNAL_IMPORTED;
  }
}

// `export * from` it runs an external as an import does, in its place.
static void note_stars(const Plan *plan, uint8_t *uses) {
  if (plan->options->format != OUTPUT_ESM || !chunk_exports_entry(plan)) return;
  const ExportTable *table = &plan_of(plan, plan->entry)->exports;
  for (uint32_t i = 0; i < table->dynamic.count; i++) {
    const Binding *star = &table->dynamic.at[i];
    if (star->kind != BINDING_EXTERNAL) continue;
    uses[link_external(plan, star->module, star->record) - plan->externals.at] = EXTERNAL_STARRED;
  }
}

uint8_t *assembly_externals(Arena *arena, const Plan *plan) {
  uint8_t *uses = arena_new(arena, uint8_t, plan->externals.count);
  note_steps(plan, plan->steps.at, plan->steps.count, uses);
  for (uint32_t i = 0; i < plan->definitions.count; i++) {
    const Linked *linked = plan_of(plan, plan->definitions.at[i]);
    note_steps(plan, linked->init_steps.at, linked->init_steps.count, uses);
  }
  note_stars(plan, uses);
  for (uint32_t i = 0; i < plan->externals.count; i++) {
    const External *external = &plan->externals.at[i];
    bool has_slots = plan_has_slot(plan, external->namespace_slot) || uses_names(plan, external);
    if (has_slots) uses[i] |= EXTERNAL_IMPORTED;
  }
  return uses;
}

static void add_imports(Assembly *self) {
  const Plan *plan = self->plan;
  if (self->options->format != OUTPUT_ESM) return;
  const uint8_t *uses = assembly_externals(self->arena, plan);
  Buffer out = {.arena = self->arena};
  for (uint32_t i = 0; i < plan->externals.count; i++) {
    const External *external = &plan->externals.at[i];
    if (uses[i] & EXTERNAL_STARRED) {
      buffer_add_literal(&out, "export * from ");
      add_source(&out, plan, external);
    }
    if (uses[i] & EXTERNAL_IMPORTED) add_import_statement(&out, plan, external);
  }
  add(self, buffer_text(&out));
}

// ---- Variables that closures share

static void add_late_variable(Buffer *out, const Plan *plan, SlotId slot) {
  buffer_add_format(out, "%s%.*s", out->size ? ", " : "var ", TEXT_ARGS(plan_name(plan, slot)));
}

// Results of require() that whichever closure runs first sets.
static void add_late_variables(Assembly *self) {
  const Plan *plan = self->plan;
  Buffer out = {.arena = self->arena};
  for (uint32_t i = 0; i < plan->reachable.count && !plan->split; i++) {
    const Linked *linked = plan_of(plan, plan->reachable.at[i]);
    for (int mode = 0; mode < 2; mode++) {
      bool is_late =
          linked->is_used_lazily && linked->import_is_used[mode] && linked->import_slots[mode];
      if (is_late) add_late_variable(&out, plan, linked->import_slots[mode]);
    }
  }
  for (uint32_t i = 0; i < plan->externals.count && self->options->format != OUTPUT_ESM; i++) {
    const External *external = &plan->externals.at[i];
    bool is_late = external->is_used_lazily && plan_has_slot(plan, external->namespace_slot);
    if (is_late) add_late_variable(&out, plan, external->namespace_slot);
  }
  if (out.size) buffer_add_literal(&out, ";\n");
  add(self, buffer_text(&out));
}

static void add_import_meta(Assembly *self) {
  if (!plan_has_slot(self->plan, self->plan->import_meta_slot)) return;
  add(self,
      text_concat(self->arena, TEXT("var "), plan_name(self->plan, self->plan->import_meta_slot),
                  TEXT(" = "), import_meta_text(self->arena, self->plan, self->options->platform),
                  TEXT(";\n")));
}

// ---- Modules

// Where strict code stands apart, so do the closures of ES modules, which use its variables.
static void add_definitions(Assembly *self, bool are_apart) {
  const Plan *plan = self->plan;
  for (uint32_t i = 0; i < plan->definitions.count; i++) {
    const Module *module = plan->definitions.at[i];
    bool is_apart = plan->strictness == STRICT_APART && plan_of(plan, module)->wrap == WRAP_ESM;
    if (is_apart == are_apart) add_piece(self, module);
  }
}

// To the modules that it loads, an entry that is the file itself is what it has exported so far.
static void add_file_wrapper(Assembly *self) {
  if (self->plan->split) return; // there, no module is the file itself
  const Linked *entry = plan_of(self->plan, self->plan->entry);
  if (entry->wrap != WRAP_FILE || !entry->is_loaded) return;
  add(self, text_concat(self->arena, TEXT("var "), plan_name(self->plan, entry->wrapper_slot),
                        TEXT(" = () => module.exports;\n")));
}

// What CommonJS closures may mention of the code that stands apart is declared outside of it.
static void add_outer_variables(Assembly *self) {
  const Plan *plan = self->plan;
  if (plan->strictness != STRICT_APART) return;
  Buffer out = {.arena = self->arena};
  PieceWriter writer = {.out = &out, .plan = plan, .helpers = &self->helpers};
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Linked *linked = plan_of(plan, plan->reachable.at[i]);
    if (!linked->is_included || !linked->namespace_slot) continue;
    buffer_add_text(&out, out.size ? TEXT(", ") : TEXT("var "));
    piece_add_empty_namespace(&writer, plan->reachable.at[i]);
    if (linked->wrap != WRAP_ESM) continue;
    buffer_add_format(&out, ", %.*s", TEXT_ARGS(plan_name(plan, linked->wrapper_slot)));
    if (!linked->required_slot) continue;
    buffer_add_format(&out, ", %.*s", TEXT_ARGS(plan_name(plan, linked->required_slot)));
  }
  if (out.size) buffer_add_literal(&out, ";\n");
  add(self, buffer_text(&out));
}

// Namespace objects of modules that are no closures; theirs are filled inside.
static void add_namespaces(Assembly *self) {
  const Plan *plan = self->plan;
  Buffer out = {.arena = self->arena};
  PieceWriter writer = {.out = &out, .plan = plan, .helpers = &self->helpers};
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    const Linked *linked = plan_of(plan, module);
    if (!linked->is_included || !linked->namespace_slot || linked->wrap != WRAP_NONE) continue;
    if (plan->strictness != STRICT_APART) {
      buffer_add_literal(&out, "var ");
      piece_add_empty_namespace(&writer, module);
      buffer_add_literal(&out, ";\n");
    }
    piece_add_namespace(&writer, module);
  }
  add(self, buffer_text(&out));
}

// `var started = __esmAsync();` and `await [init_a(1), init_b(1)];`, which links the closures:
// those that await can run from the next tick on.
static void add_start(Assembly *self) {
  const Plan *plan = self->plan;
  Buffer out = {.arena = self->arena};
  buffer_add_format(&out, "var %.*s = %.*s();\nawait [",
                    TEXT_ARGS(plan_name(plan, plan->started_slot)),
                    TEXT_ARGS(helper(self, RUNTIME_ESM_ASYNC)));
  const char *separator = "";
  for (uint32_t i = 0; i < plan->steps.count; i++) {
    const Step *step = &plan->steps.at[i];
    if (step->kind != STEP_INIT) continue;
    buffer_add_format(&out, "%s%.*s(1)", separator,
                      TEXT_ARGS(plan_name(plan, plan_of(plan, step->module)->wrapper_slot)));
    separator = ", ";
  }
  buffer_add_literal(&out, "];\n");
  add(self, buffer_text(&out));
}

// `init_a(1);` where code that runs before it may ask for what is in there: functions of a module
// that has not run yet are called, as those of a cycle can be.
static void add_early_links(Assembly *self) {
  const Plan *plan = self->plan;
  Buffer out = {.arena = self->arena};
  bool is_behind_cycle = false;
  for (uint32_t i = 0; i < plan->steps.count; i++) {
    const Step *step = &plan->steps.at[i];
    if (step->kind == STEP_RUN) is_behind_cycle |= plan_of(plan, step->module)->is_in_cycle;
    if (step->kind != STEP_INIT || !is_behind_cycle) continue;
    buffer_add_format(&out, "%.*s(1);\n",
                      TEXT_ARGS(plan_name(plan, plan_of(plan, step->module)->wrapper_slot)));
  }
  add(self, buffer_text(&out));
}

static void add_steps(Assembly *self) {
  const Plan *plan = self->plan;
  Text asker = plan->started_slot ? plan_name(plan, plan->started_slot) : TEXT("");
  if (plan->started_slot)
    add_start(self);
  else
    add_early_links(self);
  for (uint32_t i = 0; i < plan->steps.count; i++) {
    const Step *step = &plan->steps.at[i];
    Buffer out = {.arena = self->arena};
    PieceWriter writer = {.out = &out, .plan = plan, .helpers = &self->helpers, .asker = asker};
    bool has_stars = step->kind == STEP_RUN && plan_of(plan, step->module)->namespace_slot;
    if (has_stars) piece_add_stars(&writer, step->module);
    piece_add_step(&writer, step);
    add(self, buffer_text(&out));
    if (step->kind == STEP_RUN) add_piece(self, step->module);
  }
}

// ---- What the output exports

static bool has_exports(const Assembly *self) {
  if (!chunk_exports_entry(self->plan)) return false;
  const Linked *entry = plan_of(self->plan, self->plan->entry);
  return (entry->namespace_slot != 0 || entry->exports_alone) &&
         self->plan->entry->record.syntax & MODULE_HAS_EXPORT;
}

// `module.exports = …;`, or to return it.
static void add_exports_value(Assembly *self, const char *before) {
  const Plan *plan = self->plan;
  SlotId namespace = plan_of(plan, plan->entry)->namespace_slot;
  Buffer out = {.arena = self->arena};
  PieceWriter writer = {.out = &out, .plan = plan, .helpers = &self->helpers};
  buffer_add_text(&out, text_of(before));
  if (namespace)
    buffer_add_format(&out, "%.*s(%.*s)", TEXT_ARGS(helper(self, RUNTIME_TO_COMMONJS)),
                      TEXT_ARGS(plan_name(plan, namespace)));
  else
    piece_add_exports(&writer, plan->entry);
  buffer_add_literal(&out, ";\n");
  add(self, buffer_text(&out));
}

static bool returns_value(const Assembly *self) {
  return self->options->format == OUTPUT_IIFE && self->options->global_name.size > 0;
}

// module.exports is set before any module runs: in a cycle, others see it half filled, as in Node.
static void add_exports_object(Assembly *self) {
  const Plan *plan = self->plan;
  if (self->options->format != OUTPUT_CJS || !has_exports(self)) return;
  const Linked *entry = plan_of(plan, plan->entry);
  if (entry->wrap == WRAP_ESM) { // its names are known once it is linked
    add(self, text_concat(self->arena, plan_name(plan, entry->wrapper_slot), TEXT("(1);\n")));
  }
  add_exports_value(self, "module.exports = ");
}

// What `export *` found only when it ran.
static void add_late_exports(Assembly *self) {
  const Linked *linked = plan_of(self->plan, self->plan->entry);
  if (!has_exports(self) || linked->exports.dynamic.count == 0) return;
  add(self, text_concat(self->arena, helper(self, RUNTIME_REEXPORT), TEXT("(module.exports, ["),
                        plan_name(self->plan, linked->namespace_slot), TEXT("], 1);\n")));
}

// `a: null,`, or as short as it can be: the name alone, and not `default`, which Node knows anyway.
static void add_name_for_node(Buffer *out, const Plan *plan, Text name, bool is_short) {
  if (!is_short) {
    buffer_add_literal(out, "  ");
    add_export_name(out, plan, name);
    buffer_add_literal(out, ": null,\n");
  } else if (!text_is(name, TEXT("default"))) {
    if (out->at[out->size - 1] != '{') buffer_add_byte(out, ',');
    add_export_name(out, plan, name);
    bool is_variable = name_is_plain(name) && name_word(name) == WORD_NONE;
    if (!is_variable) buffer_add_literal(out, ":null");
  }
}

// Node looks into what is spread there for names, too: those of `export *`.
static void add_stars_for_node(Buffer *out, const Plan *plan, bool is_short) {
  const ExportTable *table = &plan_of(plan, plan->entry)->exports;
  for (uint32_t i = 0; i < table->dynamic.count; i++) {
    const Binding *star = &table->dynamic.at[i];
    if (star->kind != BINDING_EXTERNAL) continue;
    const External *external = link_external(plan, star->module, star->record);
    bool needs_comma = is_short && out->at[out->size - 1] != '{';
    if (needs_comma) buffer_add_byte(out, ',');
    buffer_add_text(out, is_short ? TEXT("...require(") : TEXT("  ...require("));
    piece_add_quoted(out, plan, link_external_path(out->arena, plan, external));
    buffer_add_text(out, is_short ? TEXT(")") : TEXT("),\n"));
  }
}

// Node reads the names of a CommonJS module's exports off its text: this line, which never runs,
// has them.
static void add_names_for_node(Assembly *self) {
  const Plan *plan = self->plan;
  if (self->options->platform != PLATFORM_NODE) return;
  bool is_short = self->options->minify.whitespace;
  Text opening = is_short ? TEXT("0&&(module.exports={")
                          : TEXT("// Annotate the CommonJS export names for ESM import in node:\n"
                                 "0 && (module.exports = {\n");
  Buffer out = {.arena = self->arena};
  buffer_add_text(&out, opening);
  for (uint32_t i = 0; i < plan->exports.count; i++)
    add_name_for_node(&out, plan, plan->exports.at[i].name, is_short);
  add_stars_for_node(&out, plan, is_short);
  if (out.size == opening.size) return;
  buffer_add_literal(&out, "});\n");
  if (self->options->is_minified)
    self->names_for_node = buffer_text(&out); // it would go, as it never runs
  else
    add(self, buffer_text(&out));
}

static void add_list_item(Buffer *list, const Plan *plan, Text value, Text name) {
  buffer_add_text(list, list->size ? TEXT(",\n  ") : TEXT("export {\n  "));
  piece_add_name(list, plan, value);
  if (text_is(value, name)) return;
  buffer_add_literal(list, " as ");
  add_clause_name(list, plan, name);
}

// `var { a } = entry_default || {}; export { entry_default as default, a };`
static void add_commonjs_names(Assembly *self) {
  const Plan *plan = self->plan;
  Text whole = plan_name(plan, plan->default_slot);
  Buffer list = {.arena = self->arena}, out = {.arena = self->arena};
  add_list_item(&list, plan, whole, TEXT("default"));
  buffer_add_literal(&out, "var {\n");
  for (uint32_t i = 0; i < plan->exports.count; i++) {
    const NamedExport *export = &plan->exports.at[i];
    Text variable = plan_name(plan, export->slot);
    buffer_add_literal(&out, "  ");
    if (!text_is(variable, export->name)) {
      add_export_name(&out, plan, export->name);
      buffer_add_literal(&out, ": ");
    }
    piece_add_name(&out, plan, variable);
    buffer_add_literal(&out, ",\n");
    add_list_item(&list, plan, variable, export->name);
  }
  buffer_add_format(&out, "} = %.*s || {};\n%.*s\n};\n", TEXT_ARGS(whole),
                    TEXT_ARGS(buffer_text(&list)));
  add(self, buffer_text(&out));
}

static void add_commonjs_entry(Assembly *self) {
  const Plan *plan = self->plan;
  const Linked *entry = plan_of(plan, plan->entry);
  Text call = text_concat(self->arena, plan_name(plan, entry->wrapper_slot), TEXT("();\n"));
  OutputFormat format = self->options->format;
  bool has_names = format == OUTPUT_ESM && plan->exports.count > 0;
  Text before = format == OUTPUT_ESM   ? TEXT("export default ")
                : format == OUTPUT_CJS ? TEXT("module.exports = ")
                : returns_value(self)  ? TEXT("return ")
                                       : TEXT("");
  if (has_names) {
    Text variable = plan_name(plan, plan->default_slot);
    before = text_concat(self->arena, TEXT("var "), variable, TEXT(" = "));
  }
  add(self, text_concat(self->arena, before, call));
  if (has_names) add_commonjs_names(self);
  if (format == OUTPUT_CJS) add_names_for_node(self);
}

static void add_export_list(Assembly *self) {
  const Plan *plan = self->plan;
  Buffer list = {.arena = self->arena}, variables = {.arena = self->arena};
  for (uint32_t i = 0; i < plan->exports.count; i++) {
    const NamedExport *export = &plan->exports.at[i];
    Text value = piece_binding_text(self->arena, plan, &export->binding).text;
    if (export->slot) {
      buffer_add_literal(&variables, "var ");
      piece_add_name(&variables, plan, plan_name(plan, export->slot));
      buffer_add_literal(&variables, " = ");
      piece_add_name(&variables, plan, value);
      buffer_add_literal(&variables, ";\n");
      value = plan_name(plan, export->slot);
    }
    add_list_item(&list, plan, value, export->name);
  }
  if (list.size) buffer_add_literal(&list, "\n};\n");
  add(self, buffer_text(&variables));
  add(self, buffer_text(&list));
}

static void add_exports(Assembly *self) {
  const Plan *plan = self->plan;
  if (!chunk_exports_entry(plan)) return;
  const Linked *entry = plan_of(plan, plan->entry);
  OutputFormat format = self->options->format;
  if (entry->wrap == WRAP_COMMONJS) {
    add_commonjs_entry(self);
    return;
  }
  if (entry->wrap == WRAP_FILE) {
    add_names_for_node(self);
    return;
  }
  if (entry->wrap == WRAP_ESM) {
    Step init = {.kind = STEP_INIT, .module = plan->entry};
    Buffer out = {.arena = self->arena};
    PieceWriter writer = {.out = &out, .plan = plan, .helpers = &self->helpers};
    piece_add_step(&writer, &init);
    add(self, buffer_text(&out));
  }
  if (format == OUTPUT_ESM) {
    add_export_list(self);
  } else if (format == OUTPUT_CJS) {
    add_late_exports(self);
    add_names_for_node(self);
  } else if (returns_value(self) && has_exports(self)) {
    add_exports_value(self, "return ");
  }
}

// ---- The runtime

static bool some_module_uses(const Plan *plan, uint32_t syntax) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (plan_of(plan, module)->is_included && module->record.syntax & syntax) return true;
  }
  return false;
}

// ES modules of Node have no require, __filename and __dirname, but they can make them.
static void add_node_variables(Assembly *self, Buffer *out) {
  const Plan *plan = self->plan;
  bool uses_filename = some_module_uses(plan, MODULE_USES_FILENAME);
  bool uses_dirname = some_module_uses(plan, MODULE_USES_DIRNAME);
  bool uses_require = self->helpers & 1u << RUNTIME_REQUIRE;
  if (!uses_filename && !uses_dirname && !uses_require) return;
  Text require = plan_name(plan, plan->helper_slots[RUNTIME_REQUIRE]);
  self->helpers &= ~(1u << RUNTIME_REQUIRE);
  buffer_add_format(out,
                    "import { createRequire as %.*sFrom } from \"node:module\";\n"
                    "var %.*s = %.*sFrom(import.meta.url);\n",
                    TEXT_ARGS(require), TEXT_ARGS(require), TEXT_ARGS(require));
  if (uses_filename) {
    buffer_add_format(out, "var __filename = %.*s(\"url\").fileURLToPath(import.meta.url);\n",
                      TEXT_ARGS(require));
  }
  if (uses_dirname) {
    buffer_add_format(out,
                      "var __dirname = %.*s(\"path\").dirname(%.*s(\"url\")"
                      ".fileURLToPath(import.meta.url));\n",
                      TEXT_ARGS(require), TEXT_ARGS(require));
  }
}

static Text runtime_of(Assembly *self) {
  Buffer out = {.arena = self->arena};
  bool is_node_esm =
      self->options->format == OUTPUT_ESM && self->options->platform == PLATFORM_NODE;
  if (is_node_esm) add_node_variables(self, &out);
  runtime_add(&out, self->plan, self->helpers);
  return buffer_text(&out);
}

// ---- Joining

enum { SECTIONS_AT_ONCE = 256 }; // that one thread copies

typedef struct Copying {
  const Assembly *self;
  size_t *starts; // by group of sections, in `out`
  char *out;
} Copying;

static void copy_group(void *context, uint32_t group) {
  const Copying *copying = context;
  const Assembly *self = copying->self;
  char *at = copying->out + copying->starts[group];
  uint32_t first = group * SECTIONS_AT_ONCE, end = first + SECTIONS_AT_ONCE;
  for (uint32_t i = first; i < end && i < self->sections.count; i++) {
    Text text = self->sections.at[i].text;
    if (text.size) memcpy(at, text.at, text.size);
    at += text.size;
  }
}

static Text join_text(Assembly *self, Arena *arena) {
  uint32_t count = self->sections.count, groups = count / SECTIONS_AT_ONCE + 1;
  Copying copying = {.self = self, .starts = arena_new(self->arena, size_t, groups)};
  size_t size = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (i % SECTIONS_AT_ONCE == 0) copying.starts[i / SECTIONS_AT_ONCE] = size;
    size += self->sections.at[i].text.size;
  }
  Buffer out = {.arena = arena};
  buffer_reserve(&out, size + 1);
  out.size = size;
  copying.out = out.at;
  if (groups > 1)
    workers_each(self->options->workers, groups, copy_group, &copying);
  else
    copy_group(&copying, 0);
  return buffer_text(&out);
}

typedef Array(MapSource) MapSources;

static Text source_path(Assembly *self, Text path) {
  if (!path_is_absolute(path)) return path; // a URL
  return path_relative(self->arena, self->options->map_folder, path);
}

// Modules, or what they were made from.
static void add_sources(Assembly *self, const Piece *piece, MapSources *sources) {
  const MapPiece *map = &piece->map;
  for (uint32_t i = 0; i < map->source_count; i++) {
    const InputSource *made_from = map->sources[i].made_from;
    const Piece *origin = piece->module ? piece : self->parts.at[map->sources[i].origin].piece;
    MapSource source = {source_path(self, made_from ? made_from->path : origin->module->path),
                        made_from ? made_from->quoted : origin->quoted_source};
    array_push(self->arena, sources, source);
  }
}

static Text join_map(Assembly *self, Arena *arena) {
  Array(MapPart) parts = {0};
  MapSources sources = {0};
  for (uint32_t i = 0; i < self->sections.count; i++) {
    const Section *section = &self->sections.at[i];
    if (!section->piece || !section->piece->map.has_mappings) {
      array_push(self->arena, &parts, (MapPart){.size = map_measure(section->text)});
      continue;
    }
    array_push(self->arena, &parts,
               (MapPart){.piece = &section->piece->map, .source = sources.count});
    add_sources(self, section->piece, &sources);
  }
  MapOutput output = {.parts = parts.at,
                      .part_count = parts.count,
                      .sources = sources.at,
                      .source_count = sources.count,
                      .source_root = self->options->source_root,
                      .no_sources_content = self->options->no_sources_content};
  return map_join(arena, &output);
}

static Text legal_of(Assembly *self) {
  Buffer out = {.arena = self->arena};
  LegalComments legal = legal_make(self->arena);
  for (uint32_t i = 0; i < self->sections.count; i++) {
    const Piece *piece = self->sections.at[i].piece;
    if (piece) legal_collect(&legal, piece);
  }
  legal_add(&out, &legal, self->options->legal == LEGAL_FILE);
  return buffer_text(&out);
}

static bool keeps_failure(const Assembly *self) {
  const Plan *plan = self->plan;
  return plan->split && plan->split->chunks.at[plan->chunk].keeps_failure;
}

static void open_strict_code(Assembly *self) {
  if (self->plan->strictness != STRICT_APART) return;
  if (returns_value(self)) add(self, TEXT("return "));
  add(self, is_awaited(self) ? TEXT("await (async () => {\n") : TEXT("(() => {\n"));
  add(self, TEXT("\"use strict\";\n"));
  if (!keeps_failure(self)) self->body = self->sections.count;
}

static void close_strict_code(Assembly *self) {
  if (self->plan->strictness == STRICT_APART) add(self, TEXT("})();\n"));
}

// All that is made of the modules.
static void add_program(Assembly *self) {
  const Plan *plan = self->plan;
  if (self->options->format != OUTPUT_CJS) self->body = self->sections.count;
  if (keeps_failure(self)) add(self, TEXT("try {\n"));
  add_imports(self);
  Text imports = plan->split ? chunk_imports(self->arena, plan, &self->helpers) : TEXT("");
  bool calls_helper = self->helpers & 1u << RUNTIME_CHUNK;
  if (!calls_helper) add(self, imports);
  uint32_t runtime = self->sections.count;
  array_push(self->arena, &self->sections, (Section){0}); // filled in when all below is known
  if (calls_helper) add(self, imports);
  add_late_variables(self);
  add_import_meta(self);
  add_outer_variables(self);
  add_file_wrapper(self);
  add_definitions(self, false);
  open_strict_code(self);
  bool is_cjs_chunk = plan->split && self->options->format == OUTPUT_CJS;
  if (is_cjs_chunk) add(self, chunk_getters(self->arena, plan, &self->helpers));
  add_definitions(self, true);
  add_namespaces(self);
  add_exports_object(self);
  add_steps(self);
  if (self->body != NO_INDEX)
    self->body_end = self->sections.count; // behind it, the function may return
  add_exports(self);
  bool is_esm_chunk = plan->split && self->options->format == OUTPUT_ESM;
  if (is_esm_chunk) add(self, chunk_export_list(self->arena, plan));
  close_strict_code(self);
  if (keeps_failure(self)) add(self, TEXT("} catch (error) {\nexports[\"*\"] = error;\n}\n"));
  if (self->options->names_all) helper(self, RUNTIME_NAME);
  self->sections.at[runtime].text = runtime_of(self);
}

// ---- Minifying

// The cuts in a piece whose text begins at `start`. Gives where the last one is.
static size_t add_cuts(Assembly *self, const Piece *piece, size_t start, size_t last) {
  for (uint32_t i = 0; i < piece->cuts.count; i++) {
    last = start + piece->cuts.at[i];
    array_push(self->arena, &self->cuts, (uint32_t)last);
  }
  return last;
}

// Sets where the parts of the program begin, with gaps where it can be cut. Gives its size.
static size_t lay_out(Assembly *self, MinifyOptions *minify) {
  bool has_frame = self->options->format != OUTPUT_ESM && self->body < self->body_end;
  size_t size = 0, last_cut = 0;
  for (uint32_t i = self->program; i < self->program_end; i++) {
    const Section *section = &self->sections.at[i];
    if (has_frame && i == self->body) minify->body_start = (uint32_t)size, last_cut = size;
    if (has_frame && i == self->body_end) minify->body_end = (uint32_t)size, size += SYNTAX_PADDING;
    bool can_cut = section->piece && i >= self->body && i < self->body_end;
    if (can_cut && size - last_cut >= PIECE_CUT_BYTES) {
      size += SYNTAX_PADDING, last_cut = size;
      array_push(self->arena, &self->cuts, (uint32_t)size);
    }
    array_push(self->arena, &self->parts, (MinifiedPart){(uint32_t)size, section->piece});
    if (can_cut) last_cut = add_cuts(self, section->piece, size, last_cut);
    size += section->text.size;
  }
  return size;
}

static Text join_program(Assembly *self, MinifyOptions *minify) {
  size_t size = lay_out(self, minify);
  char *text = arena_new(self->arena, char, size + SYNTAX_PADDING); // gaps are zero
  for (uint32_t i = self->program; i < self->program_end; i++) {
    Text section = self->sections.at[i].text;
    char *at = text + self->parts.at[i - self->program].start;
    if (section.size) memcpy(at, section.at, section.size);
  }
  for (uint32_t i = 0; i < self->cuts.count; i++)
    memset(text + self->cuts.at[i] - SYNTAX_PADDING, 0, SYNTAX_PADDING);
  return (Text){text, (uint32_t)size};
}

static void each_part(void *workers, uint32_t count, MinifyWork *work, void *context) {
  workers_each(workers, count, work, context);
}

// One section takes the place of all those of the program; what follows has lines of its own.
static void replace_program(Assembly *self, const Minified *made) {
  Piece *piece = arena_new(self->arena, Piece, 1);
  *piece = (Piece){.text = made->text, .map = made->map};
  self->sections.at[self->program] = (Section){made->text, piece};
  uint32_t end = self->program_end;
  for (uint32_t i = end; i < self->sections.count; i++)
    self->sections.at[self->program + 1 + i - end] = self->sections.at[i];
  self->sections.count -= end - self->program - 1;
}

// False if it stays as it is.
static bool minify_program(Assembly *self) {
  if (self->program == self->program_end) return true;
  const AssembleOptions *options = self->options;
  MinifyOptions minify = options->minify;
  SyntaxGoal goal = options->format == OUTPUT_ESM   ? SYNTAX_MODULE
                    : options->format == OUTPUT_CJS ? SYNTAX_COMMONJS
                                                    : SYNTAX_SCRIPT;
  const Module *entry = self->plan->entry;
  if (self->plan->options->is_copied)
    goal = entry->kind == MODULE_ESM ? SYNTAX_MODULE : SYNTAX_COMMONJS;
  bool is_script = self->plan->options->is_copied && options->keeps_format;
  minify.goal = goal;
  if (options->names_all && !self->plan->options->is_copied)
    minify.name_helper = plan_name(self->plan, self->plan->helper_slots[RUNTIME_NAME]);
  minify.owns_top_level = goal == SYNTAX_MODULE || (goal == SYNTAX_COMMONJS && !is_script);
  Text program = join_program(self, &minify);
  minify.cuts = self->cuts.at, minify.cut_count = self->cuts.count;
  minify.each = each_part, minify.workers = self->options->workers;
  MinifiedInput input = {.program = program,
                         .parts = self->parts.at,
                         .part_count = self->parts.count,
                         .options = &minify};
  Minified made = {0};
  if (!minified_make(self->arena, &input, &made)) return false;
  for (uint32_t i = 0; i < self->parts.count && made.part_bytes; i++) {
    if (self->sections.at[self->program + i].piece)
      self->sections.at[self->program + i].piece->bytes = made.part_bytes[i];
  }
  replace_program(self, &made);
  return true;
}

// ---- The whole

Assembly *assembly_make(Arena *arena, const Plan *plan, Piece *pieces,
                        const AssembleOptions *options) {
  Assembly *self = arena_new(arena, Assembly, 1);
  *self = (Assembly){
      .arena = arena, .plan = plan, .pieces = pieces, .options = options, .body = NO_INDEX};
  add_banner(self);
  self->program = self->sections.count;
  add_opening(self);
  if (plan->options->is_copied)
    add_piece(self, plan->entry);
  else
    add_program(self);
  if (options->format == OUTPUT_IIFE || is_awaited(self)) add(self, TEXT("})();\n"));
  self->program_end = self->sections.count;
  add(self, self->names_for_node);
  self->legal = legal_of(self);
  if (options->legal == LEGAL_END) add(self, self->legal);
  if (options->footer.size) add(self, text_concat(arena, options->footer, TEXT("\n")));
  if (options->legal == LEGAL_FILE && self->legal.size) add(self, options->legal_line);
  add(self, options->last_line);
  return self;
}

Assembled assembly_join(Arena *arena, Assembly *self) {
  bool is_left = self->options->is_minified && !minify_program(self);
  Assembled result = {
      .is_left = is_left, .is_awaited = is_awaited(self), .text = join_text(self, arena)};
  if (self->options->legal == LEGAL_FILE) result.legal = text_copy(arena, self->legal);
  if (self->options->wants_map) result.map = join_map(self, arena);
  return result;
}

// A module is printed as --no-bundle --format=cjs prints it: what it imports is outside. So that
// linking finds it alone, it is given a graph that has no other, and imports that lead out of it.
#include "bundle/hot_module.h"

#include "base/hash.h"
#include "bundle/hot_refresh.h"
#include "bundle/hot_style.h"
#include "bundle/runtime.h"
#include "bundle/value.h"
#include "host/files.h"

// The name by which definitions call the program's runtime: see serve/hot_runtime.js.
#define RUNTIME "__cbundle"

typedef struct HotPrinter {
  const HotPrinting *what;
  const Module *module;
  Module alone; // the module, as linking is to see it
  Graph graph;
  Arena *arena; // of the definition
  Arena scratch;
  LinkOptions link;
  PieceOptions options;
  Plan *plan;
  Piece piece;
  Buffer before, after;
  uint32_t helpers;
  HotModule made;
} HotPrinter;

// ---- What is imported

static Text file_url(HotPrinter *self, const Module *file, Text suffix) {
  return text_concat(&self->scratch,
                     link_site_url(&self->scratch, self->what->root, self->what->base, file->path),
                     suffix);
}

static const HotModule *target_of(const HotPrinter *self, uint32_t record) {
  const Module *target = self->module->targets[record].module;
  return target ? self->what->modules[target->id] : NULL;
}

// Where an import leads, as linking is told: RESOLVE_FILE, without a module, is what replace_hot
// knows by its path.
static ImportTarget outside_target(HotPrinter *self, uint32_t record) {
  const ImportTarget *target = &self->module->targets[record];
  const HotModule *hot = target_of(self, record);
  if (hot) return (ImportTarget){.status = RESOLVE_FILE, .path = hot->id};
  ImportTarget outside = {.status = RESOLVE_EXTERNAL, .path = target->path};
  if (target->copy || target->worker) {
    outside.status = RESOLVE_FILE;
    outside.path = link_site_target_url(&self->scratch, self->what->root, self->what->base,
                                        self->module, record);
  }
  if (outside.path.size == 0) outside.path = self->module->record.imports.at[record].specifier;
  return outside;
}

static void list_imports(HotPrinter *self) {
  const ModuleRecord *record = &self->module->record;
  self->alone.targets = arena_new(&self->scratch, ImportTarget, record->imports.count);
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    ImportTarget target = outside_target(self, i);
    self->alone.targets[i] = target;
    const HotModule *hot = target_of(self, i);
    HotImport made = {.specifier = text_copy(self->arena, import->specifier),
                      .is_late = import->kind != IMPORT_STATEMENT};
    if (hot)
      made.id = hot->id;
    else if (import->kind == IMPORT_STATEMENT)
      made.external = text_copy(self->arena, target.path);
    if (made.id.size + made.external.size) array_push(self->arena, &self->made.imports, made);
  }
}

// ---- Text

static PieceWriter writer_to(HotPrinter *self, Buffer *out) {
  return (PieceWriter){.out = out, .plan = self->plan, .helpers = &self->helpers};
}

static void link_alone(HotPrinter *self) {
  self->alone = *self->module;
  self->alone.id = 0;
  list_imports(self);
  array_push(&self->scratch, &self->graph.modules, &self->alone);
  array_push(&self->scratch, &self->graph.entries, &self->alone);
  self->link = self->what->build->settings.link;
  self->link.format = OUTPUT_CJS;
  self->link.is_alone = self->link.is_hot = self->link.keeps_everything = true;
  self->link.splits = self->link.is_copied = false;
  Diagnostics unsaid = {.arena = &self->scratch}; // it imports nothing that could be missing
  self->plan = link_run(&self->scratch, &self->graph, &self->alone, &self->link, &unsaid);
}

static void add_exports_object(HotPrinter *self) {
  const Linked *linked = plan_of(self->plan, &self->alone);
  if (!linked->namespace_slot) return;
  for (uint32_t i = 0; i < linked->namespace_names.count; i++)
    array_push(self->arena, &self->made.exports,
               text_copy(self->arena, linked->namespace_names.at[i].name));
  PieceWriter writer = writer_to(self, &self->before);
  Text namespace = plan_name(self->plan, linked->namespace_slot);
  buffer_add_format(&self->before, "var %.*s = {__proto__: null};\n", TEXT_ARGS(namespace));
  piece_add_namespace(&writer, &self->alone);
  buffer_add_format(&self->before, "module.exports = %.*s(%.*s);\n",
                    TEXT_ARGS(runtime_use(self->plan, &self->helpers, RUNTIME_TO_COMMONJS)),
                    TEXT_ARGS(namespace));
}

// What `export *` found only when it ran.
static void add_late_exports(HotPrinter *self) {
  const Linked *linked = plan_of(self->plan, &self->alone);
  if (!linked->namespace_slot || linked->exports.dynamic.count == 0) return;
  buffer_add_format(&self->after, "%.*s(module.exports, [%.*s], 1);\n",
                    TEXT_ARGS(runtime_use(self->plan, &self->helpers, RUNTIME_REEXPORT)),
                    TEXT_ARGS(plan_name(self->plan, linked->namespace_slot)));
}

static void add_steps(HotPrinter *self) {
  PieceWriter writer = writer_to(self, &self->before);
  const Plan *plan = self->plan;
  for (uint32_t i = 0; i < plan->steps.count; i++) {
    const Step *step = &plan->steps.at[i];
    bool has_stars = step->kind == STEP_RUN && plan_of(plan, step->module)->namespace_slot;
    if (has_stars) piece_add_stars(&writer, step->module);
    piece_add_step(&writer, step);
  }
}

static void print_code(HotPrinter *self) {
  self->options.wants_map = true;
  self->options.wants_sources = true;
  piece_print(self->arena, self->plan, &self->alone, &self->options, &self->piece);
  self->piece.quoted_source = piece_quote(self->arena, &self->alone, &self->options);
  self->helpers |= self->piece.helpers;
  add_exports_object(self);
  add_steps(self);
  if (self->what->refreshes) hot_refresh_add(&self->after, self->plan, &self->alone, self->made.id);
  add_late_exports(self);
  self->made.piece = self->piece.text;
}

static void print_style(HotPrinter *self) {
  Text css;
  Text path = self->module->path;
  if (file_read(&self->scratch, path.at, &css) < 0) css = TEXT("");
  Text url = file_url(self, self->module, TEXT(""));
  buffer_add_literal(&self->before, RUNTIME ".style(");
  piece_add_quoted(&self->before, self->plan, self->made.id);
  buffer_add_literal(&self->before, ", ");
  piece_add_quoted(&self->before, self->plan, hot_style_text(&self->scratch, css, url));
  buffer_add_literal(&self->before, ");\nmodule.exports = ");
  piece_add_quoted(&self->before, self->plan, url);
  buffer_add_literal(&self->before, ";\n");
}

static void print_value(HotPrinter *self) {
  if (self->module->loader == LOADER_STYLE) {
    print_style(self);
    return;
  }
  buffer_add_literal(&self->before, "module.exports = ");
  if (self->module->loader == LOADER_FILE) {
    Text url = file_url(self, self->module, module_url_suffix(self->module));
    piece_add_quoted(&self->before, self->plan, url);
  } else {
    PieceWriter writer = writer_to(self, &self->before);
    value_add(&writer, &self->alone, &self->options);
  }
  buffer_add_literal(&self->before, ";\n");
}

// ---- The frame

static void add_head(HotPrinter *self, Buffer *out) {
  buffer_add_literal(out, RUNTIME ".define(");
  piece_add_quoted(out, self->plan, self->made.id);
  bool awaits = plan_awaits(self->plan, &self->alone);
  buffer_add_format(out, ", %sfunction (require, module, exports", awaits ? "async " : "");
  Text meta = plan_name(self->plan, self->plan->import_meta_slot);
  if (self->plan->import_meta_slot) buffer_add_format(out, ", %.*s", TEXT_ARGS(meta));
  buffer_add_literal(out, ") {\n");
}

// Helpers are the runtime's, but for require, which knows the module.
static void add_helpers(HotPrinter *self, Buffer *out) {
  static const char *const names[] = {
#define HELPER(NAME, name) name,
#include "link/runtime.def"
  };
  for (uint32_t i = 0; i < RUNTIME_HELPER_COUNT; i++) {
    if (!(self->helpers & 1u << i)) continue;
    Text name = plan_name(self->plan, self->plan->helper_slots[i]);
    if (i == RUNTIME_REQUIRE)
      buffer_add_format(out, "var %.*s = require;\n", TEXT_ARGS(name));
    else
      buffer_add_format(out, "var %.*s = " RUNTIME ".%s;\n", TEXT_ARGS(name), names[i]);
  }
}

// Whether a statement imports by the specifier, too.
static bool is_stated(const HotPrinter *self, Text specifier) {
  for (uint32_t i = 0; i < self->made.imports.count; i++) {
    const HotImport *import = &self->made.imports.at[i];
    if (!import->is_late && text_is(import->specifier, specifier)) return true;
  }
  return false;
}

// `, ["./c.js"]`: what an ES module imports when it runs, not before.
static void add_late_imports(HotPrinter *self, Buffer *out) {
  if (self->module->kind != MODULE_ESM) return;
  bool is_first = true;
  for (uint32_t i = 0; i < self->made.imports.count; i++) {
    const HotImport *import = &self->made.imports.at[i];
    if (!import->is_late || !import->id.size || is_stated(self, import->specifier)) continue;
    buffer_add_text(out, is_first ? TEXT(", [") : TEXT(", "));
    is_first = false;
    piece_add_quoted(out, self->plan, import->specifier);
  }
  if (!is_first) buffer_add_byte(out, ']');
}

// `}, { "./b.js": "/src/b.js" });`
static void add_foot(HotPrinter *self) {
  Buffer *out = &self->after;
  buffer_add_literal(out, "}, {");
  bool is_first = true;
  for (uint32_t i = 0; i < self->made.imports.count; i++) {
    const HotImport *import = &self->made.imports.at[i];
    if (!import->id.size) continue;
    buffer_add_text(out, is_first ? TEXT(" ") : TEXT(", "));
    is_first = false;
    buffer_add_byte(out, '[');
    piece_add_quoted(out, self->plan, import->specifier);
    buffer_add_literal(out, "]: ");
    piece_add_quoted(out, self->plan, import->id);
  }
  buffer_add_text(out, is_first ? TEXT("}") : TEXT(" }"));
  add_late_imports(self, out);
  buffer_add_literal(out, ");\n");
}

static Text whole_before(HotPrinter *self) {
  Buffer out = {.arena = self->arena};
  buffer_reserve(&out, self->before.size + 512); // and what stands before it
  add_head(self, &out);
  add_helpers(self, &out);
  buffer_add(&out, self->before.at, self->before.size);
  return buffer_text(&out);
}

// ---- Keeping

static Text kept_text(Arena *arena, Text text) {
  return text.at ? text_copy(arena, text) : text;
}

// Names and sources are copied: the module may go before its definition does.
static void keep_map(HotPrinter *self) {
  HotModule *made = &self->made;
  if (!self->piece.map.has_mappings) return;
  made->has_map = true;
  made->map = self->piece.map;
  Text *names = arena_new(self->arena, Text, made->map.name_count);
  for (uint32_t i = 0; i < made->map.name_count; i++)
    names[i] = text_copy(self->arena, made->map.names[i]);
  made->map.names = names;
  made->source_count = made->map.source_count;
  made->sources = arena_new(self->arena, MapSource, made->source_count);
  for (uint32_t i = 0; i < made->source_count; i++) {
    const InputSource *from = made->map.sources[i].made_from;
    Text path = from ? from->path : self->module->path;
    bool is_file = path_is_absolute(path);
    Text url = is_file ? link_site_url(self->arena, self->what->root, self->what->base, path)
                       : text_copy(self->arena, path);
    Text quoted = from ? kept_text(self->arena, from->quoted) : self->piece.quoted_source;
    made->sources[i] = (MapSource){url, quoted};
  }
  made->map.sources = NULL; // they point into the module
}

static uint64_t hash_of(const HotModule *made) {
  uint64_t parts[] = {hash_text(made->before), hash_text(made->piece), hash_text(made->after)};
  return hash_numbers(parts, sizeof parts / sizeof *parts);
}

bool hot_module_print(const HotPrinting *printing, const Module *module, HotModule *out) {
  Arena arena = {0};
  HotPrinter self = {.what = printing,
                     .module = module,
                     .arena = &arena,
                     .options = printing->build->settings.piece,
                     .made = *out};
  self.made.imports.at = NULL, self.made.imports.count = self.made.imports.capacity = 0;
  self.made.exports = (Texts){0};
  self.made.has_map = false;
  self.made.piece = TEXT("");
  self.before.arena = &self.scratch;
  self.after.arena = &arena;
  link_alone(&self);
  if (module->kind == MODULE_VALUE)
    print_value(&self);
  else
    print_code(&self);
  add_foot(&self);
  self.made.before = whole_before(&self);
  self.made.after = buffer_text(&self.after);
  self.made.hash = hash_of(&self.made);
  bool is_new = !out->is_printed || out->hash != self.made.hash;
  if (is_new) {
    keep_map(&self);
    arena_release(&out->arena);
    *out = self.made;
    out->arena = arena;
    out->is_printed = true;
  } else {
    arena_release(&arena);
  }
  arena_release(&self.scratch);
  return is_new;
}

void hot_module_release(HotModule *module) {
  arena_release(&module->arena);
}

// A piece is the module's source with three kinds of change: names that mean something elsewhere,
// calls that load another module, and the statements that import and export, which go. Everything
// else is copied as its author wrote it.
#include "bundle/piece.h"

#include "base/search.h"
#include "bundle/chunk_text.h"
#include "bundle/piece_templates.h"
#include "bundle/runtime.h"
#include "bundle/value.h"
#include "graph/glob_import.h"
#include "print/escape.h"
#include "print/legal_comment.h"
#include "transform/jsx_recipe.h"
#include "transform/places.h"

typedef struct PiecePrinter {
  Arena *arena;   // of what stays
  Arena *scratch; // of what only printing needs
  const Plan *plan;
  const Module *module;
  const Linked *linked;
  const PieceOptions *options;
  Piece *piece;
  PrintInput input;
  Printer printer;
  Replacements replacements;
  NodeId chooser; // what was called where a path was a choice, as it was last replaced
  KeptNames kept_names;
  size_t top; // where the module's own code begins in the output
} PiecePrinter;

static void add_path(PiecePrinter *self);
static void no_names(PiecePrinter *self);
static void collect_names(PiecePrinter *self);
static void collect_replacements(PiecePrinter *self);
static void find_cuts(PiecePrinter *self);
static void collect_kept_names(PiecePrinter *self);
static void print_copy(PiecePrinter *self);
static void print_wrapped(PiecePrinter *self);
static void print_statements(PiecePrinter *self);
static void print_value(PiecePrinter *self);
static void make_map(PiecePrinter *self);

static bool value_is_used(const Linked *linked) {
  return linked->value_is_whole || linked->live_keys;
}

// Whether what is printed has places in the module's file.
static bool has_source(const Module *module) {
  return module->kind != MODULE_VALUE && !module_is_glob(module);
}

enum { USUAL_FRAME_BYTES = 256 }; // the comment and the closure around a module

void piece_print(Arena *arena, const Plan *plan, const Module *module, const PieceOptions *options,
                 Piece *piece) {
  Arena scratch = {0};
  PiecePrinter self = {.arena = arena,
                       .scratch = &scratch,
                       .plan = plan,
                       .module = module,
                       .linked = plan_of(plan, module),
                       .options = options,
                       .piece = piece};
  *piece = (Piece){.module = module};
  bool is_value = module->kind == MODULE_VALUE;
  if (is_value && plan_is_bare(plan, module) && !value_is_used(self.linked)) return;
  self.input = (PrintInput){.scopes = &module->scopes,
                            .is_ascii_only = options->is_ascii_only,
                            .line_limit = options->line_limit,
                            .wants_mappings = options->wants_map && has_source(module)};
  if (!is_value) {
    if (plan->options->is_copied)
      no_names(&self);
    else
      collect_names(&self);
    collect_replacements(&self);
    find_cuts(&self);
    bool gives_names = options->keeps_names && !plan->options->is_copied; // by the runtime
    if (gives_names) collect_kept_names(&self);
    size_t expected = module->file.text.size + module->file.text.size / 16 + USUAL_FRAME_BYTES;
    self.printer = printer_make(arena, &scratch, &self.input, expected);
  } else {
    self.printer = (Printer){.input = &self.input, .out = {.arena = arena}};
  }
  add_path(&self);
  if (plan->options->is_copied)
    print_copy(&self);
  else if (!plan_is_bare(plan, module))
    print_wrapped(&self);
  else if (is_value)
    print_value(&self);
  else
    print_statements(&self);
  piece->text = buffer_text(&self.printer.out);
  piece->bytes = piece->text.size;
  if (self.input.wants_mappings) make_map(&self);
  arena_release(&scratch);
}

static void add_path(PiecePrinter *self) {
  if (self->plan->options->is_alone) return; // it says nothing new
  buffer_add_literal(&self->printer.out, "// ");
  escape_add_comment(&self->printer.out, self->module->label);
  buffer_add_byte(&self->printer.out, '\n');
}

// Copies what lives in the scratch arena: places are looked up when the output has been minified.
static void keep_mappings(PiecePrinter *self, const MapPieceInput *input) {
  MapPieceInput *kept = &self->piece->mappings;
  *kept = *input;
  MapOrigin *origin = arena_new(self->arena, MapOrigin, 1);
  *origin = *input->origins;
  Mapping *mappings = arena_new(self->arena, Mapping, input->mapping_count);
  for (uint32_t i = 0; i < input->mapping_count; i++) mappings[i] = input->mappings[i];
  Text *names = arena_new(self->arena, Text, input->name_count);
  for (uint32_t i = 0; i < input->name_count; i++) names[i] = input->names[i];
  kept->origins = origin, kept->mappings = mappings, kept->names = names;
}

static void make_map(PiecePrinter *self) {
  const Printer *printer = &self->printer;
  MapOrigin origin = {self->module->file.text, self->module->input_map};
  MapPieceInput input = {.generated = self->piece->text,
                         .origins = &origin,
                         .origin_count = 1,
                         .mappings = printer->mappings.at,
                         .mapping_count = printer->mappings.count,
                         .names = printer->names.at,
                         .name_count = printer->names.count};
  if (self->options->is_minified)
    keep_mappings(self, &input);
  else
    self->piece->map = map_piece_encode(self->arena, &input);
}

Text piece_quote(Arena *arena, const Module *module, const PieceOptions *options) {
  bool is_mapped = options->wants_map && has_source(module) && !module->input_map;
  return is_mapped && options->wants_sources ? map_quote(arena, module->file.text) : (Text){0};
}

// ---- Names

static void collect_own_names(PiecePrinter *self, PrintName *names) {
  const ScopeTable *scopes = &self->module->scopes;
  for (SymbolId id = 1; id < scopes->symbol_count; id++) {
    SymbolId root = id; // symbols that must be called the same follow the outermost of them
    while (scopes->symbols[root].hoisted) root = scopes->symbols[root].hoisted;
    SlotId slot = self->linked->slots[root];
    if (!slot) continue;
    Text name = plan_name(self->plan, slot);
    if (!text_is(name, scope_symbol_name(scopes, id))) names[id] = (PrintName){name, false};
  }
}

// All are called as in the source.
static void no_names(PiecePrinter *self) {
  self->input.names = arena_new(self->scratch, PrintName, self->module->scopes.symbol_count + 1);
}

static void collect_names(PiecePrinter *self) {
  const Module *module = self->module;
  PrintName *names = arena_new(self->scratch, PrintName, module->scopes.symbol_count + 1);
  if (self->linked->slots) collect_own_names(self, names);
  for (uint32_t i = 0; i < module->record.bindings.count; i++) {
    SymbolId local = module->record.bindings.at[i].local;
    names[local] = piece_binding_text(self->scratch, self->plan, &self->linked->bindings[i]);
    if (text_is(names[local].text, scope_symbol_name(&module->scopes, local))) {
      names[local] = (PrintName){0};
    }
  }
  self->input.names = names;
}

// ---- Calls that load

static void replace(PiecePrinter *self, NodeId node, Text text) {
  array_push(self->scratch, &self->replacements, (Replacement){.node = node, .text = text});
}

// `module.require`, if a call, or what is called, is written that way.
static NodeId module_require(const PiecePrinter *self, NodeId node) {
  const Tree *tree = &self->module->tree;
  bool is_call = tree_kind(tree, node) == NODE_CALL_EXPRESSION;
  NodeId callee = is_call ? tree_child(tree, node, FIELD_FUNCTION) : node;
  return tree_kind(tree, callee) == NODE_MEMBER_EXPRESSION ? callee : NO_NODE;
}

// Replaces `require`, or a call of it.
static void replace_required(PiecePrinter *self, NodeId node, Text text) {
  NodeId member = module_require(self, node);
  Replacement replacement = {
      .node = node,
      .text = text,
      .origin = member ? tree_child(&self->module->tree, member, FIELD_PROPERTY) : NO_NODE,
  };
  array_push(self->scratch, &self->replacements, replacement);
}

// Whether `node` must become the helper to be the `require` of where the output runs: there may be
// none by that name, and none in the `module` of a closure.
static bool needs_require(const PiecePrinter *self, NodeId node) {
  if (self->plan->options->format != OUTPUT_CJS) return true;
  return module_require(self, node) && !plan_is_bare(self->plan, self->module);
}

static Text helper(PiecePrinter *self, RuntimeHelper which) {
  return runtime_use(self->plan, &self->piece->helpers, which);
}

// `__importWith(() => load, options)`
static void replace_with_options(PiecePrinter *self, const ImportRecord *import, Text load) {
  RecipeWriter writer = recipe_writer(self->scratch, &self->module->tree);
  recipe_say(&writer, helper(self, RUNTIME_IMPORT_WITH));
  recipe_say_literal(&writer, "(() => ");
  recipe_say(&writer, load);
  recipe_say_literal(&writer, ", ");
  recipe_node(&writer, import->options);
  recipe_say_literal(&writer, ")");
  Replacement replacement = {.node = import->node, .recipe = recipe_end(&writer)};
  array_push(self->scratch, &self->replacements, replacement);
  arena_release(&writer.scratch);
}

// Where the path is a choice, each becomes a function that loads it, and what was called calls the
// one that is chosen.
static void replace_choice(PiecePrinter *self, const ImportRecord *import, Text load) {
  Text opening = import->options ? TEXT("(options) => ") : TEXT("() => ");
  replace(self, import->node, text_concat(self->scratch, opening, load));
  if (self->chooser == import->chooser) return;
  replace(self, import->chooser,
          import->options ? helper(self, RUNTIME_IMPORT_WITH) : TEXT("((load) => load())"));
  self->chooser = import->chooser;
}

// A function that has a table of paths: what is called is replaced, as the path is not known.
static void replace_table(PiecePrinter *self, const ImportRecord *import, Text table) {
  if (import->options)
    table =
        text_concat(self->scratch, TEXT("((path, options) => "), helper(self, RUNTIME_IMPORT_WITH),
                    TEXT("(() => "), table, TEXT("(path), options))"));
  replace_required(self, import->node, table);
}

// A call that loads becomes `load`.
static void replace_call(PiecePrinter *self, const ImportRecord *import, Text load) {
  if (import->chooser)
    replace_choice(self, import, load);
  else if (import->is_glob)
    replace_table(self, import, load);
  else if (import->options)
    replace_with_options(self, import, load);
  else
    replace_required(self, import->node, load);
}

// --no-bundle: a call whose path is put together, or a choice, goes on by itself.
static void replace_outside_callee(PiecePrinter *self, NodeId callee) {
  bool is_require = tree_kind(&self->module->tree, callee) != NODE_IMPORT;
  if (is_require && needs_require(self, callee))
    replace_required(self, callee, helper(self, RUNTIME_REQUIRE));
}

// One of several paths leads out of the output.
static void replace_outside_choice(PiecePrinter *self, uint32_t index) {
  const ImportRecord *import = &self->module->record.imports.at[index];
  Text path = piece_quoted(self->scratch, self->plan,
                           link_outside_path(self->scratch, self->plan, self->module, index));
  bool is_import = import->kind == IMPORT_DYNAMIC;
  bool is_plain = self->plan->options->format == OUTPUT_CJS || self->plan->options->is_hot;
  Text callee = is_import  ? TEXT("import")
                : is_plain ? TEXT("require")
                           : helper(self, RUNTIME_REQUIRE);
  Text options = import->options ? TEXT(", options")
                 : is_import     ? glob_import_options(self->scratch, import)
                                 : TEXT("");
  replace_call(self, import,
               text_concat(self->scratch, callee, TEXT("("), path, options, TEXT(")")));
}

// require() and import() of what stays outside: as they are, but for a path that a flag changed.
static void replace_external(PiecePrinter *self, uint32_t index) {
  const ImportRecord *import = &self->module->record.imports.at[index];
  Text path = link_outside_path(self->scratch, self->plan, self->module, index);
  bool is_given = import->kind == IMPORT_REQUIRE && !import->is_created;
  if (is_given && needs_require(self, import->node)) {
    replace_required(self, import->node,
                     text_concat(self->scratch, helper(self, RUNTIME_REQUIRE), TEXT("("),
                                 piece_quoted(self->scratch, self->plan, path), TEXT(")")));
  } else if (!text_is(path, import->specifier)) {
    replace(self, import->specifier_node, piece_quoted(self->scratch, self->plan, path));
  }
}

static void replace_require(PiecePrinter *self, const ImportRecord *import, const Module *target) {
  const Linked *linked = plan_of(self->plan, target);
  Text wrapper = plan_name(self->plan, linked->wrapper_slot);
  bool is_function = linked->required_slot || plan_is_required(self->plan, target);
  if (linked->required_slot) wrapper = plan_name(self->plan, linked->required_slot);
  if (is_function) {
    replace_call(self, import, text_concat(self->scratch, wrapper, TEXT("()")));
    return;
  }
  Text open = import->chooser ? TEXT("(") : place_parenthesis(&self->module->tree, import->node);
  replace_call(self, import,
               text_concat(self->scratch, open, wrapper, TEXT("(), "),
                           helper(self, RUNTIME_TO_COMMONJS), TEXT("("),
                           plan_name(self->plan, linked->namespace_slot), TEXT("))")));
}

static PieceWriter writer_of(PiecePrinter *self) {
  return (PieceWriter){.out = &self->printer.out,
                       .plan = self->plan,
                       .closure = self->module,
                       .helpers = &self->piece->helpers};
}

// `__import(() => …)`: what the arrow gives, in its turn, once the module has run.
static void replace_import(PiecePrinter *self, const ImportRecord *import, const Module *target) {
  const Linked *linked = plan_of(self->plan, target);
  Text wrapper = plan_name(self->plan, linked->wrapper_slot);
  Text namespace = plan_name(self->plan, linked->namespace_slot);
  bool is_node_mode = plan_is_node_mode(self->module, target);
  Buffer out = {.arena = self->scratch};
  buffer_add_format(&out, "%.*s(() => ", TEXT_ARGS(helper(self, RUNTIME_IMPORT)));
  if (plan_is_required(self->plan, target)) {
    Text known = plan_name(self->plan, linked->import_slots[is_node_mode]);
    PieceWriter writer = writer_of(self);
    Text value = piece_imported_value(self->scratch, &writer, target);
    Interop interop = {target, value, is_node_mode};
    buffer_add_format(&out, "%.*s || (%.*s = %.*s)", TEXT_ARGS(known), TEXT_ARGS(known),
                      TEXT_ARGS(piece_to_esm(self->scratch, &writer, &interop)));
  } else if (linked->wrap == WRAP_NONE) { // it has run by then
    buffer_add_text(&out, namespace);
  } else if (linked->is_async) {
    buffer_add_format(&out, "%.*s().then(() => %.*s)", TEXT_ARGS(wrapper), TEXT_ARGS(namespace));
  } else {
    buffer_add_format(&out, "(%.*s(), %.*s)", TEXT_ARGS(wrapper), TEXT_ARGS(namespace));
  }
  buffer_add_byte(&out, ')');
  replace_call(self, import, buffer_text(&out));
}

// import() of a chunk. A module may have a `require` of its own; at the top it is renamed.
static void replace_load(PiecePrinter *self, const ImportRecord *import, const Module *target) {
  const Plan *plan = self->plan;
  bool is_bare = plan_is_bare(plan, self->module);
  uint8_t hiding = is_bare ? ATOM_NESTED : ATOM_NESTED | ATOM_TOP_LEVEL;
  bool is_hidden = scope_name_uses(&self->module->scopes, TEXT("require")) & hiding;
  bool needs_helper = plan->options->format == OUTPUT_CJS && is_hidden;
  Text require = needs_helper ? helper(self, RUNTIME_REQUIRE) : TEXT("require");
  ChunkCalls calls = {require, &self->piece->helpers};
  ChunkLoad load = {target, plan_is_node_mode(self->module, target), calls};
  replace_call(self, import, chunk_load(self->scratch, plan, &load));
}

// The URL of a file that is put beside the output, or of a worker's script there.
static void replace_url(PiecePrinter *self, uint32_t index) {
  const ImportRecord *import = &self->module->record.imports.at[index];
  Text url = self->module->targets[index].copy
                 ? link_outside_path(self->scratch, self->plan, self->module, index)
                 : link_worker_url(self->scratch, self->plan, self->module, index);
  if (url.size == 0) return;
  replace(self, import->specifier_node, piece_quoted(self->scratch, self->plan, url));
}

// A hot program: what a call loads, or the URL of a file, is known by what stands for its path.
static void replace_hot(PiecePrinter *self, uint32_t index) {
  const ImportRecord *import = &self->module->record.imports.at[index];
  const ImportTarget *target = &self->module->targets[index];
  if (target->status != RESOLVE_FILE) { // it stays outside
    if (import->chooser) replace_outside_choice(self, index);
    return;
  }
  Text path = piece_quoted(self->scratch, self->plan, target->path);
  bool is_url = import->kind == IMPORT_URL || import->kind == IMPORT_WORKER;
  if (is_url) {
    replace(self, import->specifier_node, path);
    return;
  }
  Text call = text_concat(self->scratch, helper(self, RUNTIME_REQUIRE), TEXT("("), path, TEXT(")"));
  if (import->kind == IMPORT_DYNAMIC)
    call = text_concat(self->scratch, helper(self, RUNTIME_IMPORT), TEXT("(() => "),
                       helper(self, RUNTIME_TO_ESM), TEXT("("), call,
                       self->module->type == MODULE_TYPE_MODULE ? TEXT(", 1))") : TEXT("))"));
  bool is_call = import->kind == IMPORT_REQUIRE || import->kind == IMPORT_DYNAMIC;
  if (is_call) replace_call(self, import, call);
}

// A call that leads out of the output.
static void replace_outside(PiecePrinter *self, uint32_t index) {
  const ImportRecord *import = &self->module->record.imports.at[index];
  bool is_alone = import->is_glob || (import->chooser && self->plan->options->is_alone);
  if (is_alone)
    replace_outside_callee(self, import->is_glob ? import->node : import->chooser);
  else if (import->chooser)
    replace_outside_choice(self, index);
  else
    replace_external(self, index);
}

static void replace_imports(PiecePrinter *self) {
  const ModuleRecord *record = &self->module->record;
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    const Module *target = plan_target(self->module, i);
    if (self->plan->options->is_hot) {
      replace_hot(self, i);
      continue;
    }
    if (import->kind == IMPORT_URL || import->kind == IMPORT_WORKER) replace_url(self, i);
    if (piece_is_cache_key(self->module, i))
      replace(self, import->node, tree_text(&self->module->tree, import->specifier_node));
    else if (import->kind == IMPORT_RESOLVE)
      replace_external(self, i);
    bool is_call = import->kind == IMPORT_REQUIRE || import->kind == IMPORT_DYNAMIC;
    bool is_shaken = target && !plan_of(self->plan, target)->is_included;
    if (!is_call || is_shaken) continue;
    if (!target)
      replace_outside(self, i);
    else if (import->kind == IMPORT_REQUIRE)
      replace_require(self, import, target);
    else if (self->plan->split)
      replace_load(self, import, target);
    else
      replace_import(self, import, target);
  }
}

// Expressions that an import stands in for.
static void replace_injected(PiecePrinter *self) {
  const Module *module = self->module;
  const Tree *tree = &module->tree;
  for (uint32_t i = 0; i < module->injected_uses.count; i++) {
    const InjectedUse *use = &module->injected_uses.at[i];
    const Binding *binding = link_binding(self->plan, module, tree_node(tree, use->node)->symbol);
    PrintName name = piece_binding_text(self->scratch, self->plan, binding);
    Text text = text_concat(self->scratch, use->before, name.text, use->after);
    if (name.is_member && use->after.size == 0 && place_is_called(tree, use->node))
      text = text_concat(self->scratch, place_parenthesis(tree, use->node), TEXT("0, "), text,
                         TEXT(")"));
    replace(self, use->node, text);
  }
}

static bool is_import_write(const PiecePrinter *self, NodeId node) {
  const ScopeTable *scopes = &self->module->scopes;
  SymbolId symbol = tree_node(&self->module->tree, node)->symbol;
  if (self->plan->options->is_copied || scopes->symbols[symbol].kind != SYMBOL_IMPORT) return false;
  for (uint32_t i = 0; i < scopes->fixed_write_count; i++) {
    if (scopes->fixed_writes[i] == node) return true;
  }
  return false;
}

// Writing to an import fails when it runs, whatever stands for the import here: it becomes a member
// that can only be read, `({ get x() { return x_of_b; } }).x`, in whatever kind of assignment.
static void replace_writes(PiecePrinter *self) {
  const ScopeTable *scopes = &self->module->scopes;
  const Tree *tree = &self->module->tree;
  for (uint32_t i = 0; i < scopes->fixed_write_count; i++) {
    NodeId node = scopes->fixed_writes[i];
    SymbolId symbol = tree_node(tree, node)->symbol;
    if (scopes->symbols[symbol].kind != SYMBOL_IMPORT) continue;
    const Binding *binding = link_binding(self->plan, self->module, symbol);
    if (!binding) continue;
    Text name = scope_symbol_name(scopes, symbol);
    Text read = name_is_plain(name) ? name : TEXT("value");
    bool is_shorthand = tree_kind(tree, node) == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
    Text key = is_shorthand ? text_concat(self->scratch, name, TEXT(": ")) : TEXT("");
    Text value = piece_binding_text(self->scratch, self->plan, binding).text;
    replace(self, node,
            text_concat(self->scratch, key, place_parenthesis(tree, node), TEXT("{ get "), read,
                        TEXT("() { return "), value, TEXT("; } })."), read));
  }
}

static bool is_replaced(const PiecePrinter *self, NodeId node) {
  return replacement_of(&self->module->replacements, node) != NULL;
}

// Members of namespaces.
static void replace_members(PiecePrinter *self) {
  const Tree *tree = &self->module->tree;
  for (uint32_t i = 0; i < self->linked->members.count; i++) {
    const MemberUse *use = &self->linked->members.at[i];
    Replacement replacement = {.node = use->node,
                               .text = piece_use_text(self->scratch, self->plan, tree, use),
                               .origin = tree_child(tree, use->node, FIELD_PROPERTY)};
    array_push(self->scratch, &self->replacements, replacement);
  }
}

// What linking puts in the place of nodes.
static void collect_linked(PiecePrinter *self) {
  const Module *module = self->module;
  const Replacements *folds = &self->linked->folds;
  for (uint32_t i = 0; i < folds->count; i++) {
    array_push(self->scratch, &self->replacements, folds->at[i]);
  }
  replace_imports(self);
  replace_injected(self);
  replace_writes(self);
  replace_members(self);
  for (uint32_t i = 0; i < module->record.requires.count; i++) {
    NodeId node = module->record.requires.at[i];
    if (needs_require(self, node)) replace_required(self, node, helper(self, RUNTIME_REQUIRE));
  }
  for (uint32_t i = 0; i < module->record.this_nodes.count && module_is_esm(module); i++) {
    NodeId node = module->record.this_nodes.at[i];
    if (!is_replaced(self, node)) replace(self, node, TEXT("undefined"));
  }
  bool keeps_meta = self->plan->options->format == OUTPUT_ESM;
  for (uint32_t i = 0; i < module->record.import_metas.count && !keeps_meta; i++) {
    NodeId node = module->record.import_metas.at[i];
    if (!is_replaced(self, node))
      replace(self, node, plan_name(self->plan, self->plan->import_meta_slot));
  }
}

static void collect_replacements(PiecePrinter *self) {
  const Module *module = self->module;
  const Replacements *fixed = &module->replacements;
  for (uint32_t i = 0; i < fixed->count; i++) {
    if (is_import_write(self, fixed->at[i].node)) continue; // a name that --define put there
    array_push(self->scratch, &self->replacements, fixed->at[i]);
  }
  if (!self->plan->options->is_copied) collect_linked(self);
  piece_templates(self->scratch, self->plan, self->piece, self->options, &self->replacements);
  if (self->options->mangled)
    mangle_props_replace(self->scratch, module, self->options->mangled, &self->replacements);
  replacements_sort(&module->tree, &self->replacements);
  self->input.replacements = &self->replacements;
}

static void collect_kept_names(PiecePrinter *self) {
  Text name = plan_name(self->plan, self->plan->helper_slots[RUNTIME_NAME]);
  KeepingNames keeping = {self->plan, self->module, self->input.names, name};
  piece_keep_names(self->scratch, &keeping, &self->kept_names);
  self->input.wraps = self->kept_names.wraps.at;
  self->input.wrap_count = self->kept_names.wraps.count;
  bool is_used = self->input.wrap_count > 0 || self->kept_names.lines.size > 0;
  if (is_used) helper(self, RUNTIME_NAME);
}

// ---- Comments

static void find_cuts(PiecePrinter *self) {
  PieceCuts cuts;
  piece_find_cuts(self->arena, &self->module->tree, self->options, &cuts);
  self->input.cuts = cuts.list.at;
  self->input.cut_count = cuts.list.count;
  self->piece->legal_comments = cuts.legal_comments;
}

// ---- Statements

typedef enum StatementForm {
  FORM_NONE,        // leaves nothing
  FORM_PLAIN,       // stands as it is
  FORM_DECLARATION, // `export` before a declaration goes
  FORM_DEFAULT,     // `export default` of an expression or a nameless declaration
} StatementForm;

static StatementForm form_of(const Tree *tree, NodeId statement) {
  switch (tree->nodes[statement].kind) {
  case NODE_HASH_BANG_LINE:
  case NODE_IMPORT_STATEMENT: return FORM_NONE;
  case NODE_EXPORT_STATEMENT:
    if (tree_child(tree, statement, FIELD_DECLARATION)) return FORM_DECLARATION;
    return tree_child(tree, statement, FIELD_VALUE) ? FORM_DEFAULT : FORM_NONE;
  default: return FORM_PLAIN;
  }
}

// Where the last token of a node ends; comments that the grammar counts in come behind it.
static uint32_t token_end(const Tree *tree, NodeId node) {
  return tree_node(tree, tree_node(tree, node)->after - 1)->end;
}

// Whether the next line could be read as going on with this statement.
static bool needs_semicolon(const Tree *tree, NodeId statement) {
  switch (tree->nodes[statement].kind) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_CLASS_DECLARATION:
  case NODE_STATEMENT_BLOCK:
  case NODE_TRY_STATEMENT:
  case NODE_SWITCH_STATEMENT: return false;
  default: return tree_kind(tree, tree_node(tree, statement)->after - 1) != TOKEN_SEMICOLON;
  }
}

static void add(PiecePrinter *self, Text text) {
  printer_add(&self->printer, text);
}

static void add_range(PiecePrinter *self, NodeId first, uint32_t end) {
  printer_add_range(&self->printer, first, tree_node(&self->module->tree, first)->start, end);
}

static bool is_function(const Tree *tree, NodeId value) {
  NodeKind kind = tree_kind(tree, tree_inside_parentheses(tree, value));
  return kind == NODE_ARROW_FUNCTION || kind == NODE_FUNCTION_EXPRESSION || kind == NODE_CLASS ||
         kind == NODE_GENERATOR_FUNCTION;
}

// `export default function () {}` is hoisted as a declaration is: it gets its name before the
// parameters.
static void add_default_function(PiecePrinter *self, NodeId function, Text name) {
  const Tree *tree = &self->module->tree;
  const Node *parameters = tree_node(tree, tree_child(tree, function, FIELD_PARAMETERS));
  add_range(self, function, parameters->start);
  while (self->printer.out.size > 0 && self->printer.out.at[self->printer.out.size - 1] == ' ') {
    self->printer.out.size--;
  }
  add(self, TEXT(" "));
  add(self, name);
  printer_add_range(&self->printer, tree_child(tree, function, FIELD_PARAMETERS), parameters->start,
                    token_end(tree, function));
}

// Whether what is exported by default must be called "default", as the language has it, since
// somebody asks.
static bool names_default(const PiecePrinter *self) {
  bool may_ask = !self->options->keeps_names && !self->plan->options->is_hot;
  return may_ask && self->linked->name_is_read && self->linked->default_slot;
}

// `{ default: () => {} }.default` gives a function the name that it has in the source.
static void add_named_value(PiecePrinter *self, NodeId value) {
  add(self, TEXT("{ default: "));
  add_range(self, value, token_end(&self->module->tree, value));
  add(self, TEXT(" }.default"));
}

static void add_default(PiecePrinter *self, NodeId statement) {
  const Tree *tree = &self->module->tree;
  NodeId value = tree_child(tree, statement, FIELD_VALUE);
  Text name = plan_name(self->plan, self->linked->default_slot);
  NodeKind kind = tree_kind(tree, value);
  if (kind == NODE_FUNCTION_EXPRESSION || kind == NODE_GENERATOR_FUNCTION) {
    add_default_function(self, value, name);
    return;
  }
  printer_map(&self->printer, tree_node(tree, statement)->start);
  add(self, TEXT("const "));
  add(self, name);
  add(self, TEXT(" = "));
  if (names_default(self) && is_function(tree, value))
    add_named_value(self, value);
  else
    add_range(self, value, token_end(tree, value));
  add(self, TEXT(";"));
}

// Decorators may stand before `export`.
static void add_declaration(PiecePrinter *self, NodeId statement) {
  const Tree *tree = &self->module->tree;
  tree_each_child(tree, statement, child) {
    if (tree_kind(tree, child) == NODE_DECORATOR) {
      printer_add_node(&self->printer, child);
      add(self, TEXT("\n"));
    }
  }
  NodeId declaration = tree_child(tree, statement, FIELD_DECLARATION);
  add_range(self, declaration, token_end(tree, declaration));
  if (needs_semicolon(tree, declaration)) add(self, TEXT(";"));
}

// `is_followed`: the next statement of the source comes behind it, so that a semicolon that its
// author left out is not missed.
static void add_statement(PiecePrinter *self, NodeId statement, StatementForm form,
                          bool is_followed) {
  const Tree *tree = &self->module->tree;
  if (form == FORM_DEFAULT) {
    add_default(self, statement);
  } else if (form == FORM_DECLARATION) {
    add_declaration(self, statement);
  } else {
    add_range(self, statement, token_end(tree, statement));
    if (!is_followed && needs_semicolon(tree, statement)) add(self, TEXT(";"));
  }
}

// The blanks and comments from `start` up to `end`; none at the top of a piece.
static void add_gap(PiecePrinter *self, NodeId next, uint32_t start, uint32_t end) {
  Text source = self->module->tree.source;
  bool is_top = self->printer.out.size == self->top;
  while (is_top && start < end && memchr(" \t\r\n", source.at[start], 4)) start++;
  if (start < end) printer_add_range(&self->printer, next, start, end);
}

static void end_line(PiecePrinter *self) {
  const Buffer *out = &self->printer.out;
  if (out->size > 0 && out->at[out->size - 1] != '\n') add(self, TEXT("\n"));
}

// What licences ask to keep stays where what stands behind it goes.
static void add_legal(PiecePrinter *self, NodeId next, uint32_t start, uint32_t end) {
  const Tree *tree = &self->module->tree;
  if (!self->options->keeps_legal_comments) return;
  uint32_t i = search_first(tree->comments, tree->comment_count, start, start);
  for (; i < tree->comment_count && tree->comments[i].start < end; i++) {
    const Comment *comment = &tree->comments[i];
    if (!legal_comment_is(text_slice(tree->source, comment->start, comment->end))) continue;
    end_line(self);
    printer_add_range(&self->printer, next, comment->start, comment->end);
    add(self, TEXT("\n"));
  }
}

// Of a declaration whose declarators are parts: how many are in the output.
static uint32_t count_live(const PiecePrinter *self, uint32_t first, uint32_t count) {
  uint32_t live = 0;
  for (uint32_t i = 0; i < count; i++) live += plan_has_part(self->linked, first + i);
  return live;
}

// `const a = 1, b = 2;` of which only some are in the output; the first is part `part`.
static void add_declarators(PiecePrinter *self, NodeId declaration, uint32_t part) {
  const Tree *tree = &self->module->tree;
  NodeId keyword = tree_first_child(tree, declaration);
  add_range(self, keyword, tree_node(tree, keyword)->end);
  add(self, TEXT(" "));
  uint32_t printed = 0, end = 0; // 0: the one before is not in the output
  tree_each_named(tree, declaration, declarator) {
    if (!plan_has_part(self->linked, part++)) {
      end = 0;
      continue;
    }
    if (end)
      printer_add_range(&self->printer, declarator, end, tree_node(tree, declarator)->start);
    else if (printed)
      add(self, TEXT(", "));
    add_range(self, declarator, token_end(tree, declarator));
    end = token_end(tree, declarator);
    printed++;
  }
  add(self, TEXT(";"));
}

// Whether the statement behind `statement`, whose first part is `part`, is printed as it stands.
static bool is_followed(const PiecePrinter *self, NodeId statement, uint32_t part) {
  NodeId next = tree_next_sibling(&self->module->tree, statement);
  return next && form_of(&self->module->tree, next) == FORM_PLAIN &&
         plan_has_part(self->linked, part);
}

// Prints the parts of a statement that are in the output, and counts them all.
static void print_parts(PiecePrinter *self, NodeId statement, uint32_t from, uint32_t *part) {
  const Tree *tree = &self->module->tree;
  StatementForm form = form_of(tree, statement);
  NodeId declaration = self->linked->live_parts ? parts_declaration(tree, statement) : NO_NODE;
  uint32_t first = *part, count = 0;
  if (declaration)
    tree_each_named(tree, declaration, declarator) count++;
  if (!declaration) count = 1;
  *part += count;
  uint32_t live = count_live(self, first, count);
  if (live == 0 || form == FORM_NONE) {
    add_legal(self, statement, from, tree_node(tree, statement)->start);
    return;
  }
  add_gap(self, statement, from, tree_node(tree, statement)->start);
  if (live == count)
    add_statement(self, statement, form, is_followed(self, statement, *part));
  else
    add_declarators(self, declaration, first);
}

// Makes a gap behind a statement of the top level, if enough stands before it.
static void add_cut(PiecePrinter *self) {
  Piece *piece = self->piece;
  size_t last = piece->cuts.count ? array_last(&piece->cuts) : self->top;
  size_t size = self->printer.out.size;
  if (!self->options->is_minified || !plan_is_bare(self->plan, self->module)) return;
  if (size - last < PIECE_CUT_BYTES) return;
  memset(buffer_reserve(&self->printer.out, SYNTAX_PADDING), ' ', SYNTAX_PADDING);
  self->printer.out.size += SYNTAX_PADDING;
  array_push(self->arena, &piece->cuts, (uint32_t)self->printer.out.size);
}

// `__name(foo_default, "default");` for a function that is hoisted, and so named by its variable.
static void add_default_name(PiecePrinter *self) {
  const Tree *tree = &self->module->tree;
  if (!names_default(self)) return;
  tree_each_child(tree, NODE_ROOT, statement) {
    if (form_of(tree, statement) != FORM_DEFAULT) continue;
    NodeKind kind = tree_kind(tree, tree_child(tree, statement, FIELD_VALUE));
    if (kind != NODE_FUNCTION_EXPRESSION && kind != NODE_GENERATOR_FUNCTION) return;
    Text name = plan_name(self->plan, self->linked->default_slot);
    add(self, text_concat(self->scratch, helper(self, RUNTIME_NAME), TEXT("("), name,
                          TEXT(", \"default\");\n")));
  }
}

static void print_statements(PiecePrinter *self) {
  const Tree *tree = &self->module->tree;
  add(self, self->kept_names.lines);
  add_default_name(self);
  self->top = self->printer.out.size;
  uint32_t end = 0, part = 0; // of the statement before; the first one of this
  tree_each_child(tree, NODE_ROOT, statement) {
    add_cut(self);
    print_parts(self, statement, end, &part);
    end = token_end(tree, statement);
    if (tree_kind(tree, statement) == NODE_HASH_BANG_LINE) end = tree_node(tree, statement)->end;
  }
  add_gap(self, tree->node_count, end, tree->source.size);
  end_line(self);
}

// The whole file, but for the first line that is not JavaScript: the output has it.
static void print_copy(PiecePrinter *self) {
  const Tree *tree = &self->module->tree;
  NodeId first = tree_first_child(tree, NODE_ROOT);
  uint32_t start = 0;
  if (tree_kind(tree, first) == NODE_HASH_BANG_LINE) {
    start = tree_node(tree, first)->end;
    first = tree_node(tree, first)->after;
    while (start < tree->source.size && memchr("\r\n", tree->source.at[start], 2)) start++;
  }
  printer_add_range(&self->printer, first, start, tree->source.size);
  end_line(self);
}

// ---- Closures

static void add_value(PiecePrinter *self) {
  PieceWriter writer = writer_of(self);
  value_add(&writer, self->module, self->options);
  add(self, TEXT(";\n"));
}

// The value as a whole, or those of its keys that are used, each in a variable.
static void print_value(PiecePrinter *self) {
  Buffer *out = &self->printer.out;
  if (self->linked->value_is_whole) {
    buffer_add_format(out,
                      "var %.*s = ", TEXT_ARGS(plan_name(self->plan, self->linked->default_slot)));
    add_value(self);
    return;
  }
  for (uint32_t i = 0; i < self->module->keys.count; i++) {
    SlotId slot = self->linked->key_slots[i];
    if (!slot) continue;
    buffer_add_format(out, "var %.*s = ", TEXT_ARGS(plan_name(self->plan, slot)));
    value_add_json(out, self->module->keys.at[i].value, self->options);
    add(self, TEXT(";\n"));
  }
}

static void add_init_steps(PiecePrinter *self) {
  PieceWriter writer = writer_of(self);
  for (uint32_t i = 0; i < self->linked->init_steps.count; i++) {
    piece_add_step(&writer, &self->linked->init_steps.at[i]);
  }
}

// `var import_a, load_a = () => import_a || (import_a = __toESM(__requireOnce(require_a)));`: other
// chunks can't set a variable of this one.
static void add_loaders(PiecePrinter *self) {
  const Linked *linked = self->linked;
  PieceWriter writer = writer_of(self);
  for (int mode = 0; mode < 2; mode++) {
    if (!linked->loader_slots[mode]) continue;
    Text variable = plan_name(self->plan, linked->import_slots[mode]);
    Text value = piece_imported_value(self->scratch, &writer, self->module);
    Interop interop = {self->module, value, mode};
    buffer_add_format(
        &self->printer.out, "var %.*s, %.*s = () => %.*s || (%.*s = %.*s);\n", TEXT_ARGS(variable),
        TEXT_ARGS(plan_name(self->plan, linked->loader_slots[mode])), TEXT_ARGS(variable),
        TEXT_ARGS(variable), TEXT_ARGS(piece_to_esm(self->scratch, &writer, &interop)));
  }
}

// Whether the function around a CommonJS module can be seen from its code, other than by its
// parameters.
static bool sees_function(const Module *module) {
  if (module->kind == MODULE_VALUE) return false;
  return module->record.syntax & MODULE_USES_THIS ||
         scope_name_uses(&module->scopes, TEXT("arguments")) & ATOM_UNBOUND;
}

// A method that is called as its path shows in stack traces which module it is; what is minified
// does without.
static void open_commonjs(PiecePrinter *self, const char *parameters) {
  Buffer *out = &self->printer.out;
  RuntimeHelper wrapper = self->options->is_minified ? RUNTIME_COMMONJS_SMALL : RUNTIME_COMMONJS;
  buffer_add_format(out, "var %.*s = %.*s(",
                    TEXT_ARGS(plan_name(self->plan, self->linked->wrapper_slot)),
                    TEXT_ARGS(helper(self, wrapper)));
  if (self->options->is_minified) {
    bool is_arrow = !sees_function(self->module);
    buffer_add_format(out, "%s(%s) %s{\n", is_arrow ? "" : "function ", parameters,
                      is_arrow ? "=> " : "");
    return;
  }
  buffer_add_literal(out, "{\n");
  piece_add_quoted(out, self->plan, self->module->label);
  buffer_add_format(out, "(%s) {\n", parameters);
}

static void print_commonjs(PiecePrinter *self) {
  uint32_t syntax = self->module->record.syntax;
  bool is_value = self->module->kind == MODULE_VALUE;
  PieceWriter writer = writer_of(self);
  unsigned givens = is_value ? 0 : piece_givens(&writer, self->options);
  bool uses_module = is_value || givens || syntax & MODULE_USES_MODULE;
  bool uses_exports = uses_module || syntax & MODULE_USES_EXPORTS;
  const char *parameters = uses_module ? "exports, module" : uses_exports ? "exports" : "";
  open_commonjs(self, parameters);
  if (is_value) {
    add(self, TEXT("module.exports = "));
    add_value(self);
  } else {
    piece_add_givens(&writer, givens);
    add_init_steps(self);
    print_statements(self);
  }
  add(self, self->options->is_minified ? TEXT("});\n") : TEXT("}\n});\n"));
  add_loaders(self);
}

// `yield [init_a(1), init_b(1)];`: links the closures that this one imports.
static void add_links(PiecePrinter *self) {
  Buffer *out = &self->printer.out;
  buffer_add_literal(out, "yield [");
  bool is_first = true;
  for (uint32_t i = 0; i < self->linked->init_steps.count; i++) {
    const Step *step = &self->linked->init_steps.at[i];
    if (step->kind != STEP_INIT) continue;
    const Linked *target = plan_of(self->plan, step->module);
    buffer_add_format(out, "%s%.*s(1)", is_first ? "" : ", ",
                      TEXT_ARGS(plan_name(self->plan, target->wrapper_slot)));
    is_first = false;
  }
  buffer_add_literal(out, "];\n");
}

// `var require_a = () => (init_a(), __toCommonJS(a_exports));`: all chunks get the same object.
static void add_required(PiecePrinter *self, bool is_declared) {
  const Linked *linked = self->linked;
  buffer_add_format(&self->printer.out, "%s%.*s = () => (%.*s(), %.*s(%.*s));\n",
                    is_declared ? "" : "var ",
                    TEXT_ARGS(plan_name(self->plan, linked->required_slot)),
                    TEXT_ARGS(plan_name(self->plan, linked->wrapper_slot)),
                    TEXT_ARGS(helper(self, RUNTIME_TO_COMMONJS)),
                    TEXT_ARGS(plan_name(self->plan, linked->namespace_slot)));
}

// `}, () => { init_b(init_a);`: what a closure imports is asked for before its code runs, which may
// be long before.
static void add_imports_function(PiecePrinter *self) {
  if (self->linked->init_steps.count == 0) return;
  PieceWriter writer = writer_of(self);
  writer.closure = NULL;
  writer.asker = plan_name(self->plan, self->linked->wrapper_slot);
  add(self, TEXT("}, () => {\n"));
  for (uint32_t i = 0; i < self->linked->init_steps.count; i++)
    piece_add_step(&writer, &self->linked->init_steps.at[i]);
}

static void print_esm(PiecePrinter *self) {
  const Linked *linked = self->linked;
  Buffer *out = &self->printer.out;
  RuntimeHelper wrapper = linked->is_async ? RUNTIME_ESM_ASYNC : RUNTIME_ESM;
  const Plan *plan = self->plan;
  bool is_declared = plan->strictness == STRICT_APART; // outside of the strict code
  if (!is_declared) {
    PieceWriter writer = writer_of(self);
    buffer_add_literal(out, "var ");
    piece_add_empty_namespace(&writer, self->module);
    buffer_add_literal(out, ";\n");
  }
  const char *async = plan_awaits(plan, self->module) ? "async " : "";
  buffer_add_format(out, "%s%.*s = %.*s(%sfunction* () {\n", is_declared ? "" : "var ",
                    TEXT_ARGS(plan_name(plan, linked->wrapper_slot)),
                    TEXT_ARGS(helper(self, wrapper)), async);
  bool is_sloppy = plan->strictness == STRICT_NOWHERE && plan->options->format != OUTPUT_ESM;
  if (is_sloppy) add(self, TEXT("\"use strict\";\n"));
  PieceWriter writer = writer_of(self);
  piece_add_namespace(&writer, self->module);
  add_links(self);
  if (!linked->is_async) add_init_steps(self);
  piece_add_stars(&writer, self->module);
  print_statements(self);
  if (linked->is_async) add_imports_function(self);
  add(self, TEXT("});\n"));
  if (linked->required_slot) add_required(self, is_declared);
}

static void print_wrapped(PiecePrinter *self) {
  if (self->linked->wrap == WRAP_COMMONJS)
    print_commonjs(self);
  else
    print_esm(self);
}

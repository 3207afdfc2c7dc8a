// Names that are read need no change: they find the property of the global object. `a += 1` and
// `a++` read first, and fail there as sloppy code does.
#include "transform/strict_globals.h"

#include "scope/known_globals.h"
#include "scope/roles.h"
#include "transform/jsx_recipe.h"

typedef struct Pass {
  Arena *arena;
  const Tree *tree;
  const ScopeTable *table;
  Replacements *out;
  ScopeId next_scope;   // the first one that opens behind the node
  NodeId end_of_strict; // below it, code is strict
} Pass;

// ---- Writes

// Whether it is a global that may not be there yet. Node gives some to each file.
static bool may_be_made(const ScopeTable *table, SymbolId id) {
  static const Text given[] = {TEXT("module"),     TEXT("exports"),   TEXT("require"),
                               TEXT("__filename"), TEXT("__dirname"), TEXT("arguments"),
                               TEXT("eval")};
  const Symbol *symbol = &table->symbols[id];
  if (symbol->kind != SYMBOL_UNBOUND || !(symbol->flags & SYMBOL_ASSIGNED)) return false;
  Text name = scope_symbol_name(table, id);
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
    if (text_is(name, given[i])) return false;
  }
  return !known_global(name);
}

static bool is_read_first(const Tree *tree, NodeId name) {
  NodeKind parent = tree_kind(tree, tree_node(tree, tree_outside_parentheses(tree, name))->parent);
  return parent == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION || parent == NODE_UPDATE_EXPRESSION;
}

// Whether a value is called as what it is assigned to.
static bool is_nameless(const Tree *tree, NodeId value) {
  value = tree_inside_parentheses(tree, value);
  NodeKind kind = tree_kind(tree, value);
  bool is_function = kind == NODE_ARROW_FUNCTION || kind == NODE_FUNCTION_EXPRESSION ||
                     kind == NODE_GENERATOR_FUNCTION || kind == NODE_CLASS;
  return is_function && !tree_child(tree, value, FIELD_NAME);
}

// `globalThis.f = function () {}` would give no name to the function: `{ f: function () {} }.f`
// does.
static void keep_name(Pass *pass, NodeId value, Text name) {
  if (!is_nameless(pass->tree, value)) return;
  RecipeWriter writer = recipe_writer(pass->arena, pass->tree);
  recipe_say(&writer, text_concat(pass->arena, TEXT("{ "), name, TEXT(": ")));
  const Node *whole = tree_node(pass->tree, value);
  recipe_range(&writer, value + 1, whole->start, whole->end);
  recipe_say(&writer, text_concat(pass->arena, TEXT(" }."), name));
  array_push(pass->arena, pass->out, (Replacement){.node = value, .recipe = recipe_end(&writer)});
  arena_release(&writer.scratch);
}

static void replace_write(Pass *pass, NodeId id) {
  const Tree *tree = pass->tree;
  SymbolId symbol = tree_node(tree, id)->symbol;
  if (!symbol || !may_be_made(pass->table, symbol) || is_read_first(tree, id)) return;
  if (role_in_pattern(tree, id) != ROLE_WRITE) return;
  Text name = tree_text(tree, id);
  bool is_key = tree_kind(tree, id) == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
  Text key = is_key ? text_concat(pass->arena, name, TEXT(": ")) : TEXT("");
  Text text = text_concat(pass->arena, key, TEXT("globalThis."), name);
  array_push(pass->arena, pass->out,
             (Replacement){.node = id, .text = text, .origin = is_key ? NO_NODE : id});
  NodeId parent = tree_node(tree, id)->parent;
  if (tree_kind(tree, parent) == NODE_ASSIGNMENT_EXPRESSION)
    keep_name(pass, tree_child(tree, parent, FIELD_RIGHT), name);
}

// ---- Calls

static bool has_own_this(const Tree *tree, NodeId function) {
  NodeId end = tree_node(tree, function)->after;
  for (NodeId id = function + 1; id < end; id++) {
    if (tree_kind(tree, id) == NODE_THIS) return true;
    NodeId after = tree_end_of_this(tree, id);
    if (after > id) id = after - 1;
  }
  return false;
}

static void replace_call(Pass *pass, NodeId function) {
  const Tree *tree = pass->tree;
  NodeId callee = tree_outside_parentheses(tree, function);
  NodeId call = tree_node(tree, callee)->parent;
  NodeId arguments = tree_child(tree, call, FIELD_ARGUMENTS);
  bool is_called = tree_kind(tree, call) == NODE_CALL_EXPRESSION &&
                   tree_node(tree, callee)->field == FIELD_FUNCTION &&
                   tree_kind(tree, arguments) == NODE_ARGUMENTS &&
                   !tree_child(tree, call, FIELD_OPTIONAL_CHAIN);
  if (!is_called || !has_own_this(tree, function)) return;
  const Node *list = tree_node(tree, arguments);
  RecipeWriter writer = recipe_writer(pass->arena, tree);
  recipe_say_literal(&writer, ".call(globalThis");
  if (tree_first_named(tree, arguments)) recipe_say_literal(&writer, ", ");
  recipe_range(&writer, tree_next_sibling(tree, arguments + 1), list->start + 1, list->end);
  array_push(pass->arena, pass->out,
             (Replacement){.node = arguments, .recipe = recipe_end(&writer)});
  arena_release(&writer.scratch);
}

// ---- The whole

static bool is_of_interest(const ScopeTable *table) {
  if (table->has_eval) return false;
  return !(scope_name_uses(table, TEXT("globalThis")) & (ATOM_TOP_LEVEL | ATOM_NESTED));
}

static bool makes_any(const ScopeTable *table) {
  for (SymbolId id = table->first_unbound; id < table->symbol_count; id++) {
    if (may_be_made(table, id)) return true;
  }
  return false;
}

static void note_strict(Pass *pass, NodeId id) {
  for (; pass->next_scope < pass->table->scope_count; pass->next_scope++) {
    const Scope *scope = &pass->table->scopes[pass->next_scope];
    if (scope->node > id) return;
    NodeId end = tree_node(pass->tree, scope->node)->after;
    if (scope->flags & SCOPE_STRICT && pass->end_of_strict < end) pass->end_of_strict = end;
  }
}

static void replace_writes(Pass *pass) {
  const Tree *tree = pass->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    note_strict(pass, id);
    NodeKind kind = tree_kind(tree, id);
    bool is_target = kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
    if (is_target && id >= pass->end_of_strict) replace_write(pass, id);
  }
}

// Of the file's scopes only those of functions are looked at, as they are few.
static void replace_calls(Pass *pass) {
  for (ScopeId s = SCOPE_FILE; s < pass->table->scope_count; s++) {
    const Scope *scope = &pass->table->scopes[s];
    bool is_sloppy = scope->kind == SCOPE_KIND_FUNCTION && !(scope->flags & SCOPE_STRICT);
    bool is_function = tree_kind(pass->tree, scope->node) == NODE_FUNCTION_EXPRESSION;
    if (is_sloppy && is_function) replace_call(pass, scope->node);
  }
}

void strict_globals_apply(Arena *arena, const ScopeTable *table, Replacements *out) {
  Pass pass = {.arena = arena, .tree = table->tree, .table = table, .out = out, .next_scope = 1};
  if (!is_of_interest(table)) return;
  if (makes_any(table)) replace_writes(&pass);
  replace_calls(&pass);
  replacements_sort(table->tree, out);
}

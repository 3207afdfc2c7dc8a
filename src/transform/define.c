// Names are looked up by their first part: what follows must be there, member by member.
#include "transform/define.h"

#include "base/dotted_name.h"
#include "base/json_check.h"
#include "scope/spelled_name.h"
#include "syntax/name.h"
#include "transform/jsx_recipe.h"
#include "transform/places.h"

#include <ctype.h>

// ---- The table

// Words that no name begins with; `this` and `import.meta` are names here.
static bool is_reserved(Text word) {
  return name_word(word) == WORD_RESERVED && !text_is(word, TEXT("this")) &&
         !text_is(word, TEXT("import"));
}

// Whether a text is such a name as a program can spell.
static bool is_path(Text name) {
  if (!dotted_name_is_good(name)) return false;
  uint32_t at = 0;
  Text first = dotted_name_part(name, &at);
  if (is_reserved(first)) return false;
  return !text_is(first, TEXT("import")) ||
         (at < name.size && text_is(dotted_name_part(name, &at), TEXT("meta")));
}

bool define_is_name(Text name) {
  return text_find_byte(name, '[', 0) == TEXT_NOT_FOUND && is_path(name);
}

// A number with `n` behind it, or text in single quotes without anything special in it.
static bool is_other_literal(Text value) {
  bool is_bigint = value.size > 1 && value.at[value.size - 1] == 'n';
  for (uint32_t i = 0; is_bigint && i + 1 < value.size; i++) {
    is_bigint = isdigit((unsigned char)value.at[i]) && (value.at[0] != '0' || value.size == 2);
  }
  bool is_quoted = value.size > 1 && value.at[0] == '\'' && value.at[value.size - 1] == '\'';
  for (uint32_t i = 1; is_quoted && i + 1 < value.size; i++) {
    is_quoted = memchr("'\\\r\n", value.at[i], 4) == NULL;
  }
  return is_bigint || is_quoted;
}

static bool is_constant(Text value) {
  return json_check(NULL, value, NULL, NULL) == JSON_GOOD || is_other_literal(value);
}

void defines_add_injected(Arena *arena, Defines *defines, Define define) {
  uint32_t from = 0;
  uint32_t *root = map_add(arena, &defines->roots, dotted_name_part(define.name, &from), NULL);
  define.next = *root; // newer ones come first, so that they win
  array_push(arena, &defines->list, define);
  *root = defines->list.count;
}

DefineProblem defines_add(Arena *arena, Defines *defines, Text name, Text value) {
  if (!is_path(name)) return DEFINE_BAD_NAME;
  bool is_name = !is_constant(value);
  if (is_name && !define_is_name(value)) return DEFINE_BAD_VALUE;
  Define define = {.name = name, .value = value, .is_name = is_name};
  if (is_name) define.root = text_until(value, '.');
  defines_add_injected(arena, defines, define);
  return DEFINE_GOOD;
}

// ---- Replacing

typedef struct Root {
  bool is_listed;
  Namesakes namesakes;
} Root;

typedef struct Pass {
  Arena *arena;
  Tree *tree;
  ScopeTable *table;
  const Defines *defines;
  DefineResults *results;
  Root *roots;        // by define
  bool *is_root;      // by SymbolId: some define begins with this global
  bool has_this;      // or with `this`
  NodeIds written;    // that stand for variables of the file
  NodeId end_of_this; // below it, `this` is not the file's
} Pass;

static bool is_shorthand(NodeKind kind) {
  return kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ||
         kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
}

// A function that was no member and becomes one must not get an object for its `this`.
static bool gets_object(const Pass *pass, NodeId node, const Define *define) {
  return define->is_name && text_find_byte(define->value, '.', 0) != TEXT_NOT_FOUND &&
         tree_kind(pass->tree, node) == NODE_IDENTIFIER && place_is_called(pass->tree, node);
}

// What stands before a value at `node`: { DEBUG } becomes { DEBUG: value }.
static Text key_before(const Pass *pass, NodeId node) {
  if (!is_shorthand(tree_kind(pass->tree, node))) return TEXT("");
  Text key = tree_text(pass->tree, node);
  if (text_is(key, TEXT("__proto__"))) key = TEXT("[\"__proto__\"]"); // it sets nothing
  return text_concat(pass->arena, key, TEXT(": "));
}

// A value as it must be written at `node`.
static Text spell(const Pass *pass, NodeId node, const Define *define) {
  const Tree *tree = pass->tree;
  Text key = key_before(pass, node), value = define->value;
  if (key.size > 0) return text_concat(pass->arena, key, value);
  char first = value.at[0];
  bool is_number = first == '-' || isdigit((unsigned char)first);
  bool is_quoted = memchr("\"'{", first, 3) != NULL;
  bool is_nested = (is_number && place_binds_tightly(tree, node)) ||
                   (is_quoted && place_begins_statement(tree, node));
  bool is_called = gets_object(pass, node, define);
  if (!is_nested && !is_called) return value;
  Text callee = is_called ? TEXT("0, ") : TEXT("");
  return text_concat(pass->arena, place_parenthesis(tree, node), callee, value, TEXT(")"));
}

// The node becomes a use of a variable of the file, which may have another name in the output.
static void replace_by_variable(Pass *pass, NodeId node, SymbolId symbol, const Define *define) {
  Text value = define->value; // what is injected has no root there
  Text members = define->injected ? value : text_slice(value, define->root.size, value.size);
  bool is_member = members.size > 0, is_called = place_is_called(pass->tree, node);
  bool gets_object = is_member && is_called && tree_kind(pass->tree, node) == NODE_IDENTIFIER;
  RecipeWriter writer = recipe_writer(pass->arena, pass->tree);
  recipe_say(&writer, key_before(pass, node));
  if (gets_object) recipe_say(&writer, place_parenthesis(pass->tree, node));
  if (gets_object) recipe_say_literal(&writer, "0, ");
  recipe_name(&writer, is_called && !is_member ? RECIPE_CALLEE : RECIPE_NAME, node, define->root);
  recipe_say(&writer, members);
  if (gets_object) recipe_say_literal(&writer, ")");
  Node *use = &pass->tree->nodes[node];
  use->symbol = symbol;
  if (is_member) use->flags |= NODE_GOES_ON;
  if (place_is_target(pass->tree, node) && !is_member)
    array_push(pass->arena, &pass->written, node);
  array_push(pass->arena, pass->results->out,
             (Replacement){.node = node, .recipe = recipe_end(&writer)});
  arena_release(&writer.scratch);
}

// The variable of the file that the value of a define means at `node`, or 0.
static SymbolId variable_at(Pass *pass, NodeId node, const Define *define) {
  Root *root = &pass->roots[define - pass->defines->list.at];
  if (!root->is_listed && define->root.size)
    scope_namesakes(pass->arena, pass->table, define->root, &root->namesakes);
  root->is_listed = true;
  return scope_top_level_at(node, &root->namesakes);
}

// What a file declares hides what is injected.
static void replace_by(Pass *pass, NodeId node, const Define *define) {
  DefineResults *results = pass->results;
  SymbolId symbol = variable_at(pass, node, define);
  if (symbol) {
    replace_by_variable(pass, node, symbol, define);
    return;
  }
  if (define->injected) {
    InjectedUse use = {node, define->injected - 1, key_before(pass, node), define->value};
    array_push(pass->arena, &results->injected, use);
    return;
  }
  array_push(pass->arena, results->out,
             (Replacement){.node = node, .text = spell(pass, node, define)});
}

// Of several defines that fit, the longest one is meant.
static void replace_name(Pass *pass, NodeId id, Text root) {
  const uint32_t *first = map_find(&pass->defines->roots, root);
  const Define *chosen = NULL;
  NodeId node = NO_NODE;
  for (uint32_t i = first ? *first : 0; i; i = pass->defines->list.at[i - 1].next) {
    const Define *define = &pass->defines->list.at[i - 1];
    if (chosen && chosen->name.size >= define->name.size) continue;
    NodeId spelled = spelled_name(pass->arena, pass->tree, id, define->name);
    if (!spelled) continue;
    chosen = define;
    node = spelled;
  }
  if (!chosen) return;
  bool is_kept = place_is_target(pass->tree, node) && !chosen->is_name;
  if (is_kept)
    array_push(pass->arena, &pass->results->assigned, node);
  else
    replace_by(pass, node, chosen);
}

static void replace_identifier(Pass *pass, NodeId id) {
  SymbolId symbol = tree_node(pass->tree, id)->symbol;
  if (pass->is_root[symbol]) replace_name(pass, id, scope_symbol_name(pass->table, symbol));
}

static void replace_this(Pass *pass, NodeId id) {
  NodeId end = tree_end_of_this(pass->tree, id);
  if (pass->end_of_this < end) pass->end_of_this = end;
  bool is_own = tree_kind(pass->tree, id) == NODE_THIS && id >= pass->end_of_this;
  if (is_own) replace_name(pass, id, TEXT("this"));
}

static void replace_at(Pass *pass, NodeId id) {
  NodeKind kind = tree_kind(pass->tree, id);
  if (kind_is_variable(kind))
    replace_identifier(pass, id);
  else if (pass->has_this)
    replace_this(pass, id);
  if (kind == NODE_META_PROPERTY && tree_is_import_meta(pass->tree, id))
    replace_name(pass, id, TEXT("import"));
}

static void find_roots(Pass *pass) {
  const ScopeTable *table = pass->table;
  pass->is_root = arena_new(pass->arena, bool, table->symbol_count);
  for (SymbolId id = 1; id < table->symbol_count; id++) {
    bool is_free = table->symbols[id].kind == SYMBOL_UNBOUND;
    pass->is_root[id] = is_free && map_has(&pass->defines->roots, scope_symbol_name(table, id));
  }
  pass->has_this = map_has(&pass->defines->roots, TEXT("this"));
}

// Whether the file may have what a define begins with: most have nothing of it, and to find that
// out by looking at all nodes is 2 % of a build.
static bool may_have(const ScopeTable *table, Text root) {
  if (text_is(root, TEXT("this"))) return true;
  if (text_is(root, TEXT("import")))
    return text_find(table->tree->source, TEXT("meta")) != TEXT_NOT_FOUND;
  return scope_name_uses(table, root) & ATOM_UNBOUND;
}

static bool may_have_any(const ScopeTable *table, const Defines *defines) {
  for (uint32_t i = 0; i < defines->roots.entries.count; i++) {
    if (may_have(table, defines->roots.entries.at[i].key)) return true;
  }
  return false;
}

void define_apply(Arena *arena, Tree *tree, ScopeTable *table, const Defines *defines,
                  DefineResults *results) {
  Pass pass = {.arena = arena, .tree = tree, .table = table};
  if (!may_have_any(table, defines)) return;
  pass.defines = defines;
  pass.results = results;
  pass.roots = arena_new(arena, Root, defines->list.count);
  find_roots(&pass);
  for (NodeId id = NODE_ROOT; id < pass.tree->node_count; id++) replace_at(&pass, id);
  if (pass.written.count) scope_note_writes(arena, table, pass.written.at, pass.written.count);
  // Chains such as a.b.c start at their outermost node, which comes before its parts: sort.
  replacements_sort(pass.tree, results->out);
}

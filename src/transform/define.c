// Names are looked up by their first part: what follows must be there, member by member.
#include "transform/define.h"

#include "base/json_check.h"
#include "syntax/literal.h"

#include <ctype.h>

// ---- The table

static bool is_name_part(Text part) {
  if (part.size == 0 || isdigit((unsigned char)part.at[0])) return false;
  for (uint32_t i = 0; i < part.size; i++) {
    unsigned char byte = (unsigned char)part.at[i];
    if (!isalnum(byte) && byte != '_' && byte != '$' && byte < 0x80) return false;
  }
  return true;
}

// The part of a dotted name that begins at `*from`, which is moved behind it.
static Text next_part(Text name, uint32_t *from) {
  uint32_t dot = text_find_byte(name, '.', *from);
  uint32_t end = dot == TEXT_NOT_FOUND ? name.size : dot;
  Text part = text_slice(name, *from, end);
  *from = end + 1;
  return part;
}

static bool is_dotted_name(Text name) {
  for (uint32_t at = 0; at <= name.size;) {
    if (!is_name_part(next_part(name, &at))) return false;
  }
  return true;
}

static bool is_value(Text value) {
  return json_check(NULL, value, NULL, NULL) == JSON_GOOD || is_dotted_name(value);
}

DefineProblem defines_add(Arena *arena, Defines *defines, Text name, Text value) {
  if (!is_dotted_name(name)) return DEFINE_BAD_NAME;
  if (!is_value(value)) return DEFINE_BAD_VALUE;
  uint32_t index = defines->count++;
  Define *at = arena_new(arena, Define, defines->count);
  uint32_t *next = arena_new(arena, uint32_t, defines->count);
  if (index) memcpy(at, defines->at, index * sizeof *at);
  if (index) memcpy(next, defines->next, index * sizeof *next);
  at[index] = (Define){name, value};
  uint32_t from = 0;
  uint32_t *root = map_add(arena, &defines->roots, next_part(name, &from), NULL);
  next[index] = *root; // newer ones come first, so that they win
  *root = index + 1;
  defines->at = at;
  defines->next = next;
  return DEFINE_GOOD;
}

// ---- Replacing

typedef struct Pass {
  Arena *arena;
  const Tree *tree;
  const ScopeTable *table;
  const Defines *defines;
  Replacements *out;
} Pass;

// Whether `member` is `object.part` or `object["part"]`.
static bool is_member(const Pass *pass, NodeId member, NodeId object, Text part) {
  const Tree *tree = pass->tree;
  if (tree_node(tree, object)->field != FIELD_OBJECT) return false;
  if (tree_kind(tree, member) == NODE_MEMBER_EXPRESSION) {
    return text_is(tree_text(tree, tree_child(tree, member, FIELD_PROPERTY)), part);
  }
  NodeId index = tree_child(tree, member, FIELD_INDEX);
  return tree_kind(tree, member) == NODE_SUBSCRIPT_EXPRESSION &&
         tree_kind(tree, index) == NODE_STRING &&
         text_is(literal_string_value(pass->arena, tree, index), part);
}

// The outermost node that spells `name`, starting at the identifier of its first part; or none.
static NodeId spelled_by(const Pass *pass, NodeId root, Text name) {
  uint32_t from = 0;
  next_part(name, &from);
  NodeId node = root;
  while (from <= name.size) {
    NodeId member = tree_node(pass->tree, node)->parent;
    if (!is_member(pass, member, node, next_part(name, &from))) return NO_NODE;
    node = member;
  }
  return node;
}

// Whether something is assigned to `node`, so that no value can stand there.
static bool is_target(const Tree *tree, NodeId node) {
  const Node *at = tree_node(tree, node);
  NodeKind parent = tree_kind(tree, at->parent);
  bool is_left = at->field == FIELD_LEFT &&
                 (parent == NODE_ASSIGNMENT_EXPRESSION || parent == NODE_FOR_IN_STATEMENT ||
                  parent == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION);
  NodeKind kind = at->kind;
  return is_left || parent == NODE_UPDATE_EXPRESSION || parent == NODE_ARRAY_PATTERN ||
         kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
}

// A shorthand property `{ DEBUG }` becomes `{ DEBUG: value }`.
static Text spell(const Pass *pass, NodeId node, Text value) {
  if (tree_kind(pass->tree, node) != NODE_SHORTHAND_PROPERTY_IDENTIFIER) return value;
  return text_concat(pass->arena, tree_text(pass->tree, node), TEXT(": "), value);
}

static bool replace_name(Pass *pass, NodeId id) {
  SymbolId symbol = tree_node(pass->tree, id)->symbol;
  if (!symbol || pass->table->symbols[symbol].kind != SYMBOL_UNBOUND) return false;
  const uint32_t *first = map_find(&pass->defines->roots, scope_symbol_name(pass->table, symbol));
  for (uint32_t i = first ? *first : 0; i; i = pass->defines->next[i - 1]) {
    const Define *define = &pass->defines->at[i - 1];
    NodeId node = spelled_by(pass, id, define->name);
    if (!node || is_target(pass->tree, node)) continue;
    array_push(pass->arena, pass->out,
               (Replacement){.node = node, .text = spell(pass, node, define->value)});
    return true;
  }
  return false;
}

static void replace_names(Pass *pass) {
  if (pass->defines->count == 0) return;
  for (NodeId id = NODE_ROOT; id < pass->tree->node_count; id++) {
    NodeKind kind = tree_kind(pass->tree, id);
    if (kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER)
      replace_name(pass, id);
  }
}

void define_apply(Arena *arena, const ScopeTable *table, const Defines *defines,
                  Replacements *out) {
  Pass pass = {arena, table->tree, table, defines, out};
  replace_names(&pass);
  // Chains such as a.b.c start at their outermost node, which comes before its parts: sort.
  replacements_sort(pass.tree, out);
}

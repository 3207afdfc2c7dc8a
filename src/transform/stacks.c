// A function around the object leaves all else as it is: what is optional, called, or written to.
#include "transform/stacks.h"

#include "transform/jsx_recipe.h"

static bool is_member(const Tree *tree, NodeId id) {
  NodeKind kind = tree_kind(tree, id);
  return kind == NODE_MEMBER_EXPRESSION || kind == NODE_SUBSCRIPT_EXPRESSION;
}

static bool is_optional(const Tree *tree, NodeId id) {
  return tree_child(tree, id, FIELD_OPTIONAL_CHAIN) != NO_NODE;
}

static bool is_known_to_linking(const ScopeTable *table, NodeId root) {
  const Symbol *symbol = &table->symbols[tree_node(table->tree, root)->symbol];
  Text name = tree_text(table->tree, root);
  return symbol->kind == SYMBOL_IMPORT || text_is(name, TEXT("module")) ||
         text_is(name, TEXT("exports"));
}

// Whether `object` can be handed to a function: a chain that ends early would not.
static bool can_wrap(const ScopeTable *table, NodeId object, bool is_read_optionally) {
  const Tree *tree = table->tree;
  NodeId root = object;
  for (; is_member(tree, root); root = tree_child(tree, root, FIELD_OBJECT))
    if (!is_read_optionally && is_optional(tree, root)) return false;
  if (tree_kind(tree, root) == NODE_THIS) return true;
  return tree_kind(tree, root) == NODE_IDENTIFIER && !is_known_to_linking(table, root);
}

// `new a.stack()` would call the function that is put around `a` as the constructor.
static bool may_be_called(const Tree *tree, NodeId member) {
  NodeId up = member;
  while (tree_node(tree, up)->field == FIELD_OBJECT) up = tree_node(tree, up)->parent;
  const Node *node = tree_node(tree, up);
  bool is_value = node->field == FIELD_LEFT &&
                  tree_kind(tree, node->parent) == NODE_ASSIGNMENT_EXPRESSION && up == member;
  return node->field != FIELD_CONSTRUCTOR && !is_value &&
         tree_kind(tree, node->parent) != NODE_DECORATOR;
}

static void wrap(Arena *arena, const Tree *tree, Text function, NodeId member, Replacements *out) {
  NodeId object = tree_child(tree, member, FIELD_OBJECT);
  RecipeWriter writer = recipe_writer(arena, tree);
  recipe_say(&writer, function);
  recipe_say_literal(&writer, "(");
  recipe_node(&writer, object);
  recipe_say_literal(&writer, ")");
  NodeId behind = tree_next_sibling(tree, object);
  recipe_range(&writer, behind, tree_node(tree, object)->end, tree_node(tree, member)->end);
  array_push(arena, out, (Replacement){.node = member, .recipe = recipe_end(&writer)});
}

void stacks_apply(Arena *arena, const ScopeTable *table, Text function, Replacements *out) {
  const Tree *tree = table->tree;
  uint32_t count = out->count;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    if (tree_kind(tree, id) != NODE_PROPERTY_IDENTIFIER) continue;
    NodeId member = tree_node(tree, id)->parent;
    if (tree_kind(tree, member) != NODE_MEMBER_EXPRESSION) continue;
    Text name = tree_text(tree, id);
    if (!text_is(name, TEXT("stack")) && !text_is(name, TEXT("message"))) continue;
    NodeId object = tree_child(tree, member, FIELD_OBJECT);
    if (can_wrap(table, object, is_optional(tree, member)) && may_be_called(tree, member))
      wrap(arena, tree, function, member, out);
  }
  if (out->count > count) replacements_sort(tree, out);
}

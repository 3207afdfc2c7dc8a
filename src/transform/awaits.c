// Most modules wait for nothing: their text is searched first.
#include "transform/awaits.h"

#include "transform/jsx_recipe.h"

static bool is_import(const Tree *tree, NodeId id) {
  return tree_kind(tree, id) == NODE_CALL_EXPRESSION &&
         tree_kind(tree, tree_child(tree, id, FIELD_FUNCTION)) == NODE_IMPORT;
}

// The last of the children is what is waited for.
static NodeId awaited(const Tree *tree, NodeId await) {
  NodeId last = tree_first_child(tree, await);
  for (NodeId next = last; next != NO_NODE; next = tree_next_sibling(tree, next)) last = next;
  return last;
}

static void wrap(Arena *arena, const Tree *tree, Text function, NodeId await, Replacements *out) {
  NodeId value = awaited(tree, await);
  if (value == NO_NODE || tree_kind(tree, value) == TOKEN_AWAIT_WORD || is_import(tree, value))
    return;
  RecipeWriter writer = recipe_writer(arena, tree);
  recipe_say_literal(&writer, "await ");
  recipe_say(&writer, function);
  recipe_say_literal(&writer, "(");
  recipe_node(&writer, value);
  recipe_say_literal(&writer, ")");
  array_push(arena, out, (Replacement){.node = await, .recipe = recipe_end(&writer)});
}

void awaits_apply(Arena *arena, const Tree *tree, Text function, Replacements *out) {
  if (text_find(tree->source, TEXT("await")) == TEXT_NOT_FOUND) return;
  uint32_t count = out->count;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    if (tree_kind(tree, id) == NODE_AWAIT_EXPRESSION) wrap(arena, tree, function, id, out);
  }
  if (out->count > count) replacements_sort(tree, out);
}

// One walk over the nodes in source order. Words are known by what they stand in; strings by what
// becomes of their value, on the way up through conditionals and the like.
#include "bundle/property_names.h"

#include "base/search.h"
#include "syntax/literal.h"

enum { CLIMB_LIMIT = 64 }; // nodes around a string that are looked at

// ---- Words

static bool is_import_attribute(const Tree *tree, NodeId pair) {
  NodeId object = tree_node(tree, pair)->parent;
  return tree_kind(tree, tree_node(tree, object)->parent) == NODE_IMPORT_ATTRIBUTE;
}

// Whether `id` is what names a member of an object or class.
static bool is_key_of(const Tree *tree, NodeId id, NodeId around) {
  NodeField field = (NodeField)tree_node(tree, id)->field;
  switch ((int)tree_kind(tree, around)) {
  case NODE_PAIR: return field == FIELD_KEY && !is_import_attribute(tree, around);
  case NODE_PAIR_PATTERN: return field == FIELD_KEY;
  case NODE_METHOD_DEFINITION: return field == FIELD_NAME;
  case NODE_FIELD_DEFINITION: return field == FIELD_PROPERTY;
  default: return false;
  }
}

static bool is_word(const Tree *tree, NodeId id) {
  NodeId around = tree_node(tree, id)->parent;
  switch ((int)tree_kind(tree, around)) {
  case NODE_MEMBER_EXPRESSION: return tree_node(tree, id)->field == FIELD_PROPERTY;
  case NODE_JSX_ATTRIBUTE: return tree_first_child(tree, around) == id;
  default: return is_key_of(tree, id, around);
  }
}

// ---- Strings

// Whether the value of what stands around may be that of `id`.
static bool passes_value(const Tree *tree, NodeId id, NodeId around) {
  const Node *node = tree_node(tree, id);
  switch ((int)tree_kind(tree, around)) {
  case NODE_PARENTHESIZED_EXPRESSION: return true;
  case NODE_TERNARY_EXPRESSION: return node->field != FIELD_CONDITION;
  case NODE_SEQUENCE_EXPRESSION: return !tree_next_sibling(tree, id);
  default: return false;
  }
}

static bool is_property_string(const Tree *tree, NodeId id) {
  NodeId around = tree_node(tree, id)->parent;
  if (is_key_of(tree, id, around)) return true;
  for (int i = 0; i < CLIMB_LIMIT && passes_value(tree, id, around); i++)
    id = around, around = tree_node(tree, id)->parent;
  switch ((int)tree_kind(tree, around)) {
  case NODE_SUBSCRIPT_EXPRESSION: return tree_node(tree, id)->field == FIELD_INDEX;
  case NODE_COMPUTED_PROPERTY_NAME: return true;
  case NODE_BINARY_EXPRESSION:
    return tree_node(tree, id)->field == FIELD_LEFT &&
           tree_kind(tree, tree_child(tree, around, FIELD_OPERATOR)) == TOKEN_IN_WORD;
  default: return false;
  }
}

// ---- Comments

typedef struct KeyLeaf {
  uint32_t leaf;
} KeyLeaf;

typedef Array(KeyLeaf) KeyLeaves;

// The leaves behind /* @__KEY__ */, ascending.
static KeyLeaves find_keys(Arena *arena, const Tree *tree) {
  KeyLeaves keys = {0};
  for (uint32_t i = 0; i < tree->comment_count; i++) {
    const Comment *comment = &tree->comments[i];
    Text text = text_slice(tree->source, comment->start, comment->end);
    uint32_t at = text_find(text, TEXT("__KEY__"));
    bool says =
        at != TEXT_NOT_FOUND && at > 0 && (text.at[at - 1] == '@' || text.at[at - 1] == '#');
    if (says) array_push(arena, &keys, (KeyLeaf){comment->next_leaf});
  }
  return keys;
}

static bool is_key(const Tree *tree, const KeyLeaves *keys, NodeId id) {
  uint32_t index = search_first(keys->at, keys->count, leaf, id);
  if (index == keys->count) return false;
  NodeId leaf = keys->at[index].leaf;
  return leaf < tree_node(tree, id)->after &&
         tree_node(tree, leaf)->start == tree_node(tree, id)->start;
}

// ---- The walk

static void add_text(Arena *arena, const Tree *tree, const KeyLeaves *keys, PropertyNames *found,
                     NodeId id) {
  bool is_string = tree_kind(tree, id) == NODE_STRING, is_marked = is_key(tree, keys, id);
  if (!is_marked && !(is_string && is_property_string(tree, id))) return;
  PropertyName name = {.node = id, .form = is_marked ? PROPERTY_KEY : PROPERTY_STRING};
  if (is_string) {
    name.name = literal_string_value(arena, tree, id);
  } else {
    if (tree_child_of_kind(tree, id, NODE_TEMPLATE_SUBSTITUTION)) return;
    Text inside =
        text_slice(tree->source, tree_node(tree, id)->start + 1, tree_node(tree, id)->end - 1);
    if (!literal_template_value(arena, inside, &name.name)) return;
  }
  array_push(arena, found, name);
}

PropertyNames property_names_find(Arena *arena, const Tree *tree) {
  PropertyNames found = {0};
  KeyLeaves keys = find_keys(arena, tree);
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    PropertyName name = {.node = id, .form = PROPERTY_SHORTHAND};
    switch ((int)tree_kind(tree, id)) {
    case NODE_STRING:
    case NODE_TEMPLATE_STRING: add_text(arena, tree, &keys, &found, id); continue;
    case NODE_PROPERTY_IDENTIFIER:
      if (!is_word(tree, id)) continue;
      name.form = PROPERTY_WORD;
      break;
    case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
    case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN: break;
    default: continue;
    }
    name.name = literal_text_value(arena, tree_text(tree, id)); // it may have escapes
    array_push(arena, &found, name);
  }
  return found;
}

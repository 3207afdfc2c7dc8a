// From each comment up, as long as nodes begin right behind it: so all of it is linear.
#include "scope/annotations.h"

#include "base/search.h"

bool annotations_say(Text comment, Text word) {
  uint32_t at = text_find(comment, word);
  return at != TEXT_NOT_FOUND && at > 0 && (comment.at[at - 1] == '@' || comment.at[at - 1] == '#');
}

bool annotations_have(const AnnotatedNodes *nodes, NodeId id) {
  if (nodes->count == 0) return false;
  uint32_t at = search_keys(nodes->at, nodes->count, sizeof *nodes->at, id);
  return at < nodes->count && nodes->at[at] == id;
}

static bool is_call(NodeKind kind) {
  return kind == NODE_CALL_EXPRESSION || kind == NODE_NEW_EXPRESSION;
}

// What can be, or bring along, the function that an annotation is for.
static bool is_holder(NodeKind kind) {
  return kind == NODE_EXPORT_STATEMENT || kind == NODE_LEXICAL_DECLARATION ||
         kind == NODE_VARIABLE_DECLARATION || kind == NODE_VARIABLE_DECLARATOR ||
         kind == NODE_PARENTHESIZED_EXPRESSION || kind_is_function(kind);
}

// The outermost node of such a kind that begins with `leaf`, or none.
static NodeId outermost(const Tree *tree, NodeId leaf, bool is_such(NodeKind kind)) {
  NodeId found = NO_NODE;
  for (NodeId id = leaf; id != NODE_ROOT && tree->nodes[id].start == tree->nodes[leaf].start;
       id = tree->nodes[id].parent) {
    if (is_such(tree_kind(tree, id))) found = id;
  }
  return found;
}

static bool is_parenthesized(NodeKind kind) {
  return kind == NODE_PARENTHESIZED_EXPRESSION;
}

// The call that a chain ends with: none where it ends with a member. Compilers put the whole call
// of a function expression into parentheses.
static NodeId call_behind(const Tree *tree, NodeId leaf) {
  NodeId call = outermost(tree, leaf, is_call);
  NodeId whole = call ? call : outermost(tree, leaf, is_parenthesized);
  NodeId inside = tree_inside_parentheses(tree, whole);
  NodeField field = (NodeField)tree->nodes[whole].field;
  bool goes_on = field == FIELD_OBJECT || field == FIELD_FUNCTION;
  return goes_on || !is_call(tree_kind(tree, inside)) ? NO_NODE : inside;
}

static NodeId value_of(const Tree *tree, NodeId declarator) {
  bool is_plain = tree_kind(tree, tree_child(tree, declarator, FIELD_NAME)) == NODE_IDENTIFIER;
  return is_plain ? tree_child(tree, declarator, FIELD_VALUE) : NO_NODE;
}

static NodeId function_behind(const Tree *tree, NodeId leaf) {
  NodeId id = outermost(tree, leaf, is_holder);
  if (tree_kind(tree, id) == NODE_EXPORT_STATEMENT) {
    NodeId declaration = tree_child(tree, id, FIELD_DECLARATION);
    id = declaration ? declaration : tree_child(tree, id, FIELD_VALUE);
  }
  NodeKind kind = tree_kind(tree, id);
  if (kind == NODE_LEXICAL_DECLARATION || kind == NODE_VARIABLE_DECLARATION)
    id = tree_child_of_kind(tree, id, NODE_VARIABLE_DECLARATOR);
  if (tree_kind(tree, id) == NODE_VARIABLE_DECLARATOR) id = value_of(tree, id);
  id = tree_inside_parentheses(tree, id);
  return kind_is_function(tree_kind(tree, id)) ? id : NO_NODE;
}

static void add(Arena *arena, AnnotatedNodes *nodes, NodeId id) {
  if (id) array_push(arena, nodes, id);
}

// All annotations have two underscores in a row. Most comments have none, and some are long: this
// look at them takes a twentieth of the time of a search for a word.
static bool may_annotate(Text comment) {
  uint32_t at = text_find_byte(comment, '_', 0);
  while (at != TEXT_NOT_FOUND && at + 1 < comment.size) {
    if (comment.at[at + 1] == '_') return true;
    at = text_find_byte(comment, '_', at + 1);
  }
  return false;
}

Annotations annotations_find(Arena *arena, const Tree *tree) {
  Annotations found = {0};
  for (uint32_t i = 0; i < tree->comment_count; i++) {
    const Comment *comment = &tree->comments[i];
    Text text = text_slice(tree->source, comment->start, comment->end);
    if (comment->next_leaf == tree->node_count) break;
    if (!may_annotate(text)) continue;
    if (annotations_say(text, TEXT("__PURE__")))
      add(arena, &found.calls, call_behind(tree, comment->next_leaf));
    if (annotations_say(text, TEXT("__NO_SIDE_EFFECTS__")))
      add(arena, &found.functions, function_behind(tree, comment->next_leaf));
  }
  return found;
}

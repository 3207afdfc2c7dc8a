// Words that stand for something around them: where `super`, `new.target`, `import.meta` and
// `import()` may stand.
#include "syntax/early_checks.h"

static void check_super_call(Early *early, NodeId id) {
  if (early_flags(early) & EARLY_SUPER_CALL) return;
  early_report(early, MESSAGE_SUPER_CALL, id, TEXT(""));
}

void early_super(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId parent = tree->nodes[id].parent;
  NodeField field = tree->nodes[id].field;
  NodeKind kind = tree_kind(tree, parent), next = tree_kind(tree, tree_next_sibling(tree, id));
  bool is_member = (kind == NODE_MEMBER_EXPRESSION || kind == NODE_SUBSCRIPT_EXPRESSION) &&
                   field == FIELD_OBJECT && next != NODE_OPTIONAL_CHAIN;
  if (kind == NODE_CALL_EXPRESSION && field == FIELD_FUNCTION && next == NODE_ARGUMENTS)
    check_super_call(early, id);
  else if (!is_member)
    early_report(early, MESSAGE_SUPER_ALONE, id, TEXT(""));
  else if (!(early_flags(early) & EARLY_SUPER_PROPERTY))
    early_report(early, MESSAGE_SUPER_PROPERTY, id, TEXT(""));
}

void early_meta_property(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  if (tree_kind(tree, tree_first_child(tree, id)) == TOKEN_NEW_WORD) {
    if (!(early_flags(early) & EARLY_NEW_TARGET))
      early_report(early, MESSAGE_NEW_TARGET_OUTSIDE, id, TEXT(""));
  } else if (tree->goal != SYNTAX_MODULE) {
    early_report(early, MESSAGE_IMPORT_META_OUTSIDE, id, TEXT(""));
  }
}

// Whether `new` is used on what begins with the call of `import` at `call`.
static bool is_in_new(const Tree *tree, NodeId call) {
  NodeId id = call;
  for (; tree->nodes[id].field == FIELD_OBJECT || tree->nodes[id].field == FIELD_FUNCTION;
       id = tree->nodes[id].parent) {
    if (tree_kind(tree, tree->nodes[id].parent) == NODE_PARENTHESIZED_EXPRESSION) return false;
  }
  return tree->nodes[id].field == FIELD_CONSTRUCTOR;
}

static void check_import_arguments(Early *early, NodeId import, NodeId arguments) {
  const Tree *tree = early->tree;
  NodeId first = tree_first_named(tree, arguments), second = tree_next_named(tree, first);
  NodeId third = tree_next_named(tree, second);
  if (!first) early_report(early, MESSAGE_IMPORT_NOTHING, import, TEXT(""));
  if (third) early_report(early, MESSAGE_IMPORT_TOO_MUCH, third, TEXT(""));
  tree_each_named(tree, arguments, argument) {
    if (tree_kind(tree, argument) == NODE_SPREAD_ELEMENT)
      early_report(early, MESSAGE_IMPORT_SPREAD, argument, TEXT(""));
  }
}

void early_import(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId call = tree->nodes[id].parent;
  if (tree_kind(tree, call) == NODE_META_PROPERTY) return;
  bool is_optional = tree_child_of_kind(tree, call, NODE_OPTIONAL_CHAIN) != NO_NODE;
  if (tree_kind(tree, call) != NODE_CALL_EXPRESSION || is_optional) {
    early_report(early, MESSAGE_IMPORT_ALONE, id, TEXT(""));
    return;
  }
  if (is_in_new(tree, call)) early_report(early, MESSAGE_NEW_IMPORT, id, TEXT(""));
  NodeId arguments = tree_child(tree, call, FIELD_ARGUMENTS);
  if (tree_kind(tree, arguments) == NODE_ARGUMENTS) check_import_arguments(early, id, arguments);
}

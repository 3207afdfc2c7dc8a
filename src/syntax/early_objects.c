// Lists in brackets and objects: only an array has holes, only a pattern has defaults in an object,
// and a prototype is given once.
#include "syntax/early_checks.h"

static bool has_no_holes(NodeKind list) {
  return list == NODE_ARGUMENTS || list == NODE_OBJECT || list == NODE_OBJECT_PATTERN ||
         list == NODE_NAMED_IMPORTS || list == NODE_EXPORT_CLAUSE;
}

// A comma must follow an element: holes are for arrays. No element ends with what is asked for
// here.
void early_comma(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeKind before = tree_kind(tree, id - 1);
  if (before != TOKEN_COMMA && before != TOKEN_PAREN_OPEN && before != TOKEN_BRACE_OPEN) return;
  if (has_no_holes(tree_kind(tree, tree->nodes[id].parent)))
    early_report(early, MESSAGE_NOTHING_BEFORE_COMMA, id, TEXT(""));
}

// `{ a = 1 }` in an object that has not become a pattern.
void early_default(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  if (tree_kind(tree, tree->nodes[id].parent) != NODE_OBJECT) return;
  NodeId sign = tree_child_of_kind(tree, id, TOKEN_ASSIGN);
  early_report(early, MESSAGE_DEFAULT_IN_OBJECT, sign ? sign : id, TEXT(""));
}

static bool is_prototype(const Tree *tree, NodeId pair) {
  if (tree_kind(tree, pair) != NODE_PAIR) return false;
  Text key = tree_text(tree, tree_child(tree, pair, FIELD_KEY));
  return text_is(key, TEXT("__proto__")) || text_is(key, TEXT("\"__proto__\"")) ||
         text_is(key, TEXT("'__proto__'"));
}

// A method may be written as in a class, but for what only classes have.
static void check_member(Early *early, NodeId member) {
  const Tree *tree = early->tree;
  NodeKind before = NODE_NONE;
  tree_each_child(tree, member, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_STATIC_WORD || kind == TOKEN_STATIC_GET)
      early_report(early, MESSAGE_STATIC_IN_OBJECT, child, TEXT(""));
    if (kind == TOKEN_ACCESSOR_WORD)
      early_report(early, MESSAGE_ACCESSOR_IN_OBJECT, child, TEXT(""));
    if (kind == NODE_PRIVATE_PROPERTY_IDENTIFIER)
      early_report(early, MESSAGE_PRIVATE_IN_OBJECT, child, tree_text(tree, child));
    bool is_accessor = kind == TOKEN_GET_WORD || kind == TOKEN_SET_WORD;
    if (is_accessor && before == TOKEN_ASYNC_WORD)
      early_report(early, MESSAGE_ASYNC_ACCESSOR, child, tree_text(tree, child));
    before = kind;
    if (tree->nodes[child].field == FIELD_VALUE || kind == NODE_FORMAL_PARAMETERS) break;
  }
}

void early_object(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId first = NO_NODE;
  tree_each_named(tree, id, member) {
    NodeKind kind = tree_kind(tree, member);
    if (kind == NODE_PAIR || kind == NODE_METHOD_DEFINITION) check_member(early, member);
    if (!is_prototype(tree, member)) continue;
    NodeId key = tree_child(tree, member, FIELD_KEY);
    if (!first) {
      first = key;
      continue;
    }
    Diagnostic *added = early_report(early, MESSAGE_SECOND_PROTOTYPE, key, TEXT(""));
    const Node *node = tree_node(tree, first);
    Place place = {early->file, node->start, node->end, {0}};
    if (added) diag_note(early->diagnostics, added, MESSAGE_FIRST_PROTOTYPE, place);
  }
}

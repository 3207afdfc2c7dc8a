// What an expression gives is one of its branches, which are looked at in turn.
#include "rules/may_be_error.h"
#include "rules/operators.h"

enum {
  WAITING_LIMIT = 64
}; // branches of a value that are looked at; with more, it may be an error

// Adds what a value may come from; true: it may be an error by itself.
static bool is_one(const Tree *tree, NodeId node, NodeId *waiting, uint32_t *count) {
  NodeKind sign = estree_operator(tree, node);
  switch ((int)tree_kind(tree, node)) {
  case NODE_AWAIT_EXPRESSION:
  case NODE_CALL_EXPRESSION:
  case NODE_IDENTIFIER:
  case NODE_MEMBER_EXPRESSION:
  case NODE_NEW_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION:
  case NODE_UNDEFINED:
  case NODE_YIELD_EXPRESSION: return true;
  case NODE_ASSIGNMENT_EXPRESSION:
    waiting[(*count)++] = tree_child(tree, node, FIELD_RIGHT);
    return false;
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_BINARY_EXPRESSION:
    if (!kind_is_logical(sign) && !kind_is_logical_assignment(sign)) return false;
    if (sign != TOKEN_LOGICAL_AND && sign != TOKEN_LOGICAL_AND_ASSIGN)
      waiting[(*count)++] = tree_child(tree, node, FIELD_LEFT);
    waiting[(*count)++] = tree_child(tree, node, FIELD_RIGHT);
    return false;
  case NODE_SEQUENCE_EXPRESSION: waiting[(*count)++] = tree_last_child(tree, node); return false;
  case NODE_TERNARY_EXPRESSION:
    waiting[(*count)++] = tree_child(tree, node, FIELD_CONSEQUENCE);
    waiting[(*count)++] = tree_child(tree, node, FIELD_ALTERNATIVE);
    return false;
  default: return false;
  }
}

bool may_be_error(SourceCode *code, NodeId value) {
  const Tree *tree = code->tree;
  NodeId waiting[WAITING_LIMIT];
  uint32_t count = 0;
  waiting[count++] = value;
  while (count && count + 2 < WAITING_LIMIT) {
    NodeId at = bare(tree, waiting[--count]);
    if (is_one(tree, at, waiting, &count)) return true;
  }
  return count > 0;
}

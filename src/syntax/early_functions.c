// Functions: what holds inside of them. A function's parameters and its body are a context each,
// with flags that the function itself gives; an arrow function is one from its first token on. The
// name of a function expression is inside, that of a declaration outside.
#include "syntax/directives.h"
#include "syntax/early_checks.h"

bool early_is_function(NodeKind kind) {
  switch ((int)kind) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_METHOD_DEFINITION:
  case NODE_ARROW_FUNCTION: return true;
  default: return false;
  }
}

// The flags that a function has from its own form: from the words before its name, and from its
// body.
static unsigned own_flags(const Tree *tree, NodeId function) {
  unsigned flags = 0;
  NodeId body = tree_child(tree, function, FIELD_BODY);
  tree_each_child(tree, function, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_ASYNC_WORD) flags |= EARLY_ASYNC;
    if (kind == TOKEN_STAR) flags |= EARLY_GENERATOR;
  }
  bool is_strict =
      tree_kind(tree, body) == NODE_STATEMENT_BLOCK && directives_are_strict(tree, body);
  return is_strict ? flags | EARLY_STRICT : flags;
}

// The flags inside of a function that is not an arrow function.
static unsigned flags_of_function(const Early *early, NodeId function) {
  unsigned flags = own_flags(early->tree, function) | EARLY_FUNCTION | EARLY_NEW_TARGET;
  return flags | (early_flags(early) & EARLY_STRICT);
}

void early_parameters(Early *early, NodeId id) {
  NodeId function = early->tree->nodes[id].parent;
  if (tree_kind(early->tree, function) == NODE_ARROW_FUNCTION) return;
  early_open(early, id, flags_of_function(early, function) | EARLY_PARAMETERS);
}

void early_block(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId function = tree->nodes[id].parent;
  NodeKind kind = tree_kind(tree, function);
  if (kind == NODE_ARROW_FUNCTION || !early_is_function(kind)) return;
  early_open(early, id, flags_of_function(early, function));
}

void early_arrow(Early *early, NodeId id) {
  unsigned kept =
      early_flags(early) & ~(unsigned)(EARLY_ASYNC | EARLY_GENERATOR | EARLY_PARAMETERS);
  early_open(early, id, kept | EARLY_FUNCTION | own_flags(early->tree, id));
}

void early_return(Early *early, NodeId id) {
  if (early_flags(early) & EARLY_FUNCTION) return;
  early_report(early, MESSAGE_RETURN_OUTSIDE, early->tree->nodes[id].first_child, TEXT(""));
}

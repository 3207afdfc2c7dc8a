// The `else` behind a block belongs to the `if` before it; without the braces, it would belong to
// the last `if` in the block that has none of its own.
#include "rules/braces.h"

// Whether the statement ends with an `if` without `else`.
static bool takes_else(const Tree *tree, NodeId statement) {
  for (NodeId at = statement;;) {
    switch ((int)tree_kind(tree, at)) {
    case NODE_IF_STATEMENT: {
      NodeId otherwise = tree_child(tree, at, FIELD_ALTERNATIVE);
      if (!otherwise) return true;
      at = tree_first_named(tree, otherwise);
      break;
    }
    case NODE_FOR_IN_STATEMENT:
    case NODE_FOR_STATEMENT:
    case NODE_LABELED_STATEMENT:
    case NODE_WHILE_STATEMENT:
    case NODE_WITH_STATEMENT: at = tree_child(tree, at, FIELD_BODY); break;
    default: return false;
    }
  }
}

bool braces_are_needed(SourceCode *code, NodeId block) {
  const Tree *tree = code->tree;
  const TokenTable *tokens = source_tokens(code);
  NodeId statement = tree_first_named(tree, block);
  if (kind_is_scoped(tree_kind(tree, statement))) return true;
  bool is_before_else = token_is(tokens, token_after(tokens, tree, block), TOKEN_ELSE_WORD);
  return is_before_else && takes_else(tree, statement);
}

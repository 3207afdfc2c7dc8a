// The rows of precedence.def, by kind.
#include "syntax/precedence.h"

static const uint8_t levels[NODE_KIND_COUNT] = {
#define EXPRESSION(KIND, LEVEL)           [NODE_##KIND] = LEVEL_##LEVEL,
#define BINARY(TOKEN, LEVEL, LEFT, RIGHT) [TOKEN_##TOKEN] = LEVEL_##LEVEL,
#include "syntax/precedence.def"
};

Level precedence_of_kind(NodeKind kind) {
  return levels[kind] ? (Level)levels[kind] : LEVEL_MEMBER;
}

Level precedence_of(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, node);
  if (kind != NODE_BINARY_EXPRESSION) return precedence_of_kind(kind);
  return precedence_of_kind(tree_kind(tree, tree_child(tree, node, FIELD_OPERATOR)));
}

// A table from kinds to types; what one kind is depends on where it stands in a few cases.
#include "rules/estree.h"
#include "rules/operators.h"

Span estree_span(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  const Node *at = tree_node(tree, node);
  // A block can be followed by a comment that the grammar takes for its end: the last leaf tells.
  Span span = {at->start, tree_node(tree, at->after - 1)->end};
  if (at->kind == NODE_FIELD_DEFINITION) {
    NodeId next = tree_next_sibling(tree, node);
    if (tree_kind(tree, next) == TOKEN_SEMICOLON) span.end = tree_node(tree, next)->end;
  }
  bool is_head = at->field == FIELD_INITIALIZER &&
                 (at->kind == NODE_VARIABLE_DECLARATION || at->kind == NODE_LEXICAL_DECLARATION);
  if (is_head) { // of a `for`, whose semicolon is not the declaration's
    tree_each_named(tree, node, declarator) span.end = tree_node(tree, declarator)->end;
  }
  if (node == NODE_ROOT) {
    const TokenTable *tokens = source_tokens(code);
    TokenId first = token_first(tokens, tree, node), last = token_last(tokens, tree, node);
    if (last) span = (Span){tokens->at[first].start, tokens->at[last].end};
  }
  return span;
}

static const char *const types[NODE_KIND_COUNT] = {
#define TYPE(KIND, name) [NODE_##KIND] = #name,
#include "rules/estree_types.def"
};

static const char *logical_type(const Tree *tree, NodeId node) {
  return kind_is_logical(estree_operator(tree, node)) ? "LogicalExpression" : "BinaryExpression";
}

static const char *call_type(const Tree *tree, NodeId node) {
  NodeKind arguments = tree_kind(tree, tree_child(tree, node, FIELD_ARGUMENTS));
  if (arguments == NODE_TEMPLATE_STRING) return "TaggedTemplateExpression";
  bool is_import = tree_kind(tree, tree_child(tree, node, FIELD_FUNCTION)) == NODE_IMPORT;
  return is_import ? "ImportExpression" : "CallExpression";
}

static const char *for_in_type(const Tree *tree, NodeId node) {
  bool is_of = estree_operator(tree, node) == TOKEN_OF_WORD;
  return is_of ? "ForOfStatement" : "ForInStatement";
}

static const char *export_type(const Tree *tree, NodeId node) {
  if (tree_child_of_kind(tree, node, TOKEN_DEFAULT_WORD)) return "ExportDefaultDeclaration";
  bool is_all = tree_child_of_kind(tree, node, TOKEN_STAR) ||
                tree_child_of_kind(tree, node, NODE_NAMESPACE_EXPORT);
  return is_all ? "ExportAllDeclaration" : "ExportNamedDeclaration";
}

static const char *pair_type(const Tree *tree, NodeId node) {
  NodeId object = tree_node(tree, node)->parent;
  NodeKind around = tree_kind(tree, tree_node(tree, object)->parent);
  return around == NODE_IMPORT_ATTRIBUTE ? "ImportAttribute" : "Property";
}

Text estree_type(const Tree *tree, NodeId node) {
  const char *type = types[tree_kind(tree, node)];
  NodeKind parent = tree_kind(tree, tree_node(tree, node)->parent);
  switch ((int)tree_kind(tree, node)) {
  case NODE_BINARY_EXPRESSION: type = logical_type(tree, node); break;
  case NODE_CALL_EXPRESSION: type = call_type(tree, node); break;
  case NODE_FOR_IN_STATEMENT: type = for_in_type(tree, node); break;
  case NODE_EXPORT_STATEMENT: type = export_type(tree, node); break;
  case NODE_METHOD_DEFINITION:
    type = parent == NODE_OBJECT ? "Property" : "MethodDefinition";
    break;
  case NODE_PAIR: type = pair_type(tree, node); break;
  default: break;
  }
  return text_of(type ? type : "");
}

bool estree_is_literal(NodeKind kind) {
  switch ((int)kind) {
  case NODE_FALSE:
  case NODE_NULL:
  case NODE_NUMBER:
  case NODE_REGEX:
  case NODE_STRING:
  case NODE_TRUE: return true;
  default: return false;
  }
}

bool estree_is_in_list(const Tree *tree, NodeId statement) {
  switch ((int)tree_kind(tree, tree_node(tree, statement)->parent)) {
  case NODE_PROGRAM:
  case NODE_STATEMENT_BLOCK:
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT: return true;
  default: return false;
  }
}

uint32_t estree_parentheses(const Tree *tree, NodeId node) {
  uint32_t count = 0;
  NodeId outside = tree_outside_parentheses(tree, node);
  for (NodeId at = node; at != outside; at = tree_node(tree, at)->parent) ++count;
  return count;
}

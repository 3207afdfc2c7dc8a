// `void` binds as tightly as any operator before a value.
#include "rules/suggested_returns.h"

static bool binds_loosely(NodeKind kind) {
  switch ((int)kind) {
  case NODE_ARROW_FUNCTION:
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_BINARY_EXPRESSION:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_TERNARY_EXPRESSION:
  case NODE_YIELD_EXPRESSION: return true;
  default: return false;
  }
}

void suggest_void(RuleContext *context, RuleReport *to, int message, NodeId value) {
  const Tree *tree = context->tree;
  RuleSuggestion *made = suggest(context, to, message);
  NodeId outside = tree_outside_parentheses(tree, value);
  const Node *at = tree_node(tree, outside), *parent = tree_node(tree, at->parent);
  bool needs_parentheses = outside == value && binds_loosely(tree_kind(tree, value));
  // `return(a)` has no space for the word.
  bool touches = parent->kind == NODE_RETURN_STATEMENT &&
                 tree_node(tree, tree_first_child(tree, at->parent))->end == at->start;
  const char *before = touches ? " void " : "void ";
  uint32_t start = at->start, end = at->end;
  edits_replace(&made->edits, context->arena, (Span){start, start},
                text_format(context->arena, "%s%s", before, needs_parentheses ? "(" : ""));
  if (needs_parentheses) edits_replace(&made->edits, context->arena, (Span){end, end}, TEXT(")"));
}

void suggest_braces(RuleContext *context, RuleReport *to, int message, NodeId value) {
  RuleSuggestion *made = suggest(context, to, message);
  const Node *at = tree_node(context->tree, tree_outside_parentheses(context->tree, value));
  edits_replace(&made->edits, context->arena, (Span){at->start, at->start}, TEXT("{"));
  edits_replace(&made->edits, context->arena, (Span){at->end, at->end}, TEXT("}"));
}

// no-extra-semi: semicolons that end nothing.
#include "rules/spacing.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unnecessary semicolon."},
};

// Whether a statement is the body of another one, which may be empty.
static bool is_body(const Tree *tree, NodeId node) {
  switch ((int)tree_kind(tree, tree_node(tree, node)->parent)) {
  case NODE_DO_STATEMENT:
  case NODE_ELSE_CLAUSE:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_IF_STATEMENT:
  case NODE_LABELED_STATEMENT:
  case NODE_WHILE_STATEMENT:
  case NODE_WITH_STATEMENT: return true;
  default: return false;
  }
}

// Whether the next statement could become a directive without this one.
static bool makes_directive(const Tree *tree, NodeId node) {
  NodeId parent = tree_node(tree, node)->parent, next = tree_next_sibling(tree, node);
  NodeKind kind = tree_kind(tree, parent),
           around = tree_kind(tree, tree_node(tree, parent)->parent);
  bool is_body = kind == NODE_PROGRAM || (kind == NODE_STATEMENT_BLOCK && kind_is_function(around));
  if (!is_body || tree_kind(tree, next) != NODE_EXPRESSION_STATEMENT) return false;
  return tree_kind(tree, tree_first_child(tree, next)) == NODE_STRING;
}

// The neighbours belong to the fix, so that it is the only one around them in a pass.
static void remove_semicolon(RuleContext *context, RuleReport *made, NodeId semicolon) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId id = token_first(tokens, context->tree, semicolon), before = token_previous(tokens, id),
          after = token_next(tokens, id);
  Span span = token_span(tokens, id);
  Span around = {before ? tokens->at[before].start : span.start,
                 after ? tokens->at[after].end : span.end};
  fix_replace_inside(context, made, around, span, TEXT(""));
}

static void check_statement(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (is_body(tree, node)) return;
  RuleReport *made = report(context, node, UNEXPECTED);
  if (!makes_directive(tree, node)) remove_semicolon(context, made, node);
}

// In a class, a semicolon ends a field, and nothing else.
static void check_class(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool is_field = false;
  tree_each_child(tree, node, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_SEMICOLON && !is_field) {
      remove_semicolon(context, report(context, child, UNEXPECTED), child);
    }
    is_field = kind == NODE_FIELD_DEFINITION;
  }
}

const Rule rule_no_extra_semi = {
    .name = "no-extra-semi",
    .stylistic = "@stylistic/no-extra-semi",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Disallow semicolons that end nothing",
    .why = "They are left from typing, and make readers look for what was there.",
    .messages = messages,
    .bad = EXAMPLES({"go();;"}, {"function run() {};"}),
    .good = EXAMPLES({"go();"}),
    .visits = VISITS({NODE_EMPTY_STATEMENT, check_statement}, {NODE_CLASS_BODY, check_class}),
};

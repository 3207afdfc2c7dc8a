// vars-on-top: `var` below other statements, or in a block.
#include "rules/rule.h"
#include "syntax/directives.h"

enum { TOP };

static const RuleMessage messages[] = {
    [TOP] = {"top", "All 'var' declarations must be at the top of the function scope."},
};

// The `var` that a statement is, or exports, or NO_NODE.
static NodeId var_of(const Tree *tree, NodeId statement) {
  if (tree_kind(tree, statement) == NODE_EXPORT_STATEMENT)
    statement = tree_child(tree, statement, FIELD_DECLARATION);
  return tree_kind(tree, statement) == NODE_VARIABLE_DECLARATION ? statement : NO_NODE;
}

static bool is_declaration(const Tree *tree, NodeId statement) {
  if (tree_kind(tree, statement) == NODE_EXPORT_STATEMENT)
    statement = tree_child(tree, statement, FIELD_DECLARATION);
  NodeKind kind = tree_kind(tree, statement);
  return kind == NODE_VARIABLE_DECLARATION || kind == NODE_LEXICAL_DECLARATION ||
         kind == NODE_USING_DECLARATION;
}

static bool may_be_above(const Tree *tree, NodeId statement) {
  return tree_kind(tree, statement) == NODE_IMPORT_STATEMENT ||
         directives_string(tree, statement) != NO_NODE;
}

// Goes along a list of statements; `has_top` is false where no `var` should be.
static void check_list(RuleContext *context, NodeId list, bool has_top, bool has_directives) {
  const Tree *tree = context->tree;
  bool is_top = has_top, is_head = has_directives;
  tree_each_named(tree, list, statement) {
    if (tree_kind(tree, statement) == NODE_HASH_BANG_LINE) continue;
    is_head = is_head && may_be_above(tree, statement);
    if (is_head) continue;
    is_top = is_top && is_declaration(tree, statement);
    if (!is_top && var_of(tree, statement)) report(context, statement, TOP);
  }
}

static void check_block(RuleContext *context, NodeId node) {
  NodeKind parent = tree_kind(context->tree, tree_node(context->tree, node)->parent);
  bool is_body = kind_is_function(parent);
  check_list(context, node, is_body || parent == NODE_CLASS_STATIC_BLOCK, is_body);
}

static void check_program(RuleContext *context, NodeId node) {
  check_list(context, node, true, true);
}

// Those in lists are looked at with their list.
static void check_var(RuleContext *context, NodeId node) {
  switch ((int)tree_kind(context->tree, tree_node(context->tree, node)->parent)) {
  case NODE_PROGRAM:
  case NODE_STATEMENT_BLOCK:
  case NODE_EXPORT_STATEMENT: return;
  default: report(context, node, TOP);
  }
}

static void check_loop(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId keyword = tree_child(tree, node, FIELD_KIND);
  if (tree_kind(tree, keyword) != TOKEN_VAR_WORD) return;
  NodeId last = tree_child(tree, node, FIELD_VALUE);
  if (!last) last = tree_child(tree, node, FIELD_LEFT);
  report_span(context, ((Span){tree_node(tree, keyword)->start, tree_node(tree, last)->end}), TOP);
}

const Rule rule_vars_on_top = {
    .name = "vars-on-top",
    .type = RULE_SUGGESTION,
    .summary = "Require `var` at the top of functions",
    .why = "A `var` belongs to the whole function, wherever it stands.",
    .messages = messages,
    .bad = EXAMPLES({"function go() {\n  run();\n  var done = true;\n  return done;\n}"},
                    {"for (var i = 0; i < 3; i++) run(i);"}),
    .good = EXAMPLES({"function go() {\n  var done = true;\n  run();\n  return done;\n}"}),
    .visits = VISITS({NODE_PROGRAM, check_program}, {NODE_STATEMENT_BLOCK, check_block},
                     {NODE_VARIABLE_DECLARATION, check_var}, {NODE_FOR_IN_STATEMENT, check_loop}),
};

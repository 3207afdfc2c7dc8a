// no-inner-declarations: functions and variables that are declared in blocks, and seen outside.
#include "rules/rule.h"
#include "rules/strictness.h"

enum { MOVE };

static const RuleMessage messages[] = {
    [MOVE] = {"moveDeclToRoot", "Move {0} declaration to {1} root."},
};

// The list of statements that a node stands in directly, where declarations may be.
static bool is_root(const Tree *tree, NodeId node) {
  NodeId parent = tree_node(tree, node)->parent;
  NodeKind kind = tree_kind(tree, parent);
  if (kind == NODE_EXPORT_STATEMENT || kind == NODE_PROGRAM) return true;
  NodeKind around = tree_kind(tree, tree_node(tree, parent)->parent);
  return kind == NODE_STATEMENT_BLOCK &&
         (kind_is_function(around) || around == NODE_CLASS_STATIC_BLOCK);
}

static Text root_name(const Tree *tree, NodeId node) {
  for (NodeId at = tree_node(tree, node)->parent; at != NODE_ROOT;
       at = tree_node(tree, at)->parent) {
    if (kind_is_function(tree_kind(tree, at))) return TEXT("function body");
    if (tree_kind(tree, at) == NODE_CLASS_STATIC_BLOCK) return TEXT("class static block body");
  }
  return TEXT("program");
}

static void check_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (is_root(tree, node)) return;
  const Json *given = option_field(context, 1, "blockScopedFunctions");
  bool is_allowed =
      !text_is(json_text(given), TEXT("disallow")) && context->code->language.ecma_version >= 2015;
  if (is_allowed && is_strict_around(context->code, node)) return;
  report(context, node, MOVE, TEXT("function"), root_name(tree, node));
}

static void check_variable(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (option_is(context, 0, "both") && !is_root(tree, node))
    report(context, node, MOVE, TEXT("variable"), root_name(tree, node));
}

// The variable of `for (var a of b)` has no declaration of its own.
static void check_loop(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId word = tree_child_of_kind(tree, node, TOKEN_VAR_WORD);
  if (!word || !option_is(context, 0, "both")) return;
  Span span = {tree_node(tree, word)->start,
               tree_node(tree, tree_child(tree, node, FIELD_LEFT))->end};
  NodeId value = tree_child(tree, node, FIELD_VALUE);
  if (value) span.end = tree_node(tree, value)->end;
  report_span(context, span, MOVE, TEXT("variable"), root_name(tree, node));
}

const Rule rule_no_inner_declarations = {
    .name = "no-inner-declarations",
    .type = RULE_PROBLEM,
    .summary = "Disallow functions and variables declared in blocks",
    .why = "A `var` in a block belongs to the whole function, and functions in blocks differ "
           "between strict and sloppy code.",
    .options = "('functions' | 'both') = functions, { blockScopedFunctions: ('allow' | 'disallow') "
               "= allow }",
    .messages = messages,
    .bad = EXAMPLES({"if (ready) { var a; }", "[\"both\"]"},
                    {"for (var i = 0; i < 9; i++) go(i);", "[\"both\"]"},
                    {"for (var item of list) go(item);", "[\"both\"]"}),
    .good = EXAMPLES({"var a; if (ready) { a = 1; }", "[\"both\"]"}),
    .visits =
        VISITS({NODE_FUNCTION_DECLARATION, check_function},
               {NODE_GENERATOR_FUNCTION_DECLARATION, check_function},
               {NODE_VARIABLE_DECLARATION, check_variable}, {NODE_FOR_IN_STATEMENT, check_loop}),
};

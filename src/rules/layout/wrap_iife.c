// wrap-iife: parentheses around a function that is called at once.
#include "rules/extra_parens.h"

enum { WRAP_CALL, WRAP_FUNCTION, MOVE_CALL };

static const RuleMessage messages[] = {
    [WRAP_CALL] = {"wrapInvocation", "Wrap an immediate function invocation in parentheses."},
    [WRAP_FUNCTION] = {"wrapExpression", "Wrap only the function expression in parens."},
    [MOVE_CALL] = {"moveInvocation",
                   "Move the invocation into the parens that contain the function."},
};

static bool is_function_expression(NodeKind kind) {
  return kind == NODE_FUNCTION_EXPRESSION || kind == NODE_GENERATOR_FUNCTION;
}

// The function expression that a call calls, itself or by its `call` or `apply`; or NO_NODE.
static NodeId function_called(RuleContext *context, NodeId call) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, call);
  if (tree_kind(tree, tree_child(tree, call, FIELD_ARGUMENTS)) != NODE_ARGUMENTS) return NO_NODE;
  if (is_function_expression(tree_kind(tree, callee))) return callee;
  if (!estree_is_member(tree_kind(tree, callee))) return NO_NODE;
  NodeId object = estree_child(tree, callee, FIELD_OBJECT);
  if (!is_function_expression(tree_kind(tree, object))) return NO_NODE;
  if (!option_flag(context, 1, "functionPrototypeMethods")) return NO_NODE;
  bool is_method = is_member_of(context->code, callee, NULL, "call") ||
                   is_member_of(context->code, callee, NULL, "apply");
  return is_method ? object : NO_NODE;
}

// Whether parentheses of any kind stand around a node: those of a list or a statement, too.
static bool is_wrapped(const TokenTable *tokens, const Tree *tree, NodeId node) {
  return token_is(tokens, token_before(tokens, tree, node), TOKEN_PAREN_OPEN) &&
         token_is(tokens, token_after(tokens, tree, node), TOKEN_PAREN_CLOSE);
}

// Whether the parentheses around a call can go when the function has some: they are not a
// statement's or a list's, and not those that `new` needs.
static bool can_unwrap(const Tree *tree, NodeId call) {
  Parens parens;
  NodeId around = tree_node(tree, call)->parent;
  if (tree_kind(tree, around) != NODE_PARENTHESIZED_EXPRESSION) return false;
  if (!parens_read(tree, around, &parens)) return false;
  return parens.parent_kind != NODE_NEW_EXPRESSION;
}

static Text parenthesized(RuleContext *context, NodeId node) {
  return text_format(context->arena, "(%.*s)", TEXT_ARGS(tree_text(context->tree, node)));
}

static void fix_with(RuleContext *context, RuleReport *made, NodeId node) {
  const Node *at = tree_node(context->tree, node);
  fix_replace(made, context->arena, (Span){at->start, at->end}, parenthesized(context, node));
}

// `(function () {}())` → `(function () {})()`
static void close_early(RuleContext *context, RuleReport *made, NodeId call, NodeId function) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  Span close = token_span(tokens, token_after(tokens, tree, call));
  uint32_t end = tree_node(tree, function)->end;
  Text behind = text_slice(tree->source, end, close.start);
  fix_replace(made, context->arena, (Span){end, close.end},
              text_format(context->arena, ")%.*s", TEXT_ARGS(behind)));
}

// `(function () {})()` → `(function () {}())`
static void close_late(RuleContext *context, RuleReport *made, NodeId call, NodeId function) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  Span close = token_span(tokens, token_after(tokens, tree, function));
  uint32_t end = tree_node(tree, call)->end;
  Text behind = text_slice(tree->source, close.end, end);
  fix_replace(made, context->arena, (Span){close.start, end},
              text_format(context->arena, "%.*s)", TEXT_ARGS(behind)));
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId function = function_called(context, node);
  if (!function) return;
  const TokenTable *tokens = source_tokens(context->code);
  bool has_inner = is_wrapped(tokens, tree, function), has_outer = is_wrapped(tokens, tree, node);
  bool is_inside = option_is(context, 0, "inside");
  if (!has_inner && !has_outer) {
    fix_with(context, report(context, node, WRAP_CALL), is_inside ? function : node);
  } else if (is_inside && !has_inner) {
    RuleReport *made = report(context, node, WRAP_FUNCTION);
    if (can_unwrap(tree, node))
      close_early(context, made, node, function);
    else
      fix_with(context, made, function);
  } else if (option_is(context, 0, "outside") && !has_outer) {
    close_late(context, report(context, node, MOVE_CALL), node, function);
  }
}

const Rule rule_wrap_iife = {
    .name = "wrap-iife",
    .stylistic = "@stylistic/wrap-iife",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require parentheses around functions that are called at once",
    .why =
        "Without them, nothing but the very end shows that it is not the function that is meant, "
        "but what it returns.",
    .options = "('outside' | 'inside' | 'any') = outside, { functionPrototypeMethods: boolean = "
               "false }",
    .messages = messages,
    .bad = EXAMPLES({"const x = function () { return 1; }();"},
                    {"const x = (function () { return 1; })();"},
                    {"const x = (function () { return 1; }());", "[\"inside\"]"}),
    .good = EXAMPLES({"const x = (function () { return 1; }());"},
                     {"const x = (function () { return 1; })();", "[\"inside\"]"},
                     {"const x = function () { return 1; };"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};

// no-extra-boolean-cast: `!!a` and `Boolean(a)` where only the truth of a value is asked.
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/touching.h"
#include "syntax/precedence.h"

enum { CALL, NEGATION };

enum {
  AROUND_LIMIT = 500, // operands of one condition: a longer one is not looked at, to stay linear
};

static const RuleMessage messages[] = {
    [CALL] = {"unexpectedCall", "Redundant Boolean call."},
    [NEGATION] = {"unexpectedNegation", "Redundant double negation."},
};

static bool is_boolean_call(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  bool is_new = tree_kind(tree, node) == NODE_NEW_EXPRESSION;
  if (!is_new && tree_kind(tree, node) != NODE_CALL_EXPRESSION) return false;
  NodeId called = estree_child(tree, node, is_new ? FIELD_CONSTRUCTOR : FIELD_FUNCTION);
  return is_global(code, called, "Boolean");
}

// Whether a node (with its parentheses) stands where a value is made a boolean in any case.
static bool is_tested(SourceCode *code, NodeId outside) {
  const Tree *tree = code->tree;
  const Node *at = tree_node(tree, outside);
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_DO_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_IF_STATEMENT:
  case NODE_TERNARY_EXPRESSION:
  case NODE_WHILE_STATEMENT: return at->field == FIELD_CONDITION;
  case NODE_UNARY_EXPRESSION: return estree_operator(tree, at->parent) == TOKEN_NOT;
  case NODE_ARGUMENTS:
    return tree_first_named(tree, at->parent) == outside &&
           is_boolean_call(code, tree_node(tree, at->parent)->parent);
  default: return false;
  }
}

// Whether what an expression around `outside` gives is what `outside` gives, and the options say
// that it counts.
static bool is_passed_on(RuleContext *context, NodeId outside) {
  const Tree *tree = context->tree;
  const Node *at = tree_node(tree, outside);
  bool is_inner = option_flag(context, 0, "enforceForInnerExpressions");
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_BINARY_EXPRESSION: {
    NodeKind sign = estree_operator(tree, at->parent);
    if (sign == TOKEN_LOGICAL_AND || sign == TOKEN_LOGICAL_OR)
      return is_inner || option_flag(context, 0, "enforceForLogicalOperands");
    return is_inner && sign == TOKEN_NULLISH && at->field == FIELD_RIGHT;
  }
  case NODE_TERNARY_EXPRESSION: return is_inner && at->field != FIELD_CONDITION;
  case NODE_SEQUENCE_EXPRESSION: return is_inner && tree_last_child(tree, at->parent) == outside;
  default: return false;
  }
}

static bool is_flagged(RuleContext *context, NodeId node) {
  NodeId outside = tree_outside_parentheses(context->tree, node);
  for (uint32_t i = 0; i < AROUND_LIMIT && is_passed_on(context, outside); i++)
    outside = tree_outside_parentheses(context->tree, tree_node(context->tree, outside)->parent);
  return is_tested(context->code, outside);
}

// ---- Fixes

// Whether `value` needs parentheses where `cast` stands.
static bool needs_parentheses(const Tree *tree, NodeId cast, NodeId value) {
  const Node *at = tree_node(tree, cast);
  Level level = precedence_of(tree, value);
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_ARGUMENTS: return level == LEVEL_LOWEST;
  case NODE_TERNARY_EXPRESSION:
    return at->field == FIELD_CONDITION ? level <= LEVEL_CONDITIONAL : level < LEVEL_ASSIGN;
  case NODE_UNARY_EXPRESSION: return level < LEVEL_PREFIX;
  case NODE_BINARY_EXPRESSION: {
    bool is_binary = tree_kind(tree, value) == NODE_BINARY_EXPRESSION;
    if (is_binary &&
        operators_clash(estree_operator(tree, at->parent), estree_operator(tree, value)))
      return true;
    Level around = precedence_of(tree, at->parent);
    return at->field == FIELD_LEFT ? level < around : level <= around;
  }
  default: return false;
  }
}

static void replace(RuleContext *context, RuleReport *made, NodeId node, Text text) {
  const Tree *tree = context->tree;
  const Node *at = tree_node(tree, node);
  const TokenTable *tokens = source_tokens(context->code);
  if (tokens_have_comment(tokens, at->start, at->end)) return;
  const char *space = touches_left(context->code, at->start, text) ? " " : "";
  fix_replace(made, context->arena, (Span){at->start, at->end},
              text_format(context->arena, "%s%.*s", space, TEXT_ARGS(text)));
}

static void replace_by(RuleContext *context, RuleReport *made, NodeId cast, NodeId value) {
  Text text = tree_text(context->tree, value);
  if (needs_parentheses(context->tree, cast, value))
    text = text_format(context->arena, "(%.*s)", TEXT_ARGS(text));
  replace(context, made, cast, text);
}

// ---- Reports

static void check_negation(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (estree_operator(tree, node) != TOKEN_NOT) return;
  NodeId outer = estree_parent(tree, node);
  if (!is_unary(tree, outer, TOKEN_NOT)) return;
  if (!is_flagged(context, outer)) return;
  replace_by(context, report(context, outer, NEGATION), outer,
             estree_child(tree, node, FIELD_ARGUMENT));
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId called = called_function(tree, node);
  if (!is_identifier(tree, called, "Boolean") || !is_flagged(context, node) ||
      !is_global(context->code, called, "Boolean"))
    return;
  RuleReport *made = report(context, node, CALL);
  NodeId arguments = tree_child(tree, node, FIELD_ARGUMENTS);
  if (tree_kind(tree, arguments) != NODE_ARGUMENTS) return;
  NodeId first = tree_first_named(tree, arguments);
  if (!first) {
    NodeId outer = estree_parent(tree, node);
    bool is_not = tree_kind(tree, outer) == NODE_UNARY_EXPRESSION;
    replace(context, made, is_not ? outer : node, is_not ? TEXT("true") : TEXT("false"));
  } else if (!tree_next_named(tree, first) && tree_kind(tree, first) != NODE_SPREAD_ELEMENT) {
    replace_by(context, made, node, tree_inside_parentheses(tree, first));
  }
}

const Rule rule_no_extra_boolean_cast = {
    .name = "no-extra-boolean-cast",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED | RULE_FIXABLE,
    .summary = "Disallow making booleans where only truth is asked",
    .why = "A condition asks for the truth of its value in any case: `!!a` and `Boolean(a)` say "
           "there what `a` says.",
    .options = "{ enforceForLogicalOperands: boolean = false } | { enforceForInnerExpressions: "
               "boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"if (!!ready) go();"}, {"while (Boolean(next)) step();"},
                    {"if (first || !!second) go();", "[{\"enforceForInnerExpressions\": true}]"}),
    .good = EXAMPLES({"if (ready) go();"}, {"const isReady = !!ready;"}),
    .visits = VISITS({NODE_UNARY_EXPRESSION, check_negation}, {NODE_CALL_EXPRESSION, check_call}),
};

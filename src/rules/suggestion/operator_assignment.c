// operator-assignment: `a = a + b` or `a += b`, one of the two.
#include "rules/rule.h"
#include "rules/same_reference.h"
#include "rules/touching.h"
#include "syntax/precedence.h"

enum { REPLACED, UNEXPECTED };

static const RuleMessage messages[] = {
    [REPLACED] = {"replaced", "Assignment (=) can be replaced with operator assignment ({0})."},
    [UNEXPECTED] = {"unexpected", "Unexpected operator assignment ({0}) shorthand."},
};

static bool is_commutative(NodeKind sign) {
  return sign == TOKEN_STAR || sign == TOKEN_AND || sign == TOKEN_XOR || sign == TOKEN_OR;
}

static bool has_shorthand(NodeKind sign) {
  switch ((int)sign) {
  case TOKEN_AND:
  case TOKEN_MINUS:
  case TOKEN_OR:
  case TOKEN_PERCENT:
  case TOKEN_PLUS:
  case TOKEN_POWER:
  case TOKEN_SHIFT_LEFT:
  case TOKEN_SHIFT_RIGHT:
  case TOKEN_SHIFT_RIGHT_UNSIGNED:
  case TOKEN_SLASH:
  case TOKEN_STAR:
  case TOKEN_XOR: return true;
  default: return false;
  }
}

// Whether reading a place twice does what reading it once does: a name, or a member of a name or of
// `this` that has a name, a literal or a variable as its key.
static bool can_be_fixed(const Tree *tree, NodeId node) {
  if (is_identifier(tree, node, NULL)) return true;
  if (!estree_is_member(tree_kind(tree, node))) return false;
  NodeId object = estree_child(tree, node, FIELD_OBJECT);
  if (!is_identifier(tree, object, NULL) && tree_kind(tree, object) != NODE_THIS) return false;
  if (tree_kind(tree, node) == NODE_MEMBER_EXPRESSION) return true;
  return estree_is_literal(tree_kind(tree, estree_child(tree, node, FIELD_INDEX)));
}

static void check_assignment(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (option_is(context, 0, "never")) return;
  NodeId left = tree_child(tree, node, FIELD_LEFT), value = estree_child(tree, node, FIELD_RIGHT);
  if (tree_kind(tree, value) != NODE_BINARY_EXPRESSION) return;
  NodeId target = tree_inside_parentheses(tree, left);
  if (!is_identifier(tree, target, NULL) && !estree_is_member(tree_kind(tree, target))) return;
  NodeId sign = tree_child(tree, value, FIELD_OPERATOR);
  if (!has_shorthand(tree_kind(tree, sign))) return;
  NodeId first = tree_child(tree, value, FIELD_LEFT), second = tree_child(tree, value, FIELD_RIGHT);
  bool is_first = is_same_reference(context->code, target, first);
  if (!is_first &&
      !(is_commutative(tree_kind(tree, sign)) && is_same_reference(context->code, target, second)))
    return;
  Text shown = text_format(context->arena, "%.*s=", TEXT_ARGS(tree_text(tree, sign)));
  RuleReport *made = report(context, node, REPLACED, shown);
  bool is_optional = tree_child_of_kind(tree, first, NODE_OPTIONAL_CHAIN) != NO_NODE;
  if (!is_first || is_optional || !can_be_fixed(tree, target)) return;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId equals = tree_child_of_kind(tree, node, TOKEN_ASSIGN);
  uint32_t start = tree_node(tree, equals)->start, end = tree_node(tree, sign)->end;
  if (tokens_have_comment(tokens, start, end)) return;
  // The parentheses of the value go where only it stood in them.
  Text rest = text_slice(tree->source, end, tree_node(tree, value)->end);
  Text text = text_format(context->arena, "%.*s%.*s", TEXT_ARGS(shown), TEXT_ARGS(rest));
  fix_replace(made, context->arena, (Span){start, tree_node(tree, node)->end}, text);
}

// `a -= b` as `a = a - b`: what is in front of the operator stands twice.
static void fix_augmented(RuleContext *context, RuleReport *made, NodeId node, NodeKind operation) {
  const Tree *tree = context->tree;
  NodeId right = tree_child(tree, node, FIELD_RIGHT);
  const Node *at = tree_node(tree, tree_child(tree, node, FIELD_OPERATOR));
  Text left = text_slice(tree->source, tree_node(tree, node)->start, at->start);
  Text gap = text_slice(tree->source, at->end, tree_node(tree, right)->start);
  Text value = tree_text(tree, right), sign = kind_name(operation);
  bool is_loose = precedence_of(tree, right) <= precedence_of_kind(operation);
  bool is_close =
      gap.size == 0 && !is_loose && bytes_grow_together(sign.at[sign.size - 1], value.at[0]);
  fix_replace(made, context->arena, estree_span(context->code, node),
              text_format(context->arena, "%.*s= %.*s%.*s%.*s%s%s%.*s%s", TEXT_ARGS(left),
                          TEXT_ARGS(left), TEXT_ARGS(sign), TEXT_ARGS(gap), is_close ? " " : "",
                          is_loose ? "(" : "", TEXT_ARGS(value), is_loose ? ")" : ""));
}

static NodeKind operation_of(NodeKind sign) {
  switch ((int)sign) {
#define OPERATION(NAME)                                                                            \
  case TOKEN_##NAME##_ASSIGN: return TOKEN_##NAME;
    OPERATION(AND)
    OPERATION(MINUS)
    OPERATION(OR)
    OPERATION(PERCENT)
    OPERATION(PLUS)
    OPERATION(POWER)
    OPERATION(SHIFT_LEFT)
    OPERATION(SHIFT_RIGHT)
    OPERATION(SHIFT_RIGHT_UNSIGNED)
    OPERATION(SLASH)
    OPERATION(STAR)
    OPERATION(XOR)
#undef OPERATION
  default: return NODE_NONE; // &&=, ||= and ??= don't always assign
  }
}

static void check_augmented(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId sign = tree_child(tree, node, FIELD_OPERATOR), left = tree_child(tree, node, FIELD_LEFT);
  NodeKind operation = operation_of(tree_kind(tree, sign));
  if (!option_is(context, 0, "never") || !operation) return;
  RuleReport *made = report(context, node, UNEXPECTED, tree_text(tree, sign));
  const TokenTable *tokens = source_tokens(context->code);
  bool has_comment =
      tokens_have_comment(tokens, tree_node(tree, node)->start, tree_node(tree, sign)->start);
  if (can_be_fixed(tree, tree_inside_parentheses(tree, left)) && !has_comment)
    fix_augmented(context, made, node, operation);
}

const Rule rule_operator_assignment = {
    .name = "operator-assignment",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow `a += b` for `a = a + b`",
    .why = "The short form says once what changes. Or, for those who like it plain, the long form "
           "everywhere.",
    .options = "('always' | 'never') = always",
    .messages = messages,
    .bad = EXAMPLES({"total = total + price;"}, {"total += price;", "[\"never\"]"}),
    .good = EXAMPLES({"total += price;"}, {"total = price - total;"}),
    .visits = VISITS({NODE_ASSIGNMENT_EXPRESSION, check_assignment},
                     {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_augmented}),
};

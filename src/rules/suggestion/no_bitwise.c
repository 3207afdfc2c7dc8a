// no-bitwise: operators on bits, which are often slips for logical ones.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected use of '{0}'."},
};

static bool is_bitwise(NodeKind sign) {
  switch ((int)sign) {
  case TOKEN_AND:
  case TOKEN_AND_ASSIGN:
  case TOKEN_OR:
  case TOKEN_OR_ASSIGN:
  case TOKEN_SHIFT_LEFT:
  case TOKEN_SHIFT_LEFT_ASSIGN:
  case TOKEN_SHIFT_RIGHT:
  case TOKEN_SHIFT_RIGHT_ASSIGN:
  case TOKEN_SHIFT_RIGHT_UNSIGNED:
  case TOKEN_SHIFT_RIGHT_UNSIGNED_ASSIGN:
  case TOKEN_TILDE:
  case TOKEN_XOR:
  case TOKEN_XOR_ASSIGN: return true;
  default: return false;
  }
}

// `a | 0`: makes an integer.
static bool is_integer_hint(RuleContext *context, NodeId node, NodeKind sign) {
  if (sign != TOKEN_OR || !option_flag(context, 0, "int32Hint")) return false;
  NodeId right = estree_child(context->tree, node, FIELD_RIGHT);
  return tree_kind(context->tree, right) == NODE_NUMBER &&
         text_is(tree_text(context->tree, right), TEXT("0"));
}

static void check(RuleContext *context, NodeId node) {
  NodeKind sign = estree_operator(context->tree, node);
  if (!is_bitwise(sign) || json_list_has(option_field(context, 0, "allow"), kind_name(sign)))
    return;
  if (!is_integer_hint(context, node, sign)) report(context, node, UNEXPECTED, kind_name(sign));
}

const Rule rule_no_bitwise = {
    .name = "no-bitwise",
    .type = RULE_SUGGESTION,
    .summary = "Disallow operators on bits",
    .why =
        "`a & b` where `a && b` was meant is hard to see, and does nearly the same in most runs.",
    .options = "{ allow: string[] = [], int32Hint: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"if (is_open & is_ready) go();"}),
    .good = EXAMPLES({"if (is_open && is_ready) go();"},
                     {"const flags = a | b;", "[{\"allow\": [\"|\"]}]"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check}, {NODE_UNARY_EXPRESSION, check},
                     {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check}),
};

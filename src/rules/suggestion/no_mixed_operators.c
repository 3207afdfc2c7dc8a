// no-mixed-operators: `a && b || c`, where brackets would say what belongs together.
#include "rules/rule.h"
#include "syntax/precedence.h"

enum { MIXED };

static const RuleMessage messages[] = {
    [MIXED] = {"unexpectedMixedOperator", "Unexpected mix of '{0}' and '{1}'. Use parentheses to "
                                          "clarify the intended order of operations."},
};

static const char *const default_groups[][9] = {{"+", "-", "*", "/", "%", "**"},
                                                {"&", "|", "^", "~", "<<", ">>", ">>>"},
                                                {"==", "!=", "===", "!==", ">", ">=", "<", "<="},
                                                {"&&", "||"},
                                                {"in", "instanceof"}};

static Text operator_of(const Tree *tree, NodeId node) {
  if (tree_kind(tree, node) == NODE_TERNARY_EXPRESSION) return TEXT("?:");
  return kind_name(estree_operator(tree, node));
}

static bool are_in_one_group(RuleContext *context, Text a, Text b) {
  const Json *groups = option_field(context, 0, "groups");
  if (groups && groups->first_child) {
    for (const Json *each = groups->first_child; each; each = each->next) {
      if (json_list_has(each, a) && json_list_has(each, b)) return true;
    }
    return false;
  }
  for (size_t i = 0; i < sizeof default_groups / sizeof *default_groups; i++) {
    if (text_is_one_of(a, default_groups[i]) && text_is_one_of(b, default_groups[i])) return true;
  }
  return false;
}

static Span operator_span(const Tree *tree, NodeId node) {
  NodeId sign = tree_kind(tree, node) == NODE_TERNARY_EXPRESSION
                    ? tree_child_of_kind(tree, node, TOKEN_QUESTION)
                    : tree_child(tree, node, FIELD_OPERATOR);
  return (Span){tree_node(tree, sign)->start, tree_node(tree, sign)->end};
}

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parent = tree_node(tree, node)->parent;
  NodeKind kind = tree_kind(tree, parent);
  if (kind != NODE_BINARY_EXPRESSION && kind != NODE_TERNARY_EXPRESSION) return;
  Text inner = operator_of(tree, node), outer = operator_of(tree, parent);
  if (text_is(inner, outer) || !are_in_one_group(context, inner, outer)) return;
  if (option_flag(context, 0, "allowSamePrecedence") &&
      precedence_of(tree, node) == precedence_of(tree, parent))
    return;
  uint8_t field = tree_node(tree, node)->field;
  bool is_left = field == FIELD_LEFT || field == FIELD_CONDITION;
  NodeId first = is_left ? node : parent, second = is_left ? parent : node;
  Text left = operator_of(tree, first), right = operator_of(tree, second);
  report_span(context, operator_span(tree, first), MIXED, left, right);
  report_span(context, operator_span(tree, second), MIXED, left, right);
}

const Rule rule_no_mixed_operators = {
    .name = "no-mixed-operators",
    .stylistic = "@stylistic/no-mixed-operators",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow different operators next to each other without parentheses",
    .why = "Not everyone knows which of them holds its sides together more tightly.",
    .options = "{ groups: (('+' | '-' | '*' | '/' | '%' | '**' | '&' | '|' | '^' | '~' | '<<' | "
               "'>>' | '>>>' | '==' | '!=' | '===' | '!==' | '>' | '>=' | '<' | '<=' | '&&' | '||' "
               "| 'in' | 'instanceof' | '?:' | '?\?')[])[], allowSamePrecedence: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"const ok = a && b || c;"}),
    .good = EXAMPLES({"const ok = (a && b) || c;"}, {"const n = a + b - c;"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};

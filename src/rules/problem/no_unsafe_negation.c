// no-unsafe-negation: `!a in b`, which is `(!a) in b`.
#include "rules/operators.h"
#include "rules/rule.h"

enum { UNEXPECTED, SUGGEST_NEGATED, SUGGEST_PARENTHESIZED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected negating the left operand of '{0}' operator."},
    [SUGGEST_NEGATED] = {"suggestNegatedExpression",
                         "Negate '{0}' expression instead of its left operand. This changes the "
                         "current behavior."},
    [SUGGEST_PARENTHESIZED] =
        {"suggestParenthesisedNegation",
         "Wrap negation in '()' to make the intention explicit. This preserves "
         "the current behavior."},
};

static bool is_relation(RuleContext *context, NodeKind kind) {
  if (kind == TOKEN_IN_WORD || kind == TOKEN_INSTANCEOF_WORD) return true;
  return operator_is_order(kind) && option_flag(context, 0, "enforceForOrderingRelations");
}

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId sign = tree_child(tree, node, FIELD_OPERATOR), left = tree_child(tree, node, FIELD_LEFT);
  if (tree_kind(tree, left) != NODE_UNARY_EXPRESSION) return;
  if (!is_relation(context, tree_kind(tree, sign))) return;
  const Node *negation = tree_node(tree, left);
  if (tree_kind(tree, tree_first_child(tree, left)) != TOKEN_NOT) return;
  Text text = tree_text(tree, sign);
  RuleReport *made = report(context, left, UNEXPECTED, text);
  RuleSuggestion *negate = suggest(context, made, SUGGEST_NEGATED, text);
  Arena *arena = context->arena;
  uint32_t end = tree_node(tree, node)->end, operand = negation->start + 1;
  edits_replace(&negate->edits, arena, (Span){operand, operand}, TEXT("("));
  edits_replace(&negate->edits, arena, (Span){end, end}, TEXT(")"));
  RuleSuggestion *wrap = suggest(context, made, SUGGEST_PARENTHESIZED, text);
  edits_replace(&wrap->edits, arena, (Span){negation->start, negation->start}, TEXT("("));
  edits_replace(&wrap->edits, arena, (Span){negation->end, negation->end}, TEXT(")"));
}

const Rule rule_no_unsafe_negation = {
    .name = "no-unsafe-negation",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow negating the left side of `in` and `instanceof`",
    .why = "`!key in object` asks whether `false` or `true` is a key: `!` binds closer than `in`.",
    .options = "{ enforceForOrderingRelations: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"if (!key in object) add(key);"},
                    {"if (!a < b) swap();", "[{\"enforceForOrderingRelations\": true}]"}),
    .good = EXAMPLES({"if (!(key in object)) add(key);"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};

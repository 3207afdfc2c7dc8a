// prefer-exponentiation-operator: `Math.pow(a, b)` where `a ** b` does.
#include "rules/constants.h"
#include "rules/global_uses.h"
#include "rules/rule.h"
#include "rules/semicolons.h"
#include "rules/touching.h"
#include "syntax/precedence.h"

enum { USE };

static const RuleMessage messages[] = {
    [USE] = {"useExponentiation", "Use the '**' operator instead of 'Math.pow'."},
};

// Whether the whole expression needs parentheres where the call stands.
static bool needs_around(const Tree *tree, NodeId node) {
  const Node *at = tree_node(tree, node);
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_AWAIT_EXPRESSION:
  case NODE_UNARY_EXPRESSION:
  case NODE_UPDATE_EXPRESSION: return true;
  case NODE_CALL_EXPRESSION:
  case NODE_NEW_EXPRESSION: return at->field == FIELD_FUNCTION || at->field == FIELD_CONSTRUCTOR;
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: return at->field == FIELD_OBJECT;
  case NODE_CLASS_HERITAGE: return true;
  case NODE_BINARY_EXPRESSION:
    return at->field == FIELD_LEFT && estree_operator(tree, at->parent) == TOKEN_POWER;
  default: return false;
  }
}

// Whether an expression begins with what a statement could begin with: `{`, `function`, `class`.
static bool is_mistaken(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, tree_first_leaf(tree, node));
  return kind == TOKEN_BRACE_OPEN || kind == TOKEN_FUNCTION_WORD || kind == TOKEN_CLASS_WORD;
}

static void fix(RuleContext *context, RuleReport *made, NodeId node, NodeId base, NodeId exponent) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  const Node *at = tree_node(tree, node);
  if (tokens_have_comment(tokens, at->start, at->end)) return;
  NodeId inner = bare(tree, base), power = bare(tree, exponent);
  bool is_base_loose = precedence_of(tree, inner) <= LEVEL_PREFIX;
  bool is_power_loose = precedence_of(tree, power) < LEVEL_POWER;
  NodeId statement = statement_begun_by(tree, node);
  bool is_around =
      needs_around(tree, node) || (statement && !is_base_loose && is_mistaken(tree, inner));
  Text first = tree_text(tree, inner), second = tree_text(tree, power);
  Text text = text_format(context->arena, "%s%s%.*s%s**%s%.*s%s%s", is_around ? "(" : "",
                          is_base_loose ? "(" : "", TEXT_ARGS(first), is_base_loose ? ")" : "",
                          is_power_loose ? "(" : "", TEXT_ARGS(second), is_power_loose ? ")" : "",
                          is_around ? ")" : "");
  bool goes_on =
      statement && strchr("([/+-`", text.at[0]) && needs_semicolon_before(context->code, statement);
  fix_replace(made, context->arena, (Span){at->start, at->end},
              text_concat(context->arena, goes_on ? TEXT(";") : TEXT(""),
                          touching_text(context->code, at->start, at->end, text)));
}

static void check_call(void *with, NodeId node, uint32_t path) {
  RuleContext *context = with;
  const Tree *tree = context->tree;
  (void)path;
  if (tree_kind(tree, node) != NODE_CALL_EXPRESSION) return;
  RuleReport *made = report(context, node, USE);
  NodeId base = tree_first_named(tree, tree_child(tree, node, FIELD_ARGUMENTS));
  NodeId exponent = base ? tree_next_named(tree, base) : NO_NODE;
  if (!exponent || tree_next_named(tree, exponent)) return;
  bool has_spread = tree_kind(tree, base) == NODE_SPREAD_ELEMENT ||
                    tree_kind(tree, exponent) == NODE_SPREAD_ELEMENT;
  if (!has_spread) fix(context, made, node, base, exponent);
}

static void check_all(RuleContext *context) {
  static const char *const paths[] = {"Math.pow", NULL};
  // Most files don't name it at all.
  if (text_find(context->code->text, TEXT("Math")) != TEXT_NOT_FOUND)
    global_uses_find(context->code, paths, check_call, context);
}

const Rule rule_prefer_exponentiation_operator = {
    .name = "prefer-exponentiation-operator",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require `**` for `Math.pow`",
    .why = "`a ** b` is shorter, and a part of the language.",
    .messages = messages,
    .bad = EXAMPLES({"const area = Math.pow(side, 2);"}),
    .good = EXAMPLES({"const area = side ** 2;"}),
    .end = check_all,
};

// valid-typeof: `typeof x === "nunber"`, which is never true.
#include "rules/functions.h"
#include "rules/operators.h"
#include "rules/rule.h"

enum { INVALID, NOT_STRING, SUGGEST_STRING };

static const RuleMessage messages[] = {
    [INVALID] = {"invalidValue", "Invalid typeof comparison value."},
    [NOT_STRING] = {"notString", "Typeof comparisons should be to string literals."},
    [SUGGEST_STRING] = {"suggestString", "Use `\"{0}\"` instead of `{0}`."},
};

static const char *const types[] = {"symbol", "undefined", "object",   "boolean",
                                    "number", "string",    "function", "bigint"};

static bool is_type(Text text) {
  for (uint32_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (text_is(text, text_of(types[i]))) return true;
  }
  return false;
}

static void check_sibling(RuleContext *context, NodeId sibling) {
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, sibling);
  Text text;
  if (kind == NODE_STRING ||
      (kind == NODE_TEMPLATE_STRING && static_string(context->code, sibling, &text))) {
    static_string(context->code, sibling, &text);
    if (!is_type(text)) report(context, sibling, INVALID);
  } else if (estree_is_literal(kind)) {
    report(context, sibling, INVALID);
  } else if (is_global(context->code, sibling, "undefined")) {
    RuleReport *made = report(
        context, sibling, option_flag(context, 0, "requireStringLiterals") ? NOT_STRING : INVALID);
    RuleSuggestion *string = suggest(context, made, SUGGEST_STRING, TEXT("undefined"));
    edits_replace(&string->edits, context->arena, estree_span(context->code, sibling),
                  TEXT("\"undefined\""));
  } else if (option_flag(context, 0, "requireStringLiterals") &&
             !is_unary(tree, sibling, TOKEN_TYPEOF_WORD)) {
    report(context, sibling, NOT_STRING);
  }
}

static void check_typeof(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!is_unary(tree, node, TOKEN_TYPEOF_WORD)) return;
  NodeId outside = tree_outside_parentheses(tree, node);
  NodeId parent = tree_node(tree, outside)->parent;
  if (tree_kind(tree, parent) != NODE_BINARY_EXPRESSION) return;
  if (!kind_is_equality(estree_operator(tree, parent))) return;
  bool is_left = tree_node(tree, outside)->field == FIELD_LEFT;
  check_sibling(context, estree_child(tree, parent, is_left ? FIELD_RIGHT : FIELD_LEFT));
}

const Rule rule_valid_typeof = {
    .name = "valid-typeof",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Require that `typeof` is compared with strings that it can give",
    .why = "`typeof` gives one of eight strings. A comparison with any other, a typing error most "
           "of the time, is never true.",
    .options = "{ requireStringLiterals: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"if (typeof count === \"nunber\") add(count);"},
                    {"if (typeof value === undefined) stop();"},
                    {"if (typeof value === null) stop();"}),
    .good = EXAMPLES({"if (typeof count === \"number\") add(count);"},
                     {"if (typeof a === typeof b) merge(a, b);"}),
    .visits = VISITS({NODE_UNARY_EXPRESSION, check_typeof}),
};

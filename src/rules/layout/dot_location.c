// dot-location: on which line a dot stands between an object and its property.
#include "rules/spacing.h"
#include "rules/static_names.h"

enum { AFTER_OBJECT, BEFORE_PROPERTY };

static const RuleMessage messages[] = {
    [AFTER_OBJECT] = {"expectedDotAfterObject", "Expected dot to be on same line as object."},
    [BEFORE_PROPERTY] = {"expectedDotBeforeProperty",
                         "Expected dot to be on same line as property."},
};

static void check_dot(RuleContext *context, TokenId property) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId dot = token_previous(tokens, property), before = token_previous(tokens, dot);
  Span span = token_span(tokens, dot);
  if (!option_is(context, 0, "property")) {
    if (is_on_one_line(code, before, dot)) return;
    RuleReport *made = report_span(context, span, AFTER_OBJECT);
    // A number would take the dot for its own.
    bool is_number =
        is_decimal_integer(context->tree, tokens->at[before].node) && span.end - span.start == 1;
    fix_insert(made, context->arena, tokens->at[before].end,
               is_number ? TEXT(" .") : token_text(tokens, dot));
    fix_remove(made, context->arena, span);
  } else if (!is_on_one_line(code, dot, property)) {
    RuleReport *made = report_span(context, span, BEFORE_PROPERTY);
    fix_insert(made, context->arena, tokens->at[property].start, token_text(tokens, dot));
    fix_remove(made, context->arena, span);
  }
}

static void check_member(RuleContext *context, NodeId node) {
  NodeId property = tree_child(context->tree, node, FIELD_PROPERTY);
  check_dot(context, token_first(source_tokens(context->code), context->tree, property));
}

// `new.target`, `import.meta`: of interest to the newer rule only, as are names of tags.
static void check_meta(RuleContext *context, NodeId node) {
  if (context->is_stylistic)
    check_dot(context, token_last(source_tokens(context->code), context->tree, node));
}

static void check_tag(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId name = tree_child(tree, node, FIELD_NAME);
  if (!context->is_stylistic) return;
  for (; tree_kind(tree, name) == NODE_MEMBER_EXPRESSION;
       name = tree_child(tree, name, FIELD_OBJECT))
    check_member(context, name);
}

const Rule rule_dot_location = {
    .name = "dot-location",
    .stylistic = "@stylistic/dot-location",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require dots beside objects or beside properties",
    .why = "One way everywhere is easier to read.",
    .options = "('object' | 'property') = object",
    .messages = messages,
    .bad = EXAMPLES({"list\n  .map(next);"}),
    .good = EXAMPLES({"list.\n  map(next);"}, {"list\n  .map(next);", "[\"property\"]"}),
    .visits = VISITS({NODE_MEMBER_EXPRESSION, check_member}, {NODE_META_PROPERTY, check_meta},
                     {NODE_JSX_OPENING_ELEMENT, check_tag}, {NODE_JSX_CLOSING_ELEMENT, check_tag},
                     {NODE_JSX_SELF_CLOSING_ELEMENT, check_tag}),
};

// dot-location: on which line a dot stands between an object and its property.
#include "rules/spacing.h"
#include "rules/static_names.h"

enum { AFTER_OBJECT, BEFORE_PROPERTY };

static const RuleMessage messages[] = {
    [AFTER_OBJECT] = {"expectedDotAfterObject", "Expected dot to be on same line as object."},
    [BEFORE_PROPERTY] = {"expectedDotBeforeProperty",
                         "Expected dot to be on same line as property."},
};

static void check_member(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId property = token_first(tokens, tree, tree_child(tree, node, FIELD_PROPERTY));
  TokenId dot = token_previous(tokens, property), before = token_previous(tokens, dot);
  Span span = token_span(tokens, dot);
  if (!option_is(context, 0, "property")) {
    if (is_on_one_line(code, before, dot)) return;
    RuleReport *made = report_span(context, span, AFTER_OBJECT);
    // A number would take the dot for its own.
    bool is_number =
        is_decimal_integer(tree, tokens->at[before].node) && span.end - span.start == 1;
    fix_insert(made, context->arena, tokens->at[before].end,
               is_number ? TEXT(" .") : token_text(tokens, dot));
    fix_remove(made, context->arena, span);
  } else if (!is_on_one_line(code, dot, property)) {
    RuleReport *made = report_span(context, span, BEFORE_PROPERTY);
    fix_insert(made, context->arena, tokens->at[property].start, token_text(tokens, dot));
    fix_remove(made, context->arena, span);
  }
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
    .visits = VISITS({NODE_MEMBER_EXPRESSION, check_member}),
};

// nonblock-statement-body-position: the line of a body that is no block.
#include "rules/spacing.h"

enum { NO_LINEBREAK, LINEBREAK };

static const RuleMessage messages[] = {
    [NO_LINEBREAK] = {"expectNoLinebreak", "Expected no linebreak before this statement."},
    [LINEBREAK] = {"expectLinebreak", "Expected a linebreak before this statement."},
};

static void check_body(RuleContext *context, NodeId body, const char *word) {
  const Tree *tree = context->tree;
  if (!body || tree_kind(tree, body) == NODE_STATEMENT_BLOCK) return;
  const Json *own = json_get(option_field(context, 1, "overrides"), text_of(word));
  Text setting = own ? own->text : json_text(option(context, 0));
  const TokenTable *tokens = source_tokens(context->code);
  TokenId first = token_first(tokens, tree, body), before = token_previous(tokens, first);
  bool is_beside = is_on_one_line(context->code, before, first);
  Span gap = gap_between(tokens, before, first);
  if (is_beside && text_is(setting, TEXT("below"))) {
    fix_insert(report(context, body, LINEBREAK), context->arena, gap.end, TEXT("\n"));
  } else if (!is_beside && text_is(setting, TEXT("beside"))) {
    RuleReport *made = report(context, body, NO_LINEBREAK);
    if (!tokens_have_comment(tokens, gap.start, gap.end))
      fix_replace(made, context->arena, gap, TEXT(" "));
  }
}

static void check_if(RuleContext *context, NodeId node) {
  check_body(context, tree_child(context->tree, node, FIELD_CONSEQUENCE), "if");
}

static void check_else(RuleContext *context, NodeId node) {
  NodeId body = tree_first_named(context->tree, node);
  if (tree_kind(context->tree, body) != NODE_IF_STATEMENT) check_body(context, body, "else");
}

static void check_while(RuleContext *context, NodeId node) {
  check_body(context, tree_child(context->tree, node, FIELD_BODY), "while");
}

static void check_do(RuleContext *context, NodeId node) {
  check_body(context, tree_child(context->tree, node, FIELD_BODY), "do");
}

static void check_for(RuleContext *context, NodeId node) {
  check_body(context, tree_child(context->tree, node, FIELD_BODY), "for");
}

#define SETTING "('beside' | 'below' | 'any')"

const Rule rule_nonblock_statement_body_position = {
    .name = "nonblock-statement-body-position",
    .stylistic = "@stylistic/nonblock-statement-body-position",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require a body without braces on the line of its head, or below",
    .why = "A second line below looks as if it belonged to the body as well.",
    .options = SETTING " = beside, { overrides: { if: " SETTING ", else: " SETTING
                       ", while: " SETTING ", do: " SETTING ", for: " SETTING " } }",
    .messages = messages,
    .bad = EXAMPLES({"if (ready)\n  go();"}),
    .good = EXAMPLES({"if (ready) go();"}, {"if (ready)\n  go();", "[\"below\"]"}),
    .visits = VISITS({NODE_IF_STATEMENT, check_if}, {NODE_ELSE_CLAUSE, check_else},
                     {NODE_WHILE_STATEMENT, check_while}, {NODE_DO_STATEMENT, check_do},
                     {NODE_FOR_STATEMENT, check_for}, {NODE_FOR_IN_STATEMENT, check_for}),
};

// no-template-curly-in-string: `${a}` in a string that is no template.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedTemplateExpression", "Unexpected template string expression."},
};

// Whether there is a `${` with a `}` behind it, and something between them.
static bool has_template(Text text) {
  uint32_t open = text_find(text, TEXT("${"));
  return open != TEXT_NOT_FOUND && text_find_byte(text, '}', open + 3) != TEXT_NOT_FOUND;
}

static void check_string(RuleContext *context, NodeId node) {
  if (has_template(tree_text(context->tree, node))) report(context, node, UNEXPECTED);
}

const Rule rule_no_template_curly_in_string = {
    .name = "no-template-curly-in-string",
    .type = RULE_PROBLEM,
    .summary = "Disallow `${…}` in strings that are no templates",
    .why = "Only between backticks are values put in; in quotes, `${name}` stays as it is.",
    .messages = messages,
    .bad = EXAMPLES({"greet(\"Hello, ${name}\");"}),
    .good = EXAMPLES({"greet(`Hello, ${name}`);"}),
    .visits = VISITS({NODE_STRING, check_string}),
};

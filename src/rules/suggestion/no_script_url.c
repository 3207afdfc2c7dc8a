// no-script-url: `javascript:` in a string, code that is a text.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { SCRIPT };

static const RuleMessage messages[] = {
    [SCRIPT] = {"unexpectedScriptURL", "Script URL is a form of eval."},
};

static void check_text(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Text source = tree_text(tree, node), text, word = TEXT("javascript:");
  if (source.size < word.size + 2) return;
  if (tree_node(tree, node)->field == FIELD_ARGUMENTS) return; // of a tag
  if (!static_string(context->code, node, &text) || text.size < word.size) return;
  if (text_is_but_case(text_slice(text, 0, word.size), word)) report(context, node, SCRIPT);
}

const Rule rule_no_script_url = {
    .name = "no-script-url",
    .type = RULE_SUGGESTION,
    .summary = "Disallow `javascript:` URLs",
    .why = "The text behind `javascript:` is run as code, as by `eval`.",
    .messages = messages,
    .bad = EXAMPLES({"location.href = \"javascript:void(0)\";"}),
    .good = EXAMPLES({"location.href = \"#top\";"}),
    .visits = VISITS({NODE_STRING, check_text}, {NODE_TEMPLATE_STRING, check_text}),
};

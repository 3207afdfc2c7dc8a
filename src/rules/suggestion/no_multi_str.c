// no-multi-str: strings over several lines by a backslash.
#include "rules/rule.h"

enum { MULTILINE };

static const RuleMessage messages[] = {
    [MULTILINE] = {"multilineString",
                   "Multiline support is limited to browsers supporting ES5 only."},
};

static void check_string(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Node *at = tree_node(tree, node);
  if (tree_kind(tree, at->parent) == NODE_JSX_ATTRIBUTE ||
      !tree_child_of_kind(tree, node, NODE_ESCAPE_SEQUENCE))
    return;
  if (!source_same_line(context->code, at->start, at->end)) report(context, node, MULTILINE);
}

const Rule rule_no_multi_str = {
    .name = "no-multi-str",
    .type = RULE_SUGGESTION,
    .summary = "Disallow strings that go on behind a backslash at the end of a line",
    .why = "A space behind the backslash breaks such a string, and the next line's indentation "
           "becomes a part of it.",
    .messages = messages,
    .bad = EXAMPLES({"const text = \"one \\\n  two\";"}),
    .good = EXAMPLES({"const text = \"one \" +\n  \"two\";"}),
    .visits = VISITS({NODE_STRING, check_string}),
};

// no-caller: `arguments.caller` and `arguments.callee`, which strict code does not have.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Avoid arguments.{0}."},
};

static void check_member(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Text name = tree_text(tree, tree_child(tree, node, FIELD_PROPERTY));
  if (!text_is(name, TEXT("callee")) && !text_is(name, TEXT("caller"))) return;
  if (is_identifier(tree, estree_child(tree, node, FIELD_OBJECT), "arguments"))
    report(context, node, UNEXPECTED, name);
}

const Rule rule_no_caller = {
    .name = "no-caller",
    .type = RULE_SUGGESTION,
    .summary = "Disallow `arguments.caller` and `arguments.callee`",
    .why = "They keep engines from optimizing, and throw in strict code. A named function can call "
           "itself by its name.",
    .messages = messages,
    .bad = EXAMPLES({"list.map(function (n) { return n ? n * arguments.callee(n - 1) : 1; });"}),
    .good = EXAMPLES({"list.map(function fact(n) { return n ? n * fact(n - 1) : 1; });"}),
    .visits = VISITS({NODE_MEMBER_EXPRESSION, check_member}),
};

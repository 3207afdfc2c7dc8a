// no-empty-static-block: a static block that does nothing.
#include "rules/rule.h"

enum { UNEXPECTED, SUGGEST_COMMENT };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected empty static block."},
    [SUGGEST_COMMENT] = {"suggestComment", "Add comment inside empty static block."},
};

static void check_block(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId body = tree_child(tree, node, FIELD_BODY);
  Span inside = {tree_node(tree, body)->start + 1, tree_node(tree, body)->end - 1};
  if (tree_first_named(tree, body)) return;
  if (tokens_have_comment(source_tokens(context->code), inside.start, inside.end)) return;
  RuleReport *made = report_span(context, ((Span){inside.start - 1, inside.end + 1}), UNEXPECTED);
  RuleSuggestion *comment = suggest(context, made, SUGGEST_COMMENT);
  edits_replace(&comment->edits, context->arena, inside, TEXT(" /* empty */ "));
}

const Rule rule_no_empty_static_block = {
    .name = "no-empty-static-block",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow empty static blocks",
    .why = "A static block without code was left behind when its code moved, and readers look for "
           "what it is for. A comment in it tells that it is meant.",
    .messages = messages,
    .bad = EXAMPLES({"class A { static {} }"}),
    .good =
        EXAMPLES({"class A { static { register(A); } }"}, {"class A { static { /* later */ } }"}),
    .visits = VISITS({NODE_CLASS_STATIC_BLOCK, check_block}),
};

// no-case-declarations: a name that is declared in one case, and seen in all of them.
#include "rules/rule.h"

enum { UNEXPECTED, ADD_BRACKETS };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected lexical declaration in case block."},
    [ADD_BRACKETS] = {"addBrackets", "Add {} brackets around the case block."},
};

static void suggest_block(RuleContext *context, RuleReport *made, NodeId first, NodeId last) {
  const Tree *tree = context->tree;
  RuleSuggestion *brackets = suggest(context, made, ADD_BRACKETS);
  uint32_t start = tree_node(tree, first)->start, end = tree_node(tree, last)->end;
  edits_replace(&brackets->edits, context->arena, (Span){start, start}, TEXT("{ "));
  edits_replace(&brackets->edits, context->arena, (Span){end, end}, TEXT(" }"));
}

static void check_case(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId first = tree_child(tree, node, FIELD_BODY), last = tree_last_child(tree, node);
  for (NodeId child = first; child; child = tree_next_sibling(tree, child)) {
    if (kind_is_scoped(tree_kind(tree, child)))
      suggest_block(context, report(context, child, UNEXPECTED), first, last);
  }
}

const Rule rule_no_case_declarations = {
    .name = "no-case-declarations",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow declarations that belong to a case alone, without a block around them",
    .why = "All cases of a `switch` share one scope: a name that one of them declares is seen by "
           "the others, where it has no value yet and reading it throws. A block keeps it to its "
           "case.",
    .messages = messages,
    .bad = EXAMPLES({"switch (kind) { case 1: let name = load(); break; }"}),
    .good = EXAMPLES({"switch (kind) { case 1: { let name = load(); break; } }"}),
    .visits = VISITS({NODE_SWITCH_CASE, check_case}, {NODE_SWITCH_DEFAULT, check_case}),
};

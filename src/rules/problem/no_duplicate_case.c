// no-duplicate-case: two cases of a `switch` that ask the same.
#include "base/buffer.h"
#include "base/map.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Duplicate case label."},
};

// The tokens of a test with single spaces between them: equal for tests that are.
static Text key_of(RuleContext *context, Arena *arena, NodeId test) {
  const TokenTable *tokens = source_tokens(context->code);
  Buffer out = {.arena = arena};
  TokenId last = token_last(tokens, context->tree, test);
  for (TokenId id = token_first(tokens, context->tree, test);; id = token_next(tokens, id)) {
    buffer_add_text(&out, token_text(tokens, id));
    buffer_add_byte(&out, ' ');
    if (id == last) return buffer_text(&out);
  }
}

static void check_switch(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Arena scratch = {0};
  Map seen = {0};
  tree_each_named(tree, tree_child(tree, node, FIELD_BODY), child) {
    if (tree_kind(tree, child) != NODE_SWITCH_CASE) continue;
    NodeId test = estree_child(tree, child, FIELD_VALUE);
    bool is_new;
    map_add(&scratch, &seen, key_of(context, &scratch, test), &is_new);
    if (!is_new) report(context, child, UNEXPECTED);
  }
  arena_release(&scratch);
}

const Rule rule_no_duplicate_case = {
    .name = "no-duplicate-case",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow two cases of a `switch` with the same test",
    .why = "The second of two equal cases never runs: most often it was copied, and its test was "
           "not changed.",
    .messages = messages,
    .bad = EXAMPLES({"switch (key) { case \"a\": left(); break; case \"a\": right(); }"}),
    .good = EXAMPLES({"switch (key) { case \"a\": left(); break; case \"d\": right(); }"}),
    .visits = VISITS({NODE_SWITCH_STATEMENT, check_switch}),
};

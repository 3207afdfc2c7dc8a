// default-case: switches without a `default`.
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/spaces.h"

enum { MISSING };

static const RuleMessage messages[] = {
    [MISSING] = {"missingDefaultCase", "Expected a default case."},
};

typedef struct Settings {
  const Pattern *comment;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  PatternProblem problem;
  made->comment = option_pattern(arena, options[0], "commentPattern");
  if (!made->comment) made->comment = pattern_make_caseless(arena, TEXT("^no default$"), &problem);
}

// Whether the last comment behind the last case says that there is none on purpose.
static bool is_excused(RuleContext *context, NodeId last) {
  const Settings *settings = context->settings;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId end = token_after(tokens, context->tree, last);
  TokenId before = token_previous_any(tokens, end);
  if (!token_is_comment(tokens, before)) return false;
  return pattern_matches(settings->comment, text_trim(comment_text(tokens, before)));
}

static void check_switch(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId last = NO_NODE;
  tree_each_named(tree, tree_child(tree, node, FIELD_BODY), each) {
    if (tree_kind(tree, each) == NODE_SWITCH_DEFAULT) return;
    last = each;
  }
  if (!last || is_excused(context, last)) return;
  uint32_t end = tree_node(tree, tree_child(tree, node, FIELD_VALUE))->end;
  report_span(context, ((Span){tree_node(tree, node)->start, end}), MISSING);
}

const Rule rule_default_case = {
    .name = "default-case",
    .type = RULE_SUGGESTION,
    .summary = "Require a `default` case in `switch` statements",
    .why = "A value that nobody thought of does nothing in a switch without a `default`. Where "
           "that is meant, a comment says so: `// no default`.",
    .options = "{ commentPattern: regex }",
    .messages = messages,
    .bad = EXAMPLES({"switch (a) {\n  case 1:\n    b();\n}"}),
    .good = EXAMPLES({"switch (a) {\n  case 1:\n    b();\n    break;\n  default:\n}"},
                     {"switch (a) {\n  case 1:\n    b();\n  // no default\n}"}),
    .visits = VISITS({NODE_SWITCH_STATEMENT, check_switch}),
    .settings_size = sizeof(Settings),
    .configure = configure,
};

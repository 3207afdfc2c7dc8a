// no-fallthrough: cases that run on into the next one without saying so.
#include "rules/code_paths.h"
#include "rules/option_patterns.h"
#include "rules/rule.h"

enum { UNUSED_COMMENT, CASE, DEFAULT };

static const RuleMessage messages[] = {
    [UNUSED_COMMENT] = {"unusedFallthroughComment",
                        "Found a comment that would permit fallthrough, but case cannot fall "
                        "through."},
    [CASE] = {"case", "Expected a 'break' statement before 'case'."},
    [DEFAULT] = {"default", "Expected a 'break' statement before 'default'."},
};

typedef struct Settings {
  const Pattern *comment;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  PatternProblem problem;
  made->comment = option_pattern(arena, options[0], "commentPattern");
  if (!made->comment)
    made->comment = pattern_make_caseless(arena, TEXT("falls?\\s?through"), &problem);
}

// Whether a comment is for ESLint, whatever else it says.
static bool is_directive(Text comment) {
  static const char *const words[] = {"eslint",
                                      "eslint-env",
                                      "eslint-enable",
                                      "eslint-disable",
                                      "eslint-disable-line",
                                      "eslint-disable-next-line",
                                      "exported",
                                      "global",
                                      "globals"};
  while (comment.size && strchr(" \t\r\n", *comment.at))
    comment = text_slice(comment, 1, comment.size);
  uint32_t size = 0;
  while (size < comment.size && !strchr(" \t\r\n", comment.at[size])) ++size;
  for (uint32_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (text_is(text_slice(comment, 0, size), text_of(words[i]))) return true;
  }
  return false;
}

static bool permits(RuleContext *context, TokenId id) {
  const Settings *settings = context->settings;
  const TokenTable *tokens = source_tokens(context->code);
  if (!id || !token_is_comment(tokens, id)) return false;
  Text text = comment_text(tokens, id);
  return pattern_matches(settings->comment, text) && !is_directive(text);
}

// The comment that says that a case runs on into the next one: at the end of its only block, or
// right before the next case.
static TokenId permitting_comment(RuleContext *context, NodeId from, NodeId to) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId body = tree_child(tree, from, FIELD_BODY);
  if (tree_kind(tree, body) == NODE_STATEMENT_BLOCK && !tree_next_named(tree, body)) {
    TokenId last = token_previous_any(tokens, token_last(tokens, tree, body));
    if (permits(context, last)) return last;
  }
  TokenId before = token_previous_any(tokens, token_first(tokens, tree, to));
  return permits(context, before) ? before : 0;
}

static bool has_blank_line(RuleContext *context, NodeId from, NodeId to) {
  uint32_t end = source_line(context->code, tree_node(context->tree, from)->end);
  return source_line(context->code, tree_node(context->tree, to)->start) > end + 1;
}

static bool falls_through(RuleContext *context, NodeId from, NodeId to) {
  bool has_body = tree_child(context->tree, from, FIELD_BODY) != NO_NODE;
  bool counts =
      has_body || (!option_flag(context, 0, "allowEmptyCase") && has_blank_line(context, from, to));
  return counts && code_reaches_end(context->code, from);
}

static void check_cases(RuleContext *context, NodeId from, NodeId to) {
  bool wants_used = option_flag(context, 0, "reportUnusedFallthroughComment");
  if (falls_through(context, from, to)) {
    bool is_default = tree_kind(context->tree, to) == NODE_SWITCH_DEFAULT;
    if (!permitting_comment(context, from, to)) report(context, to, is_default ? DEFAULT : CASE);
  } else if (wants_used && !code_reaches_end(context->code, from)) {
    TokenId comment = permitting_comment(context, from, to);
    const Token *at = &source_tokens(context->code)->at[comment];
    if (comment) report_span(context, ((Span){at->start, at->end}), UNUSED_COMMENT);
  }
}

static void check_switch(RuleContext *context, NodeId node) {
  NodeId last = NO_NODE;
  tree_each_named(context->tree, node, each) {
    if (last) check_cases(context, last, each);
    last = each;
  }
}

const Rule rule_no_fallthrough = {
    .name = "no-fallthrough",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow cases that run on into the next one",
    .why = "Without a `break` at its end, a case goes on with the code of the next one. That is "
           "seldom meant; where it is, a comment says so: `// falls through`.",
    .options = "{ commentPattern: regex, allowEmptyCase: boolean = false, "
               "reportUnusedFallthroughComment: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"switch (key) {\n  case 1:\n    first();\n  case 2:\n    second();\n}"}),
    .good =
        EXAMPLES({"switch (key) {\n  case 1:\n  case 2:\n    both();\n    break;\n  default:\n}"},
                 {"switch (key) {\n  case 1:\n    first();\n    // falls through\n  case 2:\n"
                  "    second();\n}"}),
    .visits = VISITS({NODE_SWITCH_BODY, NULL, check_switch}),
    .settings_size = sizeof(Settings),
    .configure = configure,
};

// complexity: functions with too many ways through them.
#include "rules/code_paths.h"
#include "rules/functions.h"
#include "rules/rule.h"

enum { COMPLEX, DEFAULT_LIMIT = 20 };

static const RuleMessage messages[] = {
    [COMPLEX] = {"complex", "{0} has a complexity of {1}. Maximum allowed is {2}."},
};

typedef struct Settings {
  uint32_t limit;
  bool is_modified; // a switch counts once, whatever its cases
} Settings;

typedef struct State {
  uint32_t *counts; // by path, beyond 1
} State;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  Settings *made = settings;
  made->limit = DEFAULT_LIMIT;
  const Json *given = options[0], *limit = json_get(given, TEXT("maximum"));
  if (!limit || limit->number == 0)
    limit = json_get(given, TEXT("max")) ? json_get(given, TEXT("max")) : limit;
  if (json_is(given, JSON_NUMBER)) limit = given;
  if (json_is(limit, JSON_NUMBER)) made->limit = (uint32_t)limit->number;
  made->is_modified = text_is(json_text(json_get(given, TEXT("variant"))), TEXT("modified"));
}

static void begin(RuleContext *context) {
  State *state = context->state;
  uint32_t count = source_code_paths(context->code)->path_count;
  state->counts = arena_new(context->arena, uint32_t, count);
}

static void count(RuleContext *context, NodeId node) {
  State *state = context->state;
  ++state->counts[code_enter(source_code_paths(context->code), node)->path];
}

static void count_operator(RuleContext *context, NodeId node) {
  switch ((int)estree_operator(context->tree, node)) {
  case TOKEN_LOGICAL_AND:
  case TOKEN_LOGICAL_AND_ASSIGN:
  case TOKEN_LOGICAL_OR:
  case TOKEN_LOGICAL_OR_ASSIGN:
  case TOKEN_NULLISH:
  case TOKEN_NULLISH_ASSIGN: count(context, node); break;
  default: break;
  }
}

static void count_case(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  if (!settings->is_modified) count(context, node);
}

static void count_switch(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  if (settings->is_modified) count(context, node);
}

static Span place_of(RuleContext *context, const CodePath *path) {
  const Node *at = tree_node(context->tree, path->node);
  NodeId first;
  switch ((int)path->origin) {
  case PATH_OF_FUNCTION: return function_head(context->code, path->node);
  case PATH_OF_STATIC_BLOCK:
    first = tree_first_child(context->tree, path->node);
    return (Span){tree_node(context->tree, first)->start, tree_node(context->tree, first)->end};
  default: return (Span){at->start, at->end};
  }
}

static void finish(RuleContext *context) {
  const State *state = context->state;
  const Settings *settings = context->settings;
  const CodePaths *paths = source_code_paths(context->code);
  for (uint32_t i = 1; i < paths->path_count; i++) {
    const CodePath *path = &paths->paths[i];
    uint32_t complexity = state->counts[i] + 1;
    if (path->origin == PATH_OF_PROGRAM || complexity <= settings->limit) continue;
    Text title = path->origin == PATH_OF_FUNCTION
                     ? function_title_capital(context->code, path->node)
                 : path->origin == PATH_OF_FIELD ? TEXT("Class field initializer")
                                                 : TEXT("Class static block");
    report_span(context, place_of(context, path), COMPLEX, title,
                text_format(context->arena, "%u", complexity),
                text_format(context->arena, "%u", settings->limit));
  }
}

const Rule rule_complexity = {
    .name = "complexity",
    .type = RULE_SUGGESTION,
    .summary = "Limit the number of ways through a function",
    .why = "Each condition, loop and default adds a way through a function. With many of them it "
           "is hard to follow, and hard to test.",
    .options = "integer | { maximum: integer, max: integer, variant: ('classic' | 'modified') }",
    .messages = messages,
    .bad = EXAMPLES({"function f(a, b) { if (a && b) return a; return b; }", "[2]"}),
    .good = EXAMPLES({"function f(a, b) { return a || b; }", "[2]"},
                     {"function f(a) { switch (a) { case 1: case 2: case 3: g(); } }",
                      "[{\"max\": 2, \"variant\": \"modified\"}]"}),
    .visits = VISITS({NODE_ASSIGNMENT_PATTERN, count},
                     {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, count_operator},
                     {NODE_BINARY_EXPRESSION, count_operator}, {NODE_CATCH_CLAUSE, count},
                     {NODE_DO_STATEMENT, count}, {NODE_FOR_IN_STATEMENT, count},
                     {NODE_FOR_STATEMENT, count}, {NODE_IF_STATEMENT, count},
                     {NODE_OBJECT_ASSIGNMENT_PATTERN, count}, {NODE_OPTIONAL_CHAIN, count},
                     {NODE_SWITCH_CASE, count_case}, {NODE_SWITCH_STATEMENT, count_switch},
                     {NODE_TERNARY_EXPRESSION, count}, {NODE_WHILE_STATEMENT, count}),
    .state_size = sizeof(State),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .begin = begin,
    .end = finish,
};

// require-await: async functions that await nothing.
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/semicolons.h"

enum { MISSING_AWAIT, REMOVE_ASYNC };

static const RuleMessage messages[] = {
    [MISSING_AWAIT] = {"missingAwait", "{0} has no 'await' expression."},
    [REMOVE_ASYNC] = {"removeAsync", "Remove 'async'."},
};

typedef struct Function {
  NodeId node;
  bool is_async, awaits;
} Function;

typedef struct State {
  Array(Function) open;
} State;

static void enter_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  Function function = {node, function_is_async(context->tree, node), false};
  array_push(context->arena, &state->open, function);
}

static void find_await(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  if (state->open.count) array_last(&state->open).awaits = true;
}

// `for await` and `await using`: the word is a token of them.
static void find_await_word(RuleContext *context, NodeId node) {
  if (tree_child_of_kind(context->tree, node, TOKEN_AWAIT_WORD)) find_await(context, node);
}

static bool is_empty(const Tree *tree, NodeId function) {
  NodeId body = tree_child(tree, function, FIELD_BODY);
  return tree_kind(tree, body) == NODE_STATEMENT_BLOCK && !tree_first_named(tree, body);
}

static void suggest_removal(RuleContext *context, RuleReport *made, NodeId function) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId word = tree_child_of_kind(tree, function, TOKEN_ASYNC_WORD);
  TokenId async = token_first(tokens, tree, word), next = token_next_any(tokens, async);
  bool begins = token_first(tokens, tree, function) == async;
  bool needs_semicolon = begins && token_continues(tokens, token_next(tokens, async)) &&
                         needs_semicolon_before(context->code, function);
  RuleSuggestion *made_suggestion = suggest(context, made, REMOVE_ASYNC);
  Span span = {tokens->at[async].start, tokens->at[next].start};
  edits_replace(&made_suggestion->edits, context->arena, span,
                needs_semicolon ? TEXT(";") : TEXT(""));
}

static void leave_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  Function function = array_pop(&state->open);
  const Tree *tree = context->tree;
  if (!function.is_async || function.awaits || function_is_generator(tree, node)) return;
  if (is_empty(tree, node)) return;
  RuleReport *made = report_span(context, function_head(context->code, node), MISSING_AWAIT,
                                 function_title_capital(context->code, node));
  suggest_removal(context, made, node);
}

const Rule rule_require_await = {
    .name = "require-await",
    .type = RULE_SUGGESTION,
    .flags = RULE_SUGGESTS,
    .summary = "Require async functions to contain `await`",
    .why = "An async function that awaits nothing wraps its result in a promise without need, or "
           "an `await` was forgotten.",
    .messages = messages,
    .bad = EXAMPLES({"async function f() { return load(); }"}),
    .good = EXAMPLES({"async function f() { return await load(); }"}, {"async function f() {}"}),
    .visits =
        VISITS(FUNCTION_VISITS(enter_function, leave_function), {NODE_AWAIT_EXPRESSION, find_await},
               {NODE_FOR_IN_STATEMENT, find_await_word}, {NODE_USING_DECLARATION, find_await_word}),
    .state_size = sizeof(State),
};

// max-depth: blocks in blocks in blocks.
#include "rules/functions.h"
#include "rules/limits.h"

enum { TOO_DEEPLY, DEFAULT_LIMIT = 4 };

static const RuleMessage messages[] = {
    [TOO_DEEPLY] = {"tooDeeply", "Blocks are nested too deeply ({0}). Maximum allowed is {1}."},
};

typedef struct State {
  Array(uint32_t) depths; // of the functions around; the first is the program's
  uint32_t limit;
} State;

static void enter_owner(RuleContext *context, NodeId node) {
  (void)node;
  State *state = context->state;
  if (!state->depths.count) state->limit = limit_option(context, DEFAULT_LIMIT);
  array_push(context->arena, &state->depths, 0);
}

static void leave_owner(RuleContext *context, NodeId node) {
  (void)node;
  --((State *)context->state)->depths.count;
}

// The word that a statement begins with.
static Span first_token_span(const Tree *tree, NodeId node) {
  const Node *first = tree_node(tree, tree_first_child(tree, node));
  return (Span){first->start, first->end};
}

static void enter_block(RuleContext *context, NodeId node) {
  State *state = context->state;
  uint32_t depth = ++array_last(&state->depths);
  if (depth > state->limit)
    report_span(context, first_token_span(context->tree, node), TOO_DEEPLY,
                text_format(context->arena, "%u", depth),
                text_format(context->arena, "%u", state->limit));
}

static void leave_block(RuleContext *context, NodeId node) {
  (void)node;
  --array_last(&((State *)context->state)->depths);
}

// `else if` is as deep as its `if`.
static bool is_else_if(const Tree *tree, NodeId node) {
  return tree_kind(tree, tree_node(tree, node)->parent) == NODE_ELSE_CLAUSE;
}

static void enter_if(RuleContext *context, NodeId node) {
  if (!is_else_if(context->tree, node)) enter_block(context, node);
}

static void leave_if(RuleContext *context, NodeId node) {
  if (!is_else_if(context->tree, node)) leave_block(context, node);
}

const Rule rule_max_depth = {
    .name = "max-depth",
    .type = RULE_SUGGESTION,
    .summary = "Limit how deeply blocks are nested",
    .why =
        "Who reads the innermost of many blocks must keep in mind the conditions of all of them.",
    .options = "integer | { maximum: integer, max: integer }",
    .messages = messages,
    .bad = EXAMPLES(
        {"if (a) { for (const b of a) { if (b) { while (b.next()) { if (b.ok) log(b); } } } }"},
        {"if (a) { if (b) c(); }", "[1]"}),
    .good = EXAMPLES({"if (a) { if (b) c(); }"}, {"if (a) b(); else if (c) d();", "[1]"}),
    .visits =
        VISITS({NODE_PROGRAM, enter_owner, leave_owner},
               {NODE_CLASS_STATIC_BLOCK, enter_owner, leave_owner},
               FUNCTION_VISITS(enter_owner, leave_owner), {NODE_IF_STATEMENT, enter_if, leave_if},
               {NODE_SWITCH_STATEMENT, enter_block, leave_block},
               {NODE_TRY_STATEMENT, enter_block, leave_block},
               {NODE_DO_STATEMENT, enter_block, leave_block},
               {NODE_WHILE_STATEMENT, enter_block, leave_block},
               {NODE_WITH_STATEMENT, enter_block, leave_block},
               {NODE_FOR_STATEMENT, enter_block, leave_block},
               {NODE_FOR_IN_STATEMENT, enter_block, leave_block}),
    .state_size = sizeof(State),
};

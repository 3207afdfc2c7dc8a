// no-unreachable: code that never runs. What lies together is one report.
#include "rules/code_paths.h"
#include "rules/functions.h"
#include "rules/rule.h"

enum { UNREACHABLE };

static const RuleMessage messages[] = {
    [UNREACHABLE] = {"unreachableCode", "Unreachable code."},
};

// A constructor that is being read.
typedef struct Constructor {
  NodeId node;
  bool calls_super;
} Constructor;

typedef struct State {
  Span range; // of the code that is yet to be reported; empty: none
  Array(Constructor) constructors;
} State;

static void flush(RuleContext *context, Span next) {
  State *state = context->state;
  if (state->range.end) report_span(context, state->range, UNREACHABLE);
  state->range = next;
}

static bool is_inside(Span span, uint32_t start, uint32_t end) {
  return start >= span.start && end <= span.end;
}

static void add_unreachable(RuleContext *context, NodeId node) {
  State *state = context->state;
  Span span = estree_span(context->code, node);
  if (state->range.end) {
    if (is_inside(state->range, span.start, span.end)) return;
    const TokenTable *tokens = source_tokens(context->code);
    const Token *before = &tokens->at[token_before(tokens, context->tree, node)];
    if (is_inside(state->range, before->start, before->end)) {
      state->range.end = span.end;
      return;
    }
  }
  flush(context, span);
}

static bool is_node_of_its_own(RuleContext *context, NodeId node) {
  NodeId parent = tree_node(context->tree, node)->parent;
  return tree_kind(context->tree, parent) != NODE_CLASS_STATIC_BLOCK;
}

static void check_statement(RuleContext *context, NodeId node) {
  const State *state = context->state;
  if (!code_reaches(context->code, node)) {
    if (is_node_of_its_own(context, node)) add_unreachable(context, node);
  } else if (state->range.end && is_node_of_its_own(context, node)) {
    flush(context, (Span){0});
  }
}

// A `var` without a value is no code: it does its work when the function begins.
static void check_var(RuleContext *context, NodeId node) {
  tree_each_named(context->tree, node, declarator) {
    if (tree_child(context->tree, declarator, FIELD_VALUE)) {
      check_statement(context, node);
      return;
    }
  }
}

// ---- Fields of a class whose constructor never calls super()

static void enter_method(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (function_is_constructor(context->tree, node))
    array_push(context->arena, &state->constructors, (Constructor){node, false});
}

static void find_super(RuleContext *context, NodeId node) {
  State *state = context->state;
  bool is_called = tree_node(context->tree, node)->field == FIELD_FUNCTION;
  if (is_called && state->constructors.count) array_last(&state->constructors).calls_super = true;
}

static void leave_method(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  if (!state->constructors.count || array_last(&state->constructors).node != node) return;
  if (array_pop(&state->constructors).calls_super) return;
  NodeId body = tree_node(tree, node)->parent;
  if (!tree_child_of_kind(tree, tree_node(tree, body)->parent, NODE_CLASS_HERITAGE)) return;
  tree_each_named(tree, body, element) {
    if (tree_kind(tree, element) == NODE_FIELD_DEFINITION && !tree_is_static(tree, element))
      add_unreachable(context, element);
  }
}

static void finish(RuleContext *context) {
  flush(context, (Span){0});
}

const Rule rule_no_unreachable = {
    .name = "no-unreachable",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow code that can never run",
    .why = "What stands behind a `return`, `throw`, `break` or `continue`, or behind a loop "
           "without an end, never runs. It is a remainder, or it was meant to stand elsewhere.",
    .messages = messages,
    .bad = EXAMPLES({"function f() {\n  return 1;\n  log();\n}"},
                    {"while (true) {\n  step();\n}\nlog();"}),
    .good = EXAMPLES({"function f() {\n  return g();\n  function g() {}\n}"},
                     {"for (;;) {\n  if (step()) break;\n}\nlog();"}),
    .visits = VISITS(
        {NODE_BREAK_STATEMENT, check_statement}, {NODE_CLASS_DECLARATION, check_statement},
        {NODE_CONTINUE_STATEMENT, check_statement}, {NODE_DEBUGGER_STATEMENT, check_statement},
        {NODE_DO_STATEMENT, check_statement}, {NODE_EXPORT_STATEMENT, check_statement},
        {NODE_EXPRESSION_STATEMENT, check_statement}, {NODE_FOR_IN_STATEMENT, check_statement},
        {NODE_FOR_STATEMENT, check_statement}, {NODE_IF_STATEMENT, check_statement},
        {NODE_IMPORT_STATEMENT, check_statement}, {NODE_LABELED_STATEMENT, check_statement},
        {NODE_LEXICAL_DECLARATION, check_statement},
        {NODE_METHOD_DEFINITION, enter_method, leave_method},
        {NODE_RETURN_STATEMENT, check_statement}, {NODE_STATEMENT_BLOCK, check_statement},
        {NODE_SUPER, find_super}, {NODE_SWITCH_STATEMENT, check_statement},
        {NODE_THROW_STATEMENT, check_statement}, {NODE_TRY_STATEMENT, check_statement},
        {NODE_USING_DECLARATION, check_statement}, {NODE_VARIABLE_DECLARATION, check_var},
        {NODE_WHILE_STATEMENT, check_statement}, {NODE_WITH_STATEMENT, check_statement}),
    .state_size = sizeof(State),
    .end = finish,
};

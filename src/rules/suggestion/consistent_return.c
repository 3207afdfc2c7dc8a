// consistent-return: functions that return a value here and none there.
#include "rules/code_paths.h"
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/static_names.h"

#include <ctype.h>

enum { MISSING_RETURN, MISSING_VALUE, UNEXPECTED_VALUE };

static const RuleMessage messages[] = {
    [MISSING_RETURN] = {"missingReturn", "Expected to return a value at the end of {0}."},
    [MISSING_VALUE] = {"missingReturnValue", "{0} expected a return value."},
    [UNEXPECTED_VALUE] = {"unexpectedReturnValue", "{0} expected no return value."},
};

typedef struct Function {
  NodeId node;
  bool has_value; // its first return has
} Function;

typedef struct State {
  Array(Function) returning; // functions around that have a return, and the program
} State;

static bool is_unspecified(RuleContext *context, NodeId value) {
  const Tree *tree = context->tree;
  if (!option_flag(context, 0, "treatUndefinedAsUnspecified")) return false;
  NodeId operator= tree_child(tree, value, FIELD_OPERATOR);
  return tree_kind(tree, value) == NODE_UNDEFINED ||
         (tree_kind(tree, value) == NODE_UNARY_EXPRESSION &&
          tree_kind(tree, operator) == TOKEN_VOID_WORD);
}

static Function *function_of(RuleContext *context, NodeId owner) {
  State *state = context->state;
  bool is_known = state->returning.count && array_last(&state->returning).node == owner;
  return is_known ? &array_last(&state->returning) : NULL;
}

static void check_return(RuleContext *context, NodeId node) {
  State *state = context->state;
  NodeId owner = code_owner(source_code_paths(context->code), node);
  NodeId value = tree_first_named(context->tree, node);
  if (value) value = tree_inside_parentheses(context->tree, value);
  bool has_value = value && !is_unspecified(context, value);
  const Function *function = function_of(context, owner);
  if (!function) {
    array_push(context->arena, &state->returning, (Function){owner, has_value});
  } else if (function->has_value != has_value) {
    bool is_program = owner == NODE_ROOT;
    Text title = is_program ? TEXT("Program") : function_title_capital(context->code, owner);
    report(context, node, function->has_value ? MISSING_VALUE : UNEXPECTED_VALUE, title);
  }
}

// A function whose name has a capital letter is meant for `new`.
static bool is_old_constructor(const Tree *tree, NodeId function) {
  if (tree_kind(tree, function) == NODE_METHOD_DEFINITION) return false;
  NodeId name = tree_child(tree, function, FIELD_NAME);
  return name && isupper((unsigned char)tree_text(tree, name).at[0]);
}

static Span place_of(RuleContext *context, NodeId function) {
  const Tree *tree = context->tree;
  if (tree_kind(tree, function) == NODE_ARROW_FUNCTION) {
    const Node *arrow = tree_node(tree, tree_child_of_kind(tree, function, TOKEN_ARROW));
    return (Span){arrow->start, arrow->end};
  }
  if (tree_kind(tree, function) == NODE_METHOD_DEFINITION)
    return key_span(context->code, tree_child(tree, function, FIELD_NAME));
  NodeId name = tree_child(tree, function, FIELD_NAME);
  NodeId first = name ? name : tree_first_child(tree, function);
  return (Span){tree_node(tree, first)->start, tree_node(tree, first)->end};
}

static void check_end(RuleContext *context, NodeId node) {
  State *state = context->state;
  const Function *function = function_of(context, node);
  if (!function) return;
  --state->returning.count;
  if (!function->has_value || !code_reaches_end(context->code, node)) return;
  if (node == NODE_ROOT) {
    report_span(context, ((Span){0, SPAN_OPEN}), MISSING_RETURN, TEXT("program"));
    return;
  }
  if (is_old_constructor(context->tree, node) || function_is_constructor(context->tree, node))
    return;
  report_span(context, place_of(context, node), MISSING_RETURN,
              function_title(context->code, node));
}

const Rule rule_consistent_return = {
    .name = "consistent-return",
    .type = RULE_SUGGESTION,
    .summary = "Require functions to return a value always or never",
    .why = "A function that returns a value on some ways and nothing on others is used wrongly by "
           "those who know only one of them; often a `return` was forgotten.",
    .options = "{ treatUndefinedAsUnspecified: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"function find(a) { if (a) return a; return; }"},
                    {"function find(a) { if (a) return a; }"}),
    .good = EXAMPLES({"function find(a) { if (a) return a; return null; }"},
                     {"function find(a) { if (!a) return undefined; log(a); }",
                      "[{\"treatUndefinedAsUnspecified\": true}]"}),
    .visits = VISITS({NODE_RETURN_STATEMENT, check_return}, {NODE_PROGRAM, NULL, check_end},
                     FUNCTION_VISITS(NULL, check_end)),
    .state_size = sizeof(State),
};

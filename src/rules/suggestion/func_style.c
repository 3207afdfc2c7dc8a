// func-style: functions as declarations, or as values of variables.
#include "rules/functions.h"
#include "rules/rule.h"

enum { EXPRESSION, DECLARATION };

static const RuleMessage messages[] = {
    [EXPRESSION] = {"expression", "Expected a function expression."},
    [DECLARATION] = {"declaration", "Expected a function declaration."},
};

// Functions that are open; whether an arrow function uses `this` or `super`, which a declaration
// would have of its own.
typedef struct State {
  Array(bool) uses_this;
} State;

// What is wanted of a function that is, or is not, exported by its name.
static Text setting_of(RuleContext *context, bool is_exported) {
  const Json *named = json_get(option_field(context, 1, "overrides"), TEXT("namedExports"));
  return is_exported && named ? named->text : json_text(option(context, 0));
}

static void open_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  array_push(context->arena, &state->uses_this, false);
}

static void close_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  --state->uses_this.count;
}

static void close_declaration(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  close_function(context, node);
  NodeId parent = tree_node(tree, node)->parent;
  bool is_exported = tree_kind(tree, parent) == NODE_EXPORT_STATEMENT;
  if (is_exported && tree_child_of_kind(tree, parent, TOKEN_DEFAULT_WORD)) return;
  if (text_is(setting_of(context, is_exported), TEXT("expression")))
    report(context, node, EXPRESSION);
}

// The declarator that a function is the value of, or NO_NODE.
static NodeId declarator_of(const Tree *tree, NodeId node) {
  NodeId parent = estree_parent(tree, node);
  return tree_kind(tree, parent) == NODE_VARIABLE_DECLARATOR ? parent : NO_NODE;
}

static bool is_exported(const Tree *tree, NodeId declarator) {
  NodeId declaration = tree_node(tree, declarator)->parent;
  return tree_kind(tree, tree_node(tree, declaration)->parent) == NODE_EXPORT_STATEMENT;
}

static void close_expression(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  bool uses_this = array_pop(&state->uses_this);
  NodeId declarator = declarator_of(tree, node);
  if (!declarator ||
      !text_is(setting_of(context, is_exported(tree, declarator)), TEXT("declaration")))
    return;
  bool is_arrow = tree_kind(tree, node) == NODE_ARROW_FUNCTION;
  if (is_arrow && (uses_this || option_flag(context, 1, "allowArrowFunctions"))) return;
  report(context, declarator, DECLARATION);
}

static void see_this(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  if (state->uses_this.count) array_last(&state->uses_this) = true;
}

const Rule rule_func_style = {
    .name = "func-style",
    .type = RULE_SUGGESTION,
    .summary = "Require functions to be declarations, or values of variables",
    .why = "A declaration can be called above where it stands, a value can't. One of the two "
           "everywhere is easier to read.",
    .options = "('expression' | 'declaration') = expression, { allowArrowFunctions: boolean = "
               "false, allowTypeAnnotation: boolean = false, overrides: { namedExports: "
               "'declaration' | 'expression' | 'ignore' } }",
    .messages = messages,
    .bad = EXAMPLES({"function next(n) { return n + 1; }"},
                    {"const next = (n) => n + 1;", "[\"declaration\"]"}),
    .good = EXAMPLES({"const next = function (n) { return n + 1; };"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_FUNCTION_DECLARATION, open_function, close_declaration},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, open_function, close_declaration},
                     {NODE_FUNCTION_EXPRESSION, open_function, close_expression},
                     {NODE_GENERATOR_FUNCTION, open_function, close_expression},
                     {NODE_ARROW_FUNCTION, open_function, close_expression},
                     {NODE_METHOD_DEFINITION, open_function, close_function}, {NODE_THIS, see_this},
                     {NODE_SUPER, see_this}),
};

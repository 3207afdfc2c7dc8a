// class-methods-use-this: methods that could be functions.
#include "rules/functions.h"
#include "rules/rule.h"

enum { MISSING };

static const RuleMessage messages[] = {
    [MISSING] = {"missingThis", "Expected 'this' to be used by class {0}."},
};

// What has a `this` of its own and is open, and whether it is used.
typedef struct State {
  Array(bool) uses_this;
} State;

static void open_this(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  array_push(context->arena, &state->uses_this, false);
}

static bool is_excepted(RuleContext *context, NodeId member) {
  const Tree *tree = context->tree;
  bool is_field = tree_kind(tree, member) == NODE_FIELD_DEFINITION;
  NodeId key = tree_child(tree, member, is_field ? FIELD_PROPERTY : FIELD_NAME);
  Text name = tree_text(tree, key);
  if (tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME) return false;
  if (tree_kind(tree, key) != NODE_PRIVATE_PROPERTY_IDENTIFIER &&
      !static_key_name(context->code, key, &name))
    return false;
  return json_list_has(option_field(context, 0, "exceptMethods"), name);
}

// The method or field of a class that a function is, if `this` is an instance there.
static NodeId instance_member(RuleContext *context, NodeId function) {
  const Tree *tree = context->tree;
  NodeId member = function_member(tree, function);
  if (!member || tree_kind(tree, tree_node(tree, member)->parent) != NODE_CLASS_BODY)
    return NO_NODE;
  if (tree_is_static(tree, member) || function_is_constructor(tree, function)) return NO_NODE;
  bool is_field = tree_kind(tree, member) == NODE_FIELD_DEFINITION;
  return is_field && !option_flag(context, 0, "enforceForClassFields") ? NO_NODE : member;
}

static void close_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  bool uses_this = array_pop(&state->uses_this);
  if (uses_this) return;
  NodeId member = instance_member(context, node);
  if (member && !is_excepted(context, member))
    report_span(context, function_head(context->code, node), MISSING,
                function_title(context->code, node));
}

// The value of a field has a `this` of its own; an arrow function there is the field's method.
static void open_arrow(RuleContext *context, NodeId node) {
  if (instance_member(context, node)) open_this(context, node);
}

static void close_arrow(RuleContext *context, NodeId node) {
  if (instance_member(context, node)) close_function(context, node);
}

static void close_block(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  --state->uses_this.count;
}

// The name of a field is computed outside of it.
static void open_name(RuleContext *context, NodeId node) {
  NodeId member = tree_node(context->tree, node)->parent;
  if (tree_kind(context->tree, member) == NODE_FIELD_DEFINITION) close_block(context, member);
}

static void close_name(RuleContext *context, NodeId node) {
  NodeId member = tree_node(context->tree, node)->parent;
  if (tree_kind(context->tree, member) == NODE_FIELD_DEFINITION) open_this(context, member);
}

static void see_this(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  if (state->uses_this.count) array_last(&state->uses_this) = true;
}

const Rule rule_class_methods_use_this = {
    .name = "class-methods-use-this",
    .type = RULE_SUGGESTION,
    .summary = "Require methods of instances to use `this`",
    .why = "A method that doesn't look at its object can be a function, or static.",
    .options = "{ exceptMethods: string[] = [], enforceForClassFields: boolean = true, "
               "ignoreOverrideMethods: boolean = false, ignoreClassesWithImplements: 'all' | "
               "'public-fields' }",
    .messages = messages,
    .bad = EXAMPLES({"class List { greet() { print(\"hello\"); } }"}),
    .good = EXAMPLES({"class List { greet() { print(this.name); } }"},
                     {"class List { static greet() {} }"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_FUNCTION_DECLARATION, open_this, close_function},
                     {NODE_FUNCTION_EXPRESSION, open_this, close_function},
                     {NODE_GENERATOR_FUNCTION, open_this, close_function},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, open_this, close_function},
                     {NODE_METHOD_DEFINITION, open_this, close_function},
                     {NODE_ARROW_FUNCTION, open_arrow, close_arrow},
                     {NODE_CLASS_STATIC_BLOCK, open_this, close_block},
                     {NODE_FIELD_DEFINITION, open_this, close_block},
                     {NODE_COMPUTED_PROPERTY_NAME, open_name, close_name}, {NODE_THIS, see_this},
                     {NODE_SUPER, see_this}),
};

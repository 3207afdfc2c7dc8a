// no-underscore-dangle: names that begin or end with an underscore.
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/variables.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedUnderscore", "Unexpected dangling '_' in '{0}'."},
};

static bool is_dangling(RuleContext *context, Text name) {
  if (name.size == 0 || text_is(name, TEXT("_"))) return false;
  if ((name.at[0] != '_' && name.at[name.size - 1] != '_')) return false;
  return !json_list_has(option_field(context, 0, "allow"), name);
}

// ---- Functions and their parameters

static void check_parameters(RuleContext *context, NodeId function) {
  const Tree *tree = context->tree;
  if (option_flag(context, 0, "allowFunctionParams")) return;
  NodeId single = tree_child(tree, function, FIELD_PARAMETER);
  NodeId list = tree_child(tree, function, FIELD_PARAMETERS);
  for (NodeId at = single ? single : tree_first_named(tree, list); at;
       at = single ? NO_NODE : tree_next_named(tree, at)) {
    NodeId target = at;
    if (tree_kind(tree, at) == NODE_ASSIGNMENT_PATTERN) target = tree_child(tree, at, FIELD_LEFT);
    if (tree_kind(tree, at) == NODE_REST_PATTERN) target = tree_first_named(tree, at);
    if (is_identifier(tree, target, NULL) && is_dangling(context, tree_text(tree, target)))
      report(context, at, UNEXPECTED, tree_text(tree, target));
  }
}

static void check_declaration(RuleContext *context, NodeId node) {
  Text name = tree_text(context->tree, tree_child(context->tree, node, FIELD_NAME));
  if (is_dangling(context, name)) report(context, node, UNEXPECTED, name);
  check_parameters(context, node);
}

// ---- Variables

// Whether the innermost pattern that a name stands in may have such names.
static bool is_pattern_allowed(RuleContext *context, NodeId name, NodeId declarator) {
  const Tree *tree = context->tree;
  for (NodeId at = name; at != declarator; at = tree_node(tree, at)->parent) {
    if (tree_kind(tree, at) == NODE_ARRAY_PATTERN)
      return option_flag(context, 0, "allowInArrayDestructuring");
    if (tree_kind(tree, at) == NODE_OBJECT_PATTERN)
      return option_flag(context, 0, "allowInObjectDestructuring");
  }
  return false;
}

static void check_variable(RuleContext *context, NodeId name, NodeId declarator, NodeId place) {
  Text text = tree_text(context->tree, name);
  if (!is_dangling(context, text)) return;
  if (!is_pattern_allowed(context, name, declarator)) report(context, place, UNEXPECTED, text);
}

static void check_declarator(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId name = tree_child(tree, node, FIELD_NAME);
  if (tree_is_leaf(tree, name)) {
    check_variable(context, name, node, node);
    return;
  }
  const VariableTable *table = source_variables(context->code);
  node_each_definition(table, node, id) {
    check_variable(context, table->definitions[id].name, node, node);
  }
}

// `for (const _a of b)`: the declarator is the pattern alone.
static void check_loop(RuleContext *context, NodeId node) {
  if (!tree_child(context->tree, node, FIELD_KIND)) return;
  const VariableTable *table = source_variables(context->code);
  NodeId pattern = tree_child(context->tree, node, FIELD_LEFT);
  node_each_definition(table, node, id) {
    check_variable(context, table->definitions[id].name, node, pattern);
  }
}

// ---- Members

static bool is_constructor_of_this(const Tree *tree, NodeId object) {
  return tree_kind(tree, object) == NODE_MEMBER_EXPRESSION &&
         text_is(tree_text(tree, tree_child(tree, object, FIELD_PROPERTY)), TEXT("constructor")) &&
         tree_kind(tree, estree_child(tree, object, FIELD_OBJECT)) == NODE_THIS;
}

static void check_name_of_member(RuleContext *context, NodeId node, NodeId property) {
  const Tree *tree = context->tree;
  Text name = bare_name(tree, property);
  if (!is_dangling(context, name) || text_is(name, TEXT("__proto__"))) return;
  NodeId object = estree_child(tree, node, FIELD_OBJECT);
  NodeKind kind = tree_kind(tree, object);
  if (kind == NODE_THIS && option_flag(context, 0, "allowAfterThis")) return;
  if (kind == NODE_SUPER && option_flag(context, 0, "allowAfterSuper")) return;
  if (is_constructor_of_this(tree, object) && option_flag(context, 0, "allowAfterThisConstructor"))
    return;
  report(context, node, UNEXPECTED, name);
}

static void check_member(RuleContext *context, NodeId node) {
  check_name_of_member(context, node, tree_child(context->tree, node, FIELD_PROPERTY));
}

static void check_subscript(RuleContext *context, NodeId node) {
  NodeId index = estree_child(context->tree, node, FIELD_INDEX);
  if (is_identifier(context->tree, index, NULL)) check_name_of_member(context, node, index);
}

// ---- Methods and fields

static void check_key(RuleContext *context, NodeId node, NodeId key) {
  const Tree *tree = context->tree;
  NodeId name = key;
  if (tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME)
    name = tree_inside_parentheses(tree, tree_first_named(tree, key));
  NodeKind kind = tree_kind(tree, name);
  bool is_name = kind == NODE_PROPERTY_IDENTIFIER || kind == NODE_PRIVATE_PROPERTY_IDENTIFIER ||
                 kind == NODE_IDENTIFIER;
  if (is_name && is_dangling(context, bare_name(tree, name)))
    report(context, node, UNEXPECTED, tree_text(tree, name));
}

static void check_method(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeKind word = tree_kind(tree, tree_first_child(tree, node));
  bool is_object = tree_kind(tree, tree_node(tree, node)->parent) == NODE_OBJECT;
  bool is_accessor = word == TOKEN_GET_WORD || word == TOKEN_SET_WORD;
  if (option_flag(context, 0, "enforceInMethodNames") && !(is_object && is_accessor))
    check_key(context, node, tree_child(tree, node, FIELD_NAME));
  check_parameters(context, node);
}

static void check_field(RuleContext *context, NodeId node) {
  if (option_flag(context, 0, "enforceInClassFields"))
    check_key(context, node, tree_child(context->tree, node, FIELD_PROPERTY));
}

const Rule rule_no_underscore_dangle = {
    .name = "no-underscore-dangle",
    .type = RULE_SUGGESTION,
    .summary = "Disallow names that begin or end with an underscore",
    .why = "An underscore says \"private\" to some and nothing to others, and keeps nobody from "
           "using the name. Fields like `#name` are private.",
    .options =
        "{ allow: string[] = [], allowAfterThis: boolean = false, allowAfterSuper: boolean = "
        "false, allowAfterThisConstructor: boolean = false, enforceInMethodNames: boolean = false, "
        "enforceInClassFields: boolean = false, allowInArrayDestructuring: boolean = true, "
        "allowInObjectDestructuring: boolean = true, allowFunctionParams: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"const count_ = 1;"}, {"user._name;"}),
    .good = EXAMPLES({"const count = 1;"}, {"this._name;", "[{\"allowAfterThis\": true}]"}),
    .visits =
        VISITS({NODE_FUNCTION_DECLARATION, check_declaration},
               {NODE_GENERATOR_FUNCTION_DECLARATION, check_declaration},
               {NODE_FUNCTION_EXPRESSION, check_parameters},
               {NODE_GENERATOR_FUNCTION, check_parameters}, {NODE_ARROW_FUNCTION, check_parameters},
               {NODE_METHOD_DEFINITION, check_method}, {NODE_VARIABLE_DECLARATOR, check_declarator},
               {NODE_FOR_IN_STATEMENT, check_loop}, {NODE_MEMBER_EXPRESSION, check_member},
               {NODE_SUBSCRIPT_EXPRESSION, check_subscript}, {NODE_FIELD_DEFINITION, check_field}),
};

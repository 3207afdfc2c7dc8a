// no-shadow: variables that are called like one around them.
#include "rules/initializers.h"
#include "rules/rule.h"

enum { SHADOWED, SHADOWED_GLOBAL };

static const RuleMessage messages[] = {
    [SHADOWED] = {"noShadow",
                  "'{0}' is already declared in the upper scope on line {1} column {2}."},
    [SHADOWED_GLOBAL] = {"noShadowGlobal", "'{0}' is already a global variable."},
};

// A variable, the one that it hides, and the first definitions of both.
typedef struct Pair {
  const VariableTable *table;
  const Variable *inner, *outer;
  const Definition *definition, *outer_definition; // the latter may be NULL
} Pair;

// The name that an expression is given to: `a` of `var a = b || expression`, or NO_NODE.
static NodeId name_given(const Tree *tree, NodeId expression) {
  for (NodeId node = expression;;) {
    node = tree_outside_parentheses(tree, node);
    NodeId parent = tree_node(tree, node)->parent;
    NodeField field = tree_node(tree, node)->field;
    switch ((int)tree_kind(tree, parent)) {
    case NODE_BINARY_EXPRESSION:
      if (!text_is(estree_type(tree, parent), TEXT("LogicalExpression"))) return NO_NODE;
      break;
    case NODE_TERNARY_EXPRESSION:
      if (field == FIELD_CONDITION) return NO_NODE;
      break;
    case NODE_VARIABLE_DECLARATOR: return tree_child(tree, parent, FIELD_NAME);
    case NODE_ASSIGNMENT_PATTERN:
    case NODE_OBJECT_ASSIGNMENT_PATTERN: return tree_child(tree, parent, FIELD_LEFT);
    default: return NO_NODE;
    }
    node = parent;
  }
}

// `var a = function a() {}`: both are one thing.
static bool is_on_initializer(const Pair *pair) {
  const Tree *tree = pair->table->tree;
  NodeKind kind = tree_kind(tree, pair->definition->node);
  bool is_expression =
      kind == NODE_FUNCTION_EXPRESSION || kind == NODE_GENERATOR_FUNCTION || kind == NODE_CLASS;
  bool is_own_name = pair->definition->kind == DEFINITION_FUNCTION_NAME ||
                     pair->definition->kind == DEFINITION_CLASS_NAME;
  return is_expression && is_own_name && pair->outer_definition &&
         name_given(tree, pair->definition->node) == pair->outer_definition->name;
}

// `const a = list.map((a) => …)`: a function that runs while the outer variable gets its value.
static bool is_in_call_of_initializer(const Pair *pair) {
  const VariableTable *table = pair->table;
  const Tree *tree = table->tree;
  if (!pair->outer_definition) return false;
  NameScopeId scope = table->scopes[pair->inner->scope].variable_scope;
  NodeId function = table->scopes[scope].node;
  NodeKind kind = tree_kind(tree, function);
  if (kind != NODE_ARROW_FUNCTION && kind != NODE_FUNCTION_EXPRESSION &&
      kind != NODE_GENERATOR_FUNCTION && kind != NODE_METHOD_DEFINITION)
    return false;
  NameScopeId around = table->scopes[scope].parent;
  if (table->scopes[around].kind == NAME_SCOPE_FUNCTION_NAME) around = table->scopes[around].parent;
  if (around != pair->outer->scope) return false;
  NodeId call = tree_node(tree, function)->parent;
  while (call && tree_kind(tree, call) != NODE_CALL_EXPRESSION)
    call = tree_node(tree, call)->parent;
  return call && is_in_initializer(tree, pair->outer_definition, tree_node(tree, call)->end);
}

// Whether the inner variable comes before the outer one, which is not known there yet.
static bool is_before(const RuleContext *context, const Pair *pair) {
  Text hoist = json_text(option_field(context, 0, "hoist"));
  if (text_is(hoist, TEXT("all")) || !pair->outer_definition) return false;
  if (pair->definition->name >= pair->outer_definition->name) return false;
  NodeKind kind = tree_kind(pair->table->tree, pair->outer_definition->node);
  bool is_function =
      kind == NODE_FUNCTION_DECLARATION || kind == NODE_GENERATOR_FUNCTION_DECLARATION;
  bool are_hoisted =
      text_is(hoist, TEXT("functions")) || text_is(hoist, TEXT("functions-and-types"));
  return !(are_hoisted && is_function);
}

static bool is_inner_class_name(const VariableTable *table, const Variable *variable) {
  const NameScope *scope = &table->scopes[variable->scope];
  return scope->kind == NAME_SCOPE_CLASS &&
         tree_kind(table->tree, scope->node) == NODE_CLASS_DECLARATION;
}

static bool is_hidden_global(RuleContext *context, const VariableTable *table,
                             const Variable *outer, Text name) {
  if (!option_flag(context, 0, "builtinGlobals")) return false;
  if (outer->flags & VARIABLE_CONFIGURED) return true;
  GlobalSetting setting = variable_setting(context->code, table, name);
  return outer == table->variables && (setting == GLOBAL_READONLY || setting == GLOBAL_WRITABLE);
}

static void report_pair(RuleContext *context, const Pair *pair) {
  Text name = pair->inner->name;
  if (!pair->outer_definition) {
    report(context, pair->definition->name, SHADOWED_GLOBAL, name);
    return;
  }
  uint32_t start = tree_node(context->tree, pair->outer_definition->name)->start;
  Text line = text_format(context->arena, "%u", source_line(context->code, start) + 1);
  Text column = text_format(context->arena, "%u", source_column(context->code, start) + 1);
  report(context, pair->definition->name, SHADOWED, name, line, column);
}

static void check_variable(RuleContext *context, const VariableTable *table,
                           const Variable *variable) {
  if (json_list_has(option_field(context, 0, "allow"), variable->name)) return;
  if (is_inner_class_name(table, variable)) return;
  const Variable *outer = &table->variables[variable->outer];
  DefinitionId of_outer = outer->first_definition;
  if (!of_outer && !is_hidden_global(context, table, outer, variable->name)) return;
  Pair pair = {table, variable, outer, &table->definitions[variable->first_definition],
               of_outer ? &table->definitions[of_outer] : NULL};
  if (is_on_initializer(&pair) || is_before(context, &pair)) return;
  if (option_flag(context, 0, "ignoreOnInitialization") && is_in_call_of_initializer(&pair)) return;
  report_pair(context, &pair);
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  bool has_globals = option_flag(context, 0, "builtinGlobals");
  for (VariableId id = 1; id < table->variable_count; id++) {
    const Variable *variable = &table->variables[id];
    bool may_shadow = variable->outer || has_globals;
    if (may_shadow && variable->first_definition && variable->scope != NAME_SCOPE_ROOT)
      check_variable(context, table, variable);
  }
}

const Rule rule_no_shadow = {
    .name = "no-shadow",
    .type = RULE_SUGGESTION,
    .summary = "Disallow variables with the name of one in a scope around them",
    .why = "The outer variable can't be reached any more, and who reads the name has to look which "
           "of the two it is.",
    .options = "{ builtinGlobals: boolean = false, hoist: 'all' | 'functions' | 'never' | 'types' "
               "| 'functions-and-types' = functions, allow: string[] = [], ignoreOnInitialization: "
               "boolean = false, ignoreTypeValueShadow: boolean = true, "
               "ignoreFunctionTypeParameterNameValueShadow: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"const size = 3;\nfunction grow() {\n  const size = 4;\n}"},
                    {"function go(name) {\n  return function (name) {};\n}"}),
    .good = EXAMPLES({"const size = 3;\nfunction grow() {\n  const larger = 4;\n}"},
                     {"if (ready) { var run = function run() {}; }"},
                     {"const done = 1;\nrun(function (done) {});", "[{\"allow\": [\"done\"]}]"}),
    .end = check,
};

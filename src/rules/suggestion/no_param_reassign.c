// no-param-reassign: writing to parameters, and with `props` to their properties.
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { PARAMETER, PROPERTY };

static const RuleMessage messages[] = {
    [PARAMETER] = {"assignmentToFunctionParam", "Assignment to function parameter '{0}'."},
    [PROPERTY] = {"assignmentToFunctionParamProp",
                  "Assignment to property of function parameter '{0}'."},
};

typedef struct Settings {
  bool checks_properties;
  const Json *ignored;
  OptionPatterns patterns;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  made->checks_properties = json_is(json_get(options[0], TEXT("props")), JSON_TRUE);
  made->ignored = json_get(options[0], TEXT("ignorePropertyModificationsFor"));
  made->patterns = option_patterns(arena, options[0], "ignorePropertyModificationsForRegex");
}

static bool is_ignored(const Settings *settings, Text name) {
  return json_list_has(settings->ignored, name) || option_patterns_match(&settings->patterns, name);
}

// What the way up from the parameter to whatever writes to a part of it says at one node.
typedef enum Step { STEP_ON, STEP_WRITES, STEP_ENDS } Step;

static bool is_delete(const Tree *tree, NodeId node) {
  return estree_operator(tree, node) == TOKEN_DELETE_WORD;
}

static Step step_at(const Tree *tree, NodeId parent, NodeField field) {
  NodeKind kind = tree_kind(tree, parent);
  switch ((int)kind) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_FOR_IN_STATEMENT: return field == FIELD_LEFT ? STEP_WRITES : STEP_ENDS;
  case NODE_UPDATE_EXPRESSION: return STEP_WRITES;
  case NODE_UNARY_EXPRESSION: return is_delete(tree, parent) ? STEP_WRITES : STEP_ON;
  case NODE_ARGUMENTS: {
    NodeKind call = tree_kind(tree, tree_node(tree, parent)->parent);
    return call == NODE_CALL_EXPRESSION ? STEP_ENDS : STEP_ON;
  }
  case NODE_SUBSCRIPT_EXPRESSION: return field == FIELD_INDEX ? STEP_ENDS : STEP_ON;
  case NODE_COMPUTED_PROPERTY_NAME: {
    NodeKind owner = tree_kind(tree, tree_node(tree, parent)->parent);
    return owner == NODE_PAIR || owner == NODE_PAIR_PATTERN ? STEP_ENDS : STEP_ON;
  }
  case NODE_TERNARY_EXPRESSION: return field == FIELD_CONDITION ? STEP_ENDS : STEP_ON;
  case NODE_VARIABLE_DECLARATOR:
  case NODE_CLASS_DECLARATION: return STEP_ENDS;
  default:
    return kind_is_statement(kind) || kind_is_function(kind) || kind == NODE_PROGRAM ? STEP_ENDS
                                                                                     : STEP_ON;
  }
}

static bool is_property_written(const Tree *tree, NodeId node) {
  for (;;) {
    node = tree_outside_parentheses(tree, node);
    NodeId parent = tree_node(tree, node)->parent;
    Step step = step_at(tree, parent, tree_node(tree, node)->field);
    if (step != STEP_ON) return step == STEP_WRITES;
    node = parent;
  }
}

static void check_variable(RuleContext *context, const VariableTable *table, VariableId id) {
  const Settings *settings = context->settings;
  Text name = table->variables[id].name;
  bool checks = settings->checks_properties && !is_ignored(settings, name);
  variable_each_reference(table, id, each) {
    const Reference *reference = &table->references[each];
    bool is_again = table->references[each - 1].node == reference->node;
    if ((reference->flags & REFERENCE_INIT) || is_again) continue;
    if (reference_is_write(reference))
      report(context, reference->node, PARAMETER, name);
    else if (checks && is_property_written(context->tree, reference->node))
      report(context, reference->node, PROPERTY, name);
  }
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    DefinitionId first = table->variables[id].first_definition;
    if (first && table->definitions[first].kind == DEFINITION_PARAMETER)
      check_variable(context, table, id);
  }
}

const Rule rule_no_param_reassign = {
    .name = "no-param-reassign",
    .type = RULE_SUGGESTION,
    .summary = "Disallow assigning to parameters",
    .why = "Further down, nobody knows any more what the function was given. With `props`, writing "
           "to a parameter's properties, which the caller sees, is found, too.",
    .options = "{ props: boolean = false, ignorePropertyModificationsFor: string[], "
               "ignorePropertyModificationsForRegex: regex[] }",
    .messages = messages,
    .bad = EXAMPLES({"function go(speed) {\n  speed = speed || 3;\n}"},
                    {"function go(car) {\n  car.speed = 3;\n}", "[{\"props\": true}]"}),
    .good = EXAMPLES({"function go(speed) {\n  const known = speed || 3;\n}"},
                     {"function go(car) {\n  car.speed = 3;\n}"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = check,
};

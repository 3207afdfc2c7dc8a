// consistent-this: the names that `this` is kept in.
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { NOT_ASSIGNED, UNEXPECTED };

static const RuleMessage messages[] = {
    [NOT_ASSIGNED] = {"aliasNotAssignedToThis",
                      "Designated alias '{0}' is not assigned to 'this'."},
    [UNEXPECTED] = {"unexpectedAlias", "Unexpected alias '{0}' for 'this'."},
};

// The aliases that the options name; "that" if they name none.
static bool is_alias(RuleContext *context, Text name) {
  if (!context->options[0]) return text_is(name, TEXT("that"));
  for (uint32_t i = 0; context->options[i]; i++) {
    if (text_is(context->options[i]->text, name)) return true;
  }
  return false;
}

// ---- Assignments

static void check_value(RuleContext *context, NodeId node, NodeId target, NodeId value,
                        bool is_plain) {
  const Tree *tree = context->tree;
  if (!is_identifier(tree, target, NULL)) return;
  bool is_this = tree_kind(tree, value) == NODE_THIS;
  Text name = tree_text(tree, target);
  if (is_alias(context, name)) {
    if (!is_this || !is_plain) report(context, node, NOT_ASSIGNED, name);
  } else if (is_this) {
    report(context, node, UNEXPECTED, name);
  }
}

static void check_declarator(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId value = estree_child(tree, node, FIELD_VALUE);
  if (value) check_value(context, node, tree_child(tree, node, FIELD_NAME), value, true);
}

static void check_assignment(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  check_value(context, node, estree_child(tree, node, FIELD_LEFT),
              estree_child(tree, node, FIELD_RIGHT),
              tree_kind(tree, node) == NODE_ASSIGNMENT_EXPRESSION);
}

// ---- Aliases that are declared and get nothing

static bool gets_this(RuleContext *context, const VariableTable *table, VariableId variable) {
  const Tree *tree = context->tree;
  variable_each_definition(table, variable, id) {
    NodeId node = table->definitions[id].node;
    if (tree_kind(tree, node) == NODE_VARIABLE_DECLARATOR && tree_child(tree, node, FIELD_VALUE))
      return true;
  }
  variable_each_reference(table, variable, id) {
    const Reference *reference = &table->references[id];
    if (!reference->write || reference->from != table->variables[variable].scope) continue;
    NodeId value = tree_inside_parentheses(tree, reference->write);
    NodeId around = estree_parent(tree, value);
    if (tree_kind(tree, value) == NODE_THIS &&
        tree_kind(tree, around) != NODE_AUGMENTED_ASSIGNMENT_EXPRESSION)
      return true;
  }
  return false;
}

static void report_definition(RuleContext *context, NodeId node, Text name) {
  bool is_function = kind_is_function(tree_kind(context->tree, node));
  Span span = is_function ? function_span(context->code, node) : estree_span(context->code, node);
  report_span(context, span, NOT_ASSIGNED, name);
}

static void check_scope(RuleContext *context, NameScopeId scope) {
  const VariableTable *table = source_variables(context->code);
  scope_each_variable(table, scope, variable) {
    Text name = table->variables[variable].name;
    if (!is_alias(context, name) || gets_this(context, table, variable)) continue;
    variable_each_definition(table, variable, id)
        report_definition(context, table->definitions[id].node, name);
  }
}

static void check_function(RuleContext *context, NodeId node) {
  NameScopeId scope = name_scope_of(source_variables(context->code), node);
  if (scope) check_scope(context, scope);
}

static void check_program(RuleContext *context, NodeId node) {
  const VariableTable *table = source_variables(context->code);
  (void)node;
  NameScopeId scope = NAME_SCOPE_ROOT;
  bool is_module = table->scope_count > NAME_SCOPE_ROOT + 1 &&
                   table->scopes[NAME_SCOPE_ROOT + 1].kind == NAME_SCOPE_MODULE;
  check_scope(context, is_module ? scope + 1 : scope);
}

const Rule rule_consistent_this = {
    .name = "consistent-this",
    .type = RULE_SUGGESTION,
    .summary = "Require the same name wherever `this` is kept in a variable",
    .why = "A second name for `this` is easier to follow where it is the same in all of a project, "
           "and never anything else.",
    .options = "string...",
    .messages = messages,
    .bad = EXAMPLES({"const me = this;"}, {"let self = 1;", "[\"self\"]"}),
    .good = EXAMPLES({"const that = this;"}, {"let self; self = this;", "[\"self\"]"}),
    .visits =
        VISITS({NODE_VARIABLE_DECLARATOR, check_declarator},
               {NODE_ASSIGNMENT_EXPRESSION, check_assignment},
               {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_assignment},
               {NODE_FUNCTION_DECLARATION, NULL, check_function},
               {NODE_FUNCTION_EXPRESSION, NULL, check_function},
               {NODE_GENERATOR_FUNCTION, NULL, check_function},
               {NODE_GENERATOR_FUNCTION_DECLARATION, NULL, check_function},
               {NODE_METHOD_DEFINITION, NULL, check_function}, {NODE_PROGRAM, NULL, check_program}),
};

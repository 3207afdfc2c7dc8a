// handle-callback-err: an error that a callback is given, and nobody looks at.
#include "base/pattern.h"
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { EXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected error to be handled."},
};

typedef struct Settings {
  const Pattern *pattern; // or NULL: the name is `name`
  Text name;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  PatternProblem problem;
  made->name = json_text(options[0]);
  if (text_starts(made->name, TEXT("^"))) made->pattern = pattern_make(arena, made->name, &problem);
}

static bool is_error_name(const Settings *settings, Text name) {
  return settings->pattern ? pattern_matches(settings->pattern, name)
                           : text_is(name, settings->name);
}

// The first parameter's variable: of a pattern, the first one in it.
static VariableId first_parameter(const VariableTable *table, NameScopeId scope) {
  scope_each_variable(table, scope, each) {
    DefinitionId definition = table->variables[each].first_definition;
    if (definition && table->definitions[definition].kind == DEFINITION_PARAMETER) return each;
  }
  return 0;
}

// A name of a function expression has a scope of its own around that of the function.
static NameScopeId scope_of(const VariableTable *table, NodeId function) {
  NameScopeId scope = name_scope_of(table, function);
  return scope && table->scopes[scope].kind == NAME_SCOPE_FUNCTION_NAME ? scope + 1 : scope;
}

static void check_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId list = tree_child(tree, node, FIELD_PARAMETERS);
  NodeId first = list ? tree_first_named(tree, list) : tree_child(tree, node, FIELD_PARAMETER);
  if (!first || (tree_kind(tree, first) == NODE_IDENTIFIER &&
                 !is_error_name(context->settings, tree_text(tree, first))))
    return;
  const VariableTable *table = source_variables(context->code);
  VariableId variable = first_parameter(table, scope_of(table, node));
  if (!variable || table->variables[variable].first_reference ||
      !is_error_name(context->settings, table->variables[variable].name))
    return;
  report_span(context, function_span(context->code, node), EXPECTED);
}

const Rule rule_handle_callback_err = {
    .name = "handle-callback-err",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Require callbacks to look at the error that they are given",
    .why = "An error that nobody looks at is a failure that nobody hears of.",
    .options = "regex = \"err\"",
    .messages = messages,
    .bad = EXAMPLES({"load((err, data) => show(data));"}),
    .good = EXAMPLES({"load((err, data) => {\n  if (err) throw err;\n  show(data);\n});"},
                     {"load((error, data) => show(data));"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .visits = VISITS(
        {NODE_FUNCTION_DECLARATION, check_function}, {NODE_FUNCTION_EXPRESSION, check_function},
        {NODE_GENERATOR_FUNCTION, check_function},
        {NODE_GENERATOR_FUNCTION_DECLARATION, check_function},
        {NODE_METHOD_DEFINITION, check_function}, {NODE_ARROW_FUNCTION, check_function}),
};

// no-use-before-define: names that are used above their declaration.
#include "rules/functions.h"
#include "rules/initializers.h"
#include "rules/rule.h"

enum { EARLY };

static const RuleMessage messages[] = {
    [EARLY] = {"usedBeforeDefined", "'{0}' was used before it was defined."},
};

typedef struct Settings {
  bool functions, classes, variables, allows_named_exports;
} Settings;

static bool is_on(const Json *options, const char *key) {
  return !json_is(json_get(options, text_of(key)), JSON_FALSE);
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  const Json *given = options[0];
  const Json *exports = json_get(given, TEXT("allowNamedExports"));
  *(Settings *)settings = (Settings){
      .functions = !json_is(given, JSON_STRING) && is_on(given, "functions"),
      .classes = is_on(given, "classes"),
      .variables = is_on(given, "variables"),
      .allows_named_exports = json_is(exports, JSON_TRUE),
  };
}

// Whether a scope is code that runs while its class is made.
static bool is_static(const VariableTable *table, const NameScope *scope) {
  if (scope->kind == NAME_SCOPE_CLASS_STATIC_BLOCK) return true;
  return scope->kind == NAME_SCOPE_CLASS_FIELD && tree_is_static(table->tree, scope->node);
}

// Whether a scope is the body of a function that is called where it stands, without a pause.
static bool runs_at_once(const VariableTable *table, const NameScope *scope) {
  const Tree *tree = table->tree;
  return kind_is_function(tree_kind(tree, scope->node)) &&
         function_immediate_call(tree, scope->node) && !function_is_async(tree, scope->node) &&
         !function_is_generator(tree, scope->node);
}

// Whether the reference runs at another time than the code around its variable.
static bool is_apart(const VariableTable *table, const Reference *reference) {
  NameScopeId own = table->scopes[table->variables[reference->variable].scope].variable_scope;
  NameScopeId at = table->scopes[reference->from].variable_scope;
  while (at != own) {
    const NameScope *scope = &table->scopes[at];
    if (!is_static(table, scope) && !runs_at_once(table, scope)) return true;
    at = table->scopes[scope->parent].variable_scope;
  }
  return false;
}

// Whether the reference is in code of the class that runs while it is made.
static bool is_in_static_initializer(const VariableTable *table, const Reference *reference,
                                     NodeId class_node) {
  NodeId body = tree_child(table->tree, class_node, FIELD_BODY);
  for (NameScopeId at = reference->from; at; at = table->scopes[at].parent) {
    const NameScope *scope = &table->scopes[at];
    if (scope->node <= class_node) return false;
    if (is_static(table, scope) && tree_node(table->tree, scope->node)->parent == body) return true;
  }
  return false;
}

// Whether the declaration of the variable is not over where the reference is.
static bool is_in_own_declaration(const VariableTable *table, const Reference *reference,
                                  const Definition *definition) {
  const Tree *tree = table->tree;
  uint32_t at = tree_node(tree, reference->node)->end;
  if (definition->kind == DEFINITION_CLASS_NAME)
    return is_in_range(tree, definition->node, at) && !is_apart(table, reference) &&
           !is_in_static_initializer(table, reference, definition->node);
  return is_in_initializer(tree, definition, at) && !is_apart(table, reference);
}

static bool is_allowed(const RuleContext *context, const VariableTable *table,
                       const Reference *reference, DefinitionKind kind) {
  const Settings *settings = context->settings;
  bool is_export =
      tree_kind(table->tree, estree_parent(table->tree, reference->node)) == NODE_EXPORT_SPECIFIER;
  if (settings->allows_named_exports && is_export) return true;
  if (!settings->functions && kind == DEFINITION_FUNCTION_NAME) return true;
  bool may_be_apart = (!settings->variables && kind == DEFINITION_VARIABLE) ||
                      (!settings->classes && kind == DEFINITION_CLASS_NAME);
  return may_be_apart && is_apart(table, reference);
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (ReferenceId id = 1; id < table->reference_count; id++) {
    const Reference *reference = &table->references[id];
    const Variable *variable = &table->variables[reference->variable];
    if ((reference->flags & REFERENCE_INIT) || !variable->first_definition) continue;
    const Definition *definition = &table->definitions[variable->first_definition];
    bool is_early =
        reference->node < definition->name || is_in_own_declaration(table, reference, definition);
    if (is_early && !is_allowed(context, table, reference, definition->kind))
      report(context, reference->node, EARLY, variable->name);
  }
}

const Rule rule_no_use_before_define = {
    .name = "no-use-before-define",
    .type = RULE_PROBLEM,
    .summary = "Disallow using variables above their declaration",
    .why = "Before their declaration, `let`, `const` and classes throw, and `var` is undefined. "
           "Functions work, but who reads from the top does not know them yet.",
    .options = "'nofunc' | { functions: boolean = true, classes: boolean = true, variables: "
               "boolean = true, allowNamedExports: boolean = false, enums: boolean = true, "
               "typedefs: boolean = true, ignoreTypeReferences: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"draw(size);\nconst size = 3;"}, {"run();\nfunction run() {}"},
                    {"const size = (() => size + 1)();"}),
    .good = EXAMPLES({"const size = 3;\ndraw(size);"},
                     {"run();\nfunction run() {}", "[{\"functions\": false}]"},
                     {"const size = (async () => size + 1)();"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = check,
};

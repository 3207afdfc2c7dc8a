// no-restricted-exports: names that a module must not export.
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/variables.h"

enum { NAMED, DEFAULT };

static const RuleMessage messages[] = {
    [NAMED] = {"restrictedNamed", "'{0}' is restricted from being used as an exported name."},
    [DEFAULT] = {"restrictedDefault", "Exporting 'default' is restricted."},
};

typedef struct Settings {
  const Pattern *names;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  made->names = option_pattern(arena, options[0], "restrictedNamedExportsPattern");
}

static bool is_default_restricted(RuleContext *context, const char *key) {
  const Json *kinds = option_field(context, 0, "restrictDefaultExports");
  return json_is(json_get(kinds, text_of(key)), JSON_TRUE);
}

// False: it is restricted, and reported.
static bool check_name(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  Text name = specifier_name(context->code, node);
  bool is_listed = json_list_has(option_field(context, 0, "restrictedNamedExports"), name);
  bool is_default = text_is(name, TEXT("default"));
  bool is_matched = settings->names && !is_default && pattern_matches(settings->names, name);
  if (!is_listed && !is_matched) return true;
  report(context, node, NAMED, name);
  return false;
}

static void check_specifier(RuleContext *context, NodeId specifier, bool has_source) {
  const Tree *tree = context->tree;
  NodeId local = tree_child(tree, specifier, FIELD_NAME);
  NodeId alias = tree_child(tree, specifier, FIELD_ALIAS), exported = alias ? alias : local;
  if (!check_name(context, exported)) return;
  if (!text_is(specifier_name(context->code, exported), TEXT("default"))) return;
  bool is_from_default = text_is(specifier_name(context->code, local), TEXT("default"));
  const char *kind = !has_source ? "named" : is_from_default ? "defaultFrom" : "namedFrom";
  if (is_default_restricted(context, kind)) report(context, exported, DEFAULT);
}

static void check_all(RuleContext *context, NodeId namespace_export) {
  NodeId name = tree_last_child(context->tree, namespace_export);
  if (!check_name(context, name)) return;
  if (text_is(specifier_name(context->code, name), TEXT("default")) &&
      is_default_restricted(context, "namespaceFrom"))
    report(context, name, DEFAULT);
}

static void check_declaration(RuleContext *context, NodeId declaration) {
  const Tree *tree = context->tree;
  NodeId name = tree_child(tree, declaration, FIELD_NAME);
  if (name) {
    check_name(context, name);
    return;
  }
  const VariableTable *table = source_variables(context->code);
  tree_each_named(tree, declaration, declarator) {
    node_each_definition(table, declarator, id) check_name(context, table->definitions[id].name);
  }
}

static void check(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId clause = tree_child_of_kind(tree, node, NODE_EXPORT_CLAUSE);
  NodeId all = tree_child_of_kind(tree, node, NODE_NAMESPACE_EXPORT);
  NodeId declaration = tree_child(tree, node, FIELD_DECLARATION);
  bool has_source = tree_child(tree, node, FIELD_SOURCE) != NO_NODE;
  if (tree_child_of_kind(tree, node, TOKEN_DEFAULT_WORD)) {
    if (is_default_restricted(context, "direct")) report(context, node, DEFAULT);
  } else if (clause) {
    tree_each_named(tree, clause, specifier) check_specifier(context, specifier, has_source);
  } else if (all) {
    check_all(context, all);
  } else if (declaration) {
    check_declaration(context, declaration);
  }
}

const Rule rule_no_restricted_exports = {
    .name = "no-restricted-exports",
    .type = RULE_SUGGESTION,
    .summary = "Disallow exports with names that the options give",
    .why = "Some names mean something to who imports a module, such as `then` to `await "
           "import()`; a project can have its own.",
    .options = "{ restrictedNamedExports: string[], restrictedNamedExportsPattern: regex, "
               "restrictDefaultExports: { direct: boolean, named: boolean, defaultFrom: boolean, "
               "namedFrom: boolean, namespaceFrom: boolean } }",
    .messages = messages,
    .bad = EXAMPLES({"export const then = 1;", "[{\"restrictedNamedExports\": [\"then\"]}]"},
                    {"export default 1;", "[{\"restrictDefaultExports\": {\"direct\": true}}]"}),
    .good = EXAMPLES({"export const after = 1;", "[{\"restrictedNamedExports\": [\"then\"]}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .visits = VISITS({NODE_EXPORT_STATEMENT, check}),
};

// camelcase: names with underscores between their words.
#include "base/utf8.h"
#include "rules/denied_names.h"
#include "rules/import_options.h"
#include "rules/letter_case.h"
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/variables.h"

#include <stdlib.h>

enum { NOT_CAMEL_CASE, NOT_CAMEL_CASE_PRIVATE };

static const RuleMessage messages[] = {
    [NOT_CAMEL_CASE] = {"notCamelCase", "Identifier '{0}' is not in camel case."},
    [NOT_CAMEL_CASE_PRIVATE] = {"notCamelCasePrivate", "{0} is not in camel case."},
};

typedef struct Settings {
  OptionPatterns allowed;
} Settings;

// Names found so far: one node may be found as a key and as a variable.
typedef struct State {
  Array(NodeId) found;
} State;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  ((Settings *)settings)->allowed = option_patterns(arena, options[0], "allow");
}

// ---- Names

static bool has_small_letter(Text text) {
  uint32_t length;
  for (uint32_t i = 0; i < text.size; i += length) {
    if (letter_case(utf8_decode(text, i, &length)) < 0) return true;
  }
  return false;
}

// Whether there is an underscore inside of a name that is not all in capital letters.
static bool is_underscored(Text name) {
  if (text_find_byte(name, '_', 0) == TEXT_NOT_FOUND) return false;
  while (name.size && name.at[0] == '_') name = text_slice(name, 1, name.size);
  while (name.size && name.at[name.size - 1] == '_') name.size--;
  return text_find_byte(name, '_', 0) != TEXT_NOT_FOUND && has_small_letter(name);
}

static bool is_good(RuleContext *context, Text name) {
  if (!is_underscored(name)) return true;
  if (json_list_has(option_field(context, 0, "allow"), name)) return true;
  const Settings *settings = context->settings;
  return option_patterns_match(&settings->allowed, name);
}

static void check_name(RuleContext *context, NodeId name) {
  State *state = context->state;
  if (!is_good(context, bare_name(context->tree, name)))
    array_push(context->arena, &state->found, name);
}

// ---- Variables

// Whether a target has the name of the property that it gets: `{ a }`, `{ a: a = 1 }`.
static bool has_original_name(const Tree *tree, NodeId name) {
  NodeKind kind = tree_kind(tree, name);
  if (kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ||
      kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN)
    return true;
  NodeId value = name, pair = tree_node(tree, name)->parent;
  if (tree_kind(tree, pair) == NODE_ASSIGNMENT_PATTERN) {
    value = pair;
    pair = tree_node(tree, pair)->parent;
  }
  kind = tree_kind(tree, pair);
  if (kind != NODE_PAIR && kind != NODE_PAIR_PATTERN) return false;
  NodeId key = tree_child(tree, pair, FIELD_KEY);
  return tree_node(tree, value)->field == FIELD_VALUE &&
         tree_kind(tree, key) == NODE_PROPERTY_IDENTIFIER &&
         text_is(tree_text(tree, key), tree_text(tree, name));
}

static void check_variable(RuleContext *context, const VariableTable *table,
                           const Variable *variable) {
  const Tree *tree = context->tree;
  const Definition *definition = &table->definitions[variable->first_definition];
  if (is_good(context, variable->name)) return;
  if (definition->kind == DEFINITION_IMPORT) {
    bool is_plain = tree_kind(tree, definition->node) == NODE_IMPORT_SPECIFIER;
    if (is_plain && option_flag(context, 0, "ignoreImports")) {
      NodeId name = tree_child(tree, definition->node, FIELD_NAME);
      if (text_is(specifier_name(context->code, name), variable->name)) return;
    }
  } else if (option_flag(context, 0, "ignoreDestructuring") &&
             has_original_name(tree, definition->name)) {
    return;
  }
  check_name(context, definition->name);
}

// Whether a reference calls, is an argument, or is a default: it follows what others have named.
static bool is_let_through(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Node *at = tree_node(tree, tree_outside_parentheses(tree, node));
  NodeId call = at->parent;
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    if (at->field == FIELD_RIGHT) return true;
    return option_flag(context, 0, "ignoreDestructuring") && has_original_name(tree, node);
  case NODE_NEW_EXPRESSION: return true;
  case NODE_ARGUMENTS: call = tree_node(tree, at->parent)->parent; break;
  case NODE_CALL_EXPRESSION: break;
  default: return option_flag(context, 0, "ignoreDestructuring") && has_original_name(tree, node);
  }
  return is_plain_call(tree, call);
}

static void check_reference(RuleContext *context, const VariableTable *table,
                            const Reference *reference) {
  const Variable *variable = &table->variables[reference->variable];
  bool is_declared = reference->variable && variable->first_definition;
  if (!is_underscored(tree_text(context->tree, reference->node))) return;
  if (is_declared && (reference->flags & REFERENCE_INIT)) return;
  if (!is_declared && reference->variable && option_flag(context, 0, "ignoreGlobals")) return;
  if (!is_let_through(context, reference->node)) check_name(context, reference->node);
}

// ---- Properties

static void check_property(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!is_underscored(bare_name(tree, node))) return;
  if (text_is(json_text(option_field(context, 0, "properties")), TEXT("never"))) return;
  NodeId parent = tree_node(tree, node)->parent;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_MEMBER_EXPRESSION:
    if (tree_kind(tree, node) == NODE_PRIVATE_PROPERTY_IDENTIFIER ||
        !is_assigned_member(tree, parent))
      return;
    break;
  case NODE_FIELD_DEFINITION:
  case NODE_METHOD_DEFINITION:
  case NODE_OBJECT:
  case NODE_PAIR:
    if (is_import_option(tree, node)) return;
    break;
  default: return;
  }
  check_name(context, node);
}

// ---- Labels and exports

static void check_exported(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId name = tree_last_child(tree, node);
  if (is_identifier(tree, name, NULL)) check_name(context, name);
}

// ---- Reports

static int compare_nodes(const void *a, const void *b) {
  NodeId left = *(const NodeId *)a, right = *(const NodeId *)b;
  return (left > right) - (left < right);
}

static void end(RuleContext *context) {
  State *state = context->state;
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    if (table->variables[id].first_definition)
      check_variable(context, table, &table->variables[id]);
  }
  for (ReferenceId id = 1; id < table->reference_count; id++)
    check_reference(context, table, &table->references[id]);
  if (state->found.count) qsort(state->found.at, state->found.count, sizeof(NodeId), compare_nodes);
  for (uint32_t i = 0; i < state->found.count; i++) {
    NodeId node = state->found.at[i];
    if (i > 0 && state->found.at[i - 1] == node) continue;
    bool is_private = tree_kind(context->tree, node) == NODE_PRIVATE_PROPERTY_IDENTIFIER;
    report(context, node, is_private ? NOT_CAMEL_CASE_PRIVATE : NOT_CAMEL_CASE,
           tree_text(context->tree, node));
  }
}

const Rule rule_camelcase = {
    .name = "camelcase",
    .type = RULE_SUGGESTION,
    .summary = "Require names without underscores between words",
    .why = "JavaScript's own names are in camel case; one way of writing names is enough.",
    .options = "{ ignoreDestructuring: boolean = false, ignoreImports: boolean = false, "
               "ignoreGlobals: boolean = false, properties: 'always' | 'never' = always, allow: "
               "regex[] = [] }",
    .messages = messages,
    .bad = EXAMPLES({"const first_name = read();"}, {"user.first_name = read();"}),
    .good = EXAMPLES({"const firstName = read();"}, {"const MAX_SIZE = 9;"},
                     {"user.first_name = read();", "[{\"properties\": \"never\"}]"}),
    .settings_size = sizeof(Settings),
    .state_size = sizeof(State),
    .configure = configure,
    .visits =
        VISITS({NODE_PROPERTY_IDENTIFIER, check_property},
               {NODE_PRIVATE_PROPERTY_IDENTIFIER, check_property},
               {NODE_SHORTHAND_PROPERTY_IDENTIFIER, check_property},
               {NODE_STATEMENT_IDENTIFIER, check_name}, {NODE_EXPORT_SPECIFIER, check_exported},
               {NODE_NAMESPACE_EXPORT, check_exported}),
    .end = end,
};

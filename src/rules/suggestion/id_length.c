// id-length: names that are too short or too long.
#include "rules/graphemes.h"
#include "rules/import_options.h"
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/static_names.h"

enum { TOO_SHORT, TOO_SHORT_PRIVATE, TOO_LONG, TOO_LONG_PRIVATE };

static const RuleMessage messages[] = {
    [TOO_SHORT] = {"tooShort", "Identifier name '{0}' is too short (< {1})."},
    [TOO_SHORT_PRIVATE] = {"tooShortPrivate", "Identifier name '#{0}' is too short (< {1})."},
    [TOO_LONG] = {"tooLong", "Identifier name '{0}' is too long (> {1})."},
    [TOO_LONG_PRIVATE] = {"tooLongPrivate", "Identifier name '#{0}' is too long (> {1})."},
};

typedef struct Settings {
  double least, most; // most < 0: no limit
  bool has_properties;
  OptionPatterns exceptions;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *out = settings;
  out->exceptions = option_patterns(arena, options[0], "exceptionPatterns");
  const Json *least = json_get(options[0], TEXT("min")), *most = json_get(options[0], TEXT("max"));
  out->least = least ? least->number : 2;
  out->most = most ? most->number : -1;
  out->has_properties =
      !text_is(json_text(json_get(options[0], TEXT("properties"))), TEXT("never"));
}

static bool is_exception(RuleContext *context, Text name) {
  const Settings *settings = context->settings;
  if (json_list_has(option_field(context, 0, "exceptions"), name)) return true;
  return option_patterns_match(&settings->exceptions, name);
}

// ---- Which names count

// `a.b = c`, `{ x: a.b } = c`: both names of the member.
static bool is_written(const Tree *tree, NodeId member) {
  const Node *at = tree_node(tree, tree_outside_parentheses(tree, member));
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return at->field == FIELD_LEFT;
  case NODE_PAIR_PATTERN: {
    NodeId pattern = tree_node(tree, at->parent)->parent;
    NodeId around = tree_node(tree, pattern)->parent;
    return at->field == FIELD_VALUE && tree_kind(tree, around) == NODE_ASSIGNMENT_EXPRESSION;
  }
  default: return false;
  }
}

static bool has_name(const Tree *tree, NodeId node, NodeId name) {
  return node && text_is(tree_text(tree, node), tree_text(tree, name));
}

static bool counts_in_pair(RuleContext *context, NodeId node, const Node *at) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeId key = tree_child(tree, at->parent, FIELD_KEY);
  NodeId value = tree_child(tree, at->parent, FIELD_VALUE);
  if (tree_kind(tree, at->parent) == NODE_PAIR)
    return settings->has_properties && has_name(tree, key, node) &&
           tree_kind(tree, key) == NODE_PROPERTY_IDENTIFIER;
  bool is_same = has_name(tree, key, value) && is_identifier(tree, value, NULL) &&
                 tree_kind(tree, key) == NODE_PROPERTY_IDENTIFIER;
  return is_same ? node == key && settings->has_properties : node == value;
}

static bool counts_in_import(RuleContext *context, NodeId node, NodeId specifier) {
  const Tree *tree = context->tree;
  NodeId alias = tree_child(tree, specifier, FIELD_ALIAS);
  if (alias != node) return false;
  Text imported = specifier_name(context->code, tree_child(tree, specifier, FIELD_NAME));
  return !text_is(imported, tree_text(tree, alias));
}

static bool counts(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  const Node *at = tree_node(tree, tree_outside_parentheses(tree, node));
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_ARRAY_PATTERN:
  case NODE_ARROW_FUNCTION:
  case NODE_CATCH_CLAUSE:
  case NODE_CLASS_DECLARATION:
  case NODE_FIELD_DEFINITION:
  case NODE_FORMAL_PARAMETERS:
  case NODE_FUNCTION_DECLARATION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_IMPORT_CLAUSE:
  case NODE_NAMESPACE_IMPORT:
  case NODE_REST_PATTERN: return true;
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN: return at->field == FIELD_LEFT;
  case NODE_CLASS_HERITAGE: {
    NodeId class = tree_node(tree, at->parent)->parent;
    return tree_kind(tree, class) == NODE_CLASS_DECLARATION;
  }
  case NODE_COMPUTED_PROPERTY_NAME: {
    NodeId member = tree_node(tree, at->parent)->parent;
    NodeKind kind = tree_kind(tree, member);
    bool is_object = tree_kind(tree, tree_node(tree, member)->parent) == NODE_OBJECT;
    return kind == NODE_FIELD_DEFINITION || (kind == NODE_METHOD_DEFINITION && !is_object);
  }
  case NODE_FOR_IN_STATEMENT:
    return at->field == FIELD_LEFT && tree_child(tree, at->parent, FIELD_KIND);
  case NODE_IMPORT_SPECIFIER: return counts_in_import(context, node, at->parent);
  case NODE_MEMBER_EXPRESSION: return settings->has_properties && is_written(tree, at->parent);
  case NODE_METHOD_DEFINITION: {
    bool is_object = tree_kind(tree, tree_node(tree, at->parent)->parent) == NODE_OBJECT;
    return !is_object || settings->has_properties;
  }
  case NODE_OBJECT:
  case NODE_OBJECT_PATTERN: return settings->has_properties;
  case NODE_PAIR:
  case NODE_PAIR_PATTERN: return !is_import_option(tree, node) && counts_in_pair(context, node, at);
  case NODE_VARIABLE_DECLARATOR: return at->field == FIELD_NAME;
  default: return false;
  }
}

static void check(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  Text name = bare_name(tree, node);
  bool is_private = tree_kind(tree, node) == NODE_PRIVATE_PROPERTY_IDENTIFIER;
  if (name.size >= settings->least * 4 && settings->most < 0) return;
  uint32_t count = count_graphemes(name);
  bool is_short = count < settings->least, is_long = settings->most >= 0 && count > settings->most;
  if ((!is_short && !is_long) || is_exception(context, name) || !counts(context, node)) return;
  int message = is_short ? TOO_SHORT : TOO_LONG;
  Text limit = text_format(context->arena, "%g", is_short ? settings->least : settings->most);
  report(context, node, is_private ? message + 1 : message, name, limit);
}

const Rule rule_id_length = {
    .name = "id-length",
    .type = RULE_SUGGESTION,
    .summary = "Require names of a length",
    .why = "Names of one letter say little, and very long ones are hard to read.",
    .options = "{ min: integer = 2, max: integer, properties: 'always' | 'never' = always, "
               "exceptions: string[] = [], exceptionPatterns: regex[] = [] }",
    .messages = messages,
    .bad = EXAMPLES({"const n = 5;"}, {"const numberOfItems = 5;", "[{\"max\": 8}]"}),
    .good = EXAMPLES({"const count = 5;"}, {"const n = 5;", "[{\"exceptions\": [\"n\"]}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .visits = VISITS({NODE_IDENTIFIER, check}, {NODE_PROPERTY_IDENTIFIER, check},
                     {NODE_PRIVATE_PROPERTY_IDENTIFIER, check}, {NODE_UNDEFINED, check},
                     {NODE_SHORTHAND_PROPERTY_IDENTIFIER, check},
                     {NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN, check}),
};

// id-match: names that fit a pattern.
#include "base/pattern.h"
#include "rules/denied_names.h"
#include "rules/import_options.h"
#include "rules/rule.h"
#include "rules/static_names.h"

enum { NOT_MATCH, NOT_MATCH_PRIVATE };

static const RuleMessage messages[] = {
    [NOT_MATCH] = {"notMatch", "Identifier '{0}' does not match the pattern '{1}'."},
    [NOT_MATCH_PRIVATE] = {"notMatchPrivate",
                           "Identifier '#{0}' does not match the pattern '{1}'."},
};

typedef struct Settings {
  const Pattern *pattern;
  Text source;
  bool has_properties, has_fields, only_declarations, ignores_destructuring;
} Settings;

static bool read_flag(const Json *options, const char *key) {
  return json_is(json_get(options, text_of(key)), JSON_TRUE);
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  PatternProblem problem;
  made->source = json_text(options[0]);
  if (made->source.size) made->pattern = pattern_make(arena, made->source, &problem);
  const Json *given = options[0] ? options[1] : NULL;
  made->has_properties = read_flag(given, "properties");
  made->has_fields = read_flag(given, "classFields");
  made->only_declarations = read_flag(given, "onlyDeclarations");
  made->ignores_destructuring = read_flag(given, "ignoreDestructuring");
}

static bool is_in_pattern(const Tree *tree, NodeId node) {
  for (NodeId at = node; at != NODE_ROOT; at = tree_node(tree, at)->parent) {
    NodeKind kind = tree_kind(tree, at);
    if (kind == NODE_OBJECT_PATTERN) return true;
    if (kind_is_statement(kind)) return false;
  }
  return false;
}

static bool is_named(const Tree *tree, NodeId node, Text name) {
  NodeKind kind = tree_kind(tree, node);
  bool is_name = kind == NODE_IDENTIFIER || kind == NODE_PROPERTY_IDENTIFIER;
  return is_name && text_is(tree_text(tree, node), name);
}

// ---- Places

static bool counts_in_member(RuleContext *context, NodeId node, NodeId member) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  Text name = tree_text(tree, node);
  if (!settings->has_properties) return false;
  if (is_named(tree, estree_child(tree, member, FIELD_OBJECT), name)) return true;
  NodeId assignment = estree_parent(tree, member);
  NodeKind kind = tree_kind(tree, assignment);
  if (kind != NODE_ASSIGNMENT_EXPRESSION && kind != NODE_AUGMENTED_ASSIGNMENT_EXPRESSION)
    return false;
  NodeId left = estree_child(tree, assignment, FIELD_LEFT);
  NodeId property = tree_child(tree, left, FIELD_PROPERTY);
  NodeId index = estree_child(tree, left, FIELD_INDEX);
  if (is_named(tree, property ? property : index, name)) return true;
  NodeKind right = tree_kind(tree, estree_child(tree, assignment, FIELD_RIGHT));
  return !estree_is_member(right);
}

// A property, or the target of a default.
static bool counts_in_property(RuleContext *context, NodeId node, bool is_computed) {
  const Settings *settings = context->settings;
  if (!settings->has_properties && !is_computed) return false;
  return !(settings->ignores_destructuring && is_in_pattern(context->tree, node));
}

static bool counts_in_pair_pattern(RuleContext *context, NodeId node, NodeId pair) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeId key = tree_child(tree, pair, FIELD_KEY), value = tree_child(tree, pair, FIELD_VALUE);
  bool is_same = is_identifier(tree, value, NULL) && is_named(tree, key, tree_text(tree, value));
  if (is_same) return !settings->ignores_destructuring;
  return node == value;
}

static bool counts_elsewhere(RuleContext *context, NodeKind parent) {
  const Settings *settings = context->settings;
  switch ((int)parent) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_VARIABLE_DECLARATOR: return true;
  default: return !settings->only_declarations;
  }
}

static bool is_in_object(const Tree *tree, NodeId member) {
  return tree_kind(tree, tree_node(tree, member)->parent) == NODE_OBJECT;
}

// Where a computed key stands.
static bool counts_as_computed(RuleContext *context, NodeId node, NodeId member) {
  const Settings *settings = context->settings;
  switch ((int)tree_kind(context->tree, member)) {
  case NODE_FIELD_DEFINITION: return settings->has_fields;
  case NODE_PAIR: return !settings->only_declarations && counts_in_property(context, node, true);
  case NODE_PAIR_PATTERN: return false;
  default:
    return is_in_object(context->tree, member) ? counts_in_property(context, node, true)
                                               : counts_elsewhere(context, NODE_METHOD_DEFINITION);
  }
}

static bool counts_in_call(RuleContext *context, NodeId call) {
  return !is_plain_call(context->tree, call) && counts_elsewhere(context, NODE_CALL_EXPRESSION);
}

static bool counts_in_for(RuleContext *context, NodeId loop, NodeField field) {
  bool declares = field == FIELD_LEFT && tree_child(context->tree, loop, FIELD_KIND);
  return counts_elsewhere(context, declares ? NODE_VARIABLE_DECLARATOR : NODE_FOR_IN_STATEMENT);
}

static bool counts(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  const Node *at = tree_node(tree, tree_outside_parentheses(tree, node));
  NodeId around = tree_node(tree, at->parent)->parent;
  NodeKind kind = tree_kind(tree, at->parent);
  bool is_pair_computed =
      tree_kind(tree, tree_child(tree, at->parent, FIELD_KEY)) == NODE_COMPUTED_PROPERTY_NAME;
  switch ((int)kind) {
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: return counts_in_member(context, node, at->parent);
  case NODE_OBJECT: return counts_in_property(context, node, false);
  case NODE_OBJECT_PATTERN: return !settings->ignores_destructuring;
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    return at->field == FIELD_LEFT && !settings->ignores_destructuring;
  case NODE_ASSIGNMENT_PATTERN:
    return at->field == FIELD_LEFT && !settings->only_declarations &&
           counts_in_property(context, node, false);
  case NODE_PAIR:
    if (settings->only_declarations && (at->field != FIELD_KEY || is_pair_computed)) return false;
    return !is_import_option(tree, node) && counts_in_property(context, node, is_pair_computed);
  case NODE_PAIR_PATTERN: return counts_in_pair_pattern(context, node, at->parent);
  case NODE_COMPUTED_PROPERTY_NAME: return counts_as_computed(context, node, around);
  case NODE_METHOD_DEFINITION:
    return is_in_object(tree, at->parent) ? counts_in_property(context, node, false)
                                          : counts_elsewhere(context, kind);
  case NODE_FIELD_DEFINITION: return settings->has_fields;
  case NODE_IMPORT_SPECIFIER: {
    NodeId alias = tree_child(tree, at->parent, FIELD_ALIAS);
    return !alias || is_named(tree, alias, tree_text(tree, node));
  }
  case NODE_IMPORT_CLAUSE:
  case NODE_NAMESPACE_IMPORT: return true;
  case NODE_CALL_EXPRESSION: return counts_in_call(context, at->parent);
  case NODE_ARGUMENTS:
    return tree_kind(tree, around) == NODE_CALL_EXPRESSION && counts_in_call(context, around);
  case NODE_NEW_EXPRESSION:
  case NODE_IMPORT_ATTRIBUTE: return false;
  case NODE_FOR_IN_STATEMENT: return counts_in_for(context, at->parent, at->field);
  case NODE_FORMAL_PARAMETERS: return counts_elsewhere(context, tree_kind(tree, around));
  default: return counts_elsewhere(context, kind);
  }
}

static void check(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  Text name = tree_text(context->tree, node);
  if (!settings->pattern || pattern_matches(settings->pattern, name)) return;
  if (counts(context, node) && !names_global(context->code, node))
    report(context, node, NOT_MATCH, name, settings->source);
}

static void check_private(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  Text name = bare_name(tree, node);
  bool is_field = tree_kind(tree, tree_node(tree, node)->parent) == NODE_FIELD_DEFINITION;
  if (!settings->pattern || (is_field && !settings->has_fields)) return;
  if (!pattern_matches(settings->pattern, name))
    report(context, node, NOT_MATCH_PRIVATE, name, settings->source);
}

const Rule rule_id_match = {
    .name = "id-match",
    .type = RULE_SUGGESTION,
    .summary = "Require names that fit a pattern",
    .why = "A project may write its names in a way of its own, and have it checked.",
    .options = "regex, { properties: boolean = false, classFields: boolean = false, "
               "onlyDeclarations: boolean = false, ignoreDestructuring: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const first_name = read();", "[\"^[a-zA-Z]+$\"]"}),
    .good = EXAMPLES({"const firstName = read();", "[\"^[a-zA-Z]+$\"]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .visits = VISITS(
        {NODE_IDENTIFIER, check}, {NODE_UNDEFINED, check}, {NODE_PROPERTY_IDENTIFIER, check},
        {NODE_PRIVATE_PROPERTY_IDENTIFIER, check_private},
        {NODE_SHORTHAND_PROPERTY_IDENTIFIER, check},
        {NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN, check}, {NODE_STATEMENT_IDENTIFIER, check}),
};

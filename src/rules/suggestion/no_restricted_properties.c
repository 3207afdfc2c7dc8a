// no-restricted-properties: properties that a project does not want to be used.
#include "base/buffer.h"
#include "rules/rule.h"
#include "rules/static_names.h"

enum { OBJECT_PROPERTY, PROPERTY };

static const RuleMessage messages[] = {
    [OBJECT_PROPERTY] = {"restrictedObjectProperty",
                         "'{0}.{1}' is restricted from being used.{2}{3}"},
    [PROPERTY] = {"restrictedProperty", "'{0}' is restricted from being used.{1}{2}"},
};

static Text message_of(RuleContext *context, const Json *entry) {
  const Json *message = json_get(entry, TEXT("message"));
  return message ? text_format(context->arena, " %.*s", TEXT_ARGS(message->text)) : TEXT("");
}

static Text join(RuleContext *context, const Json *list) {
  Buffer out = {.arena = context->arena};
  for (const Json *each = list->first_child; each; each = each->next) {
    buffer_add_text(&out, each->text);
    if (each->next) buffer_add_literal(&out, ", ");
  }
  return buffer_text(&out);
}

// " Only these properties are allowed: a, b." where the entry has a list.
static Text allowed_of(RuleContext *context, const Json *entry, const char *key, const char *what) {
  const Json *list = json_get(entry, text_of(key));
  if (!list) return TEXT("");
  return text_format(context->arena, " Only these %s are allowed: %.*s.", what,
                     TEXT_ARGS(join(context, list)));
}

static bool check_entry(RuleContext *context, NodeId node, const Json *entry, Text object,
                        Text property) {
  const Json *of = json_get(entry, TEXT("object")), *name = json_get(entry, TEXT("property"));
  if (name && !text_is(name->text, property)) return false;
  if (of) {
    if (!object.at || !text_is(of->text, object) ||
        json_list_has(json_get(entry, TEXT("allowProperties")), property))
      return false;
    Text allowed = name ? TEXT("") : allowed_of(context, entry, "allowProperties", "properties");
    report(context, node, OBJECT_PROPERTY, object, property, allowed, message_of(context, entry));
    return true;
  }
  if (!name || (object.at && json_list_has(json_get(entry, TEXT("allowObjects")), object)))
    return false;
  Text allowed =
      json_get(entry, TEXT("allowObjects"))
          ? text_format(context->arena, " Property '%.*s' is only allowed on these objects: %.*s.",
                        TEXT_ARGS(property),
                        TEXT_ARGS(join(context, json_get(entry, TEXT("allowObjects")))))
          : TEXT("");
  report(context, node, PROPERTY, property, allowed, message_of(context, entry));
  return true;
}

// An entry for the object and the property comes before one for the object, and that before one
// for the property alone.
static void check_access(RuleContext *context, NodeId node, Text object, Text property) {
  for (int pass = 0; pass < 3; pass++) {
    for (uint32_t i = 0; context->options[i]; i++) {
      const Json *entry = context->options[i];
      bool has_object = json_get(entry, TEXT("object")),
           has_name = json_get(entry, TEXT("property"));
      int rank = has_object ? (has_name ? 0 : 1) : 2;
      if (rank != pass) continue;
      if (check_entry(context, node, entry, object, property) && rank < 2) break;
    }
  }
}

static void check_member(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!context->options[0]) return;
  NodeId object = estree_child(tree, node, FIELD_OBJECT),
         property = tree_child(tree, node, FIELD_PROPERTY);
  Text name;
  if (tree_kind(tree, property) == NODE_PRIVATE_PROPERTY_IDENTIFIER ||
      !static_member_name(context->code, node, &name))
    return;
  Text of = is_identifier(tree, object, NULL) ? tree_text(tree, object) : (Text){0};
  check_access(context, node, of, name);
}

// ---- Patterns: const { a } = b

static void check_pattern(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!context->options[0]) return;
  NodeId parent = tree_node(tree, node)->parent;
  NodeKind kind = tree_kind(tree, parent);
  NodeField field = kind == NODE_VARIABLE_DECLARATOR ? FIELD_VALUE : FIELD_RIGHT;
  bool is_known = kind == NODE_VARIABLE_DECLARATOR || kind == NODE_ASSIGNMENT_EXPRESSION ||
                  kind == NODE_ASSIGNMENT_PATTERN;
  NodeId value = is_known ? estree_child(tree, parent, field) : NO_NODE;
  Text object = is_identifier(tree, value, NULL) ? tree_text(tree, value) : (Text){0};
  tree_each_named(tree, node, property) {
    NodeId key = property;
    if (tree_kind(tree, property) == NODE_PAIR_PATTERN) key = tree_child(tree, property, FIELD_KEY);
    if (tree_kind(tree, property) == NODE_OBJECT_ASSIGNMENT_PATTERN)
      key = tree_child(tree, property, FIELD_LEFT);
    Text name;
    if (tree_kind(tree, property) != NODE_REST_PATTERN &&
        static_key_name(context->code, key, &name))
      check_access(context, node, object, name);
  }
}

const Rule rule_no_restricted_properties = {
    .name = "no-restricted-properties",
    .type = RULE_SUGGESTION,
    .summary = "Disallow properties that the options name",
    .why = "A project may have better ways than some property, and say so where it is used.",
    .options = "{ object: string, property: string, message: string, allowProperties: string[], "
               "allowObjects: string[] }...",
    .messages = messages,
    .bad = EXAMPLES({"math.pow(2, 3);", "[{\"object\": \"math\", \"property\": \"pow\"}]"}),
    .good = EXAMPLES({"math.max(2, 3);", "[{\"object\": \"math\", \"property\": \"pow\"}]"}),
    .visits =
        VISITS({NODE_MEMBER_EXPRESSION, check_member}, {NODE_SUBSCRIPT_EXPRESSION, check_member},
               {NODE_OBJECT_PATTERN, check_pattern}),
};

// accessor-pairs: a setter without a getter, or the other way round.
#include "rules/accessor_pairs.h"
#include "rules/functions.h"
#include "rules/rule.h"

enum {
  NO_GETTER_IN_DESCRIPTOR,
  NO_SETTER_IN_DESCRIPTOR,
  NO_GETTER_IN_OBJECT,
  NO_SETTER_IN_OBJECT,
  NO_GETTER_IN_CLASS,
  NO_SETTER_IN_CLASS,
};

static const RuleMessage messages[] = {
    [NO_GETTER_IN_DESCRIPTOR] = {"missingGetterInPropertyDescriptor",
                                 "Getter is not present in property descriptor."},
    [NO_SETTER_IN_DESCRIPTOR] = {"missingSetterInPropertyDescriptor",
                                 "Setter is not present in property descriptor."},
    [NO_GETTER_IN_OBJECT] = {"missingGetterInObjectLiteral", "Getter is not present for {0}."},
    [NO_SETTER_IN_OBJECT] = {"missingSetterInObjectLiteral", "Setter is not present for {0}."},
    [NO_GETTER_IN_CLASS] = {"missingGetterInClass", "Getter is not present for class {0}."},
    [NO_SETTER_IN_CLASS] = {"missingSetterInClass", "Setter is not present for class {0}."},
};

static void check_members(RuleContext *context, NodeId node, int no_getter, int no_setter) {
  Accessors accessors;
  accessors_read(context->code, node, &accessors);
  bool wants_getter = option_flag(context, 0, "setWithoutGet"),
       wants_setter = option_flag(context, 0, "getWithoutSet");
  for (uint32_t i = 0; i < accessors.items.count; i++) {
    const Accessor *accessor = &accessors.items.at[i];
    const AccessorProperty *property = &accessors.properties.at[accessor->property];
    bool is_alone = accessor->is_setter ? wants_getter && property->getter_count == 0
                                        : wants_setter && property->setter_count == 0;
    if (is_alone)
      report_span(context, function_head(context->code, accessor->node),
                  accessor->is_setter ? no_getter : no_setter,
                  function_title(context->code, accessor->node));
  }
}

// ---- Descriptors: Object.defineProperty(a, "b", { … })

// Whether a node is the argument in place `index` of a call of `object.method`.
static bool is_argument(RuleContext *context, NodeId node, uint32_t index, const char *object,
                        const char *method) {
  const Tree *tree = context->tree;
  NodeId outside = tree_outside_parentheses(tree, node);
  NodeId arguments = tree_node(tree, outside)->parent;
  if (tree_kind(tree, arguments) != NODE_ARGUMENTS) return false;
  NodeId called = called_function(tree, tree_node(tree, arguments)->parent);
  if (!called || !is_member_of(context->code, called, object, method)) return false;
  if (!is_global(context->code, estree_child(tree, called, FIELD_OBJECT), object)) return false;
  NodeId at = tree_first_named(tree, arguments);
  while (at && index--) at = tree_next_named(tree, at);
  return at == outside;
}

static bool is_descriptor(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (is_argument(context, node, 2, "Object", "defineProperty") ||
      is_argument(context, node, 2, "Reflect", "defineProperty"))
    return true;
  NodeId outside = tree_outside_parentheses(tree, node);
  NodeId pair = tree_node(tree, outside)->parent;
  if (tree_kind(tree, pair) != NODE_PAIR || tree_node(tree, outside)->field != FIELD_VALUE)
    return false;
  NodeId object = tree_node(tree, pair)->parent;
  return is_argument(context, object, 1, "Object", "create") ||
         is_argument(context, object, 1, "Object", "defineProperties");
}

static bool is_plain_property(const Tree *tree, NodeId member, NodeId *key) {
  NodeId first = tree_first_child(tree, member);
  switch ((int)tree_kind(tree, member)) {
  case NODE_PAIR: *key = tree_child(tree, member, FIELD_KEY); return true;
  case NODE_METHOD_DEFINITION:
    *key = tree_child(tree, member, FIELD_NAME);
    return tree_kind(tree, first) != TOKEN_GET_WORD && tree_kind(tree, first) != TOKEN_SET_WORD;
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER: *key = member; return true;
  default: return false;
  }
}

static void check_descriptor(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool has_getter = false, has_setter = false;
  tree_each_named(tree, node, member) {
    NodeId key;
    Text name;
    if (!is_plain_property(tree, member, &key) || !static_key_name(context->code, key, &name))
      continue;
    has_getter = has_getter || text_is(name, TEXT("get"));
    has_setter = has_setter || text_is(name, TEXT("set"));
  }
  if (option_flag(context, 0, "setWithoutGet") && has_setter && !has_getter)
    report(context, node, NO_GETTER_IN_DESCRIPTOR);
  else if (option_flag(context, 0, "getWithoutSet") && has_getter && !has_setter)
    report(context, node, NO_SETTER_IN_DESCRIPTOR);
}

static void check_object(RuleContext *context, NodeId node) {
  check_members(context, node, NO_GETTER_IN_OBJECT, NO_SETTER_IN_OBJECT);
  if (is_descriptor(context, node)) check_descriptor(context, node);
}

static void check_class(RuleContext *context, NodeId node) {
  if (option_flag(context, 0, "enforceForClassMembers"))
    check_members(context, node, NO_GETTER_IN_CLASS, NO_SETTER_IN_CLASS);
}

const Rule rule_accessor_pairs = {
    .name = "accessor-pairs",
    .type = RULE_SUGGESTION,
    .summary = "Require a getter beside each setter",
    .why = "A property that can be set and not read is most often an oversight: its value is "
           "undefined to everybody.",
    .options = "{ getWithoutSet: boolean = false, setWithoutGet: boolean = true, "
               "enforceForClassMembers: boolean = true, enforceForTSTypes: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const box = { set size(n) { this.n = n; } };"},
                    {"class Box { get size() { return 1; } }", "[{\"getWithoutSet\": true}]"}),
    .good =
        EXAMPLES({"const box = { set size(n) { this.n = n; }, get size() { return this.n; } };"}),
    .visits = VISITS({NODE_OBJECT, check_object}, {NODE_CLASS_BODY, check_class}),
};

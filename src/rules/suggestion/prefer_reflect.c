// prefer-reflect: functions that `Reflect` has a better form of.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { PREFER };

static const RuleMessage messages[] = {
    [PREFER] = {"preferReflect", "Avoid using {0}, instead use {1}."},
};

static const struct {
  const char *name, *existing, *better;
} methods[] = {
    {"apply", "Function.prototype.apply", "Reflect.apply"},
    {"call", "Function.prototype.call", "Reflect.apply"},
    {"defineProperty", "Object.defineProperty", "Reflect.defineProperty"},
    {"getOwnPropertyDescriptor", "Object.getOwnPropertyDescriptor",
     "Reflect.getOwnPropertyDescriptor"},
    {"getPrototypeOf", "Object.getPrototypeOf", "Reflect.getPrototypeOf"},
    {"setPrototypeOf", "Object.setPrototypeOf", "Reflect.setPrototypeOf"},
    {"isExtensible", "Object.isExtensible", "Reflect.isExtensible"},
    {"getOwnPropertyNames", "Object.getOwnPropertyNames", "Reflect.getOwnPropertyNames"},
    {"preventExtensions", "Object.preventExtensions", "Reflect.preventExtensions"},
};

static bool is_exception(RuleContext *context, const char *name) {
  return json_list_has(option_field(context, 0, "exceptions"), text_of(name));
}

// What follows the dot; also a name in brackets, whatever it holds.
static Text property_of(const Tree *tree, NodeId member) {
  NodeId property = tree_child(tree, member, FIELD_PROPERTY);
  if (tree_kind(tree, member) == NODE_SUBSCRIPT_EXPRESSION) {
    property = estree_child(tree, member, FIELD_INDEX);
    if (!is_identifier(tree, property, NULL)) return TEXT("");
  }
  Text name = tree_text(tree, property);
  return name.size && name.at[0] == '#' ? text_slice(name, 1, name.size) : name;
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  NodeKind kind = tree_kind(tree, callee);
  if (!estree_is_member(kind)) return;
  Text name = property_of(tree, callee);
  for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
    if (!text_is(name, text_of(methods[i].name))) continue;
    if (is_exception(context, methods[i].name) ||
        is_identifier(tree, estree_child(tree, callee, FIELD_OBJECT), "Reflect"))
      return;
    report(context, node, PREFER, text_of(methods[i].existing), text_of(methods[i].better));
    return;
  }
}

static void check_unary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (estree_operator(tree, node) != TOKEN_DELETE_WORD) return;
  if (is_identifier(tree, estree_child(tree, node, FIELD_ARGUMENT), NULL) ||
      is_exception(context, "delete"))
    return;
  report(context, node, PREFER, TEXT("the delete keyword"), TEXT("Reflect.deleteProperty"));
}

const Rule rule_prefer_reflect = {
    .name = "prefer-reflect",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Require methods of `Reflect` where there are older ways",
    .why = "`Reflect` tells by its result whether it worked, and has all such functions in one "
           "place.",
    .options = "{ exceptions: ('apply' | 'call' | 'delete' | 'defineProperty' | "
               "'getOwnPropertyDescriptor' | 'getPrototypeOf' | 'setPrototypeOf' | 'isExtensible' "
               "| 'getOwnPropertyNames' | 'preventExtensions')[] }",
    .messages = messages,
    .bad = EXAMPLES({"run.apply(undefined, list);"}, {"delete user.name;"}),
    .good = EXAMPLES({"Reflect.apply(run, undefined, list);"},
                     {"delete user.name;", "[{\"exceptions\": [\"delete\"]}]"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}, {NODE_UNARY_EXPRESSION, check_unary}),
};

// no-prototype-builtins: `a.hasOwnProperty(b)`, where `a` may have no such method, or another one.
#include "rules/functions.h"
#include "rules/rule.h"

enum { BUILTIN };

static const RuleMessage messages[] = {
    [BUILTIN] = {"prototypeBuildIn",
                 "Do not access Object.prototype method '{0}' from target object."},
};

static bool is_builtin(Text name) {
  return text_is(name, TEXT("hasOwnProperty")) || text_is(name, TEXT("isPrototypeOf")) ||
         text_is(name, TEXT("propertyIsEnumerable"));
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  Text name;
  if (!callee || !static_member_name(context->code, callee, &name) || !is_builtin(name)) return;
  NodeId property = tree_child(tree, callee, FIELD_PROPERTY);
  if (!property) property = estree_child(tree, callee, FIELD_INDEX);
  report(context, property, BUILTIN, name);
}

const Rule rule_no_prototype_builtins = {
    .name = "no-prototype-builtins",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow calling methods of `Object.prototype` on objects directly",
    .why = "An object made by `Object.create(null)` has no `hasOwnProperty`, and one that comes "
           "from outside may bring another one. `Object.hasOwn` asks without the object's help.",
    .messages = messages,
    .bad = EXAMPLES({"if (config.hasOwnProperty(\"port\")) listen();"}),
    .good = EXAMPLES({"if (Object.hasOwn(config, \"port\")) listen();"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};

// no-prototype-builtins: `a.hasOwnProperty(b)`, where `a` may have no such method, or another one.
#include "rules/functions.h"
#include "rules/rule.h"

enum { BUILTIN, CALL_PROTOTYPE };

static const RuleMessage messages[] = {
    [BUILTIN] = {"prototypeBuildIn",
                 "Do not access Object.prototype method '{0}' from target object."},
    [CALL_PROTOTYPE] = {"callObjectPrototype", "Call Object.prototype.{0} explicitly."},
};

static bool is_builtin(Text name) {
  return text_is(name, TEXT("hasOwnProperty")) || text_is(name, TEXT("isPrototypeOf")) ||
         text_is(name, TEXT("propertyIsEnumerable"));
}

static bool has_question(const Tree *tree, NodeId link) {
  return tree_child_of_kind(tree, link, NODE_OPTIONAL_CHAIN) != NO_NODE;
}

// Whether the call, or a link of the chain that it ends, runs only if there is something: links in
// parentheses in front of it are a chain of their own.
static bool is_optional(const Tree *tree, NodeId call, NodeId callee) {
  if (has_question(tree, call)) return true;
  for (NodeId at = callee; kind_is_link(tree_kind(tree, at));) {
    if (has_question(tree, at)) return true;
    bool is_call = tree_kind(tree, at) == NODE_CALL_EXPRESSION;
    at = tree_child(tree, at, is_call ? FIELD_FUNCTION : FIELD_OBJECT);
  }
  return false;
}

// `a.hasOwnProperty(b)` as `Object.prototype.hasOwnProperty.call(a, b)`.
static void suggest_call(RuleContext *context, RuleReport *made, NodeId node, NodeId callee) {
  const Tree *tree = context->tree;
  Arena *arena = context->arena;
  NodeId object = tree_child(tree, callee, FIELD_OBJECT);
  NodeId inside = tree_inside_parentheses(tree, object);
  if (tree_kind(tree, inside) == NODE_SUPER || is_optional(tree, node, callee)) return;
  if (!sees_global(context->code, node, TEXT("Object"))) return;
  Text name;
  static_member_name(context->code, callee, &name);
  RuleSuggestion *suggestion = suggest(context, made, CALL_PROTOTYPE, name);
  NodeId arguments = tree_child(tree, node, FIELD_ARGUMENTS);
  uint32_t open = tree_node(tree, arguments)->start + 1;
  bool is_list = tree_kind(tree, inside) == NODE_SEQUENCE_EXPRESSION;
  Text first = tree_text(tree, is_list ? tree_node(tree, inside)->parent : inside);
  if (tree_first_named(tree, arguments)) first = text_concat(arena, first, TEXT(", "));
  Text called = text_concat(arena, TEXT("Object.prototype."), name, TEXT(".call"));
  Span span = {tree_node(tree, callee)->start, tree_node(tree, callee)->end};
  edits_replace(&suggestion->edits, arena, span, called);
  edits_replace(&suggestion->edits, arena, (Span){open, open}, first);
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  Text name;
  if (!callee || !static_member_name(context->code, callee, &name) || !is_builtin(name)) return;
  NodeId property = tree_child(tree, callee, FIELD_PROPERTY);
  if (!property) property = estree_child(tree, callee, FIELD_INDEX);
  suggest_call(context, report(context, property, BUILTIN, name), node, callee);
}

const Rule rule_no_prototype_builtins = {
    .name = "no-prototype-builtins",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow calling methods of `Object.prototype` on objects directly",
    .why = "An object made by `Object.create(null)` has no `hasOwnProperty`, and one that comes "
           "from outside may bring another one. `Object.hasOwn` asks without the object's help.",
    .messages = messages,
    .bad = EXAMPLES({"if (config.hasOwnProperty(\"port\")) listen();"}),
    .good = EXAMPLES({"if (Object.hasOwn(config, \"port\")) listen();"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};

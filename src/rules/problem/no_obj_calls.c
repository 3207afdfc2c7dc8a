// no-obj-calls: calls of the platform's objects that are no functions.
#include "rules/global_uses.h"
#include "rules/rule.h"
#include "rules/static_names.h"

enum { CALLED, CALLED_AS };

static const RuleMessage messages[] = {
    [CALLED] = {"unexpectedCall", "'{0}' is not a function."},
    [CALLED_AS] = {"unexpectedRefCall", "'{0}' is reference to '{1}', which is not a function."},
};

static const char *const objects[] = {"Atomics", "JSON",     "Math", "Reflect",
                                      "Intl",    "Temporal", NULL};

static void report_call(void *with, NodeId call, uint32_t path) {
  RuleContext *context = with;
  const Tree *tree = context->tree;
  Text object = text_of(objects[path]), name = {0};
  NodeId callee = tree_child(tree, call, FIELD_FUNCTION);
  if (!callee) callee = tree_child(tree, call, FIELD_CONSTRUCTOR);
  callee = tree_inside_parentheses(tree, callee);
  if (!static_member_name(context->code, callee, &name))
    name = tree_kind(tree, callee) == NODE_IDENTIFIER ? tree_text(tree, callee) : TEXT("undefined");
  if (text_is(name, object))
    report(context, call, CALLED, name);
  else
    report(context, call, CALLED_AS, name, object);
}

static void check(RuleContext *context) {
  global_uses_find(context->code, objects, report_call, context);
}

const Rule rule_no_obj_calls = {
    .name = "no-obj-calls",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow calling objects of the platform as functions",
    .why = "`Math`, `JSON`, `Reflect`, `Atomics`, `Intl` and `Temporal` look like constructors, "
           "but are mere objects: calling them throws.",
    .messages = messages,
    .bad = EXAMPLES({"const value = Math();"}, {"const json = JSON;\nconst box = new json();"}),
    .good = EXAMPLES({"const value = Math.random();"}),
    .end = check,
};

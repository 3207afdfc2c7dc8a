// no-new-func: `Function` as a function, a constructor, or through `call`, `apply`, `bind`.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { CODE };

static const RuleMessage messages[] = {
    [CODE] = {"noFunctionConstructor", "The Function constructor is eval."},
};

static void check_new(RuleContext *context, NodeId node) {
  NodeId callee = estree_child(context->tree, node, FIELD_CONSTRUCTOR);
  if (is_global(context->code, callee, "Function")) report(context, node, CODE);
}

static void check_call(RuleContext *context, NodeId node) {
  SourceCode *code = context->code;
  NodeId callee = called_function(context->tree, node);
  Text name;
  NodeId function = callee;
  bool is_method =
      static_member_name(code, callee, &name) &&
      (text_is(name, TEXT("call")) || text_is(name, TEXT("apply")) || text_is(name, TEXT("bind")));
  if (is_method) function = estree_child(context->tree, callee, FIELD_OBJECT);
  if (is_global(code, function, "Function")) report(context, node, CODE);
}

const Rule rule_no_new_func = {
    .name = "no-new-func",
    .type = RULE_SUGGESTION,
    .summary = "Disallow making functions of strings with `Function`",
    .why = "Like `eval`, it runs whatever the string says.",
    .messages = messages,
    .bad = EXAMPLES({"const add = new Function(\"a\", \"b\", \"return a + b\");"},
                    {"const go = Function.call(null, code);"}),
    .good = EXAMPLES({"const add = (a, b) => a + b;"}),
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}, {NODE_CALL_EXPRESSION, check_call}),
};

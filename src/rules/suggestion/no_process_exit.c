// no-process-exit: `process.exit()`.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"noProcessExit", "Don't use process.exit(); throw an error instead."},
};

// `process[exit]` counts, too: what ESLint looks at is the name.
static NodeId property_of(const Tree *tree, NodeId member) {
  switch ((int)tree_kind(tree, member)) {
  case NODE_MEMBER_EXPRESSION: return tree_child(tree, member, FIELD_PROPERTY);
  case NODE_SUBSCRIPT_EXPRESSION: {
    NodeId index = estree_child(tree, member, FIELD_INDEX);
    return is_identifier(tree, index, NULL) ? index : NO_NODE;
  }
  default: return NO_NODE;
  }
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  NodeId property = callee ? property_of(tree, callee) : NO_NODE;
  if (property && text_is(tree_text(tree, property), TEXT("exit")) &&
      is_identifier(tree, estree_child(tree, callee, FIELD_OBJECT), "process"))
    report(context, node, UNEXPECTED);
}

const Rule rule_no_process_exit = {
    .name = "no-process-exit",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow `process.exit()`",
    .why = "It ends the program at once, whatever is still to be written or tidied up. An error "
           "gives the rest of the program a chance.",
    .messages = messages,
    .bad = EXAMPLES({"if (failed) process.exit(1);"}),
    .good = EXAMPLES({"if (failed) throw new Error(\"failed\");"}, {"process.exitCode = 1;"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};

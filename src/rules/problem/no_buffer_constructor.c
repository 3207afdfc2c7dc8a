// no-buffer-constructor: `new Buffer(a)` and `Buffer(a)`.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { OLD };

static const RuleMessage messages[] = {
    [OLD] = {"deprecated", "{0} is deprecated. Use Buffer.from(), Buffer.alloc(), or "
                           "Buffer.allocUnsafe() instead."},
};

static void check_call(RuleContext *context, NodeId node) {
  NodeId callee = called_function(context->tree, node);
  if (callee && is_identifier(context->tree, callee, "Buffer"))
    report(context, node, OLD, TEXT("Buffer()"));
}

static void check_new(RuleContext *context, NodeId node) {
  if (is_identifier(context->tree, estree_child(context->tree, node, FIELD_CONSTRUCTOR), "Buffer"))
    report(context, node, OLD, TEXT("new Buffer()"));
}

const Rule rule_no_buffer_constructor = {
    .name = "no-buffer-constructor",
    .type = RULE_PROBLEM,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow the constructor `Buffer`",
    .why = "Given a number it makes a buffer of that size, given a text one with that text: who "
           "passes on what a user sends makes buffers of any size, once even with old memory in "
           "them.",
    .messages = messages,
    .bad = EXAMPLES({"const bytes = new Buffer(size);"}, {"const bytes = Buffer(\"text\");"}),
    .good = EXAMPLES({"const bytes = Buffer.alloc(size);"},
                     {"const bytes = Buffer.from(\"text\");"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}, {NODE_NEW_EXPRESSION, check_new}),
};

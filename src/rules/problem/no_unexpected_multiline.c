// no-unexpected-multiline: two lines that look like two statements, and are one.
#include "rules/functions.h"
#include "rules/rule.h"

enum { CALL, PROPERTY, TEMPLATE, DIVISION };

static const RuleMessage messages[] = {
    [CALL] = {"function", "Unexpected newline between function and ( of function call."},
    [PROPERTY] = {"property", "Unexpected newline between object and [ of property access."},
    [TEMPLATE] = {"taggedTemplate",
                  "Unexpected newline between template tag and template literal."},
    [DIVISION] = {"division", "Unexpected newline between numerator and division operator."},
};

// Reports a token that begins another line than the one on which `before` ends.
static void check_token(RuleContext *context, NodeId before, NodeId token, int message) {
  uint32_t end = tree_node(context->tree, before)->end;
  uint32_t start = tree_node(context->tree, token)->start;
  if (end == start || source_same_line(context->code, end, start)) return;
  report_span(context, ((Span){start, start + 1}), message);
}

static bool is_optional(const Tree *tree, NodeId node) {
  return tree_child(tree, node, FIELD_OPTIONAL_CHAIN) ||
         tree_child_of_kind(tree, node, NODE_OPTIONAL_CHAIN);
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = tree_child(tree, node, FIELD_FUNCTION);
  NodeId arguments = tree_child(tree, node, FIELD_ARGUMENTS);
  if (tree_kind(tree, arguments) == NODE_TEMPLATE_STRING)
    check_token(context, callee, arguments, TEMPLATE);
  else if (tree_first_named(tree, arguments) && !is_optional(tree, node) &&
           tree_kind(tree, callee) != NODE_IMPORT)
    check_token(context, callee, arguments, CALL);
}

static void check_subscript(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (is_optional(tree, node)) return;
  check_token(context, tree_child(tree, node, FIELD_OBJECT),
              tree_child_of_kind(tree, node, TOKEN_BRACKET_OPEN), PROPERTY);
}

static bool is_flags(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    if (!strchr("dgimsuvy", text.at[i])) return false;
  }
  return text.size > 0;
}

// `a \n / b / g`: a regular expression was meant.
static void check_division(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId sign = tree_child(tree, node, FIELD_OPERATOR), left = tree_child(tree, node, FIELD_LEFT);
  if (tree_kind(tree, sign) != TOKEN_SLASH || tree_kind(tree, left) != NODE_BINARY_EXPRESSION)
    return;
  NodeId first = tree_child(tree, left, FIELD_OPERATOR);
  if (tree_kind(tree, first) != TOKEN_SLASH) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId slash = token_first(tokens, tree, sign), flags = token_next(tokens, slash);
  bool is_close = tokens->at[slash].end == tokens->at[flags].start;
  if (!is_close || tokens->at[flags].type != TOKEN_TYPE_IDENTIFIER) return;
  if (is_flags(token_text(tokens, flags)))
    check_token(context, tree_child(tree, left, FIELD_LEFT), first, DIVISION);
}

const Rule rule_no_unexpected_multiline = {
    .name = "no-unexpected-multiline",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow lines that go on where a new statement seems to begin",
    .why = "Where no semicolon ends a line, a next one that begins with `(`, `[`, `/` or a "
           "template goes on with it.",
    .messages = messages,
    .bad = EXAMPLES({"const first = second\n(third || fourth).run()"},
                    {"const name = word\n[one, two].forEach(print)"}),
    .good = EXAMPLES({"const first = second;\n(third || fourth).run();"}),
    .visits =
        VISITS({NODE_CALL_EXPRESSION, check_call}, {NODE_SUBSCRIPT_EXPRESSION, check_subscript},
               {NODE_BINARY_EXPRESSION, check_division}),
};

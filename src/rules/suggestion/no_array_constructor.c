// no-array-constructor: `Array()` and `new Array()` with elements.
#include "rules/rule.h"
#include "rules/semicolons.h"
#include "rules/static_names.h"

enum { LITERAL, REPLACE, REPLACE_BEHIND };

static const RuleMessage messages[] = {
    [LITERAL] = {"preferLiteral", "The array literal notation [] is preferable."},
    [REPLACE] = {"useLiteral", "Replace with an array literal."},
    [REPLACE_BEHIND] = {"useLiteralAfterSemicolon",
                        "Replace with an array literal, add preceding semicolon."},
};

// What is between the parentheses of the call.
static Span elements_of(const Tree *tree, NodeId call) {
  NodeId arguments = tree_child(tree, call, FIELD_ARGUMENTS);
  const Node *node = tree_node(tree, arguments);
  if (!arguments) return (Span){tree_node(tree, call)->end, tree_node(tree, call)->end};
  return (Span){node->start + 1, node->end - 1};
}

static void check(RuleContext *context, NodeId node, NodeId callee) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  if (!is_global(code, callee, "Array")) return;
  NodeId arguments = tree_child(tree, node, FIELD_ARGUMENTS);
  if (tree_kind(tree, arguments) == NODE_TEMPLATE_STRING) return;
  NodeId first = arguments ? tree_first_named(tree, arguments) : NO_NODE;
  bool is_spread = tree_kind(tree, first) == NODE_SPREAD_ELEMENT;
  bool is_length = first && !is_spread && !tree_next_named(tree, first);
  if (is_length) return;
  RuleReport *made = report(context, node, LITERAL);
  Span span = estree_span(code, node), elements = elements_of(tree, node);
  const TokenTable *tokens = source_tokens(code);
  bool loses_comment = tokens_have_comment(tokens, span.start, elements.start) ||
                       tokens_have_comment(tokens, elements.end, span.end);
  bool is_optional = tree_child(tree, node, FIELD_OPTIONAL_CHAIN) != NO_NODE;
  bool behind = statement_begun_by(tree, node) && needs_semicolon_before(code, node);
  Text text = text_concat(context->arena, behind ? TEXT(";[") : TEXT("["),
                          text_slice(tree->source, elements.start, elements.end), TEXT("]"));
  if (!loses_comment && !is_optional && !is_spread) {
    fix_replace(made, context->arena, span, text);
  } else {
    RuleSuggestion *offered = suggest(context, made, behind ? REPLACE_BEHIND : REPLACE);
    edits_replace(&offered->edits, context->arena, span, text);
  }
}

static void check_new(RuleContext *context, NodeId node) {
  check(context, node, estree_child(context->tree, node, FIELD_CONSTRUCTOR));
}

static void check_call(RuleContext *context, NodeId node) {
  check(context, node, called_function(context->tree, node));
}

const Rule rule_no_array_constructor = {
    .name = "no-array-constructor",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE | RULE_SUGGESTS,
    .summary = "Disallow `Array` with elements as arguments",
    .why = "`Array(1, 2)` has two elements, and `Array(2)` has none and the length 2. With one "
           "argument, which asks for a length, it may be called.",
    .messages = messages,
    .bad = EXAMPLES({"const sides = new Array(\"left\", \"right\");"}, {"const none = Array();"}),
    .good = EXAMPLES({"const sides = [\"left\", \"right\"];"}, {"const row = new Array(width);"}),
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}, {NODE_CALL_EXPRESSION, check_call}),
};

// newline-per-chained-call: calls of a long chain on lines of their own.
#include "rules/spacing.h"
#include "rules/static_names.h"

enum { EXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected line break before `{0}`."},
};

// Whether more than `limit` calls of methods stand in a row up to this one.
static bool is_deep(const Tree *tree, NodeId callee, double limit) {
  double depth = 1;
  for (NodeId at = estree_child(tree, callee, FIELD_OBJECT); depth <= limit; depth++) {
    NodeId inner = called_function(tree, at);
    if (!inner || !estree_is_member(tree_kind(tree, inner))) return inner && depth + 1 > limit;
    at = estree_child(tree, inner, FIELD_OBJECT);
  }
  return true;
}

// The property as it is accessed, up to the end of its first line.
static Text shown(RuleContext *context, NodeId callee, bool is_optional) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  bool is_computed = tree_kind(tree, callee) == NODE_SUBSCRIPT_EXPRESSION;
  NodeId property = estree_child(tree, callee, is_computed ? FIELD_INDEX : FIELD_PROPERTY);
  Span span = estree_span(code, property);
  uint32_t line = source_line(code, span.start);
  uint32_t line_end = source_lines(code)->starts[line] + source_line_text(code, line).size;
  bool is_cut = line_end < span.end;
  Text text = text_slice(code->text, span.start, is_cut ? line_end : span.end);
  return text_format(context->arena, "%s%s%.*s%s",
                     is_optional   ? "?."
                     : is_computed ? ""
                                   : ".",
                     is_computed ? "[" : "", TEXT_ARGS(text), is_computed && !is_cut ? "]" : "");
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  if (!callee || !estree_is_member(tree_kind(tree, callee))) return;
  if (!is_deep(tree, callee, option_number(context, 0, "ignoreChainWithDepth", 2))) return;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId object = tree_child(tree, callee, FIELD_OBJECT),
         property = tree_child(tree, callee, FIELD_PROPERTY);
  if (!property) property = tree_child(tree, callee, FIELD_INDEX);
  TokenId last = token_last(tokens, tree, object);
  // Parentheses are no part of either.
  uint32_t end = tree_node(tree, tree_inside_parentheses(tree, object))->end,
           next = tree_node(tree, tree_inside_parentheses(tree, property))->start;
  if (!source_same_line(context->code, end, next)) return;
  uint32_t start = tokens->at[token_next(tokens, last)].start;
  bool is_optional = tree_child_of_kind(tree, callee, NODE_OPTIONAL_CHAIN) != NO_NODE;
  RuleReport *made = report_span(context, ((Span){start, tree_node(tree, callee)->end}), EXPECTED,
                                 shown(context, callee, is_optional));
  fix_insert(made, context->arena, start, TEXT("\n"));
}

const Rule rule_newline_per_chained_call = {
    .name = "newline-per-chained-call",
    .stylistic = "@stylistic/newline-per-chained-call",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require lines of their own for the calls of a chain",
    .why = "A long chain on one line hides what happens in it.",
    .options = "{ ignoreChainWithDepth: integer = 2 }",
    .messages = messages,
    .bad = EXAMPLES({"list.map(next).filter(good).sort();"}),
    .good =
        EXAMPLES({"list\n  .map(next)\n  .filter(good)\n  .sort();"}, {"list.map(next).sort();"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};

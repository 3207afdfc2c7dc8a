// jsx-wrap-multilines: parentheses around elements on several lines.
#include "base/buffer.h"
#include "rules/jsx.h"

enum { MISSING, NEW_LINES };

static const RuleMessage messages[] = {
    [MISSING] = {"missingParens", "Missing parentheses around multilines JSX"},
    [NEW_LINES] = {"parensOnNewLines", "Parentheses around JSX should be on separate lines"},
};

typedef enum Wish {
  WISH_NOTHING,
  WISH_PARENS,
  WISH_NEW_LINES,
} Wish;

static Wish wish_for(RuleContext *context, const char *place) {
  const Json *given = option_field(context, 0, place);
  if (json_is(given, JSON_TRUE)) return WISH_PARENS;
  Text word = json_text(given);
  if (text_is(word, TEXT("parens-new-line"))) return WISH_NEW_LINES;
  return text_is(word, TEXT("parens")) ? WISH_PARENS : WISH_NOTHING;
}

static void add_spaces(Buffer *out, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) buffer_add_byte(out, ' ');
}

// Where the element begins a line, the parenthesis goes to the end of the line before it.
static void mend_below(RuleContext *context, RuleReport *made, TokenId first, TokenId last) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous(tokens, first), after = token_next_any(tokens, last);
  uint32_t column = source_column(context->code, tokens->at[first].start);
  bool is_bracket =
      token_is(tokens, before, TOKEN_BRACE_OPEN) || token_is(tokens, before, TOKEN_BRACKET_OPEN);
  bool is_end =
      token_is(tokens, after, TOKEN_SEMICOLON) || token_is(tokens, after, TOKEN_BRACE_CLOSE);
  Buffer out = {.arena = context->arena};
  buffer_add_text(&out, token_text(tokens, before));
  if (!is_bracket) buffer_add_byte(&out, ' ');
  buffer_add_byte(&out, '(');
  if (before + 1 == first) {
    buffer_add_byte(&out, '\n');
    add_spaces(&out, column);
    buffer_add_text(&out, text_slice(tokens->text, tokens->at[first].start, tokens->at[last].end));
  } else { // comments stay where they are
    buffer_add_text(&out, text_slice(tokens->text, tokens->at[before].end, tokens->at[last].end));
  }
  buffer_add_byte(&out, '\n');
  add_spaces(&out, column > 2 ? column - 2 : 0);
  buffer_add_byte(&out, ')');
  uint32_t end = is_end ? tokens->at[after].start : tokens->at[last].end;
  fix_replace(made, context->arena, (Span){tokens->at[before].start, end}, buffer_text(&out));
}

static void add_around(RuleContext *context, RuleReport *made, Span span, const char *left,
                       const char *right) {
  Text text = text_slice(context->tree->source, span.start, span.end);
  fix_replace(made, context->arena, span,
              text_concat(context->arena, text_of(left), text, text_of(right)));
}

static void check_element(RuleContext *context, NodeId node, Wish wish) {
  SourceCode *code = context->code;
  if (!node || !jsx_is_element(tree_kind(context->tree, node)) || !jsx_is_multiline(code, node))
    return;
  const TokenTable *tokens = source_tokens(code);
  TokenId first = token_first(tokens, context->tree, node),
          last = token_last(tokens, context->tree, node);
  Span span = {tokens->at[first].start, tokens->at[last].end};
  if (!estree_is_parenthesized(context->tree, node)) {
    RuleReport *made = report(context, node, MISSING);
    if (wish == WISH_PARENS)
      add_around(context, made, span, "(", ")");
    else if (is_on_one_line(code, first - 1, first))
      add_around(context, made, span, "(\n", "\n)");
    else
      mend_below(context, made, first, last);
    return;
  }
  if (wish != WISH_NEW_LINES) return;
  bool opens = is_on_one_line(code, token_previous(tokens, first), first),
       closes = is_on_one_line(code, last, token_next(tokens, last));
  if (!opens && !closes) return;
  RuleReport *made = report(context, node, NEW_LINES);
  add_around(context, made, span, opens ? "\n" : "", closes ? "\n" : "");
}

// ---- By the place

static void check_field(RuleContext *context, NodeId node, NodeField field, const char *place) {
  Wish wish = wish_for(context, place);
  if (wish) check_element(context, estree_child(context->tree, node, field), wish);
}

// The value of a declaration or an assignment, or both that it may be.
static void check_value(RuleContext *context, NodeId node, NodeField field, const char *place) {
  const Tree *tree = context->tree;
  NodeId value = estree_child(tree, node, field);
  bool is_either = tree_kind(tree, value) == NODE_TERNARY_EXPRESSION;
  if (!is_either || wish_for(context, "condition")) {
    check_field(context, node, field, place);
    return;
  }
  check_field(context, value, FIELD_CONSEQUENCE, place);
  check_field(context, value, FIELD_ALTERNATIVE, place);
}

static void check_declaration(RuleContext *context, NodeId node) {
  check_value(context, node, FIELD_VALUE, "declaration");
}

static void check_assignment(RuleContext *context, NodeId node) {
  check_value(context, node, FIELD_RIGHT, "assignment");
}

static void check_return(RuleContext *context, NodeId node) {
  Wish wish = wish_for(context, "return");
  NodeId value = tree_first_named(context->tree, node);
  if (wish && value) check_element(context, tree_inside_parentheses(context->tree, value), wish);
}

static void check_arrow(RuleContext *context, NodeId node) {
  check_field(context, node, FIELD_BODY, "arrow");
}

static void check_condition(RuleContext *context, NodeId node) {
  check_field(context, node, FIELD_CONSEQUENCE, "condition");
  check_field(context, node, FIELD_ALTERNATIVE, "condition");
}

static void check_binary(RuleContext *context, NodeId node) {
  switch ((int)tree_kind(context->tree, tree_child(context->tree, node, FIELD_OPERATOR))) {
  case TOKEN_LOGICAL_AND:
  case TOKEN_LOGICAL_OR:
  case TOKEN_NULLISH: check_field(context, node, FIELD_RIGHT, "logical"); return;
  default: return;
  }
}

static void check_property(RuleContext *context, NodeId node) {
  Wish wish = wish_for(context, "prop");
  NodeId value = jsx_property_value(context->tree, node);
  if (wish && tree_kind(context->tree, value) == NODE_JSX_EXPRESSION)
    check_element(context, jsx_expression_value(context->tree, value), wish);
}

static void check_pair(RuleContext *context, NodeId node) {
  check_field(context, node, FIELD_VALUE, "propertyValue");
}

const Rule rule_jsx_wrap_multilines = {
    .name = "@stylistic/jsx-wrap-multilines",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require parentheses around JSX elements on several lines",
    .why = "With parentheses, the element can begin on a line of its own, and its tags stand in "
           "one column.",
    .options = "{ declaration: boolean | 'ignore' | 'parens' | 'parens-new-line' = parens, "
               "assignment: boolean | 'ignore' | 'parens' | 'parens-new-line' = parens, return: "
               "boolean | 'ignore' | 'parens' | 'parens-new-line' = parens, arrow: boolean | "
               "'ignore' | 'parens' | 'parens-new-line' = parens, condition: boolean | 'ignore' | "
               "'parens' | 'parens-new-line' = ignore, logical: boolean | 'ignore' | 'parens' | "
               "'parens-new-line' = ignore, prop: boolean | 'ignore' | 'parens' | "
               "'parens-new-line' = ignore, propertyValue: boolean | 'ignore' | 'parens' | "
               "'parens-new-line' = ignore }",
    .messages = messages,
    .bad = EXAMPLES({"const a = <p>\n  text\n</p>;"}),
    .good = EXAMPLES({"const a = (\n  <p>\n    text\n  </p>\n);"}, {"const a = <p>text</p>;"}),
    .visits =
        VISITS({NODE_VARIABLE_DECLARATOR, check_declaration},
               {NODE_ASSIGNMENT_EXPRESSION, check_assignment},
               {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_assignment},
               {NODE_RETURN_STATEMENT, check_return}, {NODE_ARROW_FUNCTION, check_arrow},
               {NODE_TERNARY_EXPRESSION, check_condition}, {NODE_BINARY_EXPRESSION, check_binary},
               {NODE_JSX_ATTRIBUTE, check_property}, {NODE_PAIR, check_pair}),
};

// operator-linebreak: on which line an operator between two lines stands.
#include "base/buffer.h"
#include "rules/spaces.h"
#include "rules/spacing.h"

enum { AT_BEGINNING, AT_END, BAD, NONE };

static const RuleMessage messages[] = {
    [AT_BEGINNING] = {"operatorAtBeginning",
                      "'{0}' should be placed at the beginning of the line."},
    [AT_END] = {"operatorAtEnd", "'{0}' should be placed at the end of the line."},
    [BAD] = {"badLinebreak", "Bad line breaking before and after '{0}'."},
    [NONE] = {"noLinebreak", "There should be no line break before or after '{0}'."},
};

// "after", "before", "none" or "ignore" for an operator.
static Text style_of(RuleContext *context, Text sign) {
  const Json *own = json_get(option_field(context, 1, "overrides"), sign);
  if (own) return own->text;
  const Json *general = option(context, 0);
  bool is_ternary = text_is(sign, TEXT("?")) || text_is(sign, TEXT(":"));
  if (!json_is(general, JSON_STRING)) return is_ternary ? TEXT("before") : TEXT("after");
  return general->text;
}

static Text without_lines(Arena *arena, Text text) {
  Buffer out = {.arena = arena};
  for (uint32_t i = 0; i < text.size; i++) {
    if (text.at[i] != '\n' && text.at[i] != '\r') buffer_add_byte(&out, text.at[i]);
  }
  return buffer_text(&out);
}

static void fix(RuleContext *context, RuleReport *made, TokenId token, Text style) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId before = token_previous(tokens, token), after = token_next(tokens, token);
  Span left = gap_between(tokens, before, token), right = gap_between(tokens, token, after);
  Text first = text_slice(code->text, left.start, left.end),
       second = text_slice(code->text, right.start, right.end);
  Text new_first, new_second, sign = token_text(tokens, token);
  bool breaks_before = !is_on_one_line(code, before, token),
       breaks_after = !is_on_one_line(code, token, after);
  if (breaks_before != breaks_after && !text_is(style, TEXT("none"))) {
    if (token_previous_any(tokens, token) != before && token_next_any(tokens, token) != after)
      return;
    new_first = second; // the operator changes its side
    new_second = first;
  } else {
    bool keeps_first = text_is(style, TEXT("before")) || !text_is_blank(first);
    bool keeps_second = text_is(style, TEXT("after")) || !text_is_blank(second);
    new_first = keeps_first ? first : without_lines(context->arena, first);
    new_second = keeps_second ? second : without_lines(context->arena, second);
    if (text_is(new_first, first) && text_is(new_second, second)) return;
  }
  bool is_close = new_second.size == 0 && (text_is(sign, TEXT("+")) || text_is(sign, TEXT("-"))) &&
                  text_is(token_text(tokens, after), sign);
  fix_replace(made, context->arena, (Span){left.start, right.end},
              text_format(context->arena, "%.*s%.*s%.*s%s", TEXT_ARGS(new_first), TEXT_ARGS(sign),
                          TEXT_ARGS(new_second), is_close ? " " : ""));
}

static void check_sign(RuleContext *context, NodeId sign) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId token = token_first(tokens, context->tree, sign);
  bool is_before = is_on_one_line(code, token_previous(tokens, token), token);
  bool is_after = is_on_one_line(code, token, token_next(tokens, token));
  if (is_before && is_after) return;
  Text shown = token_text(tokens, token), style = style_of(context, shown);
  int message = -1;
  if (!text_is(style, TEXT("ignore")) && !is_before && !is_after)
    message = BAD;
  else if (text_is(style, TEXT("before")) && is_before)
    message = AT_BEGINNING;
  else if (text_is(style, TEXT("after")) && is_after)
    message = AT_END;
  else if (text_is(style, TEXT("none")))
    message = NONE;
  if (message < 0) return;
  fix(context, report_span(context, token_span(tokens, token), message, shown), token, style);
}

static void check_infix(RuleContext *context, NodeId node) {
  NodeId sign = infix_sign(context->tree, node);
  if (sign) check_sign(context, sign);
}

static void check_ternary(RuleContext *context, NodeId node) {
  check_sign(context, tree_child_of_kind(context->tree, node, TOKEN_QUESTION));
  check_sign(context, tree_child_of_kind(context->tree, node, TOKEN_COLON));
}

const Rule rule_operator_linebreak = {
    .name = "operator-linebreak",
    .stylistic = "@stylistic/operator-linebreak",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require operators at the ends of lines, or at their beginnings",
    .why = "One way everywhere is easier to read.",
    .options =
        "'after' | 'before' | 'none' | null, { overrides: { *: 'after' | 'before' | 'none' | "
        "'ignore' } }",
    .messages = messages,
    .bad = EXAMPLES({"const sum = a\n  + b;"}),
    .good = EXAMPLES({"const sum = a +\n  b;"}, {"const sum = a\n  + b;", "[\"before\"]"}),
    .visits = VISITS(
        {NODE_BINARY_EXPRESSION, check_infix}, {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_infix},
        {NODE_ASSIGNMENT_EXPRESSION, check_infix}, {NODE_VARIABLE_DECLARATOR, check_infix},
        {NODE_FIELD_DEFINITION, check_infix}, {NODE_TERNARY_EXPRESSION, check_ternary}),
};

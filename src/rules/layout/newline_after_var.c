// newline-after-var: an empty line behind the declarations of variables.
#include "rules/rule.h"
#include "rules/tokens.h"

enum { EXPECTED, UNEXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected blank line after variable declarations."},
    [UNEXPECTED] = {"unexpected", "Unexpected blank line after variable declarations."},
};

// The tokens at both sides of the line's end; a semicolon on a line of its own is behind it.
typedef struct Sides {
  TokenId last, next;
  uint32_t line, next_line; // of the end of the one, and of the other
} Sides;

static Sides sides_of(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId last = token_last(tokens, context->tree, node), next = token_next(tokens, last);
  TokenId before = token_previous(tokens, last);
  if (token_is(tokens, last, TOKEN_SEMICOLON) &&
      !source_same_line(context->code, tokens->at[before].end, tokens->at[last].start)) {
    next = last;
    last = before;
  }
  return (Sides){last, next, source_line(context->code, tokens->at[last].end),
                 source_line(context->code, tokens->at[next].start)};
}

// Where the comments end that begin on line `line` and go on line after line; `line` - 1 where
// none begins there.
static uint32_t end_of_comments(RuleContext *context, Sides sides, uint32_t line) {
  const TokenTable *tokens = source_tokens(context->code);
  for (TokenId id = sides.last + 1; id < sides.next; id++) {
    if (source_line(context->code, tokens->at[id].start) == line)
      line = source_line(context->code, tokens->at[id].end) + 1;
  }
  return line - 1;
}

static void fix_unexpected(RuleContext *context, RuleReport *made, Sides sides) {
  const TokenTable *tokens = source_tokens(context->code);
  Span gap = {tokens->at[sides.last].end, tokens->at[sides.next].start};
  Buffer kept = {.arena = context->arena};
  uint32_t last_start = source_lines(context->code)->starts[sides.next_line];
  for (uint32_t at = gap.start; at < last_start; at++) {
    char byte = tokens->text.at[at];
    if (byte != '\n' && byte != '\r') buffer_add_byte(&kept, byte);
  }
  buffer_add_byte(&kept, '\n');
  buffer_add_text(&kept, text_slice(tokens->text, last_start, gap.end));
  fix_replace(made, context->arena, gap, buffer_text(&kept));
}

static bool is_asked(RuleContext *context, NodeId node) {
  switch ((int)tree_kind(context->tree, tree_node(context->tree, node)->parent)) {
  case NODE_EXPORT_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_FOR_IN_STATEMENT: return false;
  default: return true;
  }
}

static void check_declaration(RuleContext *context, NodeId node) {
  if (!is_asked(context, node)) return;
  const TokenTable *tokens = source_tokens(context->code);
  Sides sides = sides_of(context, node);
  TokenId after = token_after(tokens, context->tree, node);
  if (!after || token_is(tokens, after, TOKEN_BRACE_CLOSE)) return;
  if (token_is(tokens, sides.next, TOKEN_VAR_WORD) ||
      token_is(tokens, sides.next, TOKEN_LET_WORD) ||
      token_is(tokens, sides.next, TOKEN_CONST_WORD))
    return;
  bool is_far = sides.next_line > sides.line + 1;
  uint32_t comment_end = end_of_comments(context, sides, sides.line + 1);
  bool has_comment = comment_end > sides.line;
  if (option_is(context, 0, "never")) {
    if (is_far && !has_comment) fix_unexpected(context, report(context, node, UNEXPECTED), sides);
    return;
  }
  if (is_far && !(has_comment && sides.next_line <= comment_end + 1)) return;
  RuleReport *made = report(context, node, EXPECTED);
  uint32_t before = is_far ? comment_end : sides.line;
  if (before == sides.next_line)
    fix_insert(made, context->arena, tokens->at[sides.next].start, TEXT("\n\n"));
  else
    fix_insert(made, context->arena, source_lines(context->code)->starts[sides.next_line],
               TEXT("\n"));
}

const Rule rule_newline_after_var = {
    .name = "newline-after-var",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow an empty line behind declarations of variables",
    .why = "One way everywhere is easier to read.",
    .options = "('always' | 'never') = always",
    .messages = messages,
    .bad = EXAMPLES({"var a = 1;\ngo(a);"}),
    .good = EXAMPLES({"var a = 1;\nvar b = 2;\n\ngo(a);"}, {"var a = 1;\ngo(a);", "[\"never\"]"}),
    .visits = VISITS({NODE_VARIABLE_DECLARATION, check_declaration},
                     {NODE_LEXICAL_DECLARATION, check_declaration},
                     {NODE_USING_DECLARATION, check_declaration}),
};

// func-call-spacing: whether there is a space between a function and the arguments of its call.
#include "rules/spacing.h"

enum { WHITESPACE, NEWLINE, MISSING };

static const RuleMessage messages[] = {
    [WHITESPACE] = {"unexpectedWhitespace",
                    "Unexpected whitespace between function name and paren."},
    [NEWLINE] = {"unexpectedNewline", "Unexpected newline between function name and paren."},
    [MISSING] = {"missing", "Missing space between function name and paren."},
};

typedef struct Call {
  TokenId before, bracket; // the last token of what is called, without `?.`
  Span gap;
  bool is_optional, has_comment;
} Call;

typedef struct Blanks {
  bool has_space, has_line_end;
} Blanks;

static void look(Blanks *blanks, Text text, uint32_t from, uint32_t to) {
  for (uint32_t at = from; at < to; at++) {
    char byte = text.at[at];
    bool is_line_end = byte == '\n' || byte == '\r' ||
                       (byte == '\xE2' && to - at >= 3 && text.at[at + 1] == '\x80' &&
                        (text.at[at + 2] == '\xA8' || text.at[at + 2] == '\xA9'));
    bool is_wide = (byte == '\xC2' && text.at[at + 1] == '\xA0') ||
                   (byte == '\xEF' && text.at[at + 1] == '\xBB');
    blanks->has_line_end |= is_line_end;
    blanks->has_space |= is_line_end || is_wide || byte == ' ' || byte == '\t' || byte == '\v' ||
                         byte == '\f' || byte == '\xE3' || byte == '\xE1';
  }
}

// A comment in brackets on one line is as if it were not there; the spaces in others count.
static Blanks blanks_of(RuleContext *context, const Call *call) {
  const TokenTable *tokens = source_tokens(context->code);
  Blanks blanks = {0};
  uint32_t from = call->gap.start;
  for (TokenId id = call->before + 1; id < call->bracket; id++) {
    const Token *token = &tokens->at[id];
    if (token->type != TOKEN_TYPE_BLOCK_COMMENT ||
        !source_same_line(context->code, token->start, token->end))
      continue;
    look(&blanks, tokens->text, from, token->start);
    from = token->end;
  }
  look(&blanks, tokens->text, from, call->gap.end);
  return blanks;
}

static void report_whitespace(RuleContext *context, const Call *call, bool has_line_end) {
  // The place ends one column before the bracket, as ESLint has it.
  Span span = {call->gap.start, call->gap.end - (context->is_stylistic ? 0 : 1)};
  RuleReport *made = report_span(context, span, WHITESPACE);
  if (call->has_comment) return;
  if (call->is_optional)
    fix_replace(made, context->arena, call->gap, TEXT("?."));
  else if (!has_line_end || context->is_stylistic)
    fix_remove(made, context->arena, call->gap);
}

static void report_line_end(RuleContext *context, const Call *call) {
  RuleReport *made = report_span(context, call->gap, NEWLINE);
  if (call->has_comment || (!call->is_optional && !context->is_stylistic)) return;
  if (!call->is_optional) {
    fix_replace(made, context->arena, call->gap, TEXT(" "));
    return;
  }
  const TokenTable *tokens = source_tokens(context->code);
  TokenId question = token_next(tokens, call->before);
  Text text = TEXT(" ?. ");
  if (tokens->at[question].start == call->gap.start)
    text = TEXT("?. ");
  else if (tokens->at[question].end == call->gap.end)
    text = TEXT(" ?.");
  fix_replace(made, context->arena, call->gap, text);
}

static void check(RuleContext *context, const Call *call) {
  bool is_never = option_is(context, 0, "never");
  if (is_never && call->gap.end == call->gap.start) return;
  Blanks blanks = blanks_of(context, call);
  if (is_never) {
    if (blanks.has_space) report_whitespace(context, call, blanks.has_line_end);
  } else if (!blanks.has_space) {
    RuleReport *made = report_span(
        context, ((Span){call->gap.start - !context->is_stylistic, call->gap.end}), MISSING);
    if (!call->is_optional) fix_insert(made, context->arena, call->gap.end, TEXT(" "));
  } else if (blanks.has_line_end && !option_flag(context, 1, "allowNewlines")) {
    report_line_end(context, call);
  }
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId list = tree_child(tree, node, FIELD_ARGUMENTS);
  if (tree_kind(tree, list) != NODE_ARGUMENTS) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId bracket = token_first(tokens, tree, list), before = token_previous(tokens, bracket);
  bool is_optional = tree_child(tree, node, FIELD_OPTIONAL_CHAIN) != NO_NODE;
  if (is_optional) before = token_previous(tokens, before);
  Span gap = gap_between(tokens, before, bracket);
  Call call = {before, bracket, gap, is_optional, false};
  for (TokenId id = before + 1; id < bracket; id++)
    call.has_comment |= token_is_comment(tokens, id);
  check(context, &call);
}

const Rule rule_func_call_spacing = {
    .name = "func-call-spacing",
    .stylistic = "@stylistic/function-call-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow a space between a function and the arguments of its call",
    .why = "One way everywhere is easier to read.",
    .options = "('never' | 'always') = never, { allowNewlines: boolean = false, optionalChain: { "
               "before: boolean = true, after: boolean = true } }",
    .messages = messages,
    .bad = EXAMPLES({"go ();"}, {"go();", "[\"always\"]"}),
    .good = EXAMPLES({"go();"}, {"go ();", "[\"always\"]"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}, {NODE_NEW_EXPRESSION, check_call}),
};

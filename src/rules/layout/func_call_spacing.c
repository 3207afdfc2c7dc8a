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

// What is between two tokens. A comment in brackets on one line is as if it were not there; the
// spaces in others count.
static Blanks blanks_between(RuleContext *context, TokenId left, TokenId right) {
  const TokenTable *tokens = source_tokens(context->code);
  Blanks blanks = {0};
  uint32_t from = tokens->at[left].end;
  for (TokenId id = left + 1; id < right; id++) {
    const Token *token = &tokens->at[id];
    if (token->type != TOKEN_TYPE_BLOCK_COMMENT ||
        !source_same_line(context->code, token->start, token->end))
      continue;
    look(&blanks, tokens->text, from, token->start);
    from = token->end;
  }
  look(&blanks, tokens->text, from, tokens->at[right].start);
  return blanks;
}

static void report_whitespace(RuleContext *context, const Call *call, bool has_line_end) {
  RuleReport *made = report_span(context, call->gap, WHITESPACE);
  made->ends_early = !context->is_stylistic;
  if (call->has_comment) return;
  if (call->is_optional)
    fix_replace(made, context->arena, call->gap, TEXT("?."));
  else if (!has_line_end || context->is_stylistic)
    fix_remove(made, context->arena, call->gap);
}

// The core's rule mends calls with `?.` only.
static void report_line_end(RuleContext *context, const Call *call) {
  RuleReport *made = report_span(context, call->gap, NEWLINE);
  if (call->has_comment) return;
  if (context->is_stylistic) fix_replace(made, context->arena, call->gap, TEXT(" "));
  if (context->is_stylistic || !call->is_optional) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId question = token_next(tokens, call->before);
  bool has_before = tokens->at[question].start > call->gap.start,
       has_behind = tokens->at[question].end < call->gap.end;
  fix_replace(made, context->arena, call->gap,
              text_format(context->arena, "%s?.%s", has_before ? " " : "", has_behind ? " " : ""));
}

static void check(RuleContext *context, const Call *call) {
  bool is_never = option_is(context, 0, "never");
  if (is_never && call->gap.end == call->gap.start) return;
  Blanks blanks = blanks_between(context, call->before, call->bracket);
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

// ---- `?.` with spaces around it

// One side of `?.`.
typedef struct Side {
  Blanks blanks;
  Text text;
  bool is_wanted;
} Side;

static Side side_of(RuleContext *context, TokenId left, TokenId right, const char *name) {
  const TokenTable *tokens = source_tokens(context->code);
  Span gap = gap_between(tokens, left, right);
  const Json *own = json_get(option_field(context, 1, "optionalChain"), text_of(name));
  return (Side){blanks_between(context, left, right), text_slice(tokens->text, gap.start, gap.end),
                !json_is(own, JSON_FALSE)};
}

// What is to stand on a side: what is there, or a space; spaces for line ends that may not be
// there.
static Text wanted_text(Arena *arena, const Side *side, bool allows) {
  if (!side->is_wanted) return TEXT("");
  if (!side->text.size) return TEXT(" ");
  if (allows) return side->text;
  char *copy = arena_copy(arena, side->text.at, side->text.size);
  uint32_t size = 0;
  for (uint32_t i = 0; i < side->text.size; i++) {
    char byte = side->text.at[i];
    bool is_pair = byte == '\r' && i + 1 < side->text.size && side->text.at[i + 1] == '\n';
    if (!is_pair) copy[size++] = byte == '\n' || byte == '\r' ? ' ' : byte;
  }
  return (Text){copy, size};
}

static void check_optional(RuleContext *context, const Call *call) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId sign = token_next(tokens, call->before);
  Side left = side_of(context, call->before, sign, "before"),
       right = side_of(context, sign, call->bracket, "after");
  bool allows = option_flag(context, 1, "allowNewlines");
  int message = -1;
  if (left.is_wanted > left.blanks.has_space || right.is_wanted > right.blanks.has_space)
    message = MISSING;
  if (left.is_wanted < left.blanks.has_space || right.is_wanted < right.blanks.has_space)
    message = WHITESPACE;
  if (!allows && (left.blanks.has_line_end || right.blanks.has_line_end)) message = NEWLINE;
  if (message < 0) return;
  RuleReport *made = report_span(context, call->gap, message);
  if (call->has_comment) return;
  Text before = wanted_text(context->arena, &left, allows),
       behind = wanted_text(context->arena, &right, allows);
  fix_replace(made, context->arena, call->gap,
              text_format(context->arena, "%.*s?.%.*s", TEXT_ARGS(before), TEXT_ARGS(behind)));
}

// ---- Calls

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
  if (is_optional && context->is_stylistic && option_is(context, 0, "always"))
    check_optional(context, &call);
  else
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

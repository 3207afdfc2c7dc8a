// @stylistic/indent-binary-ops: how far the lines of a long operation are indented.
#include "rules/line_indents.h"

enum { WRONG };

static const RuleMessage messages[] = {
    [WRONG] = {"wrongIndentation", "Expected indentation of {0}"},
};

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  bool is_tab = json_is(options[0], JSON_STRING);
  *(IndentUnit *)settings = (IndentUnit){is_tab ? 1 : (uint32_t)options[0]->number, is_tab};
}

// What lines should begin with that don't, by line: lines behind them are measured by that. NULL
// until there is one.
typedef struct State {
  Text *wanted;
} State;

static Text indent_of(RuleContext *context, uint32_t offset) {
  State *state = context->state;
  Text *wanted = state->wanted ? &state->wanted[source_line(context->code, offset)] : NULL;
  return wanted && wanted->at ? *wanted : line_indent(context->code, offset);
}

static bool is_assignment(Text sign) {
  if (sign.at[sign.size - 1] != '=') return false;
  return sign.size == 1 ||
         !(text_is(sign, TEXT("==")) || text_is(sign, TEXT("===")) || text_is(sign, TEXT("!=")) ||
           text_is(sign, TEXT("!==")) || text_is(sign, TEXT("<=")) || text_is(sign, TEXT(">=")));
}

// Whether a token opens what an operation behind it stands in.
static bool opens(const TokenTable *tokens, TokenId token) {
  switch ((int)tokens->at[token].kind) {
  case TOKEN_PAREN_OPEN:
  case TOKEN_BRACKET_OPEN:
  case TOKEN_BRACE_OPEN:
  case TOKEN_COLON:
  case TOKEN_ARROW: return true;
  default: return token && is_assignment(token_text(tokens, token));
  }
}

// Whether a line begins with a word of the language: `return`, `const`, `if`.
static bool begins_with_word(SourceCode *code, uint32_t line) {
  const TokenTable *tokens = source_tokens(code);
  TokenId first = token_at(tokens, source_lines(code)->starts[line]);
  if (tokens->at[first].type != TOKEN_TYPE_KEYWORD) return false;
  return !token_is(tokens, first, NODE_THIS) && !token_is(tokens, first, TOKEN_TYPEOF_WORD);
}

static void report_line(RuleContext *context, uint32_t line, Text found, Text wanted) {
  SourceCode *code = context->code;
  State *state = context->state;
  const IndentUnit *unit = context->settings;
  if (!state->wanted) state->wanted = arena_new(context->arena, Text, source_lines(code)->count);
  state->wanted[line] = wanted;
  uint32_t begin = source_lines(code)->starts[line];
  Span span = {begin, begin + found.size};
  Text shown = indent_amount(context->arena, *unit, wanted.size);
  fix_replace(report_span(context, span, WRONG, shown), context->arena, span, wanted);
}

static void check_operation(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  NodeId left = tree_child(tree, node, FIELD_LEFT), right = tree_child(tree, node, FIELD_RIGHT);
  uint32_t end = tree_node(tree, left)->end, start = tree_node(tree, right)->start;
  if (source_same_line(code, end, start)) return;
  const TokenTable *tokens = source_tokens(code);
  const IndentUnit *unit = context->settings;
  TokenId before = token_before(tokens, tree, node);
  uint32_t last = tokens->at[token_last(tokens, tree, left)].start;
  uint32_t line = source_line(code, last);
  bool is_more = begins_with_word(code, line) ||
                 (opens(tokens, before) && source_line(code, tokens->at[before].start) == line);
  Text wanted = indent_of(context, last), found = line_indent(code, start);
  int spaces = unit->is_tab ? 0 : (int)unit->size;
  if (is_more)
    wanted = text_format(context->arena, "%.*s%s%*s", TEXT_ARGS(wanted), unit->is_tab ? "\t" : "",
                         spaces, "");
  if (!text_is(found, wanted)) report_line(context, source_line(code, start), found, wanted);
}

const Rule rule_indent_binary_ops = {
    .name = "@stylistic/indent-binary-ops",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require one indentation of the lines of an operation",
    .why = "Lines of one operation that begin at one place are seen to belong together.",
    .options = "(integer | 'tab') = 2",
    .messages = messages,
    .bad = EXAMPLES({"const sum = a +\nb +\n    c;"}),
    .good = EXAMPLES({"const sum = a +\n  b +\n  c;"}, {"if (a\n    && b) go();", "[4]"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_operation}),
    .state_size = sizeof(State),
    .settings_size = sizeof(IndentUnit),
    .configure = configure,
};

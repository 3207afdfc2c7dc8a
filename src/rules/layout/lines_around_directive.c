// lines-around-directive: empty lines before and behind "use strict" and its like.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/tokens.h"

enum { EXPECTED, UNEXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected newline {0} \"{1}\" directive."},
    [UNEXPECTED] = {"unexpected", "Unexpected newline {0} \"{1}\" directive."},
};

// Whether lines are wanted ("always") or not ("never") "before" or "after".
static bool is_wanted(RuleContext *context, const char *where) {
  const Json *given = option(context, 0);
  if (json_is(given, JSON_OBJECT)) given = json_get(given, text_of(where));
  return !text_is(json_text(given), TEXT("never"));
}

// The last token, but for a semicolon on a line of its own.
static TokenId last_on_line(RuleContext *context, NodeId statement) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId last = token_last(tokens, context->tree, statement);
  TokenId before = token_previous(tokens, last);
  bool is_alone = token_is(tokens, last, TOKEN_SEMICOLON) &&
                  !source_same_line(context->code, tokens->at[before].end, tokens->at[last].start);
  return is_alone ? before : last;
}

// The literal that a statement is, or NO_NODE: this rule takes all of them for directives, strings
// in parentheses and numbers, too.
static NodeId directive_value(const Tree *tree, NodeId statement) {
  if (tree_kind(tree, statement) != NODE_EXPRESSION_STATEMENT) return NO_NODE;
  NodeId value = tree_inside_parentheses(tree, tree_first_named(tree, statement));
  return estree_is_literal(tree_kind(tree, value)) ? value : NO_NODE;
}

static void report_line(RuleContext *context, NodeId directive, const char *where, bool expected) {
  const TokenTable *tokens = source_tokens(context->code);
  Text value = TEXT("");
  static_string(context->code, directive_value(context->tree, directive), &value);
  RuleReport *made =
      report(context, directive, expected ? EXPECTED : UNEXPECTED, text_of(where), value);
  bool is_before = strcmp(where, "before") == 0;
  uint32_t at = is_before ? tree_node(context->tree, directive)->start
                          : tokens->at[last_on_line(context, directive)].end;
  if (expected)
    fix_insert(made, context->arena, at, TEXT("\n"));
  else
    fix_remove(made, context->arena, is_before ? (Span){at - 1, at} : (Span){at, at + 1});
}

// Whether two lines lie between two tokens or comments; 0 is the beginning of the file.
static bool is_apart(SourceCode *code, TokenId left, TokenId right) {
  const TokenTable *tokens = source_tokens(code);
  int64_t end = left ? (int64_t)source_line(code, tokens->at[left].end) : -1;
  return source_line(code, tokens->at[right].start) - end >= 2;
}

static void check_block(RuleContext *context, NodeId block) {
  const Tree *tree = context->tree;
  NodeId first = tree_first_named(tree, block);
  if (tree_kind(tree, first) == NODE_HASH_BANG_LINE) first = tree_next_named(tree, first);
  if (!directive_value(tree, first)) return;
  NodeId last = first, next;
  while ((next = tree_next_named(tree, last)) && directive_value(tree, next)) last = next;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId start = token_first(tokens, tree, first), before = token_previous_any(tokens, start);
  bool has_comment = before && token_is_comment(tokens, before);
  bool has_line = is_apart(context->code, before, start), wants = is_wanted(context, "before");
  if (has_line != wants && (has_comment || (block == NODE_ROOT && !wants)))
    report_line(context, first, "before", wants);
  TokenId after = token_next_any(tokens, token_last(tokens, tree, last));
  if (!after || (!next && !token_is_comment(tokens, after))) return;
  TokenId end = last_on_line(context, last);
  has_line = is_apart(context->code, end, token_next_any(tokens, end));
  wants = is_wanted(context, "after");
  if (has_line != wants) report_line(context, last, "after", wants);
}

static void check_function(RuleContext *context, NodeId node) {
  NodeId body = tree_child(context->tree, node, FIELD_BODY);
  if (tree_kind(context->tree, body) == NODE_STATEMENT_BLOCK) check_block(context, body);
}

const Rule rule_lines_around_directive = {
    .name = "lines-around-directive",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow empty lines around directives",
    .why = "A directive that stands by itself is seen.",
    .options = "('always' | 'never' | { before: 'always' | 'never' = always, after: 'always' | "
               "'never' = always }) = always",
    .messages = messages,
    .bad = EXAMPLES({"\"use strict\";\nvar a;"}),
    .good = EXAMPLES({"\"use strict\";\n\nvar a;"}, {"\"use strict\";\nvar a;", "[\"never\"]"}),
    .visits = VISITS(
        {NODE_PROGRAM, check_block}, {NODE_FUNCTION_DECLARATION, check_function},
        {NODE_FUNCTION_EXPRESSION, check_function}, {NODE_GENERATOR_FUNCTION, check_function},
        {NODE_GENERATOR_FUNCTION_DECLARATION, check_function},
        {NODE_METHOD_DEFINITION, check_function}, {NODE_ARROW_FUNCTION, check_function}),
};

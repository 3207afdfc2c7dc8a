// keyword-spacing: spaces before and behind keywords.
//
// Only neighbours are looked at that no other rule is about: brackets, strings, templates. What is
// a name or another keyword has a space in any case.
#include "rules/spacing.h"

enum { EXPECTED_BEFORE, EXPECTED_AFTER, UNEXPECTED_BEFORE, UNEXPECTED_AFTER };

static const RuleMessage messages[] = {
    [EXPECTED_BEFORE] = {"expectedBefore", "Expected space(s) before \"{0}\"."},
    [EXPECTED_AFTER] = {"expectedAfter", "Expected space(s) after \"{0}\"."},
    [UNEXPECTED_BEFORE] = {"unexpectedBefore", "Unexpected space(s) before \"{0}\"."},
    [UNEXPECTED_AFTER] = {"unexpectedAfter", "Unexpected space(s) after \"{0}\"."},
};

typedef enum Sides {
  SIDE_NONE = 0,
  SIDE_BEFORE = 1 << 0,
  SIDE_AFTER = 1 << 1,
  SIDE_BOTH = SIDE_BEFORE | SIDE_AFTER,
  SIDE_MODULE = 1 << 2, // a word of `import` or `export`: a star is a neighbour, too
} Sides;

// ---- Neighbours

static bool is_literal(uint8_t type) {
  return type == TOKEN_TYPE_REGEX || type == TOKEN_TYPE_STRING || type == TOKEN_TYPE_TEMPLATE ||
         type == TOKEN_TYPE_PRIVATE;
}

static bool is_neighbour_before(RuleContext *context, TokenId id, unsigned sides) {
  const TokenTable *tokens = source_tokens(context->code);
  const Token *token = &tokens->at[id];
  NodeId parent = tree_node(context->tree, token->node)->parent;
  if (token->type == TOKEN_TYPE_TEMPLATE) return tokens->text.at[token->end - 1] == '`';
  if (is_literal(token->type)) return true;
  switch ((int)token->kind) {
  case TOKEN_BRACE_CLOSE:
  case TOKEN_BRACKET_CLOSE:
  case TOKEN_PAREN_CLOSE: return true;
  case TOKEN_GREATER: return tree_kind(context->tree, parent) != NODE_BINARY_EXPRESSION; // of JSX
  case TOKEN_STAR: return sides & SIDE_MODULE;
  default: return false;
  }
}

static bool is_neighbour_after(const TokenTable *tokens, TokenId id, unsigned sides) {
  const Token *token = &tokens->at[id];
  if (token->type == TOKEN_TYPE_TEMPLATE) return tokens->text.at[token->start] == '`';
  if (is_literal(token->type)) return true;
  switch ((int)token->kind) {
  case TOKEN_BRACE_OPEN: return true;
  case TOKEN_STAR: return sides & SIDE_MODULE;
  case TOKEN_BRACKET_OPEN:
  case TOKEN_DECREMENT:
  case TOKEN_INCREMENT:
  case TOKEN_LESS:
  case TOKEN_MINUS:
  case TOKEN_NOT:
  case TOKEN_PAREN_OPEN:
  case TOKEN_PLUS:
  case TOKEN_TILDE: return !(sides & SIDE_MODULE);
  default: return false;
  }
}

// ---- The check of a word

static bool is_wanted(RuleContext *context, Text word, const char *side) {
  const Json *own = json_get(option_field(context, 0, "overrides"), word);
  const Json *given = json_get(own, text_of(side));
  if (!given) given = option_field(context, 0, side);
  return json_is(given, JSON_TRUE);
}

static void check_before(RuleContext *context, TokenId word, unsigned sides) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous(tokens, word);
  if (!before || !is_neighbour_before(context, before, sides) ||
      !is_on_one_line(context->code, before, word))
    return;
  Text text = token_text(tokens, word);
  bool is_there = is_spaced(tokens, before, word), wanted = is_wanted(context, text, "before");
  Span gap = gap_between(tokens, before, word);
  if (wanted && !is_there)
    report_missing_space(context, token_span(tokens, word), gap.end, EXPECTED_BEFORE, text);
  bool is_private = tokens->at[before].type == TOKEN_TYPE_PRIVATE; // would grow together with it
  if (!wanted && is_there && !is_private)
    report_extra_space(context, gap, gap, UNEXPECTED_BEFORE, text);
}

static void check_after(RuleContext *context, TokenId word, unsigned sides) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId after = token_next(tokens, word);
  if (!after || !is_neighbour_after(tokens, after, sides) ||
      !is_on_one_line(context->code, word, after))
    return;
  Text text = token_text(tokens, word);
  bool is_there = is_spaced(tokens, word, after), wanted = is_wanted(context, text, "after");
  Span gap = gap_between(tokens, word, after);
  if (wanted && !is_there)
    report_missing_space(context, token_span(tokens, word), gap.start, EXPECTED_AFTER, text);
  if (!wanted && is_there) report_extra_space(context, gap, gap, UNEXPECTED_AFTER, text);
}

static void check_sides(RuleContext *context, NodeId node, unsigned sides) {
  if (!sides) return;
  TokenId word = token_first(source_tokens(context->code), context->tree, node);
  if (sides & SIDE_BEFORE) check_before(context, word, sides);
  if (sides & SIDE_AFTER) check_after(context, word, sides);
}

// ---- Which words are looked at where

static void check_both(RuleContext *context, NodeId node) {
  check_sides(context, node, SIDE_BOTH);
}

// `with` before attributes of an import is of interest to the newer rule only.
static void check_with(RuleContext *context, NodeId node) {
  NodeId parent = tree_node(context->tree, node)->parent;
  bool is_statement = tree_kind(context->tree, parent) == NODE_WITH_STATEMENT;
  if (is_statement || context->is_stylistic) check_both(context, node);
}

static void check_operand(RuleContext *context, NodeId node) {
  check_sides(context, node, SIDE_BEFORE);
}

// What is between `catch` and its parameter is not the newer rule's business.
static void check_catch(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool has_parameter = tree_child(tree, tree_node(tree, node)->parent, FIELD_PARAMETER) != NO_NODE;
  check_sides(context, node, context->is_stylistic && has_parameter ? SIDE_BEFORE : SIDE_BOTH);
}

static void check_module(RuleContext *context, NodeId node) {
  check_sides(context, node, SIDE_BOTH | SIDE_MODULE);
}

// In an import or an export, or elsewhere.
static void check_default(RuleContext *context, NodeId node) {
  check_sides(context, node, SIDE_BOTH);
}

// `async` before a function has only what is before it looked at; before a method, both.
static void check_async(RuleContext *context, NodeId node) {
  NodeKind parent = tree_kind(context->tree, tree_node(context->tree, node)->parent);
  check_sides(context, node, parent == NODE_METHOD_DEFINITION ? SIDE_BOTH : SIDE_BEFORE);
}

// `function` behind `async` is not looked at.
static void check_function(RuleContext *context, NodeId node) {
  NodeId parent = tree_node(context->tree, node)->parent;
  if (tree_first_child(context->tree, parent) == node) check_sides(context, node, SIDE_BEFORE);
}

// `in` and `of` of loops; as an operator, `in` is another rule's.
static void check_loop_word(RuleContext *context, NodeId node) {
  NodeKind parent = tree_kind(context->tree, tree_node(context->tree, node)->parent);
  if (parent == NODE_FOR_IN_STATEMENT) check_sides(context, node, SIDE_BOTH);
}

static void check_await(RuleContext *context, NodeId node) {
  NodeKind parent = tree_kind(context->tree, tree_node(context->tree, node)->parent);
  check_sides(context, node, parent == NODE_FOR_IN_STATEMENT ? SIDE_BOTH : SIDE_BEFORE);
}

static void check_new(RuleContext *context, NodeId node) {
  NodeKind parent = tree_kind(context->tree, tree_node(context->tree, node)->parent);
  if (parent != NODE_META_PROPERTY) check_sides(context, node, SIDE_BEFORE);
}

static void check_import(RuleContext *context, NodeId node) {
  NodeKind parent = tree_kind(context->tree, tree_node(context->tree, node)->parent);
  if (parent == NODE_IMPORT_STATEMENT) check_module(context, node);
}

const Rule rule_keyword_spacing = {
    .name = "keyword-spacing",
    .stylistic = "@stylistic/keyword-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces before and behind keywords",
    .why = "`if(a){}else{}` is easier to read with its words apart from the brackets.",
    .options = "{ before: boolean = true, after: boolean = true, overrides: { *: { before: "
               "boolean, after: boolean } } }",
    .messages = messages,
    .bad = EXAMPLES({"if(ready) {} else{}"}),
    .good = EXAMPLES({"if (ready) {} else {}"},
                     {"if(ready) {} else {}", "[{\"overrides\": {\"if\": {\"after\": false}}}]"}),
    .visits = VISITS(
        {TOKEN_BREAK_WORD, check_both}, {TOKEN_CASE_WORD, check_both},
        {TOKEN_CATCH_WORD, check_catch}, {TOKEN_CLASS_WORD, check_both},
        {TOKEN_CONST_WORD, check_both}, {TOKEN_CONTINUE_WORD, check_both},
        {TOKEN_DEBUGGER_WORD, check_both}, {TOKEN_DEFAULT_WORD, check_default},
        {TOKEN_DO_WORD, check_both}, {TOKEN_ELSE_WORD, check_both},
        {TOKEN_EXTENDS_WORD, check_both}, {TOKEN_FINALLY_WORD, check_both},
        {TOKEN_FOR_WORD, check_both}, {TOKEN_GET_WORD, check_both}, {TOKEN_IF_WORD, check_both},
        {TOKEN_LET_WORD, check_both}, {TOKEN_RETURN_WORD, check_both}, {TOKEN_SET_WORD, check_both},
        {TOKEN_STATIC_WORD, check_both}, {TOKEN_SWITCH_WORD, check_both},
        {TOKEN_THROW_WORD, check_both}, {TOKEN_TRY_WORD, check_both},
        {TOKEN_USING_WORD, check_both}, {TOKEN_VAR_WORD, check_both},
        {TOKEN_WHILE_WORD, check_both}, {TOKEN_WITH_WORD, check_with},
        {TOKEN_DELETE_WORD, check_operand}, {TOKEN_TYPEOF_WORD, check_operand},
        {TOKEN_VOID_WORD, check_operand}, {TOKEN_YIELD_WORD, check_operand},
        {NODE_IMPORT, check_operand}, {NODE_SUPER, check_operand}, {NODE_THIS, check_operand},
        {TOKEN_AS_WORD, check_module}, {TOKEN_EXPORT_WORD, check_module},
        {TOKEN_FROM_WORD, check_module}, {TOKEN_IMPORT_WORD, check_import},
        {TOKEN_ASYNC_WORD, check_async}, {TOKEN_AWAIT_WORD, check_await},
        {TOKEN_FUNCTION_WORD, check_function}, {TOKEN_IN_WORD, check_loop_word},
        {TOKEN_OF_WORD, check_loop_word}, {TOKEN_NEW_WORD, check_new}),
};

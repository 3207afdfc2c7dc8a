// semi: semicolons at the ends of statements, or none.
#include "rules/semicolons.h"
#include "rules/spacing.h"

enum { MISSING, EXTRA };

static const RuleMessage messages[] = {
    [MISSING] = {"missingSemi", "Missing semicolon."},
    [EXTRA] = {"extraSemi", "Extra semicolon."},
};

// ---- Reports

static void report_missing(RuleContext *context, TokenId last) {
  uint32_t end = source_tokens(context->code)->at[last].end;
  RuleReport *made = report_span(context, place_behind(context->code, end), MISSING);
  fix_insert(made, context->arena, end, TEXT(";"));
}

// The tokens around belong to the fix: two fixes that touch them don't go together.
static void report_extra(RuleContext *context, TokenId semicolon) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous(tokens, semicolon), after = token_next(tokens, semicolon);
  Span span = token_span(tokens, semicolon), around = span;
  if (before) around.start = tokens->at[before].start;
  if (after) around.end = tokens->at[after].end;
  fix_replace_inside(context, report_span(context, span, EXTRA), around, span, TEXT(""));
}

// ---- "always"

static bool is_last_of_one_line(RuleContext *context, NodeId node, TokenId last) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  if (!token_is(tokens, token_next(tokens, last), TOKEN_BRACE_CLOSE)) return false;
  NodeId parent = tree_node(tree, node)->parent;
  NodeKind kind = tree_kind(tree, parent);
  bool is_class = kind == NODE_CLASS_BODY;
  if (is_class ? !option_flag(context, 1, "omitLastInOneLineClassBody")
               : !option_flag(context, 1, "omitLastInOneLineBlock"))
    return false;
  if (!is_class && kind != NODE_STATEMENT_BLOCK) return false;
  bool is_static = tree_kind(tree, tree_node(tree, parent)->parent) == NODE_CLASS_STATIC_BLOCK;
  NodeId block = is_static ? tree_node(tree, parent)->parent : parent;
  uint32_t start = tree_node(tree, block)->start;
  if (is_static) start = tree_node(tree, parent)->start;
  return source_same_line(context->code, start, tree_node(tree, block)->end);
}

// ---- "never"

static bool continues(const TokenTable *tokens, TokenId next) {
  if (token_is(tokens, next, TOKEN_INCREMENT) || token_is(tokens, next, TOKEN_DECREMENT))
    return false;
  return token_continues(tokens, next);
}

// Whether a statement could go on behind its last token, if what follows allowed it.
static bool can_go_on(RuleContext *context, NodeId node, TokenId semicolon) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  switch ((int)tree_kind(tree, node)) {
  case NODE_BREAK_STATEMENT:
  case NODE_CONTINUE_STATEMENT:
  case NODE_DEBUGGER_STATEMENT:
  case NODE_DO_STATEMENT:
  case NODE_IMPORT_STATEMENT: return false;
  case NODE_EXPORT_STATEMENT:
    if (!tree_child_of_kind(tree, node, TOKEN_DEFAULT_WORD) &&
        !tree_child(tree, node, FIELD_DECLARATION))
      return false;
    break;
  case NODE_RETURN_STATEMENT:
    if (!tree_first_named(tree, node)) return false;
    break;
  default: break;
  }
  TokenId last = token_previous(tokens, semicolon);
  NodeId block = tree_node(tree, tokens->at[last].node)->parent;
  bool is_arrow = token_is(tokens, last, TOKEN_BRACE_CLOSE) &&
                  tree_kind(tree, block) == NODE_STATEMENT_BLOCK &&
                  tree_kind(tree, tree_node(tree, block)->parent) == NODE_ARROW_FUNCTION;
  return !is_arrow;
}

// `get`, `set` and `static` without a value would belong to the next member.
static bool is_field_hazard(RuleContext *context, NodeId node, TokenId semicolon) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  if (tree_kind(tree, node) != NODE_FIELD_DEFINITION) return false;
  NodeId key = tree_child(tree, node, FIELD_PROPERTY);
  Text name = tree_text(tree, key);
  bool is_word =
      tree_kind(tree, key) == NODE_PROPERTY_IDENTIFIER &&
      (text_is(name, TEXT("get")) || text_is(name, TEXT("set")) || text_is(name, TEXT("static")));
  bool is_twice = tree_is_static(tree, node) && text_is(name, TEXT("static"));
  if (is_word && !is_twice && !tree_child(tree, node, FIELD_VALUE)) return true;
  Text next = token_text(tokens, token_next(tokens, semicolon));
  return text_is(next, TEXT("*")) || text_is(next, TEXT("in")) || text_is(next, TEXT("instanceof"));
}

static bool can_be_removed(RuleContext *context, NodeId node, TokenId semicolon) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId next = token_next(tokens, semicolon);
  if (!next || token_is(tokens, next, TOKEN_BRACE_CLOSE) || token_is(tokens, next, TOKEN_SEMICOLON))
    return true;
  if (is_field_hazard(context, node, semicolon) ||
      is_on_one_line(context->code, token_previous(tokens, semicolon), next))
    return false;
  bool is_never = text_is(json_text(option_field(context, 1, "beforeStatementContinuationChars")),
                          TEXT("never"));
  bool is_field = tree_kind(context->tree, node) == NODE_FIELD_DEFINITION;
  if (!is_field && is_never && !can_go_on(context, node, semicolon)) return true;
  return !continues(tokens, next);
}

// ---- Statements

static void check(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId last = token_last(tokens, context->tree, node);
  bool is_field = tree_kind(context->tree, node) == NODE_FIELD_DEFINITION;
  if (is_field && token_is(tokens, token_next(tokens, last), TOKEN_SEMICOLON))
    last = token_next(tokens, last);
  bool is_there = token_is(tokens, last, TOKEN_SEMICOLON);
  if (option_is(context, 0, "never")) {
    bool is_always = text_is(
        json_text(option_field(context, 1, "beforeStatementContinuationChars")), TEXT("always"));
    if (is_there && can_be_removed(context, node, last))
      report_extra(context, last);
    else if (!is_there && is_always && !is_field && continues(tokens, token_next(tokens, last)))
      report_missing(context, last);
    return;
  }
  bool is_omitted = is_last_of_one_line(context, node, last);
  if (is_there && is_omitted) report_extra(context, last);
  if (!is_there && !is_omitted) report_missing(context, last);
}

static void check_variables(RuleContext *context, NodeId node) {
  if (tree_node(context->tree, node)->field != FIELD_INITIALIZER)
    check(context, node); // of a `for`
}

static void check_export(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool is_default = tree_child_of_kind(tree, node, TOKEN_DEFAULT_WORD) != NO_NODE;
  NodeId declaration = tree_child(tree, node, FIELD_DECLARATION),
         value = tree_child(tree, node, FIELD_VALUE);
  NodeKind kind = tree_kind(tree, value);
  bool is_declaration = declaration || kind == NODE_FUNCTION_EXPRESSION ||
                        kind == NODE_GENERATOR_FUNCTION || kind == NODE_CLASS;
  if (is_default ? !is_declaration : !declaration) check(context, node);
}

const Rule rule_semi = {
    .name = "semi",
    .stylistic = "@stylistic/semi",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow semicolons",
    .why = "Semicolons are put in where lines end, most of the time. Whichever way is chosen, one "
           "way everywhere is easier to read.",
    .options = "('always' | 'never') = always, { omitLastInOneLineBlock: boolean = false, "
               "omitLastInOneLineClassBody: boolean = false, beforeStatementContinuationChars: "
               "('always' | 'any' | 'never') = any }",
    .messages = messages,
    .bad = EXAMPLES({"const a = 1"}, {"const a = 1;", "[\"never\"]"}),
    .good = EXAMPLES({"const a = 1;"}, {"const a = 1", "[\"never\"]"}),
    .visits = VISITS(
        {NODE_VARIABLE_DECLARATION, check_variables}, {NODE_LEXICAL_DECLARATION, check_variables},
        {NODE_USING_DECLARATION, check_variables}, {NODE_EXPRESSION_STATEMENT, check_variables},
        {NODE_RETURN_STATEMENT, check}, {NODE_THROW_STATEMENT, check}, {NODE_DO_STATEMENT, check},
        {NODE_DEBUGGER_STATEMENT, check}, {NODE_BREAK_STATEMENT, check},
        {NODE_CONTINUE_STATEMENT, check}, {NODE_IMPORT_STATEMENT, check},
        {NODE_EXPORT_STATEMENT, check_export}, {NODE_FIELD_DEFINITION, check}),
};

// arrow-body-style: `a => { return b; }` and `a => b`, one of the two.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { OTHER, EMPTY, OBJECT, SINGLE, EXPECTED };

static const RuleMessage messages[] = {
    [OTHER] = {"unexpectedOtherBlock", "Unexpected block statement surrounding arrow body."},
    [EMPTY] = {"unexpectedEmptyBlock",
               "Unexpected block statement surrounding arrow body; put a value of `undefined` "
               "immediately after the `=>`."},
    [OBJECT] = {"unexpectedObjectBlock",
                "Unexpected block statement surrounding arrow body; parenthesize the returned "
                "value and move it immediately after the `=>`."},
    [SINGLE] = {"unexpectedSingleBlock",
                "Unexpected block statement surrounding arrow body; move the returned value "
                "immediately after the `=>`."},
    [EXPECTED] = {"expectedBlock", "Expected block statement surrounding arrow body."},
};

// ---- Blocks that are too much

// Whether a node stands in the part of a `for` where `in` would be read as the loop's own.
static bool is_in_initializer(const Tree *tree, NodeId node) {
  for (NodeId at = node; at != NODE_ROOT; at = tree_node(tree, at)->parent) {
    NodeId parent = tree_node(tree, at)->parent;
    if (tree_kind(tree, parent) == NODE_FOR_STATEMENT)
      return tree_node(tree, at)->field == FIELD_INITIALIZER;
    if (tree_kind(tree, parent) == NODE_STATEMENT_BLOCK) return false;
  }
  return false;
}

static bool has_in(const Tree *tree, NodeId node) {
  for (NodeId at = node, end = tree_node(tree, node)->after; at < end; at++) {
    const Node *token = tree_node(tree, at);
    if (token->kind == TOKEN_IN_WORD && tree_kind(tree, token->parent) == NODE_BINARY_EXPRESSION)
      return true;
  }
  return false;
}

static bool continues(const TokenTable *tokens, TokenId id) {
  return id && tokens->at[id].type == TOKEN_TYPE_PUNCTUATOR &&
         strchr("([/+-", tokens->text.at[tokens->at[id].start]);
}

// Takes the braces, the `return` and its semicolon out; where nothing is said between them, the
// spaces, too.
static void fix_block(RuleContext *context, RuleReport *made, NodeId body, NodeId statement) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId value = tree_first_named(tree, statement);
  if (!value || continues(tokens, token_after(tokens, tree, body))) return;
  TokenId word = token_first(tokens, tree, statement), first = token_first(tokens, tree, value);
  TokenId last = token_last(tokens, tree, statement), close = token_last(tokens, tree, body);
  TokenId value_last = token_last(tokens, tree, value);
  Span open = {tree_node(tree, body)->start, tree_node(tree, body)->start + 1};
  Span end = {tokens->at[close].start, tokens->at[close].end};
  uint32_t start = tokens->at[first].start, behind = tokens->at[last].end;
  bool has_comments = tokens_have_comment(tokens, open.end, start) ||
                      tokens_have_comment(tokens, behind, end.start);
  bool is_object = token_is(tokens, first, TOKEN_BRACE_OPEN);
  bool is_list = tree_kind(tree, value) == NODE_SEQUENCE_EXPRESSION;
  bool is_bare = tree_kind(tree, value) != NODE_PARENTHESIZED_EXPRESSION;
  bool is_wrapped =
      is_object || is_list || (is_bare && is_in_initializer(tree, body) && has_in(tree, value));
  if (has_comments) {
    fix_remove(made, context->arena, open);
    fix_remove(made, context->arena, (Span){tokens->at[word].start, tokens->at[word].end});
  } else {
    fix_remove(made, context->arena, (Span){open.start, start});
  }
  if (is_wrapped) fix_insert(made, context->arena, start, TEXT("("));
  if (last != value_last)
    fix_replace(made, context->arena, (Span){tokens->at[last].start, behind},
                is_wrapped ? TEXT(")") : TEXT(""));
  else if (is_wrapped)
    fix_insert(made, context->arena, behind, TEXT(")"));
  fix_remove(made, context->arena, has_comments ? end : (Span){behind, end.end});
}

static void check_block(RuleContext *context, NodeId body) {
  const Tree *tree = context->tree;
  bool is_never = option_is(context, 0, "never");
  NodeId first = tree_first_named(tree, body);
  bool is_one = first && !tree_next_named(tree, first);
  bool is_return = is_one && tree_kind(tree, first) == NODE_RETURN_STATEMENT;
  if (!is_never && !(is_return && option_is(context, 0, "as-needed"))) return;
  if (!is_return) {
    report(context, body, first ? OTHER : EMPTY);
    return;
  }
  NodeId value = tree_first_named(tree, first);
  bool is_object = value && tree_kind(tree, tree_inside_parentheses(tree, value)) == NODE_OBJECT;
  if (!is_never && is_object && option_flag(context, 1, "requireReturnForObjectLiteral")) return;
  bool is_brace = value && tree->source.at[tree_node(tree, value)->start] == '{';
  fix_block(context, report(context, body, is_brace ? OBJECT : SINGLE), body, first);
}

// ---- Blocks that are missing

// `({ a: 1 })` needs its parentheses no longer.
static void fix_object(RuleContext *context, RuleReport *made, NodeId around) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId open = token_first(tokens, tree, around), brace = token_next(tokens, open);
  TokenId close = token_last(tokens, tree, around);
  Span span = {tokens->at[open].start, tokens->at[open].end};
  bool is_one_line = source_same_line(context->code, span.start, tokens->at[brace].start);
  fix_replace(made, context->arena, span, is_one_line ? TEXT("{return ") : TEXT("{"));
  if (!is_one_line) fix_insert(made, context->arena, tokens->at[brace].start, TEXT("return "));
  fix_remove(made, context->arena, (Span){tokens->at[close].start, tokens->at[close].end});
}

// The parentheses that a body begins with, if an object is what they begin with; else NO_NODE.
static NodeId parentheses_of_object(const Tree *tree, NodeId body) {
  uint32_t start = tree_node(tree, body)->start;
  for (NodeId at = body; tree_node(tree, at)->start == start && !tree_is_leaf(tree, at); at++) {
    if (tree_kind(tree, at) != NODE_PARENTHESIZED_EXPRESSION) continue;
    NodeId inside = tree_first_named(tree, at);
    uint32_t first = tree_node(tree, inside)->start;
    for (NodeId in = inside; tree_node(tree, in)->start == first && !tree_is_leaf(tree, in); in++) {
      if (tree_kind(tree, in) == NODE_OBJECT) return at;
    }
    return NO_NODE;
  }
  return NO_NODE;
}

static void check_expression(RuleContext *context, NodeId node, NodeId body) {
  const Tree *tree = context->tree;
  NodeId inside = tree_inside_parentheses(tree, body);
  bool is_object = tree_kind(tree, inside) == NODE_OBJECT;
  bool is_wanted =
      option_is(context, 0, "always") || (option_is(context, 0, "as-needed") && is_object &&
                                          option_flag(context, 1, "requireReturnForObjectLiteral"));
  if (!is_wanted) return;
  RuleReport *made = report(context, inside, EXPECTED);
  NodeId around = parentheses_of_object(tree, body);
  if (around)
    fix_object(context, made, around);
  else
    fix_insert(made, context->arena, tree_node(tree, body)->start, TEXT("{return "));
  fix_insert(made, context->arena, tree_node(tree, node)->end, TEXT("}"));
}

static void check(RuleContext *context, NodeId node) {
  NodeId body = tree_child(context->tree, node, FIELD_BODY);
  if (tree_kind(context->tree, body) == NODE_STATEMENT_BLOCK)
    check_block(context, body);
  else
    check_expression(context, node, body);
}

const Rule rule_arrow_body_style = {
    .name = "arrow-body-style",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow braces around the body of an arrow function",
    .why = "A function that only gives a value needs no block; or, for those who like one form, "
           "each has one.",
    .options = "('always' | 'as-needed' | 'never') = as-needed, { requireReturnForObjectLiteral: "
               "boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const next = n => { return n + 1; };"},
                    {"const next = n => n + 1;", "[\"always\"]"}),
    .good = EXAMPLES({"const next = n => n + 1;"},
                     {"const next = n => { return n + 1; };", "[\"always\"]"}),
    .visits = VISITS({NODE_ARROW_FUNCTION, check}),
};

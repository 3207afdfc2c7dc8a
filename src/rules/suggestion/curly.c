// curly: braces around the body of an `if` or a loop.
#include "rules/braces.h"
#include "rules/rule.h"
#include "rules/semicolons.h"
#include "rules/touching.h"

enum { MISSING, MISSING_CONDITION, UNEXPECTED, UNEXPECTED_CONDITION };

static const RuleMessage messages[] = {
    [MISSING] = {"missingCurlyAfter", "Expected { after '{0}'."},
    [MISSING_CONDITION] = {"missingCurlyAfterCondition", "Expected { after '{0}' condition."},
    [UNEXPECTED] = {"unexpectedCurlyAfter", "Unnecessary { after '{0}'."},
    [UNEXPECTED_CONDITION] = {"unexpectedCurlyAfterCondition",
                              "Unnecessary { after '{0}' condition."},
};

typedef enum Want { WANT_ANY, WANT_NONE, WANT_BRACES } Want;

static bool is_block(const Tree *tree, NodeId body) {
  return tree_kind(tree, body) == NODE_STATEMENT_BLOCK;
}

// ---- What is wanted

// Whether a statement, its semicolon left out, ends on the line where `start` is.
static bool ends_on_line_of(RuleContext *context, NodeId statement, uint32_t start) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId last = token_last(tokens, context->tree, statement);
  if (token_is(tokens, last, TOKEN_SEMICOLON)) last = token_previous(tokens, last);
  return source_same_line(context->code, start, tokens->at[last].end);
}

static bool is_one_line(RuleContext *context, NodeId statement) {
  if (tree_kind(context->tree, statement) == NODE_EMPTY_STATEMENT) return true;
  return ends_on_line_of(context, statement, tree_node(context->tree, statement)->start);
}

static Want wanted_by_lines(RuleContext *context, NodeId body) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  if (option_is(context, 0, "multi-line")) {
    TokenId before = token_before(tokens, tree, body);
    return ends_on_line_of(context, body, tokens->at[before].start) ? WANT_ANY : WANT_BRACES;
  }
  if (!is_block(tree, body)) return is_one_line(context, body) ? WANT_NONE : WANT_BRACES;
  NodeId statement = tree_first_named(tree, body);
  const Node *at = tree_node(tree, statement);
  bool has_comment = tokens_have_comment(tokens, tree_node(tree, body)->start, at->start);
  return has_comment || !is_one_line(context, statement) ? WANT_BRACES : WANT_NONE;
}

static Want wanted(RuleContext *context, NodeId body) {
  const Tree *tree = context->tree;
  if (is_block(tree, body)) {
    NodeId first = tree_first_named(tree, body);
    if (!first || tree_next_named(tree, first) || braces_are_needed(context->code, body))
      return WANT_BRACES;
  }
  if (option_is(context, 0, "multi")) return WANT_NONE;
  if (option_is(context, 0, "all")) return WANT_BRACES;
  return wanted_by_lines(context, body);
}

// ---- Reports

static bool needs_semicolon(RuleContext *context, TokenId close) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous(tokens, close), after = token_next(tokens, close);
  if (!after || token_is(tokens, before, TOKEN_SEMICOLON)) return false;
  NodeId block = tree_node(tree, tokens->at[before].node)->parent;
  NodeId owner = tree_node(tree, block)->parent;
  NodeKind kind = tree_kind(tree, owner);
  bool is_value = kind == NODE_FUNCTION_EXPRESSION || kind == NODE_GENERATOR_FUNCTION ||
                  kind == NODE_ARROW_FUNCTION || kind == NODE_METHOD_DEFINITION;
  if (token_is(tokens, before, TOKEN_BRACE_CLOSE) && is_block(tree, block) && !is_value)
    return false;
  if (source_same_line(context->code, tokens->at[before].end, tokens->at[after].start)) return true;
  return token_continues(tokens, after) || token_is(tokens, before, TOKEN_INCREMENT) ||
         token_is(tokens, before, TOKEN_DECREMENT);
}

static void fix_unexpected(RuleContext *context, RuleReport *made, NodeId body) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId close = token_last(tokens, tree, body);
  if (needs_semicolon(context, close)) return;
  const Node *at = tree_node(tree, body);
  Text inside = text_slice(tree->source, at->start + 1, tokens->at[close].start);
  const char *space = touches_left(context->code, at->start, inside) ? " " : "";
  fix_replace(made, context->arena, estree_span(context->code, body),
              text_format(context->arena, "%s%.*s", space, TEXT_ARGS(inside)));
}

static void check_body(RuleContext *context, NodeId body, Want want, const char *name) {
  const Tree *tree = context->tree;
  if (want == WANT_ANY || is_block(tree, body) == (want == WANT_BRACES)) return;
  bool has_condition =
      strcmp(name, "if") == 0 || strcmp(name, "while") == 0 || strcmp(name, "for") == 0;
  if (want == WANT_NONE) {
    RuleReport *made =
        report(context, body, has_condition ? UNEXPECTED_CONDITION : UNEXPECTED, text_of(name));
    fix_unexpected(context, made, body);
    return;
  }
  RuleReport *made =
      report(context, body, has_condition ? MISSING_CONDITION : MISSING, text_of(name));
  Span span = estree_span(context->code, body);
  Text text = text_slice(tree->source, span.start, span.end);
  fix_replace(made, context->arena, span, text_format(context->arena, "{%.*s}", TEXT_ARGS(text)));
}

// ---- Statements

static void check_loop(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId body = tree_child(tree, node, FIELD_BODY);
  const char *name = "for";
  switch ((int)tree_kind(tree, node)) {
  case NODE_DO_STATEMENT: name = "do"; break;
  case NODE_FOR_IN_STATEMENT: {
    NodeKind word = estree_operator(tree, node);
    name = word == TOKEN_OF_WORD ? "for-of" : "for-in";
    break;
  }
  case NODE_WHILE_STATEMENT: name = "while"; break;
  default: break;
  }
  check_body(context, body, wanted(context, body), name);
}

// The `if` behind an `else`, or NO_NODE; the statement there.
static NodeId else_body(const Tree *tree, NodeId node, NodeId *next) {
  NodeId clause = tree_child(tree, node, FIELD_ALTERNATIVE);
  NodeId body = clause ? tree_first_named(tree, clause) : NO_NODE;
  *next = tree_kind(tree, body) == NODE_IF_STATEMENT ? body : NO_NODE;
  return body;
}

// Whether one of the bodies of a chain wants braces, or has them and may.
static Want wanted_by_all(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  for (NodeId at = node, next; at; at = next) {
    NodeId bodies[2] = {tree_child(tree, at, FIELD_CONSEQUENCE), else_body(tree, at, &next)};
    for (int i = 0; i < 2; i++) {
      if (!bodies[i] || bodies[i] == next) continue;
      Want want = wanted(context, bodies[i]);
      if (want == WANT_BRACES || (want == WANT_ANY && is_block(tree, bodies[i])))
        return WANT_BRACES;
    }
  }
  return WANT_NONE;
}

static void check_if(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (tree_kind(tree, tree_node(tree, node)->parent) == NODE_ELSE_CLAUSE) return;
  bool is_consistent = option_is(context, 1, "consistent");
  Want all = is_consistent ? wanted_by_all(context, node) : WANT_ANY;
  for (NodeId at = node, next; at; at = next) {
    NodeId then = tree_child(tree, at, FIELD_CONSEQUENCE), body = else_body(tree, at, &next);
    check_body(context, then, is_consistent ? all : wanted(context, then), "if");
    if (body && !next)
      check_body(context, body, is_consistent ? all : wanted(context, body), "else");
  }
}

const Rule rule_curly = {
    .name = "curly",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require braces around the bodies of `if` and loops",
    .why = "A second statement that is added to a body without braces looks as if it belonged to "
           "it, and does not.",
    .options = "('all' | 'multi' | 'multi-line' | 'multi-or-nest') = all, 'consistent'",
    .messages = messages,
    .bad = EXAMPLES({"if (ready) go();"}, {"if (ready) { go(); }", "[\"multi\"]"}),
    .good = EXAMPLES({"if (ready) { go(); }"}, {"if (ready) go();", "[\"multi-line\"]"}),
    .visits = VISITS({NODE_IF_STATEMENT, check_if}, {NODE_DO_STATEMENT, check_loop},
                     {NODE_FOR_IN_STATEMENT, check_loop}, {NODE_FOR_STATEMENT, check_loop},
                     {NODE_WHILE_STATEMENT, check_loop}),
};

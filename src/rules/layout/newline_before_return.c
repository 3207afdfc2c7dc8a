// newline-before-return: an empty line before `return`.
#include "rules/rule.h"
#include "rules/tokens.h"

enum { EXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected newline before return statement."},
};

// Whether nothing stands before it in its block, or it is a body of its own.
static bool is_first(const TokenTable *tokens, const Tree *tree, NodeId node) {
  NodeId parent = tree_node(tree, node)->parent;
  NodeKind kind = tree_kind(tree, parent);
  if (kind == NODE_STATEMENT_BLOCK || kind == NODE_PROGRAM)
    return tree_first_named(tree, parent) == node;
  TokenId before = token_before(tokens, tree, node);
  if (kind == NODE_SWITCH_CASE || kind == NODE_SWITCH_DEFAULT)
    return token_is(tokens, before, TOKEN_COLON);
  return true;
}

// Lines between that are comments.
static int64_t comment_lines(SourceCode *code, TokenId from, TokenId to, int64_t first,
                             int64_t last) {
  const TokenTable *tokens = source_tokens(code);
  int64_t count = 0;
  for (TokenId id = from + 1; id < to; id++) {
    int64_t start = source_line(code, tokens->at[id].start),
            end = source_line(code, tokens->at[id].end);
    count += 1 + end - start - (start == first) - (end == last);
  }
  return count;
}

static void check_return(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  if (is_first(tokens, tree, node)) return;
  TokenId word = token_first(tokens, tree, node), before = token_previous(tokens, word);
  int64_t first = before ? (int64_t)source_line(code, tokens->at[before].end) : -1;
  int64_t last = source_line(code, tokens->at[word].start);
  if (last - first - comment_lines(code, before, word, first, last) > 1) return;
  RuleReport *made = report(context, node, EXPECTED);
  bool has_comment = word > before + 1;
  int64_t comment_end = has_comment ? source_line(code, tokens->at[word - 1].end) : first;
  if (has_comment && (comment_end != first || comment_end == last)) return;
  fix_insert(made, context->arena, tokens->at[word].start,
             first == last ? TEXT("\n\n") : TEXT("\n"));
}

const Rule rule_newline_before_return = {
    .name = "newline-before-return",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require an empty line before `return`",
    .why = "What a function gives back is easier to find.",
    .messages = messages,
    .bad = EXAMPLES({"function next(n) {\n  n++;\n  return n;\n}"}),
    .good = EXAMPLES({"function next(n) {\n  n++;\n\n  return n;\n}"},
                     {"function next(n) {\n  return n + 1;\n}"}),
    .visits = VISITS({NODE_RETURN_STATEMENT, check_return}),
};

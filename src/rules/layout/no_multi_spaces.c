// no-multi-spaces: several spaces between two tokens.
#include "rules/spacing.h"

enum { MULTIPLE };

static const RuleMessage messages[] = {
    [MULTIPLE] = {"multipleSpaces", "Multiple spaces found before '{0}'."},
};

enum { SHOWN_LIMIT = 12 }; // bytes of a comment

static Text shown_token(RuleContext *context, TokenId id) {
  const TokenTable *tokens = source_tokens(context->code);
  Text text = token_text(tokens, id);
  if (!token_is_comment(tokens, id)) return text;
  bool is_block = tokens->at[id].type == TOKEN_TYPE_BLOCK_COMMENT;
  Text inside = text_slice(text, 2, text.size - (is_block ? 2 : 0));
  uint32_t line = text_find_byte(inside, '\n', 0);
  bool is_long = line != TEXT_NOT_FOUND || inside.size > SHOWN_LIMIT;
  if (line != TEXT_NOT_FOUND) inside.size = line;
  if (inside.size > SHOWN_LIMIT) inside.size = SHOWN_LIMIT;
  return text_format(context->arena, is_block ? "/*%.*s%s*/" : "//%.*s%s", TEXT_ARGS(inside),
                     is_long ? "..." : "");
}

// Whether the type of the innermost node that the gap is in is one of the exceptions.
// `with { type: "json" }`, or the braces in it.
static bool is_list_of_attributes(const Tree *tree, NodeId node) {
  return tree_kind(tree, node) == NODE_IMPORT_ATTRIBUTE ||
         (tree_kind(tree, node) == NODE_OBJECT &&
          tree_kind(tree, tree_node(tree, node)->parent) == NODE_IMPORT_ATTRIBUTE);
}

static bool is_excepted(RuleContext *context, TokenId left, TokenId right, uint32_t at) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId node = tokens->at[right].node ? tokens->at[right].node : tokens->at[left].node;
  for (; node; node = tree_node(tree, node)->parent) {
    const Node *around = tree_node(tree, node);
    if (is_list_of_attributes(tree, node)) continue; // to ESLint, they are the statement's
    if (around->start <= at && at < around->end && estree_type(tree, node).size) break;
  }
  const Json *exceptions = option_field(context, 0, "exceptions");
  return json_is(json_get(exceptions, estree_type(tree, node)), JSON_TRUE);
}

static bool counts_tabs(RuleContext *context) {
  return context->is_stylistic && option_flag(context, 0, "includeTabs");
}

static void check_gap(RuleContext *context, TokenId left, TokenId right) {
  const TokenTable *tokens = source_tokens(context->code);
  Span gap = gap_between(tokens, left, right);
  Text text = text_slice(tokens->text, gap.start, gap.end);
  if (text.size < 2 || (!counts_tabs(context) && text_find(text, TEXT("  ")) == TEXT_NOT_FOUND))
    return;
  if (!is_on_one_line(context->code, left, right)) return;
  if (token_is_comment(tokens, right)) {
    TokenId next = token_next_any(tokens, right);
    bool is_last = !next || !is_on_one_line(context->code, right, next);
    if (is_last && option_flag(context, 0, "ignoreEOLComments")) return;
  }
  if (is_excepted(context, left, right, gap.start)) return;
  RuleReport *made = report_span(context, gap, MULTIPLE, shown_token(context, right));
  fix_replace(made, context->arena, gap, TEXT(" "));
}

static void check_all(RuleContext *context) {
  const TokenTable *tokens = source_tokens(context->code);
  for (TokenId id = 1; id + 1 < tokens->count; id++) check_gap(context, id, id + 1);
}

const Rule rule_no_multi_spaces = {
    .name = "no-multi-spaces",
    .stylistic = "@stylistic/no-multi-spaces",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Disallow several spaces between two tokens",
    .why = "Columns that are lined up by spaces have to be lined up again with every change.",
    .options = "{ exceptions: { Property: boolean = true, ImportAttribute: boolean = true, *: "
               "boolean }, ignoreEOLComments: boolean = false, includeTabs: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"const a  = 1;"}, {"import a from \"b\" with  { type: \"json\" };"}),
    .good = EXAMPLES({"const a = 1;"}),
    .end = check_all,
};

// semi-style: semicolons at the ends of lines, or at their beginnings.
#include "rules/spacing.h"

enum { EXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expectedSemiColon", "Expected this semicolon to be at {0}."},
};

// Whether what a semicolon ends is the last of its list, or stands before `else` or `while`: there,
// no line begins that the semicolon could be put in front of.
static bool is_last_child(const Tree *tree, NodeId semicolon) {
  NodeId statement = tree_node(tree, semicolon)->parent;
  if (tree_kind(tree, statement) == NODE_CLASS_BODY)
    return tree_kind(tree, tree_next_sibling(tree, semicolon)) == TOKEN_BRACE_CLOSE;
  NodeId around = tree_node(tree, statement)->parent;
  NodeKind kind = tree_kind(tree, around);
  if (kind == NODE_DO_STATEMENT) return true;
  if (kind == NODE_IF_STATEMENT) return tree_child(tree, around, FIELD_ALTERNATIVE) != NO_NODE;
  return estree_is_in_list(tree, statement) && tree_next_named(tree, statement) == NO_NODE;
}

// A semicolon of its own among the members of a class.
static bool is_empty_member(const Tree *tree, NodeId semicolon) {
  NodeId body = tree_node(tree, semicolon)->parent, before = semicolon - 1;
  if (tree_kind(tree, body) != NODE_CLASS_BODY) return false;
  while (tree_node(tree, before)->parent != body) before = tree_node(tree, before)->parent;
  return tree_kind(tree, before) != NODE_FIELD_DEFINITION;
}

static void report_semicolon(RuleContext *context, TokenId id, bool is_last) {
  const TokenTable *tokens = source_tokens(context->code);
  RuleReport *made = report_span(context, token_span(tokens, id), EXPECTED,
                                 is_last ? TEXT("the end of the previous line")
                                         : TEXT("the beginning of the next line"));
  TokenId before = token_previous(tokens, id), after = token_next(tokens, id);
  Span left = gap_between(tokens, before, id),
       right = {tokens->at[id].end, after ? tokens->at[after].start : tokens->at[id].end};
  if (before && after && tokens_have_comment(tokens, left.start, right.end)) return;
  fix_replace(made, context->arena, (Span){left.start, right.end},
              is_last ? TEXT(";\n") : TEXT("\n;"));
}

static void check_semicolon(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  NodeId statement = tree_node(tree, node)->parent;
  if (tree_kind(tree, statement) == NODE_EMPTY_STATEMENT || is_empty_member(tree, node)) return;
  bool is_for = tree_kind(tree, statement) == NODE_FOR_STATEMENT ||
                tree_node(tree, statement)->field == FIELD_INITIALIZER;
  TokenId id = token_first(tokens, tree, node), before = token_previous(tokens, id),
          after = token_next(tokens, id);
  bool is_before = !before || is_on_one_line(code, before, id),
       is_after = !after || is_on_one_line(code, id, after);
  bool is_last = is_for || option_is(context, 0, "last");
  if (is_last ? is_before : is_after || is_last_child(tree, node)) return;
  report_semicolon(context, id, is_last);
  // It ends both, the declaration and its export.
  NodeId around = tree_node(tree, statement)->parent;
  if (tree_kind(tree, around) == NODE_EXPORT_STATEMENT) report_semicolon(context, id, is_last);
}

const Rule rule_semi_style = {
    .name = "semi-style",
    .stylistic = "@stylistic/semi-style",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require semicolons at the ends of lines, or at their beginnings",
    .why = "One way everywhere is easier to read.",
    .options = "('last' | 'first') = last",
    .messages = messages,
    .bad = EXAMPLES({"go()\n;run();"}, {"if (ready) go();\nrun()", "[\"first\"]"}),
    .good = EXAMPLES({"go();\nrun();"}, {"class A {\n  ;\n}"},
                     {"do go();\nwhile (ready)", "[\"first\"]"}),
    .visits = VISITS({TOKEN_SEMICOLON, check_semicolon}),
};

// prefer-numeric-literals: parseInt("11", 2) where 0b11 does.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "syntax/literal_number.h"

enum { USE_LITERAL };

static const RuleMessage messages[] = {
    [USE_LITERAL] = {"useLiteral", "Use {0} literals instead of {1}()."},
};

typedef struct System {
  uint32_t radix;
  const char *name, *prefix;
} System;

static const System systems[] = {
    {2, "binary", "0b"}, {8, "octal", "0o"}, {16, "hexadecimal", "0x"}};

static const System *system_of(const Tree *tree, NodeId radix) {
  if (tree_kind(tree, radix) != NODE_NUMBER) return NULL;
  Text text = tree_text(tree, radix);
  if (text_ends(text, TEXT("n"))) return NULL;
  double value = literal_number_value(text);
  for (uint32_t i = 0; i < sizeof systems / sizeof *systems; i++) {
    if (systems[i].radix == value) return &systems[i];
  }
  return NULL;
}

static bool are_digits(Text text, uint32_t radix) {
  for (uint32_t i = 0; i < text.size; i++) {
    char c = text.at[i];
    uint32_t digit = c >= '0' && c <= '9'                     ? (uint32_t)(c - '0')
                     : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (uint32_t)((c | 0x20) - 'a' + 10)
                                                              : radix;
    if (digit >= radix) return false;
  }
  return text.size > 0;
}

static bool is_word(const Token *token) {
  switch ((int)token->type) {
  case TOKEN_TYPE_BOOLEAN:
  case TOKEN_TYPE_IDENTIFIER:
  case TOKEN_TYPE_KEYWORD:
  case TOKEN_TYPE_NULL:
  case TOKEN_TYPE_NUMBER:
  case TOKEN_TYPE_PRIVATE: return true;
  default: return false;
  }
}

static void fix(RuleContext *context, RuleReport *made, NodeId node, Text literal) {
  const TokenTable *tokens = source_tokens(context->code);
  const Node *at = tree_node(context->tree, node);
  if (tokens_have_comment(tokens, at->start, at->end)) return;
  const Token *before = &tokens->at[token_before(tokens, context->tree, node)];
  const Token *after = &tokens->at[token_after(tokens, context->tree, node)];
  bool touches_before = before->end == at->start && at->start && is_word(before);
  bool touches_after = after->start == at->end && is_word(after);
  fix_replace(made, context->arena, (Span){at->start, at->end},
              text_format(context->arena, "%s%.*s%s", touches_before ? " " : "", TEXT_ARGS(literal),
                          touches_after ? " " : ""));
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId list = tree_child(tree, node, FIELD_ARGUMENTS), first = NO_NODE, second = NO_NODE;
  if (tree_kind(tree, list) != NODE_ARGUMENTS) return;
  uint32_t count = 0;
  tree_each_named(tree, list, argument) {
    if (count == 0) first = tree_inside_parentheses(tree, argument);
    if (count == 1) second = tree_inside_parentheses(tree, argument);
    ++count;
  }
  const System *system = count == 2 ? system_of(tree, second) : NULL;
  if (!system) return;
  Text digits;
  NodeKind kind = tree_kind(tree, first);
  if (kind != NODE_STRING && kind != NODE_TEMPLATE_STRING) return;
  if (!static_string(context->code, first, &digits)) return;
  NodeId callee = estree_child(tree, node, FIELD_FUNCTION);
  bool is_function = is_global(context->code, callee, "parseInt");
  bool is_method = is_member_of(context->code, callee, "Number", "parseInt") &&
                   is_global(context->code, estree_child(tree, callee, FIELD_OBJECT), "Number");
  if (!is_function && !is_method) return;
  RuleReport *made =
      report(context, node, USE_LITERAL, text_of(system->name), tree_text(tree, callee));
  if (are_digits(digits, system->radix))
    fix(context, made, node, text_concat(context->arena, text_of(system->prefix), digits));
}

const Rule rule_prefer_numeric_literals = {
    .name = "prefer-numeric-literals",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require binary, octal and hexadecimal literals in place of `parseInt`",
    .why = "`0b11` is a number; `parseInt(\"11\", 2)` makes one each time it runs.",
    .messages = messages,
    .bad = EXAMPLES({"parseInt(\"11\", 2);"}, {"Number.parseInt(\"1F\", 16);"}),
    .good = EXAMPLES({"0b11;"}, {"parseInt(text, 2);"}, {"parseInt(\"11\", 10);"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};

// dot-notation: `a["b"]` where `a.b` does.
#include "rules/old_words.h"
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/touching.h"

#include <ctype.h>

enum { USE_DOT, USE_BRACKETS };

static const RuleMessage messages[] = {
    [USE_DOT] = {"useDot", "[{0}] is better written in dot notation."},
    [USE_BRACKETS] = {"useBrackets", ".{0} is a syntax error."},
};

typedef struct Settings {
  const Pattern *allowed;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  made->allowed = option_pattern(arena, options[0], "allowPattern");
}

static bool is_name(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    char byte = text.at[i];
    bool is_letter = byte == '_' || byte == '$' || isalpha((unsigned char)byte);
    if (!is_letter && !(i > 0 && isdigit((unsigned char)byte))) return false;
  }
  return text.size > 0;
}

static void fix_to_dot(RuleContext *context, RuleReport *made, NodeId node, Text name) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId open = tree_child_of_kind(tree, node, TOKEN_BRACKET_OPEN);
  NodeId object = tree_child(tree, node, FIELD_OBJECT);
  uint32_t start = tree_node(tree, open)->start, end = tree_node(tree, node)->end;
  if (tokens_have_comment(tokens, start, end)) return;
  bool is_optional = tree_child_of_kind(tree, node, NODE_OPTIONAL_CHAIN) != NO_NODE;
  const char *before = !is_optional && is_decimal_integer(tree, object) ? " " : "";
  Text text =
      text_concat(context->arena, text_of(before), is_optional ? TEXT("") : TEXT("."), name);
  fix_replace(made, context->arena, (Span){start, end},
              touching_text(context->code, start, end, text));
}

static void check_subscript(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeId index = estree_child(tree, node, FIELD_INDEX);
  NodeKind kind = tree_kind(tree, index);
  Text name;
  bool is_text = kind == NODE_STRING || kind == NODE_TEMPLATE_STRING;
  if (!is_text && kind != NODE_TRUE && kind != NODE_FALSE && kind != NODE_NULL) return;
  if (!static_string(context->code, index, &name) || !is_name(name)) return;
  if (!option_flag(context, 0, "allowKeywords") && is_old_word(name)) return;
  if (settings->allowed && pattern_matches(settings->allowed, name)) return;
  Text shown = name;
  if (is_text) {
    const char *quote = kind == NODE_STRING ? "\"" : "`";
    shown = text_format(context->arena, "%s%.*s%s", quote, TEXT_ARGS(name), quote);
  }
  fix_to_dot(context, report(context, index, USE_DOT, shown), node, name);
}

static void check_member(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (option_flag(context, 0, "allowKeywords")) return;
  NodeId property = tree_child(tree, node, FIELD_PROPERTY);
  Text name = tree_text(tree, property);
  if (tree_kind(tree, property) == NODE_PRIVATE_PROPERTY_IDENTIFIER || !is_old_word(name)) return;
  RuleReport *made = report(context, property, USE_BRACKETS, name);
  const Node *object = tree_node(tree, tree_child(tree, node, FIELD_OBJECT)),
             *at = tree_node(tree, property);
  NodeId question = tree_child_of_kind(tree, node, NODE_OPTIONAL_CHAIN);
  bool is_let = is_identifier(tree, tree_child(tree, node, FIELD_OBJECT), "let");
  if ((is_let && !question) ||
      tokens_have_comment(source_tokens(context->code), object->end, at->start))
    return;
  NodeId dot = question ? question : tree_child_of_kind(tree, node, TOKEN_DOT);
  uint32_t start = question ? tree_node(tree, dot)->end : tree_node(tree, dot)->start;
  fix_replace(made, context->arena, (Span){start, at->end},
              text_format(context->arena, "[\"%.*s\"]", TEXT_ARGS(name)));
}

const Rule rule_dot_notation = {
    .name = "dot-notation",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require `a.b` for `a[\"b\"]`",
    .why = "`a.b` is shorter and easier to read.",
    .options = "{ allowKeywords: boolean = true, allowPattern: regex }",
    .messages = messages,
    .bad = EXAMPLES({"user[\"name\"];"}),
    .good = EXAMPLES({"user.name;"}, {"user[\"first-name\"];"},
                     {"user[\"last_name\"];", "[{\"allowPattern\": \"_\"}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .visits = VISITS({NODE_SUBSCRIPT_EXPRESSION, check_subscript},
                     {NODE_MEMBER_EXPRESSION, check_member}),
};

// quotes: which quotes strings have.
#include "base/buffer.h"
#include "rules/prologue.h"
#include "rules/rule.h"

enum { WRONG };

static const RuleMessage messages[] = {
    [WRONG] = {"wrongQuotes", "Strings must use {0}."},
};

static char wanted_quote(RuleContext *context) {
  if (option_is(context, 0, "single")) return '\'';
  return option_is(context, 0, "backtick") ? '`' : '"';
}

static Text quote_name(char quote) {
  return quote == '"'    ? TEXT("doublequote")
         : quote == '\'' ? TEXT("singlequote")
                         : TEXT("backtick");
}

static bool avoids_escapes(RuleContext *context) {
  const Json *given = option(context, 1);
  if (json_is(given, JSON_STRING)) return text_is(given->text, TEXT("avoid-escape"));
  return json_is(json_get(given, TEXT("avoidEscape")), JSON_TRUE);
}

static bool allows_templates(RuleContext *context) {
  const Json *given = json_get(option(context, 1), TEXT("allowTemplateLiterals"));
  return json_is(given, JSON_TRUE) || text_is(json_text(given), TEXT("always"));
}

static bool templates_avoid_escapes(RuleContext *context) {
  Text given = json_text(json_get(option(context, 1), TEXT("allowTemplateLiterals")));
  return text_is(given, TEXT("avoidEscape")) && avoids_escapes(context);
}

// Whether a line ends in a template: with a backslash before it, it would do so in a string as
// well.
static bool has_line_end(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    if (text.at[i] == '\\') {
      ++i;
      if (text.at[i] == '\r' && text.at[i + 1] == '\n') ++i;
    } else if (text.at[i] == '\n' || text.at[i] == '\r' ||
               text_starts(text_slice(text, i, text.size), TEXT("\u2028")) ||
               text_starts(text_slice(text, i, text.size), TEXT("\u2029"))) {
      return true;
    }
  }
  return false;
}

// ---- Other quotes

// The text between new quotes: what was escaped for the old ones need not be, and the other way
// round.
static Text requoted(Arena *arena, Text text, char quote) {
  char old = text.at[0];
  Buffer out = {.arena = arena};
  buffer_add_byte(&out, quote);
  for (uint32_t i = 1; i + 1 < text.size; i++) {
    char byte = text.at[i], next = text.at[i + 1];
    bool opens = byte == '$' && next == '{';
    if (byte == '\\') {
      bool is_free =
          next == old || (old == '`' && next == '$' && i + 2 < text.size && text.at[i + 2] == '{');
      if (!is_free) buffer_add_byte(&out, byte);
      buffer_add_byte(&out, next);
      ++i;
      if (next == '\r' && text.at[i + 1] == '\n') buffer_add_byte(&out, text.at[++i]);
    } else if (byte == quote || (quote == '`' && opens)) {
      buffer_add_byte(&out, '\\');
      buffer_add_byte(&out, byte);
    } else if (old == '`' && (byte == '\n' || byte == '\r')) {
      buffer_add_literal(&out, "\\n");
      if (byte == '\r' && next == '\n') ++i;
    } else {
      buffer_add_byte(&out, byte);
    }
  }
  buffer_add_byte(&out, quote);
  return buffer_text(&out);
}

// `\1` and `\8`, which no template may have.
static bool has_old_escape(Text text) {
  for (uint32_t i = 0; i + 1 < text.size; i++) {
    if (text.at[i] != '\\') continue;
    char next = text.at[++i];
    bool is_zero =
        next == '0' && !(i + 1 < text.size && text.at[i + 1] >= '0' && text.at[i + 1] <= '9');
    if (next >= '0' && next <= '9' && !is_zero) return true;
  }
  return false;
}

// ---- Strings

// Where a template can't stand.
static bool must_be_string(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  const Node *at = tree_node(tree, node);
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_EXPORT_SPECIFIER:
  case NODE_EXPORT_STATEMENT:
  case NODE_IMPORT_ATTRIBUTE:
  case NODE_IMPORT_SPECIFIER:
  case NODE_IMPORT_STATEMENT:
  case NODE_NAMESPACE_EXPORT: return true;
  case NODE_PAIR:
    return at->field == FIELD_KEY ||
           text_is(estree_type(tree, at->parent), TEXT("ImportAttribute"));
  case NODE_PAIR_PATTERN: return at->field == FIELD_KEY;
  case NODE_METHOD_DEFINITION: return at->field == FIELD_NAME;
  case NODE_FIELD_DEFINITION: return at->field == FIELD_PROPERTY;
  default: return is_directive(code, at->parent);
  }
}

static void check_string(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  char quote = wanted_quote(context);
  Text text = tree_text(tree, node);
  if (text.at[0] == quote || tree_kind(tree, tree_node(tree, node)->parent) == NODE_JSX_ATTRIBUTE)
    return;
  if (option_flag(context, 1, "ignoreStringLiterals") ||
      (quote == '`' && must_be_string(context->code, node)))
    return;
  char other = quote == '"' ? '\'' : '"';
  if (avoids_escapes(context) && text.at[0] == other &&
      text_find_byte(text, quote, 1) != TEXT_NOT_FOUND)
    return;
  RuleReport *made = report(context, node, WRONG, quote_name(quote));
  if (quote == '`' && has_old_escape(text)) return;
  fix_replace(made, context->arena, estree_span(context->code, node),
              requoted(context->arena, text, quote));
}

static void check_template(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  char quote = wanted_quote(context);
  if (quote == '`' || allows_templates(context)) return;
  Text text = tree_text(tree, node);
  NodeId parent = tree_node(tree, node)->parent;
  bool is_tagged = tree_kind(tree, parent) == NODE_CALL_EXPRESSION &&
                   tree_node(tree, node)->field == FIELD_ARGUMENTS;
  if (is_tagged || has_line_end(text) || tree_child_of_kind(tree, node, NODE_TEMPLATE_SUBSTITUTION))
    return;
  if (templates_avoid_escapes(context) && text_find_byte(text, quote, 0) != TEXT_NOT_FOUND) return;
  RuleReport *made = report(context, node, WRONG, quote_name(quote));
  // As a string, it would be a directive.
  NodeId list = tree_node(tree, parent)->parent;
  bool is_statement = tree_kind(tree, parent) == NODE_EXPRESSION_STATEMENT;
  bool is_top = tree_kind(tree, list) == NODE_PROGRAM ||
                kind_is_function(tree_kind(tree, tree_node(tree, list)->parent));
  if (is_statement && is_top) return;
  fix_replace(made, context->arena, estree_span(context->code, node),
              requoted(context->arena, text, quote));
}

const Rule rule_quotes = {
    .name = "quotes",
    .stylistic = "@stylistic/quotes",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require one kind of quotes",
    .why = "One way everywhere is easier to read.",
    .options = "('double' | 'single' | 'backtick') = double, 'avoid-escape' | { avoidEscape: "
               "boolean, allowTemplateLiterals: boolean | 'never' | 'always' | 'avoidEscape', "
               "ignoreStringLiterals: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"greet('hello');"},
                    {"greet(`\"hello\"`);", "[\"double\", { \"avoidEscape\": true }]"}),
    .good = EXAMPLES({"greet(\"hello\");"}, {"greet('hello');", "[\"single\"]"}),
    .visits = VISITS({NODE_STRING, check_string}, {NODE_TEMPLATE_STRING, check_template}),
};

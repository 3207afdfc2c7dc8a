// prefer-regex-literals: RegExp("a") where /a/ does.
#include "base/buffer.h"
#include "rules/regex_sources.h"
#include "rules/static_names.h"
#include "syntax/literal.h"
#include "syntax/regex.h"

enum { REGEXP, WITH_LITERAL, WITH_FLAGS, WITH_INTENDED, REDUNDANT, REDUNDANT_WITH_FLAGS };

static const RuleMessage messages[] = {
    [REGEXP] = {"unexpectedRegExp",
                "Use a regular expression literal instead of the 'RegExp' constructor."},
    [WITH_LITERAL] = {"replaceWithLiteral",
                      "Replace with an equivalent regular expression literal."},
    [WITH_FLAGS] = {"replaceWithLiteralAndFlags",
                    "Replace with an equivalent regular expression literal with flags '{0}'."},
    [WITH_INTENDED] = {"replaceWithIntendedLiteralAndFlags",
                       "Replace with a regular expression literal with flags '{0}'."},
    [REDUNDANT] = {"unexpectedRedundantRegExp",
                   "Regular expression literal is unnecessarily wrapped within a 'RegExp' "
                   "constructor."},
    [REDUNDANT_WITH_FLAGS] = {"unexpectedRedundantRegExpWithFlags",
                              "Use regular expression literal with flags instead of the 'RegExp' "
                              "constructor."},
};

static uint32_t count_arguments(const Tree *tree, NodeId call) {
  NodeId list = tree_child(tree, call, FIELD_ARGUMENTS);
  uint32_t count = 0;
  if (tree_kind(tree, list) != NODE_ARGUMENTS) return 0;
  tree_each_named(tree, list, argument) ++count;
  return count;
}

// ---- Suggestions

static bool are_flags(Text flags) {
  for (uint32_t i = 0; i < flags.size; i++) {
    if (!strchr("dgimsuvy", flags.at[i])) return false;
    if (text_find_byte(flags, flags.at[i], i + 1) != TEXT_NOT_FOUND) return false;
  }
  return true;
}

// The pattern as a literal has it: slashes and line ends are written as escapes. False where it has
// other characters that are not to be seen.
static bool write_pattern(Buffer *out, Text pattern) {
  bool is_in_class = false;
  if (!pattern.size) buffer_add_literal(out, "(?:)");
  for (uint32_t i = 0; i < pattern.size; i++) {
    char c = pattern.at[i];
    if (c == '\\' && i + 1 < pattern.size && (unsigned char)pattern.at[i + 1] >= ' ') {
      buffer_add_byte(out, c);
      buffer_add_byte(out, pattern.at[++i]);
      continue;
    }
    if (c == '[') is_in_class = true;
    if (c == ']') is_in_class = false;
    if (c == '\n')
      buffer_add_literal(out, "\\n");
    else if (c == '\t')
      buffer_add_literal(out, "\\t");
    else if ((unsigned char)c < ' ' || (unsigned char)c >= 0x7F)
      return false;
    else if (c == '/' && !is_in_class)
      buffer_add_literal(out, "\\/");
    else
      buffer_add_byte(out, c);
  }
  return true;
}

static void suggest_literal(RuleContext *context, RuleReport *made, NodeId node,
                            const RegexSource *source) {
  const Node *at = tree_node(context->tree, node);
  RegexError error;
  bool is_sets = text_find_byte(source->flags, 'v', 0) != TEXT_NOT_FOUND;
  bool is_unicode = text_find_byte(source->flags, 'u', 0) != TEXT_NOT_FOUND;
  if (!are_flags(source->flags) || (is_sets && is_unicode)) return;
  if (!regex_check_pattern(context->arena, source->pattern, is_unicode, is_sets, &error)) return;
  if (tokens_have_comment(source_tokens(context->code), at->start, at->end)) return;
  Buffer out = {.arena = context->arena};
  buffer_add_byte(&out, '/');
  if (!write_pattern(&out, source->pattern)) return;
  buffer_add_byte(&out, '/');
  buffer_add_text(&out, source->flags);
  // A word that follows at once would be taken for flags.
  const Token *next = &source_tokens(context->code)
                           ->at[token_after(source_tokens(context->code), context->tree, node)];
  bool touches = next->start == at->end && next->type != TOKEN_TYPE_PUNCTUATOR && next->type;
  if (touches) buffer_add_byte(&out, ' ');
  RuleSuggestion *literal = suggest(context, made, WITH_LITERAL);
  edits_replace(&literal->edits, context->arena, (Span){at->start, at->end}, buffer_text(&out));
}

// ---- The rule

// A literal in a call: it makes a copy, perhaps with other flags.
static void check_wrapped(RuleContext *context, NodeId node, NodeId literal, uint32_t count) {
  Text flags;
  if (!option_flag(context, 0, "disallowRedundantWrapping") || count > 2) return;
  NodeId second = argument_at(context->tree, node, 1);
  if (second && !regex_text_value(context->code, second, &flags)) return;
  RuleReport *made = report(context, node, second ? REDUNDANT_WITH_FLAGS : REDUNDANT);
  const Node *at = tree_node(context->tree, node);
  Text text = tree_text(context->tree, literal), pattern = literal_regex_pattern(text);
  if (tokens_have_comment(source_tokens(context->code), at->start, at->end)) return;
  Text replaced =
      second ? text_format(context->arena, "/%.*s/%.*s", TEXT_ARGS(pattern), TEXT_ARGS(flags))
             : text;
  if (second && !are_flags(flags)) return;
  RuleSuggestion *made_suggestion =
      second ? suggest(context, made, WITH_FLAGS, flags) : suggest(context, made, WITH_LITERAL);
  edits_replace(&made_suggestion->edits, context->arena, (Span){at->start, at->end}, replaced);
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId first = argument_at(tree, node, 0), second = argument_at(tree, node, 1);
  uint32_t count = first ? count_arguments(tree, node) : 0;
  if (count == 0 || count > 2) return;
  if (tree_kind(tree, first) == NODE_REGEX) {
    check_wrapped(context, node, first, count);
    return;
  }
  RegexSource source = {.node = node, .text = first, .flags = TEXT("")};
  if (!regex_text_value(context->code, first, &source.pattern)) return;
  if (second && !regex_text_value(context->code, second, &source.flags)) return;
  suggest_literal(context, report(context, node, REGEXP), node, &source);
}

static void check_calls(RuleContext *context) {
  const RegexCalls *calls = regex_calls(context->code);
  for (uint32_t i = 0; i < calls->count; i++) check_call(context, calls->at[i]);
}

const Rule rule_prefer_regex_literals = {
    .name = "prefer-regex-literals",
    .type = RULE_SUGGESTION,
    .flags = RULE_SUGGESTS,
    .summary = "Require literals in place of `RegExp` with a string",
    .why = "A literal needs no double backslashes, and is checked when the file is read.",
    .options = "{ disallowRedundantWrapping: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"new RegExp(\"a\\\\d\");"},
                    {"new RegExp(/a/);", "[{\"disallowRedundantWrapping\": true}]"}),
    .good = EXAMPLES({"/a\\d/;"}, {"new RegExp(text);"}),
    .end = check_calls,
};

// no-misleading-character-class: what looks like one character in a class and is several.
#include "rules/graphemes.h"
#include "rules/regex_sources.h"
#include "rules/static_names.h"
#include "syntax/regex.h"

enum {
  PAIR_WITHOUT_U,
  PAIR,
  COMBINING,
  EMOJI_MODIFIER,
  REGIONAL_INDICATOR,
  JOINED,
  SUGGEST_U,
};

static const RuleMessage messages[] = {
    [PAIR_WITHOUT_U] = {"surrogatePairWithoutUFlag",
                        "Unexpected surrogate pair in character class. Use 'u' flag."},
    [PAIR] = {"surrogatePair", "Unexpected surrogate pair in character class."},
    [COMBINING] = {"combiningClass", "Unexpected combined character in character class."},
    [EMOJI_MODIFIER] = {"emojiModifier", "Unexpected modified Emoji in character class."},
    [REGIONAL_INDICATOR] = {"regionalIndicatorSymbol",
                            "Unexpected national flag in character class."},
    [JOINED] = {"zwj", "Unexpected joined character sequence in character class."},
    [SUGGEST_U] = {"suggestUnicodeFlag", "Add unicode 'u' flag to regex."},
};

// A class that is being looked at.
typedef struct Look {
  RuleContext *context;
  const RegexSource *source;
  const RegexTree *tree;
  Array(RegexId) characters; // that follow each other, without a set or a range between
} Look;

// ---- Characters

static bool is_between(uint32_t code, uint32_t first, uint32_t last) {
  return code >= first && code <= last;
}

static bool is_pair(uint32_t a, uint32_t b) {
  return is_between(a, 0xD800, 0xDBFF) && is_between(b, 0xDC00, 0xDFFF);
}

// ---- Reports

static const RegexNode *character(const Look *look, uint32_t index) {
  return &look->tree->nodes[look->characters.at[index]];
}

static bool is_braced(const Look *look, uint32_t index) {
  const RegexNode *node = character(look, index);
  Text text = text_slice(look->tree->pattern, node->start, node->end);
  return text_starts(text, TEXT("\\u{"));
}

// Whether it is written as an escape: in a literal by the pattern, in a string by either.
static bool is_escaped(const Look *look, uint32_t index) {
  const RegexNode *node = character(look, index);
  uint32_t place;
  regex_source_place(look->context->code, look->source, node->start, &place);
  return look->tree->pattern.at[node->start] == '\\' || look->context->code->text.at[place] == '\\';
}

static void suggest_flag(Look *look, RuleReport *made) {
  RuleContext *context = look->context;
  const RegexSource *source = look->source;
  RegexError error;
  if (source->flags.size && text_find_byte(source->flags, 'v', 0) != TEXT_NOT_FOUND) return;
  if (!regex_check_pattern(context->arena, source->pattern, true, false, &error)) return;
  uint32_t end = tree_node(context->tree, source->text)->end;
  NodeId flags = source->is_literal ? NO_NODE : argument_at(context->tree, source->node, 1);
  if (flags) end = tree_node(context->tree, flags)->end - 1;
  RuleSuggestion *adding = suggest(context, made, SUGGEST_U);
  edits_replace(&adding->edits, context->arena, (Span){end, end},
                source->is_literal || flags ? TEXT("u") : TEXT(", \"u\""));
}

static void report_characters(Look *look, int message, uint32_t first, uint32_t last) {
  RuleContext *context = look->context;
  bool allows_escape = option_flag(context, 0, "allowEscape");
  uint32_t from = message == COMBINING ? last : first;
  for (uint32_t i = from; allows_escape && i <= last; i++) {
    if (is_escaped(look, i)) return;
  }
  Span span;
  regex_source_place(context->code, look->source, character(look, first)->start, &span.start);
  regex_source_place(context->code, look->source, character(look, last)->end, &span.end);
  RuleReport *made = report_span(context, span, message);
  if (message == PAIR_WITHOUT_U) suggest_flag(look, made);
}

// ---- Sequences

static void check_two(Look *look, uint32_t i) {
  uint32_t before = character(look, i - 1)->value, code = character(look, i)->value;
  if (is_pair(before, code)) {
    bool is_braces = is_braced(look, i - 1) || is_braced(look, i);
    report_characters(look, is_braces ? PAIR : PAIR_WITHOUT_U, i - 1, i);
  }
  if (is_combining(code) && !is_combining(before)) report_characters(look, COMBINING, i - 1, i);
  if (is_emoji_modifier(code) && !is_emoji_modifier(before))
    report_characters(look, EMOJI_MODIFIER, i - 1, i);
  if (is_regional_indicator(code) && is_regional_indicator(before))
    report_characters(look, REGIONAL_INDICATOR, i - 1, i);
}

static bool joins(const Look *look, uint32_t i) {
  enum { JOINER = 0x200D };
  return i > 0 && i + 1 < look->characters.count && character(look, i)->value == JOINER &&
         character(look, i - 1)->value != JOINER && character(look, i + 1)->value != JOINER;
}

static void check_joined(Look *look) {
  for (uint32_t i = 1; i + 1 < look->characters.count; i++) {
    if (!joins(look, i)) continue;
    uint32_t first = i - 1;
    while (joins(look, i + 2)) i += 2;
    report_characters(look, JOINED, first, ++i);
  }
}

static void check_sequence(Look *look) {
  for (uint32_t i = 1; i < look->characters.count; i++) check_two(look, i);
  check_joined(look);
  look->characters.count = 0;
}

static void check_class(Look *look, RegexId class) {
  const RegexNode *nodes = look->tree->nodes;
  for (RegexId id = nodes[class].first_child; id; id = nodes[id].next) {
    switch ((int)nodes[id].kind) {
    case REGEX_CHARACTER: array_push(look->context->arena, &look->characters, id); break;
    case REGEX_RANGE:
      array_push(look->context->arena, &look->characters, nodes[id].first_child);
      check_sequence(look);
      array_push(look->context->arena, &look->characters, nodes[id].last_child);
      break;
    default: check_sequence(look); break;
    }
  }
  check_sequence(look);
}

static void check(RuleContext *context, NodeId node) {
  RegexSource source;
  if (!regex_source(context->code, node, &source) || !source.are_flags_known) return;
  if (text_find_byte(source.pattern, '[', 0) == TEXT_NOT_FOUND) return;
  if (!source.is_literal && !regex_is_global(context->code, node)) return;
  Look look = {.context = context, .source = &source};
  look.tree = regex_source_tree(context->code, &source);
  for (RegexId id = 1; look.tree && id < look.tree->node_count; id++) {
    if (look.tree->nodes[id].kind == REGEX_CLASS) check_class(&look, id);
  }
}

const Rule rule_no_misleading_character_class = {
    .name = "no-misleading-character-class",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow characters in classes that are made of several",
    .why = "A class matches one code point, and without the flag `u` one UTF-16 unit. What looks "
           "like one character may be several, of which the class then matches any.",
    .options = "{ allowEscape: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"/[👍]/;"}, {"/[🇯🇵]/u;"}),
    .good = EXAMPLES({"/[👍]/u;"}, {"/^(?:🇯🇵)/u;"}),
    .visits =
        VISITS({NODE_REGEX, check}, {NODE_CALL_EXPRESSION, check}, {NODE_NEW_EXPRESSION, check}),
};

// no-misleading-character-class: what looks like one character in a class and is several.
#include "base/search.h"
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
  bool has_places;           // characters are where the code has them; if not, a message is
                             // reported once, at what holds the pattern
  unsigned found, reported;  // messages as bits, where there are no places
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

// Whether it is written as an escape that says more than the character itself: in a literal by the
// pattern, in a string by either.
static bool is_escaped(const Look *look, uint32_t index) {
  const RegexNode *node = character(look, index);
  Span span = {node->start, node->end};
  Text text = look->tree->pattern;
  if (look->has_places) {
    text = look->context->code->text;
    regex_source_place(look->context->code, look->source, node->start, &span.start);
    regex_source_place(look->context->code, look->source, node->end, &span.end);
  }
  if (text.at[span.start] != '\\') return false;
  uint32_t at = span.start;
  while (at + 1 < span.end && text.at[at] == '\\') ++at;
  bool is_itself = at + 1 == span.end && (unsigned char)text.at[at] == node->value;
  return !is_itself && (unsigned char)text.at[at] < 0x80;
}

static void suggest_flag(Look *look, RuleReport *made) {
  RuleContext *context = look->context;
  const RegexSource *source = look->source;
  RegexError error;
  if (source->flags.size && text_find_byte(source->flags, 'v', 0) != TEXT_NOT_FOUND) return;
  if (!regex_check_pattern(context->arena, source->pattern, true, false, &error)) return;
  uint32_t end = tree_node(context->tree, source->text)->end;
  bool is_literal = source->node == source->text;
  NodeId flags = is_literal ? NO_NODE : argument_at(context->tree, source->node, 1);
  NodeKind kind = tree_kind(context->tree, flags);
  if (flags && kind != NODE_STRING && kind != NODE_TEMPLATE_STRING) return;
  if (flags) end = tree_node(context->tree, flags)->end - 1;
  RuleSuggestion *adding = suggest(context, made, SUGGEST_U);
  edits_replace(&adding->edits, context->arena, (Span){end, end},
                is_literal || flags ? TEXT("u") : TEXT(", \"u\""));
}

static void report_at(Look *look, int message, Span span) {
  RuleReport *made = report_span(look->context, span, message);
  if (message == PAIR_WITHOUT_U) suggest_flag(look, made);
}

static void report_characters(Look *look, int message, uint32_t first, uint32_t last) {
  RuleContext *context = look->context;
  bool allows_escape = option_flag(context, 0, "allowEscape");
  uint32_t from = message == COMBINING ? last : first;
  for (uint32_t i = from; allows_escape && i <= last; i++) {
    if (is_escaped(look, i)) return;
  }
  look->found |= 1u << message;
  if (!look->has_places) return;
  Span span;
  regex_source_place(context->code, look->source, character(look, first)->start, &span.start);
  regex_source_place(context->code, look->source, character(look, last)->end, &span.end);
  report_at(look, message, span);
}

// Reports what a class has added to what was found, where there are no places.
static void report_found(Look *look) {
  for (int message = PAIR_WITHOUT_U; message <= JOINED && !look->has_places; message++) {
    if (look->found & ~look->reported & 1u << message)
      report_at(look, message, estree_span(look->context->code, look->source->text));
  }
  look->reported = look->found;
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

static void check_source(RuleContext *context, const RegexSource *source) {
  const Tree *tree = context->tree;
  if (text_find_byte(source->pattern, '[', 0) == TEXT_NOT_FOUND) return;
  NodeKind kind = tree_kind(tree, source->text);
  bool is_plain = kind == NODE_TEMPLATE_STRING &&
                  !tree_child_of_kind(tree, source->text, NODE_TEMPLATE_SUBSTITUTION);
  Look look = {.context = context, .source = source};
  look.has_places = source->is_literal || kind == NODE_STRING || is_plain;
  look.tree = regex_source_tree(context->code, source);
  for (RegexId id = 1; look.tree && id < look.tree->node_count; id++) {
    if (look.tree->nodes[id].kind != REGEX_CLASS) continue;
    check_class(&look, id);
    report_found(&look);
  }
}

// The call of RegExp that a literal is given to together with other flags, or NO_NODE.
static NodeId call_with_flags(RuleContext *context, NodeId literal) {
  const Tree *tree = context->tree;
  NodeId list = estree_parent(tree, literal), call = tree_node(tree, list)->parent;
  if (tree_kind(tree, list) != NODE_ARGUMENTS || argument_at(tree, call, 0) != literal ||
      !argument_at(tree, call, 1))
    return NO_NODE;
  const RegexCalls *calls = regex_calls(context->code);
  if (!calls->count) return NO_NODE;
  uint32_t i = search_keys(calls->at, calls->count, sizeof *calls->at, call);
  return i < calls->count && calls->at[i] == call ? call : NO_NODE;
}

static void check_literal(RuleContext *context, NodeId node) {
  RegexSource source;
  regex_source(context->code, node, &source);
  NodeId call = call_with_flags(context, node);
  if (call) {
    NodeId flags = argument_at(context->tree, call, 1);
    if (!regex_constant_text(context->code, flags, &source.flags)) return;
    source.node = call;
  }
  check_source(context, &source);
}

static void check_calls(RuleContext *context) {
  const RegexCalls *calls = regex_calls(context->code);
  for (uint32_t i = 0; i < calls->count; i++) {
    RegexSource source;
    if (tree_kind(context->tree, argument_at(context->tree, calls->at[i], 0)) != NODE_REGEX &&
        regex_constant_source(context->code, calls->at[i], &source) && source.are_flags_known)
      check_source(context, &source);
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
    .end = check_calls,
    .visits = VISITS({NODE_REGEX, check_literal}),
};

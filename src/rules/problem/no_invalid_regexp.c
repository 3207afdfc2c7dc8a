// no-invalid-regexp: strings that RegExp is given and that are no regular expression.
#include "base/buffer.h"
#include "rules/regex_sources.h"
#include "rules/static_names.h"
#include "syntax/regex.h"

enum { REGEX_MESSAGE };

static const RuleMessage messages[] = {
    [REGEX_MESSAGE] = {"regexMessage", "{0}."},
};

// ---- Flags

// Whether the language, or an option, has a flag.
static bool is_flag(RuleContext *context, char flag) {
  static const struct {
    char flag;
    uint32_t since;
  } flags[] = {{'g', 0},    {'i', 0},    {'m', 0},    {'u', 2015},
               {'y', 2015}, {'s', 2018}, {'d', 2022}, {'v', 2024}};
  for (uint32_t i = 0; i < sizeof flags / sizeof *flags; i++) {
    if (flags[i].flag == flag) return context->code->language.ecma_version >= flags[i].since;
  }
  const Json *allowed = option_field(context, 0, "allowConstructorFlags");
  return allowed && json_list_has(allowed, (Text){&flag, 1});
}

static bool has_flag(Text flags, char flag) {
  return text_find_byte(flags, flag, 0) != TEXT_NOT_FOUND;
}

// What is wrong with the flags; empty: nothing is.
static Text fault_of_flags(RuleContext *context, Text flags) {
  Buffer unknown = {.arena = context->arena}, twice = {.arena = context->arena};
  for (uint32_t i = 0; i < flags.size; i++) {
    char flag = flags.at[i];
    bool is_first = text_find_byte(flags, flag, 0) == i;
    if (!is_flag(context, flag))
      buffer_add_byte(&unknown, flag);
    else if (is_first && text_find_byte(flags, flag, i + 1) != TEXT_NOT_FOUND)
      buffer_add_byte(&twice, flag);
  }
  if (has_flag(flags, 'u') && has_flag(flags, 'v'))
    return TEXT("Regex 'u' and 'v' flags cannot be used together");
  if (twice.size)
    return text_format(context->arena, "Duplicate flags ('%.*s') supplied to RegExp constructor",
                       TEXT_ARGS(buffer_text(&twice)));
  if (unknown.size)
    return text_format(context->arena, "Invalid flags supplied to RegExp constructor '%.*s'",
                       TEXT_ARGS(buffer_text(&unknown)));
  return TEXT("");
}

// ---- Patterns

// What ESLint calls a fault.
static const char *name_of(MessageId message) {
  switch ((int)message) {
  case MESSAGE_REGEX_ASSERTION_REPEATED:
  case MESSAGE_REGEX_NOTHING_TO_REPEAT: return "Nothing to repeat";
  case MESSAGE_REGEX_COUNTS_OUT_OF_ORDER: return "numbers out of order in {} quantifier";
  case MESSAGE_REGEX_GROUP_UNCLOSED: return "Unterminated group";
  case MESSAGE_REGEX_GROUP_UNOPENED: return "Unmatched ')'";
  case MESSAGE_REGEX_LONE_BRACKET: return "Lone quantifier brackets";
  case MESSAGE_REGEX_ENDS_IN_BACKSLASH: return "\\ at end of pattern";
  case MESSAGE_REGEX_BAD_UNICODE_ESCAPE:
  case MESSAGE_REGEX_ESCAPE_TOO_LARGE: return "Invalid unicode escape";
  case MESSAGE_REGEX_CLASS_UNCLOSED: return "Unterminated character class";
  case MESSAGE_REGEX_RANGE_OUT_OF_ORDER: return "Range out of order in character class";
  case MESSAGE_REGEX_RANGE_OF_SETS: return "Invalid character class";
  case MESSAGE_REGEX_GROUP_NAME: return "Invalid capture group name";
  case MESSAGE_REGEX_GROUP_NAME_TWICE: return "Duplicate capture group name";
  case MESSAGE_REGEX_GROUP_UNKNOWN:
  case MESSAGE_REGEX_MODIFIER_UNKNOWN: return "Invalid group";
  case MESSAGE_REGEX_MODIFIERS_EMPTY: return "Invalid empty flags";
  case MESSAGE_REGEX_NO_GROUP_OF_NAME: return "Invalid named capture referenced";
  case MESSAGE_REGEX_REFERENCE_NAME: return "Invalid named reference";
  case MESSAGE_REGEX_PROPERTY_NEEDS_NAME:
  case MESSAGE_REGEX_PROPERTY_OF_STRINGS:
  case MESSAGE_REGEX_PROPERTY_UNKNOWN:
  case MESSAGE_REGEX_PROPERTY_VALUE_UNKNOWN: return "Invalid property name";
  case MESSAGE_REGEX_STRINGS_NEGATED: return "Negated character class may contain strings";
  case MESSAGE_REGEX_SET_STRINGS_UNCLOSED: return "Unterminated class string disjunction";
  case MESSAGE_REGEX_SET_CHARACTER:
  case MESSAGE_REGEX_SET_DOUBLE:
  case MESSAGE_REGEX_SET_OPERAND:
  case MESSAGE_REGEX_SET_OPERATORS_MIXED: return "Invalid character in character class";
  default: return "Invalid escape";
  }
}

static bool is_pattern(RuleContext *context, Text pattern, bool is_unicode, bool is_sets,
                       RegexError *error) {
  return regex_check_pattern(context->arena, pattern, is_unicode, is_sets, error);
}

static Text describe(RuleContext *context, const RegexError *error) {
  if (error->message != MESSAGE_REGEX_MODIFIER_TWICE) return text_of(name_of(error->message));
  return text_format(context->arena, "Duplicated flag '%.*s'", TEXT_ARGS(error->about));
}

static void check_pattern(RuleContext *context, NodeId node, Text pattern, Text flags,
                          bool are_known) {
  RegexError error, unused;
  bool is_fine = is_pattern(context, pattern, has_flag(flags, 'u'), has_flag(flags, 'v'), &error);
  if (!are_known && !is_fine) is_fine = is_pattern(context, pattern, true, false, &unused);
  if (is_fine) return;
  // Only the flags that change what a pattern may be are shown.
  const char *shown = has_flag(flags, 'v') ? "v" : has_flag(flags, 'u') ? "u" : "";
  Text text = text_format(context->arena, "Invalid regular expression: /%.*s/%s: %.*s",
                          TEXT_ARGS(pattern), shown, TEXT_ARGS(describe(context, &error)));
  report(context, node, REGEX_MESSAGE, text);
}

static bool is_string(RuleContext *context, NodeId node, Text *value) {
  return tree_kind(context->tree, node) == NODE_STRING && static_string(context->code, node, value);
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!regex_is_global(context->code, node)) return;
  NodeId first = argument_at(tree, node, 0), second = argument_at(tree, node, 1);
  Text flags = TEXT(""), pattern;
  bool are_known = !second || is_string(context, second, &flags);
  Text fault = fault_of_flags(context, flags);
  if (fault.size)
    report(context, node, REGEX_MESSAGE, fault);
  else if (is_string(context, first, &pattern))
    check_pattern(context, node, pattern, flags, are_known);
}

const Rule rule_no_invalid_regexp = {
    .name = "no-invalid-regexp",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow strings that are no regular expression in calls of `RegExp`",
    .why = "Such a call throws a SyntaxError, but not before it runs.",
    .options = "{ allowConstructorFlags: string[] }",
    .messages = messages,
    .bad = EXAMPLES({"RegExp(\"[\");"}, {"new RegExp(\"a\", \"z\");"}),
    .good = EXAMPLES({"RegExp(\"[a]\");"},
                     {"new RegExp(\"a\", \"z\");", "[{\"allowConstructorFlags\": [\"z\"]}]"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}, {NODE_NEW_EXPRESSION, check_call}),
};

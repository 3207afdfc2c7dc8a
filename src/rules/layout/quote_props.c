// quote-props: quotes around the names of properties.
#include "base/buffer.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "rules/old_words.h"
#include "rules/spacing.h"
#include "rules/static_names.h"
#include "syntax/literal.h"
#include "syntax/literal_number.h"

#include <ctype.h>

enum { REQUIRE, INCONSISTENT, UNNECESSARY, RESERVED, NUMERIC, UNQUOTED, REDUNDANT };

static const RuleMessage messages[] = {
    [REQUIRE] = {"requireQuotesDueToReservedWord",
                 "Properties should be quoted as '{0}' is a reserved word."},
    [INCONSISTENT] = {"inconsistentlyQuotedProperty",
                      "Inconsistently quoted property '{0}' found."},
    [UNNECESSARY] = {"unnecessarilyQuotedProperty", "Unnecessarily quoted property '{0}' found."},
    [RESERVED] = {"unquotedReservedProperty", "Unquoted reserved word '{0}' used as key."},
    [NUMERIC] = {"unquotedNumericProperty", "Unquoted number literal '{0}' used as key."},
    [UNQUOTED] = {"unquotedPropertyFound", "Unquoted property '{0}' found."},
    [REDUNDANT] = {"redundantQuoting",
                   "Properties shouldn't be quoted as all quotes are redundant."},
};

// ---- Keys

// The key of a property that could have quotes, or not; NO_NODE: shorthands, methods, computed
// ones.
static NodeId key_of(const Tree *tree, NodeId property) {
  NodeId key = NO_NODE;
  switch ((int)tree_kind(tree, property)) {
  case NODE_PAIR:
  case NODE_PAIR_PATTERN: key = tree_child(tree, property, FIELD_KEY); break;
  case NODE_METHOD_DEFINITION:
    if (tree_child_of_kind(tree, property, TOKEN_GET_WORD) ||
        tree_child_of_kind(tree, property, TOKEN_SET_WORD))
      key = tree_child(tree, property, FIELD_NAME);
    break;
  default: break;
  }
  return tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME ? NO_NODE : key;
}

static bool is_quoted(const Tree *tree, NodeId key) {
  return tree_kind(tree, key) == NODE_STRING;
}

static Text name_of(RuleContext *context, NodeId key) {
  Text name = TEXT("");
  static_key_name(context->code, key, &name);
  return name;
}

// Whether a text is a name in ECMAScript 5, where none has a letter beyond U+FFFF.
static bool is_name(Text text) {
  enum { LAST = 0xFFFF };
  for (uint32_t i = 0, size; i < text.size; i += size) {
    uint32_t code = utf8_decode(text, i, &size);
    if (code > LAST || !(i ? unicode_is_id_part(code) : unicode_is_id_start(code))) return false;
  }
  return text.size > 0;
}

// Whether a string names what the same text without quotes would.
static bool is_redundant(RuleContext *context, Text name, bool skips_numbers) {
  if (is_name(name)) return true;
  if (skips_numbers || !name.size || !isdigit((unsigned char)name.at[0])) return false;
  for (uint32_t i = 0; i < name.size; i++) {
    if (!isdigit((unsigned char)name.at[i]) && name.at[i] != '.') return false;
  }
  return text_is(literal_number_text(context->arena, literal_number_value(name)), name);
}

static void quote(RuleContext *context, RuleReport *made, NodeId key) {
  fix_replace(made, context->arena, estree_span(context->code, key),
              text_format(context->arena, "\"%.*s\"", TEXT_ARGS(name_of(context, key))));
}

static void unquote(RuleContext *context, RuleReport *made, NodeId key) {
  fix_replace(made, context->arena, estree_span(context->code, key), name_of(context, key));
}

// ---- "always", "as-needed"

static void check_always(RuleContext *context, NodeId property, NodeId key) {
  if (is_quoted(context->tree, key)) return;
  quote(context, report(context, property, UNQUOTED, name_of(context, key)), key);
}

static void check_needed(RuleContext *context, NodeId property, NodeId key) {
  const Tree *tree = context->tree;
  bool has_words = option_flag(context, 1, "keywords"),
       has_numbers = option_flag(context, 1, "numbers");
  Text name = name_of(context, key);
  if (is_quoted(tree, key)) {
    if (!option_flag(context, 1, "unnecessary") || (has_words && is_old_word(name))) return;
    if (is_redundant(context, name, has_numbers))
      unquote(context, report(context, property, UNNECESSARY, name), key);
  } else if (has_words && tree_kind(tree, key) == NODE_PROPERTY_IDENTIFIER && is_old_word(name)) {
    quote(context, report(context, property, RESERVED, name), key);
  } else if (has_numbers && tree_kind(tree, key) == NODE_NUMBER) {
    quote(context, report(context, property, NUMERIC, name), key);
  }
}

// ---- "consistent", "consistent-as-needed"

static void report_all(RuleContext *context, NodeId object, bool is_of_quoted, int message,
                       Text word) {
  const Tree *tree = context->tree;
  tree_each_named(tree, object, property) {
    NodeId key = key_of(tree, property);
    if (!key || is_quoted(tree, key) != is_of_quoted) continue;
    RuleReport *made = report(context, property, message, word.at ? word : name_of(context, key));
    if (is_of_quoted)
      unquote(context, made, key);
    else
      quote(context, made, key);
  }
}

static void check_consistency(RuleContext *context, NodeId object, bool is_as_needed) {
  const Tree *tree = context->tree;
  uint32_t quoted = 0, plain = 0;
  bool needs = false;
  Text word = {0};
  tree_each_named(tree, object, property) {
    NodeId key = key_of(tree, property);
    if (!key) continue;
    Text name = name_of(context, key);
    if (is_quoted(tree, key)) {
      ++quoted;
      needs = needs || !is_redundant(context, name, false) ||
              (option_flag(context, 1, "keywords") && is_old_word(name));
    } else {
      ++plain;
      if (option_flag(context, 1, "keywords") && tree_kind(tree, key) == NODE_PROPERTY_IDENTIFIER &&
          is_old_word(name))
        word = name;
    }
  }
  if (is_as_needed && quoted && !needs && !word.at) {
    report_all(context, object, true, REDUNDANT, TEXT(""));
  } else if (plain && word.at && is_as_needed) {
    report_all(context, object, false, REQUIRE, word);
  } else if (quoted && plain) {
    report_all(context, object, false, INCONSISTENT, (Text){0});
  }
}

static void check_each(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  tree_each_named(tree, node, property) {
    NodeId key = key_of(tree, property);
    if (!key) continue;
    if (option_is(context, 0, "always"))
      check_always(context, property, key);
    else
      check_needed(context, property, key);
  }
}

static bool wants_consistency(RuleContext *context) {
  return option_is(context, 0, "consistent") || option_is(context, 0, "consistent-as-needed");
}

static void check_object(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool is_attributes = tree_kind(tree, tree_node(tree, node)->parent) == NODE_IMPORT_ATTRIBUTE;
  if (is_attributes && !context->is_stylistic) return;
  if (wants_consistency(context))
    check_consistency(context, node, option_is(context, 0, "consistent-as-needed"));
  else
    check_each(context, node);
}

// What is consistent is not asked of patterns.
static void check_pattern(RuleContext *context, NodeId node) {
  if (!wants_consistency(context)) check_each(context, node);
}

const Rule rule_quote_props = {
    .name = "quote-props",
    .stylistic = "@stylistic/quote-props",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require quotes around names of properties, or disallow them",
    .why = "One way everywhere is easier to read.",
    .options = "('always' | 'as-needed' | 'consistent' | 'consistent-as-needed') = always, { "
               "keywords: boolean = false, unnecessary: boolean = true, numbers: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const a = { b: 1 };"}, {"const { a: b } = c;"},
                    {"const a = { \"b\": 1 };", "[\"as-needed\"]"}),
    .good = EXAMPLES({"const a = { \"b\": 1 };"},
                     {"const a = { b: 1, \"c-d\": 2 };", "[\"as-needed\"]"}),
    .visits = VISITS({NODE_OBJECT, check_object}, {NODE_OBJECT_PATTERN, check_pattern}),
};

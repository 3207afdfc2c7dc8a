// jsx-quotes: the quotes of properties.
#include "rules/jsx.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected usage of {0}."},
};

// Whether the text has the quote, as itself or as an entity.
static bool has_quote(Text text, char quote) {
  static const char *const double_quotes[] = {"&quot;", "&#34;", "&#x22;", "&#X22;", NULL},
                           *const single_quotes[] = {"&apos;", "&#39;", "&#x27;", "&#X27;", NULL};
  if (text_find_byte(text, quote, 0) != TEXT_NOT_FOUND) return true;
  if (text_find_byte(text, '&', 0) == TEXT_NOT_FOUND) return false;
  const char *const *entities = quote == '"' ? double_quotes : single_quotes;
  for (; *entities; entities++) {
    if (text_find(text, text_of(*entities)) != TEXT_NOT_FOUND) return true;
  }
  return false;
}

static void check_property(RuleContext *context, NodeId node) {
  NodeId value = jsx_property_value(context->tree, node);
  if (tree_kind(context->tree, value) != NODE_STRING) return;
  Text text = tree_text(context->tree, value);
  bool is_single_wanted = option_is(context, 0, "prefer-single");
  char wanted = is_single_wanted ? '\'' : '"';
  if (text.at[0] == wanted || has_quote(text_slice(text, 1, text.size - 1), wanted)) return;
  RuleReport *made = report(context, value, UNEXPECTED,
                            is_single_wanted ? TEXT("doublequote") : TEXT("singlequote"));
  Text quote = is_single_wanted ? TEXT("'") : TEXT("\"");
  Span span = estree_span(context->code, value);
  fix_replace(made, context->arena, span,
              text_concat(context->arena, quote, text_slice(text, 1, text.size - 1), quote));
}

const Rule rule_jsx_quotes = {
    .name = "jsx-quotes",
    .stylistic = "@stylistic/jsx-quotes",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require one kind of quotes for the properties of JSX",
    .why = "One way everywhere is easier to read. A value that has the wanted quotes in it may "
           "stand in the others.",
    .options = "('prefer-double' | 'prefer-single') = prefer-double",
    .messages = messages,
    .bad = EXAMPLES({"<App name='a' />;"}),
    .good = EXAMPLES({"<App name=\"a\" />;"}, {"<App name='\"' />;"},
                     {"<App name='a' />;", "[\"prefer-single\"]"}),
    .visits = VISITS({NODE_JSX_ATTRIBUTE, check_property}),
};

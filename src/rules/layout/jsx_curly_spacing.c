// jsx-curly-spacing: spaces inside of the braces of JSX.
#include "rules/jsx.h"

enum {
  NO_LINE_AFTER,
  NO_LINE_BEFORE,
  NO_SPACE_AFTER,
  NO_SPACE_BEFORE,
  NEEDED_AFTER,
  NEEDED_BEFORE,
};

static const RuleMessage messages[] = {
    [NO_LINE_AFTER] = {"noNewlineAfter", "There should be no newline after '{0}'"},
    [NO_LINE_BEFORE] = {"noNewlineBefore", "There should be no newline before '{0}'"},
    [NO_SPACE_AFTER] = {"noSpaceAfter", "There should be no space after '{0}'"},
    [NO_SPACE_BEFORE] = {"noSpaceBefore", "There should be no space before '{0}'"},
    [NEEDED_AFTER] = {"spaceNeededAfter", "A space is required after '{0}'"},
    [NEEDED_BEFORE] = {"spaceNeededBefore", "A space is required before '{0}'"},
};

typedef enum Wish {
  WISH_NONE,
  WISH_ALWAYS,
  WISH_NEVER,
} Wish;

typedef struct Spaces {
  Wish when, in_objects; // WISH_NONE: these braces are not looked at; objects are like all others
  bool allows_lines;
} Spaces;

typedef struct Settings {
  Spaces properties, children;
} Settings;

static Wish wish_of(const Json *word, Wish otherwise) {
  Text text = json_text(word);
  if (!text.size) return otherwise;
  return text_is(text, TEXT("always")) ? WISH_ALWAYS : WISH_NEVER;
}

// What an object says; what it leaves out is as in `base`.
static Spaces read_spaces(const Json *given, Spaces base) {
  if (json_is(given, JSON_FALSE)) return (Spaces){0};
  const Json *objects = json_get(json_get(given, TEXT("spacing")), TEXT("objectLiterals")),
             *lines = json_get(given, TEXT("allowMultiline"));
  base.when = wish_of(json_get(given, TEXT("when")), base.when);
  base.in_objects = wish_of(objects, base.in_objects);
  if (lines) base.allows_lines = json_is(lines, JSON_TRUE);
  return base;
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  Settings *made = settings;
  Spaces base = {.when = WISH_NEVER, .allows_lines = true};
  const Json *attributes = NULL, *children = NULL;
  if (json_is(options[0], JSON_STRING)) {
    base.when = wish_of(options[0], WISH_NEVER);
    base = read_spaces(options[1], base);
  } else if (options[0]) {
    base = read_spaces(options[0], base);
    attributes = json_get(options[0], TEXT("attributes"));
    children = json_get(options[0], TEXT("children"));
  }
  made->properties = read_spaces(attributes, base);
  made->children = children ? read_spaces(children, base) : (Spaces){0};
}

// One side of the braces.
typedef struct Side {
  TokenId brace;
  Span gap;
  bool is_first, has_line, has_space;
} Side;

static void report_extra(RuleContext *context, const Side *side, int message, bool always) {
  const TokenTable *tokens = source_tokens(context->code);
  Span brace = token_span(tokens, side->brace);
  RuleReport *made = report_span(context, ((Span){brace.start, SPAN_OPEN}), message,
                                 token_text(tokens, side->brace));
  fix_replace(made, context->arena, side->gap, always ? TEXT(" ") : TEXT(""));
}

static void report_needed(RuleContext *context, const Side *side) {
  const TokenTable *tokens = source_tokens(context->code);
  Span brace = token_span(tokens, side->brace);
  RuleReport *made =
      report_span(context, ((Span){brace.start, SPAN_OPEN}),
                  side->is_first ? NEEDED_AFTER : NEEDED_BEFORE, token_text(tokens, side->brace));
  fix_insert(made, context->arena, side->is_first ? brace.end : brace.start, TEXT(" "));
}

static void check_side(RuleContext *context, const Side *side, const Spaces *spaces,
                       bool is_object) {
  Wish wish = is_object && spaces->in_objects ? spaces->in_objects : spaces->when;
  bool always = wish == WISH_ALWAYS;
  if (always && !side->has_space) {
    report_needed(context, side);
    return;
  }
  if (side->has_line) {
    if (!spaces->allows_lines)
      report_extra(context, side, side->is_first ? NO_LINE_AFTER : NO_LINE_BEFORE, always);
    return;
  }
  if (!always && side->has_space)
    report_extra(context, side, side->is_first ? NO_SPACE_AFTER : NO_SPACE_BEFORE, always);
}

static void check_braces(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeKind parent = tree_kind(tree, tree_node(tree, node)->parent);
  const Spaces *spaces = parent == NODE_JSX_ELEMENT ? &settings->children : &settings->properties;
  if (!spaces->when) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId left = token_first(tokens, tree, node), right = token_last(tokens, tree, node);
  TokenId first = token_next_any(tokens, left), last = token_previous_any(tokens, right);
  Side opening = {left, gap_between(tokens, left, first), true,
                  !is_on_one_line(context->code, left, first), is_spaced(tokens, left, first)};
  Side closing = {right, gap_between(tokens, last, right), false,
                  !is_on_one_line(context->code, last, right), is_spaced(tokens, last, right)};
  bool is_object = token_is(tokens, first, TOKEN_BRACE_OPEN);
  check_side(context, &opening, spaces, is_object);
  check_side(context, &closing, spaces, is_object);
}

const Rule rule_jsx_curly_spacing = {
    .name = "@stylistic/jsx-curly-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow spaces inside of the braces of JSX",
    .why = "One way everywhere is easier to read.",
    .options = "'always' | 'never' | { when: 'always' | 'never', allowMultiline: boolean, spacing: "
               "{ objectLiterals: 'always' | 'never' }, attributes: boolean | { when: 'always' | "
               "'never', allowMultiline: boolean, spacing: { objectLiterals: 'always' | 'never' } "
               "}, children: boolean | { when: 'always' | 'never', allowMultiline: boolean, "
               "spacing: { objectLiterals: 'always' | 'never' } } }, { allowMultiline: boolean, "
               "spacing: { objectLiterals: 'always' | 'never' } }",
    .messages = messages,
    .bad = EXAMPLES({"<App name={ name } />;"}),
    .good = EXAMPLES({"<App name={name} />;"}, {"<App name={ name } />;", "[\"always\"]"}),
    .visits = VISITS({NODE_JSX_EXPRESSION, check_braces}),
    .settings_size = sizeof(Settings),
    .configure = configure,
};

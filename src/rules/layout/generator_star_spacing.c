// generator-star-spacing: spaces around the star of a generator.
#include "rules/functions.h"
#include "rules/spacing.h"

enum { MISSING_BEFORE, MISSING_AFTER, UNEXPECTED_BEFORE, UNEXPECTED_AFTER };

static const RuleMessage messages[] = {
    [MISSING_BEFORE] = {"missingBefore", "Missing space before *."},
    [MISSING_AFTER] = {"missingAfter", "Missing space after *."},
    [UNEXPECTED_BEFORE] = {"unexpectedBefore", "Unexpected space before *."},
    [UNEXPECTED_AFTER] = {"unexpectedAfter", "Unexpected space after *."},
};

// What a setting says of a side: a word for both, or an object. -1: nothing.
static int side_of(const Json *given, const char *side) {
  if (json_is(given, JSON_OBJECT)) {
    const Json *own = json_get(given, text_of(side));
    return own ? json_is(own, JSON_TRUE) : -1;
  }
  if (!json_is(given, JSON_STRING)) return -1;
  return text_is(given->text, text_of(side)) || text_is(given->text, TEXT("both"));
}

static bool is_wanted(RuleContext *context, const char *kind, const char *side) {
  const Json *given = option(context, 0);
  bool is_plain_shorthand = !strcmp(kind, "shorthand") && !json_get(given, TEXT("shorthand"));
  int own = side_of(json_get(given, text_of(is_plain_shorthand ? "method" : kind)), side);
  if (own < 0) own = side_of(given, side);
  return own < 0 ? !strcmp(side, "before") : own;
}

static void check_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId star = tree_child_of_kind(tree, node, TOKEN_STAR);
  if (!star) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId id = token_first(tokens, tree, star);
  bool is_method = tree_kind(tree, node) == NODE_METHOD_DEFINITION;
  bool is_in_class = tree_kind(tree, tree_node(tree, node)->parent) == NODE_CLASS_BODY;
  const char *kind = tree_child(tree, node, FIELD_NAME) ? "named" : "anonymous";
  if (is_method) kind = is_in_class ? "method" : "shorthand";
  Span span = token_span(tokens, id), left = gap_between(tokens, token_previous(tokens, id), id);
  Span right = gap_between(tokens, id, token_next(tokens, id));
  bool before = is_wanted(context, kind, "before"), after = is_wanted(context, kind, "after");
  // A method that begins with its star has nothing of its own before it.
  if (!(is_method && tree_first_child(tree, node) == star))
    check_space(context,
                ((SpaceCheck){left, before, span, span, MISSING_BEFORE, UNEXPECTED_BEFORE}));
  check_space(context, ((SpaceCheck){right, after, span, span, MISSING_AFTER, UNEXPECTED_AFTER}));
}

#define SIDES "('before' | 'after' | 'both' | 'neither' | { before: boolean, after: boolean })"

const Rule rule_generator_star_spacing = {
    .name = "generator-star-spacing",
    .stylistic = "@stylistic/generator-star-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces around the star of generators",
    .why = "One way everywhere is easier to read.",
    .options = "('before' | 'after' | 'both' | 'neither' | { before: boolean, after: boolean, "
               "named: " SIDES ", anonymous: " SIDES ", method: " SIDES ", shorthand: " SIDES
               " }) = before",
    .messages = messages,
    .bad = EXAMPLES({"function* all() {}"}),
    .good = EXAMPLES({"function *all() {}"}, {"function* all() {}", "[\"after\"]"}),
    .visits = VISITS({NODE_GENERATOR_FUNCTION, check_function},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, check_function},
                     {NODE_METHOD_DEFINITION, check_function}),
};

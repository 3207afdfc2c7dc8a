// object-curly-spacing: spaces inside of the braces of objects, imports and exports.
#include "rules/spacing.h"

enum {
  REQUIRE_BEFORE,
  REQUIRE_AFTER,
  UNEXPECTED_BEFORE,
  UNEXPECTED_AFTER,
  REQUIRE_EMPTY,
  UNEXPECTED_EMPTY
};

static const RuleMessage messages[] = {
    [REQUIRE_BEFORE] = {"requireSpaceBefore", "A space is required before '}'."},
    [REQUIRE_AFTER] = {"requireSpaceAfter", "A space is required after '{'."},
    [UNEXPECTED_BEFORE] = {"unexpectedSpaceBefore", "There should be no space before '}'."},
    [UNEXPECTED_AFTER] = {"unexpectedSpaceAfter", "There should be no space after '{'."},
    [REQUIRE_EMPTY] = {"requiredSpaceInEmptyObject", "A space is required in empty '{0}'."},
    [UNEXPECTED_EMPTY] = {"unexpectedSpaceInEmptyObject",
                          "There should be no space in empty '{0}'."},
};

// Whether spaces are wanted in the braces of a type of node.
static bool is_wanted(RuleContext *context, Text type) {
  const Json *own = json_get(option_field(context, 1, "overrides"), type);
  return own ? text_is(own->text, TEXT("always")) : option_is(context, 0, "always");
}

// Before the closing brace, an object or array at the end may want it otherwise.
static bool is_wanted_before(RuleContext *context, TokenId last, bool wanted) {
  const TokenTable *tokens = source_tokens(context->code);
  bool is_array = token_is(tokens, last, TOKEN_BRACKET_CLOSE),
       is_object = token_is(tokens, last, TOKEN_BRACE_CLOSE);
  NodeKind around =
      tree_kind(context->tree, tree_node(context->tree, tokens->at[last].node)->parent);
  is_array = is_array && around == NODE_ARRAY;
  is_object = is_object && (around == NODE_OBJECT || around == NODE_OBJECT_PATTERN);
  const Json *arrays = option_field(context, 1, "arraysInObjects"),
             *objects = option_field(context, 1, "objectsInObjects");
  bool general = option_is(context, 0, "always");
  bool is_excepted = (is_array && arrays && json_is(arrays, JSON_TRUE) != general) ||
                     (is_object && objects && json_is(objects, JSON_TRUE) != general);
  return is_excepted ? !wanted : wanted;
}

static void check_empty(RuleContext *context, TokenId open, TokenId close, Text type) {
  const TokenTable *tokens = source_tokens(context->code);
  Text setting = json_text(option_field(context, 1, "emptyObjects"));
  Span gap = gap_between(tokens, open, close);
  if (!context->is_stylistic || close > open + 1 || !is_on_one_line(context->code, open, close))
    return;
  Text found = text_slice(tokens->text, gap.start, gap.end);
  if (text_is(setting, TEXT("always")) && !text_is(found, TEXT(" ")))
    fix_replace(report_span(context, gap, REQUIRE_EMPTY, type), context->arena, gap, TEXT(" "));
  else if (text_is(setting, TEXT("never")) && gap.start < gap.end)
    report_extra_space(context, gap, gap, UNEXPECTED_EMPTY, type);
}

static void check_braces(RuleContext *context, TokenId open, TokenId close, Text type) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId first = token_next_any(tokens, open), last = token_previous_any(tokens, close);
  if (token_next(tokens, open) == close) {
    check_empty(context, open, close, type);
    return;
  }
  bool wants_after = is_wanted(context, type);
  Span left = gap_between(tokens, open, first), right = gap_between(tokens, last, close);
  bool is_line_comment = tokens->at[first].type == TOKEN_TYPE_LINE_COMMENT;
  bool keeps_comment =
      is_line_comment || (context->is_stylistic && token_is_comment(tokens, first) &&
                          !is_on_one_line(code, open, close));
  if (is_on_one_line(code, open, first) && (wants_after || !keeps_comment))
    check_space(context, ((SpaceCheck){left, wants_after, token_span(tokens, open), left,
                                       REQUIRE_AFTER, UNEXPECTED_AFTER}));
  bool wants_before = is_wanted_before(context, token_previous(tokens, close), wants_after);
  if (is_on_one_line(code, last, close))
    check_space(context, ((SpaceCheck){right, wants_before, token_span(tokens, close), right,
                                       REQUIRE_BEFORE, UNEXPECTED_BEFORE}));
}

static void check_node(RuleContext *context, NodeId node, Text type) {
  const TokenTable *tokens = source_tokens(context->code);
  check_braces(context, token_first(tokens, context->tree, node),
               token_last(tokens, context->tree, node), type);
}

static void check_object(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool is_attributes = tree_kind(tree, tree_node(tree, node)->parent) == NODE_IMPORT_ATTRIBUTE;
  if (is_attributes && !context->is_stylistic) return;
  check_node(context, node, is_attributes ? TEXT("ImportAttributes") : estree_type(tree, node));
}

static void check_imports(RuleContext *context, NodeId node) {
  check_node(context, node, TEXT("ImportDeclaration"));
}

static void check_exports(RuleContext *context, NodeId node) {
  check_node(context, node, TEXT("ExportNamedDeclaration"));
}

#define SETTING "('always' | 'never')"

const Rule rule_object_curly_spacing = {
    .name = "object-curly-spacing",
    .stylistic = "@stylistic/object-curly-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces inside of the braces of objects",
    .why = "One way everywhere is easier to read.",
    .options = "('never' | 'always') = never, { arraysInObjects: boolean, objectsInObjects: "
               "boolean, emptyObjects: 'ignore' | 'always' | 'never', overrides: { *: 'always' | "
               "'never' } }",
    .messages = messages,
    .bad = EXAMPLES({"const a = { b: 1 };"}),
    .good = EXAMPLES({"const a = {b: 1};"}, {"const a = { b: 1 };", "[\"always\"]"},
                     {"const {a: [b]} = c;", "[\"never\", {\"arraysInObjects\": true}]"}),
    .visits = VISITS({NODE_OBJECT, check_object}, {NODE_OBJECT_PATTERN, check_object},
                     {NODE_NAMED_IMPORTS, check_imports}, {NODE_EXPORT_CLAUSE, check_exports}),
};

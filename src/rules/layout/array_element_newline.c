// array-element-newline: line ends between the elements of arrays.
#include "rules/array_items.h"
#include "rules/line_breaks.h"

enum { EXTRA, MISSING };

static const RuleMessage messages[] = {
    [EXTRA] = {"unexpectedLineBreak", "There should be no linebreak here."},
    [MISSING] = {"missingLineBreak", "There should be a linebreak after this element."},
};

// What the option says about arrays or patterns; false: nothing.
static bool setting_of(RuleContext *context, NodeKind kind, BreakSetting *setting) {
  const Json *given = option(context, 0);
  const Json *array = option_field(context, 0, "ArrayExpression"),
             *pattern = option_field(context, 0, "ArrayPattern");
  if (array || pattern) {
    given = kind == NODE_ARRAY ? array : pattern;
    if (!given) return false;
  }
  *setting = break_setting(given, "minItems");
  if (!given) setting->least = 0;
  return true;
}

// The comma between two elements, of which `right` is no hole; NO_NODE if the other one is.
static NodeId comma_between(const Tree *tree, NodeId left, NodeId right) {
  NodeId comma = tree_next_sibling(tree, left);
  return tree_next_sibling(tree, comma) == right ? comma : NO_NODE;
}

static bool has_multiline_item(SourceCode *code, NodeId array) {
  const Tree *tree = code->tree;
  tree_each_named(tree, array, item) {
    const Node *inner = tree_node(tree, tree_inside_parentheses(tree, item));
    if (!source_same_line(code, inner->start, inner->end)) return true;
  }
  return false;
}

static bool is_broken_at(SourceCode *code, TokenId comma) {
  const TokenTable *tokens = source_tokens(code);
  return !is_on_one_line(code, token_previous(tokens, comma), token_next(tokens, comma));
}

// How many elements have a line end before them.
static uint32_t count_breaks(SourceCode *code, NodeId array) {
  const Tree *tree = code->tree;
  NodeId left = NO_NODE;
  uint32_t count = 0;
  tree_each_named(tree, array, item) {
    NodeId comma = left ? comma_between(tree, left, item) : NO_NODE;
    if (comma && is_broken_at(code, token_first(source_tokens(code), tree, comma))) ++count;
    left = item;
  }
  return count;
}

// Takes out the line ends around a comma, if all of them stand on one side of it.
static void report_extra(RuleContext *context, TokenId comma) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId next = token_next(tokens, comma);
  if (!is_on_one_line(code, comma, next)) {
    report_line_unwanted(context, next, EXTRA, true);
    return;
  }
  RuleReport *made = report_span(context, gap_between(tokens, next - 1, next), EXTRA);
  if (next != comma + 1 || token_is_comment(tokens, comma - 1)) return;
  fix_remove(made, context->arena, gap_between(tokens, comma - 1, comma));
}

static bool are_breaks_wanted(RuleContext *context, NodeId array, const BreakSetting *setting) {
  uint32_t count = count_array_items(context->tree, array);
  if (count >= setting->least) return true;
  if (setting->is_multiline && has_multiline_item(context->code, array)) return true;
  return setting->is_consistent && count_breaks(context->code, array) > 0;
}

static void check_array(RuleContext *context, NodeId node) {
  SourceCode *code = context->code;
  const Tree *tree = context->tree;
  BreakSetting setting;
  if (!setting_of(context, tree_kind(tree, node), &setting)) return;
  bool is_wanted = are_breaks_wanted(context, node, &setting);
  NodeId left = NO_NODE;
  tree_each_named(tree, node, item) {
    NodeId between = left ? comma_between(tree, left, item) : NO_NODE;
    left = item;
    if (!between) continue;
    const TokenTable *tokens = source_tokens(code);
    TokenId comma = token_first(tokens, tree, between);
    if (is_broken_at(code, comma) == is_wanted) continue;
    if (is_wanted)
      report_line_wanted(context, token_next(tokens, comma), MISSING);
    else
      report_extra(context, comma);
  }
}

#define SETTING                                                                                    \
  "'always' | 'never' | 'consistent' | { consistent: boolean, multiline: boolean, minItems: "      \
  "integer | null }"

const Rule rule_array_element_newline = {
    .name = "array-element-newline",
    .stylistic = "@stylistic/array-element-newline",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow line ends between the elements of arrays",
    .why = "Elements are easy to count when they stand on one line, or each on a line of its own.",
    .options = SETTING " | { ArrayExpression: " SETTING ", ArrayPattern: " SETTING " }",
    .messages = messages,
    .bad = EXAMPLES({"const list = [1, 2];"}, {"const list = [1,\n  2, 3];", "[\"consistent\"]"}),
    .good = EXAMPLES({"const list = [\n  1,\n  2\n];"}, {"const list = [1, 2];", "[\"never\"]"},
                     {"const [a, b] = [\n  1,\n  2\n];",
                      "[{ \"ArrayExpression\": \"always\", \"ArrayPattern\": \"never\" }]"}),
    .visits = VISITS({NODE_ARRAY, check_array}, {NODE_ARRAY_PATTERN, check_array}),
};

// comma-style: on which line a comma between two lines stands.
#include "rules/functions.h"
#include "rules/spacing.h"

enum { ALONE, FIRST, LAST };

static const RuleMessage messages[] = {
    [ALONE] = {"unexpectedLineBeforeAndAfterComma", "Bad line breaking before and after ','."},
    [FIRST] = {"expectedCommaFirst", "',' should be placed first."},
    [LAST] = {"expectedCommaLast", "',' should be placed last."},
};

// ---- One comma

// A text without the first of its line ends.
static Text join_first_lines(Arena *arena, Text text) {
  uint32_t end = 0;
  while (end < text.size && text.at[end] != '\n' && text.at[end] != '\r') ++end;
  if (end == text.size) return text;
  bool is_pair = text.at[end] == '\r' && end + 1 < text.size && text.at[end + 1] == '\n';
  Text rest = text_slice(text, end + (is_pair ? 2 : 1), text.size);
  return text_format(arena, "%.*s%.*s", (int)end, text.at, TEXT_ARGS(rest));
}

// Puts the comma before or behind all that stands between two items. One that has a line for itself
// goes up, and its line with it; unless a comment is on that line.
static void move(RuleContext *context, RuleReport *made, TokenId comma, Span gap, bool is_alone) {
  const TokenTable *tokens = source_tokens(context->code);
  Text source = context->tree->source;
  Span at = token_span(tokens, comma);
  Text before = at.start > gap.start ? text_slice(source, gap.start, at.start) : TEXT("");
  Text behind = text_slice(source, at.end, gap.end);
  Text both = text_format(context->arena, "%.*s%.*s", TEXT_ARGS(before), TEXT_ARGS(behind));
  TokenId next = token_next_any(tokens, comma);
  bool has_comment = tokens->at[next].type == TOKEN_TYPE_BLOCK_COMMENT &&
                     is_on_one_line(context->code, comma, next);
  bool goes_up = is_alone && !has_comment;
  bool is_first = !goes_up && option_is(context, 0, "first");
  if (goes_up) both = join_first_lines(context->arena, both);
  fix_replace(made, context->arena, gap,
              text_format(context->arena, "%s%.*s%s", is_first ? "" : ",", TEXT_ARGS(both),
                          is_first ? "," : ""));
}

static void check_comma(RuleContext *context, TokenId before, TokenId comma, TokenId behind) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  bool breaks_before = before != comma && !is_on_one_line(code, before, comma),
       breaks_behind = !is_on_one_line(code, comma, behind);
  if (!breaks_before && !breaks_behind) return;
  if (breaks_behind && context->is_stylistic && token_is(tokens, behind, TOKEN_COMMA)) return;
  bool is_first = option_is(context, 0, "first"), is_alone = breaks_before && breaks_behind;
  if (!is_alone && is_first == breaks_before) return;
  int message = is_alone ? ALONE : is_first ? FIRST : LAST;
  RuleReport *made = report_span(context, token_span(tokens, comma), message);
  move(context, made, comma, gap_between(tokens, before, behind), is_alone);
}

// ---- Where there are commas

// Lists that the rule of ESLint's core leaves alone unless it is told not to.
static const char *const left_alone[] = {
    "ArrayPattern",       "ArrowFunctionExpression", "CallExpression", "FunctionDeclaration",
    "FunctionExpression", "ImportDeclaration",       "ObjectPattern",  "NewExpression",
};

static bool is_excepted(RuleContext *context, Text type) {
  const Json *own = json_get(option_field(context, 1, "exceptions"), type);
  if (own) return json_is(own, JSON_TRUE);
  for (size_t i = 0; !context->is_stylistic && i < sizeof left_alone / sizeof *left_alone; i++) {
    if (text_is(type, text_of(left_alone[i]))) return true;
  }
  return false;
}

static void check_commas(RuleContext *context, NodeId list, Text type) {
  const Tree *tree = context->tree;
  if (is_excepted(context, type)) return;
  tree_each_child(tree, list, child) {
    if (tree_kind(tree, child) != TOKEN_COMMA) continue;
    const TokenTable *tokens = source_tokens(context->code);
    TokenId comma = token_first(tokens, tree, child);
    check_comma(context, token_previous(tokens, comma), comma, token_next(tokens, comma));
  }
}

// In the core, a comma is looked at for the item behind it, whose first parenthesis hides it; one
// behind the last item is only in an array.
static void check_core_commas(RuleContext *context, NodeId list, Text type) {
  const Tree *tree = context->tree;
  if (is_excepted(context, type)) return;
  NodeId before = NO_NODE;
  tree_each_child(tree, list, child) {
    if (tree_kind(tree, before) == TOKEN_COMMA && kind_is_named(tree_kind(tree, child))) {
      const TokenTable *tokens = source_tokens(context->code);
      TokenId comma = token_first(tokens, tree, before), item = token_next(tokens, comma);
      if (tree_kind(tree, child) != NODE_PARENTHESIZED_EXPRESSION)
        check_comma(context, token_previous(tokens, comma), comma, item);
    }
    before = child;
  }
}

static void check_list_of(RuleContext *context, NodeId list, Text type) {
  if (context->is_stylistic)
    check_commas(context, list, type);
  else
    check_core_commas(context, list, type);
}

static void check_node(RuleContext *context, NodeId node) {
  check_list_of(context, node, estree_type(context->tree, node));
}

// Lists that only the rule's successor looks at.
static void check_new_node(RuleContext *context, NodeId node) {
  if (context->is_stylistic) check_commas(context, node, estree_type(context->tree, node));
}

static void check_object(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parent = tree_node(tree, node)->parent;
  if (tree_kind(tree, parent) != NODE_IMPORT_ATTRIBUTE) {
    check_node(context, node);
  } else if (context->is_stylistic) {
    check_commas(context, node, estree_type(tree, tree_node(tree, parent)->parent));
  }
}

static void check_parameters(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId function = tree_node(tree, node)->parent;
  bool is_method = tree_kind(tree, function) == NODE_METHOD_DEFINITION;
  check_list_of(context, node,
                is_method ? TEXT("FunctionExpression") : estree_type(tree, function));
}

static void check_arguments(RuleContext *context, NodeId node) {
  Text type = estree_type(context->tree, tree_node(context->tree, node)->parent);
  bool is_import = text_is(type, TEXT("ImportExpression"));
  if (context->is_stylistic || !is_import) check_list_of(context, node, type);
}

static void check_imports(RuleContext *context, NodeId node) {
  check_list_of(context, node, TEXT("ImportDeclaration"));
}

static void check_exports(RuleContext *context, NodeId node) {
  if (context->is_stylistic) check_commas(context, node, TEXT("ExportNamedDeclaration"));
}

// ---- Arrays

// A comma of a hole is looked at behind the first item only.
static void check_array_commas(RuleContext *context, NodeId array) {
  const Tree *tree = context->tree;
  bool has_item = false;
  tree_each_child(tree, array, child) {
    NodeKind kind = tree_kind(tree, child);
    has_item = has_item || kind_is_named(kind);
    if (kind != TOKEN_COMMA || !has_item) continue;
    const TokenTable *tokens = source_tokens(context->code);
    TokenId comma = token_first(tokens, tree, child);
    check_comma(context, token_previous(tokens, comma), comma, token_next(tokens, comma));
  }
}

// Whether the core's rule looks at the comma before `next`, and at its own line only: what stands
// before a comma of a hole is not asked for.
static bool is_looked_at(const Tree *tree, NodeId next, bool has_item, bool *is_left_free) {
  *is_left_free = !has_item;
  switch ((int)tree_kind(tree, next)) {
  case NODE_PARENTHESIZED_EXPRESSION: return false;
  case TOKEN_BRACKET_CLOSE: *is_left_free = false; return true;
  case TOKEN_COMMA:
    *is_left_free = true;
    return !has_item || tree_kind(tree, tree_next_sibling(tree, next)) == TOKEN_COMMA;
  default: return true;
  }
}

static void check_core_array(RuleContext *context, NodeId array) {
  const Tree *tree = context->tree;
  bool has_item = false, is_left_free = false;
  tree_each_child(tree, array, child) {
    NodeKind kind = tree_kind(tree, child);
    has_item = has_item || kind_is_named(kind);
    NodeId next = tree_next_sibling(tree, child);
    if (kind != TOKEN_COMMA || !is_looked_at(tree, next, has_item, &is_left_free)) continue;
    const TokenTable *tokens = source_tokens(context->code);
    TokenId comma = token_first(tokens, tree, child);
    TokenId left = is_left_free ? comma : token_previous(tokens, comma);
    check_comma(context, left, comma, token_next(tokens, comma));
  }
}

static void check_array(RuleContext *context, NodeId node) {
  if (is_excepted(context, estree_type(context->tree, node))) return;
  if (context->is_stylistic)
    check_array_commas(context, node);
  else
    check_core_array(context, node);
}

const Rule rule_comma_style = {
    .name = "comma-style",
    .stylistic = "@stylistic/comma-style",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require commas at the ends of lines, or at their beginnings",
    .why = "One way everywhere is easier to read, and a comma between two lines belongs to one of "
           "them.",
    .options = "('last' | 'first') = last, { exceptions: { *: boolean } }",
    .messages = messages,
    .bad = EXAMPLES({"const list = [\n  1\n  , 2\n];"}, {"var a = 1\n,\nb = 2;"}),
    .good = EXAMPLES({"const list = [\n  1,\n  2\n];"},
                     {"const list = [\n  1\n  , 2\n];", "[\"first\"]"}),
    .visits = VISITS(
        {NODE_ARRAY, check_array}, {NODE_ARRAY_PATTERN, check_array}, {NODE_OBJECT, check_object},
        {NODE_OBJECT_PATTERN, check_node}, {NODE_VARIABLE_DECLARATION, check_node},
        {NODE_LEXICAL_DECLARATION, check_node}, {NODE_USING_DECLARATION, check_node},
        {NODE_SEQUENCE_EXPRESSION, check_new_node}, {NODE_FORMAL_PARAMETERS, check_parameters},
        {NODE_ARGUMENTS, check_arguments}, {NODE_IMPORT_CLAUSE, check_imports},
        {NODE_NAMED_IMPORTS, check_imports}, {NODE_EXPORT_CLAUSE, check_exports}),
};

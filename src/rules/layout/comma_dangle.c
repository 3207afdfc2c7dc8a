// comma-dangle: a comma behind the last item of a list.
#include "rules/spacing.h"

enum { UNEXPECTED, MISSING };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected trailing comma."},
    [MISSING] = {"missing", "Missing trailing comma."},
};

// What is wanted of one kind of lists: "never", "always", "always-multiline", "only-multiline",
// "ignore".
static Text setting_of(RuleContext *context, const char *kind, const char *general) {
  const Json *given = option(context, 0);
  bool is_function = !strcmp(general, "functions");
  bool is_old = is_function && context->code->language.ecma_version < 2017;
  if (!json_is(given, JSON_OBJECT)) return is_old ? TEXT("ignore") : json_text(given);
  const Json *own = json_get(given, text_of(kind));
  return own ? own->text : TEXT("never");
}

// A list from its last item (or comma) to the bracket that closes it.
static void check_list(RuleContext *context, TokenId close, Text setting, bool can_have) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId last = token_previous(tokens, close);
  bool is_there = token_is(tokens, last, TOKEN_COMMA);
  TokenId item = is_there ? token_previous(tokens, last) : last;
  bool is_multiline = !is_on_one_line(code, last, close);
  bool is_always = text_is(setting, TEXT("always")) ||
                   (text_is(setting, TEXT("always-multiline")) && is_multiline);
  bool is_free = text_is(setting, TEXT("ignore")) ||
                 (text_is(setting, TEXT("only-multiline")) && is_multiline);
  if (is_free) return;
  // The item and the bracket belong to the fix, so that no other one changes them at the same time.
  Span around = {tokens->at[item].start, tokens->at[close].end};
  if (is_always && !is_there && can_have) {
    uint32_t end = tokens->at[last].end;
    RuleReport *made = report_span(context, place_behind(code, end), MISSING);
    fix_replace_inside(context, made, around, (Span){end, end}, TEXT(","));
  } else if (!is_always && is_there) {
    Span comma = token_span(tokens, last);
    fix_replace_inside(context, report_span(context, comma, UNEXPECTED), around, comma, TEXT(""));
  }
}

static NodeId last_named(const Tree *tree, NodeId list) {
  NodeId last = NO_NODE;
  tree_each_named(tree, list, child) last = child;
  return last;
}

// A comma behind a hole is the hole's.
static bool ends_with_hole(const Tree *tree, NodeId list) {
  NodeId before = NO_NODE, comma = NO_NODE;
  tree_each_child(tree, list, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_BRACKET_CLOSE) break;
    if (kind == TOKEN_COMMA) before = comma ? comma : before;
    comma = kind == TOKEN_COMMA ? child : NO_NODE;
    if (kind != TOKEN_COMMA) before = child;
  }
  return comma &&
         (tree_kind(tree, before) == TOKEN_COMMA || tree_kind(tree, before) == TOKEN_BRACKET_OPEN);
}

static void check_brackets(RuleContext *context, NodeId node, const char *kind,
                           const char *general) {
  const Tree *tree = context->tree;
  NodeId last = last_named(tree, node);
  if (!last) return;
  bool can_have = tree_kind(tree, last) != NODE_REST_PATTERN;
  TokenId close = token_last(source_tokens(context->code), tree, node);
  check_list(context, close, setting_of(context, kind, general), can_have);
}

static void check_array(RuleContext *context, NodeId node) {
  if (!ends_with_hole(context->tree, node)) check_brackets(context, node, "arrays", "arrays");
}

static void check_object(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool is_attributes = tree_kind(tree, tree_node(tree, node)->parent) == NODE_IMPORT_ATTRIBUTE;
  if (is_attributes && !context->is_stylistic) return;
  check_brackets(context, node, is_attributes ? "importAttributes" : "objects", "objects");
}

static void check_imports(RuleContext *context, NodeId node) {
  check_brackets(context, node, "imports", "imports");
}

static void check_exports(RuleContext *context, NodeId node) {
  check_brackets(context, node, "exports", "exports");
}

static void check_parameters(RuleContext *context, NodeId node) {
  check_brackets(context, node, "functions", "functions");
}

static void check_arguments(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId call = tree_node(tree, node)->parent;
  bool is_import = tree_kind(tree, tree_child(tree, call, FIELD_FUNCTION)) == NODE_IMPORT;
  bool is_new =
      context->code->language.ecma_version >= 2025 || json_is(option(context, 0), JSON_OBJECT);
  if (is_import && (!context->is_stylistic || !is_new)) return;
  check_brackets(context, node, is_import ? "dynamicImports" : "functions", "functions");
}

#define SETTING "('always' | 'always-multiline' | 'only-multiline' | 'never' | 'ignore')"

const Rule rule_comma_dangle = {
    .name = "comma-dangle",
    .stylistic = "@stylistic/comma-dangle",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow a comma behind the last item of a list",
    .why = "With a comma behind the last item, adding one changes a single line.",
    .options = "(" SETTING " | { arrays: " SETTING ", objects: " SETTING ", imports: " SETTING
               ", exports: " SETTING ", functions: " SETTING ", importAttributes: " SETTING
               ", dynamicImports: " SETTING ", enums: " SETTING ", generics: " SETTING
               ", tuples: " SETTING " }) = never",
    .messages = messages,
    .bad = EXAMPLES({"const list = [1, 2,];"}, {"run(\n  1\n,);", "[\"always-multiline\"]"}),
    .good = EXAMPLES({"const list = [1, 2];"},
                     {"const list = [\n  1,\n  2,\n];", "[\"always-multiline\"]"}),
    .visits = VISITS({NODE_ARRAY, check_array}, {NODE_ARRAY_PATTERN, check_array},
                     {NODE_OBJECT, check_object}, {NODE_OBJECT_PATTERN, check_object},
                     {NODE_NAMED_IMPORTS, check_imports}, {NODE_EXPORT_CLAUSE, check_exports},
                     {NODE_FORMAL_PARAMETERS, check_parameters}, {NODE_ARGUMENTS, check_arguments}),
};

// object-curly-newline: line ends inside of the braces of objects, imports and exports.
#include "rules/line_breaks.h"
#include <math.h>

// What the option says about one kind of braces.
static BreakSetting setting_of(RuleContext *context, const char *kind) {
  static const char *const kinds[] = {"ObjectExpression",  "ObjectPattern", "ImportDeclaration",
                                      "ExportDeclaration", "TSTypeLiteral", "TSInterfaceBody",
                                      "TSEnumBody"};
  const Json *given = option(context, 0);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (!json_get(option(context, 0), text_of(kinds[i]))) continue;
    given = json_get(option(context, 0), text_of(kind));
    break;
  }
  BreakSetting setting = break_setting(given, "minProperties");
  if (!given) setting.is_consistent = true;
  if (json_is(given, JSON_OBJECT) && setting.least == 0) setting.least = INFINITY;
  return setting;
}

static void check_braces(RuleContext *context, NodeId node, const char *kind) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  BreakSetting setting = setting_of(context, kind);
  uint32_t count = 0;
  tree_each_named(tree, node, child) ++count;
  check_brace_breaks(context, token_first(tokens, tree, node), token_last(tokens, tree, node),
                     &setting, count);
}

static void check_object(RuleContext *context, NodeId node) {
  NodeId parent = tree_node(context->tree, node)->parent;
  if (tree_kind(context->tree, parent) != NODE_IMPORT_ATTRIBUTE)
    check_braces(context, node, "ObjectExpression");
}

static void check_pattern(RuleContext *context, NodeId node) {
  check_braces(context, node, "ObjectPattern");
}

// Braces of modules without a name in them are left alone.
static void check_imports(RuleContext *context, NodeId node) {
  if (tree_first_named(context->tree, node)) check_braces(context, node, "ImportDeclaration");
}

static void check_exports(RuleContext *context, NodeId node) {
  if (tree_first_named(context->tree, node)) check_braces(context, node, "ExportDeclaration");
}

#define SETTING                                                                                    \
  "('always' | 'never' | { multiline: boolean, minProperties: integer, consistent: boolean })"

const Rule rule_object_curly_newline = {
    .name = "object-curly-newline",
    .stylistic = "@stylistic/object-curly-newline",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow line ends inside of the braces of objects, imports and exports",
    .why = "One way everywhere is easier to read, and properties that begin lines of their own are "
           "easy to add and to move.",
    .options = SETTING " | { ObjectExpression: " SETTING ", ObjectPattern: " SETTING
                       ", ImportDeclaration: " SETTING ", ExportDeclaration: " SETTING
                       ", TSTypeLiteral: " SETTING ", TSInterfaceBody: " SETTING
                       ", TSEnumBody: " SETTING " }",
    .messages = brace_messages,
    .bad = EXAMPLES({"const point = {\n  x: 1, y: 2 };"},
                    {"const point = { x: 1, y: 2 };", "[\"always\"]"}),
    .good = EXAMPLES({"const point = {\n  x: 1, y: 2\n};"}, {"const point = { x: 1, y: 2 };"},
                     {"import { a, b } from \"c\";", "[{ \"ImportDeclaration\": \"never\" }]"}),
    .visits = VISITS({NODE_OBJECT, check_object}, {NODE_OBJECT_PATTERN, check_pattern},
                     {NODE_NAMED_IMPORTS, check_imports}, {NODE_EXPORT_CLAUSE, check_exports}),
};

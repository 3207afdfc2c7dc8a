// no-useless-rename: `import { a as a }`, `{ a: a } = b`.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "syntax/literal.h"
#include "syntax/name.h"

enum { RENAMED };

static const RuleMessage messages[] = {
    [RENAMED] = {"unnecessarilyRenamed", "{0} {1} unnecessarily renamed."},
};

static bool key_name(RuleContext *context, NodeId key, Text *name) {
  if (tree_kind(context->tree, key) == NODE_COMPUTED_PROPERTY_NAME) return false;
  return static_key_name(context->code, key, name);
}

// What is behind `kept`, or before it, goes, unless there is a comment in it. NO_NODE: all stays.
static void report_renamed(RuleContext *context, NodeId node, const char *kind, Text name,
                           NodeId kept) {
  const Tree *tree = context->tree;
  RuleReport *made = report(context, node, RENAMED, text_of(kind), name);
  if (!kept) return;
  const Node *at = tree_node(tree, node), *rest = tree_node(tree, kept);
  const TokenTable *tokens = source_tokens(context->code);
  if (!tokens_have_comment(tokens, at->start, rest->start) &&
      !tokens_have_comment(tokens, rest->end, at->end))
    fix_replace(made, context->arena, (Span){at->start, at->end}, tree_text(tree, kept));
}

// ---- { a: a } = b, { a: a = 1 } = b

static void check_pattern(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (option_flag(context, 0, "ignoreDestructuring")) return;
  NodeId value = tree_child(tree, node, FIELD_VALUE), target = value;
  if (tree_kind(tree, value) == NODE_ASSIGNMENT_PATTERN)
    target = tree_child(tree, value, FIELD_LEFT);
  NodeId inside = tree_inside_parentheses(tree, target);
  Text name;
  if (!is_identifier(tree, inside, NULL) ||
      !key_name(context, tree_child(tree, node, FIELD_KEY), &name))
    return;
  if (!text_is(name, name_value(context->arena, tree_text(tree, inside)))) return;
  // A shorthand can't stand in parentheses, and has nothing before its default value.
  NodeId kept = value == target ? inside : target == inside ? value : NO_NODE;
  report_renamed(context, node, "Destructuring assignment", name, kept);
}

// ---- import { a as a }, export { a as a }

static Text module_name(RuleContext *context, NodeId name) {
  const Tree *tree = context->tree;
  if (tree_kind(tree, name) == NODE_STRING) return literal_string_value(context->arena, tree, name);
  return name_value(context->arena, tree_text(tree, name));
}

static void check_specifier(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool is_import = tree_kind(tree, node) == NODE_IMPORT_SPECIFIER;
  if (option_flag(context, 0, is_import ? "ignoreImport" : "ignoreExport")) return;
  NodeId name = tree_child(tree, node, FIELD_NAME), alias = tree_child(tree, node, FIELD_ALIAS);
  if (!alias || !text_is(module_name(context, name), module_name(context, alias))) return;
  NodeId kept = is_import ? alias : name;
  report_renamed(context, node, is_import ? "Import" : "Export", module_name(context, name), kept);
}

const Rule rule_no_useless_rename = {
    .name = "no-useless-rename",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow giving a name its own name",
    .why = "`import { a as a }` is `import { a }`.",
    .options = "{ ignoreDestructuring: boolean = false, ignoreImport: boolean = false, "
               "ignoreExport: boolean = false }",
    .messages = messages,
    .bad =
        EXAMPLES({"import { load as load } from \"./load.js\";"}, {"const { name: name } = user;"}),
    .good = EXAMPLES({"import { load as read } from \"./load.js\";"}, {"const { name } = user;"}),
    .visits = VISITS({NODE_PAIR_PATTERN, check_pattern}, {NODE_IMPORT_SPECIFIER, check_specifier},
                     {NODE_EXPORT_SPECIFIER, check_specifier}),
};

// no-console: calls and other uses of `console`'s methods.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/variables.h"

enum { CONSOLE, LIMITED, REMOVE, REMOVE_ANY };

static const RuleMessage messages[] = {
    [CONSOLE] = {"unexpected", "Unexpected console statement."},
    [LIMITED] = {"limited",
                 "Unexpected console statement. Only these console methods are allowed: {0}."},
    [REMOVE] = {"removeConsole", "Remove the console.{0}()."},
    [REMOVE_ANY] = {"removeMethodCall", "Remove the console method call."},
};

static Text list_of(RuleContext *context, const Json *allowed) {
  Text list = allowed->first_child->text;
  for (const Json *each = allowed->first_child->next; each; each = each->next)
    list = text_concat(context->arena, list, TEXT(", "), each->text);
  return list;
}

// The statement that can go as a whole: `console.log();` in a list of statements.
static NodeId statement_of(const Tree *tree, NodeId member) {
  NodeId call = estree_parent(tree, member);
  if (called_function(tree, call) != member) return NO_NODE;
  NodeId statement = estree_parent(tree, call);
  if (tree_kind(tree, statement) != NODE_EXPRESSION_STATEMENT) return NO_NODE;
  NodeKind around = tree_kind(tree, tree_node(tree, statement)->parent);
  bool is_list = around == NODE_PROGRAM || around == NODE_STATEMENT_BLOCK;
  return is_list ? statement : NO_NODE;
}

static void check_identifier(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!is_identifier(tree, node, "console")) return;
  NodeId outside = tree_outside_parentheses(tree, node), member = tree_node(tree, outside)->parent;
  Text name;
  if (tree_node(tree, outside)->field != FIELD_OBJECT) return;
  bool is_known = static_member_name(context->code, member, &name);
  const Json *allowed = option_field(context, 0, "allow");
  if (is_known && json_list_has(allowed, name)) return;
  const VariableTable *table = source_variables(context->code);
  if (!reference_at(table, node)) return;
  if (table->variables[variable_at(table, node)].first_definition) return;
  bool is_limited = allowed && allowed->first_child;
  RuleReport *made = is_limited ? report(context, member, LIMITED, list_of(context, allowed))
                                : report(context, member, CONSOLE);
  NodeId statement = statement_of(tree, member);
  if (!statement) return;
  RuleSuggestion *offered =
      is_known ? suggest(context, made, REMOVE, name) : suggest(context, made, REMOVE_ANY);
  edits_replace(&offered->edits, context->arena, estree_span(context->code, statement), TEXT(""));
}

const Rule rule_no_console = {
    .name = "no-console",
    .type = RULE_SUGGESTION,
    .flags = RULE_SUGGESTS,
    .summary = "Disallow `console`",
    .why = "In code for browsers, what is written to the console is most often left from "
           "debugging. `allow` names methods that may stay.",
    .options = "{ allow: string[] }",
    .messages = messages,
    .bad = EXAMPLES({"console.log(\"here\");"}, {"console[method](\"here\");"},
                    {"console.log(\"here\");", "[{\"allow\": [\"warn\"]}]"}),
    .good = EXAMPLES({"logger.log(\"here\");"},
                     {"console.warn(\"slow\");", "[{\"allow\": [\"warn\"]}]"}),
    .visits = VISITS({NODE_IDENTIFIER, check_identifier}),
};

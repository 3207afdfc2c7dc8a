// prefer-object-has-own: `Object.prototype.hasOwnProperty.call(a, b)` where `Object.hasOwn` does.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/touching.h"
#include "rules/variables.h"

enum { USE };

static const RuleMessage messages[] = {
    [USE] = {"useHasOwn",
             "Use 'Object.hasOwn()' instead of 'Object.prototype.hasOwnProperty.call()'."},
};

// `{}`, `Object`, `Object.prototype`.
static bool is_source(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  if (tree_kind(tree, node) == NODE_OBJECT) return !tree_first_named(tree, node);
  bool is_prototype = is_member_of(code, node, NULL, "prototype");
  return is_identifier(tree, is_prototype ? estree_child(tree, node, FIELD_OBJECT) : node,
                       "Object");
}

static bool is_object_global(SourceCode *code, NodeId node) {
  const VariableTable *table = source_variables(code);
  VariableId variable = variable_find(table, name_scope_at(table, node), TEXT("Object"));
  if (variable) return table->variables[variable].scope == NAME_SCOPE_ROOT;
  return variable_setting(code, table, TEXT("Object")) > GLOBAL_OFF;
}

// Whether a link of the chain ends in parentheses, behind an optional one: a chain of its own.
static bool is_own_chain(const Tree *tree, NodeId link) {
  if (tree_kind(tree, link) != NODE_PARENTHESIZED_EXPRESSION) return false;
  NodeId inside = tree_inside_parentheses(tree, link);
  return kind_is_link(tree_kind(tree, inside)) &&
         (tree_child(tree, inside, FIELD_OPTIONAL_CHAIN) != NO_NODE);
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  NodeId callee = called_function(tree, node);
  if (!callee || !is_member_of(code, callee, NULL, "call")) return;
  NodeId method = estree_child(tree, callee, FIELD_OBJECT);
  if (!is_member_of(code, method, NULL, "hasOwnProperty") ||
      !is_source(code, estree_child(tree, method, FIELD_OBJECT)) ||
      is_own_chain(tree, tree_child(tree, callee, FIELD_OBJECT)) || !is_object_global(code, node))
    return;
  RuleReport *made = report(context, node, USE);
  const Node *at = tree_node(tree, callee);
  if (tokens_have_comment(source_tokens(code), at->start, at->end)) return;
  bool is_close = touches_left(context->code, at->start, TEXT("Object"));
  fix_replace(made, context->arena, (Span){at->start, at->end},
              is_close ? TEXT(" Object.hasOwn") : TEXT("Object.hasOwn"));
}

const Rule rule_prefer_object_has_own = {
    .name = "prefer-object-has-own",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require `Object.hasOwn` for `Object.prototype.hasOwnProperty.call`",
    .why = "It is shorter, and says what is asked.",
    .messages = messages,
    .bad = EXAMPLES({"if (Object.prototype.hasOwnProperty.call(user, \"name\")) greet();"},
                    {"({}).hasOwnProperty.call(user, \"name\");"}),
    .good = EXAMPLES({"if (Object.hasOwn(user, \"name\")) greet();"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};

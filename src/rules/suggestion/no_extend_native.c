// no-extend-native: new properties of `Object.prototype` and its like.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/variables.h"
#include "scope/known_globals.h"

enum { EXTENDED };

static const RuleMessage messages[] = {
    [EXTENDED] = {"unexpected", "{0} prototype is read only, properties should not be added."},
};

static NodeId member_of(const Tree *tree, NodeId object) {
  NodeId outside = tree_outside_parentheses(tree, object);
  bool is_object = tree_node(tree, outside)->field == FIELD_OBJECT;
  NodeId parent = tree_node(tree, outside)->parent;
  NodeKind kind = tree_kind(tree, parent);
  bool is_member = estree_is_member(kind);
  return is_object && is_member ? parent : NO_NODE;
}

// `Object.defineProperty(prototype, …)`, `Object.defineProperties(prototype, …)`
static NodeId defining_call(SourceCode *code, NodeId prototype) {
  const Tree *tree = code->tree;
  NodeId outside = tree_outside_parentheses(tree, prototype);
  NodeId arguments = tree_node(tree, outside)->parent;
  if (tree_kind(tree, arguments) != NODE_ARGUMENTS) return NO_NODE;
  if (tree_first_named(tree, arguments) != outside) return NO_NODE;
  NodeId call = tree_node(tree, arguments)->parent, callee = called_function(tree, call);
  bool defines = callee && (is_member_of(code, callee, "Object", "defineProperty") ||
                            is_member_of(code, callee, "Object", "defineProperties"));
  return defines ? call : NO_NODE;
}

static void check_reference(RuleContext *context, NodeId node, Text name) {
  const Tree *tree = context->tree;
  NodeId prototype = member_of(tree, node);
  if (!prototype || !is_member_of(context->code, prototype, NULL, "prototype")) return;
  NodeId property = member_of(tree, prototype);
  NodeId at = NO_NODE;
  if (property) {
    NodeId outside = tree_outside_parentheses(tree, property);
    NodeId parent = tree_node(tree, outside)->parent;
    NodeKind kind = tree_kind(tree, parent);
    bool is_assignment =
        kind == NODE_ASSIGNMENT_EXPRESSION || kind == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
    if (is_assignment && tree_node(tree, outside)->field == FIELD_LEFT) at = parent;
  } else {
    at = defining_call(context->code, prototype);
  }
  if (at) report(context, at, EXTENDED, name);
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  const Json *exceptions = option_field(context, 0, "exceptions");
  scope_each_variable(table, NAME_SCOPE_ROOT, id) {
    Text name = table->variables[id].name;
    bool is_upper = name.size && name.at[0] >= 'A' && name.at[0] <= 'Z';
    if (!is_upper || !known_global_year(name) || json_list_has(exceptions, name)) continue;
    variable_each_reference(table, id, each)
        check_reference(context, table->references[each].node, name);
  }
}

const Rule rule_no_extend_native = {
    .name = "no-extend-native",
    .type = RULE_SUGGESTION,
    .summary = "Disallow adding properties to the prototypes of the language's own types",
    .why = "All code of the page sees the new property, and so does the next version of the "
           "language, which may want the name for itself.",
    .options = "{ exceptions: string[] = [] }",
    .messages = messages,
    .bad = EXAMPLES({"Array.prototype.last = function () {\n  return this[this.length - 1];\n};"}),
    .good = EXAMPLES({"const last = (list) => list[list.length - 1];"},
                     {"Object.prototype.a = 1;", "[{\"exceptions\": [\"Object\"]}]"}),
    .end = check,
};

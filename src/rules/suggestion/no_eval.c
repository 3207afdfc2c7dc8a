// no-eval: `eval`, by its name and as a property of the global object.
#include "rules/default_this.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { EVAL };

static const RuleMessage messages[] = {
    [EVAL] = {"unexpected", "`eval` can be harmful."},
};

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  if (!is_identifier(tree, callee, "eval")) return;
  bool is_optional = tree_child(tree, node, FIELD_OPTIONAL_CHAIN) != NO_NODE;
  if (is_optional && option_flag(context, 0, "allowIndirect")) return;
  report(context, callee, EVAL);
}

static void report_member(RuleContext *context, NodeId member) {
  const Tree *tree = context->tree;
  NodeId property = tree_child(tree, member, FIELD_PROPERTY);
  report(context, property ? property : estree_child(tree, member, FIELD_INDEX), EVAL);
}

// The member expression that a node is the object of, if it takes the property, or NO_NODE.
static NodeId member_with(RuleContext *context, NodeId object, const char *property) {
  const Tree *tree = context->tree;
  NodeId outside = tree_outside_parentheses(tree, object),
         parent = tree_node(tree, outside)->parent;
  bool is_object = tree_node(tree, outside)->field == FIELD_OBJECT;
  return is_object && is_member_of(context->code, parent, NULL, property) ? parent : NO_NODE;
}

static bool is_called(const Tree *tree, NodeId node) {
  NodeId parent = estree_parent(tree, node);
  return called_function(tree, parent) == node;
}

static void check_identifier(RuleContext *context, NodeId node) {
  static const char *const objects[] = {"global", "window", "globalThis"};
  const Tree *tree = context->tree;
  uint32_t size = tree_node(tree, node)->end - tree_node(tree, node)->start;
  if (size != 4 && size != 6 && size != 10) return;
  if (option_flag(context, 0, "allowIndirect")) return;
  if (size == 4) {
    if (is_global(context->code, node, "eval") && !is_called(tree, node))
      report(context, node, EVAL);
    return;
  }
  for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
    if (!is_global(context->code, node, objects[i])) continue;
    NodeId object = node;
    for (NodeId next; (next = member_with(context, object, objects[i]));) object = next;
    NodeId member = member_with(context, object, "eval");
    if (member) report_member(context, member);
  }
}

static bool is_global_this(RuleContext *context, NodeId node) {
  const Language *language = &context->code->language;
  NodeId owner = this_owner(context->tree, node);
  const VariableTable *table = source_variables(context->code);
  if (owner == NODE_ROOT) {
    bool is_script = language->goal == SYNTAX_SCRIPT && !language->returns_globally;
    return is_script;
  }
  if (!kind_is_function(tree_kind(context->tree, owner))) return false;
  if (table->scopes[name_scope_of(table, owner)].is_strict) return false;
  return has_default_this(context->code, owner, true);
}

static void check_this(RuleContext *context, NodeId node) {
  if (option_flag(context, 0, "allowIndirect")) return;
  NodeId member = member_with(context, node, "eval");
  if (member && is_global_this(context, node)) report_member(context, member);
}

const Rule rule_no_eval = {
    .name = "no-eval",
    .type = RULE_SUGGESTION,
    .summary = "Disallow `eval`",
    .why = "What `eval` runs can do anything that the page can, so that one string from outside is "
           "enough; and code around it is slow, as all of its names may be used.",
    .options = "{ allowIndirect: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const value = eval(\"box.\" + key);"},
                    {"/* global window */\nwindow.eval(code);"}, {"(0, eval)(code);"}),
    .good =
        EXAMPLES({"const value = box[key];"}, {"(0, eval)(code);", "[{\"allowIndirect\": true}]"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}, {NODE_IDENTIFIER, check_identifier},
                     {NODE_THIS, check_this}),
};

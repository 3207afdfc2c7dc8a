// What may stay: names of properties that are only read, what is called and its arguments, names in
// other modules that are renamed here, and globals.
#include "rules/denied_names.h"
#include "rules/import_options.h"
#include "rules/static_names.h"
#include "rules/variables.h"

static bool is_listed(RuleContext *context, Text name) {
  for (uint32_t i = 0; context->options[i]; i++) {
    if (text_is(context->options[i]->text, name)) return true;
  }
  return false;
}

bool is_assigned_member(const Tree *tree, NodeId member) {
  const Node *at = tree_node(tree, tree_outside_parentheses(tree, member));
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return at->field == FIELD_LEFT;
  case NODE_ARRAY_PATTERN:
  case NODE_REST_PATTERN: return true;
  case NODE_PAIR_PATTERN: return at->field == FIELD_VALUE;
  default: return false;
  }
}

bool is_plain_call(const Tree *tree, NodeId call) {
  return tree_kind(tree, tree_child(tree, call, FIELD_ARGUMENTS)) != NODE_TEMPLATE_STRING &&
         tree_kind(tree, tree_child(tree, call, FIELD_FUNCTION)) != NODE_IMPORT;
}

// The other module's name of something that is renamed.
static bool is_renamed(const Tree *tree, NodeId node, NodeId specifier) {
  if (!tree_child(tree, specifier, FIELD_ALIAS) || tree_node(tree, node)->field != FIELD_NAME)
    return false;
  if (tree_kind(tree, specifier) == NODE_IMPORT_SPECIFIER) return true;
  NodeId statement = tree_node(tree, tree_node(tree, specifier)->parent)->parent;
  return tree_child(tree, statement, FIELD_SOURCE) != NO_NODE;
}

static bool is_jsx(NodeKind kind) {
  return kind == NODE_JSX_OPENING_ELEMENT || kind == NODE_JSX_CLOSING_ELEMENT ||
         kind == NODE_JSX_SELF_CLOSING_ELEMENT || kind == NODE_JSX_ATTRIBUTE ||
         kind == NODE_JSX_NAMESPACE_NAME;
}

static bool counts(const Tree *tree, NodeId node) {
  const Node *at = tree_node(tree, tree_outside_parentheses(tree, node));
  NodeKind kind = tree_kind(tree, at->parent);
  switch ((int)kind) {
  case NODE_MEMBER_EXPRESSION:
    return at->field != FIELD_PROPERTY || is_assigned_member(tree, at->parent);
  case NODE_CALL_EXPRESSION: return !is_plain_call(tree, at->parent);
  case NODE_ARGUMENTS: {
    NodeId call = tree_node(tree, at->parent)->parent;
    return tree_kind(tree, call) == NODE_CALL_EXPRESSION && !is_plain_call(tree, call);
  }
  case NODE_NEW_EXPRESSION:
  case NODE_IMPORT_ATTRIBUTE: return false;
  case NODE_IMPORT_SPECIFIER:
  case NODE_EXPORT_SPECIFIER: return !is_renamed(tree, node, at->parent);
  case NODE_PAIR: return !is_import_option(tree, node);
  case NODE_PAIR_PATTERN: return at->field != FIELD_KEY;
  default: return !is_jsx(kind);
  }
}

bool names_global(SourceCode *code, NodeId node) {
  if (tree_kind(code->tree, node) == NODE_SHORTHAND_PROPERTY_IDENTIFIER) return false;
  const VariableTable *table = source_variables(code);
  ReferenceId id = reference_at(table, node);
  VariableId variable = table->references[id].variable;
  return id && variable && !table->variables[variable].first_definition;
}

bool is_denied_name(RuleContext *context, NodeId node, Text *name) {
  *name = bare_name(context->tree, node);
  return is_listed(context, *name) && counts(context->tree, node) &&
         !names_global(context->code, node);
}

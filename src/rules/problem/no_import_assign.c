// no-import-assign: writing to imported names, and to members of namespaces.
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/variables.h"

enum { READONLY, MEMBER };

static const RuleMessage messages[] = {
    [READONLY] = {"readonly", "'{0}' is read-only."},
    [MEMBER] = {"readonlyMember", "The members of '{0}' are read-only."},
};

static bool is_field(const Tree *tree, NodeId node, NodeField field) {
  return tree_node(tree, tree_outside_parentheses(tree, node))->field == field;
}

static bool is_deleted(const Tree *tree, NodeId node) {
  return is_unary(tree, estree_parent(tree, node), TOKEN_DELETE_WORD);
}

// Whether a member expression is written to.
static bool is_target(const Tree *tree, NodeId member) {
  NodeId parent = estree_parent(tree, member);
  switch ((int)tree_kind(tree, parent)) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_FOR_IN_STATEMENT: return is_field(tree, member, FIELD_LEFT);
  case NODE_UPDATE_EXPRESSION:
  case NODE_REST_PATTERN:
  case NODE_ARRAY_PATTERN: return true;
  case NODE_PAIR_PATTERN: return is_field(tree, member, FIELD_VALUE);
  default: return is_deleted(tree, member);
  }
}

static bool is_listed(Text name, const char *const *list) {
  while (*list && !text_is(name, text_of(*list))) list++;
  return *list != NULL;
}

// Whether the function changes its first argument: `Object.assign`.
static bool changes_argument(SourceCode *code, NodeId callee) {
  static const char *const of_object[] = {"assign", "defineProperty", "defineProperties",
                                          "freeze", "setPrototypeOf", NULL};
  static const char *const of_reflect[] = {"defineProperty", "deleteProperty", "set",
                                           "setPrototypeOf", NULL};
  Text name;
  if (!static_member_name(code, callee, &name)) return false;
  NodeId object = estree_child(code->tree, callee, FIELD_OBJECT);
  return (is_listed(name, of_object) && is_global(code, object, "Object")) ||
         (is_listed(name, of_reflect) && is_global(code, object, "Reflect"));
}

// What writes to the members of the namespace at `node`, or NO_NODE.
static NodeId member_write(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  NodeId outside = tree_outside_parentheses(tree, node), parent = tree_node(tree, outside)->parent;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: {
    bool is_object = tree_node(tree, outside)->field == FIELD_OBJECT;
    return is_object && is_target(tree, parent) ? parent : NO_NODE;
  }
  case NODE_ARGUMENTS: {
    NodeId call = tree_node(tree, parent)->parent, callee = called_function(tree, call);
    bool is_first = tree_first_named(tree, parent) == outside;
    return is_first && callee && changes_argument(code, callee) ? call : NO_NODE;
  }
  default: return NO_NODE;
  }
}

// What as a whole does the writing: an assignment, a loop, a call.
static NodeId writer_of(const Tree *tree, NodeId node) {
  for (NodeId at = node; at; at = tree_node(tree, at)->parent) {
    switch ((int)tree_kind(tree, at)) {
    case NODE_ASSIGNMENT_EXPRESSION:
    case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    case NODE_UPDATE_EXPRESSION:
    case NODE_FOR_IN_STATEMENT:
    case NODE_CALL_EXPRESSION:
    case NODE_UNARY_EXPRESSION: return at;
    default: break;
    }
  }
  return node;
}

static void check_variable(RuleContext *context, const VariableTable *table, VariableId id) {
  const Variable *variable = &table->variables[id];
  const Definition *definition = &table->definitions[variable->first_definition];
  bool is_namespace = tree_kind(context->tree, definition->node) == NODE_NAMESPACE_IMPORT;
  NodeId last = NO_NODE;
  variable_each_reference(table, id, each) {
    const Reference *reference = &table->references[each];
    if (reference->node == last) continue;
    last = reference->node;
    NodeId member = NO_NODE;
    if (reference_is_write(reference))
      report(context, writer_of(context->tree, reference->node), READONLY, variable->name);
    else if (is_namespace && (member = member_write(context->code, reference->node)))
      report(context, writer_of(context->tree, member), MEMBER, variable->name);
  }
}

static void check(RuleContext *context) {
  if (context->tree->goal != SYNTAX_MODULE) return;
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    DefinitionId first = table->variables[id].first_definition;
    if (first && table->definitions[first].kind == DEFINITION_IMPORT)
      check_variable(context, table, id);
  }
}

const Rule rule_no_import_assign = {
    .name = "no-import-assign",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow assigning to imported names",
    .why = "Imports are views of another module's variables. Only that module can write to them; "
           "here, an assignment throws.",
    .messages = messages,
    .bad = EXAMPLES({"import { size } from \"./box\";\nsize = 3;"},
                    {"import * as box from \"./box\";\nbox.size = 3;"}),
    .good = EXAMPLES({"import { box } from \"./box\";\nbox.size = 3;"}),
    .end = check,
};

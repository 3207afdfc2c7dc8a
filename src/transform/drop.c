// A call of a method of `console`, or of its `call` or `apply`, is left out with its arguments, and
// is undefined where its value is used. A method that is taken for later becomes a function that
// does nothing.
#include "transform/drop.h"

#include "transform/places.h"

static void drop_statement(const DeadCode *code, NodeId statement) {
  dead_kill(code, statement, TEXT(";"), TEXT(""), TEXT(""));
}

static void drop_expression(const DeadCode *code, NodeId node, Text value, bool is_nested) {
  if (is_nested)
    value = text_concat(code->arena, place_parenthesis(code->tree, node), value, TEXT(")"));
  dead_kill_expression(code, node, value);
}

static void drop_call(const DeadCode *code, NodeId call) {
  const Tree *tree = code->tree;
  NodeId whole = tree_outside_parentheses(tree, call);
  NodeId parent = tree_node(tree, whole)->parent;
  if (tree_kind(tree, parent) == NODE_EXPRESSION_STATEMENT) {
    drop_statement(code, parent);
  } else {
    drop_expression(code, call, TEXT("void 0"), place_binds_tightly(tree, call));
  }
}

// The call that `use`, of which a member is taken, is the function of by its own `call` or `apply`;
// or none.
static NodeId call_through(const Tree *tree, NodeId use) {
  NodeId member = tree_node(tree, use)->parent;
  Text name = tree_text(tree, tree_child(tree, member, FIELD_PROPERTY));
  bool calls = tree_kind(tree, member) == NODE_MEMBER_EXPRESSION &&
               (text_is(name, TEXT("call")) || text_is(name, TEXT("apply")));
  const Node *function = tree_node(tree, tree_outside_parentheses(tree, member));
  NodeId arguments = tree_child(tree, function->parent, FIELD_ARGUMENTS);
  bool is_called =
      function->field == FIELD_FUNCTION && tree_kind(tree, arguments) == NODE_ARGUMENTS;
  return calls && is_called ? function->parent : NO_NODE;
}

// A use of `console` by itself, such as `const { log } = console`, stays.
static void drop_console(const DeadCode *code, NodeId name) {
  const Tree *tree = code->tree;
  const Node *object = tree_node(tree, tree_outside_parentheses(tree, name));
  NodeId member = object->parent;
  NodeKind kind = tree_kind(tree, member);
  bool is_member = object->field == FIELD_OBJECT &&
                   (kind == NODE_MEMBER_EXPRESSION || kind == NODE_SUBSCRIPT_EXPRESSION);
  if (!is_member) return;
  NodeId whole = tree_outside_parentheses(tree, member);
  const Node *use = tree_node(tree, whole);
  NodeId arguments = tree_child(tree, use->parent, FIELD_ARGUMENTS);
  if (use->field == FIELD_FUNCTION && tree_kind(tree, arguments) == NODE_ARGUMENTS) {
    drop_call(code, use->parent);
  } else if (use->field == FIELD_OBJECT) {
    NodeId call = call_through(tree, whole);
    if (call)
      drop_call(code, call);
    else
      drop_expression(code, whole, TEXT("() => {}"), true);
  }
}

static bool is_dropped_label(const DeadCode *code, const DropOptions *options, NodeId statement) {
  Text label = tree_text(code->tree, tree_child(code->tree, statement, FIELD_LABEL));
  for (size_t i = 0; i < options->label_count; i++) {
    if (text_is(label, options->labels[i])) return true;
  }
  return false;
}

static bool is_global_console(const DeadCode *code, NodeId id) {
  SymbolId symbol = tree_node(code->tree, id)->symbol;
  return symbol && code->table->symbols[symbol].kind == SYMBOL_UNBOUND &&
         text_is(tree_text(code->tree, id), TEXT("console"));
}

static void drop(const DeadCode *code, const DropOptions *options, NodeId id) {
  switch ((int)tree_kind(code->tree, id)) {
  case NODE_IDENTIFIER:
    if (options->console && is_global_console(code, id)) drop_console(code, id);
    break;
  case NODE_DEBUGGER_STATEMENT:
    if (options->debugger) drop_statement(code, id);
    break;
  case NODE_LABELED_STATEMENT:
    if (is_dropped_label(code, options, id)) drop_statement(code, id);
    break;
  default: break;
  }
}

void drop_apply(const DeadCode *code, const DropOptions *options) {
  if (!options->console && !options->debugger && options->label_count == 0) return;
  for (NodeId id = NODE_ROOT; id < code->tree->node_count;) {
    const Node *node = tree_node(code->tree, id);
    if (!(node->flags & NODE_DEAD)) drop(code, options, id);
    id = node->flags & NODE_DEAD ? node->after : id + 1;
  }
}

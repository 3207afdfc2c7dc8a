// A call of a method of `console` is left out with its arguments, and is undefined where its value
// is used. A method that is taken for later becomes a function that does nothing.
#include "transform/drop.h"

// Whether `undefined` at the place of `node` must be written with parentheses.
static bool needs_parentheses(const Tree *tree, NodeId node) {
  const Node *at = tree_node(tree, node);
  NodeKind parent = tree_kind(tree, at->parent);
  bool is_power = parent == NODE_BINARY_EXPRESSION && at->field == FIELD_LEFT &&
                  tree_kind(tree, tree_child(tree, at->parent, FIELD_OPERATOR)) == TOKEN_POWER;
  return at->field == FIELD_OBJECT || at->field == FIELD_FUNCTION ||
         at->field == FIELD_CONSTRUCTOR || parent == NODE_CLASS_HERITAGE || is_power;
}

// Whether a statement is one of several, so that a semicolon may stand before it.
static bool is_in_list(const Tree *tree, NodeId statement) {
  NodeKind parent = tree_kind(tree, tree_node(tree, statement)->parent);
  return parent == NODE_PROGRAM || parent == NODE_STATEMENT_BLOCK || parent == NODE_SWITCH_CASE ||
         parent == NODE_SWITCH_DEFAULT;
}

// The statement that begins with `node`, or none.
static NodeId statement_of(const Tree *tree, NodeId node) {
  NodeId up = node;
  while (up != NODE_ROOT && tree_kind(tree, up) != NODE_EXPRESSION_STATEMENT) {
    NodeId parent = tree_node(tree, up)->parent;
    if (tree_node(tree, parent)->first_child != up) return NO_NODE;
    up = parent;
  }
  return up == NODE_ROOT ? NO_NODE : up;
}

static NodeId outside_parentheses(const Tree *tree, NodeId id) {
  while (tree_kind(tree, tree_node(tree, id)->parent) == NODE_PARENTHESIZED_EXPRESSION)
    id = tree_node(tree, id)->parent;
  return id;
}

static void drop_call(const DeadCode *code, NodeId call) {
  const Tree *tree = code->tree;
  NodeId whole = outside_parentheses(tree, call);
  NodeId parent = tree_node(tree, whole)->parent;
  if (tree_kind(tree, parent) == NODE_EXPRESSION_STATEMENT) {
    dead_kill(code, parent, TEXT(";"), TEXT(""));
    return;
  }
  bool is_nested = needs_parentheses(tree, call);
  dead_kill(code, call, is_nested ? TEXT("(void 0)") : TEXT("void 0"), TEXT(""));
}

// A use of `console` by itself, such as `const { log } = console`, stays.
static void drop_console(const DeadCode *code, NodeId name) {
  const Tree *tree = code->tree;
  NodeId member = tree_node(tree, name)->parent;
  NodeKind kind = tree_kind(tree, member);
  bool is_member = tree_node(tree, name)->field == FIELD_OBJECT &&
                   (kind == NODE_MEMBER_EXPRESSION || kind == NODE_SUBSCRIPT_EXPRESSION);
  if (!is_member) return;
  NodeId whole = outside_parentheses(tree, member);
  const Node *use = tree_node(tree, whole);
  NodeId arguments = tree_child(tree, use->parent, FIELD_ARGUMENTS);
  if (use->field == FIELD_FUNCTION && tree_kind(tree, arguments) == NODE_ARGUMENTS) {
    drop_call(code, use->parent);
  } else if (use->field == FIELD_OBJECT) {
    NodeId statement = statement_of(tree, whole);
    bool is_loose = statement && is_in_list(tree, statement);
    dead_kill(code, whole, is_loose ? TEXT(";(() => {})") : TEXT("(() => {})"), TEXT(""));
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
    if (options->debugger) dead_kill(code, id, TEXT(";"), TEXT(""));
    break;
  case NODE_LABELED_STATEMENT:
    if (is_dropped_label(code, options, id)) dead_kill(code, id, TEXT(";"), TEXT(""));
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

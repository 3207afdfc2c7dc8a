// What declares names: variables, parameters, the heads of loops, `catch`. The grammar lets any
// target stand there, and leaves out or puts in initializers where the language doesn't. A pattern
// is gone through from where it is declared, so that each is seen once however deep it is.
#include "syntax/early_checks.h"

static bool is_pattern(NodeKind kind) {
  return kind == NODE_ARRAY_PATTERN || kind == NODE_OBJECT_PATTERN;
}

// Whether what is declared goes on below such a node.
static bool holds_names(NodeKind kind) {
  return is_pattern(kind) || kind == NODE_PAIR_PATTERN || kind == NODE_REST_PATTERN ||
         kind == NODE_ASSIGNMENT_PATTERN || kind == NODE_OBJECT_ASSIGNMENT_PATTERN;
}

static bool is_name(NodeKind kind) {
  return kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED ||
         kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
}

// Checks that names and patterns of names are all that `binding` declares.
static void check_binding(Early *early, NodeId binding) {
  const Tree *tree = early->tree;
  NodeId id = binding, end = tree->nodes[binding].after;
  while (id && id < end) {
    const Node *node = tree_node(tree, id);
    NodeKind kind = tree_kind(tree, id);
    bool is_value = id != binding && (node->field == FIELD_RIGHT || node->field == FIELD_KEY);
    bool goes_on = !is_value && (holds_names(kind) || !kind_is_named(kind));
    if (!goes_on && !is_value && !is_name(kind))
      early_report(early, MESSAGE_INVALID_BINDING, id, TEXT(""));
    id = goes_on ? id + 1 : node->after;
  }
}

// `using`, or the `await` before it.
static bool is_using(NodeKind keyword) {
  return keyword == TOKEN_USING_WORD || keyword == TOKEN_AWAIT_WORD;
}

static bool is_constant(NodeKind keyword) {
  return keyword == TOKEN_CONST_WORD || is_using(keyword);
}

void early_declarator(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId name = tree_child(tree, id, FIELD_NAME);
  NodeId keyword = tree_first_child(tree, tree->nodes[id].parent);
  check_binding(early, name);
  bool is_pattern_here = is_pattern(tree_kind(tree, name));
  if (is_pattern_here && is_using(tree_kind(tree, keyword)))
    early_report(early, MESSAGE_USING_PATTERN, name, TEXT(""));
  if (tree_child(tree, id, FIELD_VALUE)) return;
  if (is_pattern_here)
    early_report(early, MESSAGE_PATTERN_NEEDS_VALUE, name, TEXT(""));
  else if (is_constant(tree_kind(tree, keyword)))
    early_report(early, MESSAGE_CONST_NEEDS_VALUE, name, tree_text(tree, name));
}

// `for (let.a of b)` and `for (async of b)` read as if they were something else.
static void check_loop_start(Early *early, NodeId loop, NodeId left) {
  const Tree *tree = early->tree;
  NodeId first = tree_first_leaf(tree, left);
  Text word = tree_text(tree, first);
  bool is_async = first == left && text_is(word, TEXT("async")) &&
                  !tree_child_of_kind(tree, loop, TOKEN_AWAIT_WORD);
  if (is_async || text_is(word, TEXT("let"))) early_report(early, MESSAGE_LOOP_START, first, word);
}

// `for (var a = 1 in b)` is what is left of old times: plain names in sloppy code.
void early_loop_binding(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId keyword = tree_child(tree, id, FIELD_KIND), left = tree_child(tree, id, FIELD_LEFT);
  NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
  NodeId right = tree_child(tree, id, FIELD_RIGHT), value = tree_child(tree, id, FIELD_VALUE);
  bool is_of = sign == TOKEN_OF_WORD;
  if (is_of && tree_kind(tree, right) == NODE_SEQUENCE_EXPRESSION)
    early_report(early, MESSAGE_NEEDS_PARENTHESES, right, TEXT("A list of expressions"));
  if (!keyword && is_of) check_loop_start(early, id, left);
  if (!keyword) return;
  check_binding(early, left);
  if (is_using(tree_kind(tree, keyword)) && !is_of)
    early_report(early, MESSAGE_USING_IN, keyword, TEXT(""));
  bool is_old = tree_kind(tree, keyword) == TOKEN_VAR_WORD && !is_of &&
                tree_kind(tree, left) == NODE_IDENTIFIER && !early_is_strict(early);
  if (value && !is_old) early_report(early, MESSAGE_LOOP_VALUE, value, kind_name(sign));
}

void early_catch(Early *early, NodeId id) {
  NodeId parameter = tree_child(early->tree, id, FIELD_PARAMETER);
  if (parameter) check_binding(early, parameter);
}

static void check_rest_parameter(Early *early, NodeId rest) {
  NodeId target = tree_first_named(early->tree, rest);
  if (tree_kind(early->tree, target) == NODE_ASSIGNMENT_PATTERN)
    early_report(early, MESSAGE_REST_DEFAULT, target, TEXT(""));
}

void early_parameter_bindings(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  tree_each_named(tree, id, parameter) {
    check_binding(early, parameter);
    if (tree_kind(tree, parameter) == NODE_REST_PATTERN) check_rest_parameter(early, parameter);
  }
}

// An operator's value is that of one of its operands, or it is no constructor at all.
#include "rules/super_calls.h"
#include "rules/functions.h"

enum { OPERAND_DEPTH_LIMIT = 100 }; // of operators in operators; below, anything may come out

NodeId constructor_superclass(const Tree *tree, NodeId function) {
  if (!function_is_constructor(tree, function)) return NO_NODE;
  NodeId class = tree_node(tree, tree_node(tree, function)->parent)->parent;
  NodeId heritage = tree_child_of_kind(tree, class, NODE_CLASS_HERITAGE);
  return heritage ? tree_inside_parentheses(tree, tree_first_named(tree, heritage)) : NO_NODE;
}

static bool can_be(const Tree *tree, NodeId value, uint32_t depth);

static bool operand_can_be(const Tree *tree, NodeId value, NodeField field, uint32_t depth) {
  NodeId operand = estree_child(tree, value, field);
  return operand && can_be(tree, operand, depth + 1);
}

static bool operator_can_be(const Tree *tree, NodeId value, uint32_t depth) {
  switch ((int)estree_operator(tree, value)) {
  case TOKEN_LOGICAL_AND:
  case TOKEN_LOGICAL_AND_ASSIGN: return operand_can_be(tree, value, FIELD_RIGHT, depth);
  case TOKEN_LOGICAL_OR:
  case TOKEN_LOGICAL_OR_ASSIGN:
  case TOKEN_NULLISH:
  case TOKEN_NULLISH_ASSIGN:
    return operand_can_be(tree, value, FIELD_LEFT, depth) ||
           operand_can_be(tree, value, FIELD_RIGHT, depth);
  default: return false;
  }
}

static bool last_can_be(const Tree *tree, NodeId sequence, uint32_t depth) {
  NodeId last = NO_NODE;
  tree_each_named(tree, sequence, item) last = item;
  return last && can_be(tree, tree_inside_parentheses(tree, last), depth + 1);
}

static bool can_be(const Tree *tree, NodeId value, uint32_t depth) {
  if (depth > OPERAND_DEPTH_LIMIT) return true;
  switch ((int)tree_kind(tree, value)) {
  case NODE_CALL_EXPRESSION:
  case NODE_CLASS:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_IDENTIFIER:
  case NODE_MEMBER_EXPRESSION:
  case NODE_META_PROPERTY:
  case NODE_NEW_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION:
  case NODE_THIS:
  case NODE_YIELD_EXPRESSION: return true;
  case NODE_ASSIGNMENT_EXPRESSION: return operand_can_be(tree, value, FIELD_RIGHT, depth);
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_BINARY_EXPRESSION: return operator_can_be(tree, value, depth);
  case NODE_SEQUENCE_EXPRESSION: return last_can_be(tree, value, depth);
  case NODE_TERNARY_EXPRESSION:
    return operand_can_be(tree, value, FIELD_CONSEQUENCE, depth) ||
           operand_can_be(tree, value, FIELD_ALTERNATIVE, depth);
  default: return false;
  }
}

bool can_be_constructor(const Tree *tree, NodeId value) {
  return can_be(tree, value, 0);
}

// ---- Walking along

static void advance(RuleContext *context, ConstructorWalk *walk, uint32_t event_count) {
  const CodePaths *paths = source_code_paths(context->code);
  NodeId innermost = array_last(&walk->open);
  for (; walk->next_event < event_count; walk->next_event++) {
    const CodeEvent *event = &paths->events[walk->next_event];
    bool is_of_segment = event->kind == CODE_SEGMENT_START || event->kind == CODE_SEGMENT_LOOP;
    if (is_of_segment && paths->paths[event->path].node == innermost) walk->happens(context, event);
  }
}

bool constructor_enter(RuleContext *context, ConstructorWalk *walk, NodeId method) {
  if (!constructor_superclass(context->tree, method)) return false;
  const CodePaths *paths = source_code_paths(context->code);
  uint32_t event_count = code_enter(paths, method)->event_count;
  if (walk->open.count)
    advance(context, walk, event_count);
  else
    walk->next_event = event_count;
  array_push(context->arena, &walk->open, method);
  return true;
}

bool constructor_leave(RuleContext *context, ConstructorWalk *walk, NodeId method) {
  if (!walk->open.count || array_last(&walk->open) != method) return false;
  const CodePaths *paths = source_code_paths(context->code);
  advance(context, walk, paths->paths[code_path_of(paths, method)].end_event);
  --walk->open.count;
  return true;
}

bool constructor_is_at(RuleContext *context, ConstructorWalk *walk, const CodeMoment *moment) {
  const CodePaths *paths = source_code_paths(context->code);
  if (paths->paths[moment->path].node != array_last(&walk->open)) return false;
  advance(context, walk, moment->event_count);
  return true;
}

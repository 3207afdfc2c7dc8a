// A descriptor is the third argument of defineProperty; of defineProperties and create, it is a
// property of the second one.
#include "rules/accessors.h"
#include "rules/functions.h"
#include "rules/static_names.h"

bool is_accessor(const Tree *tree, NodeId function, const char *word) {
  NodeKind kind = text_is(text_of(word), TEXT("get")) ? TOKEN_GET_WORD : TOKEN_SET_WORD;
  return tree_kind(tree, function) == NODE_METHOD_DEFINITION &&
         tree_child_of_kind(tree, function, kind) != NO_NODE;
}

// The call that an object is the argument of, or NO_NODE.
static NodeId call_of(const Tree *tree, NodeId object, uint32_t index) {
  NodeId list = estree_parent(tree, object);
  NodeId call = tree_node(tree, list)->parent;
  bool is_call =
      tree_kind(tree, list) == NODE_ARGUMENTS && tree_kind(tree, call) == NODE_CALL_EXPRESSION;
  return is_call && argument_at(tree, call, index) == object ? call : NO_NODE;
}

static bool calls(SourceCode *code, NodeId call, const char *object, const char *method) {
  NodeId callee = call ? estree_child(code->tree, call, FIELD_FUNCTION) : NO_NODE;
  if (!callee || !is_member_of(code, callee, object, method)) return false;
  NodeId base = estree_child(code->tree, callee, FIELD_OBJECT);
  return is_global(code, base, object);
}

bool is_descriptor_accessor(SourceCode *code, NodeId function, const char *word) {
  const Tree *tree = code->tree;
  NodeId member = function_member(tree, function);
  NodeId object = member ? tree_node(tree, member)->parent : NO_NODE;
  if (tree_kind(tree, object) != NODE_OBJECT) return false;
  bool is_pair = tree_kind(tree, member) == NODE_PAIR;
  NodeId key = tree_child(tree, member, is_pair ? FIELD_KEY : FIELD_NAME);
  Text name;
  if (!static_key_name(code, key, &name) || !text_is(name, text_of(word))) return false;
  NodeId call = call_of(tree, object, 2);
  if (calls(code, call, "Object", "defineProperty") ||
      calls(code, call, "Reflect", "defineProperty"))
    return true;
  NodeId outer = tree_node(tree, tree_outside_parentheses(tree, object))->parent;
  if (tree_kind(tree, outer) != NODE_PAIR) return false;
  call = call_of(tree, tree_node(tree, outer)->parent, 1);
  return calls(code, call, "Object", "defineProperties") || calls(code, call, "Object", "create");
}

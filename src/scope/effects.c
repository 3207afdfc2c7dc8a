// A worklist: code has effects if one of its parts has, so that each part is looked at by itself
// and names the parts that are to be looked at next. What is not known to be quiet has effects.
#include "scope/effects_work.h"

static bool look_at(Work *work, NodeId id);

static bool run(Work *work, NodeId id) {
  bool found = false;
  array_push(&work->scratch, &work->open, id);
  while (work->open.count > 0 && !found) {
    NodeId next = array_pop(&work->open);
    found = !(work->tree->nodes[next].flags & NODE_DEAD) && look_at(work, next);
  }
  arena_release(&work->scratch);
  return found;
}

bool effects_has(Effects *effects, NodeId id, Arena *arena, EffectsCalls *calls) {
  Work work = {
      .effects = effects, .tree = effects->table->tree, .calls = calls, .calls_arena = arena};
  effects->from = id;
  return run(&work, id);
}

bool effects_inside(const Work *from, NodeId id, NodeId given_primitives) {
  Work work = {.effects = from->effects,
               .tree = from->tree,
               .call_depth = from->call_depth + 1,
               .given_primitives = given_primitives};
  return run(&work, id);
}

static void children_later(Work *work, NodeId id) {
  tree_each_named(work->tree, id, child) effects_later(work, child);
}

// ---- Expressions

static bool look_at_binary(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  NodeId left = tree_child(tree, id, FIELD_LEFT), right = tree_child(tree, id, FIELD_RIGHT);
  effects_later(work, left);
  effects_later(work, right);
  switch ((int)tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR))) {
  case TOKEN_STRICT_EQUAL:
  case TOKEN_STRICT_NOT_EQUAL:
  case TOKEN_LOGICAL_AND:
  case TOKEN_LOGICAL_OR:
  case TOKEN_NULLISH: return false;
  case TOKEN_IN_WORD:
  case TOKEN_INSTANCEOF_WORD: return true;
  default: return !effects_is_primitive(work, left) || !effects_is_primitive(work, right);
  }
}

static bool look_at_unary(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  NodeId argument = tree_child(tree, id, FIELD_ARGUMENT);
  NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
  bool asks_type = sign == TOKEN_TYPEOF_WORD && effects_is_global(work, argument);
  if (!asks_type) effects_later(work, argument);
  if (sign == TOKEN_TYPEOF_WORD || sign == TOKEN_NOT || sign == TOKEN_VOID_WORD) return false;
  return sign == TOKEN_DELETE_WORD || !effects_is_primitive(work, argument);
}

static bool look_at_object(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  tree_each_named(tree, id, member) {
    NodeKind kind = tree_kind(tree, member);
    if (kind == NODE_SPREAD_ELEMENT) {
      NodeId spread = tree_first_named(tree, member);
      if (tree_kind(tree, spread) != NODE_OBJECT) return true;
      effects_later(work, spread);
      continue;
    }
    NodeField name = kind == NODE_PAIR ? FIELD_KEY : FIELD_NAME;
    if (effects_has_loud_key(work, tree_child(tree, member, name))) return true;
    if (kind == NODE_PAIR) effects_later(work, tree_child(tree, member, FIELD_VALUE));
    if (kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER) effects_later(work, member);
  }
  return false;
}

static bool look_at_array(Work *work, NodeId id) {
  tree_each_named(work->tree, id, element) {
    if (tree_kind(work->tree, element) != NODE_SPREAD_ELEMENT) {
      effects_later(work, element);
      continue;
    }
    NodeId spread = tree_first_named(work->tree, element);
    if (tree_kind(work->tree, spread) != NODE_ARRAY) return true;
    effects_later(work, spread);
  }
  return false;
}

static bool look_at_template(Work *work, NodeId id) {
  tree_each_named(work->tree, id, part) {
    if (tree_kind(work->tree, part) != NODE_TEMPLATE_SUBSTITUTION) continue;
    NodeId value = tree_first_named(work->tree, part);
    if (!effects_is_primitive(work, value)) return true;
    effects_later(work, value);
  }
  return false;
}

// ---- Classes

static bool has_token(const Tree *tree, NodeId id, NodeKind token) {
  return tree_child_of_kind(tree, id, token) != NO_NODE;
}

static bool look_at_class_member(Work *work, NodeId member) {
  const Tree *tree = work->tree;
  NodeKind kind = tree_kind(tree, member);
  if (tree_child(tree, member, FIELD_DECORATOR)) return true;
  if (kind == NODE_CLASS_STATIC_BLOCK) {
    effects_later(work, tree_child(tree, member, FIELD_BODY));
    return false;
  }
  bool is_field = kind == NODE_FIELD_DEFINITION;
  if (effects_has_loud_key(work, tree_child(tree, member, is_field ? FIELD_PROPERTY : FIELD_NAME)))
    return true;
  if (is_field && has_token(tree, member, TOKEN_STATIC_WORD))
    effects_later(work, tree_child(tree, member, FIELD_VALUE));
  return false;
}

static bool look_at_class(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  if (tree_child(tree, id, FIELD_DECORATOR)) return true;
  NodeId heritage = tree_child_of_kind(tree, id, NODE_CLASS_HERITAGE);
  if (heritage) effects_later(work, tree_first_named(tree, heritage));
  NodeId body = tree_child(tree, id, FIELD_BODY);
  tree_each_named(tree, body, member) {
    if (look_at_class_member(work, member)) return true;
  }
  return false;
}

// ---- Statements

static bool look_at_export(Work *work, NodeId id) {
  if (tree_child(work->tree, id, FIELD_DECORATOR)) return true;
  effects_later(work, tree_child(work->tree, id, FIELD_DECLARATION));
  effects_later(work, tree_child(work->tree, id, FIELD_VALUE));
  return false;
}

static bool look_at(Work *work, NodeId id) {
  switch ((int)tree_kind(work->tree, id)) {
  case NODE_NUMBER:
  case NODE_STRING:
  case NODE_REGEX:
  case NODE_TRUE:
  case NODE_FALSE:
  case NODE_NULL:
  case NODE_THIS:
  case NODE_META_PROPERTY:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_IMPORT_STATEMENT:
  case NODE_HASH_BANG_LINE:
  case NODE_EMPTY_STATEMENT: return false;
  case NODE_IDENTIFIER:
  case NODE_UNDEFINED:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER: return effects_may_throw(work, id);
  case NODE_PARENTHESIZED_EXPRESSION:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_TERNARY_EXPRESSION:
  case NODE_EXPRESSION_STATEMENT:
  case NODE_STATEMENT_BLOCK:
  case NODE_IF_STATEMENT:
  case NODE_ELSE_CLAUSE:
  case NODE_RETURN_STATEMENT:
  case NODE_VARIABLE_DECLARATION:
  case NODE_LEXICAL_DECLARATION: children_later(work, id); return false;
  case NODE_VARIABLE_DECLARATOR: return effects_look_at_declarator(work, id);
  case NODE_BINARY_EXPRESSION: return look_at_binary(work, id);
  case NODE_UNARY_EXPRESSION: return look_at_unary(work, id);
  case NODE_MEMBER_EXPRESSION: return !effects_is_quiet_member(work, id);
  case NODE_CALL_EXPRESSION:
  case NODE_NEW_EXPRESSION: return effects_look_at_call(work, id);
  case NODE_ARRAY: return look_at_array(work, id);
  case NODE_OBJECT: return look_at_object(work, id);
  case NODE_TEMPLATE_STRING: return look_at_template(work, id);
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION: return look_at_class(work, id);
  case NODE_EXPORT_STATEMENT: return look_at_export(work, id);
  default: return true;
  }
}

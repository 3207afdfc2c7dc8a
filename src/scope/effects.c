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
  return found;
}

bool effects_has(Effects *effects, NodeId id, Arena *arena, EffectsCalls *calls) {
  Work work = {
      .effects = effects, .tree = effects->table->tree, .calls = calls, .calls_arena = arena};
  effects->from = id;
  uint32_t call_count = calls ? calls->count : 0;
  bool found = run(&work, id);
  bool may_be_loud = found || (calls && calls->count > call_count);
  effects->loud_count += may_be_loud;
  if (calls && !may_be_loud) effects_note_class(&work, id);
  arena_release(&work.scratch);
  return found;
}

bool effects_inside(const Work *from, NodeId id, NodeId given_primitives, bool is_async) {
  Work work = {.effects = from->effects,
               .tree = from->tree,
               .inside = id,
               .call_depth = from->call_depth + 1,
               .given_primitives = given_primitives,
               .is_async = is_async};
  bool is_value = tree_kind(work.tree, id) != NODE_STATEMENT_BLOCK;
  if (is_value && is_async && !effects_has_no_then(&work, id)) return true;
  bool found = run(&work, id);
  arena_release(&work.scratch);
  return found;
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
  bool is_bigint = tree_kind(tree, argument) == NODE_NUMBER && sign != TOKEN_PLUS; // `-1n`, `~1n`
  return sign == TOKEN_DELETE_WORD || (!is_bigint && !effects_is_primitive(work, argument));
}

static bool look_at_object(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  tree_each_named(tree, id, member) {
    NodeKind kind = tree_kind(tree, member);
    if (kind == NODE_SPREAD_ELEMENT) {
      NodeId spread = tree_first_named(tree, member);
      if (!effects_is_plain_object(work, spread)) return true; // getters run
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

// ---- JSX

static bool look_at_attribute(Work *work, NodeId attribute) {
  const Tree *tree = work->tree;
  if (tree_kind(tree, attribute) == NODE_JSX_EXPRESSION) {
    NodeId spread = tree_first_named(tree, tree_first_named(tree, attribute));
    effects_later(work, spread);
    return tree_kind(tree, spread) != NODE_OBJECT;
  }
  NodeId value = tree_last_child(tree, attribute);
  NodeKind kind = tree_kind(tree, value);
  bool is_text = kind == NODE_STRING || value == tree_first_child(tree, attribute);
  if (!is_text)
    effects_later(work, kind == NODE_JSX_EXPRESSION ? tree_first_named(tree, value) : value);
  return false;
}

// An opening tag, or the only one.
static bool look_at_tag(Work *work, NodeId tag) {
  const Tree *tree = work->tree;
  NodeId name = tree_child(tree, tag, FIELD_NAME);
  if (!work->effects->options->jsx_is_quiet) return true;
  bool is_variable = tree->nodes[name].symbol || tree_kind(tree, name) == NODE_MEMBER_EXPRESSION;
  if (is_variable) effects_later(work, name);
  tree_each_child(tree, tag, child) {
    NodeKind kind = tree_kind(tree, child);
    bool is_attribute = kind == NODE_JSX_ATTRIBUTE || kind == NODE_JSX_EXPRESSION;
    if (is_attribute && look_at_attribute(work, child)) return true;
  }
  return false;
}

static bool look_at_element(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  NodeId tag = tree_child(tree, id, FIELD_OPEN_TAG);
  for (NodeId child = tree_next_sibling(tree, tag); child; child = tree_next_sibling(tree, child)) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == NODE_JSX_ELEMENT || kind == NODE_JSX_SELF_CLOSING_ELEMENT)
      effects_later(work, child);
    if (kind != NODE_JSX_EXPRESSION) continue;
    NodeId content = tree_first_named(tree, child);
    if (tree_kind(tree, content) == NODE_SPREAD_ELEMENT) return true;
    effects_later(work, content);
  }
  return look_at_tag(work, tag);
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

// What is quiet does not throw either, so that nothing is ever caught.
static void look_at_try(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  effects_later(work, tree_child(tree, id, FIELD_BODY));
  effects_later(work, tree_child(tree, tree_child(tree, id, FIELD_FINALIZER), FIELD_BODY));
}

// A promise asks what an async function returns for its `then`.
static bool look_at_return(Work *work, NodeId id) {
  NodeId value = tree_first_named(work->tree, id);
  effects_later(work, value);
  return value && work->is_async && !effects_has_no_then(work, value);
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
  case NODE_VARIABLE_DECLARATION:
  case NODE_LEXICAL_DECLARATION: children_later(work, id); return false;
  case NODE_TRY_STATEMENT: look_at_try(work, id); return false;
  case NODE_RETURN_STATEMENT: return look_at_return(work, id);
  case NODE_VARIABLE_DECLARATOR:
    return !effects_is_extends_helper(work, id) && effects_look_at_declarator(work, id);
  case NODE_BINARY_EXPRESSION: return look_at_binary(work, id);
  case NODE_UNARY_EXPRESSION: return look_at_unary(work, id);
  case NODE_ASSIGNMENT_EXPRESSION: return effects_look_at_assignment(work, id);
  case NODE_MEMBER_EXPRESSION:
    return !effects_is_quiet_member(work, id) && !effects_is_prototype(work, id);
  case NODE_CALL_EXPRESSION:
  case NODE_NEW_EXPRESSION: return effects_look_at_call(work, id);
  case NODE_JSX_ELEMENT: return look_at_element(work, id);
  case NODE_JSX_SELF_CLOSING_ELEMENT: return look_at_tag(work, id);
  case NODE_ARRAY: return look_at_array(work, id);
  case NODE_OBJECT: return look_at_object(work, id);
  case NODE_TEMPLATE_STRING: return look_at_template(work, id);
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION: return look_at_class(work, id);
  case NODE_EXPORT_STATEMENT: return look_at_export(work, id);
  default: return true;
  }
}

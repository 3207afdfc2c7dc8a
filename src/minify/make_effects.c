// What of an expression can be noticed, its value aside, from the outside in: operators that run no
// code of their own leave their operands, which leave what can be noticed of them.
//
//   f() === g()   → f(), g()        [a, f()]        → f()
//   a && 1        → a               c ? f() : 1     → c && f()
#include "minify/facts.h"
#include "minify/make.h"

enum { DEPTH_LIMIT = 64 }; // expressions inside each other that are looked into

static AstId effects_of(Minify *minify, AstId id, int depth);

// ---- Several

// Expressions to be evaluated one after the other.
typedef struct Parts {
  AstId first, last;
} Parts;

static void add_part(Ast *ast, Parts *parts, AstId id) {
  if (!id) return;
  if (ast_kind(ast, id) == NODE_SEQUENCE_EXPRESSION)
    id = ast_take_children(ast, id);
  else
    ast_node(ast, id)->next_sibling = AST_NONE;
  if (parts->last)
    ast_node(ast, parts->last)->next_sibling = id;
  else
    parts->first = id;
  ast_node(ast, id)->field = FIELD_NONE;
  while (ast_next(ast, id)) id = ast_next(ast, id);
  parts->last = id;
}

static AstId whole(Ast *ast, const Parts *parts) {
  if (parts->first == parts->last) return parts->first;
  AstId made = ast_add(ast, NODE_SEQUENCE_EXPRESSION, parts->first);
  ast_insert_list(ast, made, AST_NONE, parts->first);
  return made;
}

// Takes a node out of its list, as its next sibling has been read.
static AstId alone(Ast *ast, AstId id) {
  ast_node(ast, id)->next_sibling = AST_NONE;
  return id;
}

// What is spread needs an array around it: the one that it is in, or one in place of arguments.
static AstId effects_of_children(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  Parts parts = {0};
  bool has_spread = false;
  for (AstId child = ast_take_children(ast, id), next; child; child = next) {
    next = ast_next(ast, child);
    NodeKind kind = ast_kind(ast, child);
    if (kind == NODE_STRING_FRAGMENT || kind == NODE_HOLE) continue;
    AstId effects = effects_of(minify, alone(ast, child), depth);
    has_spread |= effects && kind == NODE_SPREAD_ELEMENT;
    add_part(ast, &parts, effects);
  }
  if (!has_spread) return whole(ast, &parts);
  AstId array = ast_kind(ast, id) == NODE_ARRAY ? id : ast_add(ast, NODE_ARRAY, id);
  ast_insert_list(ast, array, AST_NONE, parts.first);
  return array;
}

// ---- Operators

static AstId effects_of_choice(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  AstId right = fact_right(minify, id);
  AstId effects = effects_of(minify, right, depth);
  if (!effects) return effects_of(minify, fact_left(minify, id), depth);
  ast_become(ast, right, effects);
  return id;
}

static AstId effects_of_conditional(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  AstId test = ast_child(ast, id, FIELD_CONDITION);
  AstId yes = ast_child(ast, id, FIELD_CONSEQUENCE), no = ast_child(ast, id, FIELD_ALTERNATIVE);
  AstId if_yes = effects_of(minify, yes, depth), if_no = effects_of(minify, no, depth);
  if (!if_yes && !if_no) return effects_of(minify, test, depth);
  if (!if_no) return make_binary(minify, TOKEN_LOGICAL_AND, test, if_yes);
  if (!if_yes) return make_binary(minify, TOKEN_LOGICAL_OR, test, if_no);
  ast_become(ast, yes, if_yes);
  ast_become(ast, no, if_no);
  return id;
}

// Whether an operator runs no code of its own. `typeof x` does not fail, where `x` may.
static bool is_quiet_operator(Minify *minify, AstId id) {
  bool asks_name = fact_is_op(minify, id, TOKEN_TYPEOF_WORD) &&
                   ast_kind(minify->ast, fact_argument(minify, id)) == NODE_IDENTIFIER;
  return !asks_name && fact_is_quiet_operator(minify, id);
}

// ---- Literals and calls

// Members with plain keys leave their values.
static bool is_plain_object(const Ast *ast, AstId id) {
  ast_each_child(ast, id, member) {
    NodeKind kind = ast_kind(ast, member);
    bool is_pair = kind == NODE_PAIR &&
                   ast_kind(ast, ast_child(ast, member, FIELD_KEY)) != NODE_COMPUTED_PROPERTY_NAME;
    bool is_method =
        kind == NODE_METHOD_DEFINITION &&
        ast_kind(ast, ast_child(ast, member, FIELD_NAME)) != NODE_COMPUTED_PROPERTY_NAME;
    if (!is_pair && !is_method && kind != NODE_SHORTHAND_PROPERTY_IDENTIFIER) return false;
  }
  return true;
}

static AstId effects_of_object(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  Parts parts = {0};
  for (AstId member = ast_take_children(ast, id), next; member; member = next) {
    next = ast_next(ast, member);
    NodeKind kind = ast_kind(ast, member);
    if (kind == NODE_METHOD_DEFINITION) {
      minify_forget(minify, member);
      continue;
    }
    AstId value = kind == NODE_PAIR ? ast_child(ast, member, FIELD_VALUE) : member;
    if (kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER) ast_node(ast, value)->kind = NODE_IDENTIFIER;
    add_part(ast, &parts, effects_of(minify, alone(ast, value), depth));
  }
  return whole(ast, &parts);
}

// In an optional chain, whether there is something to call decides about the arguments, too.
static bool is_optional(const Ast *ast, AstId call) {
  for (AstId link = call; link; link = fact_base(ast, link)) {
    if (ast_has(ast, link, AST_OPTIONAL)) return true;
  }
  return false;
}

// Of a call that is said to be pure, the arguments remain.
static AstId effects_of_call(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  AstId arguments = ast_child(ast, id, FIELD_ARGUMENTS);
  bool is_list = arguments && ast_kind(ast, arguments) == NODE_ARGUMENTS;
  if (!is_list || is_optional(ast, id) || !fact_is_pure_call(minify, id)) return id;
  minify_forget(minify, ast_first(ast, id));
  return effects_of_children(minify, arguments, depth);
}

// ---- The whole

static AstId effects_of_loud(Minify *minify, AstId id, int depth) {
  const Ast *ast = minify->ast;
  switch ((int)ast_kind(ast, id)) {
  case NODE_BINARY_EXPRESSION:
    if (kind_is_logical((NodeKind)ast_node(ast, id)->op))
      return effects_of_choice(minify, id, depth);
    return is_quiet_operator(minify, id) ? effects_of_children(minify, id, depth) : id;
  case NODE_UNARY_EXPRESSION:
  case NODE_TEMPLATE_STRING:
    return is_quiet_operator(minify, id) ? effects_of_children(minify, id, depth) : id;
  case NODE_TERNARY_EXPRESSION: return effects_of_conditional(minify, id, depth);
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_ARRAY: return effects_of_children(minify, id, depth);
  case NODE_OBJECT: return is_plain_object(ast, id) ? effects_of_object(minify, id, depth) : id;
  case NODE_CALL_EXPRESSION:
  case NODE_NEW_EXPRESSION: return effects_of_call(minify, id, depth);
  default: return id;
  }
}

static AstId effects_of(Minify *minify, AstId id, int depth) {
  if (fact_is_unused(minify, id)) {
    minify_forget(minify, id);
    return AST_NONE;
  }
  return depth == DEPTH_LIMIT ? id : effects_of_loud(minify, id, depth + 1);
}

AstId make_effects(Minify *minify, AstId expression) {
  return effects_of(minify, expression, 0);
}

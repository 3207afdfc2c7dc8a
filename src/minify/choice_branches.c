// What both branches do is done once, with a conditional for where they differ.
//
//   a ? f(b) : f(c)  → f(a ? b : c)        a ? x = b : x = c  → x = a ? b : c
//
// Then the function, or what is written to, is looked up before the test runs: the test must not
// change it.
#include "minify/choice.h"

#include "minify/facts.h"
#include "minify/make.h"

// Whether `early`, which can be a name or a member, may be evaluated before `test` and not after.
static bool can_pass(Minify *minify, AstId early, AstId test) {
  NodeKind kind = ast_kind(minify->ast, early);
  if (kind == NODE_IDENTIFIER) {
    if (fact_is_movable(minify, early) && fact_is_initialized(minify, early)) return true;
    return !minify->table->has_with && fact_is_unused(minify, test);
  }
  bool is_member = kind == NODE_MEMBER_EXPRESSION || kind == NODE_SUBSCRIPT_EXPRESSION;
  return is_member && fact_is_movable(minify, test);
}

// ---- Calls

// The only argument in which two lists of arguments differ, in the first; AST_NONE if there are
// more, or what differs is spread; `*other` is the one of the second.
static AstId only_difference(const Ast *ast, AstId one, AstId two, AstId *other) {
  AstId found = AST_NONE, a = ast_first(ast, one), b = ast_first(ast, two);
  for (; a && b; a = ast_next(ast, a), b = ast_next(ast, b)) {
    if (ast_equal(ast, a, b)) continue;
    if (found || ast_kind(ast, a) == NODE_SPREAD_ELEMENT || ast_kind(ast, b) == NODE_SPREAD_ELEMENT)
      return AST_NONE;
    found = a, *other = b;
  }
  return a || b ? AST_NONE : found;
}

// Arguments before the one that differs are evaluated before the test, too.
static bool can_pass_arguments(Minify *minify, AstId arguments, AstId end, AstId test) {
  const Ast *ast = minify->ast;
  for (AstId id = ast_first(ast, arguments); id != end; id = ast_next(ast, id)) {
    bool is_free = fact_is_constant(minify, id) ||
                   (ast_kind(ast, id) == NODE_IDENTIFIER && can_pass(minify, id, test));
    if (!is_free) return false;
  }
  return true;
}

static bool join_calls(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  NodeKind kind = ast_kind(ast, parts.yes);
  if (kind != ast_kind(ast, parts.no)) return false;
  if (kind != NODE_CALL_EXPRESSION && kind != NODE_NEW_EXPRESSION) return false;
  if ((ast_node(ast, parts.yes)->flags ^ ast_node(ast, parts.no)->flags) & ~AST_SETTLED)
    return false;
  AstId yes = ast_child(ast, parts.yes, FIELD_ARGUMENTS);
  AstId no = ast_child(ast, parts.no, FIELD_ARGUMENTS);
  if (!yes || !no || ast_kind(ast, yes) != NODE_ARGUMENTS || ast_kind(ast, no) != NODE_ARGUMENTS)
    return false;
  AstId callee = ast_first(ast, parts.yes);
  if (ast_has(ast, parts.yes, AST_OPTIONAL) || !ast_equal(ast, callee, ast_first(ast, parts.no)))
    return false;
  AstId other = AST_NONE, differs = only_difference(ast, yes, no, &other);
  if (!differs || !can_pass(minify, callee, parts.test)) return false;
  if (!can_pass_arguments(minify, yes, differs, parts.test)) return false;
  AstId value = make_lift(minify, differs), other_value = make_lift(minify, other);
  minify_forget(minify, parts.no);
  ast_become(ast, differs, make_conditional(minify, parts.test, value, other_value));
  make_replace(minify, id, parts.yes);
  return true;
}

// ---- Assignments

// `this` is not there before `super()`.
static bool calls_super(const Ast *ast, AstId test) {
  for (AstId id = test; id; id = ast_walk(ast, id, test)) {
    if (ast_kind(ast, id) == NODE_SUPER) return true;
  }
  return false;
}

static bool can_assign_later(Minify *minify, AstId yes, AstId test) {
  const Ast *ast = minify->ast;
  AstId target = fact_left(minify, yes);
  bool is_plain = ast_kind(ast, yes) == NODE_ASSIGNMENT_EXPRESSION;
  if (ast_kind(ast, target) == NODE_IDENTIFIER) {
    bool is_declared = minify_symbol(minify, target)->kind != SYMBOL_UNBOUND;
    if (is_plain && is_declared && !minify->table->has_with) return true;
    return !minify->table->has_with && fact_is_unused(minify, test);
  }
  NodeKind kind = ast_kind(ast, target);
  if (kind != NODE_MEMBER_EXPRESSION && kind != NODE_SUBSCRIPT_EXPRESSION) return false;
  if (fact_is_movable(minify, test)) return true;
  // The object and the key are looked up first; nothing is asked of the object until the value is
  // there.
  if (!is_plain) return false;
  AstId object = ast_child(ast, target, FIELD_OBJECT), key = ast_child(ast, target, FIELD_INDEX);
  bool is_key_free = !key || fact_is_constant(minify, key);
  bool is_object_free =
      (ast_kind(ast, object) == NODE_THIS && !calls_super(ast, test)) ||
      (ast_kind(ast, object) == NODE_IDENTIFIER && can_pass(minify, object, test));
  return is_key_free && is_object_free;
}

static bool join_assignments(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  const AstNode *yes = ast_node(ast, parts.yes), *no = ast_node(ast, parts.no);
  if (yes->kind != no->kind || yes->op != no->op) return false;
  if (yes->kind != NODE_ASSIGNMENT_EXPRESSION && yes->kind != NODE_AUGMENTED_ASSIGNMENT_EXPRESSION)
    return false;
  if (kind_is_logical_assignment((NodeKind)yes->op)) return false;
  if (!ast_equal(ast, fact_left(minify, parts.yes), fact_left(minify, parts.no))) return false;
  if (!can_assign_later(minify, parts.yes, parts.test)) return false;
  AstId value = make_lift(minify, fact_right(minify, parts.yes));
  AstId other = make_lift(minify, fact_right(minify, parts.no));
  minify_forget(minify, fact_left(minify, parts.no));
  AstId made = make_conditional(minify, parts.test, value, other);
  ast_become(ast, fact_right(minify, parts.yes), made);
  make_replace(minify, id, parts.yes);
  return true;
}

bool choice_branches(Minify *minify, AstId id) {
  ChoiceParts parts = choice_parts(minify->ast, id);
  return join_calls(minify, id, parts) || join_assignments(minify, id, parts);
}

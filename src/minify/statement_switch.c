// Switches.
//
//   switch (a) { case 1: b(); break; }                  → if (a === 1) b();
//   switch (a) { case 1: b(); break; default: c(); }    → if (a === 1) b(); else c();
//   switch (a) { case 1: b(); break; case 2: break; }   → … case 2 goes, and so does the last break
//   switch (a) { case 1: b(); break; case 2: b(); break; … } → case 1: case 2: b(); break; …
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/statement.h"
#include "syntax/kind.h"

static AstId value_of(const Ast *ast, AstId id) {
  return ast_child(ast, id, FIELD_VALUE);
}

// Takes the statement at the end of a case out if it is a plain `break`.
static bool drop_break(Ast *ast, AstId one) {
  AstId before;
  AstId last = ast_last_and_before(ast, one, &before);
  if (!last || !statement_is_bare_break(ast, last)) return false;
  ast_remove_after(ast, one, before);
  return true;
}

// ---- The end

static bool can_drop_case(Minify *minify, AstId one) {
  const Ast *ast = minify->ast;
  if (statement_first(ast, one)) return false;
  return ast_kind(ast, one) == NODE_SWITCH_DEFAULT || fact_is_unused(minify, value_of(ast, one));
}

static bool has_default_before(const Ast *ast, AstId id, AstId end) {
  for (AstId one = ast_next(ast, value_of(ast, id)); one && one != end; one = ast_next(ast, one)) {
    if (ast_kind(ast, one) == NODE_SWITCH_DEFAULT) return true;
  }
  return false;
}

// The last case needs no `break`, and does not matter if it is empty, unless `default` would run
// instead of it.
bool statement_switch_end(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId before;
  AstId last = ast_last_and_before(ast, id, &before);
  if (last == value_of(ast, id)) {
    ast_become(ast, id, make_statement(minify, last));
    return true;
  }
  if (drop_break(ast, last)) return true;
  if (!can_drop_case(minify, last) || has_default_before(ast, id, last)) return false;
  minify_forget(minify, last);
  ast_remove_after(ast, id, before);
  return true;
}

// ---- Equal cases

static bool is_equal_body(const Ast *ast, AstId one, AstId two) {
  AstId a = statement_first(ast, one), b = statement_first(ast, two);
  if (!a || !b) return false;
  bool is_jump = false;
  for (; a && b; a = ast_next(ast, a), b = ast_next(ast, b)) {
    if (!ast_equal(ast, a, b)) return false;
    is_jump = statement_is_jump(ast_kind(ast, a));
  }
  return !a && !b && is_jump;
}

// A case that does what the next one does, and does not go on there.
bool statement_switch_same(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  bool has_changed = false;
  for (AstId one = ast_next(ast, value_of(ast, id)); one; one = ast_next(ast, one)) {
    AstId next = ast_next(ast, one);
    if (!next || !is_equal_body(ast, one, next)) continue;
    for (AstId body = statement_first(ast, one); body; body = ast_next(ast, body))
      minify_forget(minify, body);
    statement_take(ast, one);
    has_changed = true;
  }
  return has_changed;
}

// ---- If

// Whether a `break` in a statement means the switch around it.
static bool has_break(const Ast *ast, AstId root) {
  for (AstId id = root; id;) {
    NodeKind kind = ast_kind(ast, id);
    if (statement_is_bare_break(ast, id)) return true;
    bool is_other =
        kind_is_function(kind) || kind == NODE_SWITCH_STATEMENT || statement_is_loop(kind);
    id = is_other ? ast_walk_outside(ast, id, root) : ast_walk(ast, id, root);
  }
  return false;
}

static bool is_plain_body(const Ast *ast, AstId one) {
  AstId first = statement_first(ast, one);
  if (statement_has_scoped(ast, first)) return false;
  for (AstId id = first; id; id = ast_next(ast, id)) {
    if (has_break(ast, id) && !(statement_is_bare_break(ast, id) && !ast_next(ast, id)))
      return false;
  }
  return true;
}

static AstId body_of(Minify *minify, AstId one) {
  drop_break(minify->ast, one);
  return statement_of_list(minify, statement_take(minify->ast, one));
}

// `switch (a) { default: b(); }`
static bool only_default(Minify *minify, AstId id, AstId one) {
  Ast *ast = minify->ast;
  if (!is_plain_body(ast, one)) return false;
  AstId block = ast_add(ast, NODE_STATEMENT_BLOCK, id);
  AstId statement = make_statement(minify, value_of(ast, id));
  ast_insert(ast, block, AST_NONE, statement, FIELD_NONE);
  ast_insert(ast, block, statement, body_of(minify, one), FIELD_NONE);
  ast_become(ast, id, block);
  return true;
}

// One case, and perhaps a default behind it that is not run into.
bool statement_switch_if(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId value = value_of(ast, id), one = ast_next(ast, value), two = one ? ast_next(ast, one) : 0;
  if (!one || (two && ast_next(ast, two))) return false;
  if (ast_kind(ast, one) == NODE_SWITCH_DEFAULT) return !two && only_default(minify, id, one);
  if (two && ast_kind(ast, two) != NODE_SWITCH_DEFAULT) return false;
  if (!is_plain_body(ast, one) || (two && !is_plain_body(ast, two))) return false;
  AstId first = statement_first(ast, one);
  if (two && (!first || !statement_is_jump(ast_kind(ast, ast_last(ast, one))))) return false;
  AstId yes = body_of(minify, one), no = two ? body_of(minify, two) : AST_NONE;
  AstId test = make_binary(minify, TOKEN_STRICT_EQUAL, value, value_of(ast, one));
  ast_become(ast, id, statement_make_if(minify, test, yes, no));
  return true;
}

// An `if` becomes an expression, or a smaller `if`.
//
//   if (a) b();             → a && b();        if (a); else b();      → a || b();
//   if (a) b(); else c();   → a ? b() : c();   if (!a) { … } else …   → if (a) … else { … }
//   if (a) if (b) c         → if (a && b) c    if (a) return b; else return c; → return a ? b : c;
#include "minify/choice.h"
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/statement.h"
#include "minify/unused.h"
#include "syntax/kind.h"

enum { RULE_LIMIT = 64 }; // rules applied to one statement in a row

static bool is_empty(const Ast *ast, AstId id) {
  NodeKind kind = ast_kind(ast, id);
  return kind == NODE_EMPTY_STATEMENT || (kind == NODE_STATEMENT_BLOCK && !ast_first(ast, id));
}

static bool become_expression(Minify *minify, AstId id, AstId expression) {
  Ast *ast = minify->ast;
  AstId statement = make_statement(minify, expression);
  bool is_unused;
  unused_simplify(minify, ast_first(ast, statement), &is_unused);
  ast_become(ast, id, statement);
  return true;
}

// ---- Rules

// `if (a) function f() {} else var f;`: both can't be in one block.
static AstId in_block(Ast *ast, AstId declaration) {
  AstId block = ast_add(ast, NODE_STATEMENT_BLOCK, declaration);
  ast_insert(ast, block, AST_NONE, declaration, FIELD_NONE);
  return block;
}

// The branch that is never taken leaves what it declares.
static bool decide(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  FactTruth truth = fact_truth(minify, parts.test);
  if (truth == FACT_UNKNOWN) return false;
  AstId taken = truth == FACT_TRUE ? parts.yes : parts.no;
  AstId left = truth == FACT_TRUE ? parts.no : parts.yes, remains = AST_NONE;
  if (left && !statement_drop(minify, left, &remains)) return false;
  AstId test = make_effects(minify, parts.test), last = AST_NONE;
  AstId block = ast_add(ast, NODE_STATEMENT_BLOCK, id);
  if (remains) ast_insert(ast, block, last, remains, FIELD_NONE), last = remains;
  if (test) {
    AstId statement = make_statement(minify, test);
    ast_insert(ast, block, last, statement, FIELD_NONE);
    last = statement;
  }
  if (taken && remains && kind_is_scoped(ast_kind(ast, taken))) taken = in_block(ast, taken);
  if (taken) ast_insert(ast, block, last, taken, FIELD_NONE);
  ast_become(ast, id, block);
  return true;
}

static bool drop_empty(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  if (parts.no && is_empty(ast, parts.no)) {
    choice_put(ast, id, (ChoiceParts){parts.test, parts.yes, AST_NONE});
    return true;
  }
  if (!is_empty(ast, parts.yes)) return false;
  if (!parts.no) return become_expression(minify, id, parts.test);
  choice_put(ast, id, (ChoiceParts){make_not(minify, parts.test), parts.no, AST_NONE});
  return true;
}

static bool to_expression(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  if (!statement_is_expression(ast, parts.yes)) return false;
  if (parts.no && !statement_is_expression(ast, parts.no)) return false;
  AstId yes = ast_first(ast, parts.yes), test = parts.test;
  if (parts.no) {
    AstId no = ast_first(ast, parts.no);
    return become_expression(minify, id, choice_make(minify, test, yes, no));
  }
  NodeKind op = choice_is_negated(minify, test) ? TOKEN_LOGICAL_OR : TOKEN_LOGICAL_AND;
  if (op == TOKEN_LOGICAL_OR) test = make_not(minify, test);
  return become_expression(minify, id, choice_join(minify, op, test, yes));
}

static bool turn(Minify *minify, AstId id, ChoiceParts parts) {
  if (!parts.no || !choice_is_negated(minify, parts.test)) return false;
  AstId test = make_not(minify, parts.test);
  choice_put(minify->ast, id, (ChoiceParts){test, parts.no, parts.yes});
  return true;
}

// `if (a) if (b) c`, also where both have the same `else`.
static bool join_tests(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  if (ast_kind(ast, parts.yes) != NODE_IF_STATEMENT) return false;
  ChoiceParts inner = choice_parts(ast, parts.yes);
  bool is_same = !inner.no ? !parts.no : parts.no && ast_equal(ast, inner.no, parts.no);
  if (!is_same) return false;
  if (inner.no) minify_forget(minify, inner.no);
  AstId test = choice_join(minify, TOKEN_LOGICAL_AND, parts.test, inner.test);
  choice_put(ast, id, (ChoiceParts){test, inner.yes, parts.no});
  return true;
}

// `if (a) b; else if (c) b; else d`
static bool join_branches(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  if (!parts.no || ast_kind(ast, parts.no) != NODE_IF_STATEMENT) return false;
  ChoiceParts inner = choice_parts(ast, parts.no);
  if (!ast_equal(ast, inner.yes, parts.yes)) return false;
  minify_forget(minify, inner.yes);
  AstId test = choice_join(minify, TOKEN_LOGICAL_OR, parts.test, inner.test);
  choice_put(ast, id, (ChoiceParts){test, parts.yes, inner.no});
  return true;
}

// Both branches return, or throw.
static bool join_jumps(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  NodeKind kind = ast_kind(ast, parts.yes);
  if (!parts.no || kind != ast_kind(ast, parts.no)) return false;
  if (kind != NODE_RETURN_STATEMENT && kind != NODE_THROW_STATEMENT) return false;
  AstId yes = ast_first(ast, parts.yes), no = ast_first(ast, parts.no);
  if (!yes || !no) return false;
  AstId value = choice_make(minify, parts.test, yes, no);
  ast_become(ast, id, statement_make_jump(minify, kind, value, id));
  return true;
}

// The same statement on both sides.
static bool drop_test(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  if (!parts.no || !ast_equal(ast, parts.yes, parts.no)) return false;
  minify_forget(minify, parts.no);
  AstId block = ast_add(ast, NODE_STATEMENT_BLOCK, id);
  AstId statement = make_statement(minify, parts.test);
  ast_insert(ast, block, AST_NONE, statement, FIELD_NONE);
  ast_insert(ast, block, statement, parts.yes, FIELD_NONE);
  ast_become(ast, id, block);
  return true;
}

// ---- The whole

static bool simplify_once(Minify *minify, AstId id) {
  ChoiceParts parts = choice_parts(minify->ast, id);
  return condition_simplify(minify, parts.test) || decide(minify, id, parts) ||
         drop_empty(minify, id, parts) || to_expression(minify, id, parts) ||
         turn(minify, id, parts) || join_tests(minify, id, parts) ||
         join_branches(minify, id, parts) || join_jumps(minify, id, parts) ||
         drop_test(minify, id, parts);
}

bool statement_simplify_if(Minify *minify, AstId id) {
  bool has_changed = false;
  for (int i = 0; i < RULE_LIMIT && ast_kind(minify->ast, id) == NODE_IF_STATEMENT; i++) {
    if (!simplify_once(minify, id)) break;
    has_changed = true;
  }
  return has_changed;
}

AstId statement_make_if(Minify *minify, AstId test, AstId yes, AstId no) {
  AstId made = ast_add(minify->ast, NODE_IF_STATEMENT, test);
  choice_put(minify->ast, made, (ChoiceParts){test, yes, no});
  statement_simplify_if(minify, made);
  return made;
}

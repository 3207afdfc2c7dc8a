// Loops.
//
//   for (; a; ) b();                  → while (a) b();     while (true) a();   → for (; ; ) a();
//   for (; a; ) { if (b) break; … }   → for (; a && !b; ) { … }
//   for (; ; ) if (a) b(); else break; → for (; a; ) b();
//   do a(); while (false);            → a();               for (a(); false; ) b(); → a();
#include "minify/choice.h"
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/statement.h"

// A loop that is always, or never, entered is for statement_for_test.
static bool is_known(Minify *minify, AstId id) {
  AstId test = ast_child(minify->ast, id, FIELD_CONDITION);
  FactTruth truth = test ? fact_truth(minify, test) : FACT_TRUE;
  return truth == FACT_FALSE || (truth == FACT_TRUE && (!test || fact_is_unused(minify, test)));
}

bool statement_while(Minify *minify, AstId id) {
  if (!is_known(minify, id)) return false;
  ast_node(minify->ast, id)->kind = NODE_FOR_STATEMENT;
  return true;
}

// Both have as many bytes, but programs have loops with `while` anyway.
bool statement_for_while(Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  AstId test = ast_child(ast, id, FIELD_CONDITION);
  if (!test || test != ast_first(ast, id) || ast_child(ast, id, FIELD_INCREMENT)) return false;
  if (is_known(minify, id)) return false;
  ast_node(ast, id)->kind = NODE_WHILE_STATEMENT;
  return true;
}

// ---- Loops that run once, or not at all

// Whether a loop's body may jump to its end or out of it. Labels are taken to.
static bool has_jump(const Ast *ast, AstId body) {
  for (AstId id = body; id; id = statement_walk(ast, id, body)) {
    NodeKind kind = ast_kind(ast, id);
    if (kind == NODE_BREAK_STATEMENT || kind == NODE_CONTINUE_STATEMENT) return true;
  }
  return false;
}

bool statement_do(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId test = ast_child(ast, id, FIELD_CONDITION), body = ast_child(ast, id, FIELD_BODY);
  FactTruth truth = fact_truth(minify, test);
  if (truth == FACT_UNKNOWN || !fact_is_unused(minify, test)) return false;
  if (truth == FACT_FALSE) {
    if (has_jump(ast, body)) return false;
    minify_forget(minify, test);
    ast_become(ast, id, body);
    return true;
  }
  minify_forget(minify, test);
  ast_take_children(ast, id);
  ast_node(ast, id)->kind = NODE_FOR_STATEMENT;
  ast_insert(ast, id, AST_NONE, body, FIELD_BODY);
  return true;
}

static bool never_runs(Minify *minify, AstId id, AstId test) {
  Ast *ast = minify->ast;
  AstId body = ast_child(ast, id, FIELD_BODY), remains = AST_NONE;
  AstId initializer = ast_child(ast, id, FIELD_INITIALIZER);
  NodeKind kind = ast_kind(ast, initializer);
  if (kind == NODE_LEXICAL_DECLARATION || kind == NODE_USING_DECLARATION) return false;
  if (!statement_drop(minify, body, &remains)) return false;
  AstId block = ast_add(ast, NODE_STATEMENT_BLOCK, id), last = AST_NONE;
  if (remains) ast_insert(ast, block, last, remains, FIELD_NONE), last = remains;
  AstId increment = ast_child(ast, id, FIELD_INCREMENT);
  if (increment) minify_forget(minify, increment);
  AstId effects = make_effects(minify, test);
  if (initializer && kind != NODE_VARIABLE_DECLARATION)
    initializer = make_statement(minify, initializer);
  if (initializer) ast_insert(ast, block, last, initializer, FIELD_NONE), last = initializer;
  if (effects) {
    AstId statement = make_statement(minify, effects);
    ast_insert(ast, block, last, statement, FIELD_NONE);
  }
  ast_become(ast, id, block);
  return true;
}

bool statement_for_test(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId test = ast_child(ast, id, FIELD_CONDITION);
  if (!test) return false;
  FactTruth truth = fact_truth(minify, test);
  if (truth == FACT_FALSE) return never_runs(minify, id, test);
  if (truth == FACT_UNKNOWN || !fact_is_unused(minify, test)) return false;
  minify_forget(minify, test);
  ast_remove_after(ast, id, statement_before_child(ast, id, test));
  return true;
}

// ---- Tests at the start of a body

// A further test that keeps the loop going.
static void add_test(Minify *minify, AstId id, AstId test) {
  Ast *ast = minify->ast;
  AstId old = ast_child(ast, id, FIELD_CONDITION);
  if (old) {
    AstId lifted = make_lift(minify, old);
    ast_become(ast, old, choice_join(minify, TOKEN_LOGICAL_AND, lifted, test));
    return;
  }
  ast_insert(ast, id, ast_child(ast, id, FIELD_INITIALIZER), test, FIELD_CONDITION);
}

// `if (a) break; …` or `if (a) …; else break;`: gives what remains to be done, or AST_NONE. `*test`
// keeps the loop going.
static AstId split_break(Minify *minify, AstId first, AstId *test) {
  Ast *ast = minify->ast;
  if (ast_kind(ast, first) != NODE_IF_STATEMENT) return AST_NONE;
  ChoiceParts parts = choice_parts(ast, first);
  if (statement_is_bare_break(ast, parts.yes)) {
    *test = make_not(minify, parts.test);
    return parts.no ? parts.no : ast_add(ast, NODE_EMPTY_STATEMENT, first);
  }
  if (!parts.no || !statement_is_bare_break(ast, parts.no)) return AST_NONE;
  *test = parts.test;
  return parts.yes;
}

bool statement_for_break(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId body = ast_child(ast, id, FIELD_BODY), test = AST_NONE;
  bool is_block = ast_kind(ast, body) == NODE_STATEMENT_BLOCK;
  AstId first = is_block ? ast_first(ast, body) : body;
  if (is_block && statement_has_scoped(ast, first)) return false;
  AstId initializer = ast_child(ast, id, FIELD_INITIALIZER);
  if (ast_node(ast, initializer)->declares == AST_USING) return false;
  if (statement_is_bare_break(ast, first)) return false;
  AstId rest = split_break(minify, first, &test);
  if (!rest) return false;
  ast_become(ast, first, rest);
  add_test(minify, id, test);
  return true;
}

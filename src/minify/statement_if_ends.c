// Branches of an `if` that end with the same statements.
//
//   if (a) { b; for (…) …; d } else { c; d }   → { if (a) { b; for (…) … } else c; d }
//
// What is the same means the same: names that a branch declares are its own.
#include "minify/choice.h"
#include "minify/make.h"
#include "minify/statement.h"

static AstId last_of(const Ast *ast, AstId branch, AstId *before) {
  *before = AST_NONE;
  if (ast_kind(ast, branch) != NODE_STATEMENT_BLOCK) return branch;
  return ast_last_and_before(ast, branch, before);
}

// Takes the last statement out of a branch.
static AstId take_last(Minify *minify, AstId branch, AstId before) {
  Ast *ast = minify->ast;
  if (ast_kind(ast, branch) == NODE_STATEMENT_BLOCK) return ast_remove_after(ast, branch, before);
  AstId taken = make_lift(minify, branch);
  ast_node(ast, branch)->kind = NODE_EMPTY_STATEMENT;
  return taken;
}

// In a list, statements can follow; elsewhere they take braces.
static bool is_worth(const Ast *ast, AstId id, AstId last) {
  return statement_is_list(ast_kind(ast, ast_parent(ast, id))) ||
         !statement_is_jump(ast_kind(ast, last)) || ast_first(ast, last);
}

// Whether a statement is one that another can be moved in front of the end of.
static bool is_plain(NodeKind kind) {
  return kind != NODE_EMPTY_STATEMENT && kind != NODE_LEXICAL_DECLARATION &&
         kind != NODE_CLASS_DECLARATION && !statement_is_function(kind);
}

bool statement_if_ends(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId behind = AST_NONE; // what follows the `if`, linked
  for (;;) {
    ChoiceParts parts = choice_parts(ast, id);
    if (!parts.no) break;
    AstId before_yes, before_no;
    AstId yes = last_of(ast, parts.yes, &before_yes), no = last_of(ast, parts.no, &before_no);
    if (!yes || !no || !ast_equal(ast, yes, no)) break;
    if (!is_plain(ast_kind(ast, yes)) || !is_worth(ast, id, yes)) break;
    minify_forget(minify, no);
    take_last(minify, parts.no, before_no);
    AstId taken = take_last(minify, parts.yes, before_yes);
    ast_node(ast, taken)->field = FIELD_NONE;
    ast_node(ast, taken)->next_sibling = behind;
    behind = taken;
  }
  if (!behind) return false;
  ChoiceParts parts = choice_parts(ast, id);
  ast_take_children(ast, id);
  AstId block = ast_add(ast, NODE_STATEMENT_BLOCK, id);
  AstId first = statement_make_if(minify, parts.test, parts.yes, parts.no);
  ast_insert(ast, block, AST_NONE, first, FIELD_NONE);
  ast_insert_list(ast, block, first, behind);
  ast_become(ast, id, block);
  return true;
}

// Optional chains whose beginning is surely there, or surely not.
//
//   [a]?.b       → [a].b
//   null?.a(b)   → void 0
//   (f(), void 0)?.a.b   → (f(), void 0)
#include "minify/facts.h"
#include "minify/make.h"

// Whether the chain goes on around `link`.
static bool goes_on(const Ast *ast, AstId link) {
  return !ast_has(ast, link, AST_PARENTHESES) && fact_base(ast, ast_parent(ast, link)) == link;
}

// The outermost optional link whose base is null or undefined: what is around it never runs.
static AstId broken_link(const Minify *minify, AstId top) {
  const Ast *ast = minify->ast;
  for (AstId link = top, base; (base = fact_base(ast, link)); link = base) {
    if (ast_has(ast, link, AST_OPTIONAL) && fact_is_nullish(minify, base) == FACT_TRUE) return link;
    if (ast_has(ast, base, AST_PARENTHESES)) break;
  }
  return AST_NONE;
}

static bool break_chain(Minify *minify, AstId top) {
  const Ast *ast = minify->ast;
  if (fact_is_op(minify, ast_parent(ast, top), TOKEN_DELETE_WORD)) return false;
  AstId link = broken_link(minify, top);
  if (!link) return false;
  AstId base = fact_base(ast, link);
  minify_forget(minify, top);
  minify_remember(minify, base);
  AstId nothing = make_undefined(minify, top);
  make_replace(minify, top, make_sequence(minify, base, nothing));
  return true;
}

bool chain_known(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId base = fact_base(ast, id);
  if (ast_has(ast, id, AST_OPTIONAL) && fact_is_nullish(minify, base) == FACT_FALSE) {
    ast_node(ast, id)->flags &= (uint16_t)~AST_OPTIONAL;
    return true;
  }
  return !goes_on(ast, id) && break_chain(minify, id);
}

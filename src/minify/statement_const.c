// Declarations.
//
//   const a = 1; → let a = 1;   for (const a of b) … → for (let a of b) …   let a = void 0; → let
//   a;
//
// A `const` that nobody writes to can't be told from `let`; what is the same is joined.
#include "minify/facts.h"
#include "minify/statement.h"

// Names that a pattern declares, and defaults and keys, which do no harm here.
static bool is_fixed(const Minify *minify, AstId pattern) {
  const Ast *ast = minify->ast;
  for (AstId id = pattern; id; id = ast_walk(ast, id, pattern)) {
    NodeKind kind = ast_kind(ast, id);
    bool is_name = kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
    SymbolId symbol = is_name ? ast_node(ast, id)->symbol : 0;
    if (!symbol || minify->table->symbols[symbol].kind != SYMBOL_CONST) continue;
    const Symbol *it = &minify->table->symbols[symbol];
    if (it->flags & SYMBOL_KEEP_NAME || minify->uses[symbol].writes > 0) return false;
    if (it->scope == SCOPE_FILE && !minify->options->owns_top_level) return false;
  }
  return true;
}

bool statement_const(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  if (ast_node(ast, id)->declares != AST_CONST) return false;
  ast_each_child(ast, id, declarator) {
    if (!is_fixed(minify, ast_child(ast, declarator, FIELD_NAME))) return false;
  }
  ast_node(ast, id)->declares = AST_LET;
  return true;
}

bool statement_for_const(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  if (ast_node(ast, id)->declares != AST_CONST) return false;
  if (!is_fixed(minify, ast_child(ast, id, FIELD_LEFT))) return false;
  ast_node(ast, id)->declares = AST_LET;
  return true;
}

// In a loop, `let a;` makes it undefined each time, too.
bool statement_undefined(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  if (ast_node(ast, ast_parent(ast, id))->declares != AST_LET) return false;
  AstId name = ast_child(ast, id, FIELD_NAME), value = ast_child(ast, id, FIELD_VALUE);
  if (!value || ast_kind(ast, name) != NODE_IDENTIFIER || !fact_is_undefined(minify, value))
    return false;
  minify_forget(minify, value);
  ast_remove_after(ast, id, name);
  return true;
}

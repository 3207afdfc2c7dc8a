// Writing to a variable that nobody reads does nothing: what is written stays, as far as it can be
// noticed.
//
//   x = f()     → f()        (nobody reads x)
//   x++         → 0          (neither, and it is a number)
//   x += f()    → f()        (both are numbers)
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/symbols.h"

// Whether writing to a variable here surely only changes it. Constants and the names of functions
// and classes refuse; so does what is not there yet.
static bool is_plain_store(const Minify *minify, AstId name) {
  if (ast_kind(minify->ast, name) != NODE_IDENTIFIER) return false;
  SymbolId symbol = ast_node(minify->ast, name)->symbol;
  if (!symbol || !minify_owns(minify, symbol) || symbol_is_argument(minify, symbol)) return false;
  switch ((int)minify->table->symbols[symbol].kind) {
  case SYMBOL_VAR:
  case SYMBOL_FUNCTION:
  case SYMBOL_CATCH: return true;
  case SYMBOL_PARAMETER:
  case SYMBOL_LET: return fact_is_initialized(minify, name);
  default: return false;
  }
}

static bool is_dead_store(const Minify *minify, AstId name) {
  return is_plain_store(minify, name) && minify->facts[ast_node(minify->ast, name)->symbol].is_dead;
}

bool variable_store(Minify *minify, AstId id) {
  AstId name = fact_left(minify, id);
  if (!is_dead_store(minify, name)) return false;
  minify_forget(minify, name);
  make_replace(minify, id, fact_right(minify, id));
  return true;
}

bool variable_store_augmented(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId name = fact_left(minify, id), value = fact_right(minify, id);
  if (!is_dead_store(minify, name) || !symbol_is_idle(ast, id)) return false;
  const SymbolFact *fact = &minify->facts[ast_node(ast, name)->symbol];
  if (!fact->is_number) return false; // which says the same of the value
  minify_forget(minify, name);
  make_replace(minify, id, value);
  return true;
}

bool variable_store_update(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId name = fact_argument(minify, id);
  if (!is_dead_store(minify, name) || !symbol_is_idle(ast, id)) return false;
  if (!minify->facts[ast_node(ast, name)->symbol].is_number) return false;
  minify_forget(minify, name);
  ast_become(ast, id, make_number(minify, 0, id));
  return true;
}

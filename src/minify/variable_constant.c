// A variable that always has the same value, which is written down where it is declared, is that
// value, if that is not longer in all; one that is another one, which never changes, is that.
//
//   const n = 5; f(n, n)            → f(5, 5)
//   var s = "text"; f(s)            → f("text")
//   let u; f(u)                     → f(void 0)
//   const a = b; f(a, a)            → f(b, b)        (b is never written to)
//
// A `const` that others can see, as at the top of a script, stays where it is declared.
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/symbols.h"
#include "minify/uses.h"
#include "minify/variable_put.h"

enum {
  UNDEFINED_SIZE = 6,   // void 0
  SIGN_SIZE = 2,        // !0
  DECLARATION_SIZE = 2, // of `=` and `,`
};

// ---- What a variable is

// The declarator that alone gives a variable its value, or AST_NONE.
static AstId declarator_of(const Minify *minify, SymbolId symbol) {
  const Ast *ast = minify->ast;
  const SymbolUse *use = &minify->uses[symbol];
  int kind = (int)minify->table->symbols[symbol].kind;
  if (use->writes > 0 || use->declarations != 1) return AST_NONE;
  if (kind != SYMBOL_CONST && !minify_owns(minify, symbol)) return AST_NONE;
  switch (kind) {
  case SYMBOL_VAR:
  case SYMBOL_LET:
  case SYMBOL_CONST: break;
  default: return AST_NONE;
  }
  AstId name = use->declaration, declarator = ast_parent(ast, name);
  bool is_plain = ast_node(ast, name)->symbol == symbol &&
                  ast_node(ast, name)->field == FIELD_NAME &&
                  ast_kind(ast, declarator) == NODE_VARIABLE_DECLARATOR;
  return is_plain ? declarator : AST_NONE;
}

// The bytes of what a variable is given, if that is a literal; else 0.
static uint32_t value_size(Minify *minify, AstId value) {
  if (!value || fact_is_undefined(minify, value)) return UNDEFINED_SIZE;
  bool is_sign = ast_kind(minify->ast, value) == NODE_UNARY_EXPRESSION;
  uint32_t size = variable_literal_size(minify, value);
  return !size && is_sign && fact_is_constant(minify, value) ? SIGN_SIZE : size;
}

// How long the name of a variable will be that is not ours to remove.
static uint32_t kept_name_size(const Minify *minify, SymbolId id) {
  const Symbol *symbol = &minify->table->symbols[id];
  bool is_kept = symbol->flags & SYMBOL_KEEP_NAME || minify->uses[id].is_exported ||
                 (symbol->scope == SCOPE_FILE && !minify->options->owns_top_level);
  return is_kept || !minify->options->identifiers ? scope_symbol_name(minify->table, id).size : 1;
}

// Whether writing a value out wherever it is read takes no more bytes than a variable.
static bool is_short(const Minify *minify, SymbolId symbol, uint32_t size) {
  const SymbolUse *use = &minify->uses[symbol];
  if (!minify_owns(minify, symbol)) return size <= kept_name_size(minify, symbol);
  uint32_t name = minify->table->symbols[symbol].scope == SCOPE_FILE ? 2 : 1;
  uint64_t reads = use->reads;
  return reads * size <= reads * name + name + size + DECLARATION_SIZE;
}

static bool is_alias(const Minify *minify, AstId value, SymbolId alias) {
  if (!value || ast_kind(minify->ast, value) != NODE_IDENTIFIER) return false;
  if (!minify->options->identifiers) return false; // names on the way could hide it
  if (!minify_owns(minify, alias)) return false;
  SymbolId symbol = ast_node(minify->ast, value)->symbol;
  return symbol && symbol != alias && fact_is_settled(minify, value) &&
         fact_is_initialized(minify, value) && minify_owns(minify, symbol) &&
         symbol_is_visible(minify, symbol, alias);
}

// ---- Where it is read

static bool can_be_value(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  const AstNode *node = ast_node(ast, id);
  AstId around = node->parent;
  switch ((int)ast_kind(ast, around)) {
  case NODE_UNARY_EXPRESSION: return ast_node(ast, around)->op != TOKEN_DELETE_WORD;
  case NODE_CALL_EXPRESSION: return node->field != FIELD_FUNCTION;
  case NODE_NEW_EXPRESSION: return node->field != FIELD_CONSTRUCTOR;
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT:
  case NODE_EXPORT_STATEMENT:
  case NODE_EXPORT_SPECIFIER:
  case NODE_CLASS_HERITAGE: return false;
  default: return true;
  }
}

// What stands for a read, or AST_NONE: a new node.
static AstId replacement(Minify *minify, AstId read) {
  const Ast *ast = minify->ast;
  SymbolId symbol = ast_node(ast, read)->symbol;
  AstId declarator = symbol ? declarator_of(minify, symbol) : AST_NONE;
  if (!declarator || uses_role(ast, read) != USE_READ) return AST_NONE;
  AstId value = ast_child(ast, declarator, FIELD_VALUE);
  AstId around = ast_parent(ast, ast_parent(ast, declarator));
  if (!value && ast_kind(ast, around) == NODE_FOR_IN_STATEMENT) return AST_NONE;
  if (is_alias(minify, value, symbol))
    return symbol_is_in_time(minify, read) ? ast_copy(minify->ast, value) : AST_NONE;
  uint32_t size = value_size(minify, value);
  if (!size || !is_short(minify, symbol, size) || !can_be_value(minify, read)) return AST_NONE;
  bool is_always = !value && minify->table->symbols[symbol].kind == SYMBOL_VAR;
  if (!is_always && !symbol_is_in_time(minify, read)) return AST_NONE;
  return value ? ast_copy(minify->ast, value) : make_undefined(minify, read);
}

bool variable_constant(Minify *minify, AstId read) {
  AstId value = replacement(minify, read);
  if (!value) return false;
  minify_remember(minify, value);
  variable_put(minify, read, value);
  return true;
}

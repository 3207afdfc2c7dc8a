// A call of a small function by its name is written as what the function gives.
//
//   function f() {} f(a())                       → a()
//   const id = (a) => a; g(id(b))                → g(b)
//   function f(a) { return a.b } g(f(1), f(c))   → g(1 .b, c.b)
//
// A function that is called once moves there, however large. Others are copied if that is shorter,
// and have no functions in them: those would be declared twice. What it names must mean the same
// there, so that names are to become short, but for functions that name nothing but a parameter.
#include "minify/facts.h"
#include "minify/inline.h"
#include "minify/symbols.h"
#include "minify/use_strict.h"
#include "minify/uses.h"
#include "syntax/kind.h"

enum {
  CLIMB_LIMIT = 1000, // nodes around a call that are looked at
  NODE_LIMIT = 60,    // of a function that is copied
  CALL_SIZE = 3,      // f()
  FUNCTION_SIZE = 6,  // f=()=>,
};

// ---- Which function

// The function that a name always means where it is called, or AST_NONE.
static AstId function_of(const Minify *minify, AstId callee) {
  const Ast *ast = minify->ast;
  SymbolId symbol = ast_node(ast, callee)->symbol;
  if (!symbol || !minify_owns(minify, symbol) || symbol == minify->name_helper) return AST_NONE;
  AstId declaration = fact_fixed_declaration(minify, symbol);
  AstId named = declaration ? ast_parent(ast, declaration) : AST_NONE;
  switch ((int)minify->table->symbols[symbol].kind) {
  case SYMBOL_FUNCTION: return ast_kind(ast, named) == NODE_FUNCTION_DECLARATION ? named : AST_NONE;
  case SYMBOL_VAR:
  case SYMBOL_LET:
  case SYMBOL_CONST: break;
  default: return AST_NONE;
  }
  bool is_plain = named && ast_kind(ast, named) == NODE_VARIABLE_DECLARATOR &&
                  ast_node(ast, declaration)->field == FIELD_NAME;
  if (!is_plain || !symbol_is_in_time(minify, callee)) return AST_NONE;
  AstId value = ast_child(ast, named, FIELD_VALUE);
  NodeKind kind = value ? ast_kind(ast, value) : NODE_NONE;
  bool is_function = kind == NODE_ARROW_FUNCTION ||
                     (kind == NODE_FUNCTION_EXPRESSION && !ast_child(ast, value, FIELD_NAME));
  return is_function ? value : AST_NONE;
}

static bool is_inside(const Ast *ast, AstId id, AstId root) {
  for (int i = 0; i < CLIMB_LIMIT; i++, id = ast_parent(ast, id)) {
    if (id == root) return true;
    if (id == AST_ROOT) return false;
  }
  return true; // as far as is known
}

// Whether a function is a variable of a loop's head. It sees the variables of the head as they were
// when the loop began; each round has copies of its own.
static bool is_in_head(const Ast *ast, AstId function) {
  AstId declaration = ast_parent(ast, ast_parent(ast, function));
  return ast_kind(ast, declaration) == NODE_LEXICAL_DECLARATION &&
         ast_kind(ast, ast_parent(ast, declaration)) == NODE_FOR_STATEMENT;
}

// ---- What it names

static bool is_parameter(const Ast *ast, AstId id, AstId function) {
  ast_each_child(ast, ast_child(ast, function, FIELD_PARAMETERS), name) {
    if (ast_node(ast, name)->symbol == ast_node(ast, id)->symbol) return true;
  }
  return false;
}

// What a function that can be copied takes.
typedef struct Measure {
  uint32_t limit; // of nodes
  uint32_t nodes;
  uint32_t size;  // about, of its value
  uint32_t reads; // of parameters
  bool has_functions, has_names;
} Measure;

static uint32_t size_of(const Ast *ast, AstId id) {
  const AstNode *node = ast_node(ast, id);
  NodeKind kind = (NodeKind)node->kind;
  uint32_t comma = ast_node(ast, node->parent)->first_child == id ? 0 : 1;
  if (!node->first_child && kind != NODE_ARGUMENTS && kind != NODE_ARRAY && kind != NODE_OBJECT)
    return comma + (kind_is_variable(kind) && node->symbol ? 1 : ast_text(ast, id).size);
  switch ((int)kind) {
  case NODE_MEMBER_EXPRESSION: return comma;
  case NODE_CALL_EXPRESSION: return comma - (comma > 0);
  case NODE_UNARY_EXPRESSION:
    return comma + (node->op == TOKEN_TYPEOF_WORD || node->op == TOKEN_VOID_WORD ? 5 : 1);
  case NODE_BINARY_EXPRESSION: return kind_is_equality((NodeKind)node->op) ? 2 : 1;
  case NODE_NEW_EXPRESSION: return 4;
  default: return comma + 2;
  }
}

static bool is_definition(NodeKind kind) {
  return kind_is_function(kind) || kind == NODE_CLASS;
}

// Whether all that a function names is there where it is called.
static bool measure(const Minify *minify, AstId function, AstId value, Measure *result) {
  const Ast *ast = minify->ast;
  bool is_declaration = ast_kind(ast, function) == NODE_FUNCTION_DECLARATION;
  AstId named = is_declaration ? function : ast_parent(ast, function);
  SymbolId own = ast_node(ast, ast_child(ast, named, FIELD_NAME))->symbol;
  for (AstId id = value; id; id = ast_walk(ast, id, value)) {
    if (++result->nodes > result->limit) return false;
    result->size += size_of(ast, id);
    NodeKind kind = ast_kind(ast, id);
    if (is_definition(kind)) result->has_functions = true;
    if (!kind_is_variable(kind)) continue;
    SymbolId symbol = ast_node(ast, id)->symbol;
    if (symbol == own || (symbol && !symbol_is_visible(minify, symbol, own))) return false;
    if (is_parameter(ast, id, function))
      result->reads++;
    else
      result->has_names = true;
  }
  return true;
}

// ---- Whether it is worth it

static bool is_worth(const Minify *minify, AstId call, AstId function, const Measure *measured) {
  const Ast *ast = minify->ast;
  if (measured->has_functions) return false;
  uint32_t parameters = ast_count(ast, ast_child(ast, function, FIELD_PARAMETERS));
  uint32_t arguments = ast_count(ast, ast_child(ast, call, FIELD_ARGUMENTS));
  uint32_t commas = arguments > 1 ? arguments - 1 : 0;
  int growth = (int)measured->size - (int)measured->reads - (int)(CALL_SIZE + commas);
  if (growth <= 0) return true;
  SymbolId symbol = ast_node(ast, ast_child(ast, call, FIELD_FUNCTION))->symbol;
  const SymbolUse *use = &minify->uses[symbol];
  bool is_only_called = minify->facts[symbol].calls == use->reads;
  uint32_t whole = FUNCTION_SIZE + measured->size + parameters;
  return is_only_called && use->reads * (uint32_t)growth <= whole / 2;
}

static bool is_last_use(const Minify *minify, AstId callee) {
  SymbolId symbol = ast_node(minify->ast, callee)->symbol;
  return minify->uses[symbol].reads == 1 && minify->facts[symbol].calls == 1;
}

// ---- The whole

static bool is_quiet_call(const Ast *ast, AstId call, AstId function) {
  return ast_has(ast, call, AST_PURE) || ast_has(ast, function, AST_QUIET_CALLS);
}

bool call_function(Minify *minify, AstId call) {
  const Ast *ast = minify->ast;
  AstId callee = ast_child(ast, call, FIELD_FUNCTION);
  if (ast_kind(ast, callee) != NODE_IDENTIFIER || ast_has(ast, call, AST_OPTIONAL)) return false;
  if (minify->table->has_eval || minify->table->has_with) return false;
  if (ast_kind(ast, ast_child(ast, call, FIELD_ARGUMENTS)) != NODE_ARGUMENTS) return false;
  AstId function = function_of(minify, callee);
  InlineBody body;
  Measure measured = {0};
  if (!function || !inline_body(minify, function, &body)) return false;
  // Large functions have many calls: what takes longest is asked last.
  bool is_last = is_last_use(minify, callee);
  measured.limit = is_last ? CLIMB_LIMIT : NODE_LIMIT;
  if (!measure(minify, function, body.value, &measured)) return false;
  bool names_nothing = !measured.has_names && !measured.has_functions;
  bool may_move = minify->options->identifiers && !is_in_head(ast, function);
  if (!names_nothing && !may_move) return false;
  if (!is_last && !is_worth(minify, call, function, &measured)) return false;
  if (body.value && inline_has_own(ast, body.value, false)) return false;
  if (body.value && is_quiet_call(ast, call, function) && !fact_is_unused(minify, body.value))
    return false;
  if (is_inside(ast, call, function)) return false;
  if (use_strict_is_on(minify, call) != use_strict_is_on(minify, function)) return false;
  return inline_call(minify, call, function, !is_last);
}

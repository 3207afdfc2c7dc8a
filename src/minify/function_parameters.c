// Parameters that a function does not use go, and so do the arguments for them, where all that is
// done with the function is to call it by its name.
//
//   function f(a, b) { return b } f(1, x); f(2, y)   → function f(b) { return b } f(x); f(y)
//   const g = (a) => 1; g(x())                       → const g = () => 1; g(x())
//
// Three steps for the whole program: parameters that nobody reads; arguments that must stay; what
// can go goes. Functions are found by the names that declare them, calls by the names that they
// call, so that there is no walk.
#include "minify/facts.h"
#include "minify/symbols.h"

enum { MOST_PARAMETERS = 31 }; // of a function that is looked at

// What can go of a function that is only called.
typedef struct Callee {
  AstId function;
  uint32_t unused;  // a bit for each parameter that nobody reads
  uint32_t removed; // those that can go, with their arguments
  uint32_t count;   // parameters
  bool has_rest;
} Callee;

typedef struct Finder {
  Minify *minify;
  Ast *ast;
  Arena *scratch;
  Callee *callees;    // by SymbolId
  Array(AstId) calls; // of the callees, in the order of the text
} Finder;

// ---- Functions

static bool is_unused(const Minify *minify, AstId parameter) {
  if (ast_kind(minify->ast, parameter) != NODE_IDENTIFIER) return false;
  SymbolId symbol = ast_node(minify->ast, parameter)->symbol;
  return symbol && minify_owns(minify, symbol) && minify->facts[symbol].is_dead &&
         minify->uses[symbol].writes == 0 && minify->uses[symbol].declarations == 1 &&
         minify->table->symbols[symbol].kind == SYMBOL_PARAMETER &&
         !symbol_has_arguments(minify, symbol);
}

// The function that a symbol always is, if it is only called, or AST_NONE.
static AstId function_of(const Minify *minify, SymbolId symbol) {
  const Ast *ast = minify->ast;
  const SymbolUse *use = &minify->uses[symbol];
  bool is_only_called = use->declarations == 1 && use->writes == 0 && use->reads > 0 &&
                        minify->facts[symbol].calls == use->reads && minify_owns(minify, symbol);
  if (!is_only_called) return AST_NONE;
  AstId named = ast_parent(ast, use->declaration);
  if (ast_kind(ast, named) == NODE_FUNCTION_DECLARATION) return named;
  if (ast_kind(ast, named) != NODE_VARIABLE_DECLARATOR) return AST_NONE;
  AstId value = ast_child(ast, named, FIELD_VALUE);
  NodeKind kind = ast_kind(ast, value);
  bool is_such = kind == NODE_ARROW_FUNCTION ||
                 (kind == NODE_FUNCTION_EXPRESSION && !ast_child(ast, value, FIELD_NAME));
  return is_such ? value : AST_NONE;
}

static void find_function(Finder *self, SymbolId symbol) {
  const Ast *ast = self->ast;
  AstId function = function_of(self->minify, symbol);
  if (!function) return;
  Callee callee = {.function = function};
  ast_each_child(ast, ast_child(ast, function, FIELD_PARAMETERS), parameter) {
    if (callee.count == MOST_PARAMETERS) return;
    if (ast_kind(ast, parameter) == NODE_REST_PATTERN) callee.has_rest = true;
    if (is_unused(self->minify, parameter)) callee.unused |= 1u << callee.count;
    callee.count++;
  }
  if (!callee.unused) return;
  callee.removed = callee.unused;
  self->callees[symbol] = callee;
}

// ---- Calls

static Callee *callee_of(const Finder *self, AstId call) {
  AstId name = ast_child(self->ast, call, FIELD_FUNCTION);
  return &self->callees[ast_node(self->ast, name)->symbol];
}

// All that is done with a callee is to call it.
static void find_calls(Finder *self) {
  const Minify *minify = self->minify;
  for (uint32_t i = 0; i < minify->reads.count; i++) {
    AstId read = minify->reads.at[i];
    if (self->callees[ast_node(self->ast, read)->symbol].function)
      array_push(self->scratch, &self->calls, ast_parent(self->ast, read));
  }
}

// What has effects must stay; behind `...x` nobody knows which argument is which.
static void check_call(Finder *self, AstId call) {
  Callee *callee = callee_of(self, call);
  uint32_t index = 0;
  ast_each_child(self->ast, ast_child(self->ast, call, FIELD_ARGUMENTS), argument) {
    if (index == callee->count) return;
    if (ast_kind(self->ast, argument) == NODE_SPREAD_ELEMENT) {
      callee->removed &= (1u << index) - 1;
      return;
    }
    bool may_go = callee->removed >> index & 1;
    if (may_go && !fact_is_unused(self->minify, argument)) callee->removed &= ~(1u << index);
    index++;
  }
}

// ---- Taking away

// The last parameters can go whatever is given for them.
static void settle(Callee *callee) {
  while (!callee->has_rest && callee->count > 0 && callee->unused >> (callee->count - 1) & 1)
    callee->removed |= 1u << --callee->count;
}

static bool drop_children(Minify *minify, AstId parent, uint32_t indices) {
  Ast *ast = minify->ast;
  bool has_changed = false;
  AstId previous = AST_NONE;
  for (AstId id = ast_first(ast, parent), next; id && indices; id = next, indices >>= 1) {
    next = ast_next(ast, id);
    if (!(indices & 1)) {
      previous = id;
      continue;
    }
    minify_forget(minify, id);
    ast_remove_after(ast, parent, previous);
    has_changed = true;
  }
  return has_changed;
}

// The arguments that can go in one call: those in the middle go everywhere, those at the end where
// nothing that must stay stands behind them; beyond MOST_PARAMETERS all stay.
static uint32_t arguments_to_drop(const Finder *self, const Callee *callee, AstId arguments) {
  uint32_t index = 0, last = 0, middle = callee->removed & ((1u << callee->count) - 1);
  ast_each_child(self->ast, arguments, argument) {
    if (index == MOST_PARAMETERS) return middle;
    bool is_spread = ast_kind(self->ast, argument) == NODE_SPREAD_ELEMENT;
    bool must_stay = index < callee->count || is_spread || !fact_is_unused(self->minify, argument);
    if (must_stay) last = index + 1;
    if (is_spread) break;
    index++;
  }
  uint32_t ends = callee->has_rest || last > index ? 0 : ~((1u << last) - 1);
  return middle | ends;
}

static bool drop(Finder *self, AstId call) {
  const Callee *callee = callee_of(self, call);
  AstId arguments = ast_child(self->ast, call, FIELD_ARGUMENTS);
  uint32_t indices = arguments_to_drop(self, callee, arguments);
  return drop_children(self->minify, arguments, indices);
}

// ---- The whole

static bool find(Finder *self) {
  Minify *minify = self->minify;
  const Ast *ast = minify->ast;
  for (SymbolId i = 1; i < minify->table->symbol_count; i++) find_function(self, i);
  find_calls(self);
  for (uint32_t i = 0; i < self->calls.count; i++) check_call(self, self->calls.at[i]);
  bool has_changed = false;
  for (SymbolId i = 1; i < minify->table->symbol_count; i++) {
    Callee *callee = &self->callees[i];
    if (!callee->function) continue;
    settle(callee);
    AstId parameters = ast_child(ast, callee->function, FIELD_PARAMETERS);
    has_changed |= drop_children(minify, parameters, callee->removed);
  }
  // Calls in an argument before the argument goes with them.
  for (uint32_t i = self->calls.count; i-- > 0;) has_changed |= drop(self, self->calls.at[i]);
  return has_changed;
}

bool function_parameters(Minify *minify) {
  Arena scratch = {0};
  Finder self = {.minify = minify, .ast = minify->ast, .scratch = &scratch};
  self.callees = arena_new(&scratch, Callee, minify->table->symbol_count);
  bool has_changed = find(&self);
  arena_release(&scratch);
  return has_changed;
}

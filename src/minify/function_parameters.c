// Parameters that a function does not use go, and so do the arguments for them, where all that is
// done with the function is to call it by its name.
//
//   function f(a, b) { return b } f(1, x); f(2, y)   → function f(b) { return b } f(x); f(y)
//   const g = (a) => 1; g(x())                       → const g = () => 1; g(x())
//
// Three walks for the whole program: parameters that nobody reads; arguments that must stay; what
// can go goes.
#include "minify/facts.h"
#include "minify/symbols.h"
#include "minify/uses.h"
#include "syntax/kind.h"

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
  Callee *callees; // by SymbolId
} Finder;

// ---- Functions

static bool uses_arguments(const Minify *minify, SymbolId parameter) {
  const ScopeTable *table = minify->table;
  const Scope *scope = &table->scopes[table->symbols[parameter].scope];
  for (SymbolId i = scope->first_symbol; i; i = table->symbols[i].next_in_scope) {
    if (table->symbols[i].kind == SYMBOL_ARGUMENTS) return true;
  }
  return false;
}

static bool is_unused(const Minify *minify, AstId parameter) {
  if (ast_kind(minify->ast, parameter) != NODE_IDENTIFIER) return false;
  SymbolId symbol = ast_node(minify->ast, parameter)->symbol;
  return symbol && minify_owns(minify, symbol) && minify->facts[symbol].is_dead &&
         minify->uses[symbol].writes == 0 && minify->uses[symbol].declarations == 1 &&
         minify->table->symbols[symbol].kind == SYMBOL_PARAMETER && !uses_arguments(minify, symbol);
}

// The symbol that is a function, if it always is and is only called; else 0.
static SymbolId name_of(const Minify *minify, AstId function) {
  const Ast *ast = minify->ast;
  AstId named = function;
  if (ast_node(ast, function)->field == FIELD_VALUE) {
    named = ast_parent(ast, function);
    if (ast_kind(ast, named) != NODE_VARIABLE_DECLARATOR) return 0;
    if (ast_kind(ast, function) != NODE_ARROW_FUNCTION && ast_child(ast, function, FIELD_NAME))
      return 0;
  } else if (ast_kind(ast, function) != NODE_FUNCTION_DECLARATION) {
    return 0;
  }
  AstId name = ast_child(ast, named, FIELD_NAME);
  if (!name || ast_kind(ast, name) != NODE_IDENTIFIER) return 0;
  SymbolId symbol = ast_node(ast, name)->symbol;
  const SymbolUse *use = &minify->uses[symbol];
  bool is_only_called = symbol && minify_owns(minify, symbol) && use->writes == 0 &&
                        use->declarations == 1 && use->reads > 0 &&
                        minify->facts[symbol].calls == use->reads;
  return is_only_called ? symbol : 0;
}

static void find_function(Finder *self, AstId function) {
  const Ast *ast = self->ast;
  NodeKind kind = ast_kind(ast, function);
  bool is_such = kind == NODE_FUNCTION_DECLARATION || kind == NODE_FUNCTION_EXPRESSION ||
                 kind == NODE_ARROW_FUNCTION;
  SymbolId symbol = is_such ? name_of(self->minify, function) : 0;
  if (!symbol) return;
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
  if (ast_kind(self->ast, call) != NODE_CALL_EXPRESSION) return NULL;
  AstId name = ast_child(self->ast, call, FIELD_FUNCTION);
  if (ast_kind(self->ast, name) != NODE_IDENTIFIER) return NULL;
  Callee *callee = &self->callees[ast_node(self->ast, name)->symbol];
  return callee->function ? callee : NULL;
}

// What has effects must stay; behind `...x` nobody knows which argument is which.
static void check_call(Finder *self, AstId call) {
  Callee *callee = callee_of(self, call);
  if (!callee) return;
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
// nothing that must stay stands behind them.
static uint32_t arguments_to_drop(const Finder *self, const Callee *callee, AstId arguments) {
  uint32_t index = 0, last = 0;
  ast_each_child(self->ast, arguments, argument) {
    if (index == MOST_PARAMETERS) return 0;
    bool is_spread = ast_kind(self->ast, argument) == NODE_SPREAD_ELEMENT;
    bool must_stay = index < callee->count || is_spread || !fact_is_unused(self->minify, argument);
    if (must_stay) last = index + 1;
    if (is_spread) break;
    index++;
  }
  uint32_t middle = callee->removed & ((1u << callee->count) - 1);
  uint32_t ends = callee->has_rest || last > index ? 0 : ~((1u << last) - 1);
  return middle | ends;
}

static void drop(Finder *self, AstId call) {
  Callee *callee = callee_of(self, call);
  if (!callee) return;
  AstId arguments = ast_child(self->ast, call, FIELD_ARGUMENTS);
  uint32_t indices = arguments_to_drop(self, callee, arguments);
  if (drop_children(self->minify, arguments, indices)) self->minify->has_changed = true;
}

// ---- The whole

static void find(Finder *self) {
  Minify *minify = self->minify;
  const Ast *ast = minify->ast;
  for (AstId id = AST_ROOT; id; id = ast_walk(ast, id, AST_ROOT)) {
    if (kind_is_function(ast_kind(ast, id))) find_function(self, id);
  }
  for (AstId id = AST_ROOT; id; id = ast_walk(ast, id, AST_ROOT)) check_call(self, id);
  for (SymbolId i = 1; i < minify->table->symbol_count; i++) {
    Callee *callee = &self->callees[i];
    if (!callee->function) continue;
    settle(callee);
    AstId parameters = ast_child(ast, callee->function, FIELD_PARAMETERS);
    if (drop_children(minify, parameters, callee->removed)) minify->has_changed = true;
  }
  for (AstId id = AST_ROOT; id; id = ast_walk(ast, id, AST_ROOT)) drop(self, id);
}

// Says that nothing has changed, as no other transform of the program must run again: the next
// round will.
bool function_parameters(Minify *minify, AstId program) {
  (void)program;
  Arena scratch = {0};
  Finder self = {minify, minify->ast, arena_new(&scratch, Callee, minify->table->symbol_count)};
  uses_count(minify); // other transforms took calls away
  symbols_find(minify);
  find(&self);
  arena_release(&scratch);
  return false;
}

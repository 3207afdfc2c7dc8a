// A function that is only called, and that neither has a `this` nor `arguments` of its own, can be
// an arrow function: nobody sees its prototype, or makes an object by it.
//
//   function f(a) { return b }  f(1)          → var f = (a) => b;  f(1)     (small ones)
//   var f = function () { a(); b() }; f()     → var f = () => { a(); b() }; f()
//   (function () { a() })()                   → (() => { a() })()
//   new Promise(function (a) { b = a })       → new Promise((a) => { b = a })
//
// Declarations move to the start of the function around, as variables: they are there before any
// code runs, as they were. Only small ones do, which have the most of it: what moves is torn from
// what is like it, and where some functions are arrows and others are not, both compress less. The
// bytes of nine libraries, each by what they are if all that can move does:
//
//   declarations that move          raw    gzip
//   none                           1.013  0.9947
//   a value of up to 24 nodes      1.009  0.9950
//   a value of up to 40 nodes      1.007  0.9954
//   a value of any size            1.006  0.9962
#include "minify/arrows.h"

#include "minify/facts.h"
#include "minify/uses.h"
#include "syntax/kind.h"

enum { SMALL = 24 }; // nodes of a declaration that moves

typedef struct Finder {
  Minify *minify;
  Ast *ast;
  Arena scratch;
  Array(AstId) around;    // functions that are open, but for arrow functions
  Array(AstId) lists;     // of statements, outer ones before what is in them
  Array(AstId) functions; // function expressions
  bool *is_own;           // by AstId: has `this` or the like
  uint32_t *calls;        // by SymbolId
  bool has_imports;       // others may run before the program does
} Finder;

// ---- What functions use

// What is evaluated outside of the method that it stands in.
static bool is_outside(const Ast *ast, AstId id) {
  NodeKind kind = ast_kind(ast, id);
  return (kind == NODE_COMPUTED_PROPERTY_NAME || kind == NODE_DECORATOR) &&
         ast_kind(ast, ast_parent(ast, id)) == NODE_METHOD_DEFINITION;
}

static bool opens(const Ast *ast, AstId id) {
  NodeKind kind = ast_kind(ast, id);
  return (kind_is_function(kind) && kind != NODE_ARROW_FUNCTION) || is_outside(ast, id);
}

static void count_call(Finder *self, AstId id) {
  const Ast *ast = self->ast;
  bool is_called = ast_kind(ast, id) == NODE_IDENTIFIER &&
                   ast_node(ast, id)->field == FIELD_FUNCTION &&
                   ast_kind(ast, ast_parent(ast, id)) == NODE_CALL_EXPRESSION;
  if (is_called) self->calls[ast_node(ast, id)->symbol]++;
}

static void enter(Finder *self, AstId id) {
  const Ast *ast = self->ast;
  NodeKind kind = ast_kind(ast, id);
  count_call(self, id);
  bool has_list = kind == NODE_PROGRAM || kind == NODE_STATEMENT_BLOCK;
  if (has_list) array_push(&self->scratch, &self->lists, id);
  if (kind == NODE_FUNCTION_EXPRESSION) array_push(&self->scratch, &self->functions, id);
  bool is_import = kind == NODE_IMPORT_STATEMENT ||
                   (kind == NODE_EXPORT_STATEMENT && ast_child(ast, id, FIELD_SOURCE));
  if (is_import) self->has_imports = true;
  if (fact_means_function(ast, id) || fact_is_function_word(ast, id))
    self->is_own[array_last(&self->around)] = true;
  if (!opens(ast, id)) return;
  uint32_t depth = self->around.count;
  AstId function = is_outside(ast, id) && depth > 1 ? self->around.at[depth - 2] : id;
  array_push(&self->scratch, &self->around, function);
}

static void find(Finder *self) {
  const Ast *ast = self->ast;
  array_push(&self->scratch, &self->around, AST_ROOT);
  for (AstId id = AST_ROOT; id;) {
    enter(self, id);
    AstId next = ast_first(ast, id);
    while (!next && id) {
      if (opens(ast, id)) (void)array_pop(&self->around);
      next = id == AST_ROOT ? AST_NONE : ast_next(ast, id);
      if (!next) id = ast_parent(ast, id);
    }
    id = next;
  }
}

// ---- Which functions are only called

static bool is_only_called(const Finder *self, AstId name) {
  const Minify *minify = self->minify;
  if (ast_kind(self->ast, name) != NODE_IDENTIFIER) return false;
  SymbolId symbol = ast_node(self->ast, name)->symbol;
  return symbol && minify_owns(minify, symbol) && minify->uses[symbol].reads == self->calls[symbol];
}

static bool is_statement(const Ast *ast, AstId expression) {
  return ast_kind(ast, ast_parent(ast, expression)) == NODE_EXPRESSION_STATEMENT;
}

// Functions of the platform that call the first function that they are given, and no more.
static bool calls_argument(const Minify *minify, AstId call) {
  const Ast *ast = minify->ast;
  if (minify->table->has_with) return false;
  if (ast_kind(ast, call) == NODE_NEW_EXPRESSION)
    return minify_is_global(minify, ast_child(ast, call, FIELD_CONSTRUCTOR), TEXT("Promise"));
  AstId callee = ast_child(ast, call, FIELD_FUNCTION);
  return minify_is_global(minify, callee, TEXT("setTimeout")) ||
         minify_is_global(minify, callee, TEXT("setInterval")) ||
         minify_is_global(minify, callee, TEXT("queueMicrotask")) ||
         minify_is_global(minify, callee, TEXT("requestAnimationFrame"));
}

static bool is_called_only(const Finder *self, AstId function) {
  const Ast *ast = self->ast;
  AstId around = ast_parent(ast, function);
  NodeField field = (NodeField)ast_node(ast, function)->field;
  switch ((int)ast_kind(ast, around)) {
  case NODE_CALL_EXPRESSION: return field == FIELD_FUNCTION;
  case NODE_VARIABLE_DECLARATOR: return is_only_called(self, ast_child(ast, around, FIELD_NAME));
  case NODE_ASSIGNMENT_EXPRESSION:
    return is_statement(ast, around) && is_only_called(self, ast_child(ast, around, FIELD_LEFT));
  case NODE_ARGUMENTS:
    return ast_first(ast, around) == function &&
           calls_argument(self->minify, ast_parent(ast, around));
  default: return false;
  }
}

static bool has_no_name(const Finder *self, AstId function) {
  AstId name = ast_child(self->ast, function, FIELD_NAME);
  if (!name) return true;
  SymbolId symbol = ast_node(self->ast, name)->symbol;
  return minify_owns(self->minify, symbol) && self->minify->uses[symbol].reads == 0 &&
         self->minify->uses[symbol].writes == 0;
}

// Sloppy functions may have two parameters of one name.
static bool has_plain_parameters(const Finder *self, AstId function) {
  const Ast *ast = self->ast;
  ast_each_child(ast, ast_child(ast, function, FIELD_PARAMETERS), parameter) {
    SymbolId symbol = ast_node(ast, parameter)->symbol;
    if (kind_is_variable(ast_kind(ast, parameter)) && symbol &&
        self->minify->uses[symbol].declarations > 1)
      return false;
  }
  return true;
}

static bool can_be_arrow(const Finder *self, AstId function) {
  return !self->is_own[function] && has_plain_parameters(self, function);
}

// ---- Making arrow functions

// What a function gives that does nothing else, or AST_NONE.
static AstId value_of_call(const Ast *ast, AstId function) {
  AstId only = ast_first(ast, ast_child(ast, function, FIELD_BODY));
  bool is_return = only && !ast_next(ast, only) && ast_kind(ast, only) == NODE_RETURN_STATEMENT;
  return is_return ? ast_first(ast, only) : AST_NONE;
}

static void make_arrow(Ast *ast, AstId function) {
  if (ast_child(ast, function, FIELD_NAME)) ast_remove_after(ast, function, AST_NONE);
  ast_node(ast, function)->kind = NODE_ARROW_FUNCTION;
  AstId value = value_of_call(ast, function);
  if (value) ast_become(ast, ast_child(ast, function, FIELD_BODY), value);
}

// The name is the first child.
static AstId make_declarator(Ast *ast, AstId declaration) {
  AstId name = ast_remove_after(ast, declaration, AST_NONE);
  make_arrow(ast, declaration);
  AstId made = ast_add(ast, NODE_VARIABLE_DECLARATOR, name);
  ast_insert(ast, made, AST_NONE, name, FIELD_NAME);
  ast_insert(ast, made, name, declaration, FIELD_VALUE);
  return made;
}

// ---- Declarations of a list

static bool is_small(const Ast *ast, AstId function) {
  int nodes = 0;
  for (AstId id = function; id && nodes <= SMALL; id = ast_walk(ast, id, function)) nodes++;
  return nodes <= SMALL;
}

static bool is_movable(const Finder *self, AstId statement) {
  const Ast *ast = self->ast;
  if (ast_kind(ast, statement) != NODE_FUNCTION_DECLARATION || !can_be_arrow(self, statement))
    return false;
  if (!value_of_call(ast, statement) || !is_small(ast, statement)) return false;
  AstId name = ast_child(ast, statement, FIELD_NAME);
  if (!is_only_called(self, name)) return false;
  SymbolId symbol = ast_node(ast, name)->symbol;
  const SymbolUse *use = &self->minify->uses[symbol];
  return self->minify->table->symbols[symbol].kind == SYMBOL_FUNCTION && use->declarations == 1 &&
         use->writes == 0;
}

// What must stay in front: directives and imports.
static bool is_head(const Ast *ast, AstId statement) {
  NodeKind kind = ast_kind(ast, statement);
  return kind == NODE_IMPORT_STATEMENT || kind == NODE_HASH_BANG_LINE ||
         ast_has(ast, statement, AST_DIRECTIVE);
}

// Takes all declarations that can move out of a list; gives them as a list of declarators.
static AstId take_declarators(Finder *self, AstId list) {
  Ast *ast = self->ast;
  AstId first = AST_NONE, last = AST_NONE;
  for (AstId previous = AST_NONE, statement = ast_first(ast, list), next; statement;
       statement = next) {
    next = ast_next(ast, statement);
    if (!is_movable(self, statement)) {
      previous = statement;
      continue;
    }
    AstId made = make_declarator(ast, ast_remove_after(ast, list, previous));
    if (last)
      ast_node(ast, last)->next_sibling = made;
    else
      first = made;
    last = made;
  }
  return first;
}

static bool move_declarations(Finder *self, AstId list) {
  Ast *ast = self->ast;
  AstId declarators = take_declarators(self, list), head = AST_NONE;
  if (!declarators) return false;
  AstId statement = ast_first(ast, list);
  for (; statement && is_head(ast, statement); statement = ast_next(ast, statement))
    head = statement;
  bool has_var = statement && ast_kind(ast, statement) == NODE_VARIABLE_DECLARATION;
  if (!has_var) {
    statement = ast_add(ast, NODE_VARIABLE_DECLARATION, declarators);
    ast_node(ast, statement)->declares = AST_VAR;
    ast_insert(ast, list, head, statement, FIELD_NONE);
  }
  ast_insert_list(ast, statement, AST_NONE, declarators);
  return true;
}

// ---- The whole

static bool is_list(const Finder *self, AstId id) {
  const Ast *ast = self->ast;
  bool is_module = self->minify->options->goal == SYNTAX_MODULE;
  if (id == AST_ROOT) return !is_module || !self->has_imports;
  return ast_kind(ast, id) == NODE_STATEMENT_BLOCK &&
         kind_is_function(ast_kind(ast, ast_parent(ast, id)));
}

// Functions inside others first: lists of declarations are changed below those around. Functions
// that became variables no longer stand between their neighbours.
static void convert(Finder *self) {
  Ast *ast = self->ast;
  for (uint32_t i = 0; i < self->functions.count; i++) {
    AstId id = self->functions.at[i];
    if (can_be_arrow(self, id) && has_no_name(self, id) && is_called_only(self, id))
      make_arrow(ast, id);
  }
  for (uint32_t i = self->lists.count; i-- > 0;) {
    AstId id = self->lists.at[i];
    if (is_list(self, id) && move_declarations(self, id)) list_join(self->minify, id);
  }
}

void arrows_make(Minify *minify) {
  if (minify->table->has_eval) return;
  Finder self = {.minify = minify, .ast = minify->ast};
  self.is_own = arena_new(&self.scratch, bool, minify->ast->nodes.count);
  self.calls = arena_new(&self.scratch, uint32_t, minify->table->symbol_count);
  find(&self);
  convert(&self);
  arena_release(&self.scratch);
}

// A function or class has the name of its declaration, or of the variable that it is first put
// into. Where that name may become another one, the helper gives it back:
//
//   function f() {}         → name(f, "f"); function f() {}     at the start of the list
//   g = () => {}            → g = name(() => {}, "g")
//   (function f() {})       → name(function f() {}, "f")
//   class C {}              → class C { static { name(this, "C") } }
//
// The bundler has done so where it has renamed a variable itself; only it knows that name. What
// stands before the helper is the bundler's own code, and so is the helper.
#include "minify/keep_names.h"

#include "minify/facts.h"
#include "minify/make.h"
#include "minify/statement.h"
#include "minify/symbols.h"
#include "syntax/kind.h"
#include "syntax/quote.h"

typedef struct Keeper {
  Minify *minify;
  Ast *ast;
  Arena *scratch;
  bool *is_named; // by SymbolId: there is a call for what it declares
  uint32_t start; // the place of the helper
  AstId helper;   // the statement that declares it
} Keeper;

// ---- Calls of the helper

static AstId first_argument(const Minify *minify, AstId call) {
  const Ast *ast = minify->ast;
  if (!minify->name_helper || ast_kind(ast, call) != NODE_CALL_EXPRESSION) return AST_NONE;
  AstId callee = ast_child(ast, call, FIELD_FUNCTION);
  bool is_helper = ast_kind(ast, callee) == NODE_IDENTIFIER &&
                   ast_node(ast, callee)->symbol == minify->name_helper;
  AstId arguments = ast_child(ast, call, FIELD_ARGUMENTS);
  if (!is_helper || ast_kind(ast, arguments) != NODE_ARGUMENTS) return AST_NONE;
  AstId first = ast_first(ast, arguments), second = first ? ast_next(ast, first) : AST_NONE;
  return second && ast_kind(ast, second) == NODE_STRING ? first : AST_NONE;
}

KeptName keep_names_call(const Minify *minify, AstId call) {
  AstId first = first_argument(minify, call);
  if (!first) return KEPT_NONE;
  NodeKind kind = ast_kind(minify->ast, first);
  if (kind_is_function(kind)) return KEPT_FUNCTION;
  if (kind == NODE_THIS) return KEPT_THIS;
  bool is_symbol = kind == NODE_IDENTIFIER && ast_node(minify->ast, first)->symbol;
  return is_symbol ? KEPT_SYMBOL : KEPT_NONE;
}

bool keep_names_declared(const Minify *minify, AstId id, SymbolId *symbol) {
  if (keep_names_call(minify, id) != KEPT_SYMBOL || !symbol_is_idle(minify->ast, id)) return false;
  *symbol = ast_node(minify->ast, first_argument(minify, id))->symbol;
  const SymbolUse *use = &minify->uses[*symbol];
  SymbolKind kind = (SymbolKind)minify->table->symbols[*symbol].kind;
  return (kind == SYMBOL_FUNCTION || kind == SYMBOL_BLOCK_FUNCTION) && use->declarations == 1 &&
         use->writes == 0 && minify_owns(minify, *symbol);
}

// The call goes when the function goes, which is in the same round.
bool keep_names_unused(Minify *minify, AstId call) {
  SymbolId symbol;
  if (!keep_names_declared(minify, call, &symbol) || !minify->facts[symbol].is_dead) return false;
  minify_forget(minify, call);
  ast_become(minify->ast, call, make_undefined(minify, call));
  return true;
}

bool keep_names_moved(const Minify *minify, AstId value) {
  NodeKind kind = value ? ast_kind(minify->ast, value) : NODE_NONE;
  return minify->options->name_helper.size > 0 && (kind_is_function(kind) || kind == NODE_CLASS);
}

// ---- Finding the helper

static SymbolId find_helper(const Minify *minify) {
  const ScopeTable *table = minify->table;
  SymbolId found = 0;
  for (SymbolId s = 1; s < table->symbol_count; s++) {
    const Symbol *symbol = &table->symbols[s];
    if (symbol->kind != SYMBOL_VAR || !symbol->declaration) continue;
    if (!text_is(scope_symbol_name(table, s), minify->options->name_helper)) continue;
    if (!found || ast_place(minify->ast, symbol->declaration) <
                      ast_place(minify->ast, table->symbols[found].declaration))
      found = s;
  }
  return found;
}

static AstId statement_of(const Ast *ast, AstId id) {
  while (id != AST_ROOT && !kind_is_statement(ast_kind(ast, id))) id = ast_parent(ast, id);
  return id;
}

static void note_calls(Keeper *self) {
  const Ast *ast = self->ast;
  for (AstId id = AST_ROOT; id < ast->nodes.count; id++) {
    if (keep_names_call(self->minify, id) != KEPT_SYMBOL) continue;
    self->is_named[ast_node(ast, first_argument(self->minify, id))->symbol] = true;
  }
}

// ---- New calls

static AstId new_helper(Keeper *self) {
  AstId made =
      ast_add_leaf(self->ast, NODE_IDENTIFIER, self->minify->options->name_helper, AST_NONE);
  ast_node(self->ast, made)->symbol = self->minify->name_helper;
  return made;
}

static AstId new_name(Keeper *self, Text name) {
  return make_string(self->minify, name, AST_NONE);
}

static Text symbol_name(const Keeper *self, SymbolId symbol) {
  return scope_symbol_name(self->minify->table, symbol);
}

static AstId new_statement(Keeper *self, AstId declaration) {
  Ast *ast = self->ast;
  SymbolId symbol = ast_node(ast, ast_child(ast, declaration, FIELD_NAME))->symbol;
  Text name = symbol_name(self, symbol);
  AstId variable = ast_add_leaf(ast, NODE_IDENTIFIER, name, AST_NONE);
  ast_node(ast, variable)->symbol = symbol;
  AstId text = new_name(self, name);
  return quote(ast, declaration, "$1($2, $3);", new_helper(self), variable, text);
}

static void keep_function(Keeper *self, AstId function, Text name) {
  Ast *ast = self->ast;
  AstId around = ast_parent(ast, function);
  bool is_argument = ast_kind(ast, around) == NODE_ARGUMENTS;
  if (is_argument && first_argument(self->minify, ast_parent(ast, around)) == function) return;
  AstId text = new_name(self, name), lifted = make_lift(self->minify, function);
  ast_become(ast, function, quote(ast, lifted, "$1($2, $3)", new_helper(self), lifted, text));
}

// ---- Classes

static bool is_word_name(const Ast *ast, AstId key) {
  NodeKind kind = ast_kind(ast, key);
  Text text =
      kind == NODE_PROPERTY_IDENTIFIER || kind == NODE_STRING ? ast_text(ast, key) : (Text){0};
  if (kind == NODE_STRING) text = text_slice(text, 1, text.size - 1);
  return text_is(text, TEXT("name"));
}

// Whether a class gets its name otherwise: a static member called `name`, or a call that is there.
static bool has_name_member(const Keeper *self, AstId body) {
  const Ast *ast = self->ast;
  ast_each_child(ast, body, member) {
    NodeKind kind = ast_kind(ast, member);
    if (kind == NODE_CLASS_STATIC_BLOCK && member == ast_first(ast, body)) {
      AstId statement = ast_first(ast, ast_first(ast, member));
      AstId call = statement ? ast_first(ast, statement) : AST_NONE;
      if (call && keep_names_call(self->minify, call) == KEPT_THIS) return true;
    }
    if (!ast_has(ast, member, AST_STATIC)) continue;
    AstId key = ast_child(ast, member, kind == NODE_FIELD_DEFINITION ? FIELD_PROPERTY : FIELD_NAME);
    if (key && is_word_name(ast, key)) return true;
  }
  return false;
}

static void keep_class(Keeper *self, AstId class, Text name) {
  Ast *ast = self->ast;
  AstId body = ast_child(ast, class, FIELD_BODY);
  if (has_name_member(self, body)) return;
  AstId made = quote(ast, class, "class a { static { $1(this, $2); } }", new_helper(self),
                     new_name(self, name));
  AstId block = ast_remove_after(ast, ast_child(ast, made, FIELD_BODY), AST_NONE);
  ast_insert(ast, body, AST_NONE, block, FIELD_NONE);
}

// ---- Expressions

static bool is_class(NodeKind kind) {
  return kind == NODE_CLASS || kind == NODE_CLASS_DECLARATION;
}

static bool is_function_value(NodeKind kind) {
  return kind == NODE_ARROW_FUNCTION || kind == NODE_FUNCTION_EXPRESSION ||
         kind == NODE_GENERATOR_FUNCTION;
}

// `value` gets the name of `target`, if it has none of its own.
static void keep_assigned(Keeper *self, AstId target, AstId value) {
  const Ast *ast = self->ast;
  if (!target || !value || ast_has(ast, target, AST_PARENTHESES)) return;
  NodeKind kind = ast_kind(ast, value), named = ast_kind(ast, target);
  if (named != NODE_IDENTIFIER && named != NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN) return;
  if (!is_function_value(kind) && kind != NODE_CLASS) return;
  SymbolId symbol = ast_node(ast, target)->symbol;
  if (!symbol || ast_child(ast, value, FIELD_NAME)) return;
  if (kind == NODE_CLASS)
    keep_class(self, value, symbol_name(self, symbol));
  else
    keep_function(self, value, symbol_name(self, symbol));
}

// A function in a private field has the name of the field, `#` and all.
static void keep_private(Keeper *self, AstId field) {
  const Ast *ast = self->ast;
  AstId name = ast_child(ast, field, FIELD_PROPERTY), value = ast_child(ast, field, FIELD_VALUE);
  bool is_private = name && ast_kind(ast, name) == NODE_PRIVATE_PROPERTY_IDENTIFIER;
  if (!is_private || !value || ast_child(ast, value, FIELD_NAME)) return;
  if (ast_kind(ast, value) == NODE_CLASS)
    keep_class(self, value, ast_text(ast, name));
  else if (is_function_value(ast_kind(ast, value)))
    keep_function(self, value, ast_text(ast, name));
}

// Functions and classes with names of their own; a declared function is its list's.
static void keep_named(Keeper *self, AstId id) {
  AstId name = ast_child(self->ast, id, FIELD_NAME);
  SymbolId symbol = name ? ast_node(self->ast, name)->symbol : 0;
  if (!symbol) return;
  if (is_class(ast_kind(self->ast, id)))
    keep_class(self, id, symbol_name(self, symbol));
  else
    keep_function(self, id, symbol_name(self, symbol));
}

// ---- Lists

// The function that a statement of a list declares, if nothing has named it yet.
static AstId declared_function(const Keeper *self, AstId statement) {
  const Ast *ast = self->ast;
  while (ast_kind(ast, statement) == NODE_LABELED_STATEMENT)
    statement = ast_child(ast, statement, FIELD_BODY);
  if (ast_kind(ast, statement) == NODE_EXPORT_STATEMENT)
    statement = ast_child(ast, statement, FIELD_DECLARATION);
  if (!statement_is_function(ast_kind(ast, statement))) return AST_NONE;
  AstId name = ast_child(ast, statement, FIELD_NAME);
  SymbolId symbol = name ? ast_node(ast, name)->symbol : 0;
  return symbol && !self->is_named[symbol] ? statement : AST_NONE;
}

// The statement that calls come behind, or AST_NONE for the first place.
static AstId start_of_list(const Keeper *self, AstId list) {
  const Ast *ast = self->ast;
  if (ast_parent(ast, self->helper) == list) return self->helper;
  AstId last = AST_NONE;
  ast_each_child(ast, list, id) {
    bool is_before = ast_has(ast, id, AST_DIRECTIVE) || ast_node(ast, id)->field == FIELD_VALUE;
    if (!is_before) break;
    last = id;
  }
  return last;
}

static void keep_list(Keeper *self, AstId list) {
  Ast *ast = self->ast;
  AstId last = start_of_list(self, list);
  for (AstId id = ast_first(ast, list), next; id; id = next) {
    next = ast_next(ast, id);
    AstId function = declared_function(self, id);
    if (!function) continue;
    AstId statement = new_statement(self, function);
    self->is_named[ast_node(ast, ast_child(ast, function, FIELD_NAME))->symbol] = true;
    ast_insert(ast, list, last, statement, statement_field(ast, list));
    last = statement;
    next = ast_next(ast, id);
  }
}

// The function that is the whole branch of an `if`, in sloppy code, becomes that of a list.
static void keep_branch(Keeper *self, AstId branch) {
  Ast *ast = self->ast;
  if (!branch || !statement_is_function(ast_kind(ast, branch))) return;
  AstId lifted = make_lift(self->minify, branch);
  ast_become(ast, branch, quote(ast, lifted, "{ $1 }", lifted));
  keep_list(self, branch);
}

// ---- The walk

static void keep(Keeper *self, AstId id) {
  const Ast *ast = self->ast;
  switch ((int)ast_kind(ast, id)) {
  case NODE_PROGRAM:
  case NODE_STATEMENT_BLOCK:
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT: keep_list(self, id); break;
  case NODE_IF_STATEMENT:
    keep_branch(self, ast_child(ast, id, FIELD_CONSEQUENCE));
    keep_branch(self, ast_child(ast, id, FIELD_ALTERNATIVE));
    break;
  case NODE_FIELD_DEFINITION: keep_private(self, id); break;
  case NODE_CLASS_DECLARATION:
  case NODE_CLASS:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION: keep_named(self, id); break;
  case NODE_VARIABLE_DECLARATOR:
    keep_assigned(self, ast_child(ast, id, FIELD_NAME), ast_child(ast, id, FIELD_VALUE));
    break;
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    if (!kind_is_logical_assignment((NodeKind)ast_node(ast, id)->op)) break;
    keep_assigned(self, fact_left(self->minify, id), fact_right(self->minify, id));
    break;
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    keep_assigned(self, fact_left(self->minify, id), fact_right(self->minify, id));
    break;
  default: break;
  }
}

// Whether it is no code of the modules.
static bool is_before_helper(const Keeper *self, AstId id) {
  return !statement_is_list(ast_kind(self->ast, id)) && ast_place(self->ast, id) <= self->start;
}

void keep_names(Minify *minify) {
  minify->name_helper = find_helper(minify);
  if (!minify->name_helper) return;
  Arena scratch = {0};
  const Ast *ast = minify->ast;
  AstId name = minify->table->symbols[minify->name_helper].declaration;
  Keeper self = {.minify = minify,
                 .ast = minify->ast,
                 .scratch = &scratch,
                 .is_named = arena_new(&scratch, bool, minify->table->symbol_count),
                 .start = ast_place(ast, name),
                 .helper = statement_of(ast, name)};
  note_calls(&self);
  AstId count = ast->nodes.count; // what is added is named
  for (AstId id = AST_ROOT; id < count; id++) {
    if (!is_before_helper(&self, id)) keep(&self, id);
  }
  arena_release(&scratch);
}

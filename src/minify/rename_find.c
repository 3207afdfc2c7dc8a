// One walk over the Ast, in the order of the text. A node that opens a scope is left again when the
// walk climbs out of it.
//
// Where one scope would do as two, there is one: parameters and body of a function (a `let` of the
// body can't have a parameter's name), a catch parameter and the block behind it, a static block.
// Keys, decorators and the like, which stand outside of the scope of their function or class, are
// counted as inside: that only makes a name live in a scope more.
#include "minify/rename_work.h"
#include "minify/uses.h"
#include "syntax/kind.h"

typedef struct Finder {
  Minify *minify;
  Ast *ast;
  Naming *naming;
  Found *found;
  uint32_t scope;       // the innermost one that is open
  Array(AstId) openers; // by scope: the node that opens it
  Map texts;            // names without a symbol, to owners
} Finder;

// ---- Owners

// Symbols that must have one name have one owner.
static SymbolId outermost(const ScopeTable *table, SymbolId id) {
  while (table->symbols[id].hoisted) id = table->symbols[id].hoisted;
  return id;
}

static bool keeps_name(const Minify *minify, const Symbol *symbol) {
  if (symbol->kind == SYMBOL_UNBOUND || symbol->kind == SYMBOL_ARGUMENTS) return true;
  if (symbol->flags & SYMBOL_KEEP_NAME) return true;
  return symbol->scope == SCOPE_FILE && !minify->options->owns_top_level;
}

// Whether it is visible in the whole function, or is made so by a member of its group.
static bool is_hoisted(const Symbol *symbol) {
  switch ((int)symbol->kind) {
  case SYMBOL_VAR:
  case SYMBOL_FUNCTION:
  case SYMBOL_PARAMETER: return true;
  case SYMBOL_BLOCK_FUNCTION:
  case SYMBOL_CATCH: return symbol->hoisted != 0;
  default: return false;
  }
}

static void make_owners(Finder *self) {
  const ScopeTable *table = self->minify->table;
  Naming *naming = self->naming;
  self->found->owner_of = arena_new(naming->scratch, uint32_t, table->symbol_count);
  array_reserve(naming->scratch, &naming->owners, table->symbol_count);
  for (SymbolId s = 0; s < table->symbol_count; s++)
    array_push(naming->scratch, &naming->owners, (NameOwner){0});
  for (SymbolId s = 1; s < table->symbol_count; s++) {
    const Symbol *symbol = &table->symbols[s];
    uint32_t id = outermost(table, s);
    NameOwner *owner = &naming->owners.at[id];
    self->found->owner_of[s] = id;
    if (keeps_name(self->minify, symbol)) owner->kept = scope_symbol_name(table, s);
    if (symbol->kind == SYMBOL_UNBOUND)
      owner->is_global = true;
    else if (is_hoisted(symbol))
      owner->is_hoisted = true;
  }
}

// A name that code of ours brought along: a global.
static uint32_t owner_of_text(Finder *self, AstId id) {
  bool is_new;
  Naming *naming = self->naming;
  Text name = ast_text(self->ast, id);
  uint32_t *owner = map_add(naming->scratch, &self->texts, name, &is_new);
  if (is_new) {
    *owner = naming->owners.count;
    array_push(naming->scratch, &naming->owners, (NameOwner){.kept = name, .is_global = true});
  }
  return *owner;
}

static void keep_name(Finder *self, SymbolId symbol) {
  uint32_t owner = self->found->owner_of[symbol];
  self->naming->owners.at[owner].kept = scope_symbol_name(self->minify->table, symbol);
}

// ---- Names

// Whether a name that has no symbol is another module's, or an attribute.
static bool is_foreign(NodeKind around) {
  switch ((int)around) {
  case NODE_IMPORT_SPECIFIER:
  case NODE_EXPORT_SPECIFIER:
  case NODE_NAMESPACE_EXPORT:
  case NODE_JSX_ATTRIBUTE:
  case NODE_JSX_NAMESPACE_NAME:
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: return true;
  default: return false;
  }
}

// A lower-case tag would mean an element of the platform.
static bool is_tag(const AstNode *node, NodeKind around) {
  return node->field == FIELD_NAME &&
         (around == NODE_JSX_OPENING_ELEMENT || around == NODE_JSX_CLOSING_ELEMENT ||
          around == NODE_JSX_SELF_CLOSING_ELEMENT);
}

// The name of a declaration stands outside of the scope that the declaration opens.
static uint32_t scope_of_name(const Finder *self, const AstNode *node, NodeKind around) {
  switch ((int)around) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_CLASS_DECLARATION:
  case NODE_FUNCTION_EXPRESSION: // a scope for the name lies around that of the function
  case NODE_GENERATOR_FUNCTION:
    if (node->field == FIELD_NAME) return self->naming->scopes.at[self->scope].parent;
    return self->scope;
  default: return self->scope;
  }
}

static void visit_name(Finder *self, AstId id) {
  const AstNode *node = ast_node(self->ast, id);
  NodeKind around = ast_kind(self->ast, node->parent);
  if (!node->symbol) {
    if (is_foreign(around))
      letters_count(&self->found->letters, ast_text(self->ast, id));
    else
      naming_use(self->naming, owner_of_text(self, id), self->scope);
    return;
  }
  if (is_tag(node, around)) keep_name(self, node->symbol);
  naming_use(self->naming, self->found->owner_of[node->symbol], scope_of_name(self, node, around));
}

// ---- Declarations

static bool is_default(const Ast *ast, AstId export) {
  ast_each_child(ast, export, child) {
    if (ast_kind(ast, child) == TOKEN_DEFAULT_WORD) return true;
  }
  return false;
}

// `export const x`: the name is also what others import.
static void visit_export(Finder *self, AstId id) {
  const Ast *ast = self->ast;
  AstId declaration = ast_child(ast, id, FIELD_DECLARATION);
  if (!declaration || is_default(ast, id)) return;
  for (AstId at = declaration; at; at = ast_walk(ast, at, declaration)) {
    bool is_outer = kind_is_variable(ast_kind(ast, at)) && ast_node(ast, at)->symbol &&
                    minify_symbol(self->minify, at)->scope == SCOPE_FILE;
    if (is_outer && uses_role(ast, at) == USE_DECLARATION)
      keep_name(self, ast_node(ast, at)->symbol);
  }
}

// What a `var` declares is visible in the whole function, whatever it was when symbols were made.
static void visit_var(Finder *self, AstId id) {
  const Ast *ast = self->ast;
  ast_each_child(ast, id, declarator) {
    AstId name = ast_child(ast, declarator, FIELD_NAME);
    SymbolId symbol = name ? ast_node(ast, name)->symbol : 0;
    if (symbol && kind_is_variable(ast_kind(ast, name)))
      self->naming->owners.at[self->found->owner_of[symbol]].is_hoisted = true;
  }
}

// ---- Scopes

typedef enum Opens {
  OPENS_NOTHING,
  OPENS_BLOCK,
  OPENS_FUNCTION,
  OPENS_NAMED_FUNCTION, // another one for the name
} Opens;

static const uint8_t opens[NODE_KIND_COUNT] = {
    [NODE_PROGRAM] = OPENS_FUNCTION,
    [NODE_FUNCTION_DECLARATION] = OPENS_FUNCTION,
    [NODE_GENERATOR_FUNCTION_DECLARATION] = OPENS_FUNCTION,
    [NODE_FUNCTION_EXPRESSION] = OPENS_NAMED_FUNCTION,
    [NODE_GENERATOR_FUNCTION] = OPENS_NAMED_FUNCTION,
    [NODE_METHOD_DEFINITION] = OPENS_FUNCTION,
    [NODE_ARROW_FUNCTION] = OPENS_FUNCTION,
    [NODE_CLASS_STATIC_BLOCK] = OPENS_FUNCTION,
    [NODE_CLASS_DECLARATION] = OPENS_BLOCK,
    [NODE_CLASS] = OPENS_BLOCK,
    [NODE_STATEMENT_BLOCK] = OPENS_BLOCK,
    [NODE_CATCH_CLAUSE] = OPENS_BLOCK,
    [NODE_FOR_STATEMENT] = OPENS_BLOCK,
    [NODE_FOR_IN_STATEMENT] = OPENS_BLOCK,
    [NODE_SWITCH_STATEMENT] = OPENS_BLOCK,
};

static void open_scope(Finder *self, AstId id, bool is_function) {
  self->scope = naming_open(self->naming, self->scope, is_function);
  array_push(self->naming->scratch, &self->openers, id);
}

// Whether a block has no scope of its own.
static bool is_body(NodeKind around) {
  return kind_is_function(around) || around == NODE_CATCH_CLAUSE ||
         around == NODE_CLASS_STATIC_BLOCK;
}

static void enter(Finder *self, AstId id) {
  const AstNode *node = ast_node(self->ast, id);
  bool is_block = node->kind == NODE_STATEMENT_BLOCK;
  if (is_block && is_body(ast_kind(self->ast, node->parent))) return;
  switch ((Opens)opens[node->kind]) {
  case OPENS_NOTHING: break;
  case OPENS_NAMED_FUNCTION:
    open_scope(self, id, false);
    open_scope(self, id, true);
    break;
  case OPENS_BLOCK: open_scope(self, id, false); break;
  case OPENS_FUNCTION: open_scope(self, id, true); break;
  }
}

static void leave(Finder *self, AstId id) {
  while (self->openers.at[self->scope] == id) {
    NameScope *scope = &self->naming->scopes.at[self->scope];
    scope->last = self->naming->scopes.count - 1;
    self->scope = scope->parent;
  }
}

// ---- The walk

static void visit(Finder *self, AstId id) {
  const AstNode *node = ast_node(self->ast, id);
  if (opens[node->kind]) enter(self, id);
  if (kind_is_variable((NodeKind)node->kind))
    visit_name(self, id);
  else
    rename_count_letters(&self->found->letters, self->ast, id);
  switch ((int)node->kind) {
  case NODE_EXPORT_STATEMENT: visit_export(self, id); break;
  case NODE_VARIABLE_DECLARATION: visit_var(self, id); break;
  case NODE_LABELED_STATEMENT: self->found->has_labels = true; break;
  default: break;
  }
}

static void walk(Finder *self) {
  for (AstTour tour = {.at = AST_ROOT}; tour.at; ast_tour_next(self->ast, &tour)) {
    if (tour.leaves)
      leave(self, tour.at);
    else
      visit(self, tour.at);
  }
}

// Globals are visible everywhere.
static void use_globals(Naming *naming) {
  for (uint32_t i = 1; i < naming->owners.count; i++) {
    if (naming->owners.at[i].is_global && naming->owners.at[i].count)
      naming_use(naming, i, NAMING_PROGRAM);
  }
}

void rename_find(Minify *minify, Arena *scratch, Found *found) {
  found->variables.scratch = scratch;
  Finder self = {.minify = minify, .ast = minify->ast, .naming = &found->variables, .found = found};
  array_push(scratch, &self.naming->scopes, (NameScope){0});
  array_push(scratch, &self.openers, AST_NONE);
  make_owners(&self);
  walk(&self);
  use_globals(self.naming);
}

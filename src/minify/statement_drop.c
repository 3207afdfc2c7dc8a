// What never runs goes, but for what it declares in the function around: `var` names, without
// their values.
#include "minify/statement.h"

typedef struct Hoisted {
  Minify *minify;
  AstId declaration, last; // what has been found
} Hoisted;

static bool is_used(const Minify *minify, SymbolId symbol) {
  const SymbolUse *use = &minify->uses[symbol];
  return !minify_owns(minify, symbol) || use->reads > 0 || use->writes > 0;
}

// Whether a name stands where a `var` declares it.
static bool is_declared_by_var(const Ast *ast, AstId name) {
  AstId id = name;
  for (;; id = ast_parent(ast, id)) {
    AstId around = ast_parent(ast, id);
    NodeField field = (NodeField)ast_node(ast, id)->field;
    switch ((int)ast_kind(ast, around)) {
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN:
    case NODE_REST_PATTERN: continue;
    case NODE_PAIR_PATTERN:
      if (field != FIELD_VALUE) return false;
      continue;
    case NODE_ASSIGNMENT_PATTERN:
    case NODE_OBJECT_ASSIGNMENT_PATTERN:
      if (field != FIELD_LEFT) return false;
      continue;
    case NODE_VARIABLE_DECLARATOR:
      return field == FIELD_NAME && ast_node(ast, ast_parent(ast, around))->declares == AST_VAR;
    case NODE_FOR_IN_STATEMENT:
      return field == FIELD_LEFT && ast_node(ast, around)->declares == AST_VAR;
    default: return false;
    }
  }
}

static void add_name(Hoisted *self, AstId name) {
  Ast *ast = self->minify->ast;
  AstId copy = ast_copy(ast, name);
  ast_node(ast, copy)->kind = NODE_IDENTIFIER;
  AstId declarator = ast_add(ast, NODE_VARIABLE_DECLARATOR, name);
  ast_insert(ast, declarator, AST_NONE, copy, FIELD_NAME);
  if (!self->declaration) {
    self->declaration = ast_add(ast, NODE_VARIABLE_DECLARATION, name);
    ast_node(ast, self->declaration)->declares = AST_VAR;
  }
  ast_insert(ast, self->declaration, self->last, declarator, FIELD_NONE);
  self->last = declarator;
}

// Functions in blocks that are variables of the function around, too, stay.
static bool is_hoisted_function(const Minify *minify, AstId id) {
  NodeKind kind = ast_kind(minify->ast, id);
  if (kind != NODE_FUNCTION_DECLARATION) return false;
  AstId name = ast_child(minify->ast, id, FIELD_NAME);
  const Symbol *symbol = minify_symbol(minify, name);
  return symbol->kind != SYMBOL_BLOCK_FUNCTION || symbol->hoisted;
}

static bool is_variable(NodeKind kind) {
  return kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
}

static bool must_stay(const Minify *minify, AstId root) {
  const Ast *ast = minify->ast;
  for (AstId id = root; id; id = statement_walk(ast, id, root)) {
    if (is_hoisted_function(minify, id)) return true;
  }
  return false;
}

// What `let` and the like declare hides what else its name would mean around it.
static bool is_declaration(const Ast *ast, AstId id) {
  NodeKind kind = ast_kind(ast, id);
  return kind_is_scoped(kind) || kind == NODE_EXPORT_STATEMENT || kind == NODE_IMPORT_STATEMENT;
}

bool statement_drop(Minify *minify, AstId id, AstId *remains) {
  *remains = AST_NONE;
  Ast *ast = minify->ast;
  if (is_declaration(ast, id) || must_stay(minify, id)) return false;
  minify_forget(minify, id);
  Hoisted self = {.minify = minify};
  for (AstId at = id; at; at = statement_walk(ast, at, id)) {
    bool is_name = is_variable(ast_kind(ast, at)) && ast_node(ast, at)->symbol;
    if (is_name && is_declared_by_var(ast, at) && is_used(minify, ast_node(ast, at)->symbol))
      add_name(&self, at);
  }
  *remains = self.declaration;
  return true;
}

// Uses are counted in walks over what the Ast shows (symbols.c). Symbols are those of the text as
// it was; what transforms moved, dropped or copied is seen where it is now.
#include "minify/uses.h"

#include "syntax/kind.h"
#include "syntax/quote.h"

// ---- Roles

static UseRole role_if(const AstNode *node, NodeField field, UseRole role) {
  return node->field == field ? role : USE_READ;
}

// What a node does in the one around it, or USE_NAME: what the pattern around does.
static UseRole role_in(const Ast *ast, const AstNode *node) {
  const AstNode *around = ast_node(ast, node->parent);
  switch (around->kind) {
  case NODE_ARRAY_PATTERN:
  case NODE_OBJECT_PATTERN:
  case NODE_REST_PATTERN: return USE_NAME;
  case NODE_PAIR_PATTERN: return role_if(node, FIELD_VALUE, USE_NAME);
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN: return role_if(node, FIELD_LEFT, USE_NAME);
  case NODE_FORMAL_PARAMETERS:
  case NODE_IMPORT_CLAUSE:
  case NODE_NAMESPACE_IMPORT:
  case NODE_IMPORT_SPECIFIER: return USE_DECLARATION;
  case NODE_CATCH_CLAUSE: return role_if(node, FIELD_PARAMETER, USE_DECLARATION);
  case NODE_VARIABLE_DECLARATOR:
  case NODE_FUNCTION_DECLARATION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION: return role_if(node, FIELD_NAME, USE_DECLARATION);
  case NODE_FOR_IN_STATEMENT:
    return role_if(node, FIELD_LEFT, around->declares ? USE_DECLARATION : USE_WRITE);
  case NODE_ASSIGNMENT_EXPRESSION: return role_if(node, FIELD_LEFT, USE_WRITE);
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return role_if(node, FIELD_LEFT, USE_UPDATE);
  case NODE_UPDATE_EXPRESSION: return USE_UPDATE;
  case NODE_EXPORT_SPECIFIER: return USE_EXPORT;
  default: return USE_READ;
  }
}

UseRole uses_role(const Ast *ast, AstId id) {
  const AstNode *node = ast_node(ast, id);
  if (!node->symbol) return USE_NAME;
  UseRole role = role_in(ast, node);
  while (role == USE_NAME) node = ast_node(ast, node->parent), role = role_in(ast, node);
  return role;
}

// ---- Counting

// `export var x`, `export function x`.
static bool is_in_export(const Ast *ast, AstId id) {
  while (id != AST_ROOT && ast_node(ast, id)->field != FIELD_DECLARATION) {
    if (kind_is_statement(ast_kind(ast, id))) return false;
    id = ast_parent(ast, id);
  }
  return id != AST_ROOT;
}

static void count_declaration(Minify *minify, AstId id, SymbolUse *use) {
  const Symbol *symbol = minify_symbol(minify, id);
  use->declarations++, use->declaration = id;
  // In sloppy code, a function in a block is also given to a variable of the function around.
  if (symbol->kind == SYMBOL_BLOCK_FUNCTION && symbol->hoisted)
    minify->uses[symbol->hoisted].writes++;
  if (symbol->scope == SCOPE_FILE && is_in_export(minify->ast, id)) use->is_exported = true;
}

// A read that goes must not be taken for the one that is left.
static void count_read(SymbolUse *use, AstId id, uint32_t by) {
  use->reads += by;
  if (by == 1)
    use->read = id;
  else if (use->read == id)
    use->read = AST_NONE;
}

void uses_add(Minify *minify, AstId id, UseRole role, uint32_t by) {
  SymbolUse *use = &minify->uses[ast_node(minify->ast, id)->symbol];
  switch (role) {
  case USE_NAME: break;
  case USE_EXPORT: use->is_exported = true; break;
  case USE_DECLARATION: count_declaration(minify, id, use); break;
  case USE_WRITE: use->writes += by; break;
  case USE_UPDATE: use->writes += by, use->reads += by; break;
  case USE_READ: count_read(use, id, by); break;
  }
}

static void count_below(Minify *minify, AstId root, uint32_t by) {
  for (AstId id = root; id; id = ast_walk(minify->ast, id, root)) {
    if (kind_is_variable(ast_kind(minify->ast, id)))
      uses_add(minify, id, uses_role(minify->ast, id), by);
  }
}

void minify_forget(Minify *minify, AstId id) {
  count_below(minify, id, UINT32_MAX);
}

void minify_remember(Minify *minify, AstId id) {
  count_below(minify, id, 1);
}

bool minify_owns(const Minify *minify, SymbolId id) {
  const Symbol *symbol = &minify->table->symbols[id];
  if (id == 0 || symbol->kind == SYMBOL_UNBOUND || symbol->kind == SYMBOL_ARGUMENTS) return false;
  if (symbol->flags & SYMBOL_KEEP_NAME || minify_is_tied(minify, id)) return false;
  if (minify->uses[id].is_exported) return false;
  return symbol->scope != SCOPE_FILE || minify->options->owns_top_level;
}

Text minify_global(const Minify *minify, AstId id) {
  NodeKind kind = ast_kind(minify->ast, id);
  bool is_name = kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED;
  bool is_global = is_name && !minify->table->has_with && !minify_is_declared(minify, id);
  return is_global ? ast_text(minify->ast, id) : TEXT("");
}

// When reading a variable gives the value that it always has. Places in the source tell what runs
// first: transforms keep the order in which code runs.
#include "minify/facts.h"
#include "minify/statement.h"
#include "minify/symbols.h"
#include "syntax/kind.h"

enum { CLIMB_LIMIT = 1000 }; // nodes around a name that are looked at

// What a variable's declaration is a part of: the declarator, class or loop.
static AstId declaring(const Ast *ast, AstId name) {
  AstId id = ast_parent(ast, name);
  for (int i = 0; i < CLIMB_LIMIT && id; i++, id = ast_parent(ast, id)) {
    switch ((int)ast_kind(ast, id)) {
    case NODE_VARIABLE_DECLARATOR:
    case NODE_CLASS_DECLARATION:
    case NODE_CLASS:
    case NODE_FOR_IN_STATEMENT: return id;
    default: break;
    }
  }
  return AST_NONE;
}

// The node whose code can only run while the variable is there: the list or loop around.
static AstId owner_of(const Ast *ast, AstId declaring) {
  NodeKind kind = ast_kind(ast, declaring);
  if (kind == NODE_FOR_IN_STATEMENT) return declaring;
  AstId owner = ast_parent(ast, declaring);
  if (kind == NODE_VARIABLE_DECLARATOR) owner = ast_parent(ast, owner);
  return ast_kind(ast, owner) == NODE_EXPORT_STATEMENT ? ast_parent(ast, owner) : owner;
}

// Whether `id` runs only after what stands before it in `owner`; `*child` is the part of `owner`
// that it stands in.
static bool runs_in(const Ast *ast, AstId id, AstId owner, AstId *child) {
  for (int i = 0; i < CLIMB_LIMIT && id; i++) {
    AstId parent = ast_parent(ast, id);
    if (parent == owner) return *child = id, true;
    id = parent;
    if (statement_is_function(ast_kind(ast, id))) return false;
  }
  return false;
}

// The function around a name, or none if it is not found.
static AstId function_around(const Ast *ast, AstId id) {
  for (int i = 0; i < CLIMB_LIMIT && id; i++, id = ast_parent(ast, id)) {
    if (id == AST_ROOT || kind_is_function(ast_kind(ast, id))) return id;
  }
  return AST_NONE;
}

// The place of a name that is in the source.
static uint32_t place_of(const Ast *ast, AstId name) {
  return ast_node(ast, name)->start < AST_ADDED ? ast_place(ast, name) : UINT32_MAX;
}

// Whether what `id` stands in, `child` of `owner`, has its place in front of a declaration's, as
// where a function that was declared behind it is moved to its call (function_single_use.c).
static bool is_ahead(const Ast *ast, AstId id, AstId child, AstId declaring) {
  AstId owner = ast_parent(ast, child), own = declaring, part = AST_NONE;
  while (own && ast_parent(ast, own) != owner) own = ast_parent(ast, own);
  if (own != child) return ast_place(ast, child) < ast_place(ast, own);
  AstId list = ast_parent(ast, declaring); // of declarators
  return own != declaring && runs_in(ast, id, list, &part) &&
         ast_place(ast, part) < ast_place(ast, declaring);
}

static bool is_behind(const Minify *minify, AstId id, AstId declaration) {
  const Ast *ast = minify->ast;
  AstId whole = declaring(ast, declaration), child = AST_NONE;
  AstId owner = whole ? owner_of(ast, whole) : AST_NONE;
  if (ast_kind(ast, owner) == NODE_IF_STATEMENT) return false; // `if (a) var b = c; else …`
  if (!whole || !runs_in(ast, id, owner, &child)) return false;
  if (ast_kind(ast, whole) == NODE_FOR_IN_STATEMENT)
    return ast_node(ast, child)->field == FIELD_BODY;
  uint32_t start = place_of(ast, declaration), place = place_of(ast, id);
  if (start == UINT32_MAX || place == UINT32_MAX || place <= start) return false;
  if (is_ahead(ast, id, child, whole)) return false;
  AstId itself = AST_NONE; // its own value may not read it
  return !runs_in(ast, id, whole, &itself);
}

// The name of a class is there inside of it, but for what the class is made from.
static bool is_in_made_class(const Ast *ast, AstId id, AstId declaration) {
  AstId class = ast_parent(ast, declaration);
  for (int i = 0; i < CLIMB_LIMIT && id != class && id; i++, id = ast_parent(ast, id)) {
    NodeKind kind = ast_kind(ast, id);
    bool is_before = kind == NODE_CLASS_HERITAGE || kind == NODE_COMPUTED_PROPERTY_NAME ||
                     kind == NODE_DECORATOR;
    if (is_before) return false;
  }
  return id == class;
}

// ---- Parameters

// Whether parameters are given their values by code: by defaults, or keys of patterns.
static bool have_code(const Ast *ast, AstId parameters) {
  ast_each_child(ast, parameters, id) {
    AstId name = ast_kind(ast, id) == NODE_REST_PATTERN ? ast_first(ast, id) : id;
    if (ast_kind(ast, name) != NODE_IDENTIFIER) return true;
  }
  return false;
}

// Of two parameters of a list.
static bool comes_behind(const Ast *ast, AstId id, AstId other) {
  AstId next = ast_next(ast, other);
  while (next && next != id) next = ast_next(ast, next);
  return next != AST_NONE;
}

// A parameter is there as soon as its own default is known, and none of those in front of it has
// waited for it.
static bool is_given(const Ast *ast, AstId id, AstId declaration) {
  AstId own = declaration, list = ast_parent(ast, own);
  for (int i = 0; ast_kind(ast, list) != NODE_FORMAL_PARAMETERS; i++) {
    if (i == CLIMB_LIMIT || kind_is_function(ast_kind(ast, list))) return true;
    own = list, list = ast_parent(ast, list);
  }
  if (!have_code(ast, list)) return true;
  AstId function = ast_parent(ast, list);
  for (int i = 0; i < CLIMB_LIMIT && id && id != function; i++, id = ast_parent(ast, id)) {
    if (ast_parent(ast, id) == list) return comes_behind(ast, id, own);
  }
  return id == function;
}

// ---- Any variable

// The declaration that the last count found, if it is still there.
static AstId declaration_of(const Minify *minify, SymbolId symbol) {
  const SymbolUse *use = &minify->uses[symbol];
  bool is_there =
      use->declarations == 1 && ast_node(minify->ast, use->declaration)->symbol == symbol;
  return is_there ? use->declaration : AST_NONE;
}

AstId fact_fixed_declaration(const Minify *minify, SymbolId symbol) {
  return minify->uses[symbol].writes == 0 ? declaration_of(minify, symbol) : AST_NONE;
}

bool fact_is_initialized(const Minify *minify, AstId id) {
  SymbolId symbol = ast_node(minify->ast, id)->symbol;
  if (!symbol || minify->table->has_with) return false;
  AstId declaration = declaration_of(minify, symbol);
  switch ((int)minify->table->symbols[symbol].kind) {
  case SYMBOL_UNBOUND: return false;
  case SYMBOL_LET:
  case SYMBOL_CONST:
  case SYMBOL_USING:
  case SYMBOL_CLASS: return declaration && is_behind(minify, id, declaration);
  case SYMBOL_CLASS_NAME: return declaration && is_in_made_class(minify->ast, id, declaration);
  case SYMBOL_PARAMETER: return !declaration || is_given(minify->ast, id, declaration);
  default: return true;
  }
}

// ---- Variables that keep their value

// Whether a declaration may run more than once in one call of its function.
static bool is_in_loop(const Ast *ast, AstId id) {
  for (int i = 0; i < CLIMB_LIMIT && id; i++, id = ast_parent(ast, id)) {
    switch ((int)ast_kind(ast, id)) {
    case NODE_FOR_STATEMENT:
    case NODE_FOR_IN_STATEMENT:
    case NODE_WHILE_STATEMENT:
    case NODE_DO_STATEMENT: return true;
    default: break;
    }
    if (id == AST_ROOT || kind_is_function(ast_kind(ast, id))) return false;
  }
  return true; // as far as is known
}

// A `var` is undefined first: it has its value behind its declaration, and in functions inside, if
// none of them can run before it has.
static bool is_settled_var(const Minify *minify, AstId id, AstId declaration) {
  const Ast *ast = minify->ast;
  if (is_in_loop(ast, declaration)) return false;
  if (is_behind(minify, id, declaration)) return true;
  // Functions may have moved since scopes were made: the Ast tells where they are.
  AstId own = function_around(ast, declaration), reader = function_around(ast, id);
  bool is_inside = own && reader && own != reader;
  return is_inside && minify->facts[ast_node(ast, id)->symbol].is_prompt;
}

bool fact_is_settled(const Minify *minify, AstId id) {
  SymbolId number = ast_node(minify->ast, id)->symbol;
  if (!number || minify->table->has_with) return false;
  const Symbol *symbol = &minify->table->symbols[number];
  if (symbol->kind == SYMBOL_CONST || symbol->kind == SYMBOL_USING ||
      symbol->kind == SYMBOL_CLASS_NAME || symbol->kind == SYMBOL_FUNCTION_NAME)
    return true;
  AstId declaration = fact_fixed_declaration(minify, number);
  if (!declaration || !minify_owns(minify, number)) return false;
  switch ((int)symbol->kind) {
  case SYMBOL_LET:
  case SYMBOL_CLASS:
  case SYMBOL_CATCH:
  case SYMBOL_FUNCTION: return true;
  case SYMBOL_PARAMETER: return !symbol_is_argument(minify, number);
  case SYMBOL_VAR: return is_settled_var(minify, id, declaration);
  default: return false;
  }
}

// ---- Names that belong to the function around

static bool is_name(const Ast *ast, AstId id) {
  NodeKind kind = ast_kind(ast, id);
  return kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ||
         kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
}

bool fact_means_function(const Ast *ast, AstId id) {
  switch ((int)ast_kind(ast, id)) {
  case NODE_THIS:
  case NODE_SUPER: return true;
  case NODE_META_PROPERTY: return text_starts(ast_text(ast, id), TEXT("new"));
  default: return is_name(ast, id) && text_is(ast_text(ast, id), TEXT("arguments"));
  }
}

bool fact_is_function_word(const Ast *ast, AstId id) {
  if (!is_name(ast, id)) return false;
  Text name = ast_text(ast, id);
  return text_is(name, TEXT("await")) || text_is(name, TEXT("yield"));
}

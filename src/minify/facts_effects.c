// One walk over a piece of code, in which each node is judged by itself and by what it stands in;
// code that does not run with it (functions, methods) is left out. What is not known to be quiet
// has effects.
#include "base/dotted_name.h"
#include "minify/facts.h"
#include "minify/keep_names.h"
#include "scope/known_globals.h"
#include "syntax/kind.h"

enum {
  NODE_LIMIT = 4096,    // that are looked at for one answer, so that asking stays linear
  CALL_DEPTH_LIMIT = 4, // calls of the program's own functions inside each other
  CLIMB_LIMIT = 200,    // nodes around a `this` that are looked at
  NAME_LIMIT = 16,      // parts of a name like `a.b.c`
};

typedef struct Work {
  Minify *minify;
  Ast *ast;
  bool must_be_movable;
  bool is_async;  // what is returned is asked for a `then`
  uint32_t depth; // of calls
  uint32_t *left; // nodes that may still be looked at
} Work;

typedef enum Judgement {
  LOUD,
  QUIET,   // as far as what is below is
  SETTLED, // whatever is below, which does not run now
} Judgement;

static Judgement quiet_if(bool is_quiet) {
  return is_quiet ? QUIET : LOUD;
}

static bool is_quiet_code(const Work *work, AstId id);

// ---- Names and members

// Whether a variable's declaration has gone, as nobody reads it but code that never runs: what
// still does is to go, too.
static bool is_gone(const Minify *minify, SymbolId symbol) {
  return minify_owns(minify, symbol) && minify->uses[symbol].declarations == 0;
}

static Judgement judge_name(const Work *work, AstId id) {
  const Minify *minify = work->minify;
  if (minify->table->has_with) return LOUD;
  const AstNode *node = ast_node(work->ast, id);
  if (minify_is_declared(minify, id)) {
    if (!work->must_be_movable && is_gone(minify, node->symbol)) return QUIET;
    bool is_fine =
        work->must_be_movable ? fact_is_settled(minify, id) : fact_is_initialized(minify, id);
    return quiet_if(is_fine);
  }
  bool is_fine =
      work->must_be_movable ? fact_is_constant(minify, id) : known_global(ast_text(work->ast, id));
  return quiet_if(is_fine);
}

static bool is_namespace(const Work *work, AstId id) {
  if (ast_kind(work->ast, id) != NODE_IDENTIFIER) return false;
  SymbolId symbol = ast_node(work->ast, id)->symbol;
  if (!symbol || work->minify->table->symbols[symbol].kind != SYMBOL_IMPORT) return false;
  AstId declaration = work->minify->uses[symbol].declaration;
  return ast_kind(work->ast, ast_parent(work->ast, declaration)) == NODE_NAMESPACE_IMPORT;
}

// Members of known globals, of namespaces, and of import.meta are there, and no getters.
static bool is_quiet_member(const Work *work, AstId id) {
  const Ast *ast = work->ast;
  AstId object = ast_child(ast, id, FIELD_OBJECT);
  if (work->must_be_movable || ast_kind(ast, id) != NODE_MEMBER_EXPRESSION) return false;
  if (ast_kind(ast, object) == NODE_META_PROPERTY) // new.target may be undefined
    return text_starts(ast_text(ast, object), TEXT("import"));
  if (is_namespace(work, object)) return true;
  Text member = ast_text(ast, ast_child(ast, id, FIELD_PROPERTY));
  return known_member(minify_global(work->minify, object), member);
}

// The name of a property, method or field: one that is computed becomes a string first.
static Judgement judge_key(const Work *work, AstId key) {
  AstId expression = ast_first(work->ast, key);
  bool is_quiet = fact_is(work->minify, expression, TYPE_PRIMITIVE) ||
                  (ast_kind(work->ast, expression) == NODE_MEMBER_EXPRESSION &&
                   is_quiet_member(work, expression));
  return quiet_if(is_quiet);
}

// ---- Operators

static Judgement judge_binary(const Work *work, AstId id) {
  const Minify *minify = work->minify;
  NodeKind op = (NodeKind)ast_node(work->ast, id)->op;
  switch ((int)op) {
  case TOKEN_STRICT_EQUAL:
  case TOKEN_STRICT_NOT_EQUAL:
  case TOKEN_LOGICAL_AND:
  case TOKEN_LOGICAL_OR:
  case TOKEN_NULLISH: return QUIET;
  case TOKEN_IN_WORD:
  case TOKEN_INSTANCEOF_WORD: return LOUD;
  default: break;
  }
  unsigned left = fact_types(minify, fact_left(minify, id));
  unsigned right = fact_types(minify, fact_right(minify, id));
  switch ((int)op) {
  case TOKEN_EQUAL:
  case TOKEN_NOT_EQUAL: {
    const unsigned unchanged = TYPE_NULLISH | TYPE_OBJECT; // objects don't become primitive
    bool is_asked = !(left & ~TYPE_NULLISH) || !(right & ~TYPE_NULLISH);
    bool is_compared = !((left | right) & TYPE_OBJECT) || !((left | right) & ~unchanged);
    return quiet_if(is_asked || is_compared);
  }
  case TOKEN_LESS:
  case TOKEN_LESS_EQUAL:
  case TOKEN_GREATER:
  case TOKEN_GREATER_EQUAL: return quiet_if(!((left | right) & (TYPE_OBJECT | TYPE_SYMBOL)));
  default: return quiet_if(!((left | right) & ~TYPE_SIMPLE));
  }
}

static Judgement judge_unary(const Work *work, AstId id) {
  const Minify *minify = work->minify;
  AstId argument = fact_argument(minify, id);
  switch ((int)ast_node(work->ast, id)->op) {
  case TOKEN_NOT:
  case TOKEN_VOID_WORD: return QUIET;
  case TOKEN_TYPEOF_WORD:
    return minify_global(minify, argument).size > 0 && !work->must_be_movable ? SETTLED : QUIET;
  case TOKEN_PLUS: return quiet_if(fact_is(minify, argument, TYPE_SIMPLE));
  case TOKEN_MINUS:
  case TOKEN_TILDE: return quiet_if(fact_is(minify, argument, TYPE_SIMPLE | TYPE_BIGINT));
  default: return LOUD;
  }
}

static Judgement judge_template(const Work *work, AstId id) {
  if (ast_node(work->ast, id)->field == FIELD_ARGUMENTS) return LOUD;
  ast_each_child(work->ast, id, part) {
    bool is_text = ast_kind(work->ast, part) == NODE_STRING_FRAGMENT;
    if (!is_text && !fact_is(work->minify, part, TYPE_SIMPLE | TYPE_BIGINT)) return LOUD;
  }
  return QUIET;
}

static bool has_getter(const Ast *ast, AstId object) {
  ast_each_child(ast, object, member) {
    if (ast_has(ast, member, AST_GETTER)) return true;
  }
  return false;
}

// Spreading literals of the program's own runs their getters at most; spreading nothing, no code.
static Judgement judge_spread(const Work *work, AstId id) {
  AstId value = ast_first(work->ast, id);
  NodeKind kind = ast_kind(work->ast, value);
  if (ast_kind(work->ast, ast_parent(work->ast, id)) != NODE_OBJECT)
    return quiet_if(kind == NODE_ARRAY || kind == NODE_STRING);
  if (kind == NODE_OBJECT) return quiet_if(!has_getter(work->ast, value));
  return quiet_if(kind == NODE_ARRAY || fact_is(work->minify, value, TYPE_PRIMITIVE));
}

// ---- Calls

// The property that a link of a chain reads, if that is known.
static Text property_of(Minify *minify, AstId link) {
  const Ast *ast = minify->ast;
  if (ast_kind(ast, link) == NODE_MEMBER_EXPRESSION)
    return ast_text(ast, ast_child(ast, link, FIELD_PROPERTY));
  Text key = {0};
  fact_string(minify, ast_child(ast, link, FIELD_INDEX), &key);
  return key;
}

// Whether a callee is what `name`, as a flag says it, means: `links` are what it reads, from the
// last one to the first.
static bool is_named(Minify *minify, const AstId *links, uint32_t count, Text name) {
  uint32_t at = 0;
  AstId root = links[count - 1];
  if (!dotted_name_is_good(name)) return false;
  if (!text_is(minify_global(minify, root), dotted_name_part(name, &at))) return false;
  for (uint32_t i = count - 1; i > 0; i--) {
    if (at == name.size) return false;
    Text part = dotted_name_part(name, &at);
    if (!text_is(property_of(minify, links[i - 1]), part)) return false;
  }
  return at == name.size;
}

// Whether the user has said that calls of this are quiet.
static bool is_named_pure(Minify *minify, AstId callee) {
  const EffectsOptions *options = &minify->options->effects;
  AstId links[NAME_LIMIT];
  uint32_t count = 0;
  if (options->pure_count == 0) return false;
  for (AstId id = callee; id && count < NAME_LIMIT; id = fact_base(minify->ast, id))
    links[count++] = id;
  if (minify_global(minify, links[count - 1]).size == 0) return false;
  for (size_t i = 0; i < options->pure_count; i++) {
    if (is_named(minify, links, count, options->pure[i])) return true;
  }
  return false;
}

bool fact_is_pure_call(Minify *minify, AstId call) {
  const Ast *ast = minify->ast;
  bool is_new = ast_kind(ast, call) == NODE_NEW_EXPRESSION;
  return ast_has(ast, call, AST_PURE) ||
         is_named_pure(minify, ast_child(ast, call, is_new ? FIELD_CONSTRUCTOR : FIELD_FUNCTION));
}

// What a map takes for its entries.
static bool lists_arrays(const Ast *ast, AstId array) {
  ast_each_child(ast, array, entry) {
    if (ast_kind(ast, entry) != NODE_ARRAY) return false;
  }
  return true;
}

// What `new` of a collection is given must be nothing, or a list of what it can take.
static bool is_quiet_new(const Work *work, AstId callee, AstId first) {
  Text name = minify_global(work->minify, callee);
  if (text_is(name, TEXT("Object")) || text_is(name, TEXT("Date"))) return !first;
  if (!known_constructor(name)) return false;
  if (!first || fact_is(work->minify, first, TYPE_NULLISH)) return true;
  if (ast_kind(work->ast, first) != NODE_ARRAY) return false;
  if (text_is(name, TEXT("Set"))) return true;
  bool is_map = text_is(name, TEXT("Map"));
  return is_map ? lists_arrays(work->ast, first) : !ast_first(work->ast, first);
}

// The function that a name always means, or none.
static AstId function_of(const Work *work, AstId callee) {
  const Ast *ast = work->ast;
  const Minify *minify = work->minify;
  if (kind_is_function(ast_kind(ast, callee))) return callee;
  if (ast_kind(ast, callee) != NODE_IDENTIFIER) return AST_NONE;
  SymbolId symbol = ast_node(ast, callee)->symbol;
  AstId declaration = fact_fixed_declaration(minify, symbol);
  if (!declaration || !fact_is_initialized(minify, callee)) return AST_NONE;
  SymbolKind kind = (SymbolKind)minify->table->symbols[symbol].kind;
  AstId around = ast_parent(ast, declaration);
  if (kind == SYMBOL_FUNCTION && minify_owns(minify, symbol)) return around;
  bool is_fixed = kind == SYMBOL_CONST || (kind == SYMBOL_LET && minify_owns(minify, symbol));
  if (!is_fixed || ast_kind(ast, around) != NODE_VARIABLE_DECLARATOR) return AST_NONE;
  AstId value = ast_child(ast, around, FIELD_VALUE);
  return kind_is_function(ast_kind(ast, value)) ? value : AST_NONE;
}

// Parameters that are not plain names take apart what they are given, or run code.
static bool has_plain_parameters(const Ast *ast, AstId function) {
  ast_each_child(ast, ast_child(ast, function, FIELD_PARAMETERS), parameter) {
    NodeKind kind = ast_kind(ast, parameter);
    if (kind != NODE_IDENTIFIER && kind != NODE_UNDEFINED) return false;
  }
  return true;
}

// Whether a value surely has no `then` that a promise would call, or read.
static bool has_no_then(const Work *work, AstId id) {
  NodeKind kind = ast_kind(work->ast, id);
  return kind == NODE_ARRAY || kind == NODE_REGEX || kind_is_function(kind) ||
         fact_is(work->minify, id, TYPE_PRIMITIVE);
}

static Judgement judge_return(const Work *work, AstId id) {
  AstId value = ast_first(work->ast, id);
  bool is_asked = work->is_async && value;
  return quiet_if(work->depth > 0 && (!is_asked || has_no_then(work, value)));
}

// Whether running a function can't be noticed. The body of a generator waits to be asked; an async
// one gives a promise.
static bool is_quiet_function(const Work *work, AstId function) {
  const Ast *ast = work->ast;
  if (ast_has(ast, function, AST_QUIET_CALLS)) return true;
  if (work->depth == CALL_DEPTH_LIMIT || !has_plain_parameters(ast, function)) return false;
  NodeKind kind = ast_kind(ast, function);
  if (kind == NODE_GENERATOR_FUNCTION || kind == NODE_GENERATOR_FUNCTION_DECLARATION) return true;
  Work inside = *work;
  AstId body = ast_child(ast, function, FIELD_BODY);
  inside.depth++;
  inside.is_async = ast_has(ast, function, AST_ASYNC);
  bool is_value = ast_kind(ast, body) != NODE_STATEMENT_BLOCK;
  if (is_value && inside.is_async && !has_no_then(&inside, body)) return false;
  return is_quiet_code(&inside, body);
}

static Judgement judge_call(const Work *work, AstId id) {
  const Ast *ast = work->ast;
  if (keep_names_call(work->minify, id) == KEPT_FUNCTION) return SETTLED;
  if (work->must_be_movable) return LOUD;
  if (fact_is_pure_call(work->minify, id)) return QUIET;
  bool is_new = ast_kind(ast, id) == NODE_NEW_EXPRESSION;
  AstId callee = ast_child(ast, id, is_new ? FIELD_CONSTRUCTOR : FIELD_FUNCTION);
  AstId arguments = ast_child(ast, id, FIELD_ARGUMENTS);
  AstId first = arguments ? ast_first(ast, arguments) : AST_NONE;
  if (is_new) return quiet_if(is_quiet_new(work, callee, first));
  if (ast_kind(ast, arguments) != NODE_ARGUMENTS) return LOUD; // a template
  if (minify_is_global(work->minify, callee, TEXT("Symbol")))
    return quiet_if(!first || fact_is(work->minify, first, TYPE_SIMPLE));
  if (minify_is_global(work->minify, callee, TEXT("Boolean"))) return QUIET;
  AstId function = function_of(work, callee);
  return quiet_if(function && is_quiet_function(work, function));
}

// ---- Classes and statements

// Whether a class can surely be made from a value: one can't from arrow functions, for example.
static bool is_constructor(const Work *work, AstId id) {
  const Ast *ast = work->ast;
  NodeKind kind = ast_kind(ast, id);
  if (kind == NODE_NULL || kind == NODE_CLASS) return true;
  if (kind != NODE_IDENTIFIER) return false;
  Text global = minify_global(work->minify, id);
  if (global.size > 0) return known_constructor(global);
  AstId declaration = fact_fixed_declaration(work->minify, ast_node(ast, id)->symbol);
  if (!declaration) return false;
  AstId around = ast_parent(ast, declaration);
  if (ast_kind(ast, around) == NODE_VARIABLE_DECLARATOR)
    around = ast_child(ast, around, FIELD_VALUE);
  kind = around ? ast_kind(ast, around) : NODE_NONE;
  return kind == NODE_CLASS || kind == NODE_CLASS_DECLARATION ||
         (kind == NODE_FUNCTION_DECLARATION && !ast_has(ast, around, AST_ASYNC));
}

static Judgement judge_field(const Work *work, AstId id) {
  return quiet_if(!ast_child(work->ast, id, FIELD_DECORATOR));
}

// Taking values apart may run code; so may declaring what is disposed of later.
static Judgement judge_declarator(const Work *work, AstId id) {
  NodeKind kind = ast_kind(work->ast, ast_child(work->ast, id, FIELD_NAME));
  return quiet_if(kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED);
}

// Whether all that a static block does is to give the class its name.
static bool gives_name(const Work *work, AstId block) {
  const Ast *ast = work->ast;
  AstId statement = ast_first(ast, ast_first(ast, block));
  if (!statement || ast_next(ast, statement)) return false;
  return keep_names_call(work->minify, ast_first(ast, statement)) == KEPT_THIS;
}

static bool is_derived_constructor(const Ast *ast, AstId method) {
  AstId name = ast_child(ast, method, FIELD_NAME), body = ast_parent(ast, method);
  NodeKind kind = ast_kind(ast, name);
  bool is_named = kind == NODE_STRING || (kind == NODE_PROPERTY_IDENTIFIER &&
                                          text_is(ast_text(ast, name), TEXT("constructor")));
  return is_named && ast_kind(ast, body) == NODE_CLASS_BODY &&
         ast_child_of_kind(ast, ast_parent(ast, body), NODE_CLASS_HERITAGE);
}

// The constructor of a derived class has no `this` before super() gives it one.
static Judgement judge_this(const Work *work, AstId id) {
  const Ast *ast = work->ast;
  for (int i = 0; i < CLIMB_LIMIT; i++, id = ast_parent(ast, id)) {
    NodeKind kind = ast_kind(ast, id);
    if (kind == NODE_METHOD_DEFINITION) return quiet_if(!is_derived_constructor(ast, id));
    bool has_own = kind == NODE_FIELD_DEFINITION || kind == NODE_CLASS_STATIC_BLOCK ||
                   (kind_is_function(kind) && kind != NODE_ARROW_FUNCTION);
    if (has_own || id == AST_ROOT) return QUIET;
  }
  return LOUD;
}

// What does not run when the code around it does, by the role that it has there.
static bool is_left_out(const Work *work, AstId id, AstId root) {
  const AstNode *node = ast_node(work->ast, id);
  if (id == root) return false;
  if (node->kind == NODE_CLASS_STATIC_BLOCK) return gives_name(work, id);
  NodeKind around = ast_kind(work->ast, node->parent);
  switch ((int)around) {
  case NODE_METHOD_DEFINITION: return node->field != FIELD_NAME;
  case NODE_FIELD_DEFINITION:
    return node->field == FIELD_VALUE && !ast_has(work->ast, node->parent, AST_STATIC);
  case NODE_CALL_EXPRESSION: return node->field == FIELD_FUNCTION;
  case NODE_NEW_EXPRESSION: return node->field == FIELD_CONSTRUCTOR;
  case NODE_MEMBER_EXPRESSION: return node->field == FIELD_PROPERTY;
  case NODE_VARIABLE_DECLARATOR:
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION: return node->field == FIELD_NAME;
  default: return false;
  }
}

static Judgement judge(const Work *work, AstId id) {
  switch ((int)ast_kind(work->ast, id)) {
  case NODE_NUMBER:
  case NODE_STRING:
  case NODE_STRING_FRAGMENT:
  case NODE_REGEX:
  case NODE_TRUE:
  case NODE_FALSE:
  case NODE_NULL:
  case NODE_META_PROPERTY:
  case NODE_HOLE:
  case NODE_PROPERTY_IDENTIFIER:
  case NODE_PRIVATE_PROPERTY_IDENTIFIER:
  case NODE_EMPTY_STATEMENT:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_TERNARY_EXPRESSION:
  case NODE_ARRAY:
  case NODE_OBJECT:
  case NODE_PAIR:
  case NODE_ARGUMENTS:
  case NODE_CLASS_BODY:
  case NODE_CLASS_STATIC_BLOCK:
  case NODE_STATEMENT_BLOCK:
  case NODE_IF_STATEMENT:
  case NODE_TRY_STATEMENT:
  case NODE_VARIABLE_DECLARATION:
  case NODE_LEXICAL_DECLARATION: return QUIET;
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_CATCH_CLAUSE: return SETTLED;
  case NODE_THIS: return judge_this(work, id);
  case NODE_CLASS_HERITAGE: return quiet_if(is_constructor(work, ast_first(work->ast, id)));
  case NODE_EXPRESSION_STATEMENT: return quiet_if(!ast_has(work->ast, id, AST_DIRECTIVE));
  case NODE_RETURN_STATEMENT: return judge_return(work, id);
  case NODE_IDENTIFIER:
  case NODE_UNDEFINED:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER: return judge_name(work, id);
  case NODE_VARIABLE_DECLARATOR: return judge_declarator(work, id);
  case NODE_BINARY_EXPRESSION: return judge_binary(work, id);
  case NODE_UNARY_EXPRESSION: return judge_unary(work, id);
  case NODE_MEMBER_EXPRESSION: return quiet_if(is_quiet_member(work, id));
  case NODE_CALL_EXPRESSION:
  case NODE_NEW_EXPRESSION: return judge_call(work, id);
  case NODE_SPREAD_ELEMENT: return judge_spread(work, id);
  case NODE_TEMPLATE_STRING: return judge_template(work, id);
  case NODE_COMPUTED_PROPERTY_NAME: return judge_key(work, id);
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION:
  case NODE_FIELD_DEFINITION:
  case NODE_METHOD_DEFINITION: return judge_field(work, id);
  default: return LOUD;
  }
}

static bool is_quiet_code(const Work *work, AstId root) {
  for (AstId id = root; id;) {
    if ((*work->left)-- == 0) return *work->left = 0, false;
    Judgement judgement = is_left_out(work, id, root) ? SETTLED : judge(work, id);
    if (judgement == LOUD) return false;
    id = judgement == QUIET ? ast_walk(work->ast, id, root) : ast_walk_outside(work->ast, id, root);
  }
  return true;
}

bool fact_is_unused(Minify *minify, AstId id) {
  uint32_t left = NODE_LIMIT;
  Work work = {.minify = minify, .ast = minify->ast, .left = &left};
  return is_quiet_code(&work, id);
}

bool fact_is_movable(Minify *minify, AstId id) {
  uint32_t left = NODE_LIMIT;
  Work work = {.minify = minify, .ast = minify->ast, .must_be_movable = true, .left = &left};
  return is_quiet_code(&work, id);
}

bool fact_is_quiet_operator(Minify *minify, AstId id) {
  uint32_t left = NODE_LIMIT;
  Work work = {.minify = minify, .ast = minify->ast, .left = &left};
  return judge(&work, id) != LOUD;
}

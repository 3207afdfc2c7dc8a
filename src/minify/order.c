// A read is found from below: on the way up to the list that the definition stands in, what is
// evaluated before it is added up. Places that are no children of their parents (any more) are not
// found, so that a read that has been taken out of the tree has no way.
//
// A footprint is what running a piece of code reads, writes and may run besides. What is not
// understood, or too large, is `is_loud`.
#include "minify/order.h"

#include "minify/facts.h"
#include "minify/statement.h"
#include "minify/symbols.h"
#include "minify/uses.h"
#include "scope/known_globals.h"
#include "syntax/kind.h"

enum {
  NODE_LIMIT = 400,  // that one footprint may have
  CLIMB_LIMIT = 100, // nodes around a read
  HEIGHT_LIMIT = 1000,
  STATEMENT_LIMIT = 8,
  LEVEL_LIMIT = 3,
  FOOTPRINT_NAMES = 12,
};

typedef struct Footprint {
  bool is_loud;       // runs code that is not known, or may fail
  bool is_cut;        // there is more than was looked at: it may read and write any variable
  bool reads_shared;  // what such code could change
  bool writes_shared; // what such code could read
  bool has_this, calls_super;
  bool has_pause;  // `await`, `yield`
  bool reads_held; // variables that only change while this code pauses
  uint32_t read_count, write_count;
  SymbolId reads[FOOTPRINT_NAMES], writes[FOOTPRINT_NAMES]; // of variables that nobody shares
  uint32_t nodes;                                           // seen so far
} Footprint;

// A way from a definition forward to a read of it.
typedef struct Way {
  Footprint passed;    // what runs between the two, the definition's own value aside
  bool is_conditional; // the read may not happen
} Way;

// ---- Names

static void add_name(Footprint *footprint, SymbolId *names, uint32_t *count, SymbolId symbol) {
  for (uint32_t i = 0; i < *count; i++) {
    if (names[i] == symbol) return;
  }
  if (*count == FOOTPRINT_NAMES)
    footprint->is_loud = footprint->is_cut = true;
  else
    names[(*count)++] = symbol;
}

// Whether a variable has one value for good, wherever it can be read.
static bool is_fixed(const Minify *minify, AstId id, SymbolId symbol) {
  const SymbolUse *use = &minify->uses[symbol];
  bool is_function_of_block = minify->table->symbols[symbol].kind == SYMBOL_BLOCK_FUNCTION &&
                              use->writes == 0 && use->declarations == 1 &&
                              minify_owns(minify, symbol);
  return is_function_of_block || fact_is_settled(minify, id);
}

// Whether the function that declares a variable runs to its end, once it runs.
static bool is_held(const Minify *minify, SymbolId symbol) {
  const Ast *ast = minify->ast;
  if (!symbol_is_unshared(minify, symbol)) return false;
  AstId id = minify->uses[symbol].declaration;
  for (int i = 0; i < HEIGHT_LIMIT && id; i++, id = ast_parent(ast, id)) {
    NodeKind kind = ast_kind(ast, id);
    if (ast_has(ast, id, AST_ASYNC) || ast_has(ast, id, AST_GENERATOR)) return false;
    if (kind == NODE_GENERATOR_FUNCTION || kind == NODE_GENERATOR_FUNCTION_DECLARATION)
      return false;
    if (id == AST_ROOT || kind_is_function(kind)) return true;
  }
  return false;
}

// Whether a variable is read by the function that declares it, so that the text tells what is
// first.
static bool is_at_home(const Minify *minify, AstId id, SymbolId symbol) {
  const Ast *ast = minify->ast;
  for (int i = 0; i < HEIGHT_LIMIT && id; i++, id = ast_parent(ast, id)) {
    if (id == minify->facts[symbol].home) return true;
    if (id == AST_ROOT || kind_is_function(ast_kind(ast, id))) return false;
  }
  return false;
}

static bool is_unwritten_arguments(const Minify *minify, SymbolId symbol) {
  return minify->table->symbols[symbol].kind == SYMBOL_ARGUMENTS &&
         minify->uses[symbol].writes == 0;
}

static void add_read(Minify *minify, Footprint *footprint, AstId id) {
  SymbolId symbol = ast_node(minify->ast, id)->symbol;
  if (!symbol || minify->table->symbols[symbol].kind == SYMBOL_UNBOUND) {
    Text name = ast_text(minify->ast, id);
    bool is_fixed_global = known_global(name) && known_global_year(name) > 0;
    if (is_fixed_global || fact_is_constant(minify, id)) return;
    if (!known_global(name)) footprint->is_loud = true;
    footprint->reads_shared = true;
  } else if (is_unwritten_arguments(minify, symbol)) {
    return;
  } else if (is_fixed(minify, id, symbol)) {
    // It fails in front of its declaration, and must not after it.
    if (fact_is_initialized(minify, id)) return;
    add_name(footprint, footprint->reads, &footprint->read_count, symbol);
    if (is_at_home(minify, id, symbol)) footprint->is_loud = true;
  } else if (symbol_is_private(minify, symbol) || is_held(minify, symbol)) {
    if (!symbol_is_private(minify, symbol)) footprint->reads_held = true;
    add_name(footprint, footprint->reads, &footprint->read_count, symbol);
  } else {
    footprint->reads_shared = true;
  }
}

static void add_write(Minify *minify, Footprint *footprint, AstId id) {
  SymbolId symbol = ast_node(minify->ast, id)->symbol;
  SymbolKind kind = (SymbolKind)minify->table->symbols[symbol].kind;
  bool is_declaration = uses_role(minify->ast, id) == USE_DECLARATION;
  bool is_fixed_kind = kind == SYMBOL_CONST || kind == SYMBOL_USING || kind == SYMBOL_CLASS_NAME ||
                       kind == SYMBOL_FUNCTION_NAME || kind == SYMBOL_IMPORT;
  if (!symbol || kind == SYMBOL_UNBOUND || (is_fixed_kind && !is_declaration))
    footprint->is_loud = true;
  else
    add_name(footprint, footprint->writes, &footprint->write_count, symbol);
  if (!symbol_is_private(minify, symbol)) footprint->writes_shared = true;
}

// `var x;` does nothing when its turn comes.
static bool is_bare_var(const Minify *minify, AstId name) {
  const Ast *ast = minify->ast;
  AstId declarator = ast_parent(ast, name);
  return ast_kind(ast, declarator) == NODE_VARIABLE_DECLARATOR && !ast_next(ast, name) &&
         ast_node(ast, ast_parent(ast, declarator))->declares == AST_VAR;
}

static void add_variable(Minify *minify, Footprint *footprint, AstId id) {
  if (minify->table->has_with) footprint->is_loud = true;
  switch (uses_role(minify->ast, id)) {
  case USE_READ: add_read(minify, footprint, id); break;
  case USE_DECLARATION:
    if (is_bare_var(minify, id)) break; // fallthrough
  case USE_WRITE: add_write(minify, footprint, id); break;
  case USE_UPDATE:
    add_read(minify, footprint, id);
    add_write(minify, footprint, id);
    break;
  case USE_NAME: // globals that code of ours brought along
    if (ast_kind(minify->ast, id) == NODE_IDENTIFIER) add_read(minify, footprint, id);
    break;
  case USE_EXPORT: footprint->is_loud = true; break;
  }
}

// ---- Operators

// Whether what is on the left of an assignment is a variable.
static bool is_to_variable(const Minify *minify, AstId id) {
  return ast_kind(minify->ast, fact_left(minify, id)) == NODE_IDENTIFIER;
}

static bool is_number_variable(const Minify *minify, AstId name) {
  SymbolId symbol = ast_node(minify->ast, name)->symbol;
  return ast_kind(minify->ast, name) == NODE_IDENTIFIER && symbol && minify_owns(minify, symbol) &&
         minify->facts[symbol].is_number;
}

static bool is_quiet_augmented(const Minify *minify, AstId id) {
  if (!is_to_variable(minify, id)) return false;
  return kind_is_logical_assignment((NodeKind)ast_node(minify->ast, id)->op) ||
         (is_number_variable(minify, fact_left(minify, id)) &&
          fact_is(minify, fact_right(minify, id), TYPE_SIMPLE));
}

// Values are looked into only as long as that tells anything.
static void add_operator(Minify *minify, Footprint *footprint, AstId id) {
  footprint->is_loud = footprint->is_loud || !fact_is_quiet_operator(minify, id);
}

static void add_call(Minify *minify, Footprint *footprint, AstId id) {
  AstId callee = ast_first(minify->ast, id);
  if (ast_kind(minify->ast, callee) == NODE_SUPER) footprint->calls_super = true;
  if (fact_is_quiet_operator(minify, id))
    footprint->reads_shared = true;
  else
    footprint->is_loud = true;
}

// `Math.max`: nobody replaces what the language gives its globals.
static bool is_fixed_member(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  Text object = minify_global(minify, ast_child(ast, id, FIELD_OBJECT));
  return object.size > 0 && known_member(object, ast_text(ast, ast_child(ast, id, FIELD_PROPERTY)));
}

// What a node does by itself. Gives whether what is below runs with it.
static bool add_node(Minify *minify, Footprint *footprint, AstId id) {
  const Ast *ast = minify->ast;
  switch ((int)ast_kind(ast, id)) {
  case NODE_IDENTIFIER:
  case NODE_UNDEFINED:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN: add_variable(minify, footprint, id); return true;
  case NODE_THIS: footprint->has_this = true; return true;
  case NODE_NUMBER:
  case NODE_STRING:
  case NODE_STRING_FRAGMENT:
  case NODE_REGEX:
  case NODE_TRUE:
  case NODE_FALSE:
  case NODE_NULL:
  case NODE_SUPER:
  case NODE_IMPORT:
  case NODE_HOLE:
  case NODE_META_PROPERTY:
  case NODE_PROPERTY_IDENTIFIER:
  case NODE_PRIVATE_PROPERTY_IDENTIFIER:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_TERNARY_EXPRESSION:
  case NODE_ARRAY:
  case NODE_OBJECT:
  case NODE_PAIR:
  case NODE_ARGUMENTS:
  case NODE_EXPRESSION_STATEMENT:
  case NODE_EMPTY_STATEMENT:
  case NODE_VARIABLE_DECLARATION:
  case NODE_LEXICAL_DECLARATION: return true;
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION: return false;
  case NODE_METHOD_DEFINITION:
    if (ast_kind(ast, ast_child(ast, id, FIELD_NAME)) == NODE_COMPUTED_PROPERTY_NAME)
      footprint->is_loud = true;
    return false;
  case NODE_VARIABLE_DECLARATOR:
    if (ast_kind(ast, ast_child(ast, id, FIELD_NAME)) != NODE_IDENTIFIER) footprint->is_loud = true;
    return true;
  case NODE_ASSIGNMENT_EXPRESSION:
    if (!is_to_variable(minify, id)) footprint->is_loud = true;
    return true;
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    if (!is_quiet_augmented(minify, id)) footprint->is_loud = true;
    return true;
  case NODE_UPDATE_EXPRESSION:
    if (!is_number_variable(minify, fact_argument(minify, id))) footprint->is_loud = true;
    return true;
  case NODE_CALL_EXPRESSION:
  case NODE_NEW_EXPRESSION: add_call(minify, footprint, id); return true;
  case NODE_AWAIT_EXPRESSION:
  case NODE_YIELD_EXPRESSION: footprint->is_loud = footprint->has_pause = true; return true;
  case NODE_MEMBER_EXPRESSION:
    if (is_fixed_member(minify, id)) return true;                 // fallthrough
  case NODE_SUBSCRIPT_EXPRESSION: footprint->reads_shared = true; // fallthrough
  case NODE_BINARY_EXPRESSION:
  case NODE_UNARY_EXPRESSION:
  case NODE_TEMPLATE_STRING:
  case NODE_SPREAD_ELEMENT:
  case NODE_COMPUTED_PROPERTY_NAME: add_operator(minify, footprint, id); return true;
  default: footprint->is_loud = footprint->reads_shared = true; return true;
  }
}

static void add_code(Minify *minify, Footprint *footprint, AstId root) {
  for (AstId id = root; id;) {
    if (footprint->nodes++ > NODE_LIMIT) {
      footprint->is_loud = footprint->is_cut = true;
      footprint->writes_shared = footprint->reads_shared = true;
      footprint->calls_super = footprint->has_pause = footprint->has_this = true;
      return;
    }
    bool goes_on = add_node(minify, footprint, id);
    id = goes_on ? ast_walk(minify->ast, id, root) : ast_walk_outside(minify->ast, id, root);
  }
}

// ---- Comparing

static bool have_common(const SymbolId *a, uint32_t a_count, const SymbolId *b, uint32_t b_count) {
  for (uint32_t i = 0; i < a_count; i++) {
    for (uint32_t j = 0; j < b_count; j++) {
      if (a[i] == b[j]) return true;
    }
  }
  return false;
}

// Whether `a` can't change or tell what `b` does. What fails may leave writes undone.
static bool is_apart(const Footprint *a, const Footprint *b, bool is_caught) {
  bool b_writes = b->writes_shared || (is_caught && b->write_count > 0);
  if (a->is_loud && (b->is_loud || b->reads_shared || b_writes)) return false;
  if (a->is_cut && b->read_count + b->write_count > 0) return false;
  if (a->writes_shared && (b->reads_shared || b->writes_shared)) return false;
  if (a->calls_super && b->has_this) return false;
  if (a->has_pause && (b->reads_held || b->has_pause)) return false;
  return !have_common(a->writes, a->write_count, b->reads, b->read_count) &&
         !have_common(a->writes, a->write_count, b->writes, b->write_count);
}

// Whether one piece of code can run before the other as well as after it. `is_caught`: the function
// that they are in may go on when one of them fails.
static bool can_swap(const Footprint *a, const Footprint *b, bool is_caught) {
  return is_apart(a, b, is_caught) && is_apart(b, a, is_caught);
}

bool order_is_caught(const Minify *minify, AstId id) {
  for (int i = 0; i < HEIGHT_LIMIT && id; i++, id = ast_parent(minify->ast, id)) {
    NodeKind kind = ast_kind(minify->ast, id);
    if (kind == NODE_TRY_STATEMENT) return true;
    if (id == AST_ROOT || kind_is_function(kind) || kind == NODE_CLASS_STATIC_BLOCK) return false;
  }
  return true;
}

// ---- The way up

typedef struct Climb {
  Minify *minify;
  Ast *ast;
  Way *way;
} Climb;

// Adds the children in front of `child`. False if it is none.
static bool pass_before(const Climb *climb, AstId parent, AstId child) {
  ast_each_child(climb->ast, parent, id) {
    if (id == child) return true;
    if (climb->way->passed.nodes > NODE_LIMIT) return false;
    add_code(climb->minify, &climb->way->passed, id);
  }
  return false;
}

static bool is_child(const Ast *ast, AstId parent, AstId child) {
  ast_each_child(ast, parent, id) {
    if (id == child) return true;
  }
  return false;
}

static bool pass_part(const Climb *climb, AstId id) {
  add_code(climb->minify, &climb->way->passed, id);
  return true;
}

// Whether a chain up to `id` has a `?.`, as far as it is looked at.
static bool may_be_cut(const Ast *ast, AstId id) {
  for (int i = 0; i < CLIMB_LIMIT; i++) {
    if (ast_has(ast, id, AST_OPTIONAL)) return true;
    switch ((int)ast_kind(ast, id)) {
    case NODE_MEMBER_EXPRESSION:
    case NODE_SUBSCRIPT_EXPRESSION:
    case NODE_CALL_EXPRESSION: id = ast_first(ast, id); break;
    default: return false;
    }
  }
  return true;
}

static bool pass_chain(const Climb *climb, AstId parent, AstId child) {
  if (child != ast_first(climb->ast, parent) && may_be_cut(climb->ast, parent))
    climb->way->is_conditional = true;
  return pass_before(climb, parent, child);
}

// What is assigned is evaluated after what says where to.
static bool pass_target(const Climb *climb, AstId parent, AstId child) {
  const Ast *ast = climb->ast;
  AstId left = fact_left(climb->minify, parent);
  if (child == left) return ast_kind(ast, left) != NODE_IDENTIFIER;
  if (child != fact_right(climb->minify, parent)) return false;
  switch ((int)ast_kind(ast, left)) {
  case NODE_MEMBER_EXPRESSION: return pass_part(climb, ast_child(ast, left, FIELD_OBJECT));
  case NODE_SUBSCRIPT_EXPRESSION: {
    AstId index = ast_child(ast, left, FIELD_INDEX);
    if (!fact_is(climb->minify, index, TYPE_PRIMITIVE)) climb->way->passed.is_loud = true;
    pass_part(climb, ast_child(ast, left, FIELD_OBJECT));
    return pass_part(climb, index);
  }
  default: return true;
  }
}

static bool pass_augmented(const Climb *climb, AstId parent, AstId child) {
  AstId left = fact_left(climb->minify, parent);
  if (child == left) return ast_kind(climb->ast, left) != NODE_IDENTIFIER;
  if (child != fact_right(climb->minify, parent)) return false;
  if (kind_is_logical_assignment((NodeKind)ast_node(climb->ast, parent)->op))
    climb->way->is_conditional = true;
  if (ast_kind(climb->ast, left) != NODE_IDENTIFIER) return pass_part(climb, left);
  add_read(climb->minify, &climb->way->passed, left); // it is written to later
  return true;
}

static bool pass_binary(const Climb *climb, AstId parent, AstId child) {
  NodeKind op = (NodeKind)ast_node(climb->ast, parent)->op;
  if (kind_is_logical(op) && child != fact_left(climb->minify, parent))
    climb->way->is_conditional = true;
  return pass_before(climb, parent, child);
}

static bool pass_conditional(const Climb *climb, AstId parent, AstId child) {
  AstId test = ast_child(climb->ast, parent, FIELD_CONDITION);
  if (child == test) return true;
  if (!is_child(climb->ast, parent, child)) return false;
  climb->way->is_conditional = true;
  return pass_part(climb, test);
}

// The parts of a template become strings one by one.
static bool pass_template(const Climb *climb, AstId parent, AstId child) {
  bool is_tagged = ast_node(climb->ast, parent)->field == FIELD_ARGUMENTS;
  ast_each_child(climb->ast, parent, id) {
    if (id == child) return true;
    if (ast_kind(climb->ast, id) == NODE_STRING_FRAGMENT) continue;
    if (!is_tagged && !fact_is(climb->minify, id, TYPE_SIMPLE | TYPE_BIGINT))
      climb->way->passed.is_loud = climb->way->passed.reads_shared = true;
    pass_part(climb, id);
  }
  return false;
}

static bool is_part(const Climb *climb, AstId parent, AstId child, NodeField field) {
  return ast_node(climb->ast, child)->field == field && is_child(climb->ast, parent, child);
}

// Adds what is evaluated in `parent` before `child`. False if the child may be evaluated never, or
// more than once, or elsewhere.
static bool pass(const Climb *climb, AstId parent, AstId child) {
  switch ((int)ast_kind(climb->ast, parent)) {
  case NODE_EXPRESSION_STATEMENT:
  case NODE_RETURN_STATEMENT:
  case NODE_THROW_STATEMENT:
  case NODE_SPREAD_ELEMENT:
  case NODE_AWAIT_EXPRESSION:
  case NODE_YIELD_EXPRESSION:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_ARRAY:
  case NODE_ARGUMENTS:
  case NODE_OBJECT:
  case NODE_PAIR:
  case NODE_COMPUTED_PROPERTY_NAME:
  case NODE_NEW_EXPRESSION:
  case NODE_VARIABLE_DECLARATION:
  case NODE_LEXICAL_DECLARATION: return pass_before(climb, parent, child);
  case NODE_UNARY_EXPRESSION:
    return ast_node(climb->ast, parent)->op != TOKEN_DELETE_WORD &&
           is_child(climb->ast, parent, child);
  case NODE_CALL_EXPRESSION:
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: return pass_chain(climb, parent, child);
  case NODE_BINARY_EXPRESSION: return pass_binary(climb, parent, child);
  case NODE_TERNARY_EXPRESSION: return pass_conditional(climb, parent, child);
  case NODE_TEMPLATE_STRING: return pass_template(climb, parent, child);
  case NODE_ASSIGNMENT_EXPRESSION: return pass_target(climb, parent, child);
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return pass_augmented(climb, parent, child);
  case NODE_VARIABLE_DECLARATOR:
  case NODE_SWITCH_STATEMENT: return is_part(climb, parent, child, FIELD_VALUE);
  case NODE_IF_STATEMENT: return is_part(climb, parent, child, FIELD_CONDITION);
  case NODE_FOR_STATEMENT:
    // Its own names would hide others, if they stay as they are.
    return is_part(climb, parent, child, FIELD_INITIALIZER) &&
           (climb->minify->options->identifiers ||
            ast_kind(climb->ast, child) != NODE_LEXICAL_DECLARATION);
  case NODE_FOR_IN_STATEMENT:
    return is_part(climb, parent, child, FIELD_RIGHT) &&
           (climb->minify->options->identifiers ||
            ast_node(climb->ast, parent)->declares <= AST_VAR);
  default: return false;
  }
}

// ---- From the definition

typedef struct Levels {
  AstId at[LEVEL_LIMIT]; // the definition, and what it is the value or a part of
  int count;
} Levels;

static Levels levels_of(const Ast *ast, AstId definition) {
  Levels levels = {.at = {definition}, .count = 1};
  while (levels.count < LEVEL_LIMIT) {
    AstId around = ast_parent(ast, levels.at[levels.count - 1]);
    NodeKind kind = ast_kind(ast, around);
    bool is_through = kind == NODE_VARIABLE_DECLARATION || kind == NODE_LEXICAL_DECLARATION ||
                      kind == NODE_EXPRESSION_STATEMENT || kind == NODE_SEQUENCE_EXPRESSION;
    if (!is_through) break;
    NodeKind beyond = ast_kind(ast, ast_parent(ast, around));
    if (!statement_is_list(beyond) && beyond != NODE_EXPRESSION_STATEMENT) break;
    levels.at[levels.count++] = around;
  }
  return levels;
}

// Adds what comes behind `from`, up to `to` (AST_NONE: the end).
static bool pass_between(const Climb *climb, AstId from, AstId to) {
  AstId id = ast_next(climb->ast, from);
  for (int i = 0; id != to; i++, id = ast_next(climb->ast, id)) {
    if (!id || i == STATEMENT_LIMIT) return false;
    pass_part(climb, id);
  }
  return true;
}

// Finds the way, if the read is in code that runs right after the definition, at most once, and in
// the same function.
static bool find_way(Minify *minify, AstId definition, AstId read, Way *way) {
  const Ast *ast = minify->ast;
  Climb climb = {minify, minify->ast, way};
  Levels levels = levels_of(ast, definition);
  AstId child = read;
  for (int i = 0; i < CLIMB_LIMIT && child; i++) {
    AstId parent = ast_parent(ast, child);
    for (int level = 0; level < levels.count; level++) {
      if (ast_parent(ast, levels.at[level]) != parent || levels.at[level] == child) continue;
      for (int below = 0; below < level; below++) {
        if (!pass_between(&climb, levels.at[below], AST_NONE)) return false;
      }
      return pass_between(&climb, levels.at[level], child);
    }
    if (!parent || !pass(&climb, parent, child)) return false;
    child = parent;
  }
  return false;
}

// Whether what is passed on the way may write to the variable of `x = value` as well.
static bool is_overwritten(const Minify *minify, AstId definition, const Footprint *passed) {
  if (ast_kind(minify->ast, definition) != NODE_ASSIGNMENT_EXPRESSION) return false;
  SymbolId symbol = ast_node(minify->ast, fact_left(minify, definition))->symbol;
  if (passed->is_cut || (passed->is_loud && !symbol_is_unshared(minify, symbol))) return true;
  return have_common(&symbol, 1, passed->writes, passed->write_count);
}

bool order_can_move(Minify *minify, AstId definition, AstId moved, AstId read) {
  Way way = {0};
  if (!find_way(minify, definition, read, &way)) return false;
  if (way.is_conditional && !fact_is_unused(minify, moved)) return false;
  if (is_overwritten(minify, definition, &way.passed)) return false;
  Footprint footprint = {0};
  add_code(minify, &footprint, moved);
  return can_swap(&footprint, &way.passed, order_is_caught(minify, definition));
}

bool order_can_swap(Minify *minify, AstId first, AstId second) {
  Footprint one = {0}, two = {0};
  add_code(minify, &one, first);
  add_code(minify, &two, second);
  return can_swap(&one, &two, order_is_caught(minify, first));
}

// ---- Into a function

// Adds what is evaluated in `root` before `read`, which is in it.
static bool pass_to(const Climb *climb, AstId read, AstId root) {
  AstId child = read;
  for (int i = 0; i < CLIMB_LIMIT && child && child != root; i++) {
    AstId parent = ast_parent(climb->ast, child);
    if (!parent || !pass(climb, parent, child)) return false;
    child = parent;
  }
  return child == root;
}

bool order_can_enter(Minify *minify, AstId argument, AstId read, AstId value,
                     const AstId *between) {
  Way way = {0};
  Climb climb = {minify, minify->ast, &way};
  if (!pass_to(&climb, read, value)) return false;
  for (; *between; between++) pass_part(&climb, *between);
  if (way.is_conditional && !fact_is_unused(minify, argument)) return false;
  Footprint footprint = {0};
  add_code(minify, &footprint, argument);
  return can_swap(&footprint, &way.passed, order_is_caught(minify, argument));
}

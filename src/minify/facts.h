// Facts: what can be said of an expression of an Ast without running it.
//
// Never: is wrong: what is not known for certain is said to be unknown, within the assumptions of
//        src/transform/README.md.
#pragma once

#include "minify/work.h"

// What kind of value an expression has, if it has one: sets of these.
typedef enum ValueType {
  TYPE_UNDEFINED = 1 << 0,
  TYPE_NULL = 1 << 1,
  TYPE_BOOLEAN = 1 << 2,
  TYPE_NUMBER = 1 << 3,
  TYPE_BIGINT = 1 << 4,
  TYPE_STRING = 1 << 5,
  TYPE_SYMBOL = 1 << 6,
  TYPE_OBJECT = 1 << 7, // functions, too
  TYPE_ANY = (1 << 8) - 1,

  TYPE_NULLISH = TYPE_UNDEFINED | TYPE_NULL,
  // What becomes a number or a string without running code or failing.
  TYPE_SIMPLE = TYPE_NULLISH | TYPE_BOOLEAN | TYPE_NUMBER | TYPE_STRING,
  TYPE_PRIMITIVE = TYPE_ANY & ~TYPE_OBJECT,
} ValueType;

// The set of types that an expression's value may have. Never empty.
unsigned fact_types(const Minify *minify, AstId id);

// Whether the value has one of the types of a set.
static inline bool fact_is(const Minify *minify, AstId id, unsigned types) {
  return !(fact_types(minify, id) & ~types);
}

// Whether evaluating an expression, or running a statement, can't be noticed if nobody uses its
// value or what it declares: it can be left out, but not moved.
bool fact_is_unused(Minify *minify, AstId id);

// Whether a call, or `new`, can't be noticed as a note in front of it says so, or who runs
// cbundle. Its arguments may be noticed.
bool fact_is_pure_call(Minify *minify, AstId call);

// Whether an operator, a template or a literal does nothing that can be noticed by itself; what
// its operands do aside.
bool fact_is_quiet_operator(Minify *minify, AstId id);

// Whether its value is the same wherever and whenever it is evaluated: primitive values that are
// written down, and operators on them that can't fail. It can be moved over anything.
bool fact_is_constant(const Minify *minify, AstId id);

// Whether evaluating it reads nothing that running other code could change, and has no effects: it
// can be moved over anything that doesn't declare or write to variables that it names. (A `const`
// that is read too early always throws; what comes before that is not told apart.)
bool fact_is_movable(Minify *minify, AstId id);

// The identifier that alone declares a variable that nobody writes to, as the last count found it,
// if it is still there; or AST_NONE.
AstId fact_fixed_declaration(const Minify *minify, SymbolId symbol);

// Whether reading a variable surely gives its value: it is declared, and initialized by then.
bool fact_is_initialized(const Minify *minify, AstId identifier);

// Whether reading it here gives the value that it has for good, or throws.
bool fact_is_settled(const Minify *minify, AstId identifier);

// Whether the value counts as true or false, effects aside. (`[]`, `"x"`, `void f()`, `!0`)
typedef enum FactTruth { FACT_UNKNOWN, FACT_FALSE, FACT_TRUE } FactTruth;
FactTruth fact_truth(const Minify *minify, AstId id);
static inline FactTruth fact_truth_if(bool is_true) {
  return is_true ? FACT_TRUE : FACT_FALSE;
}

// Whether the value is null or undefined (FACT_TRUE), or surely neither (FACT_FALSE).
FactTruth fact_is_nullish(const Minify *minify, AstId id);

// The value of a literal, also behind a sign or `!` or `void`: false if it is none.
bool fact_number(const Minify *minify, AstId id, double *value);
bool fact_string(Minify *minify, AstId id, Text *value); // decoded, WTF-8
bool fact_boolean(const Minify *minify, AstId id, bool *value);
bool fact_is_undefined(const Minify *minify, AstId id); // `undefined`, `void 0`

// The operands of unary and binary expressions, and the parts of `test ? yes : no`.
static inline AstId fact_argument(const Minify *minify, AstId id) {
  return ast_child(minify->ast, id, FIELD_ARGUMENT);
}
static inline AstId fact_left(const Minify *minify, AstId id) {
  return ast_child(minify->ast, id, FIELD_LEFT);
}
static inline AstId fact_right(const Minify *minify, AstId id) {
  return ast_child(minify->ast, id, FIELD_RIGHT);
}

// What a link of a chain looks into or calls: `a` of `a.b`, `a[b]` and `a(b)`; or AST_NONE.
static inline AstId fact_base(const Ast *ast, AstId link) {
  switch ((int)ast_kind(ast, link)) {
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: return ast_child(ast, link, FIELD_OBJECT);
  case NODE_CALL_EXPRESSION: return ast_child(ast, link, FIELD_FUNCTION);
  default: return AST_NONE;
  }
}

// Whether `id` is a unary or binary expression with the operator `op`.
static inline bool fact_is_op(const Minify *minify, AstId id, NodeKind op) {
  const AstNode *node = ast_node(minify->ast, id);
  bool has_operator = node->kind == NODE_UNARY_EXPRESSION || node->kind == NODE_BINARY_EXPRESSION;
  return has_operator && node->op == op;
}

// Whether a node means something of the function around it that is no arrow: `this`, `super`,
// `new.target`, `arguments`; whether it is a name that some functions have as a word.
bool fact_means_function(const Ast *ast, AstId id);
bool fact_is_function_word(const Ast *ast, AstId id);

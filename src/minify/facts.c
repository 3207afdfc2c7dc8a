// What kinds of values expressions have, from the inside out, as deep as a limit says: beyond it,
// any value is possible.
#include "minify/facts.h"

enum { DEPTH_LIMIT = 24 }; // expressions inside each other that are looked into

static unsigned types_of(const Minify *minify, AstId id, int depth);

// ---- Operators

// What an operator of numbers gives, which are BigInts if both sides are.
static unsigned types_of_numeric(unsigned left, unsigned right) {
  const unsigned maybe_bigint = TYPE_BIGINT | TYPE_OBJECT;
  if (!(left & maybe_bigint) || !(right & maybe_bigint)) return TYPE_NUMBER;
  if (!(left & ~TYPE_BIGINT) || !(right & ~TYPE_BIGINT)) return TYPE_BIGINT;
  return TYPE_NUMBER | TYPE_BIGINT;
}

static unsigned types_of_sum(unsigned left, unsigned right) {
  const unsigned maybe_string = TYPE_STRING | TYPE_OBJECT;
  if (!(left & ~TYPE_STRING) || !(right & ~TYPE_STRING)) return TYPE_STRING;
  unsigned numeric = types_of_numeric(left, right);
  return (left | right) & maybe_string ? numeric | TYPE_STRING : numeric;
}

// Objects are true; so are symbols.
static const unsigned maybe_false = TYPE_ANY & ~(TYPE_OBJECT | TYPE_SYMBOL);

static unsigned types_of_choice(NodeKind op, unsigned left, unsigned right) {
  if (op == TOKEN_LOGICAL_AND) return (left & maybe_false) | right;
  unsigned kept = left & ~TYPE_NULLISH;
  return kept | right;
}

static unsigned types_of_operation(NodeKind op, unsigned left, unsigned right) {
  switch ((int)op) {
  case TOKEN_PLUS:
  case TOKEN_PLUS_ASSIGN: return types_of_sum(left, right);
  case TOKEN_SHIFT_RIGHT_UNSIGNED:
  case TOKEN_SHIFT_RIGHT_UNSIGNED_ASSIGN: return TYPE_NUMBER;
  case TOKEN_LOGICAL_AND:
  case TOKEN_LOGICAL_AND_ASSIGN: return types_of_choice(TOKEN_LOGICAL_AND, left, right);
  case TOKEN_LOGICAL_OR:
  case TOKEN_LOGICAL_OR_ASSIGN:
  case TOKEN_NULLISH:
  case TOKEN_NULLISH_ASSIGN: return types_of_choice(TOKEN_LOGICAL_OR, left, right);
  default: return types_of_numeric(left, right);
  }
}

static unsigned types_of_two(const Minify *minify, AstId id, int depth) {
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  if (kind_is_comparison(op)) return TYPE_BOOLEAN;
  unsigned left = types_of(minify, fact_left(minify, id), depth);
  return types_of_operation(op, left, types_of(minify, fact_right(minify, id), depth));
}

static unsigned types_of_unary(const Minify *minify, AstId id, int depth) {
  switch ((int)ast_node(minify->ast, id)->op) {
  case TOKEN_NOT:
  case TOKEN_DELETE_WORD: return TYPE_BOOLEAN;
  case TOKEN_TYPEOF_WORD: return TYPE_STRING;
  case TOKEN_VOID_WORD: return TYPE_UNDEFINED;
  case TOKEN_PLUS: return TYPE_NUMBER;
  default: {
    unsigned types = types_of(minify, fact_argument(minify, id), depth);
    return types_of_numeric(types, types);
  }
  }
}

// ---- Names

// What a variable is given where it is declared, if it always has that: a `const`, or one that
// nobody writes to.
static unsigned types_of_declared(const Minify *minify, AstId declaration, int depth) {
  const Ast *ast = minify->ast;
  AstId declarator = ast_parent(ast, declaration);
  if (ast_kind(ast, declarator) != NODE_VARIABLE_DECLARATOR) return TYPE_ANY;
  AstId value = ast_child(ast, declarator, FIELD_VALUE);
  bool is_plain = ast_node(ast, declaration)->field == FIELD_NAME && value;
  return is_plain ? types_of(minify, value, depth) : TYPE_ANY;
}

static unsigned types_of_symbol(const Minify *minify, AstId id, int depth) {
  SymbolId symbol = ast_node(minify->ast, id)->symbol;
  AstId declaration = fact_fixed_declaration(minify, symbol);
  SymbolKind kind = (SymbolKind)minify->table->symbols[symbol].kind;
  bool is_fixed = kind == SYMBOL_CONST || kind == SYMBOL_CLASS_NAME || kind == SYMBOL_FUNCTION_NAME;
  if (!declaration || !(is_fixed || minify_owns(minify, symbol))) return TYPE_ANY;
  switch ((int)kind) {
  case SYMBOL_FUNCTION:
  case SYMBOL_CLASS:
  case SYMBOL_CLASS_NAME:
  case SYMBOL_FUNCTION_NAME: return TYPE_OBJECT;
  case SYMBOL_CONST:
  case SYMBOL_LET: return types_of_declared(minify, declaration, depth);
  case SYMBOL_VAR: return types_of_declared(minify, declaration, depth) | TYPE_UNDEFINED;
  default: return TYPE_ANY;
  }
}

static unsigned types_of_name(const Minify *minify, AstId id, int depth) {
  double number;
  if (minify->table->has_with) return TYPE_ANY;
  if (minify_is_global(minify, id, TEXT("undefined"))) return TYPE_UNDEFINED;
  if (fact_number(minify, id, &number)) return TYPE_NUMBER;
  return ast_node(minify->ast, id)->symbol ? types_of_symbol(minify, id, depth) : TYPE_ANY;
}

// ---- Calls

// Conversions by the platform's own functions.
static unsigned types_of_call(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  AstId callee = ast_child(ast, id, FIELD_FUNCTION);
  if (ast_kind(ast, callee) == NODE_IMPORT) return TYPE_OBJECT;
  Text name = minify_global(minify, callee);
  if (text_is(name, TEXT("Boolean"))) return TYPE_BOOLEAN;
  if (text_is(name, TEXT("Number"))) return TYPE_NUMBER;
  if (text_is(name, TEXT("String"))) return TYPE_STRING;
  if (text_is(name, TEXT("Symbol"))) return TYPE_SYMBOL;
  return TYPE_ANY;
}

// ---- The whole

static unsigned types_of(const Minify *minify, AstId id, int depth) {
  const Ast *ast = minify->ast;
  if (depth++ == DEPTH_LIMIT) return TYPE_ANY;
  switch ((int)ast_kind(ast, id)) {
  case NODE_NUMBER: {
    Text text = ast_text(ast, id);
    return text.at[text.size - 1] == 'n' ? TYPE_BIGINT : TYPE_NUMBER;
  }
  case NODE_STRING:
  case NODE_TEMPLATE_STRING: return TYPE_STRING;
  case NODE_TRUE:
  case NODE_FALSE: return TYPE_BOOLEAN;
  case NODE_NULL: return TYPE_NULL;
  case NODE_REGEX:
  case NODE_ARRAY:
  case NODE_OBJECT:
  case NODE_CLASS:
  case NODE_NEW_EXPRESSION:
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION: return TYPE_OBJECT;
  case NODE_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_UNDEFINED: return types_of_name(minify, id, depth);
  case NODE_UNARY_EXPRESSION: return types_of_unary(minify, id, depth);
  case NODE_UPDATE_EXPRESSION: return TYPE_NUMBER | TYPE_BIGINT;
  case NODE_BINARY_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return types_of_two(minify, id, depth);
  case NODE_ASSIGNMENT_EXPRESSION: return types_of(minify, fact_right(minify, id), depth);
  case NODE_SEQUENCE_EXPRESSION: return types_of(minify, ast_last(ast, id), depth);
  case NODE_TERNARY_EXPRESSION:
    return types_of(minify, ast_child(ast, id, FIELD_CONSEQUENCE), depth) |
           types_of(minify, ast_child(ast, id, FIELD_ALTERNATIVE), depth);
  case NODE_CALL_EXPRESSION: return types_of_call(minify, id);
  default: return TYPE_ANY;
  }
}

unsigned fact_types(const Minify *minify, AstId id) {
  return types_of(minify, id, 0);
}

// ---- True or false

static FactTruth truth_of(const Minify *minify, AstId id, int depth);
static FactTruth truth_of_types(const Minify *minify, AstId id, int depth);

static FactTruth truth_not(FactTruth truth) {
  return truth == FACT_UNKNOWN ? truth : fact_truth_if(truth == FACT_FALSE);
}

// BigInts have no sign of their own, so that their digits say it: `0n`, `0x00n`.
static FactTruth truth_of_bigint(Text text) {
  bool has_prefix = text.size > 2 && (text.at[1] | 0x20) >= 'b';
  for (uint32_t i = has_prefix ? 2 : 0; i + 1 < text.size; i++) {
    if (text.at[i] != '0' && text.at[i] != '_') return FACT_TRUE;
  }
  return FACT_FALSE;
}

static FactTruth truth_of_sum(const Minify *minify, AstId id, int depth) {
  AstId sides[] = {fact_left(minify, id), fact_right(minify, id)};
  for (int i = 0; i < 2; i++) { // a string is longer than each of its parts
    bool is_text = truth_of(minify, sides[i], depth) == FACT_TRUE &&
                   !(types_of(minify, sides[i], depth) & ~(unsigned)TYPE_STRING);
    if (is_text) return FACT_TRUE;
  }
  return FACT_UNKNOWN;
}

static FactTruth truth_of_binary(const Minify *minify, AstId id, int depth) {
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  if (op == TOKEN_PLUS) return truth_of_sum(minify, id, depth);
  if (op != TOKEN_LOGICAL_AND && op != TOKEN_LOGICAL_OR) return truth_of_types(minify, id, depth);
  FactTruth right = truth_of(minify, fact_right(minify, id), depth);
  FactTruth decided = op == TOKEN_LOGICAL_AND ? FACT_FALSE : FACT_TRUE;
  if (right == decided) return decided;
  FactTruth left = truth_of(minify, fact_left(minify, id), depth);
  return left == decided || left == right ? left : FACT_UNKNOWN;
}

// Whether a template says anything by itself.
static FactTruth truth_of_template(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  ast_each_child(ast, id, part) {
    if (ast_kind(ast, part) != NODE_STRING_FRAGMENT) continue;
    // A backslash may join lines, and say nothing.
    if (text_find_byte(ast_text(ast, part), '\\', 0) == TEXT_NOT_FOUND) return FACT_TRUE;
  }
  return ast_first(ast, id) ? FACT_UNKNOWN : FACT_FALSE;
}

static FactTruth truth_of_string(Text text) {
  if (text.size == 2) return FACT_FALSE;
  return text_find_byte(text, '\\', 0) == TEXT_NOT_FOUND ? FACT_TRUE : FACT_UNKNOWN;
}

static FactTruth truth_of_unary(const Minify *minify, AstId id, int depth) {
  switch ((int)ast_node(minify->ast, id)->op) {
  case TOKEN_NOT: return truth_not(truth_of(minify, fact_argument(minify, id), depth));
  case TOKEN_TYPEOF_WORD: return FACT_TRUE;
  default: return truth_of_types(minify, id, depth);
  }
}

// What its kind of value says.
static FactTruth truth_of_types(const Minify *minify, AstId id, int depth) {
  double number;
  if (fact_number(minify, id, &number)) return fact_truth_if(number < 0 || number > 0);
  unsigned types = types_of(minify, id, depth);
  if (!(types & maybe_false)) return FACT_TRUE;
  if (!(types & ~TYPE_NULLISH)) return FACT_FALSE;
  bool is_bigint = types == TYPE_BIGINT && ast_kind(minify->ast, id) == NODE_NUMBER;
  return is_bigint ? truth_of_bigint(ast_text(minify->ast, id)) : FACT_UNKNOWN;
}

static FactTruth truth_of(const Minify *minify, AstId id, int depth) {
  const Ast *ast = minify->ast;
  if (depth++ == DEPTH_LIMIT) return FACT_UNKNOWN;
  switch ((int)ast_kind(ast, id)) {
  case NODE_TRUE: return FACT_TRUE;
  case NODE_FALSE: return FACT_FALSE;
  case NODE_STRING: return truth_of_string(ast_text(ast, id));
  case NODE_TEMPLATE_STRING: return truth_of_template(minify, id);
  case NODE_UNARY_EXPRESSION: return truth_of_unary(minify, id, depth);
  case NODE_BINARY_EXPRESSION: return truth_of_binary(minify, id, depth);
  case NODE_ASSIGNMENT_EXPRESSION: return truth_of(minify, fact_right(minify, id), depth);
  case NODE_SEQUENCE_EXPRESSION: return truth_of(minify, ast_last(ast, id), depth);
  case NODE_TERNARY_EXPRESSION: {
    FactTruth yes = truth_of(minify, ast_child(ast, id, FIELD_CONSEQUENCE), depth);
    if (yes == FACT_UNKNOWN) return yes;
    return yes == truth_of(minify, ast_child(ast, id, FIELD_ALTERNATIVE), depth) ? yes
                                                                                 : FACT_UNKNOWN;
  }
  default: return truth_of_types(minify, id, depth);
  }
}

FactTruth fact_truth(const Minify *minify, AstId id) {
  return truth_of(minify, id, 0);
}

FactTruth fact_is_nullish(const Minify *minify, AstId id) {
  unsigned types = fact_types(minify, id);
  if (!(types & ~TYPE_NULLISH)) return FACT_TRUE;
  return types & TYPE_NULLISH ? FACT_UNKNOWN : FACT_FALSE;
}

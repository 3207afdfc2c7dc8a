// A small evaluator for conditions as people write them around `process.env.NODE_ENV`: literals,
// names whose values somebody knows, comparisons, `typeof`, `void`, `-`, `!`, `&&`, `||`, `??`.
// Numbers beyond plain decimals are left alone.
#include "transform/constant.h"

#include "syntax/literal.h"

#include <math.h>
#include <stdlib.h>

// Conditions nest a few levels; deeper ones are not worth knowing, and recursion stays bounded.
enum { DEPTH_LIMIT = 24, LONGEST_NUMBER = 32 };

static Constant evaluate(const ConstantSource *source, NodeId id, uint32_t depth);

Constant constant_of(const ConstantSource *source, NodeId expression) {
  return evaluate(source, expression, 0);
}

static Constant number_of(Text text) {
  char digits[LONGEST_NUMBER + 1];
  bool is_plain = text.size > 0 && text.size <= LONGEST_NUMBER;
  for (uint32_t i = 0; is_plain && i < text.size; i++) {
    is_plain = memchr("0123456789.-", text.at[i], 12) != NULL;
    digits[i] = text.at[i];
  }
  // A leading zero may mean octal.
  bool is_octal = text.size > 1 && text.at[0] == '0' && text.at[1] != '.';
  if (!is_plain || is_octal) return (Constant){0};
  digits[text.size] = '\0';
  return (Constant){.kind = CONSTANT_NUMBER, .number = strtod(digits, NULL)};
}

Constant constant_of_text(Text text) {
  if (text_is(text, TEXT("true"))) return (Constant){.kind = CONSTANT_BOOLEAN, .boolean = true};
  if (text_is(text, TEXT("false"))) return (Constant){.kind = CONSTANT_BOOLEAN};
  if (text_is(text, TEXT("null"))) return (Constant){.kind = CONSTANT_NULL};
  if (text_is(text, TEXT("undefined"))) return (Constant){.kind = CONSTANT_UNDEFINED};
  if (text_is(text, TEXT("NaN"))) return (Constant){.kind = CONSTANT_NUMBER, .number = NAN};
  bool is_object = text.size > 0 && (text.at[0] == '{' || text.at[0] == '[');
  if (is_object) return (Constant){.kind = CONSTANT_OBJECT};
  bool is_string = text.size >= 2 && text.at[0] == '"' && text.at[text.size - 1] == '"' &&
                   text_find_byte(text, '\\', 0) == TEXT_NOT_FOUND;
  if (is_string) {
    return (Constant){.kind = CONSTANT_STRING, .text = text_slice(text, 1, text.size - 1)};
  }
  return number_of(text);
}

Truth constant_truth(Constant constant) {
  bool is_true = false;
  switch (constant.kind) {
  case CONSTANT_UNKNOWN: return TRUTH_UNKNOWN;
  case CONSTANT_UNDEFINED:
  case CONSTANT_NULL: break;
  case CONSTANT_BOOLEAN: is_true = constant.boolean; break;
  case CONSTANT_NUMBER: is_true = constant.number != 0 && !isnan(constant.number); break;
  case CONSTANT_STRING: is_true = constant.text.size > 0; break;
  case CONSTANT_OBJECT:
  case CONSTANT_FUNCTION: is_true = true; break;
  }
  return is_true ? TRUTH_TRUE : TRUTH_FALSE;
}

static Constant boolean(bool value) {
  return (Constant){.kind = CONSTANT_BOOLEAN, .boolean = value};
}

// === on constants; -1 where it can't be told.
static int same(Constant a, Constant b) {
  if (a.kind == CONSTANT_UNKNOWN || b.kind == CONSTANT_UNKNOWN) return -1;
  if (a.kind != b.kind) return 0;
  switch (a.kind) {
  case CONSTANT_BOOLEAN: return a.boolean == b.boolean;
  case CONSTANT_NUMBER: return a.number == b.number;
  case CONSTANT_STRING: return text_is(a.text, b.text);
  case CONSTANT_UNDEFINED:
  case CONSTANT_NULL: return 1;
  case CONSTANT_UNKNOWN:
  case CONSTANT_OBJECT:
  case CONSTANT_FUNCTION: break;
  }
  return -1;
}

static bool is_nullish(Constant constant) {
  return constant.kind == CONSTANT_NULL || constant.kind == CONSTANT_UNDEFINED;
}

// == on constants: of one type as ===, null and undefined are alike, conversions are left alone.
static int loosely_same(Constant a, Constant b) {
  if (a.kind == CONSTANT_UNKNOWN || b.kind == CONSTANT_UNKNOWN) return -1;
  if (is_nullish(a) || is_nullish(b)) return is_nullish(a) && is_nullish(b);
  return a.kind == b.kind ? same(a, b) : -1;
}

static Constant comparison(NodeKind sign, Constant left, Constant right) {
  bool is_strict = sign == TOKEN_STRICT_EQUAL || sign == TOKEN_STRICT_NOT_EQUAL;
  bool is_negated = sign == TOKEN_NOT_EQUAL || sign == TOKEN_STRICT_NOT_EQUAL;
  int result = is_strict ? same(left, right) : loosely_same(left, right);
  return result < 0 ? (Constant){0} : boolean(result != is_negated);
}

static bool is_order(NodeKind sign) {
  return sign == TOKEN_LESS || sign == TOKEN_LESS_EQUAL || sign == TOKEN_GREATER ||
         sign == TOKEN_GREATER_EQUAL;
}

static Constant order(NodeKind sign, Constant left, Constant right) {
  if (left.kind != CONSTANT_NUMBER || right.kind != CONSTANT_NUMBER) return (Constant){0};
  if (sign == TOKEN_LESS) return boolean(left.number < right.number);
  if (sign == TOKEN_LESS_EQUAL) return boolean(left.number <= right.number);
  if (sign == TOKEN_GREATER) return boolean(left.number > right.number);
  return boolean(left.number >= right.number);
}

static Constant binary(const ConstantSource *source, NodeId id, uint32_t depth) {
  const Tree *tree = source->tree;
  NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
  NodeId right = tree_child(tree, id, FIELD_RIGHT);
  Constant left = evaluate(source, tree_child(tree, id, FIELD_LEFT), depth);
  if (left.kind == CONSTANT_UNKNOWN) return left;
  if (sign == TOKEN_LOGICAL_AND) {
    return constant_truth(left) == TRUTH_TRUE ? evaluate(source, right, depth) : left;
  }
  if (sign == TOKEN_LOGICAL_OR) {
    return constant_truth(left) == TRUTH_FALSE ? evaluate(source, right, depth) : left;
  }
  if (sign == TOKEN_NULLISH) return is_nullish(left) ? evaluate(source, right, depth) : left;
  if (is_order(sign)) return order(sign, left, evaluate(source, right, depth));
  bool is_comparison = sign == TOKEN_EQUAL || sign == TOKEN_NOT_EQUAL ||
                       sign == TOKEN_STRICT_EQUAL || sign == TOKEN_STRICT_NOT_EQUAL;
  if (!is_comparison) return (Constant){0};
  return comparison(sign, left, evaluate(source, right, depth));
}

static Constant type_of(Constant constant) {
  static const Text names[] = {
      [CONSTANT_UNDEFINED] = {"undefined", 9}, [CONSTANT_NULL] = {"object", 6},
      [CONSTANT_BOOLEAN] = {"boolean", 7},     [CONSTANT_NUMBER] = {"number", 6},
      [CONSTANT_STRING] = {"string", 6},       [CONSTANT_OBJECT] = {"object", 6},
      [CONSTANT_FUNCTION] = {"function", 8},
  };
  if (constant.kind == CONSTANT_UNKNOWN) return constant;
  return (Constant){.kind = CONSTANT_STRING, .text = names[constant.kind]};
}

static Constant unary(const ConstantSource *source, NodeId id, uint32_t depth) {
  const Tree *tree = source->tree;
  NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
  Constant value = evaluate(source, tree_child(tree, id, FIELD_ARGUMENT), depth);
  if (value.kind == CONSTANT_UNKNOWN) return value;
  if (sign == TOKEN_NOT) return boolean(constant_truth(value) == TRUTH_FALSE);
  if (sign == TOKEN_VOID_WORD) return (Constant){.kind = CONSTANT_UNDEFINED};
  if (sign == TOKEN_TYPEOF_WORD) return type_of(value);
  bool is_minus = sign == TOKEN_MINUS && value.kind == CONSTANT_NUMBER;
  if (is_minus) return (Constant){.kind = CONSTANT_NUMBER, .number = -value.number};
  return (Constant){0};
}

static Constant undefined_of(const ConstantSource *source, NodeId id) {
  SymbolId symbol = tree_node(source->tree, id)->symbol;
  bool is_global = !symbol || source->table->symbols[symbol].kind == SYMBOL_UNBOUND;
  return (Constant){.kind = is_global ? CONSTANT_UNDEFINED : CONSTANT_UNKNOWN};
}

// A template that is written without substitutions or escapes.
static Constant template_of(const ConstantSource *source, NodeId id) {
  const Tree *tree = source->tree;
  Text text = tree_text(tree, id);
  bool is_plain = text_find_byte(text, '\\', 0) == TEXT_NOT_FOUND &&
                  text_find_byte(text, '\r', 0) == TEXT_NOT_FOUND &&
                  !tree_child_of_kind(tree, id, NODE_TEMPLATE_SUBSTITUTION);
  if (!is_plain) return (Constant){0};
  return (Constant){.kind = CONSTANT_STRING, .text = text_slice(text, 1, text.size - 1)};
}

static const Symbol *top_level_symbol(const ConstantSource *source, NodeId id) {
  SymbolId symbol = tree_node(source->tree, id)->symbol;
  const Symbol *found = symbol ? &source->table->symbols[symbol] : NULL;
  return found && found->scope == SCOPE_FILE && found->kind != SYMBOL_UNBOUND ? found : NULL;
}

// The value of a name of the top level, or of a member of an imported one.
static Constant value_of_name(const ConstantSource *source, NodeId id) {
  const Tree *tree = source->tree;
  bool is_member = tree_kind(tree, id) == NODE_MEMBER_EXPRESSION;
  NodeId root = id;
  while (tree_kind(tree, root) == NODE_MEMBER_EXPRESSION)
    root = tree_child(tree, root, FIELD_OBJECT);
  const Symbol *symbol = top_level_symbol(source, root);
  if (!source->names || !symbol || (is_member && symbol->kind != SYMBOL_IMPORT))
    return (Constant){0};
  source->names->is_asked = true;
  if (!source->names->value_of) return (Constant){0};
  return source->names->value_of(source->names->context, id);
}

static Constant evaluate(const ConstantSource *source, NodeId id, uint32_t depth) {
  const Tree *tree = source->tree;
  if (depth == DEPTH_LIMIT) return (Constant){0};
  const Text *replacement = replacement_of(source->replacements, id);
  if (replacement) return constant_of_text(*replacement);
  switch (tree->nodes[id].kind) {
  case NODE_PARENTHESIZED_EXPRESSION:
    return evaluate(source, tree_first_named(tree, id), depth + 1);
  case NODE_BINARY_EXPRESSION: return binary(source, id, depth + 1);
  case NODE_UNARY_EXPRESSION: return unary(source, id, depth + 1);
  case NODE_TRUE: return boolean(true);
  case NODE_FALSE: return boolean(false);
  case NODE_NULL: return (Constant){.kind = CONSTANT_NULL};
  case NODE_UNDEFINED: return undefined_of(source, id);
  case NODE_NUMBER: return number_of(tree_text(tree, id));
  case NODE_STRING:
    return (Constant){.kind = CONSTANT_STRING,
                      .text = literal_string_value(source->arena, tree, id)};
  case NODE_TEMPLATE_STRING: return template_of(source, id);
  case NODE_FUNCTION_EXPRESSION:
  case NODE_ARROW_FUNCTION:
  case NODE_GENERATOR_FUNCTION: return (Constant){.kind = CONSTANT_FUNCTION};
  case NODE_REGEX: return (Constant){.kind = CONSTANT_OBJECT};
  case NODE_IDENTIFIER:
  case NODE_MEMBER_EXPRESSION: return value_of_name(source, id);
  default: return (Constant){0};
  }
}

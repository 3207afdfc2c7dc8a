// no-constant-binary-expression: comparisons and short circuits that always go the same way.
#include "rules/constants.h"
#include "rules/operators.h"
#include "rules/rule.h"

#include "scope/known_globals.h"

enum { OPERAND, SHORT_CIRCUIT, ALWAYS_NEW, BOTH_NEW, RELATIONAL };

static const RuleMessage messages[] = {
    [OPERAND] =
        {"constantBinaryOperand",
         "Unexpected constant binary expression. Compares constantly with the {0}-hand side "
         "of the `{1}`."},
    [SHORT_CIRCUIT] = {"constantShortCircuit",
                       "Unexpected constant {0} on the left-hand side of a `{1}` expression."},
    [ALWAYS_NEW] = {"alwaysNew",
                    "Unexpected comparison to newly constructed object. These two values "
                    "can never be equal."},
    [RELATIONAL] = {"constantRelationalComparison",
                    "Unexpected constant relational comparison. Both "
                    "sides of the `{0}` are literal values."},
    [BOTH_NEW] = {"bothAlwaysNew",
                  "Unexpected comparison of two newly constructed objects. These two "
                  "values can never be equal."},
};

// What a sequence or an assignment gives: the last expression.
static NodeId value_of(const Tree *tree, NodeId node) {
  for (NodeId at = bare(tree, node);;) {
    if (tree_kind(tree, at) == NODE_SEQUENCE_EXPRESSION)
      at = bare(tree, tree_last_child(tree, at));
    else if (tree_kind(tree, at) == NODE_ASSIGNMENT_EXPRESSION)
      at = bare(tree, tree_child(tree, at, FIELD_RIGHT));
    else
      return at;
  }
}

static bool is_object_literal(NodeKind kind) {
  switch ((int)kind) {
  case NODE_ARRAY:
  case NODE_ARROW_FUNCTION:
  case NODE_CLASS:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_OBJECT: return true;
  default: return false;
  }
}

static bool is_primitive_literal(NodeKind kind) {
  switch ((int)kind) {
  case NODE_FALSE:
  case NODE_NULL:
  case NODE_NUMBER:
  case NODE_STRING:
  case NODE_TRUE: return true;
  default: return false;
  }
}

static bool is_constant_boolean_call(SourceCode *code, NodeId node) {
  if (!is_global_call(code, node, "Boolean")) return false;
  NodeId first = argument_at(code->tree, node, 0);
  return !first || is_constant(code, first, true);
}

// ---- Whether it is nullish is always the same. `is_other`: and it is not always nullish.

static const char *const makers[] = {"Boolean", "String", "Number", "BigInt", "Symbol"};

static bool has_constant_nullishness(SourceCode *code, NodeId node, bool is_other) {
  const Tree *tree = code->tree;
  NodeId at = value_of(tree, node);
  if (is_other && is_nullish(code, at)) return false;
  NodeKind kind = tree_kind(tree, at);
  if (is_object_literal(kind) || is_primitive_literal(kind)) return true;
  switch ((int)kind) {
  case NODE_NEW_EXPRESSION:
  case NODE_REGEX:
  case NODE_TEMPLATE_STRING:
  case NODE_UNARY_EXPRESSION:
  case NODE_UPDATE_EXPRESSION: return true;
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    return !kind_is_logical_assignment(estree_operator(tree, at));
  case NODE_CALL_EXPRESSION:
    for (uint32_t i = 0; i < sizeof makers / sizeof *makers; i++) {
      if (is_global_call(code, at, makers[i])) return true;
    }
    return false;
  case NODE_BINARY_EXPRESSION: break;
  default: return is_global(code, at, "undefined");
  }
  for (is_other = true;
       kind_is_logical(estree_operator(tree, at));) { // a ?? b is as constant as b is
    if (estree_operator(tree, at) != TOKEN_NULLISH) return false;
    NodeId right = value_of(tree, tree_child(tree, at, FIELD_RIGHT));
    bool is_same = tree_kind(tree, right) == NODE_BINARY_EXPRESSION;
    if (!is_same) return !is_nullish(code, right) && has_constant_nullishness(code, right, true);
    at = right;
  }
  return true;
}

// ---- Comparing it with true or false always gives the same

static bool is_static_boolean(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  NodeId at = bare(tree, node);
  switch ((int)tree_kind(tree, at)) {
  case NODE_TRUE:
  case NODE_FALSE: return true;
  case NODE_UNARY_EXPRESSION:
    return estree_operator(tree, at) == TOKEN_NOT &&
           is_constant(code, tree_child(tree, at, FIELD_ARGUMENT), true);
  default: return is_constant_boolean_call(code, at);
  }
}

// An array of one item is compared as the item is.
static bool is_constant_array(const Tree *tree, NodeId array) {
  uint32_t items = 0, places = 0;
  tree_each_child(tree, array, child) {
    NodeKind kind = tree_kind(tree, child);
    places += kind == TOKEN_COMMA || kind_is_named(kind);
    items += kind_is_named(kind) && kind != NODE_SPREAD_ELEMENT;
  }
  return places == 0 || items > 1;
}

static bool is_constant_loosely(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  NodeId at = value_of(tree, node);
  NodeKind kind = tree_kind(tree, at);
  if (kind == NODE_ARRAY) return is_constant_array(tree, at);
  if (is_object_literal(kind) || is_primitive_literal(kind) || kind == NODE_REGEX) return true;
  if (kind == NODE_TEMPLATE_STRING)
    return !tree_child_of_kind(tree, at, NODE_TEMPLATE_SUBSTITUTION);
  if (kind == NODE_CALL_EXPRESSION) return is_constant_boolean_call(code, at);
  if (kind != NODE_UNARY_EXPRESSION) return is_global(code, at, "undefined");
  NodeKind sign = estree_operator(tree, at);
  if (sign == TOKEN_VOID_WORD || sign == TOKEN_TYPEOF_WORD) return true;
  return sign == TOKEN_NOT && is_constant(code, tree_child(tree, at, FIELD_ARGUMENT), true);
}

static bool is_constant_strictly(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  NodeId at = value_of(tree, node);
  NodeKind kind = tree_kind(tree, at), sign = estree_operator(tree, at);
  if (is_object_literal(kind) || is_primitive_literal(kind)) return true;
  switch ((int)kind) {
  case NODE_NEW_EXPRESSION:
  case NODE_REGEX:
  case NODE_TEMPLATE_STRING:
  case NODE_UPDATE_EXPRESSION: return true;
  case NODE_BINARY_EXPRESSION: return !kind_is_logical(sign) && !kind_is_comparison(sign);
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return !kind_is_logical_assignment(sign);
  case NODE_UNARY_EXPRESSION:
    if (sign == TOKEN_NOT) return is_constant(code, tree_child(tree, at, FIELD_ARGUMENT), true);
    return sign != TOKEN_DELETE_WORD;
  case NODE_CALL_EXPRESSION:
    return is_global_call(code, at, "String") || is_global_call(code, at, "Number") ||
           is_constant_boolean_call(code, at);
  default: return is_global(code, at, "undefined");
  }
}

// ---- An object that nothing else is

static bool is_always_new(SourceCode *code, NodeId node, uint32_t depth) {
  const Tree *tree = code->tree;
  NodeId at = value_of(tree, node);
  NodeKind kind = tree_kind(tree, at);
  if (is_object_literal(kind) || kind == NODE_REGEX) return true;
  if (kind == NODE_NEW_EXPRESSION) {
    NodeId constructor = estree_child(tree, at, FIELD_CONSTRUCTOR);
    return is_global(code, constructor, NULL) && known_global(tree_text(tree, constructor));
  }
  return kind == NODE_TERNARY_EXPRESSION && depth < CONSTANTS_DEPTH_LIMIT &&
         is_always_new(code, tree_child(tree, at, FIELD_CONSEQUENCE), depth + 1) &&
         is_always_new(code, tree_child(tree, at, FIELD_ALTERNATIVE), depth + 1);
}

// ---- Reports

static void check_logical(RuleContext *context, NodeId node, NodeKind sign) {
  NodeId left = estree_child(context->tree, node, FIELD_LEFT);
  bool is_nullishness = sign == TOKEN_NULLISH;
  bool is = is_nullishness ? has_constant_nullishness(context->code, left, false)
                           : is_constant(context->code, left, true);
  if (is)
    report(context, left, SHORT_CIRCUIT, is_nullishness ? TEXT("nullishness") : TEXT("truthiness"),
           kind_name(sign));
}

// Whether `other` is such that comparing it with `side` always gives the same.
static bool is_decided(SourceCode *code, NodeId side, NodeId other, bool is_strict) {
  if (is_nullish(code, side) && has_constant_nullishness(code, other, false)) return true;
  return is_static_boolean(code, side) &&
         (is_strict ? is_constant_strictly(code, other) : is_constant_loosely(code, other));
}

static void check_equality(RuleContext *context, NodeId node, NodeKind sign, bool is_strict) {
  SourceCode *code = context->code;
  NodeId left = estree_child(context->tree, node, FIELD_LEFT);
  NodeId right = estree_child(context->tree, node, FIELD_RIGHT);
  if (is_decided(code, left, right, is_strict)) {
    report(context, right, OPERAND, TEXT("left"), kind_name(sign));
  } else if (is_decided(code, right, left, is_strict)) {
    report(context, left, OPERAND, TEXT("right"), kind_name(sign));
  } else {
    bool is_left = is_always_new(code, left, 0), is_right = is_always_new(code, right, 0);
    if (is_strict && (is_left || is_right)) report(context, is_left ? left : right, ALWAYS_NEW);
    if (!is_strict && is_left && is_right) report(context, left, BOTH_NEW);
  }
}

static bool is_static_literal(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  NodeId at = bare(tree, node);
  NodeKind kind = tree_kind(tree, at);
  if (kind == NODE_UNARY_EXPRESSION) {
    NodeKind sign = estree_operator(tree, at);
    bool is_number = sign == TOKEN_MINUS || sign == TOKEN_PLUS || sign == TOKEN_TILDE;
    NodeId argument = bare(tree, tree_child(tree, at, FIELD_ARGUMENT));
    return is_number && is_primitive_literal(tree_kind(tree, argument));
  }
  bool is_template =
      kind == NODE_TEMPLATE_STRING && !tree_child_of_kind(tree, at, NODE_TEMPLATE_SUBSTITUTION);
  return is_template || is_primitive_literal(kind) || kind == NODE_REGEX || is_nullish(code, at);
}

static void check_relation(RuleContext *context, NodeId node, NodeKind sign) {
  SourceCode *code = context->code;
  if (!option_flag(context, 0, "checkRelationalComparisons")) return;
  if (is_static_literal(code, tree_child(context->tree, node, FIELD_LEFT)) &&
      is_static_literal(code, tree_child(context->tree, node, FIELD_RIGHT)))
    report(context, node, RELATIONAL, kind_name(sign));
}

static void check_binary(RuleContext *context, NodeId node) {
  NodeKind sign = estree_operator(context->tree, node);
  bool is_strict = sign == TOKEN_STRICT_EQUAL || sign == TOKEN_STRICT_NOT_EQUAL;
  if (kind_is_logical(sign))
    check_logical(context, node, sign);
  else if (kind_is_equality(sign))
    check_equality(context, node, sign, is_strict);
  else if (operator_is_order(sign))
    check_relation(context, node, sign);
}

const Rule rule_no_constant_binary_expression = {
    .name = "no-constant-binary-expression",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow comparisons and short circuits that always go the same way",
    .why = "`a + b ?? c` never gives `c`, and `x === []` is never true. Such code comes of a wrong "
           "idea of which operator binds closer, or of how objects are compared.",
    .options = "{ checkRelationalComparisons: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const size = width + margin ?? 10;"}, {"if (list === []) stop();"},
                    {"const is = !key == null;"}),
    .good = EXAMPLES({"const size = width + (margin ?? 10);"}, {"if (list.length === 0) stop();"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};

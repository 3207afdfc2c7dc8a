// By ESLint's documentation of no-constant-condition and what it reports: an operation is constant
// where its operands are, and && and || also where one side decides.
#include "rules/constants.h"
#include "rules/operators.h"
#include "syntax/literal_number.h"

typedef struct Look {
  SourceCode *code;
  const Tree *tree;
  uint32_t depth;
} Look;

static bool look(Look *at, NodeId node, bool is_truth_asked);

NodeId bare(const Tree *tree, NodeId node) {
  return node ? tree_inside_parentheses(tree, node) : NO_NODE;
}

bool is_global_call(SourceCode *code, NodeId node, const char *name) {
  NodeId callee = called_function(code->tree, node);
  if (tree_child_of_kind(code->tree, node, NODE_OPTIONAL_CHAIN)) return false; // may be undefined
  return callee && is_global(code, callee, name);
}

bool is_nullish(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  NodeId at = bare(tree, node);
  if (tree_kind(tree, at) == NODE_NULL) return true;
  if (tree_kind(tree, at) == NODE_UNARY_EXPRESSION)
    return estree_operator(tree, at) == TOKEN_VOID_WORD;
  return is_global(code, at, "undefined");
}

// ---- Operators that one side decides

static NodeKind logical_sign(NodeKind sign) {
  switch ((int)sign) {
  case TOKEN_LOGICAL_AND_ASSIGN: return TOKEN_LOGICAL_AND;
  case TOKEN_LOGICAL_OR_ASSIGN: return TOKEN_LOGICAL_OR;
  default: return sign;
  }
}

// Whether a literal is 0 or "".
static bool is_falsy(const Tree *tree, NodeId literal) {
  NodeKind kind = tree_kind(tree, literal);
  Text text = tree_text(tree, literal);
  if (kind == NODE_STRING) return text.size == 2;
  bool is_bigint = kind == NODE_NUMBER && text.at[text.size - 1] == 'n';
  if (is_bigint) text.size--;
  return kind == NODE_NUMBER && literal_number_value(text) == 0;
}

// Whether a side makes `side sign x` what it is itself: `true ||`, `false &&`, `void 0 &&`.
static bool decides(Look *at, NodeId side, NodeKind sign) {
  const Tree *tree = at->tree;
  if (at->depth >= CONSTANTS_DEPTH_LIMIT) return false;
  NodeId node = bare(tree, side);
  ++at->depth;
  bool is = false;
  switch ((int)tree_kind(tree, node)) {
  case NODE_NUMBER:
  case NODE_REGEX:
  case NODE_STRING:
  case NODE_TRUE: is = sign == (is_falsy(tree, node) ? TOKEN_LOGICAL_AND : TOKEN_LOGICAL_OR); break;
  case NODE_FALSE:
  case NODE_NULL: is = sign == TOKEN_LOGICAL_AND; break;
  case NODE_UNARY_EXPRESSION:
    is = sign == TOKEN_LOGICAL_AND && estree_operator(tree, node) == TOKEN_VOID_WORD;
    break;
  case NODE_BINARY_EXPRESSION:
    is = estree_operator(tree, node) == sign &&
         (decides(at, tree_child(tree, node, FIELD_LEFT), sign) ||
          decides(at, tree_child(tree, node, FIELD_RIGHT), sign));
    break;
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    is = estree_operator(tree, node) != sign && logical_sign(estree_operator(tree, node)) == sign &&
         decides(at, tree_child(tree, node, FIELD_RIGHT), sign);
    break;
  default: break;
  }
  --at->depth;
  return is;
}

static bool look_logical(Look *at, NodeId node, NodeKind sign, bool is_truth_asked) {
  NodeId left = tree_child(at->tree, node, FIELD_LEFT);
  NodeId right = tree_child(at->tree, node, FIELD_RIGHT);
  bool is_left = look(at, left, is_truth_asked), is_right = look(at, right, is_truth_asked);
  if (is_left && is_right) return true;
  if (is_left && decides(at, left, sign)) return true;
  return is_truth_asked && is_right && decides(at, right, sign);
}

// ---- Expressions

static bool look_binary(Look *at, NodeId node, bool is_truth_asked) {
  NodeKind sign = estree_operator(at->tree, node);
  if (kind_is_logical(sign)) return look_logical(at, node, sign, is_truth_asked);
  return sign != TOKEN_IN_WORD && look(at, tree_child(at->tree, node, FIELD_LEFT), false) &&
         look(at, tree_child(at->tree, node, FIELD_RIGHT), false);
}

static bool look_unary(Look *at, NodeId node, bool is_truth_asked) {
  NodeKind sign = estree_operator(at->tree, node);
  NodeId argument = tree_child(at->tree, node, FIELD_ARGUMENT);
  if (sign == TOKEN_VOID_WORD || (sign == TOKEN_TYPEOF_WORD && is_truth_asked)) return true;
  return look(at, argument, sign == TOKEN_NOT);
}

static bool look_template(Look *at, NodeId node, bool is_truth_asked) {
  tree_each_named(at->tree, node, part) {
    Text text = tree_text(at->tree, part);
    bool is_line = tree_kind(at->tree, part) == NODE_ESCAPE_SEQUENCE && strchr("\n\r", text.at[1]);
    bool is_text = tree_kind(at->tree, part) != NODE_TEMPLATE_SUBSTITUTION && !is_line;
    if (is_text && is_truth_asked) return true;
  }
  tree_each_named(at->tree, node, part) {
    bool is_text = tree_kind(at->tree, part) != NODE_TEMPLATE_SUBSTITUTION;
    if (!is_text && !look(at, tree_first_named(at->tree, part), false)) return false;
  }
  return true;
}

static bool look_array(Look *at, NodeId node) {
  tree_each_named(at->tree, node, item) {
    bool is_spread = tree_kind(at->tree, item) == NODE_SPREAD_ELEMENT;
    if (!look(at, is_spread ? tree_first_named(at->tree, item) : item, false)) return false;
  }
  return true;
}

static bool look_augmented(Look *at, NodeId node, bool is_truth_asked) {
  NodeKind sign = logical_sign(estree_operator(at->tree, node));
  bool is_logical = sign == TOKEN_LOGICAL_AND || sign == TOKEN_LOGICAL_OR;
  return is_logical && is_truth_asked && decides(at, tree_child(at->tree, node, FIELD_RIGHT), sign);
}

static bool look_call(Look *at, NodeId node) {
  if (!is_global_call(at->code, node, "Boolean")) return false;
  NodeId first = argument_at(at->tree, node, 0);
  return !first || look(at, first, true);
}

static bool look_inside(Look *at, NodeId node, bool is_truth_asked) {
  const Tree *tree = at->tree;
  switch ((int)tree_kind(tree, node)) {
  case NODE_ARROW_FUNCTION:
  case NODE_CLASS:
  case NODE_FALSE:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_NULL:
  case NODE_NUMBER:
  case NODE_OBJECT:
  case NODE_REGEX:
  case NODE_STRING:
  case NODE_TRUE: return true;
  case NODE_NEW_EXPRESSION: return is_truth_asked;
  case NODE_ARRAY: return is_truth_asked || look_array(at, node);
  case NODE_ASSIGNMENT_EXPRESSION:
    return look(at, tree_child(tree, node, FIELD_RIGHT), is_truth_asked);
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return look_augmented(at, node, is_truth_asked);
  case NODE_BINARY_EXPRESSION: return look_binary(at, node, is_truth_asked);
  case NODE_CALL_EXPRESSION: return look_call(at, node);
  case NODE_SEQUENCE_EXPRESSION: return look(at, tree_last_child(tree, node), is_truth_asked);
  case NODE_TEMPLATE_STRING: return look_template(at, node, is_truth_asked);
  case NODE_UNARY_EXPRESSION: return look_unary(at, node, is_truth_asked);
  default: return is_global(at->code, node, "undefined");
  }
}

static bool look(Look *at, NodeId node, bool is_truth_asked) {
  if (at->depth >= CONSTANTS_DEPTH_LIMIT) return false;
  ++at->depth;
  bool is = look_inside(at, bare(at->tree, node), is_truth_asked);
  --at->depth;
  return is;
}

bool is_constant(SourceCode *code, NodeId node, bool is_truth_asked) {
  Look at = {code, code->tree, 0};
  return look(&at, node, is_truth_asked);
}

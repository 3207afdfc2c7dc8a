// no-unsafe-optional-chaining: `(a?.b).c`, which throws where `a` is missing after all.
#include "rules/functions.h"
#include "rules/rule.h"

enum { UNSAFE, ARITHMETIC };

static const RuleMessage messages[] = {
    [UNSAFE] = {"unsafeOptionalChain",
                "Unsafe usage of optional chaining. If it short-circuits with 'undefined' the "
                "evaluation will throw TypeError."},
    [ARITHMETIC] = {"unsafeArithmetic",
                    "Unsafe arithmetic operation on optional chaining. It can result in NaN."},
};

enum { WAITING_LIMIT = 64 }; // branches of a value that are looked at; more are let pass

static bool has_question(const Tree *tree, NodeId link) {
  return tree_child_of_kind(tree, link, NODE_OPTIONAL_CHAIN) != NO_NODE;
}

// Whether a node is a chain with a `?.` in it: links in parentheses are chains of their own.
static bool is_optional_chain(const Tree *tree, NodeId node) {
  while (kind_is_link(tree_kind(tree, node))) {
    if (has_question(tree, node)) return true;
    bool is_call = tree_kind(tree, node) == NODE_CALL_EXPRESSION;
    node = tree_child(tree, node, is_call ? FIELD_FUNCTION : FIELD_OBJECT);
  }
  return false;
}

// Reports what may be undefined of all that `node` may be.
static void check_value(RuleContext *context, NodeId node, int message) {
  const Tree *tree = context->tree;
  NodeId waiting[WAITING_LIMIT];
  uint32_t count = 0;
  if (node) waiting[count++] = node;
  while (count && count + 2 < WAITING_LIMIT) {
    NodeId at = tree_inside_parentheses(tree, waiting[--count]);
    switch ((int)tree_kind(tree, at)) {
    case NODE_BINARY_EXPRESSION: {
      NodeKind sign = estree_operator(tree, at);
      bool is_and = sign == TOKEN_LOGICAL_AND;
      bool is_or = sign == TOKEN_LOGICAL_OR || sign == TOKEN_NULLISH;
      if (is_and || is_or) waiting[count++] = tree_child(tree, at, FIELD_RIGHT);
      if (is_and) waiting[count++] = tree_child(tree, at, FIELD_LEFT);
      break;
    }
    case NODE_SEQUENCE_EXPRESSION: waiting[count++] = tree_last_child(tree, at); break;
    case NODE_TERNARY_EXPRESSION:
      waiting[count++] = tree_child(tree, at, FIELD_ALTERNATIVE);
      waiting[count++] = tree_child(tree, at, FIELD_CONSEQUENCE);
      break;
    case NODE_AWAIT_EXPRESSION: waiting[count++] = tree_first_named(tree, at); break;
    default:
      if (is_optional_chain(tree, at)) report(context, at, message);
      break;
    }
  }
}

static void check_field(RuleContext *context, NodeId node, NodeField field) {
  NodeId child = tree_child(context->tree, node, field);
  if (child) check_value(context, child, UNSAFE);
}

// What is called or read from: only in parentheses, as a chain goes on otherwise.
static void check_link(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (has_question(tree, node)) return;
  bool is_call = tree_kind(tree, node) == NODE_CALL_EXPRESSION;
  NodeId of = tree_child(tree, node, is_call ? FIELD_FUNCTION : FIELD_OBJECT);
  if (tree_kind(tree, of) == NODE_PARENTHESIZED_EXPRESSION) check_value(context, of, UNSAFE);
}

static void check_new(RuleContext *context, NodeId node) {
  check_field(context, node, FIELD_CONSTRUCTOR);
}

static void check_first(RuleContext *context, NodeId node) {
  NodeId child = tree_first_named(context->tree, node);
  if (child) check_value(context, child, UNSAFE);
}

static void check_spread(RuleContext *context, NodeId node) {
  NodeKind parent = tree_kind(context->tree, tree_node(context->tree, node)->parent);
  if (parent != NODE_OBJECT && parent != NODE_JSX_EXPRESSION) check_first(context, node);
}

static void check_with(RuleContext *context, NodeId node) {
  check_field(context, node, FIELD_OBJECT);
}

static void check_for(RuleContext *context, NodeId node) {
  bool is_of = estree_operator(context->tree, node) == TOKEN_OF_WORD;
  if (is_of) check_field(context, node, FIELD_RIGHT);
}

static bool is_pattern(NodeKind kind) {
  return kind == NODE_ARRAY_PATTERN || kind == NODE_OBJECT_PATTERN;
}

static void check_declarator(RuleContext *context, NodeId node) {
  if (is_pattern(tree_kind(context->tree, tree_child(context->tree, node, FIELD_NAME))))
    check_field(context, node, FIELD_VALUE);
}

static void check_assignment(RuleContext *context, NodeId node) {
  if (is_pattern(tree_kind(context->tree, tree_child(context->tree, node, FIELD_LEFT))))
    check_field(context, node, FIELD_RIGHT);
}

// ---- Arithmetic, if it is asked for

static bool is_arithmetic(NodeKind sign) {
  switch ((int)sign) {
  case TOKEN_MINUS:
  case TOKEN_MINUS_ASSIGN:
  case TOKEN_PERCENT:
  case TOKEN_PERCENT_ASSIGN:
  case TOKEN_PLUS:
  case TOKEN_PLUS_ASSIGN:
  case TOKEN_POWER:
  case TOKEN_POWER_ASSIGN:
  case TOKEN_SLASH:
  case TOKEN_SLASH_ASSIGN:
  case TOKEN_STAR:
  case TOKEN_STAR_ASSIGN: return true;
  default: return false;
  }
}

static void check_operation(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeKind sign = estree_operator(tree, node);
  if (sign == TOKEN_IN_WORD || sign == TOKEN_INSTANCEOF_WORD) {
    check_field(context, node, FIELD_RIGHT);
  } else if (is_arithmetic(sign) && option_flag(context, 0, "disallowArithmeticOperators")) {
    NodeField first = tree_kind(tree, node) == NODE_UNARY_EXPRESSION ? FIELD_ARGUMENT : FIELD_LEFT;
    bool is_assignment = tree_kind(tree, node) == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
    if (!is_assignment) check_value(context, tree_child(tree, node, first), ARITHMETIC);
    check_value(context, tree_child(tree, node, FIELD_RIGHT), ARITHMETIC);
  }
}

const Rule rule_no_unsafe_optional_chaining = {
    .name = "no-unsafe-optional-chaining",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow optional chains where undefined is an error",
    .why = "`?.` gives undefined where something is missing. What follows must be able to take it: "
           "calling, reading, spreading and taking apart can't.",
    .options = "{ disallowArithmeticOperators: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"(user?.address).street;"}, {"const { street } = user?.address;"},
                    {"list(...user?.names);"}),
    .good = EXAMPLES({"user?.address.street;"}, {"const { street } = user?.address ?? {};"}),
    .visits = VISITS(
        {NODE_CALL_EXPRESSION, check_link}, {NODE_MEMBER_EXPRESSION, check_link},
        {NODE_SUBSCRIPT_EXPRESSION, check_link}, {NODE_NEW_EXPRESSION, check_new},
        {NODE_SPREAD_ELEMENT, check_spread}, {NODE_CLASS_HERITAGE, check_first},
        {NODE_WITH_STATEMENT, check_with}, {NODE_FOR_IN_STATEMENT, check_for},
        {NODE_VARIABLE_DECLARATOR, check_declarator},
        {NODE_ASSIGNMENT_EXPRESSION, check_assignment}, {NODE_ASSIGNMENT_PATTERN, check_assignment},
        {NODE_OBJECT_ASSIGNMENT_PATTERN, check_assignment},
        {NODE_BINARY_EXPRESSION, check_operation}, {NODE_UNARY_EXPRESSION, check_operation},
        {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_operation}),
};

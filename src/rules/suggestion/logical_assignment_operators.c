// logical-assignment-operators: `a = a || b` and `a ||= b`, one of the two.
#include "rules/constants.h"
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/same_reference.h"

enum { ASSIGNMENT, LOGICAL, IF, UNEXPECTED, USE_OPERATOR, REPLACE_LOGICAL, REPLACE_IF, SPELL_OUT };

static const RuleMessage messages[] = {
    [ASSIGNMENT] = {"assignment", "Assignment (=) can be replaced with operator assignment ({0})."},
    [LOGICAL] = {"logical", "Logical expression can be replaced with an assignment ({0})."},
    [IF] = {"if", "'if' statement can be replaced with a logical operator assignment with operator "
                  "{0}."},
    [UNEXPECTED] = {"unexpected", "Unexpected logical operator assignment ({0}) shorthand."},
    [USE_OPERATOR] = {"useLogicalOperator", "Convert this assignment to use the operator {0}."},
    [REPLACE_LOGICAL] =
        {"convertLogical",
         "Replace this logical expression with an assignment with the operator {0}."},
    [REPLACE_IF] = {"convertIf",
                    "Replace this 'if' statement with a logical assignment with operator {0}."},
    [SPELL_OUT] = {"separate",
                   "Separate the logical assignment into an assignment with a logical operator."},
};

static bool is_logical(const Tree *tree, NodeId node) {
  if (tree_kind(tree, node) != NODE_BINARY_EXPRESSION) return false;
  return kind_is_logical(estree_operator(tree, node));
}

// The node where `=` stands between its sides.
static NodeId equals_of(const Tree *tree, NodeId assignment) {
  return tree_child_of_kind(tree, assignment, TOKEN_ASSIGN);
}

// A name, or a member without `?.` anywhere.
static bool is_reference(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, node);
  if (kind == NODE_IDENTIFIER) return true;
  if (!estree_is_member(kind)) return false;
  for (NodeId at = node; kind_is_link(tree_kind(tree, at));
       at = tree_inside_parentheses(tree, tree_first_child(tree, at))) {
    if (tree_child_of_kind(tree, at, NODE_OPTIONAL_CHAIN)) return false;
  }
  return true;
}

// ---- What can be rewritten without anybody seeing that something is read once less

// A variable, not inside of a `with`, where it could be a property.
static bool is_variable(const Tree *tree, NodeId node) {
  if (tree_kind(tree, node) != NODE_IDENTIFIER) return false;
  for (NodeId at = tree_node(tree, node)->parent; at != NODE_ROOT;
       at = tree_node(tree, at)->parent) {
    if (tree_kind(tree, at) == NODE_WITH_STATEMENT) return false;
  }
  return true;
}

// `a.b`, `a[0]`, `this.b`: one property is read.
static bool is_single_property(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, node);
  if (!estree_is_member(kind)) return false;
  NodeId object = estree_child(tree, node, FIELD_OBJECT);
  if (!is_variable(tree, object) && tree_kind(tree, object) != NODE_THIS &&
      tree_kind(tree, object) != NODE_SUPER)
    return false;
  if (kind == NODE_MEMBER_EXPRESSION) return true;
  switch ((int)tree_kind(tree, estree_child(tree, node, FIELD_INDEX))) {
  case NODE_FALSE:
  case NODE_IDENTIFIER:
  case NODE_NULL:
  case NODE_NUMBER:
  case NODE_REGEX:
  case NODE_STRING:
  case NODE_TEMPLATE_STRING:
  case NODE_THIS:
  case NODE_TRUE:
  case NODE_UNDEFINED: return true;
  default: return false;
  }
}

static bool has_comment(RuleContext *context, NodeId node) {
  const Node *at = tree_node(context->tree, node);
  const TokenTable *tokens = source_tokens(context->code);
  return tokens_have_comment(tokens, at->start, at->end);
}

// What takes the place of a node: as a fix, or as a suggestion with this message.
typedef struct Mend {
  NodeId node;
  Text text;
  bool is_fix;
  int message;
  Text operation;
} Mend;

static void mend(RuleContext *context, RuleReport *made, Mend how) {
  Span span = {tree_node(context->tree, how.node)->start, tree_node(context->tree, how.node)->end};
  if (how.is_fix) {
    fix_replace(made, context->arena, span, how.text);
    return;
  }
  RuleSuggestion *offer = suggest(context, made, how.message, how.operation);
  edits_replace(&offer->edits, context->arena, span, how.text);
}

static Text source_between(const Tree *tree, uint32_t start, uint32_t end) {
  return text_slice(tree->source, start, end);
}

static Text operator_text(RuleContext *context, NodeId logical) {
  Text sign = tree_text(context->tree, tree_child(context->tree, logical, FIELD_OPERATOR));
  return text_format(context->arena, "%.*s=", TEXT_ARGS(sign));
}

// ---- a = a || b

// The leftmost operand of `a || b || c`.
static NodeId leftmost(const Tree *tree, NodeId logical, NodeId *around) {
  NodeKind sign = estree_operator(tree, logical);
  NodeId at = logical;
  for (;;) {
    NodeId left = tree_child(tree, at, FIELD_LEFT);
    *around = at;
    if (!is_binary(tree, left, sign)) return tree_inside_parentheses(tree, left);
    at = left;
  }
}

static void check_plain(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId value = estree_child(tree, node, FIELD_RIGHT), around;
  if (!is_logical(tree, value)) return;
  NodeId target = estree_child(tree, node, FIELD_LEFT), first = leftmost(tree, value, &around);
  if (!is_reference(tree, target) || !is_reference(tree, first) ||
      !is_same_reference(context->code, target, first))
    return;
  Text operation = operator_text(context, value);
  RuleReport *made = report(context, node, ASSIGNMENT, operation);
  if (has_comment(context, node)) return;
  uint32_t start = tree_node(tree, node)->start;
  uint32_t equals = tree_node(tree, equals_of(tree, node))->start;
  uint32_t rest = tree_node(tree, tree_child(tree, around, FIELD_RIGHT))->start;
  Text text =
      text_format(context->arena, "%.*s%.*s%.*s%.*s",
                  TEXT_ARGS(source_between(tree, start, equals)), TEXT_ARGS(operation),
                  TEXT_ARGS(source_between(tree, equals + 1, tree_node(tree, value)->start)),
                  TEXT_ARGS(source_between(tree, rest, tree_node(tree, node)->end)));
  mend(context, made, (Mend){node, text, is_variable(tree, target), USE_OPERATOR, operation});
}

// ---- a || (a = b)

// Whether an assignment needs parentheses in the place of a node.
static bool needs_parentheses(const Tree *tree, NodeId node) {
  NodeId parent = tree_node(tree, node)->parent;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_ARROW_FUNCTION:
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_ARGUMENTS:
  case NODE_EXPRESSION_STATEMENT:
  case NODE_PARENTHESIZED_EXPRESSION:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_YIELD_EXPRESSION: return false;
  default: return true;
  }
}

// `left = right` of an assignment with another operator.
static Text with_operator(RuleContext *context, NodeId assignment, Text operation) {
  const Tree *tree = context->tree;
  const Node *at = tree_node(tree, assignment);
  uint32_t equals = tree_node(tree, equals_of(tree, assignment))->start;
  return text_format(context->arena, "%.*s%.*s%.*s",
                     TEXT_ARGS(source_between(tree, at->start, equals)), TEXT_ARGS(operation),
                     TEXT_ARGS(source_between(tree, equals + 1, at->end)));
}

static void check_logical(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!option_is(context, 0, "always") || !is_logical(tree, node)) return;
  NodeId assignment = estree_child(tree, node, FIELD_RIGHT);
  if (tree_kind(tree, assignment) != NODE_ASSIGNMENT_EXPRESSION) return;
  NodeId tested = estree_child(tree, node, FIELD_LEFT);
  NodeId target = estree_child(tree, assignment, FIELD_LEFT);
  if (!is_reference(tree, tested) || !is_reference(tree, target) ||
      !is_same_reference(context->code, tested, target))
    return;
  Text operation = operator_text(context, node);
  RuleReport *made = report(context, node, LOGICAL, operation);
  if (has_comment(context, node)) return;
  Text text = with_operator(context, assignment, operation);
  if (needs_parentheses(tree, node)) text = text_format(context->arena, "(%.*s)", TEXT_ARGS(text));
  bool is_fix = is_variable(tree, tested) || is_single_property(tree, tested);
  mend(context, made, (Mend){node, text, is_fix, REPLACE_LOGICAL, operation});
}

// ---- if (a) a = b

typedef struct Existence {
  NodeId reference;
  const char *operation;
  bool is_read_twice;
} Existence;

static bool is_undefined(RuleContext *context, NodeId node) {
  return is_global(context->code, node, "undefined") ||
         is_unary(context->tree, node, TOKEN_VOID_WORD);
}

static bool is_null(RuleContext *context, NodeId node) {
  return tree_kind(context->tree, node) == NODE_NULL;
}

// The side of a comparison that is compared with null or undefined.
static NodeId compared(RuleContext *context, NodeId node, NodeKind sign, bool *is_null_side) {
  const Tree *tree = context->tree;
  if (!is_binary(tree, node, sign)) return NO_NODE;
  NodeId sides[2] = {estree_child(tree, node, FIELD_LEFT), estree_child(tree, node, FIELD_RIGHT)};
  for (int i = 0; i < 2; i++) {
    NodeId other = sides[1 - i];
    *is_null_side = is_null(context, other);
    if (is_reference(tree, sides[i]) && (*is_null_side || is_undefined(context, other)))
      return sides[i];
  }
  return NO_NODE;
}

// `a == null`, `a === null || a === undefined`
static Existence nullish_test(RuleContext *context, NodeId test) {
  const Tree *tree = context->tree;
  bool is_null_first, is_null_second;
  NodeId reference = compared(context, test, TOKEN_EQUAL, &is_null_first);
  if (reference) return (Existence){reference, "?\?=", false};
  if (!is_binary(tree, test, TOKEN_LOGICAL_OR)) return (Existence){0};
  NodeId first =
      compared(context, estree_child(tree, test, FIELD_LEFT), TOKEN_STRICT_EQUAL, &is_null_first);
  NodeId second =
      compared(context, estree_child(tree, test, FIELD_RIGHT), TOKEN_STRICT_EQUAL, &is_null_second);
  bool is_both = first && second && is_null_first != is_null_second;
  if (!is_both || !is_same_reference(context->code, first, second)) return (Existence){0};
  return (Existence){first, "?\?=", true};
}

static Existence existence_of(RuleContext *context, NodeId test) {
  const Tree *tree = context->tree;
  bool is_not = is_unary(tree, test, TOKEN_NOT);
  NodeId base = is_not ? estree_child(tree, test, FIELD_ARGUMENT) : test;
  const char *operation = is_not ? "||=" : "&&=";
  if (is_reference(tree, base)) return (Existence){base, operation, false};
  if (is_not && is_unary(tree, base, TOKEN_NOT)) {
    NodeId inner = estree_child(tree, base, FIELD_ARGUMENT);
    return is_reference(tree, inner) ? (Existence){inner, "&&=", false} : (Existence){0};
  }
  if (is_global_call(context->code, base, "Boolean")) {
    NodeId arguments = tree_child(tree, base, FIELD_ARGUMENTS);
    NodeId first = tree_first_named(tree, arguments);
    bool is_one = first && !tree_next_named(tree, first);
    NodeId inner = first ? tree_inside_parentheses(tree, first) : NO_NODE;
    return is_one && is_reference(tree, inner) ? (Existence){inner, operation, false}
                                               : (Existence){0};
  }
  return is_not ? (Existence){0} : nullish_test(context, test);
}

// The one statement of an `if`, or NO_NODE.
static NodeId only_statement(const Tree *tree, NodeId node) {
  NodeId then = tree_child(tree, node, FIELD_CONSEQUENCE);
  if (tree_kind(tree, then) != NODE_STATEMENT_BLOCK) return then;
  NodeId first = tree_first_named(tree, then);
  return first && !tree_next_named(tree, first) ? first : NO_NODE;
}

static void fix_if(RuleContext *context, RuleReport *made, NodeId node, NodeId statement,
                   const Existence *existence) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  if (has_comment(context, node)) return;
  TokenId first = token_first(tokens, tree, statement), before = token_before(tokens, tree, node);
  bool is_safe = !before || token_is(tokens, before, TOKEN_SEMICOLON) ||
                 token_is(tokens, before, TOKEN_BRACE_OPEN) ||
                 tokens->at[first].type == TOKEN_TYPE_IDENTIFIER ||
                 tokens->at[first].type == TOKEN_TYPE_KEYWORD;
  if (!is_safe) return;
  NodeId whole = tree_first_named(tree, statement);
  NodeId assignment = tree_inside_parentheses(tree, whole);
  uint32_t equals = tree_node(tree, equals_of(tree, assignment))->start;
  const Node *at = tree_node(tree, statement);
  TokenId next = token_after(tokens, tree, whole);
  bool is_open = next && !token_is(tokens, next, TOKEN_SEMICOLON) &&
                 tokens->at[next].start < tree_node(tree, node)->end;
  Text text = text_format(context->arena, "%.*s%s%.*s%s",
                          TEXT_ARGS(source_between(tree, at->start, equals)), existence->operation,
                          TEXT_ARGS(source_between(tree, equals + 1, at->end)), is_open ? ";" : "");
  bool is_fix = is_variable(tree, existence->reference) ||
                (!existence->is_read_twice && is_single_property(tree, existence->reference));
  mend(context, made, (Mend){node, text, is_fix, REPLACE_IF, text_of(existence->operation)});
}

static void check_if(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!option_is(context, 0, "always") || !option_flag(context, 1, "enforceForIfStatements"))
    return;
  if (tree_child(tree, node, FIELD_ALTERNATIVE)) return;
  NodeId statement = only_statement(tree, node);
  if (tree_kind(tree, statement) != NODE_EXPRESSION_STATEMENT) return;
  NodeId assignment = tree_inside_parentheses(tree, tree_first_named(tree, statement));
  if (tree_kind(tree, assignment) != NODE_ASSIGNMENT_EXPRESSION) return;
  Existence existence = existence_of(context, estree_child(tree, node, FIELD_CONDITION));
  NodeId target = estree_child(tree, assignment, FIELD_LEFT);
  if (!existence.reference || !is_reference(tree, target) ||
      !is_same_reference(context->code, existence.reference, target))
    return;
  fix_if(context, report(context, node, IF, text_of(existence.operation)), node, statement,
         &existence);
}

// ---- a ||= b

// Whether a value needs parentheses behind the operator.
static bool value_needs_parentheses(const Tree *tree, NodeId value, NodeKind operation) {
  switch ((int)tree_kind(tree, value)) {
  case NODE_ARROW_FUNCTION:
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_TERNARY_EXPRESSION:
  case NODE_YIELD_EXPRESSION: return true;
  case NODE_BINARY_EXPRESSION:
    return is_logical(tree, value) &&
           !(operation == TOKEN_LOGICAL_OR_ASSIGN && is_binary(tree, value, TOKEN_LOGICAL_AND));
  default: return false;
  }
}

static void check_augmented(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!option_is(context, 0, "never")) return;
  NodeId sign = tree_child(tree, node, FIELD_OPERATOR);
  NodeKind operation = tree_kind(tree, sign);
  if (!kind_is_logical_assignment(operation)) return;
  RuleReport *made = report(context, node, UNEXPECTED, tree_text(tree, sign));
  if (has_comment(context, node)) return;
  const Node *at = tree_node(tree, sign);
  NodeId value = tree_child(tree, node, FIELD_RIGHT), target = estree_child(tree, node, FIELD_LEFT);
  bool is_open = value_needs_parentheses(tree, value, operation);
  Text text = text_format(
      context->arena, "%.*s= %.*s %.*s%.*s%s%.*s%s",
      TEXT_ARGS(source_between(tree, tree_node(tree, node)->start, at->start)),
      TEXT_ARGS(tree_text(tree, target)), TEXT_ARGS(source_between(tree, at->start, at->end - 1)),
      TEXT_ARGS(source_between(tree, at->end, tree_node(tree, value)->start)), is_open ? "(" : "",
      TEXT_ARGS(tree_text(tree, value)), is_open ? ")" : "");
  mend(context, made, (Mend){node, text, is_variable(tree, target), SPELL_OUT, TEXT("")});
}

static void check_assignment(RuleContext *context, NodeId node) {
  if (option_is(context, 0, "always")) check_plain(context, node);
}

const Rule rule_logical_assignment_operators = {
    .name = "logical-assignment-operators",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE | RULE_SUGGESTS,
    .summary = "Require or disallow `a ||= b` for `a = a || b`",
    .why = "The short form says once what changes, and assigns only where something does.",
    .options = "('always' | 'never') = always, { enforceForIfStatements: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES(
        {"name = name || \"nobody\";"}, {"name ?\?= \"nobody\";", "[\"never\"]"},
        {"if (!name) name = \"nobody\";", "[\"always\", {\"enforceForIfStatements\": true}]"}),
    .good = EXAMPLES({"name ||= \"nobody\";"}, {"name = name ?? \"nobody\";", "[\"never\"]"}),
    .visits = VISITS({NODE_ASSIGNMENT_EXPRESSION, check_assignment},
                     {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_augmented},
                     {NODE_BINARY_EXPRESSION, check_logical}, {NODE_IF_STATEMENT, check_if}),
};

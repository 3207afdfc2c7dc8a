// no-magic-numbers: numbers in the midst of code that say nothing of what they mean.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "syntax/literal_number.h"

#include <math.h>
#include <stdlib.h>

enum { USE_CONST, NO_MAGIC };

static const RuleMessage messages[] = {
    [USE_CONST] = {"useConst", "Number constants declarations must use 'const'."},
    [NO_MAGIC] = {"noMagic", "No magic number: {0}."},
};

// A number with the sign before it.
typedef struct Number {
  NodeId node; // the number, or the `-5` that it is in
  double value;
  bool is_bigint;
  Text digits; // of a BigInt
  bool is_negative;
} Number;

static Number read_number(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Text text = tree_text(tree, node);
  Number number = {.node = node, .is_bigint = text.at[text.size - 1] == 'n'};
  if (number.is_bigint) {
    text.size--;
    number.digits = literal_bigint_text(context->arena, text_slice(text, 0, text.size + 1));
  }
  number.value = literal_number_value(text);
  NodeId parent = estree_parent(tree, node);
  if (tree_kind(tree, parent) != NODE_UNARY_EXPRESSION) return number;
  NodeKind sign = estree_operator(tree, parent);
  if (sign != TOKEN_MINUS && sign != TOKEN_PLUS) return number;
  number.node = parent;
  number.is_negative = sign == TOKEN_MINUS;
  if (number.is_negative) number.value = -number.value;
  return number;
}

static bool is_ignored_value(RuleContext *context, const Number *number) {
  const Json *list = option_field(context, 0, "ignore");
  for (const Json *each = list ? list->first_child : NULL; each; each = each->next) {
    if (json_is(each, JSON_NUMBER) && !number->is_bigint && each->number == number->value)
      return true;
    if (!json_is(each, JSON_STRING) || !number->is_bigint) continue;
    Text text = each->text;
    bool is_negative = text.size && text.at[0] == '-';
    if (is_negative) text = text_slice(text, 1, text.size);
    bool is_zero = text_is(number->digits, TEXT("0"));
    if (text_ends(text, TEXT("n"))) text.size--;
    if (text_is(text, number->digits) && (is_zero || is_negative == number->is_negative))
      return true;
  }
  return false;
}

// parseInt(a, 10), Number.parseInt(a, 10)
static bool is_radix(RuleContext *context, NodeId outside, NodeId parent) {
  const Tree *tree = context->tree;
  if (tree_kind(tree, parent) != NODE_ARGUMENTS) return false;
  NodeId first = tree_first_named(tree, parent);
  if (!first || tree_next_named(tree, first) != outside) return false;
  NodeId called = called_function(tree, tree_node(tree, parent)->parent);
  return called && (is_identifier(tree, called, "parseInt") ||
                    is_member_of(context->code, called, "Number", "parseInt"));
}

static bool is_index(const Number *number) {
  return trunc(number->value) == number->value && number->value >= 0 &&
         number->value < 4294967295.0;
}

// Where a number may be anything, as the options say.
static bool is_allowed_place(RuleContext *context, const Number *number, NodeId outside,
                             NodeId parent) {
  const Tree *tree = context->tree;
  NodeField field = tree_node(tree, outside)->field;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    return field == FIELD_RIGHT && option_flag(context, 0, "ignoreDefaultValues");
  case NODE_FIELD_DEFINITION:
    return field == FIELD_VALUE && option_flag(context, 0, "ignoreClassFieldInitialValues");
  case NODE_SUBSCRIPT_EXPRESSION:
    return field == FIELD_INDEX && option_flag(context, 0, "ignoreArrayIndexes") &&
           is_index(number);
  case NODE_JSX_EXPRESSION: return true;
  default: return is_radix(context, outside, parent);
  }
}

// Where a number is the value of something that has a name: a property, or what is assigned to one.
static bool is_named(RuleContext *context, NodeId parent) {
  const Tree *tree = context->tree;
  if (option_flag(context, 0, "detectObjects")) return false;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_PAIR:
  case NODE_PAIR_PATTERN: return true;
  case NODE_METHOD_DEFINITION:
    return tree_kind(tree, tree_node(tree, parent)->parent) == NODE_OBJECT;
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    return !is_identifier(tree, estree_child(tree, parent, FIELD_LEFT), NULL);
  default: return false;
  }
}

static bool is_const(const Tree *tree, NodeId declarator) {
  NodeId declaration = tree_node(tree, declarator)->parent;
  return tree_kind(tree, tree_first_child(tree, declaration)) == TOKEN_CONST_WORD;
}

static void check(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Number number = read_number(context, node);
  NodeId outside = tree_outside_parentheses(tree, number.node);
  NodeId parent = tree_node(tree, outside)->parent;
  if (tree_kind(tree, parent) == NODE_COMPUTED_PROPERTY_NAME)
    parent = tree_node(tree, parent)->parent;
  if (is_allowed_place(context, &number, outside, parent) || is_named(context, parent)) return;
  if (is_ignored_value(context, &number)) return;
  if (tree_kind(tree, parent) != NODE_VARIABLE_DECLARATOR) {
    Text sign = number.node == node ? TEXT("") : kind_name(estree_operator(tree, number.node));
    report(context, number.node, NO_MAGIC,
           text_concat(context->arena, sign, tree_text(tree, node)));
  } else if (option_flag(context, 0, "enforceConst") && !is_const(tree, parent)) {
    report(context, number.node, USE_CONST);
  }
}

const Rule rule_no_magic_numbers = {
    .name = "no-magic-numbers",
    .type = RULE_SUGGESTION,
    .summary = "Disallow numbers that have no name",
    .why = "`86400` in the midst of code makes people guess; a constant says what it is, and is "
           "changed in one place.",
    .options = "{ detectObjects: boolean = false, enforceConst: boolean = false, ignore: (number | "
               "string)[] = [], ignoreArrayIndexes: boolean = false, ignoreDefaultValues: boolean "
               "= false, ignoreClassFieldInitialValues: boolean = false, ignoreEnums: boolean = "
               "false, ignoreNumericLiteralTypes: boolean = false, ignoreReadonlyClassProperties: "
               "boolean = false, ignoreTypeIndexes: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"wait(days * 86400);"}, {"let limit = 10;", "[{\"enforceConst\": true}]"}),
    .good = EXAMPLES({"const SECONDS_A_DAY = 86400; wait(days * SECONDS_A_DAY);"},
                     {"first = list[0];", "[{\"ignoreArrayIndexes\": true}]"}),
    .visits = VISITS({NODE_NUMBER, check}),
};

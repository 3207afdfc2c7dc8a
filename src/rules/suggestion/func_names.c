// func-names: names of function expressions.
#include "rules/functions.h"
#include "rules/operators.h"
#include "rules/rule.h"

enum { UNNAMED, NAMED };

static const RuleMessage messages[] = {
    [UNNAMED] = {"unnamed", "Unexpected unnamed {0}."},
    [NAMED] = {"named", "Unexpected named {0}."},
};

// Whether the language gives a function without a name the name of where it goes.
static bool gets_name(const Tree *tree, NodeId node) {
  NodeId outside = tree_outside_parentheses(tree, node);
  const Node *at = tree_node(tree, outside);
  NodeKind target = NODE_NONE;
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    if (!kind_is_logical_assignment(estree_operator(tree, at->parent))) return false;
    target = tree_kind(tree, tree_child(tree, at->parent, FIELD_LEFT));
    break;
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    target = tree_kind(tree, tree_child(tree, at->parent, FIELD_LEFT));
    break;
  case NODE_VARIABLE_DECLARATOR:
    target = tree_kind(tree, tree_child(tree, at->parent, FIELD_NAME));
    break;
  case NODE_FIELD_DEFINITION:
  case NODE_PAIR: return at->field == FIELD_VALUE;
  default: return false;
  }
  bool is_value = at->field == FIELD_RIGHT || at->field == FIELD_VALUE;
  return is_value &&
         (target == NODE_IDENTIFIER || target == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN);
}

// Whether a function uses its own name.
static bool calls_itself(RuleContext *context, NodeId node) {
  NodeId name = tree_child(context->tree, node, FIELD_NAME);
  const Symbol *symbol = &context->code->scopes->symbols[tree_node(context->tree, name)->symbol];
  return symbol->kind == SYMBOL_FUNCTION_NAME && symbol->reference_count > 0;
}

// The setting for a function: "always", "as-needed" or "never".
static Text setting_of(RuleContext *context, NodeId node) {
  const Json *generators = option_field(context, 1, "generators");
  if (generators && function_is_generator(context->tree, node)) return generators->text;
  return json_text(option(context, 0));
}

static void check(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool has_name = tree_child(tree, node, FIELD_NAME) != NO_NODE;
  Text setting = setting_of(context, node);
  int message;
  if (text_is(setting, TEXT("never"))) {
    bool is_declaration = tree_kind(tree, node) == NODE_FUNCTION_DECLARATION ||
                          tree_kind(tree, node) == NODE_GENERATOR_FUNCTION_DECLARATION;
    if (!has_name || is_declaration || calls_itself(context, node)) return;
    message = NAMED;
  } else {
    if (has_name || (text_is(setting, TEXT("as-needed")) && gets_name(tree, node))) return;
    message = UNNAMED;
  }
  report_span(context, function_head(context->code, node), message,
              function_title(context->code, node));
}

// `export default function () {}`.
static bool is_default_export(const Tree *tree, NodeId node) {
  NodeId parent = tree_node(tree, node)->parent;
  return tree_kind(tree, parent) == NODE_EXPORT_STATEMENT &&
         tree_child_of_kind(tree, parent, TOKEN_DEFAULT_WORD);
}

static void check_declaration(RuleContext *context, NodeId node) {
  if (is_default_export(context->tree, node)) check(context, node);
}

const Rule rule_func_names = {
    .name = "func-names",
    .type = RULE_SUGGESTION,
    .summary = "Require or disallow names of function expressions",
    .why = "A function that has a name says it in stack traces, and can call itself.",
    .options = "('always' | 'as-needed' | 'never') = always, { generators: 'always' | 'as-needed' "
               "| 'never' }",
    .messages = messages,
    .bad = EXAMPLES({"list.map(function (n) { return n + 1; });"}),
    .good = EXAMPLES({"list.map(function next(n) { return n + 1; });"},
                     {"const next = function () {};", "[\"as-needed\"]"}),
    .visits = VISITS({NODE_FUNCTION_EXPRESSION, check}, {NODE_GENERATOR_FUNCTION, check},
                     {NODE_FUNCTION_DECLARATION, check_declaration},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, check_declaration}),
};

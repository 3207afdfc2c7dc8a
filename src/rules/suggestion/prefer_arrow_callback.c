// prefer-arrow-callback: `function` where an arrow function is passed as well.
#include "base/map.h"
#include "rules/functions.h"
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { PREFER };

static const RuleMessage messages[] = {
    [PREFER] = {"preferArrowCallback", "Unexpected function expression."},
};

typedef struct Callback {
  bool is_callback, is_bound; // to `this`, by `.bind(this)`
} Callback;

static bool is_this_alone(const Tree *tree, NodeId list) {
  NodeId first = tree_first_named(tree, list);
  return first && !tree_next_named(tree, first) &&
         tree_kind(tree, tree_inside_parentheses(tree, first)) == NODE_THIS;
}

// How a function gets to where it is called: climbs as long as it is handed on unchanged.
static Callback callback_of(const Tree *tree, NodeId node) {
  Callback result = {0};
  bool was_bound = false;
  for (NodeId at = node;;) {
    NodeId parent = estree_parent(tree, at);
    switch ((int)tree_kind(tree, parent)) {
    case NODE_BINARY_EXPRESSION:
      if (!kind_is_logical(estree_operator(tree, parent))) return result;
      break;
    case NODE_TERNARY_EXPRESSION:
      if (tree_node(tree, tree_outside_parentheses(tree, at))->field == FIELD_CONDITION)
        return result;
      break;
    case NODE_ARGUMENTS: result.is_callback = true; return result;
    case NODE_MEMBER_EXPRESSION: {
      NodeId call = estree_parent(tree, parent);
      bool is_bind =
          text_is(tree_text(tree, tree_child(tree, parent, FIELD_PROPERTY)), TEXT("bind")) &&
          tree_kind(tree, call) == NODE_CALL_EXPRESSION && called_function(tree, call) == parent;
      if (!is_bind) return result;
      if (!was_bound)
        result.is_bound = is_this_alone(tree, tree_child(tree, call, FIELD_ARGUMENTS));
      was_bound = true;
      parent = call;
      break;
    }
    default: return result;
    }
    at = parent;
  }
}

typedef struct Uses {
  bool this_too, others; // `arguments`, `super`, `new.target`
} Uses;

// Whether it is the list that a function has of what it is given.
static bool is_arguments(RuleContext *context, NodeId node) {
  if (!is_identifier(context->tree, node, "arguments")) return false;
  const VariableTable *table = source_variables(context->code);
  const Variable *variable = &table->variables[variable_at(table, node)];
  return variable->flags & VARIABLE_ARGUMENTS && !variable->first_definition;
}

// What of its own a function uses that an arrow function does not have.
static Uses uses_of(RuleContext *context, NodeId function) {
  const Tree *tree = context->tree;
  Uses uses = {0};
  NodeId end = tree_node(tree, function)->after;
  for (NodeId at = function + 1; at < end && !uses.others;) {
    NodeKind kind = tree_kind(tree, at);
    uses.this_too |= kind == NODE_THIS;
    uses.others |= kind == NODE_SUPER || is_arguments(context, at) ||
                   (kind == NODE_META_PROPERTY && text_starts(tree_text(tree, at), TEXT("new")));
    NodeId behind = tree_end_of_this(tree, at);
    at = behind ? behind : at + 1;
  }
  return uses;
}

static bool uses_own_name(RuleContext *context, NodeId node) {
  if (!tree_child(context->tree, node, FIELD_NAME)) return false;
  const VariableTable *table = source_variables(context->code);
  DefinitionId definition = table->definition_at[node];
  return definition &&
         table->variables[table->definitions[definition].variable].first_reference != 0;
}

static bool has_same_parameters(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Map names = {0};
  tree_each_named(tree, tree_child(tree, node, FIELD_PARAMETERS), each) {
    bool is_new = true;
    if (is_identifier(tree, each, NULL))
      map_add(context->arena, &names, tree_text(tree, each), &is_new);
    if (!is_new) return true;
  }
  return false;
}

// Takes `.bind(this)` away; false where it must stay.
static bool unbind(RuleContext *context, RuleReport *made, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId outside = tree_outside_parentheses(tree, node), member = tree_node(tree, outside)->parent;
  if (tree_kind(tree, member) != NODE_MEMBER_EXPRESSION || estree_is_parenthesized(tree, member))
    return false;
  Span gone = {tree_node(tree, outside)->end,
               tree_node(tree, tree_node(tree, member)->parent)->end};
  TokenId dot = token_at(tokens, gone.start);
  while (token_is_comment(tokens, dot)) ++dot;
  gone.start = tokens->at[dot].start;
  if (tokens_have_comment(tokens, gone.start, gone.end)) return false;
  fix_remove(made, context->arena, gone);
  return true;
}

static void fix(RuleContext *context, RuleReport *made, NodeId node, bool is_bound) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  if (is_bound && !unbind(context, made, node)) return;
  const Node *word = tree_node(tree, tree_child_of_kind(tree, node, TOKEN_FUNCTION_WORD));
  const Node *list = tree_node(tree, tree_child(tree, node, FIELD_PARAMETERS));
  NodeId name = tree_child(tree, node, FIELD_NAME);
  if (!tokens_have_comment(tokens, word->end, list->start)) {
    fix_remove(made, context->arena, (Span){word->start, list->start});
  } else {
    fix_remove(made, context->arena, (Span){word->start, word->end});
    if (name) fix_remove(made, context->arena, estree_span(context->code, name));
  }
  fix_insert(made, context->arena, list->end, TEXT(" =>"));
  NodeId replaced = is_bound ? estree_parent(tree, estree_parent(tree, node)) : node;
  NodeId parent = estree_parent(tree, replaced);
  NodeKind kind = tree_kind(tree, parent);
  bool is_argument = kind == NODE_ARGUMENTS &&
                     tree_kind(tree, tree_node(tree, parent)->parent) == NODE_CALL_EXPRESSION;
  bool is_wrapped = token_is(tokens, token_before(tokens, tree, replaced), TOKEN_PAREN_OPEN) &&
                    token_is(tokens, token_after(tokens, tree, replaced), TOKEN_PAREN_CLOSE);
  if (is_argument || is_wrapped || kind == NODE_TERNARY_EXPRESSION ||
      estree_is_parenthesized(tree, node))
    return;
  fix_insert(made, context->arena, tree_node(tree, replaced)->start, TEXT("("));
  fix_insert(made, context->arena, tree_node(tree, replaced)->end, TEXT(")"));
}

static void check_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (option_flag(context, 0, "allowNamedFunctions") && tree_child(tree, node, FIELD_NAME)) return;
  Callback callback = callback_of(tree, node);
  if (!callback.is_callback) return;
  Uses uses = uses_of(context, node);
  bool is_unbound = uses.this_too && !callback.is_bound;
  if (uses.others || (is_unbound && option_flag(context, 0, "allowUnboundThis")) ||
      uses_own_name(context, node))
    return;
  RuleReport *made = report(context, node, PREFER);
  if (!is_unbound && !has_same_parameters(context, node))
    fix(context, made, node, callback.is_bound);
}

const Rule rule_prefer_arrow_callback = {
    .name = "prefer-arrow-callback",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require arrow functions for callbacks",
    .why = "They are shorter, and their `this` is that of the code around them.",
    .options = "{ allowNamedFunctions: boolean = false, allowUnboundThis: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"list.map(function (n) { return n + 1; });"},
                    {"on(function () { this.go(); }.bind(this));"}),
    .good = EXAMPLES({"list.map((n) => n + 1);"}, {"on(function () { this.go(); });"}),
    .visits = VISITS({NODE_FUNCTION_EXPRESSION, check_function}),
};

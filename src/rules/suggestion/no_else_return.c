// no-else-return: `else` behind a block that always returns.
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/semicolons.h"
#include "rules/variables.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unnecessary 'else' after 'return'."},
};

// ---- What returns

static bool is_return(const Tree *tree, NodeId node) {
  return tree_kind(tree, node) == NODE_RETURN_STATEMENT;
}

static NodeId else_of(const Tree *tree, NodeId node) {
  NodeId clause = tree_child(tree, node, FIELD_ALTERNATIVE);
  return clause ? tree_first_named(tree, clause) : NO_NODE;
}

static bool ends_with_return(const Tree *tree, NodeId node) {
  if (tree_kind(tree, node) != NODE_STATEMENT_BLOCK) return is_return(tree, node);
  NodeId last = NO_NODE;
  tree_each_named(tree, node, statement) last = statement;
  return is_return(tree, last);
}

static bool returns_by_itself(const Tree *tree, NodeId node) {
  if (is_return(tree, node)) return true;
  if (tree_kind(tree, node) != NODE_IF_STATEMENT) return false;
  NodeId otherwise = else_of(tree, node);
  return otherwise && ends_with_return(tree, otherwise) &&
         ends_with_return(tree, tree_child(tree, node, FIELD_CONSEQUENCE));
}

static bool always_returns(const Tree *tree, NodeId node) {
  if (tree_kind(tree, node) != NODE_STATEMENT_BLOCK) return returns_by_itself(tree, node);
  tree_each_named(tree, node, statement) {
    if (returns_by_itself(tree, statement)) return true;
  }
  return false;
}

// ---- The fix

// Whether the name at a node belongs to a scope within the nodes from `first` to `end`.
static bool is_declared_within(const VariableTable *table, NodeId node, NodeId first, NodeId end) {
  VariableId variable = variable_at(table, node);
  NodeId scope = variable ? table->scopes[table->variables[variable].scope].node : NO_NODE;
  return scope > first && scope < end;
}

// Whether an identifier outside of a block has this name, in the list of statements that would take
// the block's in; the parameters of a function, or of `catch`, are around its list. Names of scopes
// further inside don't count.
static bool is_used_around(RuleContext *context, NodeId block, Text name) {
  const Tree *tree = context->tree;
  const VariableTable *table = source_variables(context->code);
  NodeId condition = tree_node(tree, tree_node(tree, block)->parent)->parent;
  NodeId owner = tree_node(tree, condition)->parent, around = tree_node(tree, owner)->parent;
  if (kind_is_function(tree_kind(tree, around)) || tree_kind(tree, around) == NODE_CATCH_CLAUSE)
    owner = around;
  NodeId end = tree_node(tree, owner)->after, own_name = tree_child(tree, owner, FIELD_NAME);
  for (NodeId id = owner + 1; id < end; id++) {
    if (id == own_name) continue;
    if (id == block) id = tree_node(tree, block)->after;
    if (id >= end) break;
    switch ((int)tree_kind(tree, id)) {
    case NODE_IDENTIFIER:
    case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
    case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN:
      if (text_is(tree_text(tree, id), name) && !is_declared_within(table, id, owner, end))
        return true;
      break;
    default: break;
    }
  }
  return false;
}

// Whether a name that a statement of the block declares is another one's outside.
static bool collides(RuleContext *context, NodeId block) {
  const Tree *tree = context->tree;
  tree_each_named(tree, block, statement) {
    if (!kind_is_scoped(tree_kind(tree, statement))) continue;
    NodeId end = tree_node(tree, statement)->after;
    for (NodeId id = statement + 1; id < end; id++) {
      bool is_declared =
          tree_node(tree, id)->field == FIELD_NAME && tree_kind(tree, id) == NODE_IDENTIFIER;
      if (is_declared && is_used_around(context, block, tree_text(tree, id))) return true;
    }
  }
  return false;
}

// Whether what follows the block, without its brackets, would go on with its last statement.
static bool runs_into_next(RuleContext *context, TokenId last) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId inner = token_previous(tokens, last), next = token_next(tokens, last);
  if (token_is(tokens, inner, TOKEN_SEMICOLON) || !next) return false;
  bool is_same_line =
      source_same_line(context->code, tokens->at[inner].start, tokens->at[next].start);
  return token_continues(tokens, next) ||
         (is_same_line && !token_is(tokens, next, TOKEN_BRACE_CLOSE));
}

static void fix(RuleContext *context, RuleReport *made, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  bool is_block = tree_kind(tree, node) == NODE_STATEMENT_BLOCK;
  TokenId first = token_first(tokens, tree, node), last = token_last(tokens, tree, node);
  TokenId word = token_previous(tokens, first), before = token_previous(tokens, word);
  NodeId condition = tree_node(tree, tree_node(tree, node)->parent)->parent;
  bool ends_openly =
      tree_kind(tree, tree_child(tree, condition, FIELD_CONSEQUENCE)) != NODE_STATEMENT_BLOCK &&
      !token_is(tokens, before, TOKEN_SEMICOLON);
  TokenId start = is_block ? token_next(tokens, first) : first;
  if (ends_openly && token_continues(tokens, start)) return;
  if (runs_into_next(context, last) || (is_block && collides(context, node))) return;
  Text text = tree_text(tree, node);
  if (is_block) text = text_slice(text, 1, text.size - 1);
  Span around = span_of_function_around(context->code, node);
  fix_insert(made, context->arena, around.start, TEXT(""));
  fix_replace(made, context->arena, (Span){tokens->at[word].start, tokens->at[last].end}, text);
  fix_insert(made, context->arena, around.end, TEXT(""));
}

// ---- The rule

static void check_if(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!estree_is_in_list(tree, node)) return;
  bool allows_else_if = option_flag(context, 0, "allowElseIf");
  NodeId at = node, otherwise = else_of(tree, node);
  for (; otherwise; at = otherwise, otherwise = else_of(tree, at)) {
    if (!always_returns(tree, tree_child(tree, at, FIELD_CONSEQUENCE))) return;
    if (!allows_else_if || tree_kind(tree, otherwise) != NODE_IF_STATEMENT) break;
  }
  if (otherwise) fix(context, report(context, otherwise, UNEXPECTED), otherwise);
}

const Rule rule_no_else_return = {
    .name = "no-else-return",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow `else` behind a block that always returns",
    .why = "What follows such an `if` only runs if the condition does not hold, with or without an "
           "`else`; without it, there is one block less.",
    .options = "{ allowElseIf: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"function f(a) { if (a) { return 1; } else { return 2; } }"},
                    {"function f(a, b) { if (a) { return 1; } else if (b) { return 2; } }",
                     "[{\"allowElseIf\": false}]"}),
    .good = EXAMPLES({"function f(a) { if (a) { return 1; } return 2; }"},
                     {"function f(a, b) { if (a) { return 1; } else if (b) { return 2; } }"}),
    .visits = VISITS({NODE_IF_STATEMENT, NULL, check_if}),
};

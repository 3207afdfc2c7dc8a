// What the token before is, and whose it is, tells whether a statement ends there in any case.
#include "rules/semicolons.h"

bool token_continues(const TokenTable *table, TokenId id) {
  return id && strchr("([/+-`", table->text.at[table->at[id].start]) &&
         !token_is_comment(table, id);
}

NodeId statement_begun_by(const Tree *tree, NodeId node) {
  uint32_t start = tree_node(tree, node)->start;
  NodeId at = node;
  while (at != NODE_ROOT && tree_node(tree, at)->start == start) {
    if (tree_kind(tree, at) == NODE_EXPRESSION_STATEMENT) return at;
    at = tree_node(tree, at)->parent;
  }
  return NO_NODE;
}

static bool ends_head(NodeKind parent) {
  switch ((int)parent) {
  case NODE_DO_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_WITH_STATEMENT: return true;
  default: return false;
  }
}

// `if (a)`, `while (a)`: the brackets are those of the statement.
static bool is_condition(const Tree *tree, NodeId parenthesized) {
  if (tree_kind(tree, parenthesized) != NODE_PARENTHESIZED_EXPRESSION) return false;
  switch ((int)tree_kind(tree, tree_node(tree, parenthesized)->parent)) {
  case NODE_DO_STATEMENT:
  case NODE_IF_STATEMENT:
  case NODE_WHILE_STATEMENT:
  case NODE_WITH_STATEMENT: return true;
  default: return false;
  }
}

static bool is_function_value(NodeKind kind) {
  return kind == NODE_FUNCTION_EXPRESSION || kind == NODE_GENERATOR_FUNCTION;
}

// Whether the value of an expression ends with this brace.
static bool ends_value(const Tree *tree, NodeId owner) {
  NodeKind around = tree_kind(tree, tree_node(tree, owner)->parent);
  switch ((int)tree_kind(tree, owner)) {
  case NODE_OBJECT: return around != NODE_IMPORT_ATTRIBUTE;
  case NODE_CLASS_BODY: return around == NODE_CLASS;
  case NODE_STATEMENT_BLOCK: return is_function_value(around);
  default: return false;
  }
}

// `else`, `do` and `return` end no statement, but what comes behind is no part of one before.
static bool is_open_word(NodeKind kind) {
  switch ((int)kind) {
  case TOKEN_DO_WORD:
  case TOKEN_ELSE_WORD:
  case TOKEN_RETURN_WORD:
  case TOKEN_YIELD_WORD: return true;
  default: return false;
  }
}

bool needs_semicolon_before(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  const TokenTable *tokens = source_tokens(code);
  TokenId before = token_before(tokens, tree, node);
  if (!before) return false;
  const Token *token = &tokens->at[before];
  NodeId parent = tree_node(tree, token->node)->parent;
  NodeKind kind = tree_kind(tree, parent);
  switch ((int)token->kind) {
  case TOKEN_ARROW:
  case TOKEN_BRACE_OPEN:
  case TOKEN_COLON:
  case TOKEN_DECREMENT:
  case TOKEN_INCREMENT:
  case TOKEN_SEMICOLON: return false;
  case TOKEN_PAREN_CLOSE: return !ends_head(kind) && !is_condition(tree, parent);
  case TOKEN_BRACE_CLOSE: return ends_value(tree, parent);
  default: break;
  }
  if (is_open_word(token->kind)) return false;
  // `let a` can have no index.
  bool is_bare =
      kind == NODE_VARIABLE_DECLARATOR && tree_node(tree, token->node)->field == FIELD_NAME;
  if (is_bare || kind == NODE_BREAK_STATEMENT || kind == NODE_CONTINUE_STATEMENT) return false;
  if (token->kind == NODE_STRING)
    return kind != NODE_IMPORT_STATEMENT && kind != NODE_EXPORT_STATEMENT;
  return token->kind != TOKEN_DEBUGGER_WORD;
}

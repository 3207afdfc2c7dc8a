// Tokens: a file's tokens and comments in one list, as rules about layout walk along them.
//
// Takes: a tree without errors.
// Gives: tokens as ESLint's parser has them: a string, a regular expression or a piece of a
// template
//        (with its backtick or brackets) is one; comments stand between them. Ids are indices; 0 is
//        no token, and lies before the first and behind the last one.
#pragma once

#include "base/arena.h"
#include "syntax/tree.h"

typedef uint32_t TokenId;

typedef enum TokenType {
  TOKEN_TYPE_NONE,
  TOKEN_TYPE_PUNCTUATOR,
  TOKEN_TYPE_KEYWORD, // reserved words, and `let`, `static`, `yield`
  TOKEN_TYPE_IDENTIFIER,
  TOKEN_TYPE_PRIVATE,
  TOKEN_TYPE_BOOLEAN,
  TOKEN_TYPE_NULL,
  TOKEN_TYPE_NUMBER,
  TOKEN_TYPE_STRING,
  TOKEN_TYPE_TEMPLATE,
  TOKEN_TYPE_REGEX,
  TOKEN_TYPE_JSX_NAME,
  TOKEN_TYPE_JSX_TEXT,
  TOKEN_TYPE_LINE_COMMENT, // this and what follows are comments; HTML-like ones are line comments
  TOKEN_TYPE_BLOCK_COMMENT,
  TOKEN_TYPE_SHEBANG,
} TokenType;

typedef struct Token {
  uint32_t start, end; // bytes of the source, delimiters included
  NodeId node;   // the leaf, or the string, template or regular expression; NO_NODE: a comment
  uint16_t kind; // NodeKind of that node
  uint8_t type;  // TokenType
} Token;

typedef struct TokenTable {
  Text text;
  Token *at; // 0 is an empty one; another follows the last
  uint32_t count;
  TokenId *by_node; // the first token at or behind the start of a node; of node_count, the count
} TokenTable;

typedef struct SourceCode SourceCode;

// The file's tokens; made when they are first asked for.
const TokenTable *source_tokens(SourceCode *code);

static inline bool token_is_comment(const TokenTable *table, TokenId id) {
  return table->at[id].type >= TOKEN_TYPE_LINE_COMMENT;
}

static inline Text token_text(const TokenTable *table, TokenId id) {
  return text_slice(table->text, table->at[id].start, table->at[id].end);
}

// What a comment says: without its signs.
static inline Text comment_text(const TokenTable *table, TokenId id) {
  Text text = token_text(table, id);
  bool is_block = table->at[id].type == TOKEN_TYPE_BLOCK_COMMENT;
  return text_slice(text, 2, text.size - (is_block ? 2 : 0));
}

// Whether it is a token (and no comment) of this kind: TOKEN_COMMA, NODE_IDENTIFIER…
static inline bool token_is(const TokenTable *table, TokenId id, NodeKind kind) {
  return table->at[id].kind == (uint16_t)kind && id;
}

// The first and the last token of a node.
TokenId token_first(const TokenTable *table, const Tree *tree, NodeId node);
TokenId token_last(const TokenTable *table, const Tree *tree, NodeId node);

// The next token, the previous one: comments passed over, and with comments. 0: there is none.
TokenId token_next(const TokenTable *table, TokenId id);
TokenId token_previous(const TokenTable *table, TokenId id);
TokenId token_next_any(const TokenTable *table, TokenId id);
TokenId token_previous_any(const TokenTable *table, TokenId id);

// The token behind a node and the one before it.
TokenId token_after(const TokenTable *table, const Tree *tree, NodeId node);
TokenId token_before(const TokenTable *table, const Tree *tree, NodeId node);

// The first token or comment that starts at byte `offset` or behind it, or 0.
TokenId token_at(const TokenTable *table, uint32_t offset);

// The token or comment that goes on at byte `offset`: it has begun before, and ends behind it. Or
// 0.
TokenId token_around(const TokenTable *table, uint32_t offset);

// Whether a comment starts in the bytes from `start` up to `end`.
bool tokens_have_comment(const TokenTable *table, uint32_t start, uint32_t end);

// Whether two nodes are made of the same tokens; comments and spaces don't count.
bool tokens_same(const TokenTable *table, const Tree *tree, NodeId a, NodeId b);

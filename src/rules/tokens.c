// One pass over the nodes. A leaf is a token, but for what stands in strings, templates, regular
// expressions and JSX texts: there, the first leaf begins a token and the others make it longer.
#include "rules/tokens.h"
#include "base/search.h"
#include "rules/source_code.h"

typedef struct Tokens {
  const Tree *tree;
  Token *at;
  TokenId *by_node;
  uint32_t count;
  uint32_t next_comment;
} Tokens;

static TokenType type_of_name(Text text) {
  bool is_keyword =
      text_is(text, TEXT("let")) || text_is(text, TEXT("static")) || text_is(text, TEXT("yield"));
  return is_keyword ? TOKEN_TYPE_KEYWORD : TOKEN_TYPE_IDENTIFIER;
}

// Words that are names elsewhere are identifiers to a tokenizer that knows no context.
static TokenType type_of_word(NodeKind kind) {
  switch ((int)kind) {
  case TOKEN_ACCESSOR_WORD:
  case TOKEN_AS_WORD:
  case TOKEN_ASYNC_WORD:
  case TOKEN_AWAIT_WORD:
  case TOKEN_DEFER_WORD:
  case TOKEN_FROM_WORD:
  case TOKEN_GET_WORD:
  case TOKEN_META_WORD:
  case TOKEN_OF_WORD:
  case TOKEN_SET_WORD:
  case TOKEN_SOURCE_WORD:
  case TOKEN_TARGET_WORD:
  case TOKEN_USING_WORD: return TOKEN_TYPE_IDENTIFIER;
  default: return TOKEN_TYPE_KEYWORD;
  }
}

static bool is_jsx_name(const Tree *tree, NodeId leaf) {
  switch ((int)tree_kind(tree, tree_node(tree, leaf)->parent)) {
  case NODE_JSX_ATTRIBUTE:
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_NAMESPACE_NAME:
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: return true;
  default: return false;
  }
}

static TokenType type_of(const Tree *tree, NodeId leaf) {
  NodeKind kind = tree_kind(tree, leaf);
  switch ((int)kind) {
  case NODE_IDENTIFIER:
  case NODE_PROPERTY_IDENTIFIER:
    if (is_jsx_name(tree, leaf)) return TOKEN_TYPE_JSX_NAME;
    return type_of_name(tree_text(tree, leaf));
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN:
  case NODE_STATEMENT_IDENTIFIER:
  case NODE_UNDEFINED: return type_of_name(tree_text(tree, leaf));
  case NODE_PRIVATE_PROPERTY_IDENTIFIER: return TOKEN_TYPE_PRIVATE;
  case NODE_TRUE:
  case NODE_FALSE: return TOKEN_TYPE_BOOLEAN;
  case NODE_NULL: return TOKEN_TYPE_NULL;
  case NODE_NUMBER: return TOKEN_TYPE_NUMBER;
  case NODE_STRING: return TOKEN_TYPE_STRING;
  case NODE_REGEX: return TOKEN_TYPE_REGEX;
  case NODE_TEMPLATE_STRING: return TOKEN_TYPE_TEMPLATE;
  case NODE_JSX_TEXT:
  case NODE_HTML_CHARACTER_REFERENCE: return TOKEN_TYPE_JSX_TEXT;
  case NODE_HASH_BANG_LINE: return TOKEN_TYPE_SHEBANG;
  case NODE_THIS:
  case NODE_SUPER:
  case NODE_IMPORT: return TOKEN_TYPE_KEYWORD;
  case NODE_OPTIONAL_CHAIN: return TOKEN_TYPE_PUNCTUATOR;
  default: break;
  }
  char first = tree->source.at[tree_node(tree, leaf)->start];
  return first >= 'a' && first <= 'z' ? type_of_word(kind) : TOKEN_TYPE_PUNCTUATOR;
}

static void add_comments(Tokens *tokens, NodeId leaf) {
  const Tree *tree = tokens->tree;
  while (tokens->next_comment < tree->comment_count) {
    const Comment *comment = &tree->comments[tokens->next_comment];
    if (comment->next_leaf > leaf) return;
    bool is_block = !comment->is_html && tree->source.at[comment->start + 1] == '*';
    tokens->at[tokens->count++] =
        (Token){.start = comment->start,
                .end = comment->end,
                .type = is_block ? TOKEN_TYPE_BLOCK_COMMENT : TOKEN_TYPE_LINE_COMMENT};
    tokens->next_comment++;
  }
}

// The string, template or regular expression that a leaf is a piece of; NO_NODE: it is none.
static NodeId whole_of(const Tree *tree, NodeId leaf) {
  NodeId parent = tree_node(tree, leaf)->parent;
  NodeKind kind = tree_kind(tree, parent);
  if (kind == NODE_TEMPLATE_SUBSTITUTION) {
    NodeKind bracket = tree_kind(tree, leaf);
    bool is_bracket = bracket == TOKEN_TEMPLATE_OPEN || bracket == TOKEN_BRACE_CLOSE;
    return is_bracket ? tree_node(tree, parent)->parent : NO_NODE;
  }
  bool is_whole = kind == NODE_STRING || kind == NODE_REGEX || kind == NODE_TEMPLATE_STRING;
  return is_whole ? parent : NO_NODE;
}

// Whether a leaf goes on with the newest token.
static bool goes_on(const Tokens *tokens, NodeId leaf, NodeId whole) {
  const Tree *tree = tokens->tree;
  const Token *newest = &tokens->at[tokens->count - 1];
  if (whole) return newest->node == whole && tree_kind(tree, leaf) != TOKEN_BRACE_CLOSE;
  NodeKind kind = tree_kind(tree, leaf);
  bool is_jsx_text = kind == NODE_JSX_TEXT || kind == NODE_HTML_CHARACTER_REFERENCE;
  return is_jsx_text && newest->type == TOKEN_TYPE_JSX_TEXT &&
         newest->end == tree_node(tree, leaf)->start;
}

static bool is_pair(NodeKind kind) {
  return kind == TOKEN_LESS_SLASH || kind == TOKEN_SLASH_GREATER;
}

// Comments within `</` and `/>`, which the tree has none of.
static void add_comments_between(Tokens *tokens, uint32_t at, uint32_t end) {
  Text text = text_slice(tokens->tree->source, 0, end);
  while ((at = text_find_byte(text, '/', at)) != TEXT_NOT_FOUND) {
    bool is_block = text.at[at + 1] == '*';
    uint32_t start = at,
             close = text_find(text_slice(text, at, end), is_block ? TEXT("*/") : TEXT("\n"));
    at = close == TEXT_NOT_FOUND ? end : at + close + (is_block ? 2 : 0);
    tokens->at[tokens->count++] =
        (Token){.start = start,
                .end = at,
                .type = is_block ? TOKEN_TYPE_BLOCK_COMMENT : TOKEN_TYPE_LINE_COMMENT};
  }
}

// `</` and `/>` are two tokens each.
static void add_pair(Tokens *tokens, NodeId leaf) {
  const Node *node = tree_node(tokens->tree, leaf);
  bool is_opening = tree_kind(tokens->tree, leaf) == TOKEN_LESS_SLASH;
  Token token = {.start = node->start,
                 .end = node->start + 1,
                 .node = leaf,
                 .kind = is_opening ? TOKEN_LESS : TOKEN_SLASH,
                 .type = TOKEN_TYPE_PUNCTUATOR};
  tokens->at[tokens->count++] = token;
  add_comments_between(tokens, node->start + 1, node->end - 1);
  token.start = node->end - 1;
  token.end = node->end;
  token.kind = is_opening ? TOKEN_SLASH : TOKEN_GREATER;
  tokens->at[tokens->count++] = token;
}

static void add_leaf(Tokens *tokens, NodeId leaf) {
  const Tree *tree = tokens->tree;
  const Node *node = tree_node(tree, leaf);
  NodeId whole = whole_of(tree, leaf);
  if (goes_on(tokens, leaf, whole)) {
    tokens->by_node[leaf] = tokens->count - 1;
    tokens->at[tokens->count - 1].end = node->end;
    return;
  }
  add_comments(tokens, leaf);
  tokens->by_node[leaf] = tokens->count;
  if (is_pair(node->kind)) {
    add_pair(tokens, leaf);
    return;
  }
  NodeId of = whole ? whole : leaf;
  tokens->at[tokens->count++] = (Token){.start = node->start,
                                        .end = node->end,
                                        .node = of,
                                        .kind = tree_node(tree, of)->kind,
                                        .type = (uint8_t)type_of(tree, of)};
}

// A node begins where its first leaf does: those without a token of their own are filled in from
// behind.
static void fill_in(Tokens *tokens) {
  const Tree *tree = tokens->tree;
  tokens->by_node[tree->node_count] = tokens->count;
  for (NodeId id = tree->node_count; id-- > NODE_ROOT;) {
    if (!tokens->by_node[id]) tokens->by_node[id] = tokens->by_node[id + 1];
  }
}

// What pairs need beyond one token a leaf. Only JSX has them.
static uint32_t room_for_pairs(const Tree *tree, NodeId first_jsx) {
  uint32_t room = 0;
  if (!first_jsx) return room;
  for (NodeId id = first_jsx; id < tree->node_count; id++) {
    const Node *node = tree_node(tree, id);
    if (is_pair(node->kind)) room += node->end - node->start;
  }
  return room;
}

const TokenTable *source_tokens(SourceCode *code) {
  if (code->tokens) return code->tokens;
  const Tree *tree = code->tree;
  uint32_t most =
      tree->node_count + tree->comment_count + 2 + room_for_pairs(tree, code->scopes->first_jsx);
  Tokens tokens = {.tree = tree,
                   .at = arena_new(code->arena, Token, most),
                   .by_node = arena_new(code->arena, TokenId, tree->node_count + 1),
                   .count = 1};
  // The program is no token, not even where it is empty.
  for (NodeId id = NODE_ROOT + 1; id < tree->node_count; id++) {
    bool is_empty = tree_node(tree, id)->start == tree_node(tree, id)->end;
    if (tree_is_leaf(tree, id) && !is_empty) add_leaf(&tokens, id);
  }
  add_comments(&tokens, tree->node_count);
  fill_in(&tokens);
  code->tokens = arena_new(code->arena, TokenTable, 1);
  *code->tokens = (TokenTable){tree->source, tokens.at, tokens.count, tokens.by_node};
  return code->tokens;
}

TokenId token_next_any(const TokenTable *table, TokenId id) {
  return id + 1 < table->count ? id + 1 : 0;
}

TokenId token_previous_any(const TokenTable *table, TokenId id) {
  (void)table;
  return id ? id - 1 : 0;
}

TokenId token_next(const TokenTable *table, TokenId id) {
  do ++id;
  while (id < table->count && token_is_comment(table, id));
  return id < table->count ? id : 0;
}

TokenId token_previous(const TokenTable *table, TokenId id) {
  if (!id) return 0;
  do --id;
  while (token_is_comment(table, id));
  return id;
}

TokenId token_first(const TokenTable *table, const Tree *tree, NodeId node) {
  (void)tree;
  TokenId id = table->by_node[node];
  while (token_is_comment(table, id)) ++id;
  return id;
}

TokenId token_last(const TokenTable *table, const Tree *tree, NodeId node) {
  return token_previous(table, table->by_node[tree_node(tree, node)->after]);
}

TokenId token_after(const TokenTable *table, const Tree *tree, NodeId node) {
  return token_next(table, token_last(table, tree, node));
}

TokenId token_before(const TokenTable *table, const Tree *tree, NodeId node) {
  return token_previous(table, token_first(table, tree, node));
}

TokenId token_at(const TokenTable *table, uint32_t offset) {
  TokenId id = search_first(table->at, table->count, start, offset);
  if (id == 0 && table->count > 1) id = 1; // the empty one starts at 0, too
  return id < table->count ? id : 0;
}

TokenId token_around(const TokenTable *table, uint32_t offset) {
  TokenId next = token_at(table, offset), id = (next ? next : table->count) - 1;
  return table->at[id].start < offset && offset < table->at[id].end ? id : 0;
}

bool tokens_have_comment(const TokenTable *table, uint32_t start, uint32_t end) {
  for (TokenId id = token_at(table, start); id && table->at[id].start < end;
       id = token_next_any(table, id)) {
    if (token_is_comment(table, id)) return true;
  }
  return false;
}

bool tokens_same(const TokenTable *table, const Tree *tree, NodeId a, NodeId b) {
  TokenId at = token_first(table, tree, a), other = token_first(table, tree, b);
  TokenId last = token_last(table, tree, a), other_last = token_last(table, tree, b);
  for (;; at = token_next(table, at), other = token_next(table, other)) {
    if (table->at[at].type != table->at[other].type) return false;
    if (!text_is(token_text(table, at), token_text(table, other))) return false;
    if (at == last || other == other_last) return at == last && other == other_last;
  }
}

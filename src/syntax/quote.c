// Code is parsed by our own parser, made an Ast, and kept; each use copies its nodes, with what the
// caller gives in the place of $1 … $9.
#include "syntax/quote.h"

#include <assert.h>
#include <string.h>

#include "syntax/parse.h"

typedef struct Template {
  const char *code;
  Ast ast;
  AstId root; // what a use of it is
} Template;

struct Quotes {
  Arena *arena;
  Array(Template) templates; // a hash table of addresses, open, twice as large as it is full
  uint32_t used;
};

enum { FIRST_TEMPLATES = 128 };

Quotes *quotes_make(Arena *arena) {
  Quotes *quotes = arena_new(arena, Quotes, 1);
  quotes->arena = arena;
  return quotes;
}

// ---- Parsing

// Statements that are only `$1` take whatever statement they are given.
static void parse(Quotes *quotes, const char *code, Template *made) {
  size_t size = strlen(code);
  char *padded = arena_new(quotes->arena, char, size + SYNTAX_PADDING);
  memcpy(padded, code, size);
  SourceFile file = {.text = {padded, (uint32_t)size}};
  Arena scratch = {0};
  Diagnostics diagnostics = {.arena = &scratch};
  Tree tree;
  syntax_parse(&scratch, &file, SYNTAX_COMMONJS, &tree, &diagnostics);
  assert(!tree.has_error && "quoted code is JavaScript");
  made->code = code;
  ast_make(quotes->arena, &tree, &made->ast, NULL);
  made->root = ast_first(&made->ast, AST_ROOT);
  bool is_statement = code[size - 1] == ';' || code[size - 1] == '}';
  if (!is_statement) made->root = ast_first(&made->ast, made->root);
  arena_release(&scratch);
}

static Template *slot_of(Quotes *quotes, const char *code) {
  uint32_t mask = quotes->templates.count - 1;
  uint32_t at = (uint32_t)(((uintptr_t)code * UINT64_C(0x9E3779B97F4A7C15)) >> 40) & mask;
  while (quotes->templates.at[at].code && quotes->templates.at[at].code != code)
    at = (at + 1) & mask;
  return &quotes->templates.at[at];
}

static void make_room(Quotes *quotes) {
  if (2 * quotes->used < quotes->templates.count) return;
  uint32_t old_count = quotes->templates.count;
  Template *old = quotes->templates.at;
  uint32_t count = old_count ? 2 * old_count : FIRST_TEMPLATES;
  quotes->templates.at = arena_new(quotes->arena, Template, count);
  quotes->templates.count = quotes->templates.capacity = count;
  for (uint32_t i = 0; i < old_count; i++) {
    if (old[i].code) *slot_of(quotes, old[i].code) = old[i];
  }
}

static const Template *find(Quotes *quotes, const char *code) {
  make_room(quotes);
  Template *found = slot_of(quotes, code);
  if (!found->code) parse(quotes, code, found), quotes->used++;
  return found;
}

// ---- Using

// 1 … 9 for `$1` … `$9`, 0 for anything else.
static uint32_t part_of(const Ast *ast, AstId id) {
  if (ast_kind(ast, id) != NODE_IDENTIFIER) return 0;
  Text text = ast_text(ast, id);
  bool is_part = text.size == 2 && text.at[0] == '$' && text.at[1] >= '1' && text.at[1] <= '9';
  return is_part ? (uint32_t)(text.at[1] - '0') : 0;
}

// What the caller gave for a node of the template, or AST_NONE.
static AstId given_for(const Ast *to, const Ast *from, AstId id, const AstId *parts) {
  uint32_t part = part_of(from, id);
  if (part) return parts[part];
  if (ast_kind(from, id) != NODE_EXPRESSION_STATEMENT) return AST_NONE;
  part = part_of(from, ast_first(from, id));
  return part && kind_is_statement(ast_kind(to, parts[part])) ? parts[part] : AST_NONE;
}

static AstId copy_one(Ast *to, AstId origin, const Ast *from, AstId id) {
  const AstNode *node = ast_node(from, id);
  NodeKind kind = (NodeKind)node->kind;
  AstId made = node->first_child ? ast_add(to, kind, origin)
                                 : ast_add_leaf(to, kind, ast_text(from, id), origin);
  AstNode *copy = ast_node(to, made);
  copy->op = node->op, copy->declares = node->declares;
  copy->flags |= node->flags & (uint16_t)~AST_PARENTHESES;
  return made;
}

// As deep as the code that we write.
static AstId put(Ast *to, AstId origin, const Ast *from, AstId id, const AstId *parts) {
  AstId given = given_for(to, from, id, parts);
  if (given) return given;
  AstId made = copy_one(to, origin, from, id), last = AST_NONE;
  ast_each_child(from, id, child) {
    AstId part = put(to, origin, from, child, parts);
    ast_insert(to, made, last, part, (NodeField)ast_node(from, child)->field);
    last = part;
  }
  return made;
}

AstId quote_nodes(Ast *ast, AstId origin, const char *code, const AstId *parts) {
  const Template *template = find(ast->quotes, code);
  return put(ast, origin, &template->ast, template->root, parts);
}

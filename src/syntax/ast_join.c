// A part's nodes are copied in the order of a walk. So what transforms have taken out is left
// behind, what they have put in is near to what it stands in, and later walks go through memory in
// its order.
#include "syntax/ast_join.h"

#include <string.h>

static void add_comments(const AstPart *part, Comment *comments) {
  for (uint32_t i = 0; i < part->ast->comment_count; i++) {
    comments[i] = part->ast->comments[i];
    comments[i].start += part->text_start;
    comments[i].end += part->text_start;
    comments[i].next_leaf = 0;
  }
}

void ast_join_begin(Arena *arena, AstPart *parts, uint32_t count, Text source, Ast *whole) {
  uint32_t node_count = AST_ROOT + 1, added_size = 0;
  *whole = (Ast){.arena = arena, .source = source};
  for (uint32_t i = 0; i < count; i++) {
    parts[i].base = node_count, parts[i].added_base = added_size;
    node_count += parts[i].ast->nodes.count - (AST_ROOT + 1);
    added_size += parts[i].ast->added.count;
    whole->comment_count += parts[i].ast->comment_count;
  }
  // Transforms add some, and to move so many costs more than to have room that is never touched.
  array_reserve(arena, &whole->nodes, node_count + node_count / 4);
  array_reserve(arena, &whole->added, added_size + added_size / 4);
  whole->nodes.count = node_count, whole->added.count = added_size;
  whole->nodes.at[AST_ROOT] = (AstNode){.kind = NODE_PROGRAM, .end = source.size};
  Comment *comments = arena_new(arena, Comment, whole->comment_count);
  whole->comments = comments;
  for (uint32_t i = 0; i < count; i++) {
    add_comments(&parts[i], comments);
    comments += parts[i].ast->comment_count;
  }
}

static bool is_variable(NodeKind kind) {
  return kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED ||
         kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ||
         kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
}

// A node as it is in the whole, but for links. The place of what has an added text is its symbol.
static AstNode moved(const AstPart *part, const AstNode *node) {
  AstNode made = *node;
  bool is_added = node->start >= AST_ADDED, has_place = !(node->flags & AST_NO_PLACE);
  made.first_child = made.next_sibling = AST_NONE;
  if (is_variable((NodeKind)node->kind))
    made.symbol = part->symbols[node->symbol];
  else if (is_added && has_place)
    made.symbol += part->text_start;
  if (is_added)
    made.start += part->added_base, made.end += part->added_base;
  else if (has_place)
    made.start += part->text_start, made.end += part->text_start;
  return made;
}

// Follows the part's own walk: `to` is what `from` has become.
void ast_join_part(AstPart *part, Ast *whole) {
  const Ast *ast = part->ast;
  AstId next = part->base, from = AST_ROOT, to = AST_ROOT;
  AstId *link = NULL; // where the next sibling of `to` goes
  if (ast->added.count) memcpy(whole->added.at + part->added_base, ast->added.at, ast->added.count);
  while (from) {
    if (ast_first(ast, from)) {
      from = ast_first(ast, from);
      link = to == AST_ROOT ? NULL : &ast_node(whole, to)->first_child;
    } else {
      while (from != AST_ROOT && !ast_next(ast, from))
        from = ast_parent(ast, from), to = ast_parent(whole, to);
      if (from == AST_ROOT) return;
      from = ast_next(ast, from);
      link = &ast_node(whole, to)->next_sibling;
      to = ast_parent(whole, to);
    }
    AstNode *made = ast_node(whole, next);
    *made = moved(part, ast_node(ast, from));
    made->parent = to;
    if (link) *link = next;
    if (to == AST_ROOT) part->last = next;
    to = next++;
  }
}

void ast_join_end(const AstPart *parts, uint32_t count, Ast *whole) {
  AstId *link = &ast_node(whole, AST_ROOT)->first_child;
  for (uint32_t i = 0; i < count; i++) {
    if (!parts[i].last) continue;
    *link = parts[i].base;
    link = &ast_node(whole, parts[i].last)->next_sibling;
  }
}

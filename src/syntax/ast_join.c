// ast_make numbers nodes in the order of the text: those of a part follow those of the part before.
#include "syntax/ast_join.h"

static AstId shifted(AstId id, AstId shift) {
  return id > AST_ROOT ? id + shift : id;
}

static void add_comments(const AstPart *part, Comment *comments) {
  for (uint32_t i = 0; i < part->ast->comment_count; i++) {
    comments[i] = part->ast->comments[i];
    comments[i].start += part->text_start;
    comments[i].end += part->text_start;
    comments[i].next_leaf = 0;
  }
}

void ast_join_begin(Arena *arena, AstPart *parts, uint32_t count, Text source, Ast *whole) {
  uint32_t node_count = AST_ROOT + 1;
  *whole = (Ast){.arena = arena, .source = source};
  for (uint32_t i = 0; i < count; i++) {
    AstId shift = parts[i].shift = node_count - (AST_ROOT + 1);
    parts[i].first = shifted(ast_first(parts[i].ast, AST_ROOT), shift);
    parts[i].last = shifted(ast_last(parts[i].ast, AST_ROOT), shift);
    node_count += parts[i].ast->nodes.count - (AST_ROOT + 1);
    whole->comment_count += parts[i].ast->comment_count;
  }
  // Transforms add some, and to move so many costs more than to have room that is never touched.
  array_reserve(arena, &whole->nodes, node_count + node_count / 4);
  whole->nodes.count = node_count;
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

// What begins a part begins nothing of the whole.
static void clear_directives(const AstPart *part, Ast *whole) {
  if (part->shift == 0) return;
  ast_each_child(part->ast, AST_ROOT, id) {
    if (!ast_has(part->ast, id, AST_DIRECTIVE)) return;
    ast_node(whole, id + part->shift)->flags &= (uint16_t)~AST_DIRECTIVE;
  }
}

void ast_join_part(const AstPart *part, Ast *whole) {
  for (AstId id = AST_ROOT + 1; id < part->ast->nodes.count; id++) {
    AstNode node = *ast_node(part->ast, id);
    node.parent = shifted(node.parent, part->shift);
    node.first_child = shifted(node.first_child, part->shift);
    node.next_sibling = shifted(node.next_sibling, part->shift);
    node.start += part->text_start, node.end += part->text_start;
    if (is_variable((NodeKind)node.kind)) node.symbol = part->symbols[node.symbol];
    *ast_node(whole, id + part->shift) = node;
  }
  clear_directives(part, whole);
}

void ast_join_end(const AstPart *parts, uint32_t count, Ast *whole) {
  AstId *link = &ast_node(whole, AST_ROOT)->first_child;
  for (uint32_t i = 0; i < count; i++) {
    if (!parts[i].first) continue;
    *link = parts[i].first;
    link = &ast_node(whole, parts[i].last)->next_sibling;
  }
}

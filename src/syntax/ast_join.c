// A part's nodes are copied in the order of a walk. So what transforms have taken out is left
// behind, what they have put in is near to what it stands in, and later walks go through memory in
// its order.
#include "syntax/ast_join.h"

#include "syntax/kind.h"

#include <string.h>

static uint32_t moved_start(const AstPart *part, uint32_t start) {
  return start + part->text_start + (start >= part->gap_at ? part->gap_size : 0);
}

static uint32_t moved_end(const AstPart *part, uint32_t end) {
  return end + part->text_start + (end > part->gap_at ? part->gap_size : 0);
}

static void add_comments(const AstPart *part, Comment *comments) {
  for (uint32_t i = 0; i < part->ast->comment_count; i++) {
    comments[i] = part->ast->comments[i];
    comments[i].start = moved_start(part, comments[i].start);
    comments[i].end = moved_end(part, comments[i].end);
    comments[i].next_leaf = 0;
  }
}

void ast_join_count(AstPart *part) {
  const Ast *ast = part->ast;
  part->node_count = 0;
  for (AstId id = AST_ROOT; (id = ast_walk(ast, id, AST_ROOT));) part->node_count++;
}

// Transforms add some, and to move so many costs more than to have room that is never touched. What
// is touched is first touched by those who put parts in.
static void make_room(Arena *arena, Ast *whole, uint32_t node_count, uint32_t added_size) {
  uint32_t capacity = node_count + node_count / 4;
  whole->nodes.at = arena_reserve(arena, capacity * sizeof(AstNode), 0, _Alignof(AstNode));
  whole->nodes.count = node_count, whole->nodes.capacity = capacity;
  array_reserve(arena, &whole->added, added_size + added_size / 4);
  whole->added.count = added_size;
}

void ast_join_begin(Arena *arena, AstPart *parts, uint32_t count, Text source, Ast *whole) {
  uint32_t node_count = AST_ROOT + 1, added_size = 0;
  *whole = (Ast){.arena = arena, .source = source};
  for (uint32_t i = 0; i < count; i++) {
    parts[i].base = node_count, parts[i].added_base = added_size;
    node_count += parts[i].node_count;
    added_size += parts[i].ast->added.count;
    whole->comment_count += parts[i].ast->comment_count;
  }
  make_room(arena, whole, node_count, added_size);
  whole->nodes.at[AST_ROOT] = (AstNode){.kind = NODE_PROGRAM, .end = source.size};
  Comment *comments = arena_new(arena, Comment, whole->comment_count);
  whole->comments = comments;
  for (uint32_t i = 0; i < count; i++) {
    add_comments(&parts[i], comments);
    comments += parts[i].ast->comment_count;
  }
}

// A node as it is in the whole, but for links. The place of what has an added text is its symbol.
static AstNode moved(const AstPart *part, const AstNode *node) {
  AstNode made = *node;
  bool is_added = node->start >= AST_ADDED, has_place = !(node->flags & AST_NO_PLACE);
  made.first_child = made.next_sibling = AST_NONE;
  if (kind_is_variable((NodeKind)node->kind))
    made.symbol = part->symbols[node->symbol];
  else if (is_added && has_place)
    made.symbol = moved_start(part, made.symbol);
  if (is_added)
    made.start += part->added_base, made.end += part->added_base;
  else if (has_place)
    made.start = moved_start(part, made.start), made.end = moved_end(part, made.end);
  return made;
}

// Follows the part's own walk: `to` is what `from` has become.
void ast_join_part(AstPart *part, Ast *whole) {
  const Ast *ast = part->ast;
  AstId next = part->base, from = AST_ROOT, to = part->home;
  AstId *link = NULL; // where the next sibling of `to` goes
  if (ast->added.count) memcpy(whole->added.at + part->added_base, ast->added.at, ast->added.count);
  while (from) {
    if (ast_first(ast, from)) {
      from = ast_first(ast, from);
      link = to == part->home ? NULL : &ast_node(whole, to)->first_child;
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
    if (to == part->home) part->last = next;
    to = next++;
  }
}

// Gives where the statements behind the part's go.
static AstId *link_part(const AstPart *part, AstId *link, Ast *whole) {
  if (!part->last) return link;
  *link = part->base;
  return &ast_node(whole, part->last)->next_sibling;
}

// Where in `home` what stands in the gap of the first part goes.
static AstId *find_gap(const AstPart *first, AstId home, Ast *whole) {
  AstId *link = &ast_node(whole, home)->first_child;
  while (*link && ast_node(whole, *link)->start < first->text_start + first->gap_at)
    link = &ast_node(whole, *link)->next_sibling;
  return link;
}

void ast_join_end(const AstPart *parts, uint32_t count, Ast *whole) {
  AstId *link = link_part(&parts[0], &ast_node(whole, AST_ROOT)->first_child, whole);
  AstId home = parts[count - 1].home;
  if (home != AST_ROOT) link = find_gap(&parts[0], home, whole);
  AstId behind = *link;
  for (uint32_t i = 1; i < count; i++) link = link_part(&parts[i], link, whole);
  *link = behind;
}

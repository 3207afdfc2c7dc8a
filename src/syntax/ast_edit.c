// A node's id is its place: who is replaced keeps it, and takes over what the other one was. So no
// list has to be searched for the one before.
#include "syntax/ast.h"

#include <string.h>

// ---- New nodes

AstId ast_add(Ast *ast, NodeKind kind, AstId origin) {
  uint32_t place = origin ? ast_place(ast, origin) : UINT32_MAX;
  AstNode node = {.kind = (uint16_t)kind, .start = place, .end = place};
  if (place == UINT32_MAX) node = (AstNode){.kind = (uint16_t)kind, .flags = AST_NO_PLACE};
  array_push(ast->arena, &ast->nodes, node);
  return ast->nodes.count - 1;
}

AstId ast_add_leaf(Ast *ast, NodeKind kind, Text text, AstId origin) {
  uint32_t place = origin && !kind_is_variable(kind) ? ast_place(ast, origin) : UINT32_MAX;
  uint32_t start = AST_ADDED + ast->added.count;
  // The text may be one of the added ones, which move when there are more.
  bool is_own =
      ast->added.at && text.at >= ast->added.at && text.at < ast->added.at + ast->added.count;
  size_t offset = is_own ? (size_t)(text.at - ast->added.at) : 0;
  array_reserve(ast->arena, &ast->added, text.size);
  if (is_own) text.at = ast->added.at + offset;
  if (text.size) memcpy(ast->added.at + ast->added.count, text.at, text.size);
  ast->added.count += text.size;
  AstNode node = {.kind = (uint16_t)kind, .start = start, .end = start + text.size};
  node.symbol = place;
  if (place == UINT32_MAX) node.flags = AST_NO_PLACE, node.symbol = 0;
  array_push(ast->arena, &ast->nodes, node);
  return ast->nodes.count - 1;
}

// ---- What has changed

void ast_note_change(Ast *ast, AstId id) {
  bool is_known = ast->changed.count > 0 && array_last(&ast->changed) == id;
  if (!is_known) array_push(ast->arena, &ast->changed, id);
}

static bool unsettle(Ast *ast, AstId id) {
  AstNode *node = ast_node(ast, id);
  bool was_settled = node->flags & AST_SETTLED;
  node->flags &= (uint16_t)~AST_SETTLED;
  return was_settled;
}

// What a node is made of may mean something else where it is now. Most transforms look no further
// than two nodes up.
static void unsettle_below(Ast *ast, AstId id) {
  ast_each_child(ast, id, child) {
    unsettle(ast, child);
    ast_each_child(ast, child, inner) unsettle(ast, inner);
  }
}

// Long lists are noted once for each change of them, but gone through once.
void ast_unsettle(Ast *ast) {
  if (ast->changed.count == 0) return;
  array_reserve(ast->arena, &ast->is_seen, ast->nodes.count + 1 - ast->is_seen.count);
  uint8_t *is_seen = ast->is_seen.at;
  for (uint32_t i = 0; i < ast->changed.count; i++) {
    AstId id = ast->changed.at[i];
    if (is_seen[id]) continue;
    is_seen[id] = 1;
    unsettle(ast, id);
    unsettle_below(ast, id);
    for (id = ast_parent(ast, id); id && unsettle(ast, id);) id = ast_parent(ast, id);
  }
  for (uint32_t i = 0; i < ast->changed.count; i++) is_seen[ast->changed.at[i]] = 0;
  ast->changed.count = 0;
}

// ---- Putting nodes in and taking them out

static void adopt(Ast *ast, AstId parent) {
  ast_each_child(ast, parent, child) ast_node(ast, child)->parent = parent;
}

void ast_become(Ast *ast, AstId at, AstId id) {
  if (at == id) return;
  AstNode *to = ast_node(ast, at), *from = ast_node(ast, id);
  AstNode made = *from;
  made.parent = to->parent, made.next_sibling = to->next_sibling, made.field = to->field;
  *to = made;
  *from = (AstNode){0};
  adopt(ast, at);
  ast_note_change(ast, at);
}

void ast_insert(Ast *ast, AstId parent, AstId previous, AstId child, NodeField field) {
  AstNode *node = ast_node(ast, child);
  node->parent = parent;
  node->field = (uint8_t)field;
  AstId *link =
      previous ? &ast_node(ast, previous)->next_sibling : &ast_node(ast, parent)->first_child;
  node->next_sibling = *link;
  *link = child;
  ast_note_change(ast, parent);
}

void ast_append(Ast *ast, AstId parent, AstId child, NodeField field) {
  ast_insert(ast, parent, ast_last(ast, parent), child, field);
}

AstId ast_remove_after(Ast *ast, AstId parent, AstId previous) {
  AstId *link =
      previous ? &ast_node(ast, previous)->next_sibling : &ast_node(ast, parent)->first_child;
  AstId child = *link;
  *link = ast_next(ast, child);
  ast_node(ast, child)->next_sibling = ast_node(ast, child)->parent = AST_NONE;
  ast_note_change(ast, parent);
  return child;
}

AstId ast_take_children(Ast *ast, AstId parent) {
  AstId first = ast_first(ast, parent);
  ast_node(ast, parent)->first_child = AST_NONE;
  ast_note_change(ast, parent);
  return first;
}

AstId ast_insert_list(Ast *ast, AstId parent, AstId previous, AstId first) {
  if (!first) return previous;
  AstId *link =
      previous ? &ast_node(ast, previous)->next_sibling : &ast_node(ast, parent)->first_child;
  AstId behind = *link, last = first;
  *link = first;
  for (AstId id = first; id; id = ast_next(ast, id)) ast_node(ast, id)->parent = parent, last = id;
  ast_node(ast, last)->next_sibling = behind;
  ast_note_change(ast, parent);
  return last;
}

// ---- Whole subtrees

static AstId copy_node(Ast *ast, AstId id, AstId parent) {
  AstNode node = *ast_node(ast, id);
  node.parent = parent, node.first_child = node.next_sibling = AST_NONE;
  node.flags &= (uint16_t)~AST_SETTLED;
  array_push(ast->arena, &ast->nodes, node);
  return ast->nodes.count - 1;
}

// Follows the original in pre-order; `to` is the copy of `from`.
AstId ast_copy(Ast *ast, AstId id) {
  AstId copy = copy_node(ast, id, AST_NONE);
  for (AstId from = id, to = copy;;) {
    if (ast_first(ast, from)) {
      from = ast_first(ast, from);
      AstId made = copy_node(ast, from, to);
      ast_node(ast, to)->first_child = made, to = made;
      continue;
    }
    while (from != id && !ast_next(ast, from))
      from = ast_parent(ast, from), to = ast_parent(ast, to);
    if (from == id) return copy;
    from = ast_next(ast, from);
    AstId made = copy_node(ast, from, ast_parent(ast, to));
    ast_node(ast, to)->next_sibling = made, to = made;
  }
}

// Whether a leaf of this kind is the text that it is; of others the kind says it all.
static bool has_text(NodeKind kind) {
  switch ((int)kind) {
  case NODE_STRING:
  case NODE_STRING_FRAGMENT:
  case NODE_NUMBER:
  case NODE_REGEX:
  case NODE_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN:
  case NODE_PROPERTY_IDENTIFIER:
  case NODE_PRIVATE_PROPERTY_IDENTIFIER:
  case NODE_STATEMENT_IDENTIFIER:
  case NODE_IMPORT: // also `import.defer`
  case NODE_META_PROPERTY:
  case NODE_JSX_TEXT:
  case NODE_HTML_CHARACTER_REFERENCE: return true;
  default: return false;
  }
}

// Names are the same if their symbols are; what has no symbol, if its text is.
static bool is_same_node(const Ast *ast, AstId a, AstId b) {
  const AstNode *one = ast_node(ast, a), *other = ast_node(ast, b);
  const uint16_t unseen = AST_PARENTHESES | AST_NO_PLACE | AST_SETTLED;
  if (one->kind != other->kind || one->op != other->op || one->declares != other->declares)
    return false;
  if ((one->flags ^ other->flags) & ~unseen) return false;
  if (one->first_child || other->first_child || !has_text((NodeKind)one->kind)) return true;
  bool has_symbol = kind_is_variable((NodeKind)one->kind) && (one->symbol || other->symbol);
  if (has_symbol) return one->symbol == other->symbol;
  return text_is(ast_text(ast, a), ast_text(ast, b));
}

// Both are walked at once: where one has a child or a sibling, so must the other, in the same role.
bool ast_equal(const Ast *ast, AstId a, AstId b) {
  for (AstId one = a, other = b;;) {
    if (!is_same_node(ast, one, other)) return false;
    if (!ast_first(ast, one) != !ast_first(ast, other)) return false;
    if (ast_first(ast, one)) {
      one = ast_first(ast, one), other = ast_first(ast, other);
    } else {
      while (one != a && !ast_next(ast, one)) {
        if (ast_next(ast, other)) return false;
        one = ast_parent(ast, one), other = ast_parent(ast, other);
      }
      if (one == a) return true;
      one = ast_next(ast, one), other = ast_next(ast, other);
      if (!other) return false;
    }
    if (ast_node(ast, one)->field != ast_node(ast, other)->field) return false;
  }
}

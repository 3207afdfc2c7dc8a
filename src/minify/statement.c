// Statements, and lists of them.
#include "minify/statement.h"

#include "syntax/kind.h"

enum { CLIMB_LIMIT = 1000 }; // statements around one that are looked at

bool statement_is_jump(NodeKind kind) {
  return kind == NODE_RETURN_STATEMENT || kind == NODE_THROW_STATEMENT ||
         kind == NODE_BREAK_STATEMENT || kind == NODE_CONTINUE_STATEMENT;
}

bool statement_ends_in_jump(const Ast *ast, AstId id) {
  if (ast_kind(ast, id) == NODE_STATEMENT_BLOCK) id = ast_last(ast, id);
  return statement_is_jump(ast_kind(ast, id));
}

// A label may stand before a function.
bool statement_has_scoped(const Ast *ast, AstId first) {
  for (AstId id = first; id; id = ast_next(ast, id)) {
    AstId inner = id;
    while (ast_kind(ast, inner) == NODE_LABELED_STATEMENT)
      inner = ast_child(ast, inner, FIELD_BODY);
    if (kind_is_scoped(ast_kind(ast, inner))) return true;
  }
  return false;
}

AstId statement_of_list(Minify *minify, AstId first) {
  Ast *ast = minify->ast;
  if (!first) return ast_add(ast, NODE_EMPTY_STATEMENT, AST_NONE);
  if (!ast_next(ast, first) && !statement_has_scoped(ast, first)) {
    ast_node(ast, first)->field = FIELD_NONE;
    return first;
  }
  AstId block = ast_add(ast, NODE_STATEMENT_BLOCK, first);
  statement_put(ast, block, first);
  return block;
}

bool statement_is_list(NodeKind kind) {
  return kind == NODE_PROGRAM || kind == NODE_STATEMENT_BLOCK || kind == NODE_SWITCH_CASE ||
         kind == NODE_SWITCH_DEFAULT;
}

AstId statement_take(Ast *ast, AstId list) {
  AstId before = statement_before_first(ast, list);
  if (!before) return ast_take_children(ast, list);
  AstId first = ast_next(ast, before);
  ast_node(ast, before)->next_sibling = AST_NONE;
  return first;
}

void statement_put(Ast *ast, AstId list, AstId first) {
  NodeField field = statement_field(ast, list);
  for (AstId id = first; id; id = ast_next(ast, id)) ast_node(ast, id)->field = (uint8_t)field;
  ast_insert_list(ast, list, statement_before_first(ast, list), first);
}

AstId statement_make_jump(Minify *minify, NodeKind kind, AstId value, AstId origin) {
  AstId made = ast_add(minify->ast, kind, origin);
  if (value) ast_insert(minify->ast, made, AST_NONE, value, FIELD_NONE);
  return made;
}

AstId statement_walk(const Ast *ast, AstId id, AstId root) {
  bool is_function = kind_is_function(ast_kind(ast, id));
  return is_function ? ast_walk_outside(ast, id, root) : ast_walk(ast, id, root);
}

// ---- Ends

bool statement_is_loop(NodeKind kind) {
  return kind == NODE_FOR_STATEMENT || kind == NODE_FOR_IN_STATEMENT ||
         kind == NODE_WHILE_STATEMENT || kind == NODE_DO_STATEMENT;
}

// Climbs out of blocks and branches that end where what is around them ends.
StatementEnd statement_end(const Ast *ast, AstId id) {
  for (int i = 0; i < CLIMB_LIMIT && id != AST_ROOT; i++) {
    AstId parent = ast_parent(ast, id);
    NodeKind kind = ast_kind(ast, parent);
    NodeField field = (NodeField)ast_node(ast, id)->field;
    if (kind_is_function(kind)) return field == FIELD_BODY ? END_FUNCTION : END_OTHER;
    if (statement_is_loop(kind)) return field == FIELD_BODY ? END_LOOP : END_OTHER;
    bool goes_on = kind == NODE_IF_STATEMENT || kind == NODE_LABELED_STATEMENT ||
                   (kind == NODE_STATEMENT_BLOCK && !ast_next(ast, id));
    if (!goes_on) return END_OTHER;
    id = parent;
  }
  return END_OTHER;
}

bool statement_is_bare_jump(const Ast *ast, AstId id, StatementEnd end) {
  NodeKind kind = ast_kind(ast, id);
  if (ast_first(ast, id)) return false;
  return (end == END_FUNCTION && kind == NODE_RETURN_STATEMENT) ||
         (end == END_LOOP && kind == NODE_CONTINUE_STATEMENT);
}

bool statement_return_waits(const Ast *ast, AstId id) {
  for (int i = 0; i < CLIMB_LIMIT && id && id != AST_ROOT; i++, id = ast_parent(ast, id)) {
    NodeKind kind = ast_kind(ast, id);
    if (!kind_is_function(kind)) continue;
    bool is_generator = kind == NODE_GENERATOR_FUNCTION ||
                        kind == NODE_GENERATOR_FUNCTION_DECLARATION ||
                        ast_has(ast, id, AST_GENERATOR);
    return is_generator && ast_has(ast, id, AST_ASYNC);
  }
  return id != AST_ROOT;
}

// Labels.
//
//   a: b();                          → b();       a: for (; b; ) { continue a; } → for (; b; )
//   continue; a: { b(); break a; }             → b();
#include "minify/statement.h"
#include "syntax/kind.h"

enum {
  NODE_LIMIT = 1 << 14, // that are looked at for one label
  CLIMB_LIMIT = 1000,   // statements around a jump that are looked at
};

static Text label_of(const Ast *ast, AstId id) {
  return ast_text(ast, ast_child(ast, id, FIELD_LABEL));
}

// ---- Jumps

// Whether a statement has a label, among those right before it.
static bool is_labeled(const Ast *ast, AstId id, Text label) {
  for (AstId at = ast_parent(ast, id); ast_kind(ast, at) == NODE_LABELED_STATEMENT;
       at = ast_parent(ast, at)) {
    if (text_is(label_of(ast, at), label)) return true;
  }
  return false;
}

// A label that means the loop that the jump would mean without one.
bool statement_jump_label(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId label = ast_first(ast, id);
  if (!label) return false;
  bool is_break = ast_kind(ast, id) == NODE_BREAK_STATEMENT;
  AstId at = ast_parent(ast, id);
  for (int i = 0; i < CLIMB_LIMIT && at != AST_ROOT; i++, at = ast_parent(ast, at)) {
    NodeKind kind = ast_kind(ast, at);
    if (kind_is_function(kind)) return false;
    bool stops = statement_is_loop(kind) || (is_break && kind == NODE_SWITCH_STATEMENT);
    if (!stops) continue;
    if (!is_labeled(ast, at, ast_text(ast, label))) return false;
    ast_take_children(ast, id);
    return true;
  }
  return false;
}

// ---- Labels

static bool is_jump_to(const Ast *ast, AstId id, Text label) {
  NodeKind kind = ast_kind(ast, id);
  if (kind != NODE_BREAK_STATEMENT && kind != NODE_CONTINUE_STATEMENT) return false;
  AstId to = ast_first(ast, id);
  return to && text_is(ast_text(ast, to), label);
}

// Whether a label is used, or that takes long to find out.
static bool is_used(const Ast *ast, AstId body, Text label) {
  int left = NODE_LIMIT;
  for (AstId id = body; id; id = statement_walk(ast, id, body)) {
    if (left-- == 0 || is_jump_to(ast, id, label)) return true;
  }
  return false;
}

// `break` at the end of what it leaves.
static bool drop_last_break(Minify *minify, AstId id, AstId body) {
  Ast *ast = minify->ast;
  if (ast_kind(ast, body) != NODE_STATEMENT_BLOCK) return false;
  AstId before, last = ast_last_and_before(ast, body, &before);
  if (!last || ast_kind(ast, last) != NODE_BREAK_STATEMENT ||
      !is_jump_to(ast, last, label_of(ast, id)))
    return false;
  ast_remove_after(ast, body, before);
  return true;
}

bool statement_label(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId body = ast_child(ast, id, FIELD_BODY);
  if (drop_last_break(minify, id, body)) return true;
  NodeKind kind = ast_kind(ast, body);
  if (kind_is_scoped(kind)) return false;
  if (is_jump_to(ast, body, label_of(ast, id))) {
    AstId empty = ast_add(ast, NODE_EMPTY_STATEMENT, id);
    ast_become(ast, id, empty);
    return true;
  }
  if (is_used(ast, body, label_of(ast, id))) return false;
  ast_become(ast, id, body);
  return true;
}

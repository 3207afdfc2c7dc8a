// Statement: what transforms of statements ask and make.
//
// Gives: statements in no tree, where they are new.
#pragma once

#include "minify/work.h"

// `return`, `throw`, `break`, `continue`.
bool statement_is_jump(NodeKind kind);

// Whether what follows a statement never runs: a jump, or a block with one at its end.
bool statement_ends_in_jump(const Ast *ast, AstId id);

// Whether a list of statements, linked from `first` on, has some that declare names only for it.
bool statement_has_scoped(const Ast *ast, AstId first);

// The only statement of a list, or a block of all, or an empty statement; it is linked.
AstId statement_of_list(Minify *minify, AstId first);

// Whether a node of the kind has a list of statements for children.
bool statement_is_list(NodeKind kind);

bool statement_is_loop(NodeKind kind);

// Whether a statement is a branch, or the body of a loop or the like, with no list around it.
static inline bool statement_is_alone(const Ast *ast, AstId id) {
  const AstNode *node = ast_node(ast, id);
  bool is_part = node->field == FIELD_BODY || node->field == FIELD_CONSEQUENCE ||
                 node->field == FIELD_ALTERNATIVE;
  return is_part && !statement_is_list(ast_kind(ast, node->parent));
}

// Whether a statement declares a function, whose name has its value before anything runs.
static inline bool statement_is_function(NodeKind kind) {
  return kind == NODE_FUNCTION_DECLARATION || kind == NODE_GENERATOR_FUNCTION_DECLARATION;
}

// `var`, `let` and `const`.
static inline bool statement_has_declarators(NodeKind kind) {
  return kind == NODE_VARIABLE_DECLARATION || kind == NODE_LEXICAL_DECLARATION;
}

// `break` without a label.
static inline bool statement_is_bare_break(const Ast *ast, AstId id) {
  return ast_kind(ast, id) == NODE_BREAK_STATEMENT && !ast_first(ast, id);
}

// The next node below `root` in the order of the text; functions inside are seen from outside only.
AstId statement_walk(const Ast *ast, AstId id, AstId root);

// What stands before one of the few parts of a statement, or AST_NONE.
static inline AstId statement_before_child(const Ast *ast, AstId parent, AstId child) {
  AstId before = AST_NONE;
  for (AstId id = ast_first(ast, parent); id != child; id = ast_next(ast, id)) before = id;
  return before;
}

// The role of statements in a list.
static inline NodeField statement_field(const Ast *ast, AstId list) {
  NodeKind kind = ast_kind(ast, list);
  return kind == NODE_SWITCH_CASE || kind == NODE_SWITCH_DEFAULT ? FIELD_BODY : FIELD_NONE;
}

// The first statement of a list, and what stands before it (the value of a case).
static inline AstId statement_before_first(const Ast *ast, AstId list) {
  return ast_kind(ast, list) == NODE_SWITCH_CASE ? ast_first(ast, list) : AST_NONE;
}
static inline AstId statement_first(const Ast *ast, AstId list) {
  AstId first = ast_first(ast, list);
  return ast_kind(ast, list) == NODE_SWITCH_CASE ? ast_next(ast, first) : first;
}

// Takes all statements out of a list; gives the first, linked. And puts them in.
AstId statement_take(Ast *ast, AstId list);
void statement_put(Ast *ast, AstId list, AstId first);

// What follows at the end of a list or statement: what a bare jump there does anyway.
typedef enum StatementEnd {
  END_OTHER,
  END_FUNCTION, // `return`
  END_LOOP,     // `continue`
} StatementEnd;
StatementEnd statement_end(const Ast *ast, AstId id);

// Whether a statement is the bare jump that happens anyway at `end`.
bool statement_is_bare_jump(const Ast *ast, AstId id, StatementEnd end);

// Whether `return x` in the function around waits for `x`, and `return` does not.
bool statement_return_waits(const Ast *ast, AstId id);

// What must stay of a statement that never runs: AST_NONE, or declarations. False if all of it.
bool statement_drop(Minify *minify, AstId id, AstId *remains);

// Simplifies an `if` in its place, until no rule fits.
bool statement_simplify_if(Minify *minify, AstId id);
AstId statement_make_if(Minify *minify, AstId test, AstId yes, AstId no);

// `return value`, or `throw value`; `value` may be none.
AstId statement_make_jump(Minify *minify, NodeKind kind, AstId value, AstId origin);

static inline bool statement_is_expression(const Ast *ast, AstId id) {
  return ast_kind(ast, id) == NODE_EXPRESSION_STATEMENT && !ast_has(ast, id, AST_DIRECTIVE);
}

// Members of classes that say what is so anyway.
//
//   class A { constructor() {} }           → class A {}
//   class A { a = undefined; }             → class A { a }
//   class A { static {} }                  → class A {}
//   class A { static { a() } static { b() } }   → class A { static { a(); b() } }
//   class A extends B { constructor() {} } stays: it throws
#include "minify/facts.h"
#include "minify/make.h"

// ---- Fields

bool class_field(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId previous = AST_NONE;
  for (AstId part = ast_first(ast, id); part; previous = part, part = ast_next(ast, part)) {
    if (ast_node(ast, part)->field != FIELD_VALUE) continue;
    if (!fact_is_undefined(minify, part)) return false;
    minify_forget(minify, part);
    ast_remove_after(ast, id, previous);
    return true;
  }
  return false;
}

// ---- Constructors

// A class has the `length` of its constructor, which is 0 without one.
static bool is_empty_constructor(const Ast *ast, AstId member) {
  if (ast_kind(ast, member) != NODE_METHOD_DEFINITION || ast_has(ast, member, AST_STATIC))
    return false;
  AstId name = ast_child(ast, member, FIELD_NAME);
  bool is_word = ast_kind(ast, name) == NODE_PROPERTY_IDENTIFIER &&
                 text_is(ast_text(ast, name), TEXT("constructor"));
  bool is_text = ast_kind(ast, name) == NODE_STRING &&
                 text_is(text_slice(ast_text(ast, name), 1, ast_text(ast, name).size - 1),
                         TEXT("constructor"));
  return (is_word || is_text) && !ast_first(ast, ast_child(ast, member, FIELD_PARAMETERS)) &&
         !ast_first(ast, ast_child(ast, member, FIELD_BODY)) &&
         !ast_child_of_kind(ast, ast_parent(ast, ast_parent(ast, member)), NODE_CLASS_HERITAGE);
}

// ---- Static blocks

static bool is_static_block(const Ast *ast, AstId member) {
  return ast_kind(ast, member) == NODE_CLASS_STATIC_BLOCK;
}

static AstId block_of(const Ast *ast, AstId static_block) {
  return ast_first(ast, static_block);
}

// A block of expressions declares nothing that another one's code could mean.
static bool has_expressions_only(const Ast *ast, AstId block) {
  ast_each_child(ast, block, statement) {
    if (ast_kind(ast, statement) != NODE_EXPRESSION_STATEMENT) return false;
  }
  return true;
}

// Whether a block's statements can be added to those of the block before.
static bool can_join(const Ast *ast, AstId previous, AstId member) {
  return previous && is_static_block(ast, previous) && is_static_block(ast, member) &&
         has_expressions_only(ast, block_of(ast, previous)) &&
         has_expressions_only(ast, block_of(ast, member));
}

// ---- The whole

bool class_members(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  bool has_changed = false;
  AstId end = AST_NONE; // the last statement of `previous`
  for (AstId previous = AST_NONE, member = ast_first(ast, id), next; member; member = next) {
    next = ast_next(ast, member);
    bool joins = can_join(ast, previous, member);
    bool is_empty = is_static_block(ast, member) ? !ast_first(ast, block_of(ast, member))
                                                 : is_empty_constructor(ast, member);
    if (!joins && !is_empty) {
      previous = member;
      end = is_static_block(ast, member) ? ast_last(ast, block_of(ast, member)) : AST_NONE;
      continue;
    }
    if (joins && !is_empty)
      end = ast_insert_list(ast, block_of(ast, previous), end,
                            ast_take_children(ast, block_of(ast, member)));
    ast_remove_after(ast, id, previous);
    has_changed = true;
  }
  return has_changed;
}

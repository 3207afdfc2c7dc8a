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

// Whether a member is a static block of expressions: it declares nothing that another one's code
// could mean, so that their statements can be joined.
static bool is_joinable(const Ast *ast, AstId member) {
  if (!is_static_block(ast, member)) return false;
  ast_each_child(ast, block_of(ast, member), statement) {
    if (ast_kind(ast, statement) != NODE_EXPRESSION_STATEMENT) return false;
  }
  return true;
}

// ---- The whole

bool class_members(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  bool has_changed = false, joins = false; // whether `previous` is joinable
  AstId end = AST_NONE;                    // its last statement
  for (AstId previous = AST_NONE, member = ast_first(ast, id), next; member; member = next) {
    next = ast_next(ast, member);
    bool is_block = is_static_block(ast, member), is_part = is_joinable(ast, member);
    AstId first = is_block ? ast_first(ast, block_of(ast, member)) : AST_NONE;
    bool is_empty = is_block ? !first : is_empty_constructor(ast, member);
    if (!is_empty && !(joins && is_part)) {
      previous = member, joins = is_part;
      end = is_part ? ast_last(ast, block_of(ast, member)) : AST_NONE;
      continue;
    }
    if (!is_empty)
      end = ast_insert_list(ast, block_of(ast, previous), end,
                            ast_take_children(ast, block_of(ast, member)));
    ast_remove_after(ast, id, previous);
    has_changed = true;
  }
  return has_changed;
}

// Calls of `concat` on a text, as templates: both turn their parts into strings, and in order. Only
// does a template turn a part into a string before it looks at the next one.
//
//   "".concat(a, "-b")           → `${a}-b`
//   "".concat(a, "-").concat(b)  → `${a}-${b}`
//   "".concat(a, f())            stays: `f` could change what `a` is as a string
#include "minify/facts.h"
#include "minify/make.h"

// The text that a call of `concat` goes on with, or AST_NONE where it is no such call.
static AstId concat_object(const Ast *ast, AstId call) {
  if (ast_kind(ast, call) != NODE_CALL_EXPRESSION || ast_has(ast, call, AST_OPTIONAL))
    return AST_NONE;
  AstId callee = ast_child(ast, call, FIELD_FUNCTION);
  bool is_member =
      ast_kind(ast, callee) == NODE_MEMBER_EXPRESSION && !ast_has(ast, callee, AST_OPTIONAL);
  if (!is_member) return AST_NONE;
  AstId property = ast_child(ast, callee, FIELD_PROPERTY);
  bool is_concat = ast_kind(ast, property) == NODE_PROPERTY_IDENTIFIER &&
                   text_is(ast_text(ast, property), TEXT("concat"));
  return is_concat ? ast_child(ast, callee, FIELD_OBJECT) : AST_NONE;
}

// Whether another call of `concat` goes on with this one: it sees to both.
static bool goes_on(const Ast *ast, AstId call) {
  AstId member = ast_parent(ast, call);
  bool is_object =
      ast_kind(ast, member) == NODE_MEMBER_EXPRESSION && ast_node(ast, call)->field == FIELD_OBJECT;
  return is_object && concat_object(ast, ast_parent(ast, member)) == call;
}

static bool is_text(const Ast *ast, AstId id) {
  return ast_kind(ast, id) == NODE_STRING || ast_kind(ast, id) == NODE_TEMPLATE_STRING;
}

// ---- Whether parts can become strings one by one

typedef struct Links {
  Array(AstId) calls; // from the outermost one inwards
  AstId start;        // the text that all begins with
} Links;

static Links links_of(Minify *minify, AstId call) {
  Links links = {0};
  for (AstId object; (object = concat_object(minify->ast, call)); call = object) {
    array_push(minify->arena, &links.calls, call);
    links.start = object;
  }
  return links;
}

// Whether later arguments neither change what `from` is as a string, nor are changed by asking it.
static bool is_order_free(Minify *minify, AstId from) {
  const Ast *ast = minify->ast;
  for (AstId next = ast_next(ast, from); next; next = ast_next(ast, next)) {
    if (!fact_is_movable(minify, next)) return false;
  }
  return true;
}

// Only the last of the arguments without a simple value before the first loud one matters; all
// behind it must be still.
static bool fits(Minify *minify, AstId call) {
  const Ast *ast = minify->ast;
  AstId first = ast_first(ast, ast_child(ast, call, FIELD_ARGUMENTS)), complex = AST_NONE;
  for (AstId argument = first; argument; argument = ast_next(ast, argument)) {
    if (ast_kind(ast, argument) == NODE_SPREAD_ELEMENT) return false;
    bool is_simple = fact_is(minify, argument, TYPE_SIMPLE | TYPE_BIGINT);
    if (!is_simple && !complex) complex = argument;
  }
  return !complex || is_order_free(minify, complex);
}

static bool is_list(const Ast *ast, AstId call) {
  return ast_kind(ast, ast_child(ast, call, FIELD_ARGUMENTS)) == NODE_ARGUMENTS;
}

// ---- Making the template

typedef struct Parts {
  AstId first, last;
} Parts;

static void add_list(Ast *ast, Parts *parts, AstId first) {
  if (!first) return;
  if (parts->last)
    ast_node(ast, parts->last)->next_sibling = first;
  else
    parts->first = first;
  for (AstId id = first; id; id = ast_next(ast, id)) parts->last = id;
}

static AstId template_of(Minify *minify, const Links *links, uint32_t outermost) {
  Ast *ast = minify->ast;
  Parts parts = {0};
  bool is_template = ast_kind(ast, links->start) == NODE_TEMPLATE_STRING;
  if (!is_template) ast_node(ast, links->start)->next_sibling = AST_NONE;
  add_list(ast, &parts, is_template ? ast_take_children(ast, links->start) : links->start);
  for (uint32_t i = links->calls.count; i-- > outermost;) {
    AstId arguments = ast_child(ast, links->calls.at[i], FIELD_ARGUMENTS);
    add_list(ast, &parts, ast_take_children(ast, arguments));
  }
  AstId made = ast_add(ast, NODE_TEMPLATE_STRING, links->start);
  ast_insert_list(ast, made, AST_NONE, parts.first);
  ast_each_child(ast, made, part) ast_node(ast, part)->field = FIELD_NONE;
  return made;
}

bool call_concat(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  if (!concat_object(ast, id) || goes_on(ast, id)) return false;
  Links links = links_of(minify, id);
  if (!is_text(ast, links.start)) return false;
  uint32_t outermost = links.calls.count;
  while (outermost > 0 && is_list(ast, links.calls.at[outermost - 1]) &&
         fits(minify, links.calls.at[outermost - 1]))
    outermost--;
  if (outermost == links.calls.count) return false;
  AstId at = links.calls.at[outermost];
  make_replace(minify, at, template_of(minify, &links, outermost));
  return true;
}

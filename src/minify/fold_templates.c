// Template strings: what is constant in them is text.
//
//   `a${1}b${c}`       → `a1b${c}`      `a`              → "a"
//   `a${`b${c}`}d`     → `ab${c}d`      `${typeof a}`    → typeof a
#include "minify/concat.h"
#include "minify/make.h"

enum { BRACKETS = 3 }; // ${}

// Whether a part is text, as which it is not longer.
static bool is_text(Minify *minify, AstId part, Text *text) {
  Value value;
  if (!value_of(minify, part, &value)) return false;
  *text = value_text(minify, &value);
  return value.type != TYPE_NUMBER ||
         text->size <= make_number_size(minify, value.number) + BRACKETS;
}

static bool is_expression(const Minify *minify, AstId part) {
  return ast_kind(minify->ast, part) != NODE_STRING_FRAGMENT;
}

static bool has_joinable(Minify *minify, AstId template) {
  Text text;
  ast_each_child(minify->ast, template, part) {
    if (!is_expression(minify, part)) continue;
    if (ast_kind(minify->ast, part) == NODE_TEMPLATE_STRING) return true;
    if (is_text(minify, part, &text)) return true;
  }
  return false;
}

// Parts that are templates have been looked at before: one level is enough.
static bool add_part(Minify *minify, Concat *concat, AstId part) {
  Text text;
  if (is_text(minify, part, &text)) return concat_add_text(concat, text), true;
  if (!is_expression(minify, part)) return concat_add_fragment(minify, concat, part);
  bool is_template = ast_kind(minify->ast, part) == NODE_TEMPLATE_STRING;
  if (!is_template || !concat_add_template(minify, concat, part))
    concat_add_expression(concat, part);
  return true;
}

static bool add_parts(Minify *minify, Concat *concat, AstId template) {
  ast_each_child(minify->ast, template, part) {
    if (!add_part(minify, concat, part)) return false;
  }
  return true;
}

static bool join(Minify *minify, AstId id) {
  Arena scratch = {0};
  Concat concat;
  concat_start(&concat, &scratch);
  bool is_understood = add_parts(minify, &concat, id);
  if (is_understood) make_replace(minify, id, concat_end(minify, &concat, id));
  arena_release(&scratch);
  return is_understood;
}

bool fold_template(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  if (ast_node(ast, id)->field == FIELD_ARGUMENTS) return false;
  Text text;
  if (fact_string(minify, id, &text)) {
    make_replace(minify, id, make_string(minify, text, id));
    return true;
  }
  AstId first = ast_first(ast, id);
  bool is_alone = is_expression(minify, first) && !ast_next(ast, first);
  if (is_alone && fact_is(minify, first, TYPE_STRING)) {
    make_replace(minify, id, first);
    return true;
  }
  return has_joinable(minify, id) && join(minify, id);
}

// Words for values, as the shortest operators that give them.
//
//   true, false    → !0, !1
//   undefined      → void 0
//   Infinity       → 1/0
#include <math.h>

#include "minify/facts.h"
#include "minify/make.h"
#include "minify/uses.h"

bool fold_true_false(Minify *minify, AstId id) {
  bool is_true = ast_kind(minify->ast, id) == NODE_TRUE;
  make_replace(minify, id, make_boolean(minify, is_true, id));
  return true;
}

static bool is_read(const Minify *minify, AstId id) {
  return !ast_node(minify->ast, id)->symbol || uses_role(minify->ast, id) == USE_READ;
}

bool fold_undefined(Minify *minify, AstId id) {
  if (!is_read(minify, id) || !fact_is_undefined(minify, id)) return false;
  minify_forget(minify, id);
  make_replace(minify, id, make_undefined(minify, id));
  return true;
}

bool fold_infinity(Minify *minify, AstId id) {
  double number;
  if (!fact_is_constant(minify, id) || !is_read(minify, id)) return false;
  if (!fact_number(minify, id, &number) || isnan(number)) return false;
  minify_forget(minify, id);
  make_replace(minify, id, make_number(minify, number, id));
  return true;
}

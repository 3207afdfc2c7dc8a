// Branches that are true or false.
//
//   a ? true : false → !!a        a ? false : b → !a && b       a == b ? true : c → a == b || c
//   a ? false : true → !a         a ? b : true  → !a || b       a == b ? c : false → a == b && c
#include "minify/choice.h"

#include "minify/facts.h"
#include "minify/make.h"

// The test as a boolean.
static AstId as_boolean(Minify *minify, AstId test) {
  if (fact_is(minify, test, TYPE_BOOLEAN)) return test;
  return make_unary(minify, TOKEN_NOT, make_unary(minify, TOKEN_NOT, test));
}

// Its negation, as a boolean.
static AstId as_negation(Minify *minify, AstId test) {
  bool is_boolean = fact_is(minify, test, TYPE_BOOLEAN);
  if (is_boolean) return make_not(minify, test);
  return make_unary(minify, TOKEN_NOT, test);
}

bool choice_boolean(Minify *minify, AstId id) {
  ChoiceParts parts = choice_parts(minify->ast, id);
  bool yes = false, no = false;
  bool has_yes = fact_boolean(minify, parts.yes, &yes);
  bool has_no = fact_boolean(minify, parts.no, &no);
  if (has_yes && has_no) { // the same on both sides is none of ours
    if (yes == no) return false;
    AstId test = parts.test;
    return make_replace(minify, id, yes ? as_boolean(minify, test) : as_negation(minify, test));
  }
  bool is_boolean = fact_is(minify, parts.test, TYPE_BOOLEAN);
  if (has_yes && !yes) {
    AstId test = as_negation(minify, parts.test);
    return make_replace(minify, id, choice_join(minify, TOKEN_LOGICAL_AND, test, parts.no));
  }
  if (has_no && no) {
    AstId test = as_negation(minify, parts.test);
    return make_replace(minify, id, choice_join(minify, TOKEN_LOGICAL_OR, test, parts.yes));
  }
  if (has_yes && is_boolean)
    return make_replace(minify, id, choice_join(minify, TOKEN_LOGICAL_OR, parts.test, parts.no));
  if (has_no && is_boolean)
    return make_replace(minify, id, choice_join(minify, TOKEN_LOGICAL_AND, parts.test, parts.yes));
  return false;
}

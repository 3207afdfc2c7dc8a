// Inline: a call of a function that is known, as what the function gives.
#pragma once

#include "minify/work.h"

// What a function is, as far as its calls can be written without it.
typedef struct InlineBody {
  AstId value; // the only expression in it, or AST_NONE
  bool gives;  // the value is what calls give; else that is undefined
} InlineBody;

// Whether a function is one expression, or empty, with plain parameters, and neither async nor a
// generator.
bool inline_body(const Minify *minify, AstId function, InlineBody *body);

// Whether code has names that not every function may have, or `this`, `arguments` or the like of
// the function around, unless that is an arrow function; also if it is larger than is looked at.
bool inline_has_own(const Ast *ast, AstId root, bool is_arrow);

// Puts the value of such a function in the place of a call, with arguments for parameters, unless
// an argument must be evaluated before it is used. `is_copy`: the function stays as it is. Gives
// whether it did.
bool inline_call(Minify *minify, AstId call, AstId function, bool is_copy);

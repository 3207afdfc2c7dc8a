// KeepNames: functions and classes keep the names of the source when variables are renamed or
// values move, by calls of a helper `name(f, "f")` that the program defines.
#pragma once

#include "minify/work.h"

// Puts calls around functions, into classes, and in front of declared functions, unless the program
// has them already. Before transforms.
void keep_names(Minify *minify);

typedef enum KeptName {
  KEPT_NONE,     // no call of the helper
  KEPT_FUNCTION, // `name(() => {}, "f")`: as quiet as the function
  KEPT_SYMBOL,   // `name(f, "f")`
  KEPT_THIS,     // `name(this, "C")`
} KeptName;

// What a call gives a name to.
KeptName keep_names_call(const Minify *minify, AstId call);

// Whether `id` is a call that gives a name to a variable and does nothing else: it goes with the
// variable's declaration. `*symbol` is the variable.
bool keep_names_declared(const Minify *minify, AstId id, SymbolId *symbol);

// Whether names are kept, and `value`, which has none of its own, may get another one where it
// would be put: what is done with it there gives it its name.
bool keep_names_moved(const Minify *minify, AstId value);

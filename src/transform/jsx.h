// Jsx: JSX as calls of functions, as React's compilers agree on it (https://react.dev).
//
// Takes: a tree with its scopes, in which dead code is marked.
// Gives: a recipe for each element, which takes the expressions in it as they stand in the source;
//        and what must be imported for that.
// Never: compiles a file that is to keep its JSX.
#pragma once

#include "scope/module_record.h"
#include "syntax/replacement.h"
#include "transform/jsx_options.h"

typedef struct JsxInput {
  Arena *arena;   // of recipes and symbols
  Arena *lasting; // of what is imported
  Tree *tree;     // the tokens "<" and ">" of tags get the symbols of imports that are added
  ScopeTable *table;
  const SourceFile *file;
  Text name;                 // of the file, for the code of --jsx-dev
  const JsxOptions *options; // of the file
  Diagnostics *diagnostics;
  bool warns; // about what is odd, too
} JsxInput;

// Compiles all JSX of a file that is not dead. Replacements are added in any order; imports to
// `record`, before what the file itself imports. Returns the name or the token `<` of the first tag
// that becomes a call of what is no variable of the file; or NO_NODE.
NodeId jsx_compile(const JsxInput *input, Replacements *out, ModuleRecord *record);

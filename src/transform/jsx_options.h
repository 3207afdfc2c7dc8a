// JsxOptions: what JSX is compiled to, as flags and the comments of a file say.
#pragma once

#include "diag/diag.h"
#include "scope/scope.h"

typedef enum JsxMode {
  JSX_CLASSIC,   // calls of a factory that the file imports
  JSX_AUTOMATIC, // calls of functions whose import is added
  JSX_PRESERVE,  // it stays JSX
} JsxMode;

typedef struct JsxOptions {
  JsxMode mode;
  Text factory;          // CLASSIC: "React.createElement"
  Text fragment;         // CLASSIC: "React.Fragment", or a JSON value
  Text import_source;    // AUTOMATIC: "react"
  bool is_dev;           // AUTOMATIC: calls tell where in the source they are
  bool has_side_effects; // somebody may notice the calls, even if nobody uses what they return
} JsxOptions;

// Whether a factory, or a fragment, can be called so.
bool jsx_is_factory(Text factory);
bool jsx_is_fragment(Text fragment);

// The options of one file: its comments such as "@jsx h" count more than the flags. What is wrong
// with them is a warning.
JsxOptions jsx_options_of(const JsxOptions *flags, const SourceFile *file, const Tree *tree,
                          Diagnostics *diagnostics);

// The variables that the options make JSX use.
JsxNames jsx_names_of(const JsxOptions *options);

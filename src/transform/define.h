// Define: names that the user replaces by values (`--define:process.env.NODE_ENV="production"`), or
// by what another file exports.
//
// Takes: a tree with its scopes; only names that the file itself does not declare are replaced.
// Gives: replacements in source order; the uses that an import stands in for. A name that stands in
//        for another means what it would mean in the place of that; where this is a variable of the
//        file's top level, the node gets its symbol.
// Never: replaces by a constant what is assigned to.
#pragma once

#include "base/map.h"
#include "scope/module_record.h"
#include "syntax/replacement.h"

typedef struct Define {
  Text name;  // "DEBUG", "process.env.NODE_ENV", "import.meta.x", "this", "a[\"b-c\"].d"
  Text value; // JavaScript: a JSON value or a (dotted) name
  bool is_name;
  Text root;         // of a value that is a name: what the file may declare itself, or else empty
  uint32_t injected; // 1 + what stands in: see inject.h; the value is the members of it
  uint32_t next;     // 1 + the one before it with the same first part, or 0
} Define;

typedef struct Defines {
  Array(Define) list;
  Map roots; // first part of a name → 1 + the last define that begins with it
} Defines;

typedef enum DefineProblem { DEFINE_GOOD, DEFINE_BAD_NAME, DEFINE_BAD_VALUE } DefineProblem;

// Adds a define; a later one of the same name wins.
DefineProblem defines_add(Arena *arena, Defines *defines, Text name, Text value);

// Adds one that stands for members (".a.b", or none) of what is injected as `injected`.
void defines_add_injected(Arena *arena, Defines *defines, Define define);

// Whether a text is names with dots between them, such as a define's name is.
bool define_is_name(Text text);

// A node that an import stands in for.
typedef struct InjectedUse {
  NodeId node;
  uint32_t injected; // its index
  Text before, after;
} InjectedUse;

// What defines do to one file.
typedef struct DefineResults {
  Replacements *out;
  Array(InjectedUse) injected;
  NodeIds assigned; // what should be a constant, and is assigned to
} DefineResults;

// Finds what to replace in `tree`, the one of `table`; lists live in `arena`.
void define_apply(Arena *arena, Tree *tree, ScopeTable *table, const Defines *defines,
                  DefineResults *results);

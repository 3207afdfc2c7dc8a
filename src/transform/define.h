// Define: names that the user replaces by values (`--define:process.env.NODE_ENV="production"`).
//
// Takes: a tree with its scopes; only names that the file itself does not declare are replaced.
// Gives: replacements in source order.
// Never: replaces what is assigned to.
#pragma once

#include "scope/scope.h"
#include "syntax/replacement.h"

typedef struct Define {
  Text name;  // "DEBUG", "process.env.NODE_ENV"
  Text value; // JavaScript: a JSON value or a (dotted) name
} Define;

typedef struct Defines {
  Define *at;
  uint32_t count;
  Map roots; // first part of a name → index + 1 of a define; the others follow by `next`
  uint32_t *next;
} Defines;

typedef enum DefineProblem { DEFINE_GOOD, DEFINE_BAD_NAME, DEFINE_BAD_VALUE } DefineProblem;

// Adds a define; a later one of the same name wins.
DefineProblem defines_add(Arena *arena, Defines *defines, Text name, Text value);

// Finds what to replace.
void define_apply(Arena *arena, const ScopeTable *table, const Defines *defines, Replacements *out);

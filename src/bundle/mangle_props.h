// MangleProps: --mangle-props, --reserve-props, --mangle-quoted, --mangle-cache.
//
// Takes: a graph whose modules have their trees.
// Gives: one short name for each property that matches, for all outputs of a build: the same input
//        gives the same names.
// Never: takes a name that occurs as it is, or renames what an import or export names: such names
//        are those of variables in one place and of properties in another.
#pragma once

#include "base/map.h"
#include "base/pattern.h"
#include "syntax/replacement.h"

typedef struct CbBuild CbBuild;
typedef struct Module Module;

typedef struct MangleOptions {
  const Pattern *pattern;  // NULL: nothing is mangled
  const Pattern *reserved; // names that stay; or NULL
  bool takes_quoted;       // strings that name properties, too
  Text cache_path;         // absolute, or empty
} MangleOptions;

typedef struct MangledName {
  Text name, mangled; // `at` of `mangled` is NULL where the name stays
  bool is_used;       // in this build; others are only in the cache
} MangledName;

typedef struct MangledNames {
  Map indices; // name → index
  Array(MangledName) all;
  bool takes_quoted;
} MangledNames;

// Chooses the names of build->mangled. What is wrong with the cache is a diagnostic.
void mangle_props_choose(CbBuild *build);

// What the cache file is to hold: JSON.
Text mangle_props_cache(Arena *arena, const MangledNames *names);

// Adds what stands for the names in a module to what replaces its nodes otherwise, in order.
void mangle_props_replace(Arena *arena, const Module *module, const MangledNames *names,
                          Replacements *list);

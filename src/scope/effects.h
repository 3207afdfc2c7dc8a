// Effects: whether running a piece of code can be noticed, should nobody use its value.
//
// Takes: a file with its scopes. Annotations count: /* @__PURE__ */ before a call, and
//        /* @__NO_SIDE_EFFECTS__ */ before a function.
// Gives: false only where nothing can be noticed: no call of what is not known, no property that
//        may be a getter, no name that may not be there yet.
// Never: looks at another file: imported names are there when they are read, and calls of them are
//        listed for whoever knows both files.
#pragma once

#include "base/map.h"
#include "scope/annotations.h"
#include "scope/scope.h"

typedef struct EffectsOptions {
  bool ignores_annotations;
  bool jsx_is_quiet; // making an element can't be noticed
  const Text *pure;  // "name" or "object.name": global functions whose calls nobody notices
  size_t pure_count;
} EffectsOptions;

// When calling a function can't be noticed.
typedef enum Quietness {
  QUIET_NEVER,      // as far as is known
  QUIET_PRIMITIVES, // when it is given nothing but numbers, strings and the like
  QUIET_ALWAYS,
} Quietness;

// A call of an imported function, or of a member of an imported namespace.
typedef struct EffectsCall {
  NodeId callee;
  Quietness needed; // of the function, so that the call can't be noticed
} EffectsCall;

typedef Array(EffectsCall) EffectsCalls;

// A class for ES5 that a part of the file has made: see effects_extends.c.
typedef struct MadeClass {
  NodeId function;
  uint32_t super;       // 1 + the index of the class that it extends; 0: none of the file
  uint32_t loud_before; // how many parts that can be noticed were before it
} MadeClass;

// What is known about the functions of a file, found when asked for.
typedef struct Effects {
  Arena *arena;
  const ScopeTable *table;
  const EffectsOptions *options;
  Annotations annotations;
  uint8_t *functions[2]; // by SymbolId, in effects_calls.c: for calls with any values, and with
                         // primitive ones
  NodeId extends_helper; // the declarator of the file's own __extends
  Array(MadeClass) classes;
  uint32_t *class_of;  // by SymbolId: 1 + the index of its class, or 0; NULL while there is none
  Map defined;         // members that Object.defineProperty gave them
  uint32_t loud_count; // parts so far that can be noticed, or whose calls may be
  NodeId from;         // what is looked at: it does not run before it
} Effects;

// Lives in `arena`; the options must live as long.
Effects effects_make(Arena *arena, const ScopeTable *table, const EffectsOptions *options);

// Whether running the statement, or evaluating the expression, `id` can be noticed, should none of
// the calls that are added to `calls` be. Asked for in the order of the file.
bool effects_has(Effects *effects, NodeId id, Arena *arena, EffectsCalls *calls);

// When calling the function `symbol` can't be noticed, once all of the file has run.
Quietness effects_of_calls(Effects *effects, SymbolId symbol);

// EffectsWork: what the files behind effects.h share while one piece of code is looked at.
//
// Gives: effects.c walks; effects_calls.c says which calls are quiet, effects_known.c which
//        of the platform's are, effects_fresh.c what is done to functions that are just made,
//        effects_patterns.c what destructuring does, effects_names.c what names and expressions
//        surely are, effects_guards.c which globals are surely there.
// Never: is seen outside of scope.
#pragma once

#include "base/map.h"
#include "scope/effects.h"

typedef struct Work {
  Effects *effects;
  const Tree *tree;
  Array(NodeId) open;
  Arena scratch;
  EffectsCalls *calls; // of imported functions, to be judged later; NULL: those are loud
  Arena *calls_arena;
  Map given;     // members of functions that are made here: see effects_fresh.c
  NodeId inside; // the code of the function that is called; NO_NODE: what runs by itself
  uint32_t call_depth;
  NodeId given_primitives; // the function that is called with nothing but primitives, or none
  bool is_async;           // what is returned is asked for a `then`
} Work;

// Looks at `id` after what is looked at now.
static inline void effects_later(Work *work, NodeId id) {
  if (id) array_push(&work->scratch, &work->open, id);
}

// Whether `id` can be noticed, as part of a function that is called.
bool effects_inside(const Work *from, NodeId id, NodeId given_primitives, bool is_async);

// ---- effects_names.c

// What the identifier at `id` means, or NULL: it stands for something else.
const Symbol *effects_symbol_at(const Work *work, NodeId id);

// The same of any expression: NULL if it is no identifier.
const Symbol *effects_symbol_of(const Work *work, NodeId expression);

// Whether it is a variable that the file does not declare.
bool effects_is_global(const Work *work, NodeId id);

// Whether reading a name may throw, as it is declared nowhere or not yet.
bool effects_may_throw(const Work *work, NodeId id);

// The value that a `const` always has, or none.
NodeId effects_constant_value(const Work *work, NodeId name);

// Whether an expression is surely a primitive value that is neither a symbol nor a BigInt: turning
// it into a number or a string runs no code and can't fail.
bool effects_is_primitive(const Work *work, NodeId id);

// Whether a value surely has no `then` that a promise would call, or read.
bool effects_has_no_then(const Work *work, NodeId id);

// Whether a member expression reads something that is there and no getter.
bool effects_is_quiet_member(const Work *work, NodeId id);

// Whether making the name of a property, method or field of `key` can be noticed.
bool effects_has_loud_key(const Work *work, NodeId key);

// ---- effects_guards.c

// Whether the global that is read at `id` is there wherever that is run: `typeof` has been asked.
bool effects_is_guarded(const Work *work, NodeId id);

// ---- effects_calls.c

// Looks at a call or `new`. True if it can be noticed.
bool effects_look_at_call(Work *work, NodeId call);

// ---- effects_known.c

// Whether a call of one of the platform's own functions can't be noticed, as long as its arguments
// can't.
bool effects_is_quiet_platform_call(const Work *work, NodeId callee, NodeId arguments);

// Whether it is an object literal of which values are read, and to which they are written, without
// running any code: it has neither accessors nor a prototype of its own.
bool effects_is_plain_object(const Work *work, NodeId id);

// ---- effects_fresh.c

// Looks at an assignment. True if it can be noticed.
bool effects_look_at_assignment(Work *work, NodeId id);

// Whether a member expression is the prototype of a function that is declared.
bool effects_is_prototype(const Work *work, NodeId id);

// The declaration of the function that a name always means, or none.
NodeId effects_declared_function(const Work *work, NodeId name);

// What tells a member of a function, or of its prototype, from all others of the file.
Text effects_member_key(Arena *arena, NodeId function, bool is_prototype, Text name);

// Whether a call of Object.defineProperty only gives a member to a function that nobody else has,
// or to its prototype. Its arguments are still to be looked at.
bool effects_defines_member(Work *work, NodeId call);

// ---- effects_extends.c

// Whether a declarator is that of __extends, as TypeScript writes it: nothing can be noticed.
bool effects_is_extends_helper(Work *work, NodeId declarator);

// Whether a call of __extends makes a function that nobody else has extend a class that is known.
bool effects_is_quiet_extension(Work *work, NodeId call);

// Whether a function that has just been made, or its prototype, may inherit an accessor.
bool effects_inherits(Work *work, NodeId function, bool is_prototype, Text name);

// Notes the class that a part makes, if it makes one and nothing else.
void effects_note_class(Work *work, NodeId part);

// ---- effects_patterns.c

// Looks at what a declarator does: its value, and the pattern that takes it apart.
bool effects_look_at_declarator(Work *work, NodeId declarator);

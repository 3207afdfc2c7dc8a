// DefaultThis: functions whose `this` is what nobody gave them: undefined, or the global object.
#pragma once

#include "rules/static_names.h"

// Whether nothing about the function says that somebody gives it a `this`: it is no method, it is
// not bound, its name does not say that it is a constructor (if those count), and no comment says
// `@this`. For functions that are no arrow functions.
bool has_default_this(SourceCode *code, NodeId function, bool capital_is_constructor);

// Whose `this` it is at a node: a function that is no arrow function, a field (for its value), a
// static block, or the program. Climbs up the tree.
NodeId this_owner(const Tree *tree, NodeId node);

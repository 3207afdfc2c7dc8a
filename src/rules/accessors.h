// Accessors: functions that get or set a property.
#pragma once

#include "rules/rule.h"

// Whether a function is a getter (word: "get") or a setter ("set"), of an object or a class.
bool is_accessor(const Tree *tree, NodeId function, const char *word);

// Whether a function is the `get` or `set` of a descriptor that Object.defineProperty,
// Reflect.defineProperty, Object.defineProperties or Object.create is given.
bool is_descriptor_accessor(SourceCode *code, NodeId function, const char *word);

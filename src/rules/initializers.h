// Initializers: code that runs while a declaration gives its variable a value.
#pragma once

#include "rules/variables.h"

// Whether the byte `at` is in what gives a definition its value: the initializer of its variable,
// the object of its loop, or the default of a pattern around it.
bool is_in_initializer(const Tree *tree, const Definition *definition, uint32_t at);

// Whether the byte is inside of a node or at its end.
bool is_in_range(const Tree *tree, NodeId node, uint32_t at);

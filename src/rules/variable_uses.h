// VariableUses: whether anybody reads what a variable holds.
#pragma once

#include "rules/variables.h"

// Whether a value of the variable is used: it is read, but not only to make its own next value
// (`a = a + 1`, `a++`), and not only inside of the function that it names. A loop that only asks
// whether there is an element (`for (a in b) return true`) uses its variable.
bool variable_is_used(const VariableTable *table, VariableId variable);

// Whether a node is in a loop of its function.
bool is_in_loop(const Tree *tree, NodeId node);

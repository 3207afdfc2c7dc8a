// Existence: whether code asks if a member of an object is there.
#pragma once

#include "syntax/tree.h"

// Whether the code at the member expression `member`, or around it, asks if there is such a member:
// `ns.a?.()`, `ns.a ?? b`, and both of `ns.a && ns.a()`.
bool existence_is_asked(const Tree *tree, NodeId member);

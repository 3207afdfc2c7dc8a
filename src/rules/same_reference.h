// SameReference: whether two expressions name the same variable or property, if nothing happens
// between them.
#pragma once

#include "rules/static_names.h"

// Names, `this`, `super`, and chains of members of them: `a.b`, `a["b"]` and `a?.b` are the same,
// and so are `a[b]` and `a[b]`. Parentheses don't count.
bool is_same_reference(SourceCode *code, NodeId a, NodeId b);

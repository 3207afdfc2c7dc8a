// EarlyChains: calls and members that follow each other, as far as early errors ask about them.
#pragma once

#include "syntax/tree.h"

// The `?.` in the chain of calls and members that ends with `id`, or NO_NODE. Parentheses end a
// chain.
NodeId chain_find_optional(const Tree *tree, NodeId id);

// QueryCheck: what tree-sitter says of a query.
#pragma once

#include "base/text.h"

// Whether the grammar has a place for everything that a query asks for, as far as its text can be
// read. False: `*at` is where something begins that can never match.
bool query_can_match(Text query, uint32_t *at);

// The kinds that stand for a supertype of the grammar ("expression"), by NodeKind; false: there is
// none of this name. `kinds` has room for NODE_KIND_COUNT.
bool query_supertype(Text name, bool *kinds);

// MayBeError: whether what is thrown or rejected with may be an error.
#pragma once

#include "rules/constants.h"

// Calls, variables, members and what an operator may give of them; literals are none.
bool may_be_error(SourceCode *code, NodeId value);

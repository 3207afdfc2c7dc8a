// Braces: whether a block around a single statement can go.
#pragma once

#include "rules/source_code.h"

// Whether a block with one statement in it must stay: the statement declares something that only a
// block may, or an `if` at its end would take the `else` that follows the block.
bool braces_are_needed(SourceCode *code, NodeId block);

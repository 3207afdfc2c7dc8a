// Strictness: whether code is strict where it stands.
#pragma once

#include "rules/source_code.h"

// Whether the code around a node is strict; a function's own "use strict" is not around it.
bool is_strict_around(SourceCode *code, NodeId node);

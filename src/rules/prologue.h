// Prologue: the directives, strings that a program or a function's body begins with.
#pragma once

#include "rules/source_code.h"

// Whether a statement is a directive where it stands. Cheap for statements asked about in order.
bool is_directive(SourceCode *code, NodeId statement);

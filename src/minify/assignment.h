// Assignment: what transforms of assignments share.
#pragma once

#include "minify/work.h"

// The assignment by a binary operator (`+=` of `+`), or NODE_NONE.
NodeKind assignment_operator(NodeKind op);

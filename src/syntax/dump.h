// Dump: a tree as text, one node a line, for tests and for the curious (`--dump=tree`).
#pragma once

#include "base/buffer.h"
#include "syntax/tree.h"

// Appends every node below the root: its field, kind, text if it is a leaf, and position.
void tree_dump(Buffer *out, const Tree *tree);

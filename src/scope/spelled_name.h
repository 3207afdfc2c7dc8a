// Spelled_name: where a program writes a name that a flag says, as in `--pure:app.lib["a"]`.
#pragma once

#include "syntax/tree.h"

// The outermost node that spells `name` (a good one, see base/dotted_name.h) from `root` on, which
// is known to be its first part, or `import.meta`; NO_NODE if what is there goes on otherwise.
// Parentheses make no difference. `arena` gets what quotes have to be read for.
NodeId spelled_name(Arena *arena, const Tree *tree, NodeId root, Text name);

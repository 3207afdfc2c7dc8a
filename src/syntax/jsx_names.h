// JsxNames: whether tags belong together.
#pragma once

#include "syntax/tree.h"

// Whether the tags that open and close the element have one name, token by token: spaces don't
// count. Fragments have none.
bool jsx_names_match(const Tree *tree, NodeId element);

// ImportOptions: keys of `import "a" with { type: "json" }` and of `import("a", { with: { … } })`:
// the platform has named them.
#pragma once

#include "rules/estree.h"

bool is_import_option(const Tree *tree, NodeId key);

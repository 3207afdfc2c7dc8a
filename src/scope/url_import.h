// Url_import: files that code names by their URL, as in `new URL("./a.png", import.meta.url)`.
#pragma once

#include "scope/scope.h"

// The string that names the file, of a `new` expression that makes such a URL; NO_NODE for others.
// What a worker is made of is none: that file is code.
NodeId url_import_specifier(const ScopeTable *table, NodeId expression);

// GlobalUses: where values of the platform are called, also by other names: `const m = Math; m()`,
// `const { Math: m } = globalThis`, `(a || Math)()`.
#pragma once

#include "rules/source_code.h"

// A call, or a `new`, of the path with this index.
typedef void GlobalUseFound(void *with, NodeId call, uint32_t path);

// Finds all calls of the `paths` ("Math", "Object.assign"; a NULL ends the list). Globals that the
// file declares or writes to are not followed.
void global_uses_find(SourceCode *code, const char *const *paths, GlobalUseFound *found,
                      void *with);

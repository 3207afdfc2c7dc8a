// EnvDefines: what code for browsers finds in `import.meta.env`, as with Vite: MODE, DEV, PROD,
// BASE_URL and SSR.
#pragma once

#include "cbundle/cbundle.h"
#include "transform/define.h"

// Adds them, unless the user defines `import.meta.env` as a whole.
void env_defines_add(Arena *arena, Defines *defines, const CbBuildOptions *options,
                     bool is_production);

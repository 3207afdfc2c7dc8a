// EnvDefines: what code for browsers finds in `import.meta.env`, as with Vite: MODE, DEV, PROD,
// BASE_URL and SSR, and variables of .env files.
#pragma once

#include "cbundle/cbundle.h"
#include "transform/define.h"

typedef struct EnvDefines {
  bool is_production;
  Text folder; // of the files, absolute
} EnvDefines;

// Adds them, unless the user defines `import.meta.env` as a whole.
void env_defines_add(Arena *arena, Defines *defines, const CbBuildOptions *options,
                     const EnvDefines *env);

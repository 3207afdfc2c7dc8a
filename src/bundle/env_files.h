// EnvFiles: variables from files such as ".env.production", as Vite and dotenv read them.
#pragma once

#include "base/array.h"
#include "base/text.h"

typedef struct EnvVariable {
  Text name, value;
} EnvVariable;
typedef Array(EnvVariable) EnvVariables;

// Those of .env, .env.local, .env.MODE and .env.MODE.local in `folder`, a later file before an
// earlier one; in values, $NAME stands for another variable, of the environment first. `folder`
// ends with a NUL.
EnvVariables env_files_read(Arena *arena, Text folder, Text mode);

// Sets a variable, whether it is there or not.
void env_variables_set(Arena *arena, EnvVariables *variables, Text name, Text value);

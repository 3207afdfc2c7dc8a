// Environment: the variables that the program was started with.
#pragma once

// All of them, each NAME=VALUE; NULL follows the last one. Owned by the system.
const char *const *environment_all(void);

// The value of one, or NULL.
const char *environment_get(const char *name);

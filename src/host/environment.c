// What the system says.
#include "host/environment.h"

#include <stdlib.h>

extern char **environ;

const char *const *environment_all(void) {
  return (const char *const *)environ;
}

const char *environment_get(const char *name) {
  return getenv(name);
}

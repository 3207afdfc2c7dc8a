// Which program that is depends on the system.
#include "host/browser.h"

#include "host/start_program.h"

#include <stdlib.h>

int browser_open(const char *url) {
#ifdef __APPLE__
  const char *program = "open";
#else
  const char *program = getenv("BROWSER");
  if (!program || !*program) program = "xdg-open";
#endif
  return start_program((const char *const[]){program, url, NULL});
}

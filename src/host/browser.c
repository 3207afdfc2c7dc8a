// The program is started without a shell, and not waited for.
#include "host/browser.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>

extern char **environ;

int browser_open(const char *url) {
#ifdef __APPLE__
  const char *program = "open";
#else
  const char *program = getenv("BROWSER");
  if (!program || !*program) program = "xdg-open";
#endif
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t process;
  char *words[] = {(char *)program, (char *)url, NULL};
  int code = posix_spawnp(&process, program, &actions, NULL, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  return -code;
}

// Measure: runs a command and prints "WALL_US CPU_US PEAK_KB EXIT" on standard output. What the
// command itself prints goes to standard error.
//
// bench.mjs compiles it on first use. Node can't wait4() a child of its own, and a child counts the
// memory of the process that it was forked from: this one is small enough not to matter.
// The peak is that of the largest process among the command and the children that it waited for.
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static long long now_us(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static long long cpu_us(const struct rusage *usage) {
  const struct timeval *user = &usage->ru_utime, *system = &usage->ru_stime;
  return (user->tv_sec + system->tv_sec) * 1000000LL + user->tv_usec + system->tv_usec;
}

// ru_maxrss is in kilobytes, but on macOS in bytes.
static long peak_kb(const struct rusage *usage) {
#ifdef __APPLE__
  return usage->ru_maxrss / 1024;
#else
  return usage->ru_maxrss;
#endif
}

static int spawn_quietly(pid_t *child, char **command) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
  int error = posix_spawnp(child, command[0], &actions, NULL, command, environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int main(int count, char **words) {
  if (count < 2) {
    fprintf(stderr, "usage: measure COMMAND [ARGUMENT...]\n");
    return 2;
  }
  pid_t child;
  int status;
  struct rusage usage;
  long long start = now_us();
  int error = spawn_quietly(&child, words + 1);
  if (error) {
    fprintf(stderr, "%s: %s\n", words[1], strerror(error));
    return 2;
  }
  if (wait4(child, &status, 0, &usage) < 0) return 2;
  long long wall = now_us() - start;
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  printf("%lld %lld %ld %d\n", wall, cpu_us(&usage), peak_kb(&usage), code);
  return EXIT_SUCCESS;
}

// Check: what must hold in our own code, in releases as well, where somebody stands by to go on
// without what has failed.
//
//   CheckGuard guard;
//   if (check_begin(&guard)) work(); else tell(guard.failed);
//   check_end(&guard);
//
// `work` is left at once where a CHECK fails: it may hold no locks then, and what it owns besides
// arenas that others know is lost. What it changes before must be in memory, not in variables of
// the function that has the guard. Without a guard, a failed CHECK ends the program, as an
// assertion does.
#pragma once

#include <setjmp.h>
#include <stdbool.h>

typedef struct CheckGuard CheckGuard;
struct CheckGuard {
  jmp_buf back;
  CheckGuard *outer;
  const char *failed; // what and where, as a sentence's end
};

void check_push(CheckGuard *guard);

#define check_begin(guard) (check_push(guard), setjmp((guard)->back) == 0)

// Must be called on both ways.
void check_end(CheckGuard *guard);

_Noreturn void check_failed(const char *what);

// Whether somebody stands by on this thread.
bool check_is_guarded(void);

#ifdef __FILE_NAME__
#define CHECK_FILE __FILE_NAME__
#else
#define CHECK_FILE "a file"
#endif
#define CHECK_TEXT(line) #line
#define CHECK_LINE(line) CHECK_TEXT(line)
#define CHECK(condition)                                                                           \
  ((condition) ? (void)0                                                                           \
               : check_failed("\"" #condition "\" in " CHECK_FILE ":" CHECK_LINE(__LINE__)))

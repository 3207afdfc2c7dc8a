// The signal comes on the thread whose fault it is. It is not blocked while it is handled, so that
// who leaves the handler by a jump hears of the next one, too. Sanitizers have handlers of their
// own, which this takes over from.
#include "host/crash.h"

#include "base/arena.h"

#include <pthread.h>
#include <signal.h>

enum { STACK_BYTES = 64 << 10 };

static CrashTold tell;
static pthread_key_t stack_key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};

static void on_crash(int number) {
  tell(number == SIGSEGV || number == SIGBUS
           ? "memory that is not there was read, or the stack is full"
       : number == SIGFPE ? "a number was divided by zero"
                          : "an instruction that is none was met");
  signal(number, SIG_DFL); // the fault comes again, and ends the process
}

typedef struct Stack {
  Arena arena; // holds this struct
  char bytes[STACK_BYTES];
} Stack;

static void drop_stack(void *context) {
  sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, NULL);
  Arena arena = ((Stack *)context)->arena;
  arena_release(&arena);
}

static void make_key(void) {
  pthread_key_create(&stack_key, drop_stack);
}

void crash_watch(CrashTold told) {
  tell = told;
  pthread_once(&once, make_key);
  struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | SA_NODEFER};
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
    sigaction(signals[i], &action, NULL);
}

void crash_guard_thread(void) {
  if (!tell || pthread_getspecific(stack_key)) return;
  Arena arena = {0};
  Stack *stack = arena_new(&arena, Stack, 1);
  stack->arena = arena;
  pthread_setspecific(stack_key, stack);
  sigaltstack(&(stack_t){.ss_sp = stack->bytes, .ss_size = STACK_BYTES}, NULL);
}

// Engine: the one JavaScript context of the process, and how C calls into it.
//
// Owns:  the context and the loop, from engine_start to engine_stop.
// Never: lets an exception pass unseen: engine_dispatch hands it to the script's own handlers.
#pragma once

#include "host/loop.h"
#include "runtime/runtime.h"

#include <JavaScriptCore/JavaScript.h>
#include <uv.h>

typedef struct Engine {
  JSGlobalContextRef context;
  Loop *own_loop;
  uv_loop_t *loop; // libuv's half of it
  const RuntimeProgram *program;
  JSObjectRef
      dispatch; // js/internal/ticks.js: calls a function, then what process.nextTick was given
  JSObjectRef run_ticks; // likewise, without a function
  double *tick_info;     // [0]: whether there are ticks
  JSValueRef undefined, null, yes, no;
  JSStringRef length; // a name that is asked for often
  uint64_t started_ns;
  int exit_code;
  bool is_stopping; // handles are being closed
  bool has_ended;   // the script has asked for the end, but what started it goes on
} Engine;

#pragma GCC visibility push(default) // the room crypto is a shared object of its own

extern Engine engine;

// What an engine needs once in a process, from whatever thread, but from one at a time.
void engine_prepare(void);

// Makes a context in which the script has not run yet.
void engine_start(const RuntimeProgram *program, Loop *loop);
// Closes all handles of the script and lets go of the context. Servers that listen for HTTP and
// their connections are for the script that comes next.
void engine_stop(void);

// Evaluates a script, which is released; NULL after an exception, which is put into `*exception`.
JSValueRef engine_evaluate(JSStringRef script, const char *url, JSValueRef *exception);

// Whether nothing of the script is called any more.
static inline bool engine_is_over(void) {
  return engine.is_stopping || engine.has_ended;
}

// Calls `function` from the loop: ticks and promise jobs run before this returns.
void engine_dispatch(JSObjectRef function, size_t count, const JSValueRef *arguments);
#define engine_tell(function, ...)                                                                 \
  engine_dispatch((function), sizeof((JSValueRef[]){__VA_ARGS__}) / sizeof(JSValueRef),            \
                  (JSValueRef[]){__VA_ARGS__})

// The function that `value` is, kept until engine_forget; NULL where it is none.
JSObjectRef engine_keep(JSValueRef value);
void engine_forget(JSObjectRef kept);

// Says what went wrong inside of the runtime itself, and ends the process.
_Noreturn void engine_fail(const char *what, JSValueRef exception);

#pragma GCC visibility pop

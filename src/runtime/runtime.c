// Runs a script: start, loop, "beforeExit" as long as it gives the loop more to do, "exit". Where
// files are watched, a change ends the loop, and the new script starts in a context of its own.
#include "runtime/runtime.h"

#include "runtime/bindings.h"
#include "runtime/glib_loop.h"
#include "runtime/modules.h"
#include "runtime/restart.h"

#include <stdio.h>
#include <unistd.h>

__attribute__((visibility("default"))) void cbundle_runtime_run(const RuntimeProgram *program);

__attribute__((visibility("default"))) void cbundle_runtime_prepare(void);

void cbundle_runtime_prepare(void) {
  engine_prepare();
}

static void run_loop(uv_loop_t *loop) {
  do {
    uv_run(loop, UV_RUN_DEFAULT);
    if (engine.has_ended) return;
    modules_before_exit();
  } while (uv_loop_alive(loop));
}

// What the script has of memory and handles goes with the process, where to give up the engine's
// context would take milliseconds.
static _Noreturn void run_once(const RuntimeProgram *program, Loop *loop) {
  engine_start(program, loop);
  modules_run_script();
  run_loop(loop_handle(loop));
  int code = modules_exit();
  fflush(NULL);
  _exit(code);
}

// Until there is a script that can be built, the old one goes on; or nothing, if that has ended.
static void wait_for_change(const RuntimeProgram *program, uv_loop_t *loop, RuntimeScript *next) {
  const RuntimeWatch *watch = program->watch;
  bool has_told = false;
  restart_keep_loop(true);
  for (;;) {
    uv_run(loop, UV_RUN_DEFAULT);
    if (engine.has_ended && !has_told) {
      watch->tell(watch->context, RUNTIME_ENDED, engine.exit_code);
      has_told = true;
    }
    if (!restart_is_due()) continue;
    bool is_built = watch->rebuild(watch->context, next);
    restart_watch(program, loop);
    restart_keep_loop(!is_built);
    if (is_built) return;
  }
}

enum { TAKE_OVER_MS = 3000 }; // for a script to listen where the one before did

static void on_kept_long(uv_timer_t *timer) {
  (void)timer;
  http_drop_kept();
}

// Never returns: who watches ends the process.
static void run_watched(const RuntimeProgram *program, Loop *loop) {
  RuntimeProgram now = *program;
  uv_timer_t take_over;
  uv_timer_init(loop_handle(loop), &take_over);
  uv_unref((uv_handle_t *)&take_over);
  restart_watch(program, loop_handle(loop));
  for (;;) {
    engine_start(&now, loop);
    modules_run_script();
    uv_timer_start(&take_over, on_kept_long, TAKE_OVER_MS, 0);
    RuntimeScript next = {0};
    wait_for_change(program, loop_handle(loop), &next);
    modules_exit();
    engine_stop();
    now.script = next;
    program->watch->tell(program->watch->context, RUNTIME_RESTARTED, 0);
  }
}

void cbundle_runtime_run(const RuntimeProgram *program) {
  Loop *loop = loop_make();
  glib_loop_start(loop_handle(loop));
  if (program->watch) run_watched(program, loop);
  run_once(program, loop);
}

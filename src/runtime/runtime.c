// Runs a script: start, loop, "beforeExit" as long as it gives the loop more to do, "exit".
#include "runtime/runtime.h"

#include "runtime/engine.h"
#include "runtime/glib_loop.h"
#include "runtime/modules.h"

__attribute__((visibility("default"))) int cbundle_runtime_run(const RuntimeProgram *program);

static void run_loop(uv_loop_t *loop) {
  do {
    uv_run(loop, UV_RUN_DEFAULT);
    modules_before_exit();
  } while (uv_loop_alive(loop));
}

int cbundle_runtime_run(const RuntimeProgram *program) {
  Loop *loop = loop_make();
  glib_loop_start(loop_handle(loop));
  engine_start(program, loop);
  modules_run_script(&program->script);
  run_loop(loop_handle(loop));
  int code = modules_exit();
  glib_loop_stop();
  engine_stop();
  loop_release(loop);
  return code;
}

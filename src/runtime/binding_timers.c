// One timer of the loop for all of JavaScript's, whose order js/internal/timers.js keeps; and the
// two handles that setImmediate takes: an idle one, so that the loop does not wait, and a check.
#include "runtime/bindings.h"

static uv_timer_t timer;
static uv_check_t check;
static uv_idle_t idle;
static JSObjectRef on_timer, on_immediate;

// What js/timers.js tells by the numbers that it shares with this file.
enum { IMMEDIATES_KEEPING, IMMEDIATES_WAITING, IMMEDIATES_MORE, TIMERS_DUE };
static double *info;

static void timer_due(uv_timer_t *handle) {
  (void)handle;
  do engine_dispatch(on_timer, 0, NULL);
  while (info[TIMERS_DUE] != 0 && !engine_is_over());
}

static void do_nothing(uv_idle_t *handle) {
  (void)handle;
}

static void after_waiting(uv_check_t *handle) {
  (void)handle;
  if (info[IMMEDIATES_WAITING] == 0) return;
  do engine_dispatch(on_immediate, 0, NULL);
  while (info[IMMEDIATES_MORE] != 0 && !engine_is_over());
  if (info[IMMEDIATES_KEEPING] == 0 || engine_is_over()) uv_idle_stop(&idle);
}

// setup(onTimer, onImmediate, info)
NATIVE(setup) {
  on_timer = engine_keep(call_at(call, 0));
  on_immediate = engine_keep(call_at(call, 1));
  char *at;
  size_t size;
  value_memory(call_at(call, 2), &at, &size);
  JSValueProtect(engine.context, call_at(call, 2));
  info = (double *)(void *)at;
  uv_timer_init(engine.loop, &timer);
  uv_check_init(engine.loop, &check);
  uv_idle_init(engine.loop, &idle);
  uv_check_start(&check, after_waiting);
  uv_unref((uv_handle_t *)&check);
  return engine.undefined;
}

// schedule(milliseconds)
NATIVE(schedule) {
  double delay = call_number(call, 0);
  uv_timer_start(&timer, timer_due, delay > 1 ? (uint64_t)delay : 1, 0);
  return engine.undefined;
}

// keepAlive(is)
NATIVE(keep_alive) {
  if (call_bool(call, 0))
    uv_ref((uv_handle_t *)&timer);
  else
    uv_unref((uv_handle_t *)&timer);
  return engine.undefined;
}

NATIVE(hurry) {
  (void)call;
  if (info[IMMEDIATES_KEEPING] != 0)
    uv_idle_start(&idle, do_nothing);
  else
    uv_idle_stop(&idle);
  return engine.undefined;
}

// Milliseconds: the time of now, however long this turn of the loop has taken already.
NATIVE(now) {
  (void)call;
  uv_update_time(engine.loop);
  return value_of_number((double)uv_now(engine.loop));
}

void timers_stop(void) {
  if (!on_timer) return;
  uv_close((uv_handle_t *)&timer, NULL);
  uv_close((uv_handle_t *)&check, NULL);
  uv_close((uv_handle_t *)&idle, NULL);
  on_timer = on_immediate = NULL;
}

JSObjectRef binding_timers(void) {
  static const NativeFunction functions[] = {
      {"setup", setup}, {"schedule", schedule}, {"keepAlive", keep_alive},
      {"hurry", hurry}, {"now", now},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}

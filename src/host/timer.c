// A handle of libuv is in use until the loop has said so: its arena goes then.
#include "host/timer.h"

#include "host/loop_inside.h"

struct Timer {
  uv_timer_t handle;
  Arena arena; // holds this struct
  void (*on_time)(void *context);
  void *context;
};

Timer *timer_make(Loop *loop, void (*on_time)(void *context), void *context) {
  Arena arena = {0};
  Timer *timer = arena_new(&arena, Timer, 1);
  *timer = (Timer){.arena = arena, .on_time = on_time, .context = context};
  uv_timer_init(&loop->uv, &timer->handle);
  timer->handle.data = timer;
  return timer;
}

static void call(uv_timer_t *handle) {
  Timer *timer = handle->data;
  timer->on_time(timer->context);
}

void timer_start(Timer *timer, uint64_t delay_ms, uint64_t repeat_ms) {
  uv_timer_start(&timer->handle, call, delay_ms, repeat_ms);
}

void timer_stop(Timer *timer) {
  uv_timer_stop(&timer->handle);
}

void timer_keeps_loop(Timer *timer, bool keeps) {
  uv_handle_t *handle = (uv_handle_t *)&timer->handle;
  if (keeps)
    uv_ref(handle);
  else
    uv_unref(handle);
}

static void after_close(uv_handle_t *handle) {
  Arena arena = ((Timer *)handle->data)->arena;
  arena_release(&arena);
}

void timer_release(Timer *timer) {
  uv_close((uv_handle_t *)&timer->handle, after_close);
}

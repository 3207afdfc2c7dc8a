// A handle of libuv's for each signal; the memory goes with the last of them.
#include "host/stop_signals.h"

#include "host/loop_inside.h"

#include <signal.h>

static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
enum { COUNT = sizeof numbers / sizeof *numbers };

struct StopSignals {
  uv_signal_t handles[COUNT];
  Arena arena; // holds this struct
  void (*on_stop)(void *context, int number);
  void *context;
  int open;
};

static void on_signal(uv_signal_t *handle, int number) {
  StopSignals *signals = handle->data;
  signals->on_stop(signals->context, number);
}

StopSignals *stop_signals_make(Loop *loop, void (*on_stop)(void *context, int number),
                               void *context) {
  Arena arena = {0};
  StopSignals *signals = arena_new(&arena, StopSignals, 1);
  signals->arena = arena;
  signals->on_stop = on_stop;
  signals->context = context;
  for (int i = 0; i < COUNT; i++) {
    uv_signal_init(&loop->uv, &signals->handles[i]);
    signals->handles[i].data = signals;
    uv_signal_start(&signals->handles[i], on_signal, numbers[i]);
    uv_unref((uv_handle_t *)&signals->handles[i]);
  }
  signals->open = COUNT;
  return signals;
}

static void after_close(uv_handle_t *handle) {
  StopSignals *signals = handle->data;
  if (--signals->open > 0) return;
  Arena arena = signals->arena;
  arena_release(&arena);
}

void stop_signals_release(StopSignals *signals) {
  for (int i = 0; i < COUNT; i++) uv_close((uv_handle_t *)&signals->handles[i], after_close);
}

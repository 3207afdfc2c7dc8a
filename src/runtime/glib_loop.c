// Before the loop waits, GLib is asked what is due: now and then under load, and always when the
// loop is going to sleep. A timer of the loop wakes it for what is due later.
#include "runtime/glib_loop.h"

#include <glib.h>
#include <stdbool.h>

enum { DESCRIPTORS = 8, BUSY_MS = 4 };

static uv_prepare_t before_waiting;
static uv_timer_t wake;
static uint64_t last_ms;

static void on_wake(uv_timer_t *timer) {
  (void)timer;
}

// How long until something is due; -1: nothing is.
static int due_in_ms(GMainContext *context) {
  GPollFD descriptors[DESCRIPTORS];
  int priority, timeout = -1;
  if (!g_main_context_acquire(context)) return -1;
  bool is_ready = g_main_context_prepare(context, &priority);
  g_main_context_query(context, priority, &timeout, descriptors, DESCRIPTORS);
  g_main_context_release(context);
  return is_ready ? 0 : timeout;
}

static void turn(uv_prepare_t *handle) {
  uint64_t now = uv_now(handle->loop);
  if (now - last_ms < BUSY_MS) {
    if (!uv_is_active((uv_handle_t *)&wake)) uv_timer_start(&wake, on_wake, BUSY_MS, 0);
    return;
  }
  last_ms = now;
  GMainContext *context = g_main_context_default();
  while (g_main_context_iteration(context, FALSE)) continue;
  int due = due_in_ms(context);
  if (due < 0)
    uv_timer_stop(&wake);
  else
    uv_timer_start(&wake, on_wake, (uint64_t)due, 0);
}

void glib_loop_start(uv_loop_t *loop) {
  uv_prepare_init(loop, &before_waiting);
  uv_prepare_start(&before_waiting, turn);
  uv_timer_init(loop, &wake);
  uv_unref((uv_handle_t *)&before_waiting);
  uv_unref((uv_handle_t *)&wake);
}

// Deferred tasks run in an idle handle, which keeps the loop from waiting while there are any.
#include "host/loop.h"

#include "host/loop_inside.h"

#include <assert.h>

static void ring_init(LoopTask *head) {
  head->next = head->previous = head;
}

static void ring_add(LoopTask *head, LoopTask *task) {
  task->next = head;
  task->previous = head->previous;
  head->previous->next = task;
  head->previous = task;
}

// From whichever ring it is in.
static void ring_remove(LoopTask *task) {
  task->previous->next = task->next;
  task->next->previous = task->previous;
  task->is_waiting = false;
}

static bool ring_is_empty(const LoopTask *head) {
  return head->next == head;
}

// Only those that wait now: what they defer is for the next turn.
static void run_tasks(uv_idle_t *idle) {
  Loop *loop = idle->data;
  LoopTask *waiting = &loop->waiting, now;
  if (ring_is_empty(waiting)) { // all have been forgotten
    uv_idle_stop(idle);
    return;
  }
  now.next = waiting->next, now.previous = waiting->previous;
  now.next->previous = now.previous->next = &now;
  ring_init(waiting);
  while (!ring_is_empty(&now)) {
    LoopTask *task = now.next;
    ring_remove(task);
    task->run(task->context);
  }
  if (ring_is_empty(waiting)) uv_idle_stop(idle);
}

Loop *loop_make(void) {
  Arena arena = {0};
  Loop *loop = arena_new(&arena, Loop, 1);
  loop->read_buffer = arena_new(&arena, char, LOOP_READ_BYTES);
  loop->arena = arena;
  uv_loop_init(&loop->uv);
  uv_idle_init(&loop->uv, &loop->idle);
  loop->idle.data = loop;
  ring_init(&loop->waiting);
  return loop;
}

void loop_run(Loop *loop) {
  uv_run(&loop->uv, UV_RUN_DEFAULT);
}

void loop_release(Loop *loop) {
  uv_close((uv_handle_t *)&loop->idle, NULL);
  uv_run(&loop->uv, UV_RUN_DEFAULT);
  int code = uv_loop_close(&loop->uv);
  assert(code == 0 && "something is still open");
  (void)code;
  Arena arena = loop->arena;
  arena_release(&arena);
}

uint64_t loop_now_ms(const Loop *loop) {
  return uv_now(&loop->uv);
}

void *loop_handle(Loop *loop) {
  return &loop->uv;
}

void loop_defer(Loop *loop, LoopTask *task) {
  if (task->is_waiting) return;
  task->is_waiting = true;
  ring_add(&loop->waiting, task);
  uv_idle_start(&loop->idle, run_tasks);
}

void loop_forget(LoopTask *task) {
  if (task->is_waiting) ring_remove(task);
}

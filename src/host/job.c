// A thin layer over libuv: handles are in use until the loop has said so.
#include "host/async.h"

#include "host/loop_inside.h"

struct Async {
  uv_async_t handle;
  Arena arena; // holds this struct
  void (*on_wake)(void *context);
  void *context;
};

static void wake(uv_async_t *handle) {
  Async *async = handle->data;
  async->on_wake(async->context);
}

Async *async_make(Loop *loop, void (*on_wake)(void *context), void *context) {
  Arena arena = {0};
  Async *async = arena_new(&arena, Async, 1);
  *async = (Async){.arena = arena, .on_wake = on_wake, .context = context};
  uv_async_init(&loop->uv, &async->handle, wake);
  async->handle.data = async;
  return async;
}

void async_wake(Async *async) {
  uv_async_send(&async->handle);
}

void async_keeps_loop(Async *async, bool keeps) {
  uv_handle_t *handle = (uv_handle_t *)&async->handle;
  if (keeps)
    uv_ref(handle);
  else
    uv_unref(handle);
}

static void after_close(uv_handle_t *handle) {
  Arena arena = ((Async *)handle->data)->arena;
  arena_release(&arena);
}

void async_release(Async *async) {
  uv_close((uv_handle_t *)&async->handle, after_close);
}

typedef struct Work {
  uv_work_t request;
  Arena arena; // holds this struct
  Job *job;
} Work;

static void run_work(uv_work_t *request) {
  Job *job = ((Work *)request->data)->job;
  job->work(job->context);
}

static void end_work(uv_work_t *request, int status) {
  (void)status; // nobody cancels
  Work *work = request->data;
  Job *job = work->job;
  Arena arena = work->arena;
  arena_release(&arena);
  job->done(job->context);
}

void job_start(Loop *loop, Job *job) {
  Arena arena = {0};
  Work *work = arena_new(&arena, Work, 1);
  *work = (Work){.arena = arena, .job = job};
  work->request.data = work;
  uv_queue_work(&loop->uv, &work->request, run_work, end_work);
}

// libuv has the threads.
#include "host/job.h"

#include "host/loop_inside.h"

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

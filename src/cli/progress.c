// Whoever reports draws, if it is time to: there is no thread or timer for it. A thread that finds
// another one drawing goes on with its work.
#include "cli/progress.h"

#include "host/clock.h"

static const uint64_t patience_ns = 300 * 1000 * 1000; // builds shorter than this need no line
static const uint64_t interval_ns = 80 * 1000 * 1000;

bool progress_init(Progress *progress, const Screen *screen) {
  *progress = (Progress){.screen = screen,
                         .what = "Reading modules",
                         .started_ns = clock_now_ns(),
                         .busy = ATOMIC_FLAG_INIT};
  return screen->is_terminal;
}

static void draw(Progress *progress, size_t done, size_t known) {
  uint64_t now = clock_now_ns();
  if (now - progress->started_ns < patience_ns) return;
  if (progress->drawn_ns && now - progress->drawn_ns < interval_ns) return;
  progress->drawn_ns = now;
  fprintf(progress->screen->stream, "\r\033[K%s: %zu of %zu", progress->what, done, known);
  fflush(progress->screen->stream);
}

void progress_report(void *context, size_t modules_done, size_t modules_known) {
  Progress *progress = context;
  if (atomic_flag_test_and_set_explicit(&progress->busy, memory_order_acquire)) return;
  draw(progress, modules_done, modules_known);
  atomic_flag_clear_explicit(&progress->busy, memory_order_release);
}

void progress_end(Progress *progress) {
  if (!progress->drawn_ns) return;
  fputs("\r\033[K", progress->screen->stream);
  fflush(progress->screen->stream);
}

// Both are polled, as a pipe, a socket or a terminal can be; a file is read a piece at each turn of
// the loop, and written to at once.
#include "host/standard_io.h"

#include "base/buffer.h"
#include "host/loop_inside.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum { KEPT_BYTES = 1 << 20 }; // of what waited to be written, for what will

struct StandardIo {
  Loop *loop;
  Arena arena; // holds this struct
  const StandardIoEvents *events;
  void *context;
  uv_poll_t input, output;
  bool has_input_poll, has_output_poll, is_stopped, is_lost;
  LoopTask next_piece;
  Arena pending_arena;
  Buffer pending;
  size_t written; // of what is pending
  uint32_t open;  // handles whose closing has not ended
};

void standard_io_stop(StandardIo *io) {
  if (io->is_stopped) return;
  io->is_stopped = true;
  if (io->has_input_poll) uv_poll_stop(&io->input);
  loop_forget(&io->next_piece);
}

static void read_piece(StandardIo *io) {
  char *bytes = io->loop->read_buffer;
  ssize_t count = read(STDIN_FILENO, bytes, LOOP_READ_BYTES);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count > 0) {
    io->events->on_bytes(io->context, (Text){bytes, (uint32_t)count});
  } else {
    standard_io_stop(io);
    io->events->on_end(io->context);
  }
}

static void on_input(uv_poll_t *handle, int status, int events) {
  (void)status, (void)events;
  read_piece(handle->data);
}

static void on_next_piece(void *context) {
  StandardIo *io = context;
  read_piece(io);
  if (!io->is_stopped) loop_defer(io->loop, &io->next_piece);
}

// ---- Writing

static void write_pending(StandardIo *io) {
  while (io->written < io->pending.size && !io->is_lost) {
    ssize_t count =
        write(STDOUT_FILENO, io->pending.at + io->written, io->pending.size - io->written);
    if (count < 0 && errno == EAGAIN) return;
    if (count < 0 && errno != EINTR) io->is_lost = true;
    if (count > 0) io->written += (size_t)count;
  }
  if (io->has_output_poll) uv_poll_stop(&io->output);
  arena_reset(&io->pending_arena, KEPT_BYTES);
  io->pending = (Buffer){.arena = &io->pending_arena};
  io->written = 0;
}

static void on_output(uv_poll_t *handle, int status, int events) {
  (void)status, (void)events;
  write_pending(handle->data);
}

void standard_io_write(StandardIo *io, Text bytes) {
  if (io->is_lost) return;
  bool has_waited = io->pending.size > 0;
  buffer_add_text(&io->pending, bytes);
  if (!has_waited) write_pending(io);
  if (io->pending.size && io->has_output_poll) uv_poll_start(&io->output, UV_WRITABLE, on_output);
}

// ---- Beginning and end

StandardIo *standard_io_make(Loop *loop, const StandardIoEvents *events, void *context) {
  Arena arena = {0};
  StandardIo *io = arena_new(&arena, StandardIo, 1);
  *io = (StandardIo){.loop = loop, .arena = arena, .events = events, .context = context};
  io->pending.arena = &io->pending_arena;
  io->next_piece = (LoopTask){.run = on_next_piece, .context = io};
  io->has_input_poll = uv_poll_init(&loop->uv, &io->input, STDIN_FILENO) == 0;
  io->has_output_poll = uv_poll_init(&loop->uv, &io->output, STDOUT_FILENO) == 0;
  io->input.data = io->output.data = io;
  io->open = (uint32_t)io->has_input_poll + (uint32_t)io->has_output_poll;
  if (io->has_input_poll)
    uv_poll_start(&io->input, UV_READABLE | UV_DISCONNECT, on_input);
  else
    loop_defer(loop, &io->next_piece);
  return io;
}

static void end(StandardIo *io) {
  arena_release(&io->pending_arena);
  Arena arena = io->arena;
  arena_release(&arena);
}

static void on_close(uv_handle_t *handle) {
  StandardIo *io = handle->data;
  if (--io->open == 0) end(io);
}

void standard_io_release(StandardIo *io) {
  standard_io_stop(io);
  if (io->has_input_poll) uv_close((uv_handle_t *)&io->input, on_close);
  if (io->has_output_poll) uv_close((uv_handle_t *)&io->output, on_close);
  if (io->open == 0) end(io);
}

bool process_is_alive(int64_t id) {
  return id <= 0 || id > INT32_MAX || kill((pid_t)id, 0) == 0 || errno == EPERM;
}

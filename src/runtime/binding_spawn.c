// Child processes. Their standard streams are descriptors of ours, or pipes.
#include "runtime/bindings.h"
#include "runtime/streams.h"

#include "base/buffer.h"

// What is to run, and how; given by arguments that `spawn` and `spawnSync` have in common.
typedef struct Command {
  Arena arena;
  uv_process_options_t options;
} Command;

static char *command_text(Command *command, JSValueRef value) {
  Utf8 text;
  utf8_take(&text, value);
  char *copy = arena_copy(&command->arena, text.at, text.size);
  utf8_drop(&text);
  return copy;
}

// Texts of an array, ending with NULL.
static char **command_texts(Command *command, JSValueRef array) {
  if (value_is_nothing(array)) return NULL;
  unsigned count = array_count(array);
  char **texts = arena_new(&command->arena, char *, count + 1);
  for (unsigned i = 0; i < count; i++) texts[i] = command_text(command, array_at(array, i));
  return texts;
}

// Of file, arguments, environment or undefined, folder or undefined; and behind two others, [flags,
// user, group, …].
static void command_take(Command *command, const Call *call, uv_exit_cb on_exit) {
  JSValueRef folder = call_at(call, 3), numbers = call_at(call, 6);
  *command = (Command){0};
  command->options = (uv_process_options_t){
      .file = command_text(command, call_at(call, 0)),
      .args = command_texts(command, call_at(call, 1)),
      .env = command_texts(command, call_at(call, 2)),
      .cwd = value_is_nothing(folder) ? NULL : command_text(command, folder),
      .flags = (unsigned)value_number(array_at(numbers, 0)),
      .uid = (uv_uid_t)value_number(array_at(numbers, 1)),
      .gid = (uv_gid_t)value_number(array_at(numbers, 2)),
      .exit_cb = on_exit,
  };
}

static void on_exit_told(uv_process_t *process, int64_t status, int signal) {
  Handle *handle = process->data;
  engine_tell(handle->listener, value_of_number((double)status), value_of_number(signal));
}

// What a stream of the child is: nothing, or a descriptor.
static uv_stdio_container_t stdio_of(JSValueRef value) {
  uv_stdio_container_t container = {.flags = UV_IGNORE};
  if (!JSValueIsNumber(engine.context, value)) return container;
  container.flags = UV_INHERIT_FD;
  container.data.fd = value_int(value);
  return container;
}

static uv_stdio_container_t piped_stdio(uv_stream_t *pipe, unsigned directions) {
  uv_stdio_container_t container = {.flags = UV_CREATE_PIPE | directions};
  container.data.stream = pipe;
  return container;
}

// spawn(file, arguments, environment or undefined, folder or undefined, stdio, listener, [flags,
// user, group]): a handle with the process's number, or an error. Of stdio: nothing, descriptors,
// or objects of pipes.
NATIVE(spawn) {
  Command command;
  command_take(&command, call, on_exit_told);
  JSValueRef streams = call_at(call, 4);
  unsigned count = array_count(streams);
  uv_stdio_container_t *stdio = arena_new(&command.arena, uv_stdio_container_t, count + 1);
  for (unsigned i = 0; i < count; i++) {
    Handle *pipe = handle_of(array_at(streams, i));
    stdio[i] = pipe ? piped_stdio(&pipe->uv.stream, UV_READABLE_PIPE | UV_WRITABLE_PIPE)
                    : stdio_of(array_at(streams, i));
  }
  command.options.stdio = stdio;
  command.options.stdio_count = (int)count;
  Handle *handle = handle_make(call_at(call, 5));
  int error = uv_spawn(engine.loop, &handle->uv.process, &command.options);
  arena_release(&command.arena);
  if (!error) {
    object_set(handle->object, "pid", value_of_number(handle->uv.process.pid));
    return handle->object;
  }
  handle_close(handle, engine.undefined);
  return value_of_number(error);
}

// kill(handle, signal): 0 or an error
NATIVE(kill_child) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle) return value_of_number(UV_ESRCH);
  return value_of_number(uv_process_kill(&handle->uv.process, call_int(call, 1)));
}

// ---- Waiting for a child

#define OUTPUT_LIMIT 4000000000u // bytes of an output, where the script names no limit

typedef struct Output {
  uv_pipe_t pipe;
  Buffer bytes;
  size_t most;
  struct Waiting *waiting;
} Output;

// A child that the script waits for, on a loop of its own.
typedef struct Waiting {
  Command command;
  uv_loop_t loop;
  uv_process_t process;
  uv_timer_t timer;
  uv_pipe_t input;
  uv_write_t write;
  Output outputs[2];
  uv_stdio_container_t stdio[3];
  int64_t status;
  int signal, kill_signal;
  bool has_timed_out, is_too_long;
} Waiting;

static void close_handle(uv_handle_t *handle, void *context) {
  (void)context;
  if (!uv_is_closing(handle)) uv_close(handle, NULL);
}

static void on_waited(uv_process_t *process, int64_t status, int signal) {
  Waiting *waiting = process->data;
  waiting->status = status;
  waiting->signal = signal;
  uv_close((uv_handle_t *)process, NULL);
  uv_close((uv_handle_t *)&waiting->timer, NULL);
}

static void on_time(uv_timer_t *timer) {
  Waiting *waiting = timer->data;
  waiting->has_timed_out = true;
  uv_process_kill(&waiting->process, waiting->kill_signal);
}

static void give_room(uv_handle_t *handle, size_t suggested, uv_buf_t *out) {
  (void)handle, (void)suggested;
  static char room[64 * 1024];
  *out = uv_buf_init(room, sizeof room);
}

static void on_output(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
  Output *output = stream->data;
  if (count < 0) {
    uv_close((uv_handle_t *)stream, NULL);
  } else if (count > 0) {
    size_t left = output->most - output->bytes.size, taken = (size_t)count;
    bool is_too_long = taken > left;
    buffer_add(&output->bytes, buffer->base, is_too_long ? left : taken);
    if (!is_too_long) return;
    output->waiting->is_too_long = true;
    uv_process_kill(&output->waiting->process, output->waiting->kill_signal);
    uv_close((uv_handle_t *)stream, NULL);
  }
}

static void on_input_written(uv_write_t *request, int status) {
  (void)status;
  uv_close((uv_handle_t *)request->handle, NULL);
}

static bool is_piped(JSValueRef value) {
  return JSValueIsBoolean(engine.context, value) && JSValueToBoolean(engine.context, value);
}

// Which streams are pipes: "pipe" (true) or a descriptor, or nothing.
static void wait_stdio(Waiting *waiting, JSValueRef array, double most) {
  JSValueRef input = array_at(array, 0);
  uv_pipe_init(&waiting->loop, &waiting->input, 0);
  waiting->stdio[0] = is_piped(input)
                          ? piped_stdio((uv_stream_t *)&waiting->input, UV_READABLE_PIPE)
                          : stdio_of(input);
  for (unsigned i = 0; i < 2; i++) {
    Output *output = &waiting->outputs[i];
    output->bytes.arena = &waiting->command.arena;
    output->most = most > 0 && most < OUTPUT_LIMIT ? (size_t)most : OUTPUT_LIMIT;
    output->waiting = waiting;
    uv_pipe_init(&waiting->loop, &output->pipe, 0);
    output->pipe.data = output;
    JSValueRef value = array_at(array, i + 1);
    waiting->stdio[i + 1] = is_piped(value)
                                ? piped_stdio((uv_stream_t *)&output->pipe, UV_WRITABLE_PIPE)
                                : stdio_of(value);
  }
  waiting->command.options.stdio = waiting->stdio;
  waiting->command.options.stdio_count = 3;
}

static void wait_for_child(Waiting *waiting, const Bytes *input) {
  for (int i = 0; i < 2; i++) {
    if (waiting->stdio[i + 1].flags & UV_CREATE_PIPE)
      uv_read_start((uv_stream_t *)&waiting->outputs[i].pipe, give_room, on_output);
  }
  if (waiting->stdio[0].flags & UV_CREATE_PIPE) {
    uv_buf_t buffer = uv_buf_init((char *)input->at, (unsigned)input->size);
    if (input->size == 0 || uv_write(&waiting->write, (uv_stream_t *)&waiting->input, &buffer, 1,
                                     on_input_written) != 0)
      uv_close((uv_handle_t *)&waiting->input, NULL);
  }
  uv_run(&waiting->loop, UV_RUN_DEFAULT);
}

static JSValueRef waited_value(Waiting *waiting, int error) {
  const Buffer *out = &waiting->outputs[0].bytes, *errors = &waiting->outputs[1].bytes;
  JSValueRef parts[] = {
      value_of_number(error),
      value_of_number((double)waiting->status),
      value_of_number(waiting->signal),
      value_of_bytes(out->at, out->size),
      value_of_bytes(errors->at, errors->size),
      value_of_number(waiting->process.pid),
      value_of_bool(waiting->has_timed_out),
      value_of_bool(waiting->is_too_long),
  };
  return array_make(sizeof parts / sizeof *parts, parts);
}

// spawnSync(file, arguments, environment, folder, stdio, input, [flags, user, group, ms, most
// bytes, kill signal]): error, status, signal, output, error output, process, timed out, too long
NATIVE(spawn_sync) {
  JSValueRef numbers = call_at(call, 6), given = call_at(call, 5);
  Waiting waiting = {.kill_signal = value_int(array_at(numbers, 5))};
  command_take(&waiting.command, call, on_waited);
  uv_loop_init(&waiting.loop);
  uv_timer_init(&waiting.loop, &waiting.timer);
  waiting.timer.data = waiting.process.data = &waiting;
  wait_stdio(&waiting, call_at(call, 4), value_number(array_at(numbers, 4)));
  int error = uv_spawn(&waiting.loop, &waiting.process, &waiting.command.options);
  double limit = value_number(array_at(numbers, 3));
  if (!error && limit > 0) uv_timer_start(&waiting.timer, on_time, (uint64_t)limit, 0);
  Bytes input;
  bytes_take(&input, value_is_nothing(given) ? value_of_string("") : given);
  if (!error) wait_for_child(&waiting, &input);
  bytes_drop(&input);
  uv_walk(&waiting.loop, close_handle, NULL);
  uv_run(&waiting.loop, UV_RUN_DEFAULT);
  uv_loop_close(&waiting.loop);
  JSValueRef result = waited_value(&waiting, error);
  arena_release(&waiting.command.arena);
  return result;
}

JSObjectRef binding_spawn(void) {
  static const NativeFunction functions[] = {
      {"spawn", spawn},
      {"kill", kill_child},
      {"spawnSync", spawn_sync},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  handles_add_functions(binding);
  object_set(binding, "UV_PROCESS_DETACHED", value_of_number(UV_PROCESS_DETACHED));
  object_set(binding, "UV_PROCESS_SETUID", value_of_number(UV_PROCESS_SETUID));
  object_set(binding, "UV_PROCESS_SETGID", value_of_number(UV_PROCESS_SETGID));
  return binding;
}

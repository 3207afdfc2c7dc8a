// Child processes. Their standard streams are descriptors of ours, or pipes.
#include "runtime/bindings.h"
#include "runtime/streams.h"

#include <glib.h>

// Texts of an array, ending with NULL; g_strfreev takes them.
static char **texts_of(JSValueRef array) {
  if (value_is_nothing(array)) return NULL;
  unsigned count = array_count(array);
  char **texts = g_new0(char *, count + 1);
  for (unsigned i = 0; i < count; i++) {
    Utf8 text;
    utf8_take(&text, array_at(array, i));
    texts[i] = g_strndup(text.at, text.size);
    utf8_drop(&text);
  }
  return texts;
}

static void on_exit_told(uv_process_t *process, int64_t status, int signal) {
  Handle *handle = process->data;
  engine_tell(handle->listener, value_of_number((double)status), value_of_number(signal));
}

// What a stream of the child is: nothing, a descriptor, or the object of a pipe.
static uv_stdio_container_t stdio_of(JSValueRef value) {
  uv_stdio_container_t container = {.flags = UV_IGNORE};
  Handle *pipe = handle_of(value);
  if (pipe) {
    container.flags = UV_CREATE_PIPE | UV_READABLE_PIPE | UV_WRITABLE_PIPE;
    container.data.stream = &pipe->uv.stream;
  } else if (JSValueIsNumber(engine.context, value)) {
    container.flags = UV_INHERIT_FD;
    container.data.fd = value_int(value);
  }
  return container;
}

static void free_options(uv_process_options_t *options, Utf8 *file, Utf8 *folder) {
  g_strfreev(options->args);
  g_strfreev(options->env);
  g_free(options->stdio);
  utf8_drop(file);
  utf8_drop(folder);
}

// spawn(file, arguments, environment or undefined, folder or undefined, stdio, listener, [flags,
// user, group]): a handle with the process's number, or an error
NATIVE(spawn) {
  Utf8 file, folder;
  utf8_take(&file, call_at(call, 0));
  utf8_take(&folder, call_at(call, 3));
  unsigned count = array_count(call_at(call, 4));
  JSValueRef numbers = call_at(call, 6);
  uv_process_options_t options = {
      .file = file.at,
      .args = texts_of(call_at(call, 1)),
      .env = texts_of(call_at(call, 2)),
      .cwd = value_is_nothing(call_at(call, 3)) ? NULL : folder.at,
      .flags = (unsigned)value_number(array_at(numbers, 0)),
      .uid = (uv_uid_t)value_number(array_at(numbers, 1)),
      .gid = (uv_gid_t)value_number(array_at(numbers, 2)),
      .stdio_count = (int)count,
      .stdio = g_new0(uv_stdio_container_t, count ? count : 1),
      .exit_cb = on_exit_told,
  };
  for (unsigned i = 0; i < count; i++) options.stdio[i] = stdio_of(array_at(call_at(call, 4), i));
  Handle *handle = handle_make(call_at(call, 5));
  int error = uv_spawn(engine.loop, &handle->uv.process, &options);
  free_options(&options, &file, &folder);
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

typedef struct Output {
  uv_pipe_t pipe;
  GByteArray *bytes;
  size_t most;
  struct Waiting *waiting;
} Output;

// A child that the script waits for, on a loop of its own.
typedef struct Waiting {
  uv_loop_t loop;
  uv_process_t process;
  uv_timer_t timer;
  uv_pipe_t input;
  uv_write_t write;
  Output outputs[2];
  int64_t status;
  int signal, kill_signal;
  bool has_timed_out, is_too_long, has_exited;
} Waiting;

static void close_handle(uv_handle_t *handle, void *context) {
  (void)context;
  if (!uv_is_closing(handle)) uv_close(handle, NULL);
}

static void on_waited(uv_process_t *process, int64_t status, int signal) {
  Waiting *waiting = process->data;
  waiting->status = status;
  waiting->signal = signal;
  waiting->has_exited = true;
  uv_close((uv_handle_t *)process, NULL);
  if (!uv_is_closing((uv_handle_t *)&waiting->timer))
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
    size_t left = output->most - output->bytes->len, taken = (size_t)count;
    bool is_too_long = taken > left;
    if (is_too_long) taken = left;
    g_byte_array_append(output->bytes, (const guint8 *)buffer->base, (guint)taken);
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

// Which streams are pipes: "pipe" (true) or a descriptor, or nothing.
static void wait_stdio(Waiting *waiting, JSValueRef array, double most,
                       uv_stdio_container_t *stdio) {
  uv_pipe_init(&waiting->loop, &waiting->input, 0);
  for (unsigned i = 0; i < 3; i++) {
    JSValueRef value = array_at(array, i);
    stdio[i] = (uv_stdio_container_t){.flags = UV_IGNORE};
    if (i > 0) {
      Output *output = &waiting->outputs[i - 1];
      output->bytes = g_byte_array_new();
      output->most = most > 0 && most < 4e9 ? (size_t)most : 4000000000u;
      output->waiting = waiting;
      uv_pipe_init(&waiting->loop, &output->pipe, 0);
      output->pipe.data = output;
    }
    if (JSValueIsBoolean(engine.context, value) && JSValueToBoolean(engine.context, value)) {
      stdio[i].flags = UV_CREATE_PIPE | (i == 0 ? UV_READABLE_PIPE : UV_WRITABLE_PIPE);
      stdio[i].data.stream =
          (uv_stream_t *)(i == 0 ? &waiting->input : &waiting->outputs[i - 1].pipe);
    } else if (JSValueIsNumber(engine.context, value)) {
      stdio[i].flags = UV_INHERIT_FD;
      stdio[i].data.fd = value_int(value);
    }
  }
}

static void wait_for_child(Waiting *waiting, const uv_stdio_container_t *stdio,
                           const Bytes *input) {
  for (int i = 0; i < 2; i++) {
    if (stdio[i + 1].flags & UV_CREATE_PIPE)
      uv_read_start((uv_stream_t *)&waiting->outputs[i].pipe, give_room, on_output);
  }
  if (stdio[0].flags & UV_CREATE_PIPE) {
    uv_buf_t buffer = uv_buf_init((char *)input->at, (unsigned)input->size);
    if (input->size == 0 || uv_write(&waiting->write, (uv_stream_t *)&waiting->input, &buffer, 1,
                                     on_input_written) != 0)
      uv_close((uv_handle_t *)&waiting->input, NULL);
  }
  uv_run(&waiting->loop, UV_RUN_DEFAULT);
}

static JSValueRef waited_value(Waiting *waiting, int error) {
  JSValueRef parts[] = {
      value_of_number(error),
      value_of_number((double)waiting->status),
      value_of_number(waiting->signal),
      value_of_bytes(waiting->outputs[0].bytes->data, waiting->outputs[0].bytes->len),
      value_of_bytes(waiting->outputs[1].bytes->data, waiting->outputs[1].bytes->len),
      value_of_number(waiting->process.pid),
      value_of_bool(waiting->has_timed_out),
      value_of_bool(waiting->is_too_long),
  };
  for (int i = 0; i < 2; i++) g_byte_array_free(waiting->outputs[i].bytes, TRUE);
  return array_make(sizeof parts / sizeof *parts, parts);
}

// spawnSync(file, arguments, environment, folder, stdio, input, [flags, user, group, ms, most
// bytes, kill signal]): error, status, signal, output, error output, process, timed out, too long
NATIVE(spawn_sync) {
  Utf8 file, folder;
  utf8_take(&file, call_at(call, 0));
  utf8_take(&folder, call_at(call, 3));
  JSValueRef numbers = call_at(call, 6);
  Waiting waiting = {.kill_signal = value_int(array_at(numbers, 5))};
  uv_loop_init(&waiting.loop);
  uv_timer_init(&waiting.loop, &waiting.timer);
  waiting.timer.data = waiting.process.data = &waiting;
  uv_stdio_container_t *stdio = g_new0(uv_stdio_container_t, 3);
  wait_stdio(&waiting, call_at(call, 4), value_number(array_at(numbers, 4)), stdio);
  uv_process_options_t options = {
      .file = file.at,
      .args = texts_of(call_at(call, 1)),
      .env = texts_of(call_at(call, 2)),
      .cwd = value_is_nothing(call_at(call, 3)) ? NULL : folder.at,
      .flags = (unsigned)value_number(array_at(numbers, 0)),
      .uid = (uv_uid_t)value_number(array_at(numbers, 1)),
      .gid = (uv_gid_t)value_number(array_at(numbers, 2)),
      .stdio_count = 3,
      .stdio = stdio,
      .exit_cb = on_waited,
  };
  int error = uv_spawn(&waiting.loop, &waiting.process, &options);
  double limit = value_number(array_at(numbers, 3));
  if (!error && limit > 0) uv_timer_start(&waiting.timer, on_time, (uint64_t)limit, 0);
  Bytes input;
  bytes_take(&input, value_is_nothing(call_at(call, 5)) ? value_of_string("") : call_at(call, 5));
  if (!error) wait_for_child(&waiting, stdio, &input);
  bytes_drop(&input);
  uv_walk(&waiting.loop, close_handle, NULL);
  uv_run(&waiting.loop, UV_RUN_DEFAULT);
  uv_loop_close(&waiting.loop);
  free_options(&options, &file, &folder);
  return waited_value(&waiting, error);
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

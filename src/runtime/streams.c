// All streams read into one buffer, of which JavaScript gets copies: most reads are short. What is
// written goes out at once, as far as the system takes it; the rest is copied and waits.
#include "runtime/streams.h"

#include <glib.h>

enum { READ_SIZE = 64 * 1024 };

static char read_buffer[READ_SIZE];

static void give_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *out) {
  (void)handle, (void)suggested;
  *out = uv_buf_init(read_buffer, READ_SIZE);
}

static void tell(Handle *handle, StreamEvent event, JSValueRef what) {
  engine_tell(handle->listener, value_of_number(event), what);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
  Handle *handle = stream->data;
  if (count == 0 || handle->is_closing) return;
  if (count > 0)
    tell(handle, STREAM_DATA, value_of_bytes(buffer->base, (size_t)count));
  else if (count == UV_EOF)
    tell(handle, STREAM_END, engine.undefined);
  else
    tell(handle, STREAM_ERROR, value_of_number((double)count));
}

NATIVE(read_start) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle) return value_of_number(UV_EBADF);
  return value_of_number(uv_read_start(&handle->uv.stream, give_buffer, on_read));
}

NATIVE(read_stop) {
  Handle *handle = handle_of(call_at(call, 0));
  if (handle) uv_read_stop(&handle->uv.stream);
  return engine.undefined;
}

typedef struct WriteRequest {
  uv_write_t uv;
  JSObjectRef callback;
  char bytes[];
} WriteRequest;

static void on_written(uv_write_t *uv, int status) {
  WriteRequest *request = (WriteRequest *)uv;
  engine_tell(request->callback, value_of_number(status));
  engine_forget(request->callback);
  g_free(request);
}

// With `sent`, which goes to another process, if it is not NULL.
static int write_later(Handle *handle, const Bytes *bytes, size_t from, Handle *sent,
                       JSValueRef callback) {
  size_t size = bytes->size - from;
  WriteRequest *request = g_malloc(sizeof *request + size);
  memcpy(request->bytes, bytes->at + from, size);
  request->callback = engine_keep(callback);
  uv_buf_t buffer = uv_buf_init(request->bytes, (unsigned)size);
  int error =
      sent ? uv_write2(&request->uv, &handle->uv.stream, &buffer, 1, &sent->uv.stream, on_written)
           : uv_write(&request->uv, &handle->uv.stream, &buffer, 1, on_written);
  if (!error) return 0;
  engine_forget(request->callback);
  g_free(request);
  return error;
}

// write(handle, bytes, callback): 0 if all has gone; how many bytes wait, then the callback is
// called; an error.
NATIVE(write_bytes) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle) return value_of_number(UV_EBADF);
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 1));
  uv_buf_t buffer = uv_buf_init((char *)bytes.at, (unsigned)bytes.size);
  double result = bytes.size ? uv_try_write(&handle->uv.stream, &buffer, 1) : 0;
  if (result >= 0 || result == UV_EAGAIN) {
    size_t done = result > 0 ? (size_t)result : 0, rest = bytes.size - done;
    int error = rest ? write_later(handle, &bytes, done, NULL, call_at(call, 2)) : 0;
    result = error ? error : (double)rest;
  }
  bytes_drop(&bytes);
  return value_of_number(result);
}

// writeHandle(pipe, bytes, handle, callback): how many bytes wait, or an error
NATIVE(write_handle) {
  Handle *handle = handle_of(call_at(call, 0)), *sent = handle_of(call_at(call, 2));
  if (!handle || !sent) return value_of_number(UV_EBADF);
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 1));
  int error = write_later(handle, &bytes, 0, sent, call_at(call, 3));
  bytes_drop(&bytes);
  return value_of_number(error ? error : (double)bytes.size);
}

typedef struct ShutdownRequest {
  uv_shutdown_t uv;
  JSObjectRef callback;
} ShutdownRequest;

static void on_shut_down(uv_shutdown_t *uv, int status) {
  ShutdownRequest *request = (ShutdownRequest *)uv;
  engine_tell(request->callback, value_of_number(status));
  engine_forget(request->callback);
  g_free(request);
}

// shutdown(handle, callback): 0 or an error
NATIVE(shut_down) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle) return value_of_number(UV_EBADF);
  ShutdownRequest *request = g_new0(ShutdownRequest, 1);
  request->callback = engine_keep(call_at(call, 1));
  int error = uv_shutdown(&request->uv, &handle->uv.stream, on_shut_down);
  if (error) {
    engine_forget(request->callback);
    g_free(request);
  }
  return value_of_number(error);
}

static void on_connection(uv_stream_t *stream, int status) {
  tell(stream->data, STREAM_CONNECTION, value_of_number(status));
}

// listen(handle, backlog)
NATIVE(start_listening) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle) return value_of_number(UV_EBADF);
  return value_of_number(uv_listen(&handle->uv.stream, call_int(call, 1), on_connection));
}

// pending(handle): bytes that wait to be written
NATIVE(pending) {
  Handle *handle = handle_of(call_at(call, 0));
  return value_of_number(handle ? (double)uv_stream_get_write_queue_size(&handle->uv.stream) : 0);
}

void streams_add_functions(JSObjectRef binding) {
  static const NativeFunction functions[] = {
      {"readStart", read_start},     {"readStop", read_stop},     {"write", write_bytes},
      {"shutdown", shut_down},       {"listen", start_listening}, {"pending", pending},
      {"writeHandle", write_handle},
  };
  native_add_all(binding, functions);
  handles_add_functions(binding);
}

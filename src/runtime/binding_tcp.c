// Sockets: TCP, and those that have a path.
#include "runtime/bindings.h"
#include "runtime/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>

// tcp(listener), pipe(listener, carries handles)
NATIVE(make_tcp) {
  Handle *handle = handle_make(call_at(call, 0));
  uv_tcp_init(engine.loop, &handle->uv.tcp);
  return handle->object;
}

NATIVE(make_pipe) {
  Handle *handle = handle_make(call_at(call, 0));
  uv_pipe_init(engine.loop, &handle->uv.pipe, call_bool(call, 1));
  return handle->object;
}

// takeHandle(pipe, listener): one that has come with bytes, or undefined
NATIVE(take_handle) {
  Handle *pipe = handle_of(call_at(call, 0));
  if (!pipe || uv_pipe_pending_count(&pipe->uv.pipe) == 0) return engine.undefined;
  bool is_tcp = uv_pipe_pending_type(&pipe->uv.pipe) == UV_TCP;
  Handle *handle = handle_make(call_at(call, 1));
  if (is_tcp)
    uv_tcp_init(engine.loop, &handle->uv.tcp);
  else
    uv_pipe_init(engine.loop, &handle->uv.pipe, 0);
  uv_accept(&pipe->uv.stream, &handle->uv.stream);
  return handle->object;
}

// open(handle, descriptor)
NATIVE(open_descriptor) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle) return value_of_number(UV_EBADF);
  bool is_pipe = handle->uv.any.type == UV_NAMED_PIPE;
  int descriptor = call_int(call, 1);
  return value_of_number(is_pipe ? uv_pipe_open(&handle->uv.pipe, descriptor)
                                 : uv_tcp_open(&handle->uv.tcp, descriptor));
}

static int read_address(const char *host, int port, struct sockaddr_storage *out) {
  if (uv_ip4_addr(host, port, (struct sockaddr_in *)out) == 0) return 0;
  return uv_ip6_addr(host, port, (struct sockaddr_in6 *)out);
}

// bind(handle, address, port, flags), or bind(handle, path)
NATIVE(bind_address) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle) return value_of_number(UV_EBADF);
  Utf8 host;
  utf8_take(&host, call_at(call, 1));
  int error;
  if (handle->uv.any.type == UV_NAMED_PIPE) {
    error = uv_pipe_bind(&handle->uv.pipe, host.at);
  } else {
    struct sockaddr_storage address;
    error = read_address(host.at, call_int(call, 2), &address);
    unsigned flags = call_bool(call, 3) ? UV_TCP_IPV6ONLY : 0;
    if (!error) error = uv_tcp_bind(&handle->uv.tcp, (struct sockaddr *)&address, flags);
  }
  utf8_drop(&host);
  return value_of_number(error);
}

// accept(server, handle)
NATIVE(accept_connection) {
  Handle *server = handle_of(call_at(call, 0)), *handle = handle_of(call_at(call, 1));
  if (!server || !handle) return value_of_number(UV_EBADF);
  return value_of_number(uv_accept(&server->uv.stream, &handle->uv.stream));
}

static void on_connected(uv_connect_t *request, int status) {
  Handle *handle = request->data;
  if (!handle->is_closing)
    engine_tell(handle->listener, value_of_number(STREAM_CONNECTED), value_of_number(status));
  g_free(request);
}

// connect(handle, address, port), or connect(handle, path)
NATIVE(connect_to) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle) return value_of_number(UV_EBADF);
  Utf8 host;
  utf8_take(&host, call_at(call, 1));
  uv_connect_t *request = g_new0(uv_connect_t, 1);
  request->data = handle;
  int error = 0;
  if (handle->uv.any.type == UV_NAMED_PIPE) {
    uv_pipe_connect(request, &handle->uv.pipe, host.at, on_connected);
  } else {
    struct sockaddr_storage address;
    error = read_address(host.at, call_int(call, 2), &address);
    if (!error)
      error = uv_tcp_connect(request, &handle->uv.tcp, (struct sockaddr *)&address, on_connected);
    if (error) g_free(request);
  }
  utf8_drop(&host);
  return value_of_number(error);
}

static JSValueRef address_value(const struct sockaddr_storage *address) {
  char name[INET6_ADDRSTRLEN] = "";
  bool is_v6 = address->ss_family == AF_INET6;
  int port = ntohs(is_v6 ? ((const struct sockaddr_in6 *)address)->sin6_port
                         : ((const struct sockaddr_in *)address)->sin_port);
  uv_ip_name((const struct sockaddr *)address, name, sizeof name);
  return array_make(3,
                    (JSValueRef[]){value_of_string(name), value_of_string(is_v6 ? "IPv6" : "IPv4"),
                                   value_of_number(port)});
}

typedef int AskAddress(const uv_tcp_t *handle, struct sockaddr *name, int *size);

static JSValueRef ask_address(const Call *call, AskAddress *ask) {
  Handle *handle = handle_of(call_at(call, 0));
  struct sockaddr_storage address;
  int size = sizeof address;
  if (!handle || handle->uv.any.type != UV_TCP) return engine.undefined;
  int error = ask(&handle->uv.tcp, (struct sockaddr *)&address, &size);
  return error ? engine.undefined : address_value(&address);
}

// Address, family, port.
NATIVE(own_address) {
  return ask_address(call, uv_tcp_getsockname);
}

NATIVE(peer_address) {
  return ask_address(call, uv_tcp_getpeername);
}

NATIVE(set_no_delay) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle || handle->uv.any.type != UV_TCP) return engine.undefined;
  return value_of_number(uv_tcp_nodelay(&handle->uv.tcp, call_bool(call, 1)));
}

// setKeepAlive(handle, is, seconds)
NATIVE(set_keep_alive) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle || handle->uv.any.type != UV_TCP) return engine.undefined;
  unsigned delay = (unsigned)call_number(call, 2);
  return value_of_number(uv_tcp_keepalive(&handle->uv.tcp, call_bool(call, 1), delay ? delay : 1));
}

// reset(handle, closed): closes at once, so that the other side notices
NATIVE(reset_connection) {
  Handle *handle = handle_of(call_at(call, 0));
  if (!handle || handle->uv.any.type != UV_TCP) return engine.undefined;
  struct linger linger = {.l_onoff = 1};
  uv_os_fd_t descriptor;
  if (uv_fileno(&handle->uv.any, &descriptor) == 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  handle_close(handle, call_at(call, 1));
  return engine.undefined;
}

NATIVE(descriptor) {
  Handle *handle = handle_of(call_at(call, 0));
  uv_os_fd_t number = -1;
  if (handle) uv_fileno(&handle->uv.any, &number);
  return value_of_number(number);
}

// duplicate(handle): a descriptor that lives on when the handle is closed
NATIVE(duplicate) {
  Handle *handle = handle_of(call_at(call, 0));
  uv_os_fd_t number = -1;
  if (!handle || uv_fileno(&handle->uv.any, &number) < 0) return value_of_number(UV_EBADF);
  int copy = fcntl(number, F_DUPFD_CLOEXEC, 0);
  return value_of_number(copy < 0 ? -errno : copy);
}

// libuv keeps some errors of binding until somebody listens by it.
static int kept_error(const Handle *handle) {
  struct sockaddr_storage address;
  int size = sizeof address;
  if (handle->uv.any.type != UV_TCP) return 0;
  return uv_tcp_getsockname(&handle->uv.tcp, (struct sockaddr *)&address, &size);
}

// listenForOthers(handle, backlog): other processes, which have the socket, too, take connections
NATIVE(listen_for_others) {
  Handle *handle = handle_of(call_at(call, 0));
  uv_os_fd_t number = -1;
  if (!handle || uv_fileno(&handle->uv.any, &number) < 0) return value_of_number(UV_EBADF);
  int error = kept_error(handle);
  if (!error && listen(number, call_int(call, 1)) < 0) error = -errno;
  return value_of_number(error);
}

JSObjectRef binding_tcp(void) {
  static const NativeFunction functions[] = {
      {"tcp", make_tcp},
      {"pipe", make_pipe},
      {"takeHandle", take_handle},
      {"open", open_descriptor},
      {"bind", bind_address},
      {"accept", accept_connection},
      {"connect", connect_to},
      {"sockname", own_address},
      {"peername", peer_address},
      {"setNoDelay", set_no_delay},
      {"setKeepAlive", set_keep_alive},
      {"reset", reset_connection},
      {"descriptor", descriptor},
      {"duplicate", duplicate},
      {"listenForOthers", listen_for_others},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  streams_add_functions(binding);
  return binding;
}

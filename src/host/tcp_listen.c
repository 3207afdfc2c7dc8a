// A listening socket is watched as any other. When the process has no descriptors left, a spare one
// makes room to take a connection and drop it; else the loop would be woken by it for ever.
#include "host/tcp_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

enum {
  DEFAULT_BACKLOG = 511, // Node's
  ACCEPTS = 64,          // in a turn
};

struct TcpListener {
  uv_poll_t poll;
  Arena arena; // holds this struct
  Loop *loop;
  TcpAccept accept;
  void *context;
  char *path; // NULL: an address
  int descriptor, spare;
  bool is_closing;
};

static bool set_non_blocking(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 &&
         fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

static int take_connection(int descriptor) {
#ifdef __linux__
  return accept4(descriptor, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
  int taken = accept(descriptor, NULL, NULL);
  if (taken >= 0) set_non_blocking(taken);
  return taken;
#endif
}

static int open_spare(void) {
  return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void drop_one(TcpListener *listener) {
  if (listener->spare < 0) return;
  close(listener->spare);
  int dropped = take_connection(listener->descriptor);
  if (dropped >= 0) close(dropped);
  listener->spare = open_spare();
}

static void on_poll(uv_poll_t *poll, int status, int events) {
  (void)events;
  TcpListener *listener = poll->data;
  for (int i = 0; status == 0 && i < ACCEPTS && !listener->is_closing; i++) {
    int descriptor = take_connection(listener->descriptor);
    if (descriptor < 0 && (errno == EMFILE || errno == ENFILE)) drop_one(listener);
    if (descriptor < 0 && (errno == ECONNABORTED || errno == EINTR)) continue;
    if (descriptor < 0) return;
    TcpConnection *connection = tcp_adopt(listener->loop, descriptor);
    if (connection) listener->accept(listener->context, connection);
  }
}

static int start_listening(int descriptor, const TcpListenOptions *options) {
  int backlog = options->backlog ? options->backlog : DEFAULT_BACKLOG;
  return listen(descriptor, backlog) < 0 ? -errno : 0;
}

// A folder that is not there is a lack of permission for libuv, and so for Node.
static int bind_to_path(int descriptor, const TcpListenOptions *options) {
  struct sockaddr_un to = {.sun_family = AF_UNIX};
  size_t size = strlen(options->path);
  if (size >= sizeof to.sun_path) return UV_ENAMETOOLONG;
  memcpy(to.sun_path, options->path, size);
  if (bind(descriptor, (struct sockaddr *)&to, sizeof to) == 0)
    return start_listening(descriptor, options);
  return errno == ENOENT ? UV_EACCES : -errno;
}

static int bind_to(int descriptor, const TcpListenOptions *options, const char *address) {
  if (options->path) return bind_to_path(descriptor, options);
  struct sockaddr_storage to;
  socklen_t size = tcp_address_write(address, options->port, &to);
  if (size == 0) return UV_EINVAL;
  int yes = 1, v6_only = options->is_v6_only;
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (to.ss_family == AF_INET6)
    setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &v6_only, sizeof v6_only);
  if (bind(descriptor, (struct sockaddr *)&to, size) < 0) return -errno;
  return start_listening(descriptor, options);
}

static int open_socket(const TcpListenOptions *options, const char *address, int *out) {
  int family = options->path ? AF_UNIX : strchr(address, ':') ? AF_INET6 : AF_INET;
  int descriptor = socket(family, SOCK_STREAM, 0);
  if (descriptor < 0) return -errno;
  int code = set_non_blocking(descriptor) ? bind_to(descriptor, options, address) : -errno;
  if (code < 0)
    close(descriptor);
  else
    *out = descriptor;
  return code;
}

static int open_listening(const TcpListenOptions *options, int *out) {
  if (options->has_descriptor) {
    *out = options->descriptor;
    return set_non_blocking(options->descriptor) ? 0 : -errno;
  }
  if (options->path) return open_socket(options, NULL, out);
  if (options->address) return open_socket(options, options->address, out);
  int code = open_socket(options, "::", out);
  bool has_no_v6 = code == UV_EAFNOSUPPORT || code == UV_EADDRNOTAVAIL;
  return has_no_v6 ? open_socket(options, "0.0.0.0", out) : code;
}

int tcp_listen(Loop *loop, const TcpListenOptions *options, TcpAccept accept, void *context,
               TcpListener **out) {
  int descriptor = -1, code = open_listening(options, &descriptor);
  if (code < 0) return code;
  Arena arena = {0};
  TcpListener *listener = arena_new(&arena, TcpListener, 1);
  *listener = (TcpListener){.loop = loop, .accept = accept, .context = context};
  listener->arena = arena;
  listener->descriptor = descriptor;
  if (options->path)
    listener->path = arena_copy(&listener->arena, options->path, strlen(options->path) + 1);
  code = uv_poll_init(&loop->uv, &listener->poll, descriptor);
  if (code < 0) {
    close(descriptor);
    arena_release(&arena);
    return code;
  }
  listener->spare = open_spare();
  listener->poll.data = listener;
  uv_poll_start(&listener->poll, UV_READABLE, on_poll);
  *out = listener;
  return 0;
}

TcpAddress tcp_listener_address(const TcpListener *listener) {
  struct sockaddr_storage address = {0};
  socklen_t size = sizeof address;
  getsockname(listener->descriptor, (struct sockaddr *)&address, &size);
  return tcp_address_read(&address);
}

void tcp_listener_keeps_loop(TcpListener *listener, bool keeps) {
  uv_handle_t *handle = (uv_handle_t *)&listener->poll;
  if (keeps)
    uv_ref(handle);
  else
    uv_unref(handle);
}

static void after_close(uv_handle_t *handle) {
  Arena arena = ((TcpListener *)handle->data)->arena;
  arena_release(&arena);
}

void tcp_listener_close(TcpListener *listener) {
  listener->is_closing = true;
  uv_close((uv_handle_t *)&listener->poll, after_close);
  close(listener->descriptor);
  if (listener->spare >= 0) close(listener->spare);
  if (listener->path) unlink(listener->path);
}

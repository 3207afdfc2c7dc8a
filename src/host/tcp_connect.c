// The socket becomes writable when the connection is there, or has failed.
#include "host/tcp_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int open_towards(const TcpAddress *to, int *out) {
  struct sockaddr_storage address;
  socklen_t size = tcp_address_write(to->text, to->port, &address);
  if (size == 0) return UV_EINVAL;
  int descriptor = socket(address.ss_family, SOCK_STREAM, 0);
  if (descriptor < 0) return -errno;
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  *out = descriptor;
  bool is_under_way =
      connect(descriptor, (struct sockaddr *)&address, size) == 0 || errno == EINPROGRESS;
  if (is_under_way) return 0;
  int code = -errno;
  close(descriptor);
  return code;
}

int tcp_connect(Loop *loop, const TcpAddress *to, const TcpEvents *events, void *context,
                TcpConnection **out) {
  int descriptor = -1, code = open_towards(to, &descriptor);
  if (code < 0) return code;
  TcpConnection *connection = tcp_adopt(loop, descriptor);
  if (!connection) return UV_EMFILE;
  connection->is_open = false;
  tcp_start(connection, events, context);
  *out = connection;
  return 0;
}

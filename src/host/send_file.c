// Linux sends files by itself; elsewhere they are read in pieces.
#include "host/send_file.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

#ifdef __linux__
#include <sys/sendfile.h>

enum { AT_ONCE = 256 << 10 }; // so that one file does not hold up others

static ssize_t send_some(int socket, int file, int64_t offset, size_t size) {
  off_t at = (off_t)offset;
  return sendfile(socket, file, &at, size < AT_ONCE ? size : AT_ONCE);
}
#else
static ssize_t send_some(int socket, int file, int64_t offset, size_t size) {
  char bytes[64 << 10];
  ssize_t count = pread(file, bytes, size < sizeof bytes ? size : sizeof bytes, (off_t)offset);
  return count > 0 ? send(socket, bytes, (size_t)count, 0) : count;
}
#endif

ssize_t send_file(int socket, int file, int64_t offset, uint64_t size) {
  size_t most = size < SIZE_MAX / 2 ? (size_t)size : SIZE_MAX / 2;
  ssize_t sent;
  do {
    sent = send_some(socket, file, offset, most);
  } while (sent < 0 && errno == EINTR);
  if (sent > 0) return sent;
  if (sent == 0) return UV_EOF;
  return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -errno;
}

// A queue is blocks of one size, so that a connection that is never quite idle takes no more memory
// than what waits. A file is a block that says where it goes on.
#include "host/send_file.h"
#include "host/tcp_inside.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { TURN_BYTES = 4 << 20 }; // then it is another connection's turn

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 // the program ignores the signal
#endif

static TcpBlock *add_block(TcpConnection *connection) {
  TcpBlock *block = pool_take(&connection->loop->blocks, sizeof(TcpBlock));
  *(connection->last ? &connection->last->next : &connection->first) = block;
  connection->last = block;
  return block;
}

void tcp_queue_drop_first(TcpConnection *connection) {
  TcpBlock *block = connection->first;
  connection->first = block->next;
  if (!connection->first) connection->last = NULL;
  if (block->is_file) close(block->descriptor);
  pool_give(&connection->loop->blocks, block);
}

void tcp_queue_drop(TcpConnection *connection) {
  while (connection->first) tcp_queue_drop_first(connection);
  connection->pending = 0;
}

void tcp_queue_bytes(TcpConnection *connection, const char *bytes, size_t size) {
  connection->pending += size;
  while (size) {
    TcpBlock *block = connection->last;
    if (!block || block->is_file || block->end == TCP_BLOCK_BYTES) block = add_block(connection);
    size_t room = TCP_BLOCK_BYTES - block->end, part = size < room ? size : room;
    memcpy(block->bytes + block->end, bytes, part);
    block->end += (uint32_t)part;
    bytes += part;
    size -= part;
  }
}

static void note_sent(TcpConnection *connection, ssize_t size) {
  connection->sent += (size_t)size;
  connection->active_ms = loop_now_ms(connection->loop);
}

ssize_t tcp_send_spans(TcpConnection *connection, struct iovec *spans, size_t count) {
  struct msghdr message = {.msg_iov = spans, .msg_iovlen = count};
  ssize_t sent;
  do {
    sent = sendmsg(connection->descriptor, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -errno;
  note_sent(connection, sent);
  return sent;
}

static ssize_t send_bytes(TcpConnection *connection) {
  struct iovec spans[TCP_SPANS];
  size_t count = 0;
  for (TcpBlock *block = connection->first; block && !block->is_file && count < TCP_SPANS;
       block = block->next) {
    spans[count++] = (struct iovec){block->bytes + block->start, block->end - block->start};
  }
  ssize_t sent = tcp_send_spans(connection, spans, count);
  for (size_t left = sent > 0 ? (size_t)sent : 0; left;) {
    TcpBlock *block = connection->first;
    size_t size = block->end - block->start, part = left < size ? left : size;
    block->start += (uint32_t)part;
    left -= part;
    if (block->start == block->end) tcp_queue_drop_first(connection);
  }
  return sent;
}

static ssize_t send_of_file(TcpConnection *connection) {
  TcpBlock *block = connection->first;
  ssize_t sent = send_file(connection->descriptor, block->descriptor, block->offset, block->left);
  if (sent <= 0) return sent;
  note_sent(connection, sent);
  block->offset += sent;
  block->left -= (uint64_t)sent;
  if (block->left == 0) tcp_queue_drop_first(connection);
  return sent;
}

static ssize_t send_first(TcpConnection *connection) {
  ssize_t sent = connection->first->is_file ? send_of_file(connection) : send_bytes(connection);
  if (sent > 0) connection->pending -= (size_t)sent;
  return sent;
}

int tcp_queue_send(TcpConnection *connection) {
  for (size_t all = 0; tcp_has_output(connection) && all < TURN_BYTES;) {
    ssize_t sent = connection->tls ? tcp_tls_send(connection) : send_first(connection);
    if (sent < 0) return (int)sent;
    if (sent == 0) break;
    all += (size_t)sent;
  }
  return 0;
}

void tcp_write_file(TcpConnection *connection, int descriptor, int64_t offset, uint64_t size) {
  if (connection->is_closing || connection->failure || connection->is_shut || size == 0) {
    close(descriptor);
    return;
  }
  bool was_idle = !tcp_has_output(connection) && connection->is_open;
  TcpBlock *block = add_block(connection);
  block->is_file = true;
  block->descriptor = descriptor;
  block->offset = offset;
  block->left = size;
  connection->pending += size;
  tcp_sent_some(connection, was_idle ? tcp_queue_send(connection) : 0);
}

// TcpInside: what the files of TCP share: a connection, and the queue of what it has yet to send.
#pragma once

#include "host/loop_inside.h"
#include "host/tcp.h"

#include <sys/socket.h>
#include <sys/uio.h>

enum { TCP_BLOCK_BYTES = 16 << 10 };

// Waits to be sent: bytes, or a stretch of a file.
typedef struct TcpBlock TcpBlock;
struct TcpBlock {
  TcpBlock *next;
  uint64_t left; // of the file
  int64_t offset;
  int descriptor;
  bool is_file;
  uint32_t start, end; // into `bytes`
  char bytes[TCP_BLOCK_BYTES];
};

struct TcpConnection {
  uv_poll_t poll;
  Loop *loop;
  const TcpEvents *events;
  void *context;
  LoopTask failing;
  TcpBlock *first, *last; // the queue
  uint64_t pending, sent;
  int descriptor, failure;
  int watched; // events that `poll` waits for
  bool is_open, is_reading, has_ended, is_shut, is_closing, has_waited;
};

// Puts bytes behind what waits.
void tcp_queue_bytes(TcpConnection *connection, const char *bytes, size_t size);

// Sends of the queue what the system takes, for a while. Negative if that failed.
int tcp_queue_send(TcpConnection *connection);

// What follows from an attempt to send, which gave `code`.
void tcp_sent_some(TcpConnection *connection, int code);

// Forgets what waits.
void tcp_queue_drop(TcpConnection *connection);

// Sends spans at once, as far as the system takes them: their bytes, or an error's code.
ssize_t tcp_send_spans(TcpConnection *connection, struct iovec *spans, size_t count);

// A socket's address as the system wants it: its size, 0 for a text that is no address.
socklen_t tcp_address_write(const char *text, uint16_t port, struct sockaddr_storage *out);
TcpAddress tcp_address_read(const struct sockaddr_storage *address);

// Makes the socket `descriptor`, which does not block, a connection.
TcpConnection *tcp_adopt(Loop *loop, int descriptor);

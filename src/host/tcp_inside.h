// TcpInside: what the files of TCP share: a connection, and the queue of what it has yet to send.
#pragma once

#include "host/loop_inside.h"
#include "host/tcp.h"
#include "host/tls.h"

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
  TlsStream *tls; // NULL: bytes go as they are
  LoopTask failing;
  LoopTask reading; // of what was decrypted while nobody wanted it
  Text plain_answer;
  TcpBlock *first, *last; // the queue
  uint64_t pending, sent;
  uint64_t active_ms; // when bytes last came or went
  size_t ignored; // of who has been refused
  int descriptor, failure;
  int watched; // events that `poll` waits for
  bool is_open, is_reading, has_ended, is_shut, is_closing, has_waited;
  bool has_begun;  // with TLS: something has come
  bool has_unread; // with TLS: there may be bytes that nobody has wanted yet
  bool is_cut;     // with TLS: no more will come, but what has come may be yet to be read
  bool is_refused; // it spoke plainly where TLS was expected, and has been told
};

static inline bool tcp_is_shaking_hands(const TcpConnection *connection) {
  return connection->tls && !tls_is_open(connection->tls);
}

// Whether something waits to be sent.
static inline bool tcp_has_output(const TcpConnection *connection) {
  return connection->first || (connection->tls && tls_output(connection->tls).size);
}

// Puts bytes behind what waits.
void tcp_queue_bytes(TcpConnection *connection, const char *bytes, size_t size);

// Sends of the queue what the system takes, for a while. Negative if that failed.
int tcp_queue_send(TcpConnection *connection);

// Closes it on the next turn.
void tcp_fail(TcpConnection *connection, int code);

// The other side has said that no more will come.
void tcp_end_reading(TcpConnection *connection);

// Tells that nothing waits any more, if something did.
void tcp_tell_drained(TcpConnection *connection);

// What follows from an attempt to send, which gave `code`.
void tcp_sent_some(TcpConnection *connection, int code);

// Forgets what waits, or the first of it.
void tcp_queue_drop_first(TcpConnection *connection);
void tcp_queue_drop(TcpConnection *connection);

// Sends spans at once, as far as the system takes them: their bytes, or an error's code.
ssize_t tcp_send_spans(TcpConnection *connection, struct iovec *spans, size_t count);

// ---- tcp_tls.c: with TLS, the queue is of bytes that are yet to be encrypted

// Encrypts of the queue as much as goes out at once, and sends it, as tcp_send_spans does.
ssize_t tcp_tls_send(TcpConnection *connection);

// Encrypts spans at once, as far as the system takes them; the rest waits. Negative if that failed.
int tcp_tls_write(TcpConnection *connection, const TcpSpan *spans, uint32_t count);

// Encrypted bytes have come; none: no more will.
void tcp_tls_received(TcpConnection *connection, const char *bytes, size_t size);

// A socket's address as the system wants it: its size, 0 for a text that is no address.
socklen_t tcp_address_write(const char *text, uint16_t port, struct sockaddr_storage *out);
TcpAddress tcp_address_read(const struct sockaddr_storage *address);

// Makes the socket `descriptor`, which does not block, a connection.
TcpConnection *tcp_adopt(Loop *loop, int descriptor);

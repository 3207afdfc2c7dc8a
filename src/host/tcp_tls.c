// Bytes are encrypted when the socket has room for them, so that what waits is still in the order
// in which it was written: files among it are read when it is their turn.
#include "host/tcp_inside.h"

#include <errno.h>
#include <unistd.h>

enum {
  RECORD_BYTES = 16 << 10,   // of plain bytes, in one record of TLS
  AT_ONCE_BYTES = 64 << 10,  // are encrypted before they are sent
  REFUSED_BYTES = 256 << 10, // of who has been told to speak TLS, and goes on
};

// ---- Beginning

static void read_on(void *context);

void tcp_encrypt(TcpConnection *connection, const TcpEncryption *encryption) {
  connection->tls = tls_begin(encryption->tls, encryption->server_name, encryption->trust);
  connection->plain_answer = encryption->plain_answer;
  connection->reading.run = read_on;
  connection->reading.context = connection;
  if (connection->is_open) tcp_sent_some(connection, tcp_queue_send(connection));
}

const TlsStream *tcp_tls(const TcpConnection *connection) {
  return connection->tls;
}

TlsStream *tcp_take_tls(TcpConnection *connection) {
  TlsStream *tls = connection->tls;
  loop_forget(&connection->reading);
  tcp_queue_drop(connection); // which would go out as it is
  connection->tls = NULL;
  return tls;
}

// ---- Sending

static ssize_t send_output(TcpConnection *connection) {
  Text output = tls_output(connection->tls);
  if (output.size == 0) return 0;
  struct iovec span = {(void *)output.at, output.size};
  ssize_t sent = tcp_send_spans(connection, &span, 1);
  if (sent > 0) tls_output_taken(connection->tls, (size_t)sent);
  return sent;
}

static ssize_t encrypt_of_file(TcpConnection *connection, TcpBlock *block) {
  char bytes[RECORD_BYTES];
  size_t most = block->left < sizeof bytes ? (size_t)block->left : sizeof bytes;
  ssize_t size;
  do {
    size = pread(block->descriptor, bytes, most, (off_t)block->offset);
  } while (size < 0 && errno == EINTR);
  if (size <= 0) return size < 0 ? -errno : UV_EOF;
  tls_write(connection->tls, bytes, (size_t)size);
  block->offset += size;
  block->left -= (uint64_t)size;
  if (block->left == 0) tcp_queue_drop_first(connection);
  return size;
}

static ssize_t encrypt_first(TcpConnection *connection) {
  TcpBlock *block = connection->first;
  if (block->is_file) return encrypt_of_file(connection, block);
  size_t size = block->end - block->start;
  tls_write(connection->tls, block->bytes + block->start, size);
  tcp_queue_drop_first(connection);
  return (ssize_t)size;
}

static int encrypt_some(TcpConnection *connection) {
  for (size_t all = 0; connection->first && all < AT_ONCE_BYTES;) {
    ssize_t size = encrypt_first(connection);
    if (size < 0) return (int)size;
    connection->pending -= (size_t)size;
    all += (size_t)size;
  }
  return tls_has_failed(connection->tls) ? UV_EPROTO : 0;
}

ssize_t tcp_tls_send(TcpConnection *connection) {
  bool is_due = tls_output(connection->tls).size == 0 && !tcp_is_shaking_hands(connection);
  int code = is_due ? encrypt_some(connection) : 0;
  return code < 0 ? code : send_output(connection);
}

// What has been gathered of small spans, so that a head and its body are one record.
typedef struct Gathered {
  TcpConnection *connection;
  size_t size;
  int code;
  char bytes[RECORD_BYTES];
} Gathered;

// Whether there is nothing that must go first.
static bool goes_at_once(const TcpConnection *connection) {
  return connection->is_open && !tcp_has_output(connection) && !tcp_is_shaking_hands(connection);
}

static void write_part(Gathered *gathered, const char *bytes, size_t size) {
  TcpConnection *connection = gathered->connection;
  if (gathered->code < 0 || size == 0) return;
  if (!goes_at_once(connection)) {
    tcp_queue_bytes(connection, bytes, size);
    return;
  }
  tls_write(connection->tls, bytes, size);
  ssize_t sent = tls_has_failed(connection->tls) ? UV_EPROTO : send_output(connection);
  if (sent < 0) gathered->code = (int)sent;
}

static void write_gathered(Gathered *gathered) {
  write_part(gathered, gathered->bytes, gathered->size);
  gathered->size = 0;
}

static void write_span(Gathered *gathered, TcpSpan span) {
  const char *at = span.at;
  size_t left = span.size;
  if (left > sizeof gathered->bytes - gathered->size) write_gathered(gathered);
  while (left >= sizeof gathered->bytes) {
    size_t part = left < AT_ONCE_BYTES ? left : AT_ONCE_BYTES;
    write_part(gathered, at, part);
    at += part;
    left -= part;
  }
  if (left) memcpy(gathered->bytes + gathered->size, at, left);
  gathered->size += left;
}

int tcp_tls_write(TcpConnection *connection, const TcpSpan *spans, uint32_t count) {
  Gathered gathered;
  gathered.connection = connection;
  gathered.size = 0;
  gathered.code = 0;
  for (uint32_t i = 0; i < count; i++) write_span(&gathered, spans[i]);
  write_gathered(&gathered);
  return gathered.code;
}

// ---- Receiving

static bool is_over(const TcpConnection *connection) {
  return connection->is_closing || connection->failure || !connection->tls;
}

// What the other side should know, it is told as far as that goes at once.
static void fail_tls(TcpConnection *connection) {
  send_output(connection);
  tcp_fail(connection, UV_EPROTO);
}

// Hands on what can be decrypted, as long as it is wanted.
static void deliver(TcpConnection *connection) {
  char *buffer = connection->loop->read_buffer;
  ptrdiff_t size = 1;
  while (size > 0 && connection->is_reading) {
    size = tls_read(connection->tls, buffer, LOOP_READ_BYTES);
    if (size > 0) connection->events->on_read(connection->context, buffer, (size_t)size);
    if (is_over(connection)) return;
  }
  connection->has_unread = size > 0;
  if (tls_has_failed(connection->tls)) {
    fail_tls(connection);
    return;
  }
  if (tcp_has_output(connection)) tcp_sent_some(connection, tcp_queue_send(connection));
  tcp_tell_drained(connection);
  bool is_end = size == TLS_END || (size == 0 && connection->is_cut);
  if (is_end && !is_over(connection) && !connection->has_ended) tcp_end_reading(connection);
}

static void read_on(void *context) {
  TcpConnection *connection = context;
  if (!is_over(connection)) deliver(connection);
}

// Records of TLS begin with numbers below these; requests of HTTP, with a capital letter.
static bool is_plain(const TcpConnection *connection, char first) {
  return connection->plain_answer.size && !connection->has_begun && first >= 'A' && first <= 'Z';
}

static void refuse_plain(TcpConnection *connection) {
  Text answer = connection->plain_answer;
  struct iovec span = {(void *)answer.at, answer.size};
  connection->is_refused = true;
  tcp_send_spans(connection, &span, 1);
  shutdown(connection->descriptor, SHUT_WR);
}

// Who has not finished speaking would not hear the answer if the connection were closed at once.
static void ignore(TcpConnection *connection, size_t size) {
  connection->ignored += size;
  if (size == 0 || connection->ignored > REFUSED_BYTES) tcp_fail(connection, UV_EPROTO);
}

// Who reads slowly is told when all has been read.
static void end(TcpConnection *connection) {
  connection->is_cut = true;
  if (tcp_is_shaking_hands(connection))
    tcp_fail(connection, UV_ECONNRESET);
  else
    deliver(connection);
}

void tcp_tls_received(TcpConnection *connection, const char *bytes, size_t size) {
  if (size > 0 && is_plain(connection, *bytes)) refuse_plain(connection);
  if (connection->is_refused) {
    ignore(connection, size);
    return;
  }
  if (size == 0) {
    end(connection);
    return;
  }
  bool was_shaking = tcp_is_shaking_hands(connection);
  connection->has_begun = true;
  tls_receive(connection->tls, bytes, size);
  if (was_shaking && tls_is_open(connection->tls) && connection->events->on_secure)
    connection->events->on_secure(connection->context);
  if (!is_over(connection)) deliver(connection);
}

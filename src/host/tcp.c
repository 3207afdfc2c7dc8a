// A connection is a socket that the loop watches: for reading while its user wants bytes, for
// writing while something waits to be sent. Everything else is done at once, in the call.
#include "host/tcp.h"

#include "host/tcp_inside.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

enum {
  READS = 4, // of one connection in a turn
  // Bytes that wait in the system until the network takes them. A longer queue gains nothing; and
  // a receiver on the same machine, whose acknowledgements make the system go on with the queue,
  // would do the sending in its own time: files of a megabyte get there at less than half the rate.
  MOST_UNSENT_BYTES = 32 << 10,
};

static void on_poll(uv_poll_t *poll, int status, int events);

// A handshake goes on though nobody wants to read yet.
static bool wants_bytes(const TcpConnection *connection) {
  if (connection->failure || connection->is_closing || connection->is_cut) return false;
  bool is_greeting = tcp_is_shaking_hands(connection) || connection->is_refused;
  return connection->is_reading || (is_greeting && !connection->has_ended);
}

static bool wants_to_send(const TcpConnection *connection) {
  if (!connection->is_open) return true;
  if (connection->tls && tls_output(connection->tls).size) return true;
  return connection->first && !tcp_is_shaking_hands(connection);
}

// Makes the loop wait for what there is to wait for.
static void watch(TcpConnection *connection) {
  if (connection->is_closing || connection->failure) return;
  int wanted = 0;
  if (wants_bytes(connection) && connection->is_open) wanted |= UV_READABLE;
  if (wants_to_send(connection)) wanted |= UV_WRITABLE;
  if (wanted == connection->watched) return;
  connection->watched = wanted;
  if (wanted)
    uv_poll_start(&connection->poll, wanted, on_poll);
  else
    uv_poll_stop(&connection->poll);
}

TcpConnection *tcp_adopt(Loop *loop, int descriptor) {
  TcpConnection *connection = pool_take(&loop->connections, sizeof *connection);
  *connection = (TcpConnection){.loop = loop, .descriptor = descriptor, .is_open = true};
  connection->active_ms = loop_now_ms(loop);
  connection->poll.data = connection;
  if (uv_poll_init(&loop->uv, &connection->poll, descriptor) < 0) {
    close(descriptor);
    pool_give(&loop->connections, connection);
    return NULL;
  }
  int yes = 1, most_unsent = MOST_UNSENT_BYTES;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
#ifdef TCP_NOTSENT_LOWAT
  setsockopt(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &most_unsent, sizeof most_unsent);
#else
  (void)most_unsent;
#endif
  return connection;
}

void tcp_start(TcpConnection *connection, const TcpEvents *events, void *context) {
  tcp_hand_over(connection, events, context);
  tcp_read(connection, true);
}

void tcp_hand_over(TcpConnection *connection, const TcpEvents *events, void *context) {
  connection->events = events;
  connection->context = context;
}

void tcp_read(TcpConnection *connection, bool wants_bytes) {
  connection->is_reading = wants_bytes && !connection->has_ended;
  if (connection->is_reading && connection->has_unread && !tcp_is_closing(connection))
    loop_defer(connection->loop, &connection->reading);
  watch(connection);
}

// ---- Reading

void tcp_end_reading(TcpConnection *connection) {
  connection->has_ended = true;
  tcp_read(connection, false);
  connection->events->on_end(connection->context);
}

static void read_some(TcpConnection *connection) {
  Loop *loop = connection->loop;
  for (int i = 0; i < READS && wants_bytes(connection); i++) {
    ssize_t size = recv(connection->descriptor, loop->read_buffer, LOOP_READ_BYTES, 0);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (size < 0) {
      tcp_fail(connection, -errno);
      return;
    }
    connection->active_ms = loop_now_ms(loop);
    if (connection->tls)
      tcp_tls_received(connection, loop->read_buffer, (size_t)size);
    else if (size > 0)
      connection->events->on_read(connection->context, loop->read_buffer, (size_t)size);
    else
      tcp_end_reading(connection);
    if (size < LOOP_READ_BYTES) return; // that was all
  }
}

// ---- Writing

// With TLS, a goodbye goes before the end.
static void shut(TcpConnection *connection) {
  if (connection->tls) {
    tls_shutdown(connection->tls);
    int code = tcp_queue_send(connection);
    if (code < 0) tcp_fail(connection, code);
    if (connection->failure || tcp_has_output(connection)) return; // asked again when it has gone
  }
  shutdown(connection->descriptor, SHUT_WR);
}

void tcp_sent_some(TcpConnection *connection, int code) {
  if (code < 0) {
    tcp_fail(connection, code);
    return;
  }
  if (connection->is_shut && !tcp_has_output(connection)) shut(connection);
  connection->has_waited |= tcp_has_output(connection);
  watch(connection);
}

void tcp_tell_drained(TcpConnection *connection) {
  bool is_over = connection->failure || connection->is_closing;
  if (is_over || !connection->has_waited || tcp_has_output(connection)) return;
  connection->has_waited = false;
  connection->events->on_drain(connection->context);
}

static void finish_opening(TcpConnection *connection) {
  int code = 0;
  socklen_t size = sizeof code;
  getsockopt(connection->descriptor, SOL_SOCKET, SO_ERROR, &code, &size);
  connection->is_open = code == 0;
  if (code)
    tcp_fail(connection, -code);
  else if (connection->events->on_open)
    connection->events->on_open(connection->context);
}

static void write_some(TcpConnection *connection) {
  if (!connection->is_open) finish_opening(connection);
  if (connection->failure || connection->is_closing) return;
  tcp_sent_some(connection, tcp_queue_send(connection));
  tcp_tell_drained(connection);
}

void tcp_write(TcpConnection *connection, const TcpSpan *spans, uint32_t count) {
  if (connection->is_closing || connection->failure || connection->is_shut) return;
  if (connection->tls) {
    tcp_sent_some(connection, tcp_tls_write(connection, spans, count));
    return;
  }
  struct iovec parts[TCP_SPANS];
  size_t all = 0, sent = 0;
  for (uint32_t i = 0; i < count; i++) {
    parts[i] = (struct iovec){(void *)spans[i].at, spans[i].size};
    all += spans[i].size;
  }
  if (!connection->first && connection->is_open) {
    ssize_t taken = tcp_send_spans(connection, parts, count);
    if (taken < 0) {
      tcp_fail(connection, (int)taken);
      return;
    }
    sent = (size_t)taken;
  }
  if (sent == all) return;
  for (uint32_t i = 0; i < count; i++) {
    size_t skipped = sent < spans[i].size ? sent : spans[i].size;
    tcp_queue_bytes(connection, (const char *)spans[i].at + skipped, spans[i].size - skipped);
    sent -= skipped;
  }
  tcp_sent_some(connection, 0);
}

uint64_t tcp_pending(const TcpConnection *connection) {
  return connection->pending + (connection->tls ? tls_output(connection->tls).size : 0);
}

uint64_t tcp_active_ms(const TcpConnection *connection) {
  return connection->active_ms;
}

uint64_t tcp_sent(const TcpConnection *connection) {
  return connection->sent;
}

void tcp_shutdown(TcpConnection *connection) {
  if (connection->is_closing || connection->failure || connection->is_shut) return;
  connection->is_shut = true;
  if (connection->is_open) tcp_sent_some(connection, 0);
}

// ---- Ending

static void on_poll(uv_poll_t *poll, int status, int events) {
  TcpConnection *connection = poll->data;
  if (status < 0) { // the handle has been stopped
    connection->watched = 0;
    int code = 0;
    socklen_t size = sizeof code;
    getsockopt(connection->descriptor, SOL_SOCKET, SO_ERROR, &code, &size);
    tcp_fail(connection, code ? -code : UV_ECONNRESET);
    return;
  }
  if (events & UV_WRITABLE) write_some(connection);
  if (events & UV_READABLE) read_some(connection);
}

static void after_close(uv_handle_t *handle) {
  TcpConnection *connection = handle->data;
  if (connection->events) connection->events->on_close(connection->context, connection->failure);
  if (connection->tls) tls_release(connection->tls);
  pool_give(&connection->loop->connections, connection);
}

static void end(TcpConnection *connection) {
  connection->is_closing = true;
  connection->is_reading = false;
  loop_forget(&connection->failing);
  loop_forget(&connection->reading);
  tcp_queue_drop(connection);
  uv_close((uv_handle_t *)&connection->poll, after_close);
  close(connection->descriptor);
  connection->descriptor = -1;
}

// Only where all has been said: a stream that was cut must not look whole.
static void say_goodbye(TcpConnection *connection) {
  bool may_say = connection->tls && connection->is_open && !connection->failure;
  if (!may_say || tcp_has_output(connection)) return;
  tls_shutdown(connection->tls);
  tcp_queue_send(connection);
}

void tcp_close(TcpConnection *connection) {
  if (connection->is_closing) return;
  say_goodbye(connection);
  end(connection);
}

void tcp_reset(TcpConnection *connection) {
  if (connection->is_closing) return;
  struct linger none = {.l_onoff = 1};
  setsockopt(connection->descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
  end(connection);
}

static void close_failed(void *context) {
  tcp_close(context);
}

// It is closed on the next turn, as this may be within a call of the user's.
void tcp_fail(TcpConnection *connection, int code) {
  if (connection->is_closing || connection->failure) return;
  uv_poll_stop(&connection->poll);
  connection->watched = 0;
  connection->failure = code;
  connection->is_reading = false;
  tcp_queue_drop(connection);
  connection->failing.run = close_failed;
  connection->failing.context = connection;
  loop_defer(connection->loop, &connection->failing);
}

bool tcp_is_closing(const TcpConnection *connection) {
  return connection->is_closing || connection->failure;
}

// ---- What it is

typedef int GetName(int descriptor, struct sockaddr *address, socklen_t *size);

static TcpAddress get_address(const TcpConnection *connection, GetName *get) {
  struct sockaddr_storage address = {0};
  socklen_t size = sizeof address;
  if (get(connection->descriptor, (struct sockaddr *)&address, &size) < 0) return (TcpAddress){0};
  return tcp_address_read(&address);
}

TcpAddress tcp_peer(const TcpConnection *connection) {
  return get_address(connection, getpeername);
}

TcpAddress tcp_local(const TcpConnection *connection) {
  return get_address(connection, getsockname);
}

int tcp_descriptor(const TcpConnection *connection) {
  return connection->descriptor;
}

void tcp_keeps_loop(TcpConnection *connection, bool keeps) {
  uv_handle_t *handle = (uv_handle_t *)&connection->poll;
  if (keeps)
    uv_ref(handle);
  else
    uv_unref(handle);
}

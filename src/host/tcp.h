// Tcp: listening for connections, and bytes back and forth on one.
//
// Owns:  a connection from when it is handed over until its on_close has returned.
// Takes: bytes of its caller, which may be gone when the call returns.
// Gives: errors as negative libuv codes.
// Never: calls back from within a call, or after on_close.
#pragma once

#include "base/arena.h"
#include "host/loop.h"
#include "host/tls.h"

typedef struct TcpListener TcpListener;
typedef struct TcpConnection TcpConnection;

typedef struct TcpAddress {
  char text[64]; // "127.0.0.1", "::1", "fe80::1%eth0"
  uint16_t port;
  bool is_v6;
} TcpAddress;

// What a connection tells its user; `context` comes first. Any of them may close it.
typedef struct TcpEvents {
  // What tcp_connect began is there; may be NULL.
  void (*on_open)(void *context);
  // With TLS: the handshake is done. May be NULL.
  void (*on_secure)(void *context);
  // Bytes have come; they are there for the call alone.
  void (*on_read)(void *context, const char *bytes, size_t size);
  // The other side has said that no more will come.
  void (*on_end)(void *context);
  // All that was written has been handed to the system, after some of it had to wait.
  void (*on_drain)(void *context);
  // It is over: 0 after tcp_close, else what went wrong. Nothing comes after it.
  void (*on_close)(void *context, int code);
} TcpEvents;

// ---- Listening

typedef struct TcpListenOptions {
  const char *address; // numeric; NULL: all, of both families where there are two
  uint16_t port;       // 0: any that is free
  const char *path;    // of the file system, in the place of an address; NULL: none
  int backlog;         // 0: 511, as in Node
  int descriptor;      // of a socket that listens already, if `has_descriptor`
  bool has_descriptor;
  bool is_v6_only;
} TcpListenOptions;

// Takes a connection over: it must call tcp_start before it returns, or tcp_close.
typedef void (*TcpAccept)(void *context, TcpConnection *connection);

// Starts to listen. On an error there is no listener.
int tcp_listen(Loop *loop, const TcpListenOptions *options, TcpAccept accept, void *context,
               TcpListener **out);
TcpAddress tcp_listener_address(const TcpListener *listener);

// Whether the loop goes on for it alone; it does unless told otherwise.
void tcp_listener_keeps_loop(TcpListener *listener, bool keeps);

// Connections that were handed over live on.
void tcp_listener_close(TcpListener *listener);

// ---- A connection

// From now on, `events` are called with `context`, and bytes are read.
void tcp_start(TcpConnection *connection, const TcpEvents *events, void *context);

// Hands it to another user.
void tcp_hand_over(TcpConnection *connection, const TcpEvents *events, void *context);

// Opens a connection to a numeric address. What is written before it is open waits; if it can't be
// opened, on_close tells.
int tcp_connect(Loop *loop, const TcpAddress *to, const TcpEvents *events, void *context,
                TcpConnection **out);

// Whether bytes are asked for. While they are not, the other side is made to wait.
void tcp_read(TcpConnection *connection, bool wants_bytes);

typedef struct TcpSpan {
  const void *at;
  size_t size;
} TcpSpan;

enum { TCP_SPANS = 16 }; // at most, of one write

// Writes all of them in order. What the system does not take at once waits in memory of ours.
void tcp_write(TcpConnection *connection, const TcpSpan *spans, uint32_t count);

static inline void tcp_write_bytes(TcpConnection *connection, const void *bytes, size_t size) {
  tcp_write(connection, &(TcpSpan){bytes, size}, 1);
}

// Sends `size` bytes of an open file from `offset` on, without loading them, and closes it. If the
// file turns out to be shorter, the connection breaks.
void tcp_write_file(TcpConnection *connection, int descriptor, int64_t offset, uint64_t size);

// Bytes that wait to be sent; those of files count.
uint64_t tcp_pending(const TcpConnection *connection);

// All bytes that the system has taken so far: whether a slow reader gets on.
uint64_t tcp_sent(const TcpConnection *connection);

// When, in the loop's time, bytes last came or went.
uint64_t tcp_active_ms(const TcpConnection *connection);

// Behind what waits, tells the other side that no more will come.
void tcp_shutdown(TcpConnection *connection);

// Ends it; what still waits is lost.
void tcp_close(TcpConnection *connection);

// Ends it in a way that the other side takes for an error.
void tcp_reset(TcpConnection *connection);

bool tcp_is_closing(const TcpConnection *connection);

// Addresses of the two ends; an empty text where the connection is gone.
TcpAddress tcp_peer(const TcpConnection *connection);
TcpAddress tcp_local(const TcpConnection *connection);

// ---- With TLS

typedef struct TcpEncryption {
  TlsContext *tls;         // which the connection keeps
  const char *server_name; // as for tls_begin
  TlsTrust trust;
  // What a server answers to who does not speak TLS but plain text, before it hangs up; empty:
  // nothing. It must stay.
  Text plain_answer;
} TcpEncryption;

// Encrypts a connection: right after tcp_connect, or after it was accepted and before tcp_start.
// What is written before the handshake is done waits. If it fails, on_close tells UV_EPROTO, and
// tls_problem what it was; UV_ECONNRESET if the other side hung up.
void tcp_encrypt(TcpConnection *connection, const TcpEncryption *encryption);

// Its TLS, to be asked about; NULL: it has none. It is there until on_close has returned.
const TlsStream *tcp_tls(const TcpConnection *connection);

// Takes the TLS out of a connection that is going to be closed, for whoever goes on with a
// duplicate of its descriptor. What waits is lost, but for tls_output.
TlsStream *tcp_take_tls(TcpConnection *connection);

int tcp_descriptor(const TcpConnection *connection);
void tcp_keeps_loop(TcpConnection *connection, bool keeps);

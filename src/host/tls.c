// OpenSSL reads and writes through a BIO of ours: it takes from what has come and appends to what
// is to be sent, so that nothing ever waits in it. What was written too early waits with us.
#include "host/tls.h"

#include "host/tls_inside.h"

#include <limits.h>
#include <uv.h>

enum {
  KEPT_BYTES = 2 << 10,      // of memory, by a stream that has nothing to do
  CHATTER_BYTES = 256 << 10, // of answers to requests for new keys and the like
  WRITE_BYTES = 1 << 30,     // at once
  SSL_CTRL_SET_TLSEXT_HOSTNAME = 55,
  X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS = 4,
};

// ---- Bytes that wait

static size_t bytes_left(const TlsBytes *bytes) {
  return bytes->buffer.size - bytes->taken;
}

static void add_bytes(TlsBytes *bytes, const void *at, size_t size) {
  bytes->buffer.arena = &bytes->arena;
  buffer_add(&bytes->buffer, at, size);
}

static void drop_bytes(TlsBytes *bytes) {
  arena_reset(&bytes->arena, KEPT_BYTES);
  bytes->buffer = (Buffer){0};
  bytes->taken = 0;
}

static size_t take_bytes(TlsBytes *bytes, char *out, size_t size) {
  size_t left = bytes_left(bytes), part = size < left ? size : left;
  memcpy(out, bytes->buffer.at + bytes->taken, part);
  bytes->taken += part;
  if (part == left) drop_bytes(bytes);
  return part;
}

// ---- The BIO

enum {
  BIO_CTRL_FLUSH = 11,
  BIO_FLAGS_READ = 1,
  BIO_FLAGS_RETRIES = 0x0F, // read, write, special, and that it should be tried again
  BIO_FLAGS_SHOULD_RETRY = 8,
  BIO_TYPE_SOURCE_SINK = 0x0400,
};

static int wire_read(BIO *bio, char *out, int size) {
  TlsStream *stream = openssl.BIO_get_data(bio);
  openssl.BIO_clear_flags(bio, BIO_FLAGS_RETRIES);
  if (size > 0 && bytes_left(&stream->in)) return (int)take_bytes(&stream->in, out, (size_t)size);
  openssl.BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
  return -1;
}

static int wire_write(BIO *bio, const char *bytes, int size) {
  TlsStream *stream = openssl.BIO_get_data(bio);
  openssl.BIO_clear_flags(bio, BIO_FLAGS_RETRIES);
  if (size > 0) add_bytes(&stream->out, bytes, (size_t)size);
  return size;
}

static long wire_control(BIO *bio, int command, long number, void *pointer) {
  (void)bio, (void)number, (void)pointer;
  return command == BIO_CTRL_FLUSH;
}

static BIO_METHOD *wire_method;

static void make_method(void) {
  int type = openssl.BIO_get_new_index() | BIO_TYPE_SOURCE_SINK;
  wire_method = openssl.BIO_meth_new(type, "wire");
  openssl.BIO_meth_set_read(wire_method, wire_read);
  openssl.BIO_meth_set_write(wire_method, wire_write);
  openssl.BIO_meth_set_ctrl(wire_method, wire_control);
}

static BIO *make_wire(TlsStream *stream) {
  static uv_once_t once = UV_ONCE_INIT;
  uv_once(&once, make_method);
  BIO *bio = openssl.BIO_new(wire_method);
  openssl.BIO_set_data(bio, stream);
  openssl.BIO_set_init(bio, 1);
  return bio;
}

// ---- Going on

static void fail(TlsStream *stream) {
  if (stream->has_failed) return;
  stream->has_failed = true;
  tls_problem_take(&stream->problem);
  drop_bytes(&stream->held);
}

// What a call gave that did nothing: whether it only has to wait.
static bool has_to_wait(TlsStream *stream, int result) {
  int error = openssl.SSL_get_error(stream->ssl, result);
  if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) return true;
  if (error == SSL_ERROR_ZERO_RETURN)
    stream->has_ended = true;
  else
    fail(stream);
  return false;
}

static void encrypt(TlsStream *stream, const char *bytes, size_t size) {
  while (size && !stream->has_failed) {
    openssl.ERR_clear_error();
    int part = size < WRITE_BYTES ? (int)size : WRITE_BYTES;
    int written = openssl.SSL_write(stream->ssl, bytes, part);
    if (written <= 0) {
      fail(stream); // our BIO takes everything, so there is nothing to wait for
      return;
    }
    bytes += written;
    size -= (size_t)written;
  }
}

static void say_goodbye(TlsStream *stream) {
  openssl.ERR_clear_error();
  openssl.SSL_shutdown(stream->ssl);
}

static void shake_hands(TlsStream *stream) {
  if (stream->is_open || stream->has_failed) return;
  openssl.ERR_clear_error();
  int result = openssl.SSL_do_handshake(stream->ssl);
  if (result != 1) {
    if (!has_to_wait(stream, result) && stream->has_ended) fail(stream);
    return;
  }
  stream->is_open = true;
  encrypt(stream, stream->held.buffer.at, stream->held.buffer.size);
  drop_bytes(&stream->held);
  if (stream->is_shut && !stream->has_failed) say_goodbye(stream);
}

// ---- Beginning and ending

bool tls_is_address(const char *host) {
  struct sockaddr_in6 v6;
  struct sockaddr_in v4;
  return uv_ip4_addr(host, 0, &v4) == 0 || uv_ip6_addr(host, 0, &v6) == 0;
}

static void set_name(SSL *ssl, const char *name, TlsTrust trust) {
  bool is_name = !tls_is_address(name);
  if (is_name) openssl.SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, 0, (void *)name);
  if (trust == TLS_TRUST_ALL) return;
  openssl.SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (is_name)
    openssl.SSL_set1_host(ssl, name);
  else
    openssl.X509_VERIFY_PARAM_set1_ip_asc(openssl.SSL_get0_param(ssl), name);
}

static int go_on_in_any_case(int is_good, X509_STORE_CTX *store) {
  (void)is_good, (void)store;
  return 1;
}

static void set_trust(TlsStream *stream, TlsTrust trust) {
  const TlsContext *context = stream->context;
  SslVerify *verify = trust == TLS_TRUST_ALL ? go_on_in_any_case : NULL;
  int mode = SSL_VERIFY_PEER;
  if (context->is_server && !context->asks_certificate) mode = SSL_VERIFY_NONE;
  if (context->is_server && mode && trust == TLS_TRUST_VERIFIED)
    mode |= SSL_VERIFY_FAIL_IF_NO_PEER_CERT;
  openssl.SSL_set_verify(stream->ssl, mode, verify);
}

TlsStream *tls_begin(TlsContext *context, const char *server_name, TlsTrust trust) {
  Arena arena = {0};
  TlsStream *stream = arena_new(&arena, TlsStream, 1);
  *stream = (TlsStream){.context = context};
  stream->arena = arena;
  context->users++;
  stream->ssl = openssl.SSL_new(context->ssl);
  BIO *wire = make_wire(stream);
  openssl.SSL_set_bio(stream->ssl, wire, wire);
  set_trust(stream, trust);
  if (context->is_server) {
    openssl.SSL_set_accept_state(stream->ssl);
  } else {
    openssl.SSL_set_connect_state(stream->ssl);
    if (server_name) set_name(stream->ssl, server_name, trust);
    shake_hands(stream);
  }
  return stream;
}

void tls_release(TlsStream *stream) {
  openssl.SSL_free(stream->ssl);
  tls_context_release(stream->context);
  arena_release(&stream->in.arena);
  arena_release(&stream->out.arena);
  arena_release(&stream->held.arena);
  Arena arena = stream->arena;
  arena_release(&arena);
}

// ---- Bytes

void tls_receive(TlsStream *stream, const void *bytes, size_t size) {
  if (stream->has_failed || stream->has_ended) return;
  add_bytes(&stream->in, bytes, size);
  shake_hands(stream);
}

// A side that asks for new keys again and again makes us answer each time.
static void mind_chatter(TlsStream *stream, size_t before) {
  stream->chatter += bytes_left(&stream->out) - before;
  if (stream->chatter > CHATTER_BYTES) fail(stream);
}

static ptrdiff_t read_plain(TlsStream *stream, void *buffer, size_t size) {
  openssl.ERR_clear_error();
  size_t before = bytes_left(&stream->out);
  int result = openssl.SSL_read(stream->ssl, buffer, size < INT_MAX ? (int)size : INT_MAX);
  mind_chatter(stream, before);
  if (result > 0 && !stream->has_failed) return result;
  if (!stream->has_failed && has_to_wait(stream, result)) return 0;
  return stream->has_failed ? TLS_FAILED : TLS_END;
}

ptrdiff_t tls_read(TlsStream *stream, void *buffer, size_t size) {
  if (stream->has_failed) return TLS_FAILED;
  if (stream->has_ended) return TLS_END;
  return stream->is_open ? read_plain(stream, buffer, size) : 0;
}

void tls_write(TlsStream *stream, const void *bytes, size_t size) {
  if (stream->has_failed || stream->is_shut) return;
  if (stream->is_open)
    encrypt(stream, bytes, size);
  else
    add_bytes(&stream->held, bytes, size);
}

size_t tls_waiting(const TlsStream *stream) {
  return bytes_left(&stream->held);
}

void tls_shutdown(TlsStream *stream) {
  if (stream->is_shut || stream->has_failed) return;
  stream->is_shut = true;
  if (stream->is_open) say_goodbye(stream);
}

Text tls_output(const TlsStream *stream) {
  const TlsBytes *out = &stream->out;
  if (!out->buffer.at) return TEXT("");
  return (Text){out->buffer.at + out->taken, (uint32_t)bytes_left(out)};
}

void tls_output_taken(TlsStream *stream, size_t size) {
  stream->out.taken += size;
  if (bytes_left(&stream->out) == 0) drop_bytes(&stream->out);
}

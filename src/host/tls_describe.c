// What there is to say about a connection, in Node's words.
#include "host/tls_inside.h"

bool tls_is_open(const TlsStream *stream) {
  return stream->is_open;
}

bool tls_has_failed(const TlsStream *stream) {
  return stream->has_failed;
}

const TlsProblem *tls_problem(const TlsStream *stream) {
  return &stream->problem;
}

static Text text_or_none(const char *string) {
  return string ? text_of(string) : TEXT("");
}

// ---- Certificates

typedef struct VerifyRow {
  long number;
  Text name;
} VerifyRow;

static const VerifyRow verify_rows[] = {
#define VERIFY(number, name) {number, TEXT(#name)},
#include "host/tls_verify.def"
};

static Text verify_name(long number) {
  for (size_t i = 0; i < sizeof verify_rows / sizeof *verify_rows; i++) {
    if (verify_rows[i].number == number) return verify_rows[i].name;
  }
  return TEXT("UNSPECIFIED");
}

Text tls_verify_error(const TlsStream *stream, Text *reason) {
  X509 *peer = openssl.SSL_get1_peer_certificate(stream->ssl);
  long number = openssl.SSL_get_verify_result(stream->ssl);
  if (!peer && number == X509_V_OK) number = X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT;
  openssl.X509_free(peer);
  if (reason) *reason = text_or_none(openssl.X509_verify_cert_error_string(number));
  return number == X509_V_OK ? TEXT("") : verify_name(number);
}

static Text encode(const X509 *certificate, Arena *arena) {
  int size = openssl.i2d_X509(certificate, NULL);
  if (size <= 0) return TEXT("");
  char *bytes = arena_alloc(arena, (size_t)size, 1);
  unsigned char *at = (unsigned char *)bytes;
  openssl.i2d_X509(certificate, &at);
  return (Text){bytes, (uint32_t)size};
}

// OpenSSL's chain has the other side's own certificate in it for clients, and not for servers.
Text tls_peer_certificate(const TlsStream *stream, uint32_t index, Arena *arena) {
  Text encoded = TEXT("");
  if (index == 0) {
    X509 *peer = openssl.SSL_get1_peer_certificate(stream->ssl);
    if (peer) encoded = encode(peer, arena);
    openssl.X509_free(peer);
    return encoded;
  }
  const STACK *chain = openssl.SSL_get_peer_cert_chain(stream->ssl);
  int at = (int)index - (stream->context->is_server ? 1 : 0);
  bool is_there = chain && index < INT32_MAX && at < openssl.OPENSSL_sk_num(chain);
  return is_there ? encode(openssl.OPENSSL_sk_value(chain, at), arena) : encoded;
}

// ---- What was agreed on

Text tls_protocol(const TlsStream *stream) {
  return text_or_none(openssl.SSL_get_version(stream->ssl));
}

TlsCipher tls_cipher(const TlsStream *stream) {
  const SSL_CIPHER *cipher = openssl.SSL_get_current_cipher(stream->ssl);
  if (!cipher) return (TlsCipher){TEXT(""), TEXT(""), TEXT("")};
  return (TlsCipher){text_or_none(openssl.SSL_CIPHER_get_name(cipher)),
                     text_or_none(openssl.SSL_CIPHER_standard_name(cipher)),
                     text_or_none(openssl.SSL_CIPHER_get_version(cipher))};
}

Text tls_alpn(const TlsStream *stream) {
  const unsigned char *at = NULL;
  unsigned size = 0;
  openssl.SSL_get0_alpn_selected(stream->ssl, &at, &size);
  return size ? (Text){(const char *)at, size} : TEXT("");
}

Text tls_server_name(const TlsStream *stream) {
  return text_or_none(openssl.SSL_get_servername(stream->ssl, 0));
}

bool tls_is_resumed(const TlsStream *stream) {
  return openssl.SSL_session_reused(stream->ssl);
}

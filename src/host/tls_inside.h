// TlsInside: what the files of TLS share.
#pragma once

#include "base/buffer.h"
#include "host/tls.h"
#include "host/tls_library.h"

struct TlsContext {
  Arena arena; // holds this struct
  SSL_CTX *ssl;
  Text protocols;
  TlsChoose choose;
  void *choose_context;
  uint32_t users; // its maker, and streams
  bool is_server, asks_certificate;
};

// Bytes that wait, and give their memory back when they have gone.
typedef struct TlsBytes {
  Arena arena;
  Buffer buffer;
  size_t taken; // from the front
} TlsBytes;

struct TlsStream {
  Arena arena; // holds this struct
  TlsContext *context;
  SSL *ssl;
  TlsBytes in, out; // encrypted
  TlsBytes held;    // plain, until the handshake is done
  size_t chatter;   // bytes of output that reading has brought about since then
  TlsProblem problem;
  bool is_open, has_failed, has_ended, is_shut;
};

// OpenSSL's own numbers, from its headers.
enum {
  SSL_ERROR_WANT_READ = 2,
  SSL_ERROR_WANT_WRITE = 3,
  SSL_ERROR_ZERO_RETURN = 6,
  SSL_VERIFY_NONE = 0,
  SSL_VERIFY_PEER = 1,
  SSL_VERIFY_FAIL_IF_NO_PEER_CERT = 2,
  X509_V_OK = 0,
  X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT = 2,
};

// Whether this is a numeric address, not a name.
bool tls_is_address(const char *host);

// Gives OpenSSL the passphrase that `context`, a Text or NULL, is. Without one there must be none:
// OpenSSL's own way is to ask at the terminal.
int tls_give_passphrase(char *out, int size, int is_writing, void *context);

// Takes OpenSSL's newest error, if there is one, and forgets the others.
void tls_problem_take(TlsProblem *problem);

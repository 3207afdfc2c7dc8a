// Tls: a filter between plain bytes and encrypted ones, by OpenSSL, which is opened when it is
// first needed. It knows no sockets: who uses it carries the encrypted bytes.
//
// Owns:  contexts until tls_context_release, streams until tls_release; a stream keeps its context.
// Takes: bytes that may be gone when the call returns.
// Gives: Texts that live as long as the stream, or in the arena that is given.
// Never: blocks, asks at a terminal, or renegotiates. A stream is one thread's.
#pragma once

#include "base/text.h"

typedef struct TlsContext TlsContext; // what connections share: certificate, key, authorities, …
typedef struct TlsStream TlsStream;   // one connection

// What OpenSSL says of a failure, as Node words it.
typedef struct TlsProblem {
  char code[120];   // "ERR_SSL_WRONG_VERSION_NUMBER"; empty: none
  char text[256];   // "error:0A00010B:SSL routines::wrong version number"
  char library[48]; // "SSL routines"
  char reason[96];  // "wrong version number"
} TlsProblem;

typedef struct TlsSettings {
  Text certificate; // PEM, with the certificates that lead up to an authority; empty: none
  Text key;         // PEM; empty: none
  Text passphrase;  // of the key
  Text authorities; // PEM; empty: the system's
  Text protocols;   // for ALPN, in wire form ("\x08http/1.1"), the best first; empty: none
  Text ciphers;     // as OpenSSL lists them, those of TLS 1.3 among them; empty: OpenSSL's own
  int least_version, most_version; // 0x0303 is TLS 1.2; 0: 1.2 at least, 1.3 at most
  bool is_server;
  bool asks_certificate; // of a server: clients are to show one
} TlsSettings;

enum { TLS_PEM_BYTES = 16 << 20 }; // of each text of the settings, at most

// Whether OpenSSL is installed.
bool tls_is_available(void);

// What to do about it if it is not: a package to install, as "libssl3".
#define TLS_PACKAGE "OpenSSL 3 (the package libssl3 on Debian and Ubuntu)"

// A context, or NULL and a problem. Its code is "ERR_TLS_NOT_AVAILABLE" where OpenSSL is missing.
TlsContext *tls_context_make(const TlsSettings *settings, TlsProblem *problem);
void tls_context_release(TlsContext *context);

// Of a server: asks which context to go on with for a client that wants `server_name`; NULL: this
// one. The stream's context is not kept for that: it must outlive the handshake.
typedef TlsContext *(*TlsChoose)(void *context, const char *server_name);
void tls_context_choose(TlsContext *context, TlsChoose choose, void *choose_context);

// How far the other side is trusted.
typedef enum TlsTrust {
  TLS_TRUST_ALL,     // what is wrong with its certificate is only told by tls_verify_error
  TLS_TRUST_VERIFIED // without a certificate that is right, the handshake fails
} TlsTrust;

// Begins a connection. `server_name` is of clients alone: what is asked for (an address is not told
// to the server), and with TLS_TRUST_VERIFIED what the certificate must be about; or NULL. Of
// servers that ask for no certificate, `trust` says nothing. A client has output at once.
TlsStream *tls_begin(TlsContext *context, const char *server_name, TlsTrust trust);
void tls_release(TlsStream *stream);

// Encrypted bytes have come. They are copied; the handshake goes on by itself.
void tls_receive(TlsStream *stream, const void *bytes, size_t size);

// Plain bytes out of what has come: how many, 0 if there are none yet, or one of these.
enum { TLS_END = -1, TLS_FAILED = -2 }; // the other side has said goodbye; see tls_problem
ptrdiff_t tls_read(TlsStream *stream, void *buffer, size_t size);

// Plain bytes to encrypt. Before the handshake is done they wait, unencrypted. At most 1 GB may be
// written between two calls of tls_output_taken.
void tls_write(TlsStream *stream, const void *bytes, size_t size);

// Plain bytes that wait for the handshake.
size_t tls_waiting(const TlsStream *stream);

// Says goodbye, behind what was written: nothing can be written any more.
void tls_shutdown(TlsStream *stream);

// Encrypted bytes to be sent; there may be some after any of the calls above, failed ones too. They
// are there until the next of these calls or tls_output_taken, which drops the first `size` of
// them.
Text tls_output(const TlsStream *stream);
void tls_output_taken(TlsStream *stream, size_t size);

// ---- What it is

bool tls_is_open(const TlsStream *stream); // the handshake is done
bool tls_has_failed(const TlsStream *stream);
const TlsProblem *tls_problem(const TlsStream *stream);

// What is wrong with the other side's certificate, as Node names it: "DEPTH_ZERO_SELF_SIGNED_CERT".
// Empty if nothing is, "UNABLE_TO_GET_ISSUER_CERT" where there is none. The name in it is looked at
// with TLS_TRUST_VERIFIED only. `*reason`, unless NULL, says it in words.
Text tls_verify_error(const TlsStream *stream, Text *reason);

typedef struct TlsCipher {
  Text name;          // "ECDHE-RSA-AES128-GCM-SHA256"
  Text standard_name; // "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
  Text version;       // "TLSv1.2": the least that has it
} TlsCipher;

Text tls_protocol(const TlsStream *stream);    // "TLSv1.3"
TlsCipher tls_cipher(const TlsStream *stream); // empty before the handshake
Text tls_alpn(const TlsStream *stream);        // the protocol that was agreed on, or empty
Text tls_server_name(const TlsStream *stream); // what the client asked for, or empty
bool tls_is_resumed(const TlsStream *stream);

// The certificates that the other side has shown, in DER: its own is the first. Empty beyond the
// last one.
Text tls_peer_certificate(const TlsStream *stream, uint32_t index, Arena *arena);

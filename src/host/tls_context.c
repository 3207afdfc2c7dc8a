// A context is made of texts in memory: OpenSSL opens no file of the user's, and asks nobody for a
// passphrase.
#include "host/tls_inside.h"

enum {
  SSL_CTRL_MODE = 33,
  SSL_CTRL_SET_SESS_CACHE_MODE = 44,
  SSL_CTRL_SET_TLSEXT_SERVERNAME_CB = 53,
  SSL_CTRL_SET_TLSEXT_SERVERNAME_ARG = 54,
  SSL_CTRL_CHAIN_CERT = 89,
  SSL_CTRL_SET_DH_AUTO = 118,
  SSL_CTRL_SET_MIN_PROTO_VERSION = 123,
  SSL_CTRL_SET_MAX_PROTO_VERSION = 124,

  SSL_MODE_RELEASE_BUFFERS = 0x10,   // idle connections are small
  SSL_OP_NO_COMPRESSION = 1 << 17,   // it tells secrets by their length
  SSL_OP_NO_RENEGOTIATION = 1 << 30, // a client could make us work for nothing
  SSL_SESS_CACHE_OFF = 0,            // who comes again shows a ticket

  SSL_TLSEXT_ERR_OK = 0,
  SSL_TLSEXT_ERR_ALERT_FATAL = 2,

  TLS_1_2 = 0x0303,
};

bool tls_is_available(void) {
  return tls_library_open();
}

// ---- Certificates and keys

int tls_give_passphrase(char *out, int size, int is_writing, void *context) {
  (void)is_writing;
  const Text *passphrase = context;
  bool fits = passphrase && passphrase->size > 0 && (int64_t)passphrase->size <= size;
  if (!fits) return -1;
  memcpy(out, passphrase->at, passphrase->size);
  return (int)passphrase->size;
}

static BIO *open_text(Text text) {
  return text.size <= TLS_PEM_BYTES ? openssl.BIO_new_mem_buf(text.at, (int)text.size) : NULL;
}

// Whether reading certificates has ended where there are no more of them.
static bool is_end_of_pem(void) {
  unsigned long error = openssl.ERR_peek_last_error();
  const char *reason = error ? openssl.ERR_reason_error_string(error) : NULL;
  bool is_end = reason && strcmp(reason, "no start line") == 0;
  if (is_end) openssl.ERR_clear_error();
  return is_end;
}

static bool use_chain(TlsContext *context, BIO *bio) {
  X509 *own = openssl.PEM_read_bio_X509_AUX(bio, NULL, tls_give_passphrase, NULL);
  bool is_good = own && openssl.SSL_CTX_use_certificate(context->ssl, own) == 1;
  openssl.X509_free(own);
  while (is_good) {
    X509 *next = openssl.PEM_read_bio_X509(bio, NULL, tls_give_passphrase, NULL);
    if (!next) return is_end_of_pem();
    is_good = openssl.SSL_CTX_ctrl(context->ssl, SSL_CTRL_CHAIN_CERT, 1, next) == 1;
    openssl.X509_free(next);
  }
  return false;
}

static bool use_certificate(TlsContext *context, Text pem) {
  if (pem.size == 0) return true;
  BIO *bio = open_text(pem);
  bool is_good = bio && use_chain(context, bio);
  openssl.BIO_free(bio);
  return is_good;
}

static bool use_key(TlsContext *context, const TlsSettings *settings) {
  if (settings->key.size == 0) return true;
  Text passphrase = settings->passphrase;
  BIO *bio = open_text(settings->key);
  EVP_PKEY *key =
      bio ? openssl.PEM_read_bio_PrivateKey(bio, NULL, tls_give_passphrase, &passphrase) : NULL;
  bool is_good = key && openssl.SSL_CTX_use_PrivateKey(context->ssl, key) == 1;
  if (is_good && settings->certificate.size)
    is_good = openssl.SSL_CTX_check_private_key(context->ssl) == 1;
  openssl.EVP_PKEY_free(key);
  openssl.BIO_free(bio);
  return is_good;
}

static bool add_authorities(TlsContext *context, BIO *bio) {
  X509_STORE *store = openssl.SSL_CTX_get_cert_store(context->ssl);
  for (uint32_t count = 0;; count++) {
    X509 *next = openssl.PEM_read_bio_X509_AUX(bio, NULL, tls_give_passphrase, NULL);
    if (!next) return count > 0 && is_end_of_pem();
    bool is_good = openssl.X509_STORE_add_cert(store, next) == 1;
    if (is_good && context->is_server) openssl.SSL_CTX_add_client_CA(context->ssl, next);
    openssl.X509_free(next);
    if (!is_good) return false;
  }
}

static bool use_authorities(TlsContext *context, Text pem) {
  bool are_needed = !context->is_server || context->asks_certificate;
  if (pem.size == 0) {
    if (are_needed) openssl.SSL_CTX_set_default_verify_paths(context->ssl);
    openssl.ERR_clear_error(); // a system may have none
    return true;
  }
  BIO *bio = open_text(pem);
  bool is_good = bio && add_authorities(context, bio);
  openssl.BIO_free(bio);
  return is_good;
}

// ---- Ciphers and protocols

static void add_cipher(Buffer *list, Text cipher) {
  if (list->size) buffer_add_byte(list, ':');
  buffer_add_text(list, cipher);
}

// Those of TLS 1.3 are set by a call of their own; where none is named, OpenSSL's stay.
static bool use_ciphers(TlsContext *context, Text ciphers) {
  Arena arena = {0};
  Buffer newer = {.arena = &arena}, older = {.arena = &arena};
  while (ciphers.size) {
    Text cipher = text_next(&ciphers, ':');
    if (cipher.size) add_cipher(text_starts(cipher, TEXT("TLS_")) ? &newer : &older, cipher);
  }
  buffer_add_byte(&newer, '\0');
  buffer_add_byte(&older, '\0');
  bool is_good = newer.size == 1 || openssl.SSL_CTX_set_ciphersuites(context->ssl, newer.at) == 1;
  if (is_good && older.size > 1)
    is_good = openssl.SSL_CTX_set_cipher_list(context->ssl, older.at) == 1;
  arena_release(&arena);
  return is_good;
}

// Takes the first name off a list in wire form; empty at its end.
static Text next_protocol(Text *list) {
  if (list->size == 0) return *list;
  uint32_t size = (unsigned char)list->at[0], behind = 1 + size;
  if (behind > list->size) return (Text){0};
  Text name = text_slice(*list, 1, behind);
  *list = text_slice(*list, behind, list->size);
  return name;
}

static Text find_protocol(Text list, Text wanted) {
  for (Text name; (name = next_protocol(&list)).size;) {
    if (text_is(name, wanted)) return name;
  }
  return (Text){0};
}

// Our best one that the client offers. Who offers only others is told so, as the standard wants it.
static int choose_protocol(SSL *ssl, const unsigned char **out, unsigned char *out_size,
                           SSL_OFFERED, void *given) {
  (void)ssl;
  const TlsContext *context = given;
  Text ours = context->protocols, theirs = {(const char *)offered, offered_size};
  for (Text name; (name = next_protocol(&ours)).size;) {
    Text found = find_protocol(theirs, name);
    *out = (const unsigned char *)found.at;
    *out_size = (unsigned char)found.size;
    if (found.size) return SSL_TLSEXT_ERR_OK;
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

static bool are_in_wire_form(Text protocols) {
  while (next_protocol(&protocols).size) continue;
  return protocols.size == 0;
}

static bool use_protocols(TlsContext *context, Text protocols) {
  if (!are_in_wire_form(protocols)) return false;
  if (protocols.size == 0) return true;
  context->protocols = text_copy(&context->arena, protocols);
  const unsigned char *at = (const unsigned char *)context->protocols.at;
  if (!context->is_server)
    return openssl.SSL_CTX_set_alpn_protos(context->ssl, at, protocols.size) == 0;
  openssl.SSL_CTX_set_alpn_select_cb(context->ssl, choose_protocol, context);
  return true;
}

static bool use_versions(TlsContext *context, const TlsSettings *settings) {
  int least = settings->least_version ? settings->least_version : TLS_1_2;
  int most = settings->most_version;
  return openssl.SSL_CTX_ctrl(context->ssl, SSL_CTRL_SET_MIN_PROTO_VERSION, least, NULL) == 1 &&
         openssl.SSL_CTX_ctrl(context->ssl, SSL_CTRL_SET_MAX_PROTO_VERSION, most, NULL) == 1;
}

// ---- The whole

static bool set_up(TlsContext *context, const TlsSettings *settings) {
  SSL_CTX *ssl = context->ssl;
  static const unsigned char session_name[] = "cbundle";
  openssl.SSL_CTX_set_options(ssl, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  openssl.SSL_CTX_ctrl(ssl, SSL_CTRL_MODE, SSL_MODE_RELEASE_BUFFERS, NULL);
  openssl.SSL_CTX_ctrl(ssl, SSL_CTRL_SET_SESS_CACHE_MODE, SSL_SESS_CACHE_OFF, NULL);
  openssl.SSL_CTX_ctrl(ssl, SSL_CTRL_SET_DH_AUTO, 1, NULL);
  openssl.SSL_CTX_set_session_id_context(ssl, session_name, sizeof session_name - 1);
  return use_versions(context, settings) && use_ciphers(context, settings->ciphers) &&
         use_protocols(context, settings->protocols) &&
         use_certificate(context, settings->certificate) && use_key(context, settings) &&
         use_authorities(context, settings->authorities);
}

TlsContext *tls_context_make(const TlsSettings *settings, TlsProblem *problem) {
  *problem = (TlsProblem){.code = "ERR_TLS_NOT_AVAILABLE", .text = "OpenSSL is not installed"};
  if (!tls_library_open()) return NULL;
  openssl.ERR_clear_error();
  Arena arena = {0};
  TlsContext *context = arena_new(&arena, TlsContext, 1);
  *context = (TlsContext){.users = 1, .is_server = settings->is_server};
  context->arena = arena;
  context->asks_certificate = settings->asks_certificate;
  context->ssl = openssl.SSL_CTX_new(openssl.TLS_method());
  bool is_good = context->ssl && set_up(context, settings);
  if (is_good)
    *problem = (TlsProblem){0};
  else
    tls_problem_take(problem);
  openssl.ERR_clear_error();
  if (is_good) return context;
  tls_context_release(context);
  return NULL;
}

void tls_context_release(TlsContext *context) {
  if (--context->users) return;
  openssl.SSL_CTX_free(context->ssl);
  Arena arena = context->arena;
  arena_release(&arena);
}

// ---- Another context by the name that a client wants

static int choose_context(SSL *ssl, int *alert, void *given) {
  (void)alert;
  const TlsContext *context = given;
  const char *name = openssl.SSL_get_servername(ssl, 0);
  TlsContext *other = name ? context->choose(context->choose_context, name) : NULL;
  if (other) openssl.SSL_set_SSL_CTX(ssl, other->ssl);
  return SSL_TLSEXT_ERR_OK;
}

void tls_context_choose(TlsContext *context, TlsChoose choose, void *given) {
  context->choose = choose;
  context->choose_context = given;
  openssl.SSL_CTX_callback_ctrl(context->ssl, SSL_CTRL_SET_TLSEXT_SERVERNAME_CB,
                                (void (*)(void))choose_context);
  openssl.SSL_CTX_ctrl(context->ssl, SSL_CTRL_SET_TLSEXT_SERVERNAME_ARG, 0, context);
}

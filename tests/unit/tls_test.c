// Tls: a client and a server in memory, with the wire between them in this file's hands.
#include "unit.h"

#include "host/tls.h"
#include "host/tls_certificate.h"

enum { PLAIN_BYTES = 100000 };

typedef struct Pair {
  Arena arena;
  TlsCertificate own;
  TlsContext *server_context, *client_context;
  TlsStream *server, *client;
} Pair;

static const Text localhost[] = {TEXT("localhost"), TEXT("127.0.0.1"), TEXT("::1")};
static const TlsNames local_names = {localhost, 3};

static TlsContext *make_context(const TlsSettings *settings) {
  TlsProblem problem;
  TlsContext *context = tls_context_make(settings, &problem);
  if (!context) fail_msg("%s: %s", problem.code, problem.text);
  return context;
}

static TlsSettings server_settings(const Pair *pair) {
  return (TlsSettings){.certificate = pair->own.certificate,
                       .key = pair->own.key,
                       .protocols = TEXT("\x02h2\x08http/1.1"),
                       .is_server = true};
}

static TlsSettings client_settings(const Pair *pair) {
  return (TlsSettings){.authorities = pair->own.certificate,
                       .protocols = TEXT("\x05other\x08http/1.1")};
}

// Makes both ends; `change` may change what they are made of.
static void make_pair(Pair *pair, void (*change)(TlsSettings *server, TlsSettings *client),
                      const char *name, TlsTrust trust) {
  *pair = (Pair){0};
  assert_true(tls_certificate_make(&pair->arena, local_names, 30, &pair->own));
  TlsSettings server = server_settings(pair), client = client_settings(pair);
  if (change) change(&server, &client);
  pair->server_context = make_context(&server);
  pair->client_context = make_context(&client);
  pair->server = tls_begin(pair->server_context, NULL, TLS_TRUST_ALL);
  pair->client = tls_begin(pair->client_context, name, trust);
}

static void release_pair(Pair *pair) {
  tls_release(pair->server);
  tls_release(pair->client);
  tls_context_release(pair->server_context);
  tls_context_release(pair->client_context);
  arena_release(&pair->arena);
}

// Carries what `from` has to say, in pieces of `step` bytes. False if it had nothing.
static bool carry(TlsStream *from, TlsStream *to, size_t step) {
  Arena arena = {0};
  Text output = text_copy(&arena, tls_output(from));
  tls_output_taken(from, output.size);
  for (size_t at = 0; at < output.size; at += step)
    tls_receive(to, output.at + at, output.size - at < step ? output.size - at : step);
  arena_release(&arena);
  return output.size > 0;
}

static void talk(Pair *pair, size_t step) {
  bool goes_on = true;
  while (goes_on) {
    goes_on = carry(pair->client, pair->server, step);
    goes_on |= carry(pair->server, pair->client, step);
    char byte; // lets what is no data take effect
    if (tls_is_open(pair->client)) assert_true(tls_read(pair->client, &byte, 0) <= 0);
  }
}

static size_t read_all(TlsStream *stream, char *out, size_t size) {
  size_t all = 0;
  for (ptrdiff_t count; (count = tls_read(stream, out + all, size - all)) > 0;)
    all += (size_t)count;
  return all;
}

static void expect_bytes(TlsStream *stream, const char *expected, size_t size) {
  static char bytes[PLAIN_BYTES + 1];
  assert_int_equal(read_all(stream, bytes, sizeof bytes), size);
  assert_memory_equal(bytes, expected, size);
}

// ---- What goes well

static void talks_in_steps(size_t step, void (*change)(TlsSettings *, TlsSettings *)) {
  static char plain[PLAIN_BYTES];
  for (size_t i = 0; i < PLAIN_BYTES; i++) plain[i] = (char)(i * 31 >> 3);
  Pair pair;
  make_pair(&pair, change, "localhost", TLS_TRUST_VERIFIED);
  tls_write(pair.client, "early", 5);
  assert_int_equal(tls_waiting(pair.client), 5);
  talk(&pair, step);
  assert_true(tls_is_open(pair.client) && tls_is_open(pair.server));
  assert_int_equal(tls_waiting(pair.client), 0);
  expect_bytes(pair.server, "early", 5);
  tls_write(pair.server, plain, PLAIN_BYTES);
  carry(pair.server, pair.client, step);
  expect_bytes(pair.client, plain, PLAIN_BYTES);
  tls_write(pair.client, plain, PLAIN_BYTES);
  tls_shutdown(pair.client);
  tls_write(pair.client, "too late", 8);
  carry(pair.client, pair.server, step);
  expect_bytes(pair.server, plain, PLAIN_BYTES);
  char byte;
  assert_int_equal(tls_read(pair.server, &byte, 1), TLS_END);
  tls_write(pair.server, "bye", 3); // half closed
  carry(pair.server, pair.client, step);
  expect_bytes(pair.client, "bye", 3);
  assert_false(tls_has_failed(pair.client) || tls_has_failed(pair.server));
  release_pair(&pair);
}

static void use_tls_1_2(TlsSettings *server, TlsSettings *client) {
  server->most_version = 0x0303;
  (void)client;
}

static void talks(void **state) {
  (void)state;
  static const size_t steps[] = {1, 2, 5, 1000, 1 << 20};
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    talks_in_steps(steps[i], NULL);
    talks_in_steps(steps[i], use_tls_1_2);
  }
}

static void tells_what_was_agreed_on(void **state) {
  (void)state;
  Pair pair;
  make_pair(&pair, NULL, "localhost", TLS_TRUST_VERIFIED);
  assert_int_equal(tls_cipher(pair.client).name.size, 0);
  talk(&pair, 100);
  assert_true(text_is(tls_protocol(pair.client), TEXT("TLSv1.3")));
  assert_true(text_is(tls_cipher(pair.client).name, tls_cipher(pair.server).name));
  assert_true(text_starts(tls_cipher(pair.server).standard_name, TEXT("TLS_AES_256")));
  assert_true(text_is(tls_alpn(pair.client), TEXT("http/1.1")));
  assert_true(text_is(tls_alpn(pair.server), TEXT("http/1.1")));
  assert_true(text_is(tls_server_name(pair.server), TEXT("localhost")));
  assert_int_equal(tls_verify_error(pair.client, NULL).size, 0);
  assert_true(text_is(tls_verify_error(pair.server, NULL), TEXT("UNABLE_TO_GET_ISSUER_CERT")));
  assert_true(tls_peer_certificate(pair.client, 0, &pair.arena).size > 200);
  assert_int_equal(tls_peer_certificate(pair.client, 1, &pair.arena).size, 0);
  assert_int_equal(tls_peer_certificate(pair.server, 0, &pair.arena).size, 0);
  assert_int_equal(tls_peer_certificate(pair.server, UINT32_MAX, &pair.arena).size, 0);
  assert_false(tls_is_resumed(pair.client));
  release_pair(&pair);
}

static void knows_addresses(void **state) {
  (void)state;
  static const char *const addresses[] = {"127.0.0.1", "::1"};
  for (int i = 0; i < 2; i++) {
    Pair pair;
    make_pair(&pair, NULL, addresses[i], TLS_TRUST_VERIFIED);
    talk(&pair, 1000);
    assert_true(tls_is_open(pair.client));
    assert_int_equal(tls_server_name(pair.server).size, 0);
    release_pair(&pair);
  }
}

// A client shows the certificate of its own; the server has asked for it.
static void ask_for_certificate(TlsSettings *server, TlsSettings *client) {
  server->asks_certificate = true;
  server->authorities = server->certificate;
  client->certificate = server->certificate;
  client->key = server->key;
}

static void asks_for_certificates(void **state) {
  (void)state;
  Pair pair;
  make_pair(&pair, ask_for_certificate, "localhost", TLS_TRUST_VERIFIED);
  talk(&pair, 1000);
  assert_true(tls_is_open(pair.client) && tls_is_open(pair.server));
  assert_true(tls_peer_certificate(pair.server, 0, &pair.arena).size > 200);
  // It is one for servers.
  assert_true(text_is(tls_verify_error(pair.server, NULL), TEXT("INVALID_PURPOSE")));
  release_pair(&pair);
}

static TlsContext *give_context(void *context, const char *server_name) {
  return strcmp(server_name, "localhost") == 0 ? context : NULL;
}

static void chooses_by_name(void **state) {
  (void)state;
  Pair pair;
  TlsCertificate other;
  make_pair(&pair, NULL, "localhost", TLS_TRUST_VERIFIED);
  assert_true(tls_certificate_make(&pair.arena, (TlsNames){localhost, 1}, 30, &other));
  TlsSettings settings = {.certificate = other.certificate, .key = other.key, .is_server = true};
  TlsContext *other_context = make_context(&settings);
  tls_context_choose(pair.server_context, give_context, other_context);
  talk(&pair, 1000);
  assert_true(tls_has_failed(pair.client)); // it trusts the first one alone
  tls_context_release(other_context);
  release_pair(&pair);
}

// ---- What goes wrong

static void forget_authority(TlsSettings *server, TlsSettings *client) {
  (void)server;
  client->authorities = TEXT("");
}

static void refuses_strangers(void **state) {
  (void)state;
  Pair pair;
  make_pair(&pair, forget_authority, "localhost", TLS_TRUST_VERIFIED);
  talk(&pair, 1000);
  assert_true(tls_has_failed(pair.client) && tls_has_failed(pair.server));
  assert_string_equal(tls_problem(pair.client)->code, "ERR_SSL_CERTIFICATE_VERIFY_FAILED");
  Text reason;
  assert_true(text_is(tls_verify_error(pair.client, &reason), TEXT("DEPTH_ZERO_SELF_SIGNED_CERT")));
  assert_true(text_starts(reason, TEXT("self")));
  assert_string_equal(tls_problem(pair.server)->code, "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA");
  release_pair(&pair);
}

static void tells_of_strangers(void **state) {
  (void)state;
  Pair pair;
  make_pair(&pair, forget_authority, "example.com", TLS_TRUST_ALL);
  talk(&pair, 1000);
  assert_true(tls_is_open(pair.client));
  assert_true(text_is(tls_verify_error(pair.client, NULL), TEXT("DEPTH_ZERO_SELF_SIGNED_CERT")));
  release_pair(&pair);
}

static void refuses_other_names(void **state) {
  (void)state;
  static const char *const names[] = {"example.com", "127.0.0.2"};
  static const Text errors[] = {TEXT("HOSTNAME_MISMATCH"), TEXT("IP_ADDRESS_MISMATCH")};
  for (int i = 0; i < 2; i++) {
    Pair pair;
    make_pair(&pair, NULL, names[i], TLS_TRUST_VERIFIED);
    talk(&pair, 1000);
    assert_true(tls_has_failed(pair.client));
    assert_true(text_is(tls_verify_error(pair.client, NULL), errors[i]));
    release_pair(&pair);
  }
}

static void want_unknown_protocol(TlsSettings *server, TlsSettings *client) {
  (void)server;
  client->protocols = TEXT("\x05other");
}

static void agrees_on_no_protocol(void **state) {
  (void)state;
  Pair pair;
  make_pair(&pair, want_unknown_protocol, "localhost", TLS_TRUST_VERIFIED);
  talk(&pair, 1000);
  assert_string_equal(tls_problem(pair.client)->code,
                      "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL");
  release_pair(&pair);
}

static void expect_failure(const char *bytes, size_t size, const char *code) {
  Pair pair;
  make_pair(&pair, NULL, "localhost", TLS_TRUST_VERIFIED);
  tls_receive(pair.server, bytes, size);
  char byte;
  assert_int_equal(tls_read(pair.server, &byte, 1), TLS_FAILED);
  assert_string_equal(tls_problem(pair.server)->code, code);
  tls_receive(pair.server, bytes, size);
  tls_write(pair.server, "x", 1);
  tls_shutdown(pair.server);
  assert_int_equal(tls_read(pair.server, &byte, 1), TLS_FAILED);
  release_pair(&pair);
}

static void survives_garbage(void **state) {
  (void)state;
  expect_failure("GET / HTTP/1.1\r\n\r\n", 18, "ERR_SSL_HTTP_REQUEST");
  expect_failure("garbage that is nothing", 23, "ERR_SSL_WRONG_VERSION_NUMBER");
  expect_failure("\x16\x03\x01\xFF\xFF zzzzzzz", 12, "ERR_SSL_PACKET_LENGTH_TOO_LONG");
}

// Each byte of what a client says first, changed: nothing but a failure may come of it.
static void survives_changes(void **state) {
  (void)state;
  Pair pair;
  make_pair(&pair, NULL, "localhost", TLS_TRUST_VERIFIED);
  Text hello = text_copy(&pair.arena, tls_output(pair.client));
  for (uint32_t i = 0; i < hello.size; i++) {
    char *changed = arena_copy(&pair.arena, hello.at, hello.size);
    changed[i] ^= 0x55;
    TlsStream *server = tls_begin(pair.server_context, NULL, TLS_TRUST_ALL);
    tls_receive(server, changed, hello.size);
    char byte;
    assert_true(tls_read(server, &byte, 1) <= 0);
    assert_false(tls_is_open(server));
    tls_release(server);
  }
  release_pair(&pair);
}

static void expect_no_context(const TlsSettings *settings, const char *code) {
  TlsProblem problem;
  assert_null(tls_context_make(settings, &problem));
  assert_string_equal(problem.code, code);
}

static void refuses_bad_settings(void **state) {
  (void)state;
  Arena arena = {0};
  TlsCertificate one, other;
  assert_true(tls_certificate_make(&arena, local_names, 30, &one));
  assert_true(tls_certificate_make(&arena, local_names, 30, &other));
  TlsSettings settings = {.certificate = TEXT("no certificate"), .is_server = true};
  expect_no_context(&settings, "ERR_OSSL_PEM_NO_START_LINE");
  settings.certificate = one.certificate;
  settings.key = other.key;
  expect_no_context(&settings, "ERR_OSSL_X509_KEY_VALUES_MISMATCH");
  settings.key = one.key;
  settings.ciphers = TEXT("NO_SUCH_CIPHER");
  expect_no_context(&settings, "ERR_SSL_NO_CIPHER_MATCH");
  settings.ciphers = TEXT("");
  settings.protocols = TEXT("\x09http/1.1");
  expect_no_context(&settings, "ERR_SSL_UNKNOWN_ERROR");
  arena_release(&arena);
}

// ---- Certificates

static void makes_certificates(void **state) {
  (void)state;
  Arena arena = {0};
  TlsCertificate one, other;
  assert_true(tls_certificate_make(&arena, local_names, 30, &one));
  assert_true(tls_certificate_make(&arena, local_names, 30, &other));
  assert_true(tls_certificate_fits(&one, local_names, 29));
  assert_false(tls_certificate_fits(&one, local_names, 31));
  Text more[] = {TEXT("localhost"), TEXT("example.com")};
  assert_false(tls_certificate_fits(&one, (TlsNames){more, 2}, 1));
  TlsCertificate mixed = {one.certificate, other.key}, empty = {TEXT(""), TEXT("")};
  assert_false(tls_certificate_fits(&mixed, local_names, 1));
  assert_false(tls_certificate_fits(&empty, local_names, 1));
  Text bad[] = {TEXT("a,DNS:b")};
  assert_false(tls_certificate_make(&arena, (TlsNames){bad, 1}, 30, &one));
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(talks),
      cmocka_unit_test(tells_what_was_agreed_on),
      cmocka_unit_test(knows_addresses),
      cmocka_unit_test(asks_for_certificates),
      cmocka_unit_test(chooses_by_name),
      cmocka_unit_test(refuses_strangers),
      cmocka_unit_test(tells_of_strangers),
      cmocka_unit_test(refuses_other_names),
      cmocka_unit_test(agrees_on_no_protocol),
      cmocka_unit_test(survives_garbage),
      cmocka_unit_test(survives_changes),
      cmocka_unit_test(refuses_bad_settings),
      cmocka_unit_test(makes_certificates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

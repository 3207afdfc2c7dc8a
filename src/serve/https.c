// Browsers ask people once whether to trust a certificate that no authority vouches for; so ours is
// kept, for each name by which the server is reached, until shortly before it expires.
#include "serve/https.h"

#include "base/buffer.h"
#include "host/files.h"
#include "host/private_file.h"
#include "host/tls_certificate.h"

enum {
  GOOD_FOR_DAYS = 30,
  RENEWED_DAYS = 3, // before it expires
  MOST_NAMES = 4,
};

const Text https_plain_answer =
    TEXT("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
         "Cache-Control: no-store\r\nConnection: close\r\nContent-Length: 78\r\n\r\n"
         "This server speaks HTTPS: its address begins with https://, not with http://.\n");

static const Text protocols = TEXT("\x08http/1.1");

// ---- A certificate of our own

static bool is_name_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '.' || byte == '-';
}

static Text file_name(Arena *arena, Text host) {
  if (host.size == 0) return TEXT("https.pem");
  char *name = arena_copy(arena, host.at, host.size);
  for (uint32_t i = 0; i < host.size; i++) {
    if (!is_name_byte(name[i])) name[i] = '_';
  }
  return text_concat(arena, TEXT("https-"), (Text){name, host.size}, TEXT(".pem"));
}

// The name that was given with --host, unless it is among the usual ones.
static Text extra_name(const ServeOptions *options) {
  Text host = text_of(options->host ? options->host : "");
  host = text_until(host, '%'); // the network of a local address
  return text_is(host, TEXT("localhost")) ? TEXT("") : host;
}

// Both are kept in one file, so that they belong together.
static bool is_kept(Arena *arena, const char *path, TlsNames names, TlsCertificate *out) {
  Text text;
  if (private_file_read(arena, path, &text) < 0) return false;
  *out = (TlsCertificate){text, text};
  return tls_certificate_fits(out, names, RENEWED_DAYS);
}

static bool make_own(const ServeOptions *options, Arena *arena, TlsCertificate *out) {
  Text extra = extra_name(options);
  Text all[MOST_NAMES] = {TEXT("localhost"), TEXT("127.0.0.1"), TEXT("::1"), extra};
  TlsNames names = {all, extra.size ? 4 : 3}, usual = {all, 3};
  Text path = private_file_path(arena, file_name(arena, extra));
  if (path.size && is_kept(arena, path.at, names, out)) return true;
  bool is_made = tls_certificate_make(arena, names, GOOD_FOR_DAYS, out) ||
                 tls_certificate_make(arena, usual, GOOD_FOR_DAYS, out);
  // Where it can't be kept, the next run makes another one.
  if (is_made && path.size)
    private_file_write(path.at, text_concat(arena, out->certificate, out->key));
  return is_made;
}

// ---- A given one

static bool read_file(const char *path, Diagnostics *diagnostics, Text *out) {
  int code = file_read(diagnostics->arena, path, out);
  if (code < 0)
    diag_add(diagnostics, MESSAGE_COULD_NOT_READ, NOWHERE, text_of(path),
             text_of(file_error_text(code)));
  return code == 0;
}

static void complain_of_certificate(Diagnostics *diagnostics, const char *path,
                                    const TlsProblem *problem) {
  Text reason = text_of(problem->reason);
  if (text_is(reason, TEXT("no start line")))
    diag_add(diagnostics, MESSAGE_SERVE_NO_CERT, NOWHERE, text_of(path));
  else
    diag_add(diagnostics, MESSAGE_SERVE_CERT, NOWHERE, text_of(path), reason);
}

static void complain_of_key(Diagnostics *diagnostics, const ServeOptions *options,
                            const TlsProblem *problem) {
  Text key = text_of(options->key), reason = text_of(problem->reason);
  bool is_other =
      text_is(reason, TEXT("key values mismatch")) || text_is(reason, TEXT("key type mismatch"));
  if (is_other)
    diag_add(diagnostics, MESSAGE_SERVE_OTHER_KEY, NOWHERE, key, text_of(options->certificate));
  else
    diag_add(diagnostics, MESSAGE_SERVE_NO_KEY, NOWHERE, key);
}

// A problem is about the certificate if there is one without the key, too.
static TlsContext *use_given(const ServeOptions *options, Diagnostics *diagnostics) {
  TlsSettings settings = {.protocols = protocols, .is_server = true};
  bool are_read = read_file(options->certificate, diagnostics, &settings.certificate);
  Text key;
  are_read &= read_file(options->key, diagnostics, &key);
  if (!are_read) return NULL;
  TlsProblem problem;
  TlsContext *context = tls_context_make(&settings, &problem);
  if (!context) {
    complain_of_certificate(diagnostics, options->certificate, &problem);
    return NULL;
  }
  tls_context_release(context);
  settings.key = key;
  context = tls_context_make(&settings, &problem);
  if (!context) complain_of_key(diagnostics, options, &problem);
  return context;
}

// ---- The whole

static TlsContext *use_own(const ServeOptions *options, Diagnostics *diagnostics) {
  Arena arena = {0};
  TlsCertificate own;
  TlsProblem problem = {.reason = ""};
  TlsContext *context = NULL;
  if (make_own(options, &arena, &own)) {
    TlsSettings settings = {
        .certificate = own.certificate, .key = own.key, .protocols = protocols, .is_server = true};
    context = tls_context_make(&settings, &problem);
  }
  if (!context) diag_add(diagnostics, MESSAGE_SERVE_OWN_CERT, NOWHERE);
  arena_release(&arena);
  return context;
}

TlsContext *https_make(const ServeOptions *options, Diagnostics *diagnostics) {
  if (!tls_is_available()) {
    diag_add(diagnostics, MESSAGE_SERVE_NO_TLS, NOWHERE, TEXT("--https"));
    return NULL;
  }
  return options->certificate ? use_given(options, diagnostics) : use_own(options, diagnostics);
}

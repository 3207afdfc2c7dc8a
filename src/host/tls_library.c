// libssl is opened by the names that systems give it, the newest version first; libcrypto must be
// the one that belongs to it. A library that lacks a function that we take is as good as none.
#include "host/tls_library.h"

#include <uv.h>

TlsLibrary openssl;

typedef struct LibraryNames {
  const char *ssl, *crypto;
} LibraryNames;

static const LibraryNames names[] = {
#ifdef __APPLE__
    {"libssl.3.dylib", "libcrypto.3.dylib"},
    {"/opt/homebrew/opt/openssl@3/lib/libssl.3.dylib",
     "/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib"},
    {"/usr/local/opt/openssl@3/lib/libssl.3.dylib",
     "/usr/local/opt/openssl@3/lib/libcrypto.3.dylib"},
#else
    {"libssl.so.3", "libcrypto.so.3"},
    {"libssl.so.1.1", "libcrypto.so.1.1"},
#endif
};

typedef struct FunctionRow {
  const char *name;
  size_t offset; // of its pointer
  bool is_crypto;
} FunctionRow;

static const FunctionRow functions[] = {
#define SSL_FUNCTION(result, name, parameters)    {#name, offsetof(TlsLibrary, name), false},
#define CRYPTO_FUNCTION(result, name, parameters) {#name, offsetof(TlsLibrary, name), true},
#include "host/tls_library.def"
};

static const char *older_name(const char *name) {
#define RENAMED(older, newer)                                                                      \
  if (strcmp(name, newer) == 0) return older;
#include "host/tls_library.def"
  return name;
}

static bool find_functions(uv_lib_t *ssl, uv_lib_t *crypto) {
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    const FunctionRow *row = &functions[i];
    uv_lib_t *library = row->is_crypto ? crypto : ssl;
    void *found;
    bool is_there = uv_dlsym(library, row->name, &found) == 0 ||
                    uv_dlsym(library, older_name(row->name), &found) == 0;
    if (!is_there) return false;
    memcpy((char *)&openssl + row->offset, &found, sizeof found);
  }
  return true;
}

static bool open_named(const LibraryNames *named) {
  uv_lib_t ssl, crypto;
  bool has_ssl = uv_dlopen(named->ssl, &ssl) == 0, has_crypto = false, has_all = false;
  if (has_ssl) {
    has_crypto = uv_dlopen(named->crypto, &crypto) == 0;
    has_all = has_crypto && find_functions(&ssl, &crypto);
  }
  if (!has_all) { // else it stays open
    uv_dlclose(&ssl);
    if (has_ssl) uv_dlclose(&crypto);
  }
  return has_all;
}

static bool is_open;

static void open_once(void) {
  for (size_t i = 0; i < sizeof names / sizeof *names && !is_open; i++)
    is_open = open_named(&names[i]);
}

bool tls_library_open(void) {
  static uv_once_t once = UV_ONCE_INIT;
  uv_once(&once, open_once);
  return is_open;
}

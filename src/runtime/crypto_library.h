// Crypto library: what OpenSSL does for a script. It is a shared object of its own, beside the
// runtime's, because to open OpenSSL takes milliseconds, and most scripts do without.
#pragma once

#include "runtime/value.h"

// Called by its name, which CRYPTO_ENTRY has, in the shared object CRYPTO_FILE. Gives what C has
// for the JavaScript half `name`, or NULL where there is none of that name.
typedef JSObjectRef CryptoBinding(const char *name);
#define CRYPTO_ENTRY "cbundle_crypto_binding"
#define CRYPTO_FILE  "cbundle-crypto.so"

// The same of the library, which is opened first: a text says why it can't be.
JSValueRef crypto_library_binding(const char *name);

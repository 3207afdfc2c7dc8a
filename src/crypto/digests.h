// Digests: OpenSSL's hash algorithms, by the names that scripts give them.
#pragma once

#include "runtime/value.h"

#include <openssl/evp.h>

// The algorithm of that name; NULL for one that there is not, and for nothing.
const EVP_MD *digest_named(JSValueRef value);

// Keys: those of OpenSSL, private or public, as the bindings of `crypto` hand them around.
//
// Owns: a key, from key_value until the collector takes the object.
#pragma once

#include "runtime/value.h"

#include <openssl/evp.h>

// An object for a key, whose it is from now on.
JSValueRef key_value(EVP_PKEY *key);
// The key that a value of key_value's holds; NULL where it is none.
EVP_PKEY *key_held(JSValueRef value);

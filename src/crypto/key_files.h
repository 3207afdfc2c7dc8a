// Key files: keys as they are written, in PEM or DER, of the kinds that Node names.
//
// Takes: bytes that anybody may have written.
#pragma once

#include "base/text.h"

#include <openssl/bio.h>
#include <openssl/evp.h>

#include <stdbool.h>

typedef enum KeyKind {
  KEY_KIND_NONE, // PEM says it
  KEY_KIND_PKCS1,
  KEY_KIND_PKCS8,
  KEY_KIND_SPKI,
  KEY_KIND_SEC1,
} KeyKind;

typedef struct KeyFile {
  Text bytes;
  bool is_pem;
  bool wants_public; // a private key has a public one, so it will do, too
  KeyKind kind;
  const Text *passphrase; // NULL: none was given
  bool needs_passphrase;  // set where one was asked for in vain
} KeyFile;

// The key, to be freed; NULL where it is none, which is in OpenSSL's queue of errors.
EVP_PKEY *key_file_read(KeyFile *file);

typedef struct KeyForm {
  bool is_pem, is_public;
  KeyKind kind;
  const EVP_CIPHER *cipher; // NULL: not encrypted
  Text passphrase;
} KeyForm;

// Writes a key; false where it can't be written so.
bool key_file_write(BIO *out, EVP_PKEY *key, const KeyForm *form);

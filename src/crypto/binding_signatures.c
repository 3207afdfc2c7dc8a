// What is done with keys: signatures, encryption with RSA, and secrets that two share. What goes
// wrong is an array (openssl_problem.h).
#include "crypto/bindings.h"
#include "crypto/digests.h"
#include "crypto/keys.h"
#include "crypto/openssl_problem.h"

#include <glib.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

static EVP_PKEY *key_at(const Call *call) {
  return key_held(call_at(call, 0));
}

static bool is_rsa(const EVP_PKEY *key) {
  int type = EVP_PKEY_get_base_id(key);
  return type == EVP_PKEY_RSA || type == EVP_PKEY_RSA_PSS;
}

// ---- Signatures

// The padding and the length of the salt; undefined ones are as OpenSSL has them.
static bool set_padding(EVP_PKEY *key, EVP_PKEY_CTX *context, JSValueRef padding, JSValueRef salt) {
  if (!is_rsa(key)) return true;
  bool is_pss = EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA_PSS;
  int number = is_pss ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING;
  if (!value_is_nothing(padding)) number = value_int(padding);
  if (EVP_PKEY_CTX_set_rsa_padding(context, number) <= 0) return false;
  if (number != RSA_PKCS1_PSS_PADDING || value_is_nothing(salt)) return true;
  return EVP_PKEY_CTX_set_rsa_pss_saltlen(context, value_int(salt)) > 0;
}

// Bytes of r and s, each as long as the order of the curve; 0 where a key signs in another way.
static size_t pair_size(const EVP_PKEY *key) {
  int type = EVP_PKEY_get_base_id(key);
  if (type != EVP_PKEY_EC && type != EVP_PKEY_DSA) return 0;
  BIGNUM *order = NULL;
  const char *name = type == EVP_PKEY_EC ? "order" : "q";
  if (EVP_PKEY_get_bn_param(key, name, &order) != 1) return 0;
  size_t size = (size_t)BN_num_bytes(order);
  BN_free(order);
  return size;
}

// toPair(key, DER): r and s without DER; what is none stays as it is
NATIVE(to_pair) {
  const EVP_PKEY *key = key_at(call);
  size_t size = key ? pair_size(key) : 0;
  if (!size) return call_at(call, 1);
  Bytes der;
  bytes_take(&der, call_at(call, 1));
  const unsigned char *at = (const unsigned char *)der.at;
  ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &at, (long)der.size);
  bytes_drop(&der);
  unsigned char *pair = g_malloc(2 * size);
  bool is_good = signature && BN_bn2binpad(ECDSA_SIG_get0_r(signature), pair, (int)size) >= 0 &&
                 BN_bn2binpad(ECDSA_SIG_get0_s(signature), pair + size, (int)size) >= 0;
  ECDSA_SIG_free(signature);
  ERR_clear_error();
  if (is_good) return value_of_own_bytes(pair, 2 * size);
  g_free(pair);
  return call_at(call, 1);
}

static JSValueRef der_of_pair(const unsigned char *pair, size_t size) {
  ECDSA_SIG *signature = ECDSA_SIG_new();
  BIGNUM *r = BN_bin2bn(pair, (int)size, NULL), *s = BN_bin2bn(pair + size, (int)size, NULL);
  ECDSA_SIG_set0(signature, r, s);
  unsigned char *der = NULL;
  int length = i2d_ECDSA_SIG(signature, &der);
  JSValueRef value = length > 0 ? value_of_bytes(der, (size_t)length) : engine.undefined;
  OPENSSL_free(der);
  ECDSA_SIG_free(signature);
  return value;
}

// toDer(key, r and s): undefined where they have another length
NATIVE(to_der) {
  const EVP_PKEY *key = key_at(call);
  size_t size = key ? pair_size(key) : 0;
  if (!size) return call_at(call, 1);
  Bytes pair;
  bytes_take(&pair, call_at(call, 1));
  JSValueRef value = engine.undefined;
  if (pair.size == 2 * size) value = der_of_pair((const unsigned char *)pair.at, size);
  bytes_drop(&pair);
  return value;
}

// sign(key, digest or undefined, data, padding, length of the salt)
NATIVE(sign_data) {
  EVP_PKEY *key = key_at(call);
  if (!key) return engine.undefined;
  Bytes data;
  bytes_take(&data, call_at(call, 2));
  const unsigned char *at = (const unsigned char *)data.at;
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  EVP_PKEY_CTX *settings = NULL;
  unsigned char *signature = NULL;
  size_t size = 0;
  bool is_good =
      EVP_DigestSignInit(context, &settings, digest_named(call_at(call, 1)), NULL, key) == 1 &&
      set_padding(key, settings, call_at(call, 3), call_at(call, 4)) &&
      EVP_DigestSign(context, NULL, &size, at, data.size) == 1;
  if (is_good) {
    signature = g_malloc(size);
    is_good = EVP_DigestSign(context, signature, &size, at, data.size) == 1;
  }
  JSValueRef result = is_good ? value_of_bytes(signature, size) : openssl_problem();
  g_free(signature);
  EVP_MD_CTX_free(context);
  bytes_drop(&data);
  return result;
}

// verify(key, digest or undefined, data, signature, padding, length of the salt): whether it is
// good
NATIVE(verify_data) {
  EVP_PKEY *key = key_at(call);
  if (!key) return engine.undefined;
  Bytes data, signature;
  bytes_take(&data, call_at(call, 2));
  bytes_take(&signature, call_at(call, 3));
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  EVP_PKEY_CTX *settings = NULL;
  bool is_set_up =
      EVP_DigestVerifyInit(context, &settings, digest_named(call_at(call, 1)), NULL, key) == 1 &&
      set_padding(key, settings, call_at(call, 4), call_at(call, 5));
  JSValueRef result = is_set_up ? engine.no : openssl_problem();
  if (is_set_up && EVP_DigestVerify(context, (const unsigned char *)signature.at, signature.size,
                                    (const unsigned char *)data.at, data.size) == 1)
    result = engine.yes;
  EVP_MD_CTX_free(context);
  bytes_drop(&signature);
  bytes_drop(&data);
  ERR_clear_error();
  return result;
}

static bool set_hash(EVP_PKEY *key, EVP_PKEY_CTX *context, const Call *call, size_t padding) {
  return set_padding(key, context, call_at(call, padding), call_at(call, padding + 1)) &&
         EVP_PKEY_CTX_set_signature_md(context, digest_named(call_at(call, 1))) > 0;
}

// signHash(key, digest, hash, padding, length of the salt)
NATIVE(sign_hash) {
  EVP_PKEY *key = key_at(call);
  if (!key) return engine.undefined;
  Bytes hash;
  bytes_take(&hash, call_at(call, 2));
  const unsigned char *at = (const unsigned char *)hash.at;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  unsigned char *signature = NULL;
  size_t size = 0;
  bool is_good = context && EVP_PKEY_sign_init(context) > 0 && set_hash(key, context, call, 3) &&
                 EVP_PKEY_sign(context, NULL, &size, at, hash.size) > 0;
  if (is_good) {
    signature = g_malloc(size);
    is_good = EVP_PKEY_sign(context, signature, &size, at, hash.size) > 0;
  }
  JSValueRef result = is_good ? value_of_bytes(signature, size) : openssl_problem();
  g_free(signature);
  EVP_PKEY_CTX_free(context);
  bytes_drop(&hash);
  return result;
}

// verifyHash(key, digest, hash, signature, padding, length of the salt): whether it is good
NATIVE(verify_hash) {
  EVP_PKEY *key = key_at(call);
  if (!key) return engine.undefined;
  Bytes hash, signature;
  bytes_take(&hash, call_at(call, 2));
  bytes_take(&signature, call_at(call, 3));
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  bool is_set_up = context && EVP_PKEY_verify_init(context) > 0 && set_hash(key, context, call, 4);
  JSValueRef result = is_set_up ? engine.no : openssl_problem();
  if (is_set_up && EVP_PKEY_verify(context, (const unsigned char *)signature.at, signature.size,
                                   (const unsigned char *)hash.at, hash.size) == 1)
    result = engine.yes;
  EVP_PKEY_CTX_free(context);
  bytes_drop(&signature);
  bytes_drop(&hash);
  ERR_clear_error();
  return result;
}

// ---- Encryption

typedef int Start(EVP_PKEY_CTX *context);
typedef int Work(EVP_PKEY_CTX *context, unsigned char *out, size_t *size, const unsigned char *in,
                 size_t in_size);

static bool set_oaep(EVP_PKEY_CTX *context, JSValueRef digest, JSValueRef label) {
  const EVP_MD *hash = digest_named(digest);
  if (hash && EVP_PKEY_CTX_set_rsa_oaep_md(context, hash) <= 0) return false;
  if (value_is_nothing(label)) return true;
  Bytes bytes;
  bytes_take(&bytes, label);
  bool is_set = true;
  if (bytes.size > 0) {
    void *copy = OPENSSL_memdup(bytes.at, bytes.size);
    is_set = EVP_PKEY_CTX_set0_rsa_oaep_label(context, copy, (int)bytes.size) > 0;
    if (!is_set) OPENSSL_free(copy);
  }
  bytes_drop(&bytes);
  return is_set;
}

// (key, data, padding, OAEP's digest, OAEP's label): bytes
static JSValueRef recode(const Call *call, Start *start, Work *work) {
  EVP_PKEY *key = key_at(call);
  if (!key) return engine.undefined;
  Bytes data;
  bytes_take(&data, call_at(call, 1));
  const unsigned char *at = (const unsigned char *)data.at;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  int padding = call_int(call, 2);
  unsigned char *out = NULL;
  size_t size = 0, room = 0;
  bool is_good = context && start(context) > 0 &&
                 EVP_PKEY_CTX_set_rsa_padding(context, padding) > 0 &&
                 (padding != RSA_PKCS1_OAEP_PADDING ||
                  set_oaep(context, call_at(call, 3), call_at(call, 4))) &&
                 work(context, NULL, &size, at, data.size) > 0;
  if (is_good) {
    room = size;
    out = g_malloc(room + 1);
    is_good = work(context, out, &size, at, data.size) > 0;
  }
  JSValueRef result = is_good ? value_of_bytes(out, size) : openssl_problem();
  if (out) OPENSSL_cleanse(out, room);
  g_free(out);
  EVP_PKEY_CTX_free(context);
  bytes_drop(&data);
  return result;
}

NATIVE(public_encrypt) {
  return recode(call, EVP_PKEY_encrypt_init, EVP_PKEY_encrypt);
}
// With the old padding, what can't be decrypted must look like any other text (CVE-2023-46809).
static int start_decryption(EVP_PKEY_CTX *context) {
  int status = EVP_PKEY_decrypt_init(context);
  if (status <= 0 || EVP_PKEY_get_base_id(EVP_PKEY_CTX_get0_pkey(context)) != EVP_PKEY_RSA)
    return status;
  ERR_set_mark();
  EVP_PKEY_CTX_ctrl_str(context, "rsa_pkcs1_implicit_rejection", "1");
  ERR_pop_to_mark();
  return status;
}
NATIVE(private_decrypt) {
  return recode(call, start_decryption, EVP_PKEY_decrypt);
}

// rejects(key): whether OpenSSL knows how to do that
NATIVE(can_reject) {
  EVP_PKEY *key = key_at(call);
  EVP_PKEY_CTX *context = key ? EVP_PKEY_CTX_new(key, NULL) : NULL;
  bool can = context && EVP_PKEY_decrypt_init(context) > 0 &&
             EVP_PKEY_CTX_ctrl_str(context, "rsa_pkcs1_implicit_rejection", "1") > 0;
  EVP_PKEY_CTX_free(context);
  ERR_clear_error();
  return value_of_bool(can);
}
NATIVE(private_encrypt) {
  return recode(call, EVP_PKEY_sign_init, EVP_PKEY_sign);
}
NATIVE(public_decrypt) {
  return recode(call, EVP_PKEY_verify_recover_init, EVP_PKEY_verify_recover);
}

// secret(own private key, other's public key): what both can compute
NATIVE(shared_secret) {
  EVP_PKEY *own = key_at(call), *other = key_held(call_at(call, 1));
  if (!own || !other) return engine.undefined;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(own, NULL);
  size_t size = 0;
  unsigned char *secret = NULL;
  bool is_good = context && EVP_PKEY_derive_init(context) > 0 &&
                 EVP_PKEY_derive_set_peer(context, other) > 0 &&
                 EVP_PKEY_derive(context, NULL, &size) > 0;
  size_t room = size;
  if (is_good) {
    secret = g_malloc(room);
    is_good = EVP_PKEY_derive(context, secret, &size) > 0;
  }
  JSValueRef result = is_good ? value_of_bytes(secret, size) : openssl_problem();
  if (secret) OPENSSL_cleanse(secret, room);
  g_free(secret);
  EVP_PKEY_CTX_free(context);
  return result;
}

JSObjectRef binding_signatures(void) {
  static const NativeFunction functions[] = {
      {"sign", sign_data},
      {"verify", verify_data},
      {"signHash", sign_hash},
      {"verifyHash", verify_hash},
      {"toPair", to_pair},
      {"toDer", to_der},
      {"publicEncrypt", public_encrypt},
      {"privateDecrypt", private_decrypt},
      {"rejects", can_reject},
      {"privateEncrypt", private_encrypt},
      {"publicDecrypt", public_decrypt},
      {"secret", shared_secret},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}

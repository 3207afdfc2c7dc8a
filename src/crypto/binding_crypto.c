// Hashes, keyed hashes, random bytes and keys of passwords, by OpenSSL's libcrypto.
#include "crypto/bindings.h"
#include "crypto/digests.h"
#include "crypto/openssl_problem.h"

#include <glib.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

// A hash or a keyed hash that is being made. One of the two is NULL.
typedef struct Digest {
  EVP_MD_CTX *hash;
  EVP_MAC_CTX *mac;
} Digest;

static void finalize_digest(JSObjectRef object) {
  Digest *digest = JSObjectGetPrivate(object);
  EVP_MD_CTX_free(digest->hash);
  EVP_MAC_CTX_free(digest->mac);
  g_free(digest);
}

static NativeClass digest_class = {.name = "Digest", .finalize = finalize_digest};

static JSObjectRef digest_object(Digest digest) {
  return native_object(&digest_class, g_memdup2(&digest, sizeof digest));
}

static Digest *digest_at(const Call *call) {
  return native_held(&digest_class, call_at(call, 0));
}

const EVP_MD *digest_named(JSValueRef value) {
  if (value_is_nothing(value)) return NULL;
  Utf8 name;
  utf8_take(&name, value);
  const EVP_MD *algorithm = EVP_get_digestbyname(name.at);
  utf8_drop(&name);
  return algorithm;
}

static const EVP_MD *algorithm_at(const Call *call, size_t index) {
  return digest_named(call_at(call, index));
}

// hash(algorithm, length of the result or undefined): undefined where there is no such algorithm,
// an array (openssl_problem.h) where it can't give so many bytes
NATIVE(make_hash) {
  const EVP_MD *algorithm = algorithm_at(call, 0);
  if (!algorithm) return engine.undefined;
  bool is_of_any_length = EVP_MD_get_flags(algorithm) & EVP_MD_FLAG_XOF;
  if (!value_is_nothing(call_at(call, 1)) && !is_of_any_length &&
      call_number(call, 1) != EVP_MD_get_size(algorithm)) {
    ERR_clear_error();
    ERR_raise(ERR_LIB_EVP, EVP_R_NOT_XOF_OR_INVALID_LENGTH);
    return openssl_problem();
  }
  Digest digest = {.hash = EVP_MD_CTX_new()};
  if (EVP_DigestInit_ex(digest.hash, algorithm, NULL) == 1) return digest_object(digest);
  EVP_MD_CTX_free(digest.hash);
  return openssl_problem();
}

// hmac(algorithm, key)
NATIVE(make_hmac) {
  const EVP_MD *algorithm = algorithm_at(call, 0);
  if (!algorithm) return engine.undefined;
  Bytes key;
  bytes_take(&key, call_at(call, 1));
  EVP_MAC *kind = EVP_MAC_fetch(NULL, "HMAC", NULL);
  Digest digest = {.mac = EVP_MAC_CTX_new(kind)};
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string("digest", (char *)EVP_MD_get0_name(algorithm), 0),
      OSSL_PARAM_construct_end()};
  const unsigned char *at = (const unsigned char *)key.at;
  bool is_good = EVP_MAC_init(digest.mac, at, key.size, parameters) == 1;
  EVP_MAC_free(kind);
  bytes_drop(&key);
  if (is_good) return digest_object(digest);
  EVP_MAC_CTX_free(digest.mac);
  return openssl_problem();
}

// update(digest, bytes)
NATIVE(update) {
  Digest *digest = digest_at(call);
  if (!digest) return engine.undefined;
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 1));
  if (digest->hash) EVP_DigestUpdate(digest->hash, bytes.at, bytes.size);
  if (digest->mac) EVP_MAC_update(digest->mac, (const unsigned char *)bytes.at, bytes.size);
  bytes_drop(&bytes);
  return engine.undefined;
}

// digest(digest, length): the bytes; `length` is for algorithms that give any number
NATIVE(end_digest) {
  Digest *digest = digest_at(call);
  if (!digest) return engine.undefined;
  unsigned char small[EVP_MAX_MD_SIZE];
  size_t length = (size_t)call_number(call, 1), size = 0;
  if (digest->mac) {
    EVP_MAC_final(digest->mac, small, &size, sizeof small);
    return value_of_bytes(small, size);
  }
  if (length > 0 && EVP_MD_get_flags(EVP_MD_CTX_get0_md(digest->hash)) & EVP_MD_FLAG_XOF) {
    unsigned char *own = g_try_malloc(length);
    if (own && EVP_DigestFinalXOF(digest->hash, own, length) == 1)
      return value_of_own_bytes(own, length);
    g_free(own);
    return openssl_problem();
  }
  unsigned count = 0;
  EVP_DigestFinal_ex(digest->hash, small, &count);
  return value_of_bytes(small, count);
}

// copy(digest): another one that goes on from here
NATIVE(copy_digest) {
  Digest *digest = digest_at(call);
  if (!digest || !digest->hash) return engine.undefined;
  Digest copy = {.hash = EVP_MD_CTX_new()};
  EVP_MD_CTX_copy_ex(copy.hash, digest->hash);
  return digest_object(copy);
}

// sizeOf(algorithm): bytes of a result, -1 where there is no such algorithm
NATIVE(size_of) {
  const EVP_MD *algorithm = algorithm_at(call, 0);
  if (!algorithm) return value_of_number(-1);
  return value_of_number(EVP_MD_get_size(algorithm));
}

enum { RANDOM_STEP = 1 << 20 };

// fillRandom(bytes, from, size)
NATIVE(fill_random) {
  char *at;
  size_t size;
  if (!value_memory(call_at(call, 0), &at, &size)) return engine.undefined;
  memory_part(&at, &size, call_number(call, 1), call_number(call, 2));
  for (size_t step; size > 0; at += step, size -= step) {
    step = size < RANDOM_STEP ? size : RANDOM_STEP;
    RAND_bytes((unsigned char *)at, (int)step);
  }
  return engine.undefined;
}

// equal(a, b), of the same size; takes as long whatever they are
NATIVE(equal) {
  char *a, *b;
  size_t a_size, b_size;
  if (!value_memory(call_at(call, 0), &a, &a_size) || !value_memory(call_at(call, 1), &b, &b_size))
    return engine.undefined;
  return value_of_bool(a_size == b_size && CRYPTO_memcmp(a, b, a_size) == 0);
}

// ---- Keys from passwords, which take long and are made on a thread

typedef struct Derivation {
  uv_work_t uv;
  JSObjectRef callback; // NULL: the call waits
  Bytes password, salt;
  const EVP_MD *algorithm; // PBKDF2; NULL: scrypt
  double rounds, block, parallel, most_memory;
  unsigned char *key;
  size_t size;
  bool is_done;
} Derivation;

static void derive(uv_work_t *uv) {
  Derivation *work = (Derivation *)uv;
  const unsigned char *salt = (const unsigned char *)work->salt.at;
  if (work->algorithm)
    work->is_done =
        PKCS5_PBKDF2_HMAC(work->password.at, (int)work->password.size, salt, (int)work->salt.size,
                          (int)work->rounds, work->algorithm, (int)work->size, work->key) == 1;
  else
    work->is_done =
        EVP_PBE_scrypt(work->password.at, work->password.size, salt, work->salt.size,
                       (uint64_t)work->rounds, (uint64_t)work->block, (uint64_t)work->parallel,
                       (uint64_t)work->most_memory, work->key, work->size) == 1;
}

static JSValueRef derived(Derivation *work) {
  JSValueRef value = engine.undefined;
  if (work->is_done)
    value = value_of_own_bytes(work->key, work->size);
  else
    g_free(work->key);
  bytes_drop(&work->password);
  bytes_drop(&work->salt);
  return value;
}

static void on_derived(uv_work_t *uv, int status) {
  (void)status;
  Derivation *work = (Derivation *)uv;
  engine_tell(work->callback, derived(work));
  engine_forget(work->callback);
  g_free(work);
}

// Bytes of the script may change while a thread reads them.
static void take_copy(Bytes *out, JSValueRef value) {
  Bytes given;
  bytes_take(&given, value);
  out->text.at = given.size < sizeof out->text.small ? out->text.small : g_malloc(given.size);
  if (given.size) memcpy(out->text.at, given.at, given.size);
  out->at = out->text.at;
  out->size = given.size;
  bytes_drop(&given);
}

// derive(password, salt, size, algorithm or undefined, [rounds, block, parallel, most memory],
// callback)
NATIVE(derive_key) {
  Derivation *work = g_new0(Derivation, 1);
  take_copy(&work->password, call_at(call, 0));
  take_copy(&work->salt, call_at(call, 1));
  work->size = (size_t)call_number(call, 2);
  if (!value_is_nothing(call_at(call, 3))) work->algorithm = algorithm_at(call, 3);
  JSValueRef numbers = call_at(call, 4);
  work->rounds = value_number(array_at(numbers, 0));
  work->block = value_number(array_at(numbers, 1));
  work->parallel = value_number(array_at(numbers, 2));
  work->most_memory = value_number(array_at(numbers, 3));
  work->key = g_malloc(work->size + 1);
  work->callback = engine_keep(call_at(call, 5));
  if (work->callback) {
    uv_queue_work(engine.loop, &work->uv, derive, on_derived);
    return engine.undefined;
  }
  derive(&work->uv);
  JSValueRef value = derived(work);
  g_free(work);
  return value;
}

// checkScrypt([rounds, block, parallel, most memory]): undefined, or what is wrong with them
NATIVE(check_scrypt) {
  uint64_t numbers[4];
  for (unsigned i = 0; i < 4; i++)
    numbers[i] = (uint64_t)value_number(array_at(call_at(call, 0), i));
  ERR_clear_error();
  bool is_good = EVP_PBE_scrypt(NULL, 0, NULL, 0, numbers[0], numbers[1], numbers[2], numbers[3],
                                NULL, 0) == 1;
  return is_good ? engine.undefined : openssl_problem();
}

static void add_name(const EVP_MD *algorithm, const char *from, const char *to, void *array) {
  (void)algorithm, (void)to; // other names have no algorithm here
  const EVP_MD *known = from ? EVP_get_digestbyname(from) : NULL;
  EVP_MD *there = known ? EVP_MD_fetch(NULL, EVP_MD_get0_name(known), NULL) : NULL;
  if (there) array_set(array, array_count(array), value_of_string(from));
  EVP_MD_free(there);
}

NATIVE(algorithms) {
  (void)call;
  JSObjectRef array = array_make(0, NULL);
  EVP_MD_do_all_sorted(add_name, array);
  ERR_clear_error();
  return array;
}

JSObjectRef binding_crypto(void) {
  static const NativeFunction functions[] = {
      {"hash", make_hash},
      {"hmac", make_hmac},
      {"update", update},
      {"digest", end_digest},
      {"copy", copy_digest},
      {"sizeOf", size_of},
      {"fillRandom", fill_random},
      {"equal", equal},
      {"derive", derive_key},
      {"algorithms", algorithms},
      {"checkScrypt", check_scrypt},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}

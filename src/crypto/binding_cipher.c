// Ciphers of OpenSSL's libcrypto. What may be asked when is decided in
// js/internal/crypto_cipher.js; what goes wrong here is an array (openssl_problem.h).
#include "crypto/bindings.h"
#include "crypto/openssl_problem.h"

#include <glib.h>
#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>

static void finalize_cipher(JSObjectRef object) {
  EVP_CIPHER_CTX_free(JSObjectGetPrivate(object));
}

static NativeClass cipher_class = {.name = "Cipher", .finalize = finalize_cipher};

static EVP_CIPHER_CTX *cipher_at(const Call *call) {
  return native_held(&cipher_class, call_at(call, 0));
}

// By a name or by OpenSSL's number. NULL where it is unknown; those of the legacy provider are
// known and not there.
static const EVP_CIPHER *find_cipher(JSValueRef value) {
  if (JSValueIsNumber(engine.context, value)) return EVP_get_cipherbynid(value_int(value));
  Utf8 name;
  utf8_take(&name, value);
  const EVP_CIPHER *cipher = EVP_get_cipherbyname(name.at);
  utf8_drop(&name);
  return cipher;
}

static bool is_authenticating(const EVP_CIPHER *cipher) {
  int mode = EVP_CIPHER_get_mode(cipher);
  return mode == EVP_CIPH_GCM_MODE || mode == EVP_CIPH_CCM_MODE || mode == EVP_CIPH_OCB_MODE ||
         EVP_CIPHER_get_nid(cipher) == NID_chacha20_poly1305;
}

// Whether a cipher takes keys and IVs that are that long; 0 is as long as it likes.
static bool takes_lengths(const EVP_CIPHER *cipher, int key, int iv) {
  if (key <= 0 && iv <= 0) return true;
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  bool is_good = EVP_CipherInit_ex2(context, cipher, NULL, NULL, 1, NULL) == 1;
  if (is_good && key > 0) is_good = EVP_CIPHER_CTX_set_key_length(context, key) == 1;
  int mode = EVP_CIPHER_get_mode(cipher);
  bool has_any_iv = mode == EVP_CIPH_OCB_MODE || mode == EVP_CIPH_CCM_MODE;
  if (is_good && iv > 0 && has_any_iv)
    is_good = EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, iv, NULL) == 1;
  else if (is_good && iv > 0 && mode != EVP_CIPH_GCM_MODE)
    is_good = iv == EVP_CIPHER_get_iv_length(cipher);
  EVP_CIPHER_CTX_free(context);
  ERR_clear_error();
  return is_good;
}

// info(name or number, length of the key, length of the IV): [name, number, mode, bytes of a block,
// of the IV, of the key, whether it authenticates]; undefined if there is none that has such
// lengths. A length of 0 is the cipher's own.
NATIVE(describe_cipher) {
  const EVP_CIPHER *cipher = find_cipher(call_at(call, 0));
  int key = call_int(call, 1), iv = call_int(call, 2);
  if (!cipher || !takes_lengths(cipher, key, iv)) return engine.undefined;
  JSValueRef parts[] = {
      value_of_string(OBJ_nid2sn(EVP_CIPHER_get_nid(cipher))),
      value_of_number(EVP_CIPHER_get_nid(cipher)),
      value_of_number(EVP_CIPHER_get_mode(cipher)),
      value_of_number(EVP_CIPHER_get_block_size(cipher)),
      value_of_number(iv > 0 ? iv : EVP_CIPHER_get_iv_length(cipher)),
      value_of_number(key > 0 ? key : EVP_CIPHER_get_key_length(cipher)),
      value_of_bool(is_authenticating(cipher)),
  };
  return array_make(sizeof parts / sizeof *parts, parts);
}

typedef struct CipherStart {
  const EVP_CIPHER *cipher;
  Bytes key, iv;
  bool encrypts;
  int tag_size; // below 0: none is given
} CipherStart;

// Gives the first step that failed: NULL is none, "tag" and the like are names of what is wrong
// with what was given, and "" is for OpenSSL to tell.
static const char *start_cipher(EVP_CIPHER_CTX *context, const CipherStart *start) {
  int encrypts = start->encrypts;
  if (EVP_CIPHER_get_mode(start->cipher) == EVP_CIPH_WRAP_MODE)
    EVP_CIPHER_CTX_set_flags(context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  if (EVP_CipherInit_ex2(context, start->cipher, NULL, NULL, encrypts, NULL) != 1) return "";
  if (is_authenticating(start->cipher)) {
    int size = (int)start->iv.size;
    if (EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, size, NULL) != 1) return "iv";
    if (start->tag_size >= 0 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, start->tag_size, NULL) != 1)
      return "tag";
  }
  if (EVP_CIPHER_CTX_set_key_length(context, (int)start->key.size) != 1) return "key";
  const unsigned char *iv = (const unsigned char *)start->iv.at;
  const unsigned char *key = (const unsigned char *)start->key.at;
  if (EVP_CipherInit_ex2(context, NULL, key, start->iv.size ? iv : NULL, encrypts, NULL) != 1)
    return "";
  return NULL;
}

// cipher(name, key, IV, encrypts, bytes of the tag or -1): a cipher, or what is wrong
NATIVE(make_cipher) {
  const EVP_CIPHER *cipher = find_cipher(call_at(call, 0));
  if (!cipher) return value_of_string("cipher");
  CipherStart start = {.cipher = cipher, .encrypts = call_bool(call, 3)};
  start.tag_size = call_int(call, 4);
  bytes_take(&start.key, call_at(call, 1));
  bytes_take(&start.iv, call_at(call, 2));
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  const char *wrong = "key";
  if (start.key.size <= INT_MAX && start.iv.size <= INT_MAX) wrong = start_cipher(context, &start);
  bytes_drop(&start.key);
  bytes_drop(&start.iv);
  if (!wrong) return native_object(&cipher_class, context);
  EVP_CIPHER_CTX_free(context);
  if (!*wrong) return openssl_problem();
  ERR_clear_error();
  return value_of_string(wrong);
}

// update(cipher, bytes): what comes out of it
NATIVE(update_cipher) {
  EVP_CIPHER_CTX *context = cipher_at(call);
  if (!context) return engine.undefined;
  Bytes in;
  bytes_take(&in, call_at(call, 1));
  int size = 0, block = EVP_CIPHER_CTX_get_block_size(context);
  if (in.size > (size_t)(INT_MAX - block)) {
    bytes_drop(&in);
    return openssl_problem();
  }
  const unsigned char *from = (const unsigned char *)in.at;
  size_t most = in.size + (size_t)block;
  if (EVP_CIPHER_CTX_get_mode(context) == EVP_CIPH_WRAP_MODE) {
    // The length of what is wrapped may be more than a block longer.
    int needed = 0;
    if (EVP_CipherUpdate(context, NULL, &needed, from, (int)in.size) == 1 && (size_t)needed > most)
      most = (size_t)needed;
  }
  unsigned char *out = g_malloc(most);
  int status = EVP_CipherUpdate(context, out, &size, from, (int)in.size);
  bytes_drop(&in);
  JSValueRef result = status == 1 ? value_of_bytes(out, (size_t)size) : openssl_problem();
  OPENSSL_cleanse(out, most);
  g_free(out);
  return result;
}

// final(cipher): the last of what comes out
NATIVE(end_cipher) {
  EVP_CIPHER_CTX *context = cipher_at(call);
  if (!context) return engine.undefined;
  unsigned char out[EVP_MAX_BLOCK_LENGTH];
  int size = 0;
  if (EVP_CipherFinal_ex(context, out, &size) != 1) return openssl_problem();
  JSValueRef bytes = value_of_bytes(out, (size_t)size);
  OPENSSL_cleanse(out, sizeof out);
  return bytes;
}

// authenticate(cipher, bytes): whether they could be added, which are not encrypted
NATIVE(add_authenticated) {
  EVP_CIPHER_CTX *context = cipher_at(call);
  if (!context) return engine.no;
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 1));
  int size = 0;
  const unsigned char *at = (const unsigned char *)bytes.at;
  bool is_good =
      bytes.size <= INT_MAX && EVP_CipherUpdate(context, NULL, &size, at, (int)bytes.size) == 1;
  bytes_drop(&bytes);
  ERR_clear_error();
  return value_of_bool(is_good);
}

// setLength(cipher, bytes of the text)
NATIVE(set_length) {
  EVP_CIPHER_CTX *context = cipher_at(call);
  int size = 0;
  bool is_good = context && EVP_CipherUpdate(context, NULL, &size, NULL, call_int(call, 1)) == 1;
  ERR_clear_error();
  return value_of_bool(is_good);
}

// setTag(cipher, bytes)
NATIVE(set_tag) {
  EVP_CIPHER_CTX *context = cipher_at(call);
  char *at;
  size_t size;
  if (!context || !value_memory(call_at(call, 1), &at, &size) || size > EVP_MAX_BLOCK_LENGTH)
    return engine.no;
  bool is_good = EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, (int)size, at) == 1;
  ERR_clear_error();
  return value_of_bool(is_good);
}

// tag(cipher, how many bytes): of what was encrypted
NATIVE(get_tag) {
  EVP_CIPHER_CTX *context = cipher_at(call);
  unsigned char tag[EVP_MAX_BLOCK_LENGTH];
  int size = call_int(call, 1);
  if (!context || size < 0 || (size_t)size > sizeof tag) return engine.undefined;
  if (EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, size, tag) != 1) return openssl_problem();
  return value_of_bytes(tag, (size_t)size);
}

// setPadding(cipher, whether the last block is filled)
NATIVE(set_filling) {
  EVP_CIPHER_CTX *context = cipher_at(call);
  if (!context) return engine.no;
  return value_of_bool(EVP_CIPHER_CTX_set_padding(context, call_bool(call, 1)) == 1);
}

static void add_name(const EVP_CIPHER *cipher, const char *from, const char *to, void *array) {
  (void)cipher, (void)to; // other names have no cipher here
  const EVP_CIPHER *known = from ? EVP_get_cipherbyname(from) : NULL;
  EVP_CIPHER *there = known ? EVP_CIPHER_fetch(NULL, EVP_CIPHER_get0_name(known), NULL) : NULL;
  if (there) array_set(array, array_count(array), value_of_string(from));
  EVP_CIPHER_free(there);
}

NATIVE(names) {
  (void)call;
  JSObjectRef array = array_make(0, NULL);
  EVP_CIPHER_do_all_sorted(add_name, array);
  ERR_clear_error();
  return array;
}

JSObjectRef binding_cipher(void) {
  static const NativeFunction functions[] = {
      {"info", describe_cipher},
      {"cipher", make_cipher},
      {"update", update_cipher},
      {"final", end_cipher},
      {"authenticate", add_authenticated},
      {"setLength", set_length},
      {"setTag", set_tag},
      {"tag", get_tag},
      {"setPadding", set_filling},
      {"names", names},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}

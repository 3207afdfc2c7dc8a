// Keys of OpenSSL's libcrypto: read, written, made and looked at. What goes wrong is an array
// (openssl_problem.h).
#include "crypto/bindings.h"
#include "crypto/key_files.h"
#include "crypto/keys.h"
#include "crypto/openssl_problem.h"

#include <glib.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/objects.h>

static void finalize_key(JSObjectRef object) {
  EVP_PKEY_free(JSObjectGetPrivate(object));
}

static NativeClass key_class = {.name = "Key", .finalize = finalize_key};

JSValueRef key_value(EVP_PKEY *key) {
  return native_object(&key_class, key);
}

EVP_PKEY *key_held(JSValueRef value) {
  return native_held(&key_class, value);
}

static EVP_PKEY *key_at(const Call *call) {
  return key_held(call_at(call, 0));
}

// ---- Reading and writing

static KeyKind kind_at(const Call *call, size_t index) {
  static const char *const names[] = {"", "pkcs1", "pkcs8", "spki", "sec1"};
  Utf8 name;
  utf8_take(&name, call_at(call, index));
  KeyKind kind = KEY_KIND_NONE;
  for (size_t i = 1; i < sizeof names / sizeof *names; i++)
    if (strcmp(name.at, names[i]) == 0) kind = (KeyKind)i;
  utf8_drop(&name);
  return kind;
}

// read(bytes, is PEM, kind, wants a public one, passphrase): a key; "passphrase" if that is needed
NATIVE(read_key) {
  Bytes bytes, passphrase;
  bytes_take(&bytes, call_at(call, 0));
  KeyFile file = {.is_pem = call_bool(call, 1), .wants_public = call_bool(call, 3)};
  file.bytes = (Text){bytes.at, (uint32_t)bytes.size};
  file.kind = kind_at(call, 2);
  bool is_locked = !value_is_nothing(call_at(call, 4));
  bytes_take(&passphrase, is_locked ? call_at(call, 4) : value_of_string(""));
  Text text = {passphrase.at, (uint32_t)passphrase.size};
  if (is_locked) file.passphrase = &text;
  EVP_PKEY *key = key_file_read(&file);
  bytes_drop(&passphrase);
  bytes_drop(&bytes);
  JSValueRef problem = key ? NULL : openssl_problem();
  ERR_clear_error();
  if (key) return key_value(key);
  return file.needs_passphrase && !file.is_pem ? value_of_string("passphrase") : problem;
}

// write(key, is public, is PEM, kind, cipher, passphrase): bytes
NATIVE(write_key) {
  EVP_PKEY *key = key_at(call);
  if (!key) return engine.undefined;
  KeyForm form = {.is_public = call_bool(call, 1), .is_pem = call_bool(call, 2)};
  form.kind = kind_at(call, 3);
  Bytes passphrase;
  bytes_take(&passphrase, call_at(call, 5));
  form.passphrase = (Text){passphrase.at, (uint32_t)passphrase.size};
  if (!value_is_nothing(call_at(call, 4))) {
    Utf8 name;
    utf8_take(&name, call_at(call, 4));
    form.cipher = EVP_get_cipherbyname(name.at);
    utf8_drop(&name);
  }
  BIO *out = BIO_new(BIO_s_secmem());
  char *at = NULL;
  bool is_written = key_file_write(out, key, &form);
  long size = BIO_get_mem_data(out, &at);
  JSValueRef result = is_written ? value_of_bytes(at, (size_t)size) : openssl_problem();
  BIO_free(out);
  bytes_drop(&passphrase);
  return result;
}

// raw(key, is public): the bytes of an Edwards or Montgomery key
NATIVE(raw_key) {
  EVP_PKEY *key = key_at(call);
  unsigned char bytes[64];
  size_t size = sizeof bytes;
  if (!key) return engine.undefined;
  int status = call_bool(call, 1) ? EVP_PKEY_get_raw_public_key(key, bytes, &size)
                                  : EVP_PKEY_get_raw_private_key(key, bytes, &size);
  if (status != 1) return openssl_problem();
  JSValueRef value = value_of_bytes(bytes, size);
  OPENSSL_cleanse(bytes, sizeof bytes);
  return value;
}

// ---- What they are

static const char *type_of(const EVP_PKEY *key) {
  switch (EVP_PKEY_get_base_id(key)) {
  case EVP_PKEY_RSA: return "rsa";
  case EVP_PKEY_RSA_PSS: return "rsa-pss";
  case EVP_PKEY_DSA: return "dsa";
  case EVP_PKEY_DH: return "dh";
  case EVP_PKEY_EC: return "ec";
  case EVP_PKEY_ED25519: return "ed25519";
  case EVP_PKEY_ED448: return "ed448";
  case EVP_PKEY_X25519: return "x25519";
  case EVP_PKEY_X448: return "x448";
  default: return NULL;
  }
}

static JSValueRef parameter_text(const EVP_PKEY *key, const char *name) {
  char text[64];
  size_t size = 0;
  if (EVP_PKEY_get_utf8_string_param(key, name, text, sizeof text, &size) != 1)
    return engine.undefined;
  return value_of_text(text, size);
}

// In hexadecimal digits.
static JSValueRef parameter_digits(const EVP_PKEY *key, const char *name) {
  BIGNUM *number = NULL;
  if (EVP_PKEY_get_bn_param(key, name, &number) != 1) return engine.undefined;
  char *digits = BN_bn2hex(number);
  JSValueRef value = value_of_string(digits);
  OPENSSL_free(digits);
  BN_free(number);
  return value;
}

static JSValueRef parameter_int(const EVP_PKEY *key, const char *name) {
  int number;
  if (EVP_PKEY_get_int_param(key, name, &number) != 1) return engine.undefined;
  return value_of_number(number);
}

static JSValueRef curve_of(const EVP_PKEY *key) {
  char name[64];
  size_t size = 0;
  if (EVP_PKEY_get_group_name(key, name, sizeof name, &size) != 1) return engine.undefined;
  int number = OBJ_txt2nid(name);
  return value_of_string(number == NID_undef ? name : OBJ_nid2sn(number));
}

// describe(key): [type, bits, exponent, curve, digest, that of MGF1, length of the salt, bits of q]
NATIVE(describe_key) {
  EVP_PKEY *key = key_at(call);
  if (!key) return engine.undefined;
  const char *type = type_of(key);
  bool is_pss = EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA_PSS;
  JSValueRef parts[] = {
      type ? value_of_string(type) : engine.undefined,
      value_of_number(EVP_PKEY_get_bits(key)),
      parameter_digits(key, OSSL_PKEY_PARAM_RSA_E),
      curve_of(key),
      is_pss ? parameter_text(key, OSSL_PKEY_PARAM_RSA_DIGEST) : engine.undefined,
      is_pss ? parameter_text(key, OSSL_PKEY_PARAM_RSA_MGF1_DIGEST) : engine.undefined,
      is_pss ? parameter_int(key, OSSL_PKEY_PARAM_RSA_PSS_SALTLEN) : engine.undefined,
      parameter_digits(key, OSSL_PKEY_PARAM_FFC_Q),
  };
  ERR_clear_error();
  return array_make(sizeof parts / sizeof *parts, parts);
}

// equal(a, b): whether they have the same public key
NATIVE(equal_keys) {
  EVP_PKEY *a = key_at(call), *b = key_held(call_at(call, 1));
  bool is_same = a && b && EVP_PKEY_eq(a, b) == 1;
  ERR_clear_error();
  return value_of_bool(is_same);
}

// ---- Making new ones

enum { MOST_SETTINGS = 8 };

typedef struct Generation {
  uv_work_t uv;
  JSObjectRef callback; // NULL: the call waits
  EVP_PKEY_CTX *context;
  EVP_PKEY *key;
  bool is_set_up;
  unsigned long error; // of the thread that has made it, where errors have a queue of their own
} Generation;

static void generate(uv_work_t *uv) {
  Generation *work = (Generation *)uv;
  if (!work->is_set_up || EVP_PKEY_generate(work->context, &work->key) == 1) return;
  work->key = NULL;
  work->error = ERR_get_error();
  ERR_clear_error();
}

static JSValueRef generated(Generation *work) {
  EVP_PKEY_CTX_free(work->context);
  if (work->error) ERR_raise(ERR_GET_LIB(work->error), ERR_GET_REASON(work->error));
  return work->key ? key_value(work->key) : openssl_problem();
}

static void on_generated(uv_work_t *uv, int status) {
  (void)status;
  Generation *work = (Generation *)uv;
  engine_tell(work->callback, generated(work));
  engine_forget(work->callback);
  g_free(work);
}

// Pairs of a name and a number or a text.
static bool set_up(EVP_PKEY_CTX *context, JSValueRef pairs) {
  Utf8 names[MOST_SETTINGS], texts[MOST_SETTINGS];
  unsigned numbers[MOST_SETTINGS], count = 0;
  OSSL_PARAM parameters[MOST_SETTINGS + 1];
  unsigned wanted = array_count(pairs) / 2;
  for (; count < wanted && count < MOST_SETTINGS; count++) {
    JSValueRef value = array_at(pairs, 2 * count + 1);
    utf8_take(&names[count], array_at(pairs, 2 * count));
    utf8_take(&texts[count], value);
    numbers[count] = (unsigned)value_number(value);
    parameters[count] = JSValueIsNumber(engine.context, value)
                            ? OSSL_PARAM_construct_uint(names[count].at, &numbers[count])
                            : OSSL_PARAM_construct_utf8_string(names[count].at, texts[count].at, 0);
  }
  parameters[count] = OSSL_PARAM_construct_end();
  bool is_good =
      EVP_PKEY_keygen_init(context) == 1 && EVP_PKEY_CTX_set_params(context, parameters) == 1;
  for (unsigned i = 0; i < count; i++) {
    utf8_drop(&names[i]);
    utf8_drop(&texts[i]);
  }
  return is_good;
}

// generate(type, pairs of a setting's name and value, callback): a key, or undefined and a call
// later
NATIVE(generate_key) {
  Generation *work = g_new0(Generation, 1);
  Utf8 type;
  utf8_take(&type, call_at(call, 0));
  work->context = EVP_PKEY_CTX_new_from_name(NULL, type.at, NULL);
  utf8_drop(&type);
  work->is_set_up = work->context && set_up(work->context, call_at(call, 1));
  if (!work->is_set_up) work->error = ERR_get_error();
  ERR_clear_error();
  work->callback = engine_keep(call_at(call, 2));
  if (work->callback) {
    uv_queue_work(engine.loop, &work->uv, generate, on_generated);
    return engine.undefined;
  }
  generate(&work->uv);
  JSValueRef value = generated(work);
  g_free(work);
  return value;
}

JSObjectRef binding_keys(void) {
  static const NativeFunction functions[] = {
      {"read", read_key},         {"write", write_key},  {"raw", raw_key},
      {"describe", describe_key}, {"equal", equal_keys}, {"generate", generate_key},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}

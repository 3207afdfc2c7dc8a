// Primes and powers of OpenSSL's libcrypto, numbers as bytes, for js/internal/crypto_dh.js.
#include "crypto/bindings.h"

#include <glib.h>
#include <openssl/bn.h>
#include <openssl/err.h>

enum { MOST_BYTES = 4096 };

// The number that an argument's bytes are, to be freed; NULL where there are none, or too many.
static BIGNUM *number_at(const Call *call, size_t index) {
  if (value_is_nothing(call_at(call, index))) return NULL;
  Bytes bytes;
  bytes_take(&bytes, call_at(call, index));
  BIGNUM *number = NULL;
  if (bytes.size <= MOST_BYTES)
    number = BN_bin2bn((const unsigned char *)bytes.at, (int)bytes.size, BN_secure_new());
  bytes_drop(&bytes);
  return number;
}

// As many bytes as `size` says, with zeros before the number; 0: as few as it takes.
static JSValueRef number_value(const BIGNUM *number, int size) {
  if (!size) size = BN_num_bytes(number);
  unsigned char *bytes = g_malloc(size ? (size_t)size : 1);
  BN_bn2binpad(number, bytes, size);
  return value_of_own_bytes(bytes, (size_t)size);
}

// power(base, exponent, odd modulus): as long as the modulus; undefined where that can't be
NATIVE(power) {
  BIGNUM *base = number_at(call, 0), *exponent = number_at(call, 1), *modulus = number_at(call, 2);
  BN_CTX *memory = BN_CTX_secure_new();
  BIGNUM *result = BN_secure_new();
  JSValueRef value = engine.undefined;
  if (base && exponent && modulus && BN_is_odd(modulus) && !BN_is_one(modulus) &&
      BN_mod_exp_mont_consttime(result, base, exponent, modulus, memory, NULL) == 1)
    value = number_value(result, BN_num_bytes(modulus));
  BN_clear_free(result);
  BN_CTX_free(memory);
  BN_free(modulus);
  BN_clear_free(exponent);
  BN_free(base);
  ERR_clear_error();
  return value;
}

// prime(bits, safe, add, rest): a prime p with p % add == rest; undefined where there is none
NATIVE(prime) {
  BIGNUM *add = number_at(call, 2), *rest = number_at(call, 3), *result = BN_new();
  int is_made = BN_generate_prime_ex(result, call_int(call, 0), call_int(call, 1), add, rest, NULL);
  JSValueRef value = is_made == 1 ? number_value(result, 0) : engine.undefined;
  BN_free(result);
  BN_free(rest);
  BN_free(add);
  ERR_clear_error();
  return value;
}

// isPrime(number): all but certainly
NATIVE(is_prime) {
  BIGNUM *number = number_at(call, 0);
  int answer = number ? BN_check_prime(number, NULL, NULL) : 0;
  BN_free(number);
  ERR_clear_error();
  return value_of_bool(answer == 1);
}

// wellKnown(bits): the prime of that size in RFC 2409 or 3526
NATIVE(well_known) {
  BIGNUM *number = NULL;
  switch (call_int(call, 0)) {
  case 768: number = BN_get_rfc2409_prime_768(NULL); break;
  case 1024: number = BN_get_rfc2409_prime_1024(NULL); break;
  case 1536: number = BN_get_rfc3526_prime_1536(NULL); break;
  case 2048: number = BN_get_rfc3526_prime_2048(NULL); break;
  case 3072: number = BN_get_rfc3526_prime_3072(NULL); break;
  case 4096: number = BN_get_rfc3526_prime_4096(NULL); break;
  case 6144: number = BN_get_rfc3526_prime_6144(NULL); break;
  case 8192: number = BN_get_rfc3526_prime_8192(NULL); break;
  default: break;
  }
  JSValueRef value = number ? number_value(number, 0) : engine.undefined;
  BN_free(number);
  return value;
}

JSObjectRef binding_primes(void) {
  static const NativeFunction functions[] = {
      {"power", power},
      {"prime", prime},
      {"isPrime", is_prime},
      {"wellKnown", well_known},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}

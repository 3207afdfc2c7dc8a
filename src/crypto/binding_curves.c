// Elliptic curves of OpenSSL's libcrypto: points and numbers as bytes, for
// js/internal/crypto_ecdh.js.
#include "crypto/bindings.h"

#include <glib.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/objects.h>

// The curve of that name, to be freed; NULL where there is none.
static EC_GROUP *curve_at(const Call *call) {
  Utf8 name;
  utf8_take(&name, call_at(call, 0));
  int number = EC_curve_nist2nid(name.at);
  if (number == NID_undef) number = OBJ_sn2nid(name.at);
  utf8_drop(&name);
  EC_GROUP *curve = number == NID_undef ? NULL : EC_GROUP_new_by_curve_name(number);
  ERR_clear_error();
  return curve;
}

// has(curve): by OpenSSL's name or that of NIST
NATIVE(has_curve) {
  EC_GROUP *curve = curve_at(call);
  EC_GROUP_free(curve);
  return value_of_bool(curve != NULL);
}

NATIVE(names) {
  (void)call;
  size_t count = EC_get_builtin_curves(NULL, 0);
  EC_builtin_curve *curves = g_new0(EC_builtin_curve, count);
  EC_get_builtin_curves(curves, count);
  JSObjectRef array = array_make(0, NULL);
  for (unsigned i = 0; i < count; i++)
    array_set(array, i, value_of_string(OBJ_nid2sn(curves[i].nid)));
  g_free(curves);
  return array;
}

static JSValueRef point_value(const EC_GROUP *curve, const EC_POINT *point, int form) {
  point_conversion_form_t shape = (point_conversion_form_t)form;
  size_t size = EC_POINT_point2oct(curve, point, shape, NULL, 0, NULL);
  if (!size) return engine.undefined;
  unsigned char *bytes = g_malloc(size);
  EC_POINT_point2oct(curve, point, shape, bytes, size, NULL);
  return value_of_own_bytes(bytes, size);
}

static EC_POINT *point_of(const EC_GROUP *curve, JSValueRef value) {
  Bytes bytes;
  bytes_take(&bytes, value);
  EC_POINT *point = EC_POINT_new(curve);
  bool is_good =
      EC_POINT_oct2point(curve, point, (const unsigned char *)bytes.at, bytes.size, NULL) == 1;
  bytes_drop(&bytes);
  if (is_good) return point;
  EC_POINT_free(point);
  return NULL;
}

// convert(curve, point, form): undefined where it is no point of the curve
NATIVE(convert_point) {
  EC_GROUP *curve = curve_at(call);
  if (!curve) return engine.undefined;
  EC_POINT *point = point_of(curve, call_at(call, 1));
  JSValueRef value = point ? point_value(curve, point, call_int(call, 2)) : engine.undefined;
  EC_POINT_free(point);
  EC_GROUP_free(curve);
  ERR_clear_error();
  return value;
}

// A private key: above zero and below the order; NULL where it is none.
static BIGNUM *scalar_of(const EC_GROUP *curve, JSValueRef value) {
  Bytes bytes;
  bytes_take(&bytes, value);
  BIGNUM *number = NULL;
  if (bytes.size <= 1024)
    number = BN_bin2bn((const unsigned char *)bytes.at, (int)bytes.size, BN_secure_new());
  bytes_drop(&bytes);
  const BIGNUM *order = EC_GROUP_get0_order(curve);
  if (number && !BN_is_zero(number) && BN_cmp(number, order) < 0) {
    BN_set_flags(number, BN_FLG_CONSTTIME);
    return number;
  }
  BN_clear_free(number);
  return NULL;
}

// multiply(curve, private key, point or undefined for the generator): the uncompressed point, or
// undefined where one of them is none
NATIVE(multiply) {
  EC_GROUP *curve = curve_at(call);
  if (!curve) return engine.undefined;
  BIGNUM *scalar = scalar_of(curve, call_at(call, 1));
  bool has_point = !value_is_nothing(call_at(call, 2));
  EC_POINT *point = has_point ? point_of(curve, call_at(call, 2)) : NULL;
  EC_POINT *product = EC_POINT_new(curve);
  int status = 0;
  if (scalar && !has_point) status = EC_POINT_mul(curve, product, scalar, NULL, NULL, NULL);
  if (scalar && point) status = EC_POINT_mul(curve, product, NULL, point, scalar, NULL);
  JSValueRef value = engine.undefined;
  if (status == 1) value = point_value(curve, product, POINT_CONVERSION_UNCOMPRESSED);
  EC_POINT_clear_free(product);
  EC_POINT_free(point);
  BN_clear_free(scalar);
  EC_GROUP_free(curve);
  ERR_clear_error();
  return value;
}

// random(curve): a new private key
NATIVE(random_scalar) {
  EC_GROUP *curve = curve_at(call);
  if (!curve) return engine.undefined;
  const BIGNUM *order = EC_GROUP_get0_order(curve);
  BIGNUM *number = BN_secure_new();
  bool is_good = true;
  do is_good = BN_priv_rand_range(number, order) == 1;
  while (is_good && BN_is_zero(number));
  JSValueRef value = engine.undefined;
  if (is_good) {
    int size = BN_num_bytes(order);
    unsigned char *bytes = g_malloc((size_t)size);
    BN_bn2binpad(number, bytes, size);
    value = value_of_own_bytes(bytes, (size_t)size);
  }
  BN_clear_free(number);
  EC_GROUP_free(curve);
  return value;
}

JSObjectRef binding_curves(void) {
  static const NativeFunction functions[] = {
      {"has", has_curve},     {"names", names},          {"convert", convert_point},
      {"multiply", multiply}, {"random", random_scalar},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}

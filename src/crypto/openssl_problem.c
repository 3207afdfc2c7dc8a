// The first error of OpenSSL's queue is the cause; what came of it is only named.
#include "crypto/openssl_problem.h"

#include <openssl/err.h>

enum { TEXT_SIZE = 128 };

static JSValueRef error_text(unsigned long code) {
  char text[TEXT_SIZE];
  ERR_error_string_n(code, text, sizeof text);
  return value_of_string(text);
}

static JSValueRef text_or_nothing(const char *text) {
  return text ? value_of_string(text) : engine.undefined;
}

// Libraries that a code of Node's names; those that came with OpenSSL 3 are not among them.
static const char *code_prefix(unsigned long code) {
  static const struct {
    int library;
    const char *name;
  } libraries[] = {
      {ERR_LIB_SYS, "SYS_"},       {ERR_LIB_BN, "BN_"},         {ERR_LIB_RSA, "RSA_"},
      {ERR_LIB_DH, "DH_"},         {ERR_LIB_EVP, "EVP_"},       {ERR_LIB_BUF, "BUF_"},
      {ERR_LIB_OBJ, "OBJ_"},       {ERR_LIB_PEM, "PEM_"},       {ERR_LIB_DSA, "DSA_"},
      {ERR_LIB_X509, "X509_"},     {ERR_LIB_ASN1, "ASN1_"},     {ERR_LIB_CONF, "CONF_"},
      {ERR_LIB_CRYPTO, "CRYPTO_"}, {ERR_LIB_EC, "EC_"},         {ERR_LIB_BIO, "BIO_"},
      {ERR_LIB_PKCS7, "PKCS7_"},   {ERR_LIB_X509V3, "X509V3_"}, {ERR_LIB_PKCS12, "PKCS12_"},
      {ERR_LIB_RAND, "RAND_"},     {ERR_LIB_DSO, "DSO_"},       {ERR_LIB_OSSL_STORE, "OSSL_STORE_"},
  };
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
    if (libraries[i].library == ERR_GET_LIB(code)) return libraries[i].name;
  return "";
}

JSValueRef openssl_problem(void) {
  unsigned long first = ERR_get_error();
  if (!first) return array_make(1, (JSValueRef[]){engine.undefined});
  JSObjectRef others = array_make(0, NULL);
  unsigned count = 0;
  for (unsigned long other; (other = ERR_get_error()) != 0;)
    array_set(others, count++, error_text(other));
  return array_make(5,
                    (JSValueRef[]){error_text(first), text_or_nothing(ERR_lib_error_string(first)),
                                   text_or_nothing(ERR_reason_error_string(first)),
                                   value_of_string(code_prefix(first)), others});
}

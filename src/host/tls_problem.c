// Node makes codes of the names that OpenSSL gives to its parts and to reasons; what is not about
// TLS itself has OSSL in it.
#include "host/tls_inside.h"

#include <ctype.h>
#include <stdio.h>

typedef struct PartName {
  const char *library, *name;
} PartName;

static const PartName parts[] = {
    {"SSL routines", "SSL_"},
    {"PEM routines", "OSSL_PEM_"},
    {"x509 certificate routines", "OSSL_X509_"},
    {"X509 V3 routines", "OSSL_X509V3_"},
    {"asn1 encoding routines", "OSSL_ASN1_"},
    {"digital envelope routines", "OSSL_EVP_"},
    {"rsa routines", "OSSL_RSA_"},
    {"elliptic curve routines", "OSSL_EC_"},
    {"bignum routines", "OSSL_BN_"},
    {"BIO routines", "OSSL_BIO_"},
    {"common libcrypto routines", "OSSL_CRYPTO_"},
    {"Provider routines", "OSSL_PROV_"},
    {"DECODER routines", "OSSL_DECODER_"},
};

static const char *part_name(const char *library) {
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (strcmp(parts[i].library, library) == 0) return parts[i].name;
  }
  return "OSSL_";
}

// "ERR_SSL_" and "wrong version number": ERR_SSL_WRONG_VERSION_NUMBER.
static void make_code(TlsProblem *problem) {
  snprintf(problem->code, sizeof problem->code, "ERR_%s%s", part_name(problem->library),
           problem->reason);
  for (char *at = problem->code; *at; at++)
    *at = *at == ' ' ? '_' : (char)toupper((unsigned char)*at);
}

void tls_problem_take(TlsProblem *problem) {
  unsigned long error = openssl.ERR_peek_last_error();
  const char *library = error ? openssl.ERR_lib_error_string(error) : NULL;
  const char *reason = error ? openssl.ERR_reason_error_string(error) : NULL;
  *problem = (TlsProblem){0};
  snprintf(problem->library, sizeof problem->library, "%s", library ? library : "SSL routines");
  snprintf(problem->reason, sizeof problem->reason, "%s", reason ? reason : "unknown error");
  openssl.ERR_error_string_n(error, problem->text, sizeof problem->text);
  make_code(problem);
  openssl.ERR_clear_error();
}

// Certificates: what is asked of one that takes OpenSSL to answer; its fields are read in
// js/internal/x509.js. What goes wrong is an array (openssl_problem.h).
#include "crypto/bindings.h"
#include "crypto/keys.h"
#include "crypto/openssl_problem.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

static void finalize_certificate(JSObjectRef object) {
  X509_free(JSObjectGetPrivate(object));
}

static NativeClass certificate_class = {.name = "Certificate", .finalize = finalize_certificate};

static X509 *certificate_at(const Call *call, size_t index) {
  return native_held(&certificate_class, call_at(call, index));
}

// read(bytes): a certificate of PEM, or of DER
NATIVE(read_certificate) {
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 0));
  ERR_clear_error();
  X509 *certificate = NULL;
  if (bytes.size <= INT32_MAX) {
    BIO *bio = BIO_new_mem_buf(bytes.at, (int)bytes.size);
    certificate = PEM_read_bio_X509_AUX(bio, NULL, NULL, NULL);
    BIO_free(bio);
  }
  if (!certificate) {
    const unsigned char *at = (const unsigned char *)bytes.at;
    certificate = d2i_X509(NULL, &at, (long)bytes.size);
  }
  bytes_drop(&bytes);
  if (!certificate) return openssl_problem();
  ERR_clear_error();
  return native_object(&certificate_class, certificate);
}

static JSValueRef bio_value(BIO *bio) {
  char *at = NULL;
  long size = BIO_get_mem_data(bio, &at);
  JSValueRef value = value_of_bytes(at, (size_t)size);
  BIO_free(bio);
  return value;
}

// der(certificate)
NATIVE(certificate_der) {
  X509 *certificate = certificate_at(call, 0);
  if (!certificate) return engine.undefined;
  BIO *bio = BIO_new(BIO_s_mem());
  i2d_X509_bio(bio, certificate);
  return bio_value(bio);
}

// name(certificate, of the issuer): a line for each part of it
NATIVE(certificate_name) {
  X509 *certificate = certificate_at(call, 0);
  if (!certificate) return engine.undefined;
  X509_NAME *name =
      call_bool(call, 1) ? X509_get_issuer_name(certificate) : X509_get_subject_name(certificate);
  enum { FLAGS = ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_UTF8_CONVERT };
  BIO *bio = BIO_new(BIO_s_mem());
  X509_NAME_print_ex(bio, name, 0, FLAGS | XN_FLAG_SEP_MULTILINE | XN_FLAG_FN_SN);
  return bio_value(bio);
}

// key(certificate): its public key
NATIVE(certificate_key) {
  X509 *certificate = certificate_at(call, 0);
  EVP_PKEY *key = certificate ? X509_get_pubkey(certificate) : NULL;
  return key ? key_value(key) : openssl_problem();
}

// checkHost(certificate, name, flags): the name in it that fits, or undefined
NATIVE(check_host) {
  X509 *certificate = certificate_at(call, 0);
  if (!certificate) return engine.undefined;
  Utf8 name;
  utf8_take(&name, call_at(call, 1));
  char *fit = NULL;
  int status =
      X509_check_host(certificate, name.at, name.size, (unsigned)call_number(call, 2), &fit);
  JSValueRef value = engine.undefined;
  if (status == 1) value = fit ? value_of_string(fit) : call_at(call, 1);
  if (status < -1) value = engine.null; // no name at all
  OPENSSL_free(fit);
  utf8_drop(&name);
  ERR_clear_error();
  return value;
}

// checkEmail(certificate, address, flags), checkIp(certificate, address, flags): 1, 0; below that
// it was no address
NATIVE(check_email) {
  X509 *certificate = certificate_at(call, 0);
  if (!certificate) return engine.undefined;
  Utf8 address;
  utf8_take(&address, call_at(call, 1));
  int status =
      X509_check_email(certificate, address.at, address.size, (unsigned)call_number(call, 2));
  utf8_drop(&address);
  ERR_clear_error();
  return value_of_number(status);
}

NATIVE(check_ip) {
  X509 *certificate = certificate_at(call, 0);
  if (!certificate) return engine.undefined;
  Utf8 address;
  utf8_take(&address, call_at(call, 1));
  int status = X509_check_ip_asc(certificate, address.at, (unsigned)call_number(call, 2));
  utf8_drop(&address);
  ERR_clear_error();
  return value_of_number(status);
}

// isIssuedBy(certificate, other)
NATIVE(is_issued_by) {
  X509 *certificate = certificate_at(call, 0), *issuer = certificate_at(call, 1);
  bool is = certificate && issuer && X509_check_issued(issuer, certificate) == X509_V_OK;
  ERR_clear_error();
  return value_of_bool(is);
}

// hasKey(certificate, private key), isSignedWith(certificate, public key)
NATIVE(has_key) {
  X509 *certificate = certificate_at(call, 0);
  EVP_PKEY *key = key_held(call_at(call, 1));
  bool is = certificate && key && X509_check_private_key(certificate, key) == 1;
  ERR_clear_error();
  return value_of_bool(is);
}

NATIVE(is_signed_with) {
  X509 *certificate = certificate_at(call, 0);
  EVP_PKEY *key = key_held(call_at(call, 1));
  bool is = certificate && key && X509_verify(certificate, key) > 0;
  ERR_clear_error();
  return value_of_bool(is);
}

// isAuthority(certificate)
NATIVE(is_authority) {
  X509 *certificate = certificate_at(call, 0);
  return value_of_bool(certificate && X509_check_ca(certificate) == 1);
}

JSObjectRef binding_certificates(void) {
  static const NativeFunction functions[] = {
      {"read", read_certificate},    {"der", certificate_der},
      {"name", certificate_name},    {"key", certificate_key},
      {"checkHost", check_host},     {"checkEmail", check_email},
      {"checkIp", check_ip},         {"isIssuedBy", is_issued_by},
      {"hasKey", has_key},           {"isSignedWith", is_signed_with},
      {"isAuthority", is_authority},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}

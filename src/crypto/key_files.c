// What OpenSSL's decoders would find out by trying is told by the caller: an error is that of the
// kind that was meant.
#include "crypto/key_files.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

// ---- Reading

static int give_passphrase(char *buffer, int size, int writes, void *given) {
  (void)writes;
  KeyFile *file = given;
  if (!file->passphrase) {
    file->needs_passphrase = true;
    return -1;
  }
  if (file->passphrase->size > (uint32_t)size) return -1;
  memcpy(buffer, file->passphrase->at, file->passphrase->size);
  return (int)file->passphrase->size;
}

static const unsigned char *start_of(const KeyFile *file) {
  return (const unsigned char *)file->bytes.at;
}

// The tag of the first element of the sequence that the file is, with the element at `*at`; -1
// where it is none.
static int first_tag(const KeyFile *file, const unsigned char **at, long *size) {
  int tag, class;
  *at = start_of(file);
  int status = ASN1_get_object(at, size, &tag, &class, file->bytes.size);
  if (!(status & 0x80) && tag == V_ASN1_SEQUENCE) {
    long left = (long)file->bytes.size - (*at - start_of(file));
    status = ASN1_get_object(at, size, &tag, &class, left);
  } else {
    status = 0x80;
  }
  ERR_clear_error();
  return status & 0x80 ? -1 : tag;
}

// PKCS #8 is encrypted if its first element is itself a sequence.
static bool is_encrypted(const KeyFile *file) {
  const unsigned char *at;
  long size;
  return first_tag(file, &at, &size) == V_ASN1_SEQUENCE;
}

// Where a public key of PKCS #1 has a large number, a private one has a version.
static bool is_private_pkcs1(const KeyFile *file) {
  const unsigned char *at;
  long size;
  return first_tag(file, &at, &size) == V_ASN1_INTEGER && size == 1 && *at <= 1;
}

static EVP_PKEY *read_pkcs8(KeyFile *file) {
  BIO *bio = BIO_new_mem_buf(file->bytes.at, (int)file->bytes.size);
  EVP_PKEY *key = NULL;
  if (is_encrypted(file)) {
    key = d2i_PKCS8PrivateKey_bio(bio, NULL, give_passphrase, file);
  } else {
    PKCS8_PRIV_KEY_INFO *info = d2i_PKCS8_PRIV_KEY_INFO_bio(bio, NULL);
    if (info) key = EVP_PKCS82PKEY(info);
    PKCS8_PRIV_KEY_INFO_free(info);
  }
  BIO_free(bio);
  return key;
}

static EVP_PKEY *read_private_der(KeyFile *file) {
  const unsigned char *at = start_of(file);
  if (file->kind == KEY_KIND_PKCS1)
    return d2i_PrivateKey(EVP_PKEY_RSA, NULL, &at, file->bytes.size);
  if (file->kind == KEY_KIND_SEC1) return d2i_PrivateKey(EVP_PKEY_EC, NULL, &at, file->bytes.size);
  return read_pkcs8(file);
}

static EVP_PKEY *public_from(const char *label, const unsigned char *der, long size) {
  if (strcmp(label, "PUBLIC KEY") == 0) return d2i_PUBKEY(NULL, &der, size);
  if (strcmp(label, "RSA PUBLIC KEY") == 0) return d2i_PublicKey(EVP_PKEY_RSA, NULL, &der, size);
  X509 *certificate = d2i_X509(NULL, &der, size);
  EVP_PKEY *key = certificate ? X509_get_pubkey(certificate) : NULL;
  X509_free(certificate);
  return key;
}

// The first block of PEM that has a public key; `*is_there` tells whether there is one at all.
static EVP_PKEY *read_public_pem(const KeyFile *file, bool *is_there) {
  static const char *const labels[] = {"PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE"};
  EVP_PKEY *key = NULL;
  *is_there = false;
  for (size_t i = 0; i < sizeof labels / sizeof *labels && !*is_there; i++) {
    unsigned char *der = NULL;
    long size = 0;
    BIO *bio = BIO_new_mem_buf(file->bytes.at, (int)file->bytes.size);
    ERR_set_mark();
    *is_there = PEM_bytes_read_bio(&der, &size, NULL, labels[i], bio, NULL, NULL) == 1;
    ERR_pop_to_mark();
    BIO_free(bio);
    if (*is_there) key = public_from(labels[i], der, size);
    OPENSSL_free(der);
  }
  return key;
}

static EVP_PKEY *read_public_der(KeyFile *file) {
  const unsigned char *at = start_of(file);
  if (file->kind == KEY_KIND_SPKI) return d2i_PUBKEY(NULL, &at, file->bytes.size);
  if (file->kind == KEY_KIND_PKCS1 && !is_private_pkcs1(file))
    return d2i_PublicKey(EVP_PKEY_RSA, NULL, &at, file->bytes.size);
  return read_private_der(file);
}

EVP_PKEY *key_file_read(KeyFile *file) {
  ERR_clear_error();
  if (file->bytes.size > INT_MAX) return NULL;
  if (!file->is_pem) return file->wants_public ? read_public_der(file) : read_private_der(file);
  if (file->wants_public) {
    bool is_there;
    EVP_PKEY *key = read_public_pem(file, &is_there);
    if (is_there) return key;
  }
  BIO *bio = BIO_new_mem_buf(file->bytes.at, (int)file->bytes.size);
  EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, give_passphrase, file);
  BIO_free(bio);
  return key;
}

// ---- Writing

static bool write_public(BIO *out, EVP_PKEY *key, const KeyForm *form) {
  if (form->kind == KEY_KIND_SPKI)
    return (form->is_pem ? PEM_write_bio_PUBKEY(out, key) : i2d_PUBKEY_bio(out, key)) == 1;
  unsigned char *der = NULL;
  int size = i2d_PublicKey(key, &der);
  if (size <= 0) return false;
  bool is_written = form->is_pem ? PEM_write_bio(out, "RSA PUBLIC KEY", "", der, size) > 0
                                 : BIO_write(out, der, size) == size;
  OPENSSL_free(der);
  return is_written;
}

static bool write_private(BIO *out, EVP_PKEY *key, const KeyForm *form) {
  const char *pass = form->cipher ? form->passphrase.at : NULL;
  int size = form->cipher ? (int)form->passphrase.size : 0;
  if (form->kind == KEY_KIND_PKCS8) {
    if (form->is_pem)
      return PEM_write_bio_PKCS8PrivateKey(out, key, form->cipher, pass, size, NULL, NULL) == 1;
    return i2d_PKCS8PrivateKey_bio(out, key, form->cipher, pass, size, NULL, NULL) == 1;
  }
  if (form->is_pem)
    return PEM_write_bio_PrivateKey_traditional(out, key, form->cipher, (unsigned char *)pass, size,
                                                NULL, NULL) == 1;
  unsigned char *der = NULL;
  int length = i2d_PrivateKey(key, &der);
  if (length <= 0) return false;
  bool is_written = BIO_write(out, der, length) == length;
  OPENSSL_clear_free(der, (size_t)length);
  return is_written;
}

bool key_file_write(BIO *out, EVP_PKEY *key, const KeyForm *form) {
  return form->is_public ? write_public(out, key, form) : write_private(out, key, form);
}

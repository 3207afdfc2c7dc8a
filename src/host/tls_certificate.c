// What browsers ask of a certificate for a server today: the names as alternative names, a use, and
// no right to vouch for others.
#include "host/tls_certificate.h"

#include "host/tls_inside.h"

enum {
  EVP_PKEY_EC = 408,
  MBSTRING_ASC = 0x1001,
  X509_VERSION_3 = 2,
  NID_KEY_USAGE = 83,
  NID_ALTERNATIVE_NAMES = 85,
  NID_BASIC_CONSTRAINTS = 87,
  NID_EXTENDED_USE = 126,
  BIO_CTRL_INFO = 3,
  DAY_SECONDS = 24 * 60 * 60,
  HOUR_SECONDS = 60 * 60, // clocks of other machines are late
};

// Others than these would mean something to OpenSSL's list.
static bool is_name(Text name) {
  for (uint32_t i = 0; i < name.size; i++) {
    char byte = name.at[i];
    bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    bool is_fine = is_letter || (byte >= '0' && byte <= '9') || strchr("-._*:", byte);
    if (!is_fine || byte == '\0') return false;
  }
  return name.size > 0;
}

// ---- Making one

static EVP_PKEY *make_key(void) {
  EVP_PKEY *key = NULL;
  EVP_PKEY_CTX *maker = openssl.EVP_PKEY_CTX_new_id(EVP_PKEY_EC, NULL);
  bool is_ready = maker && openssl.EVP_PKEY_keygen_init(maker) == 1 &&
                  openssl.EVP_PKEY_CTX_ctrl_str(maker, "ec_paramgen_curve", "P-256") == 1 &&
                  openssl.EVP_PKEY_CTX_ctrl_str(maker, "ec_param_enc", "named_curve") == 1;
  if (is_ready) openssl.EVP_PKEY_keygen(maker, &key);
  openssl.EVP_PKEY_CTX_free(maker);
  return key;
}

static bool add_extension(X509 *certificate, int number, const char *value) {
  X509_EXTENSION *extension = openssl.X509V3_EXT_conf_nid(NULL, NULL, number, value);
  bool is_added = extension && openssl.X509_add_ext(certificate, extension, -1) == 1;
  openssl.X509_EXTENSION_free(extension);
  return is_added;
}

static bool add_names(X509 *certificate, TlsNames names) {
  Arena arena = {0};
  Buffer list = {.arena = &arena};
  bool are_names = true;
  for (uint32_t i = 0; i < names.count; i++) {
    Text name = text_copy(&arena, names.at[i]);
    are_names &= is_name(name);
    buffer_add_format(&list, "%s%s:%s", i ? "," : "", tls_is_address(name.at) ? "IP" : "DNS",
                      name.at);
  }
  buffer_add_byte(&list, '\0');
  bool are_added = are_names && add_extension(certificate, NID_ALTERNATIVE_NAMES, list.at);
  arena_release(&arena);
  return are_added;
}

static bool set_subject(X509 *certificate) {
  static const unsigned char subject[] = "cbundle serve";
  X509_NAME *name = openssl.X509_get_subject_name(certificate);
  return openssl.X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, subject, -1, -1, 0) == 1 &&
         openssl.X509_set_issuer_name(certificate, name) == 1;
}

static bool set_serial(X509 *certificate) {
  uint64_t serial = 0;
  if (openssl.RAND_bytes((unsigned char *)&serial, sizeof serial) != 1) return false;
  serial = (serial >> 1) | 1; // positive
  return openssl.ASN1_INTEGER_set_uint64(openssl.X509_get_serialNumber(certificate), serial) == 1;
}

static bool set_up(X509 *certificate, EVP_PKEY *key, TlsNames names, uint32_t days) {
  openssl.X509_set_version(certificate, X509_VERSION_3);
  openssl.X509_gmtime_adj(openssl.X509_getm_notBefore(certificate), -(long)HOUR_SECONDS);
  openssl.X509_gmtime_adj(openssl.X509_getm_notAfter(certificate), (long)days * DAY_SECONDS);
  return set_serial(certificate) && set_subject(certificate) &&
         openssl.X509_set_pubkey(certificate, key) == 1 && add_names(certificate, names) &&
         add_extension(certificate, NID_BASIC_CONSTRAINTS, "critical,CA:FALSE") &&
         add_extension(certificate, NID_KEY_USAGE, "critical,digitalSignature") &&
         add_extension(certificate, NID_EXTENDED_USE, "serverAuth") &&
         openssl.X509_sign(certificate, key, openssl.EVP_sha256()) > 0;
}

static Text written(Arena *arena, BIO *bio) {
  char *at = NULL;
  long size = openssl.BIO_ctrl(bio, BIO_CTRL_INFO, 0, &at);
  return text_copy(arena, (Text){at, size > 0 ? (uint32_t)size : 0});
}

static bool write_both(Arena *arena, X509 *certificate, EVP_PKEY *key, TlsCertificate *out) {
  BIO *first = openssl.BIO_new(openssl.BIO_s_mem()), *second = openssl.BIO_new(openssl.BIO_s_mem());
  bool are_written = openssl.PEM_write_bio_X509(first, certificate) == 1 &&
                     openssl.PEM_write_bio_PrivateKey(second, key, NULL, NULL, 0, NULL, NULL) == 1;
  if (are_written) *out = (TlsCertificate){written(arena, first), written(arena, second)};
  openssl.BIO_free(first);
  openssl.BIO_free(second);
  return are_written;
}

bool tls_certificate_make(Arena *arena, TlsNames names, uint32_t days, TlsCertificate *out) {
  if (!tls_library_open()) return false;
  EVP_PKEY *key = make_key();
  X509 *certificate = openssl.X509_new();
  bool is_made = key && certificate && set_up(certificate, key, names, days) &&
                 write_both(arena, certificate, key, out);
  openssl.X509_free(certificate);
  openssl.EVP_PKEY_free(key);
  openssl.ERR_clear_error();
  return is_made;
}

// ---- Looking at one

static bool is_about(X509 *certificate, TlsNames names) {
  Arena arena = {0};
  bool is_about_all = true;
  for (uint32_t i = 0; i < names.count; i++) {
    const char *name = text_copy(&arena, names.at[i]).at;
    is_about_all &= tls_is_address(name)
                        ? openssl.X509_check_ip_asc(certificate, name, 0) == 1
                        : openssl.X509_check_host(certificate, name, strlen(name), 0, NULL) == 1;
  }
  arena_release(&arena);
  return is_about_all;
}

static bool is_good_for(X509 *certificate, uint32_t days) {
  time_t now = time(NULL), then = now + (time_t)days * DAY_SECONDS;
  return openssl.X509_cmp_time(openssl.X509_getm_notBefore(certificate), &now) < 0 &&
         openssl.X509_cmp_time(openssl.X509_getm_notAfter(certificate), &then) > 0;
}

bool tls_certificate_fits(const TlsCertificate *given, TlsNames names, uint32_t days) {
  if (!tls_library_open() || given->certificate.size > INT32_MAX || given->key.size > INT32_MAX)
    return false;
  BIO *first = openssl.BIO_new_mem_buf(given->certificate.at, (int)given->certificate.size);
  BIO *second = openssl.BIO_new_mem_buf(given->key.at, (int)given->key.size);
  X509 *certificate = openssl.PEM_read_bio_X509(first, NULL, tls_give_passphrase, NULL);
  EVP_PKEY *key = openssl.PEM_read_bio_PrivateKey(second, NULL, tls_give_passphrase, NULL);
  bool fits = certificate && key && openssl.X509_check_private_key(certificate, key) == 1 &&
              is_about(certificate, names) && is_good_for(certificate, days);
  openssl.X509_free(certificate);
  openssl.EVP_PKEY_free(key);
  openssl.BIO_free(first);
  openssl.BIO_free(second);
  openssl.ERR_clear_error();
  return fits;
}

// TlsLibrary: OpenSSL, opened when TLS is first asked for.
//
// Gives: its functions under their own names: openssl.SSL_new(…).
// Never: closes it.
#pragma once

#include "base/text.h"

#include <time.h>

typedef struct ssl_st SSL;
typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_method_st SSL_METHOD;
typedef struct ssl_cipher_st SSL_CIPHER;
typedef struct bio_st BIO;
typedef struct bio_method_st BIO_METHOD;
typedef struct x509_st X509;
typedef struct x509_store_st X509_STORE;
typedef struct x509_store_ctx_st X509_STORE_CTX;
typedef struct X509_VERIFY_PARAM_st X509_VERIFY_PARAM;
typedef struct evp_pkey_st EVP_PKEY;
typedef struct evp_pkey_ctx_st EVP_PKEY_CTX;
typedef struct evp_md_st EVP_MD;
typedef struct asn1_string_st ASN1_INTEGER;
typedef struct asn1_string_st ASN1_TIME;
typedef struct X509_name_st X509_NAME;
typedef struct X509_extension_st X509_EXTENSION;
typedef struct stack_st STACK;

// What a client offers, as OpenSSL hands it to a callback: two of its many parameters.
#define SSL_OFFERED const unsigned char *offered, unsigned offered_size
typedef int SslChooseProtocol(SSL *ssl, const unsigned char **out, unsigned char *out_size,
                              SSL_OFFERED, void *context);
typedef int SslVerify(int is_good, X509_STORE_CTX *store);
typedef int PemPassword(char *out, int size, int is_writing, void *context);

typedef struct TlsLibrary {
#define SSL_FUNCTION(result, name, parameters)    result(*name) parameters;
#define CRYPTO_FUNCTION(result, name, parameters) result(*name) parameters;
#include "host/tls_library.def"
} TlsLibrary;

extern TlsLibrary openssl;

// Opens it; true if it is there. May be asked by any thread, and as often as one likes.
bool tls_library_open(void);

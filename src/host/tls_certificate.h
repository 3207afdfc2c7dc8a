// TlsCertificate: a certificate that vouches for itself, for servers on the own machine.
//
// Gives: PEM, in the arena that is given.
#pragma once

#include "base/text.h"

typedef struct TlsCertificate {
  Text certificate, key; // PEM
} TlsCertificate;

// Host names and numeric addresses that a certificate is about.
typedef struct TlsNames {
  const Text *at;
  uint32_t count;
} TlsNames;

// Makes a key (P-256) and a certificate that is good for `days`, from an hour ago on. False without
// OpenSSL, or for names that are none.
bool tls_certificate_make(Arena *arena, TlsNames names, uint32_t days, TlsCertificate *out);

// Whether a certificate is about all of these names, belongs to its key, and is good for `days`
// yet.
bool tls_certificate_fits(const TlsCertificate *given, TlsNames names, uint32_t days);

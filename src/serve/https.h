// Https: the certificate that the server shows (--https), and the one that it makes itself.
#pragma once

#include "diag/diag.h"
#include "host/tls.h"
#include "serve/server.h"

// What is said to a browser that speaks HTTP to a port of HTTPS.
extern const Text https_plain_answer;

// The context for connections of browsers. NULL, with a diagnostic, if there can be none.
TlsContext *https_make(const ServeOptions *options, Diagnostics *diagnostics);

// OpenSSL's problem: what it says went wrong, for js/internal/crypto_values.js to make an error of.
#pragma once

#include "runtime/value.h"

// Takes all that is in OpenSSL's queue of errors: [text, library, reason, prefix of the code, the
// texts of the others]; without a text where the queue was empty.
JSValueRef openssl_problem(void);

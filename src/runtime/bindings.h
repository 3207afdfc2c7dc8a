// Bindings: the C halves of Node's modules, one file each.
#pragma once

#include "host/tls.h"
#include "runtime/native.h"

#define BINDING(name) JSObjectRef binding_##name(void);
#include "runtime/bindings.def"

// Closes what the timers have of the loop.
void timers_stop(void);
// Ends all HTTP servers but those that listen, which the next script gets, until http_drop_kept.
void http_keep(void);
void http_drop_kept(void);

// A context of binding_tls.c, which others may hold, too: it lives until all have let go.
typedef struct TlsHolder TlsHolder;
TlsHolder *tls_hold(JSValueRef value); // NULL where it is none
TlsContext *tls_held(const TlsHolder *holder);
void tls_let_go(TlsHolder *holder); // of NULL: nothing

// An object for a stream, whose it is from now on.
JSValueRef tls_stream_value(TlsStream *stream);
// What a stream has agreed on: protocol, ALPN's one, name of the server, cipher's names and
// version, what is wrong with the other side's certificate and why, whether it is resumed.
JSValueRef tls_describe(const TlsStream *stream);
// A certificate that the other side has shown, or undefined.
JSValueRef tls_certificate_value(const TlsStream *stream, uint32_t index);
// Code, text, library and reason of what went wrong.
JSValueRef tls_problem_value(const TlsProblem *problem);

// Methods: what messages of the client do, by their names.
#pragma once

#include "lsp/server.h"

// `id` is empty for a notification. `params` may be NULL.
typedef void MethodHandler(Server *server, Text id, const Json *params);

#define METHOD(method, handler, is_request) MethodHandler handle_##handler;
#include "lsp/methods.def"

// What a message of the client means: an answer, an error, or nothing.
void method_call(Server *server, const Json *message);

// Voice: what the server says: answers, errors, notifications and requests, as JSON-RPC has them.
//
// Takes: JSON as text. An id is spelled as the client did.
// Never: says anything that is no message.
#pragma once

#include "base/buffer.h"
#include "host/standard_io.h"
#include "lsp/positions.h"

typedef enum ErrorCode {
  ERROR_PARSE = -32700,
  ERROR_INVALID_REQUEST = -32600,
  ERROR_NO_METHOD = -32601,
  ERROR_INVALID_PARAMS = -32602,
  ERROR_NOT_INITIALIZED = -32002,
  ERROR_CANCELLED = -32800,
  ERROR_CONTENT_MODIFIED = -32801,
} ErrorCode;

typedef enum MessageType { MESSAGE_TYPE_ERROR = 1, MESSAGE_TYPE_WARNING = 2 } MessageType;

typedef struct Voice {
  StandardIo *io;
  uint32_t request_count;
} Voice;

// An answer. `id` is JSON: a number, a string or null.
void say_result(Voice *voice, Text id, Text result);
void say_error(Voice *voice, Text id, ErrorCode code, Text text);

void say_notification(Voice *voice, Text method, Text params);

// A request, of which only the client's doing matters: its answer is not waited for.
void say_request(Voice *voice, Text method, Text params);

// Shows a message to the person at the editor.
void say_message(Voice *voice, MessageType type, Text text);

// Tells which diagnostics a document has now: items of a list as JSON. `version` may be empty.
void say_diagnostics(Voice *voice, Text uri, Text version, Text items);

// Appends a range as JSON.
void say_range(Buffer *out, const Range *range);

// Condition: whether a client that has been here before needs an answer again.
#pragma once

#include "http/header.h"

// What tells one state of a resource from another.
typedef struct HttpValidators {
  Text etag;        // with its quotes
  int64_t modified; // seconds since 1970
} HttpValidators;

typedef enum HttpCondition {
  HTTP_CONDITION_HOLDS,
  HTTP_CONDITION_NOT_MODIFIED, // 304
  HTTP_CONDITION_FAILED,       // 412
} HttpCondition;

// What the headers of a GET or HEAD make of it (RFC 9110, section 13).
HttpCondition http_check_condition(HttpHeaders headers, const HttpValidators *now);

// Whether Range may be looked at: If-Range, if there is one, names this very state.
bool http_range_applies(HttpHeaders headers, const HttpValidators *now);

// Mime: what a file is, as browsers want to be told.
#pragma once

#include "base/text.h"

typedef struct HttpMime {
  Text type; // with its charset, for Content-Type; empty if the name does not tell
  bool is_text;
  bool may_compress; // it becomes smaller
} HttpMime;

// By the extension of `name`, in whatever case.
HttpMime http_mime_of(Text name);

// For a file whose name does not tell, by its first bytes: text, or bytes.
HttpMime http_mime_by_bytes(Text bytes);

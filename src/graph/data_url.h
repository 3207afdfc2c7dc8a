// Data_url: a module whose text stands in its own address, "data:text/javascript,alert(1)".
//
// The path of such a module is the whole URL.
#pragma once

#include "graph/loaders.h"

// Whether `path` is one, of any kind.
bool data_url_is(Text path);

// What is made of it, by its media type: of JavaScript, JSON and plain text. LOADER_NONE for
// others.
Loader data_url_loader(Text url);

typedef enum DataUrlProblem {
  DATA_URL_GOOD,
  DATA_URL_NO_COMMA,
  DATA_URL_BAD_PERCENT,
  DATA_URL_BAD_BASE64,
} DataUrlProblem;

// What it holds, decoded; followed by FILE_PADDING zero bytes.
DataUrlProblem data_url_decode(Arena *arena, Text url, Text *out);

// The URL as messages and comments show it: in pointed brackets, and not at any length.
Text data_url_shown(Arena *arena, Text url);

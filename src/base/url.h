// Url: the parts of URLs that files contain: percent escapes, data:, file:.
#pragma once

#include "base/buffer.h"
#include "base/text.h"

// `text` with each `%41` as the byte that it stands for; other `%` stay. Followed by `padding`
// NULs.
Text url_unescape(Arena *arena, Text text, uint32_t padding);

// Appends a path as that of a URL: what would mean something else there is escaped.
void url_add_path(Buffer *out, Text path);

// Whether `text` begins with a scheme, such as "https:" or "webpack:". A drive letter is none.
bool url_has_scheme(Text text);

// What a data: URL holds.
typedef struct DataUrl {
  Text type; // "text/javascript;charset=utf-8", as written, without ";base64"
  bool is_base64;
  Text encoded; // what follows the comma
  Text bytes;   // in the arena, followed by `padding` NULs
} DataUrl;

// Finds the parts of a data: URL, all but `bytes`. False where `url` is none.
bool url_split_data(Text url, DataUrl *out);

// Decodes the bytes, too. False where `url` is no data: URL, or holds no base64 where it says so.
bool url_read_data(Arena *arena, Text url, uint32_t padding, DataUrl *out);

// The path of a file: URL on this machine; empty for any other text.
Text url_file_path(Arena *arena, Text url);

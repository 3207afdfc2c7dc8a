// Compress: a text on its way to a browser, and how small it is then.
#pragma once

#include "base/text.h"

// What gzip at its best makes of `text`, in bytes.
uint64_t compress_gzip_size(Text text);

// The compressed text itself, at a quality that is fast enough to be made while somebody waits.
Text compress_gzip(Arena *arena, Text text);
Text compress_brotli(Arena *arena, Text text);

// What brotli makes of it at quality 9, the best that does not take seconds.
uint64_t compress_brotli_size(Text text);

// Compress: how small servers make a text on its way to a browser.
#pragma once

#include "base/text.h"

// What gzip at its best makes of `text`, in bytes.
uint64_t compress_gzip_size(Text text);

// What brotli makes of it at quality 9, the best that does not take seconds.
uint64_t compress_brotli_size(Text text);

// DataUrl: a file as a URL that contains it.
#pragma once

#include "base/buffer.h"

// Appends the URL of `bytes`, of a file that is called `path`, in the shorter of the two forms that
// there are: percent escapes, which only UTF-8 can have, or Base64.
void data_url_add(Buffer *out, Text path, Text bytes);

// Date: moments as HTTP writes them: "Sun, 06 Nov 1994 08:49:37 GMT".
#pragma once

#include "base/text.h"

enum { HTTP_DATE_SIZE = 29 };

// Writes HTTP_DATE_SIZE bytes, and no NUL. `seconds` are since 1970.
void http_date_write(int64_t seconds, char *to);

// Reads any of the three forms that HTTP knows. False for anything else.
bool http_date_read(Text text, int64_t *seconds);

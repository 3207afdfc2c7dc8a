// Status: the names of HTTP's status codes.
#pragma once

#include "base/text.h"

// "Not Found" for 404; "unknown" for a code without a name, as in Node.
Text http_status_name(int status);

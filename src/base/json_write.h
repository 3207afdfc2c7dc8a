// JsonWrite: JSON values as text.
#pragma once

#include "base/buffer.h"
#include "base/json.h"

// Appends a value in one line.
void json_write(Buffer *out, const Json *value);

// Appends a value as people write it: each member of an object on a line of its own, `indent`
// levels deep.
void json_write_lines(Buffer *out, const Json *value, uint32_t indent);

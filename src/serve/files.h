// Files: sending one: as a whole, in parts, compressed, or not again.
#pragma once

#include "serve/site.h"

// Sends what is at `path` (as the gate has it), a regular file of this state. The status is 200, or
// 404 for a page that says so.
void files_send(Request *request, Text path, const FileState *state, int status);

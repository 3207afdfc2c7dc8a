// Dump: what the stages decided, as text, for tests and for the curious (`--dump=…`).
#pragma once

#include "bundle/build.h"

// Appends the text called `what` ("tree", "scope", "graph" or "link"). False: there is no such
// text.
bool build_dump(Buffer *out, CbBuild *build, Text what);

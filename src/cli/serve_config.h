// ServeConfig: what a configuration says that also holds for what is served.
#pragma once

#include "cbundle/cbundle.h"
#include "diag/diag.h"

// Reads "build" of cbundle.json, where there is one. Its mistakes are diagnostics.
void serve_config_read(CbBuildOptions *build, Diagnostics *diagnostics);

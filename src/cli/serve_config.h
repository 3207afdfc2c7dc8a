// ServeConfig: what a configuration file says of `cbundle serve`.
#pragma once

#include "cli/serve_options.h"

// Reads "build" and "serve" of the file that `flags` name, or of cbundle.json where there is one,
// onto `command`. Its mistakes are diagnostics; where there are any, nothing is read.
void serve_config_read(const ServeCommand *flags, ServeCommand *command, Diagnostics *diagnostics);

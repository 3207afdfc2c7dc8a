// Builds: what one command line asks for: a build, or several that the configuration file names.
#pragma once

#include "cli/build_command.h"
#include "cli/config.h"
#include "cli/options.h"

typedef struct Builds {
  Array(BuildCommand) list;
  ConfigSources sources; // of the configuration, whether it is right or wrong
  bool has_config;       // there is a configuration file
} Builds;

// Reads the configuration that `flags` ask for; `words`, which `flags` are made of, win over it. If
// something is wrong, it is told by `diagnostics` and the exit code.
ExitCode builds_plan(const BuildCommand *flags, OptionWords words, Diagnostics *diagnostics,
                     Builds *out);

// RunCommand: `cbundle run`, from its words to an exit code.
#pragma once

#include "cli/build_command.h"

ExitCode run_command_run(const char *const *words, size_t count);

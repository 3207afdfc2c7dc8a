// Build command: `cbundle build`, from its words to an exit code.
#pragma once

#include <stddef.h>

// What the program ends with.
typedef enum ExitCode {
  EXIT_CODE_DONE = 0,
  EXIT_CODE_FAILED = 1,  // the user's code or files
  EXIT_CODE_MISUSED = 2, // the command line
} ExitCode;

ExitCode build_command_run(const char *const *words, size_t count);

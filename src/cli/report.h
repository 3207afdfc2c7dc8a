// Report: what we tell people in the form that people know: diagnostics with their code frames.
#pragma once

#include "cli/build_command.h"
#include "cli/options.h"
#include "cli/screen.h"
#include "cli/summary.h"

// Shows what was wrong with a command line.
void report_usage(const Screen *screen, const Diagnostics *diagnostics);

// Whether a build that went well ends with a summary.
bool report_has_summary(const BuildCommand *command);

// Says which of several builds all that follows is about, where a summary will follow.
void report_name(const Screen *screen, const BuildCommand *command);

// Shows the diagnostics of a build, as many as --log-limit lets through, and their tally; which of
// several builds they are about, if that has not been said.
void report_build(const Screen *screen, CbBuild *build, const BuildCommand *command);

// Shows one error of the command itself, such as a full disk. `arguments` end with an `at` of NULL.
void report_error_with(const Screen *screen, MessageId id, const Text *arguments);
#define report_error(screen, id, ...)                                                              \
  report_error_with((screen), (id), (const Text[]){__VA_ARGS__, {NULL, 0}})

// Writes to standard output. If that fails, says so on standard error and returns false.
bool report_output(const Screen *errors, const char *bytes, size_t size);

// The same as the end of a command, such as one that shows its help.
ExitCode report_text(const Screen *errors, const Buffer *text);

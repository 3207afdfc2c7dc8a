// Summary: the last lines of a build: what was written, how large, how long it took; or how many
// errors there are.
#pragma once

#include "cli/screen.h"

// Appends the line with the name of a build.
void summary_add_name(Buffer *out, const Screen *screen, Text name);

// Appends a line for each output, with its size, the largest first.
void summary_add_outputs(Buffer *out, const Screen *screen, const CbOutput *outputs, size_t count);

// Appends the line with the time.
void summary_add_time(Buffer *out, const Screen *screen, uint64_t duration_ns);

// How many diagnostics of a kind there are, and how many of them were shown.
typedef struct Tally {
  size_t errors, warnings, errors_shown, warnings_shown;
} Tally;

// Appends "1 warning and 2 errors", or how many of them were shown; nothing if there are none.
void summary_add_tally(Buffer *out, const Tally *tally);

// Terminal: whether a person watches an output, and how wide their window is.
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef enum TerminalStream { TERMINAL_STDIN, TERMINAL_STDOUT, TERMINAL_STDERR } TerminalStream;

// Whether the stream is a terminal rather than a file or a pipe.
bool terminal_is(TerminalStream stream);

// Columns of the window; 0 where the stream is no terminal or doesn't say.
uint32_t terminal_width(TerminalStream stream);

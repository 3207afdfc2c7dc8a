// Screen: standard output or standard error, and what can be shown there.
#pragma once

#include "base/buffer.h"
#include "cli/flags.h"

#include <stdio.h>

typedef struct Screen {
  FILE *stream;
  bool is_terminal;
  bool color;
  uint32_t width; // columns of the terminal; 0: unknown
} Screen;

Screen screen_stdout(ColorChoice color);
Screen screen_stderr(ColorChoice color);

// Writes all of it. False if that failed, in which case `errno` says why.
bool screen_write(const Screen *screen, const char *bytes, size_t size);

static inline bool screen_show(const Screen *screen, const Buffer *text) {
  return screen_write(screen, text->at, text->size);
}

// Appends a colour, or nothing where the screen has none.
void screen_paint(const Screen *screen, Buffer *out, const char *color);

#define PAINT_NONE   "\033[0m"
#define PAINT_BOLD   "\033[1m"
#define PAINT_GREEN  "\033[32m"
#define PAINT_YELLOW "\033[33m"
#define PAINT_CYAN   "\033[36m"
#define PAINT_DIM    "\033[37m"

// HelpPage: how a page of help is laid out.
#pragma once

#include "cli/flags.h"
#include "cli/screen.h"

typedef struct HelpExample {
  const char *what, *command;
} HelpExample;

// Columns of a page on this screen.
uint32_t help_width(const Screen *screen);

void help_add_heading(Buffer *out, const Screen *screen, const char *title);

// Appends `text` in lines that end before column `width`, all but the first after `margin` spaces.
void help_add_wrapped(Buffer *out, Text text, uint32_t margin, uint32_t width);

void help_add_examples(Buffer *out, const Screen *screen, const HelpExample *examples, int count);

// Appends every flag of a command, by groups.
void help_add_flags(Buffer *out, const Screen *screen, const FlagTable *table);

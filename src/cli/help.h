// Help: what `cbundle --help` and `cbundle build --help` show.
#pragma once

#include "cli/screen.h"

// Appends the help of the program.
void help_add_program(Buffer *out, const Screen *screen);

// Appends the help of `cbundle build`: every flag, in groups.
void help_add_build(Buffer *out, const Screen *screen);

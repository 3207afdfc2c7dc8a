// ServeHelp: what `cbundle serve --help` shows.
#pragma once

#include "cli/screen.h"

void help_add_serve(Buffer *out, const Screen *screen);

// LintHelp: what `cbundle lint --help` shows.
#pragma once

#include "cli/screen.h"

void help_add_lint(Buffer *out, const Screen *screen);

// Init: a first configuration, or one that other linters have left.
#pragma once

#include "base/buffer.h"
#include "diag/diag.h"

// Writes cbundle.json in the working folder, with what .eslintrc.json or .oxlintrc.json say, and
// tells of it in `out`. False: nothing was written, as `diagnostics` tell.
bool lint_init(Diagnostics *diagnostics, Buffer *out);

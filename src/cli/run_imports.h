// RunImports: import() of what is outside of a bundle, for an engine whose scripts have none.
#pragma once

#include "base/text.h"

// What stands for `import` in such calls: a variable of the function that the bundle becomes. It is
// as long, so that places stay.
#define RUN_IMPORT_NAME "_impt_"

// Puts it there. `text` is followed by SYNTAX_PADDING NULs.
void run_imports_replace(char *text, uint32_t size);

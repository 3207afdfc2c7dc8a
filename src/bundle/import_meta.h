// Import_meta: what stands for import.meta in outputs whose format does not have it.
#pragma once

#include "bundle/build.h"

// Whether the output of `plan` knows its own URL, so that import.meta.url can be given.
bool import_meta_is_known(const Plan *plan, Platform platform);

// The expression that makes the object.
Text import_meta_text(Arena *arena, const Plan *plan, Platform platform);

// Warns of code in the output that asks an import.meta that will be empty; of each module once,
// whatever the outputs that it is in.
void import_meta_report(CbBuild *build, const Plan *plan);

// MangleCache: the file of --mangle-cache: names that properties got in earlier builds.
#pragma once

#include "bundle/mangle_props.h"

// Adds the names of the file to `names`; no file is an empty one. False, with a diagnostic, if it
// can't be understood.
bool mangle_cache_read(CbBuild *build, MangledNames *names);

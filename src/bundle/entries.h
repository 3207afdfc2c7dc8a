// Entries: the files that an entry with `*` in it means, as in "./pages/*.js".
//
// Gives: build->entries and build->entry_names, anew each time, as files come and go.
#pragma once

#include "bundle/build.h"

void entries_list(CbBuild *build);

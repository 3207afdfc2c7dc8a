// Swift: a rebuild that goes on with the graph of the build before, where files have changed in
// ways that nothing but their own text shows.
//
// Takes: a build that is can_be_swift: it had no errors, its plans were kept, and the resolver's
//        answers are remembered.
// Gives: what building all again would give.
// Never: leaves the build half done: where it can't go on, all is built again.
#pragma once

#include "bundle/build.h"

// False if all is to be built again.
bool swift_rebuild(CbBuild *build);

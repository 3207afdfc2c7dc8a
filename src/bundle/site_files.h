// SiteFiles: what a build for a server shows by its URLs, beside its own code.
#pragma once

#include "cbundle/cbundle.h"
#include "graph/resolve.h"

// Pictures and the like, as modules and stylesheets name them, and scripts of workers. Absolute
// paths, which live as long as the build is not made again; the list, in `arena`.
Texts site_files(const CbBuild *build, Arena *arena);

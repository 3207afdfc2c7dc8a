// OutputSettings: what the flags say of loaders and of the names of outputs; a part of
// settings_read.
#pragma once

#include "bundle/build.h"

// --loader
void settings_read_loaders(CbBuild *build, const CbBuildOptions *options);

// --entry-names, --chunk-names, --asset-names, --out-extension and --public-path; settings.link is
// made already.
void settings_read_names(CbBuild *build, const CbBuildOptions *options);

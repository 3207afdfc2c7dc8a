// OutputSettings: what the flags say of loaders and of the names of outputs; a part of
// settings_read.
#pragma once

#include "bundle/build.h"

// --loader
void settings_read_loaders(CbBuild *build, const CbBuildOptions *options);

// There is no loader `name`, which `flag` asks for.
void settings_report_loader(CbBuild *build, Text flag, Text name);

// --entry-names, --chunk-names, --asset-names, --out-extension and --public-path; settings.link is
// made already.
void settings_read_names(CbBuild *build, const CbBuildOptions *options);

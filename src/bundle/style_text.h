// StyleText: a style sheet as it is copied, with what --banner:css and --footer:css add.
//
// Gives: its text, in the build's arena, and what its name's hash is made of.
#pragma once

#include "bundle/build.h"

// The text that is written: that of the file, but for style sheets that nobody gave a loader.
Text style_text(CbBuild *build, const Module *asset);

// The hash of what is written.
uint64_t style_hash(const CbBuild *build, const Module *asset);

// StyleText: a style sheet as it is copied, with what --banner:css and --footer:css add.
//
// Gives: its text, in the build's arena, and what its name's hash is made of.
#pragma once

#include "bundle/build.h"

// Whether something is added to this asset: only to a style sheet that nobody gave a loader.
bool style_gets_text(const CbBuild *build, const Module *asset);

// The text that is written. If nothing is added, that of the file.
Text style_text(CbBuild *build, const Module *asset);

// The hash of what is written.
uint64_t style_hash(const CbBuild *build, const Module *asset);

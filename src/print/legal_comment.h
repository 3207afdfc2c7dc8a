// LegalComment: which comments licences ask to keep.
#pragma once

#include "base/text.h"

// Whether a comment, given with its delimiters, is one: `/*!`, `//!`, or with @license or @preserve
// in it.
bool legal_comment_is(Text comment);

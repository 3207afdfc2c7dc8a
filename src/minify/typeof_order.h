// Typeof order: on which side of a comparison `typeof` stands in the end.
#pragma once

#include "minify/work.h"

// Walks the whole Ast. Comes last: transforms find `typeof` on the left.
void typeof_order(Minify *minify);

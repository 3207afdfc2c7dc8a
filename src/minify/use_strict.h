// UseStrict: where code is strict.
#pragma once

#include "minify/work.h"

// Whether code in `id`, or in the function that it is, is strict.
bool use_strict_is_on(const Minify *minify, AstId id);

// NaturalOrder: texts in the order in which people count: "a2" before "a10".
#pragma once

#include "base/text.h"

// Negative, zero or positive. Numbers without zeros in front are compared as numbers; signs come
// before digits, and upper case before lower case.
int natural_compare(Text a, Text b);

// LocaleOrder: texts in the order of a dictionary: "a" before "B", and signs before both.
#pragma once

#include "base/text.h"

// Negative, zero or positive. The order is that of Unicode's root collation for ASCII; of a letter
// in both cases, the small one is first. Characters beyond ASCII stand behind, by code point.
int locale_compare(Text a, Text b);

// LineCounts: how many lines of a file count, where blank lines or comments don't.
#pragma once

#include "rules/rule.h"

// For each line, and behind the last one, how many of those before it count: all of them, or, as
// the options of these names say, only lines that are not blank, or that are not comments alone.
const uint32_t *count_lines(SourceCode *code, bool skips_blank, bool skips_comments);

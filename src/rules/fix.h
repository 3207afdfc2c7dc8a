// Fix: one pass of mending: as many of the fixes of reports as do not touch each other.
//
// Gives: the new text. ESLint repeats passes until nothing changes, at most 10 times; so does who
//        calls this.
#pragma once

#include "rules/report.h"

enum { FIX_PASS_LIMIT = 10 };

// Applies the fixes that `wants` (NULL: all) says yes to: of two that touch, the one that starts
// first. False: there was none, and `*fixed` is not set.
typedef bool FixWanted(const RuleReport *report, void *with);
bool fix_apply(RuleReports *reports, Text source, FixWanted *wants, void *with, Text *fixed);

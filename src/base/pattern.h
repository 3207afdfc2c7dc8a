// Pattern: a regular expression that a flag or an option gives. The only room's file that sees
// PCRE2 is pattern.c.
//
// Takes: what JavaScript and PCRE2 both know, with the meaning that it has in JavaScript without
//        flags: characters and classes, groups (also named), alternatives, quantifiers (also
//        lazy), ^ $ \b \B, look-ahead and look-behind, back references, \xHH, \uHHHH, \cX, and
//        \p{…} with the short names of categories, scripts and some others. Texts are code points,
//        as with JavaScript's flag `u`.
// Gives: whether a text has a part that matches.
// Never: takes syntax that only PCRE2 has or that means another thing there: it says what it is.
//        So \A, a++, (?>…), (?i), (*…) and [[:alpha:]] are refused, and letters behind a backslash
//        that mean nothing in JavaScript; also \k, v-mode classes, and (?i:…) of ES2025.
//        \w, \d, \s and \b know ASCII only.
#pragma once

#include "base/arena.h"
#include "base/text.h"

typedef struct Pattern Pattern;

typedef struct PatternProblem {
  uint32_t start, end; // bytes of the source that are not understood
  Text reason;         // PCRE2's, or empty where it would have taken it
} PatternProblem;

// A pattern in `arena`, for any number of threads; NULL with a problem.
Pattern *pattern_make(Arena *arena, Text source, PatternProblem *problem);

// The same where letters match in either case.
Pattern *pattern_make_caseless(Arena *arena, Text source, PatternProblem *problem);

// The same with flags of JavaScript: "i", "m" and "s" count.
Pattern *pattern_make_flagged(Arena *arena, Text source, Text flags, PatternProblem *problem);

// A text that takes too long to tell does not match.
bool pattern_matches(const Pattern *pattern, Text text);

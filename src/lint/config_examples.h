// ConfigExamples: code that a rule of a project's own is said to report, or not to, tried out.
//
// Takes: a rule without options, and a text.
// Gives: what became of it. Takes microseconds, so that every reading of a configuration can
//        try all of its examples.
#pragma once

#include "rules/rule.h"

typedef enum ExampleFate { EXAMPLE_PASSES, EXAMPLE_REPORTED, EXAMPLE_NO_CODE } ExampleFate;

// `problem` and `at`: why it is no code, and from which byte on. In the arena.
typedef struct ExampleOutcome {
  ExampleFate fate;
  Text problem;
  uint32_t at;
} ExampleOutcome;

ExampleOutcome config_try_example(Arena *arena, const Rule *rule, Text code);

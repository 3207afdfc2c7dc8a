// LintMemory: what was told of each file, for later runs in the same process (--watch).
//
// Owns:  copies of what it is told, until lint_memory_release. Any number of threads may ask.
// Never: trusts a stamp that a change right behind it might have left as it is.
#pragma once

#include "host/stamp.h"
#include "lint/result.h"

typedef struct LintMemory LintMemory;

LintMemory *lint_memory_make(void);
void lint_memory_release(LintMemory *memory);

// What makes one linting of a file like another.
typedef struct LintState {
  FileStamp stamp; // before it was read
  uint64_t config; // a hash of all that it is linted with
} LintState;

// What was told of a file.
typedef struct LintMemo {
  Text piece; // of the report
  LintTally tally;
  const uint64_t *rules_seen; // a bit for each rule
} LintMemo;

typedef enum LintMemorySays {
  MEMORY_NOTHING, // the file is new, or another one now
  MEMORY_MAYBE,   // it was in this state, but that was too near to its last change to be sure
  MEMORY_SURE,
} LintMemorySays;

// Finds what was told of the file in this state, if that is sure. What `memo` points to lives until
// the next lint_memory_keep about the file.
LintMemorySays lint_memory_find(LintMemory *memory, Text path, const LintState *state,
                                LintMemo *memo);
void lint_memory_keep(LintMemory *memory, Text path, const LintState *state, const LintMemo *memo);

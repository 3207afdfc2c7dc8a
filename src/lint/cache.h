// LintCache: what was told of files, for those that have not changed since.
//
// Never: believes a file that is not whole: whatever is wrong with it, it holds nothing.
#pragma once

#include "base/map.h"
#include "lint/result.h"

// What was told of one file.
typedef struct CacheEntry {
  Text path;
  uint64_t key;      // of all that decides what is told: configuration, flags, program
  uint64_t look;     // of all that decides how: the format
  uint64_t stamp[2]; // of the file
  LintTally tally;
  const uint64_t *rules; // the bits of FormatRun.rules_seen
  Text piece;            // of the report
} CacheEntry;

typedef Array(CacheEntry) CacheEntries;

typedef struct LintCache {
  CacheEntries entries;
  Map known;           // path → index
  uint32_t rule_words; // how many words the bits of rules take
} LintCache;

// Reads the file at `path`, which need not be there. All is in the arena.
void lint_cache_read(LintCache *cache, Arena *arena, Text path, uint32_t rule_words);

// What was told of a file, or NULL.
const CacheEntry *lint_cache_find(const LintCache *cache, Text path);

// Writes entries, all or nothing. An error is libuv's code.
int lint_cache_write(Arena *arena, Text path, const CacheEntries *entries, uint32_t rule_words);

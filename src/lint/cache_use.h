// CacheUse: a cache at work in one run of the linter.
//
// Takes: how a file is linted.
// Gives: what was told of it before, if it would be told again; and remembers what is told now.
#pragma once

#include "lint/cache.h"
#include "lint/file.h"
#include "lint/find.h"
#include "lint/format.h"

typedef struct CacheWishes {
  bool is_on, by_content;
  const char *location; // of a file or a folder, or NULL
  const Format *format;
  uint32_t rule_words; // of FormatRun.rules_seen
} CacheWishes;

typedef struct CacheUse {
  bool is_on, by_content;
  Arena *arena; // of the run's own thread
  Text path;    // of the cache's file
  LintCache before;
  CacheEntry *now; // by target; a path of NULL: it is not to be remembered
  uint32_t target_count;
  uint64_t program, look;
  bool only_clean; // what has problems is linted again: they may be mended
} CacheUse;

// Opens the cache for a run over `target_count` files.
void cache_use_begin(CacheUse *use, Arena *arena, const CacheWishes *wishes, const FormatRun *run,
                     uint32_t target_count);

// What a file is known by: fills in `entry` but for what is told of it. `text` is NULL as long as
// the file has not been read; false: it must be, to know.
bool cache_use_identify(const CacheUse *use, const LintWork *work, const LintTarget *target,
                        const Text *text, CacheEntry *entry);

// What was told of such a file, or NULL.
const CacheEntry *cache_use_find(const CacheUse *use, const CacheEntry *entry);

// Remembers what is told of the target `index`; texts and bits must live until the end.
void cache_use_keep(CacheUse *use, uint32_t index, const CacheEntry *entry);

// Writes the cache, if anything is new. An error is libuv's code.
int cache_use_end(CacheUse *use);

// As TypeScript: an exact key wins, then the pattern with the longest text before its `*`, then the
// one with the longest behind it.
#include "graph/tsconfig.h"

#include "base/path.h"

#include <stdlib.h>

#define CONFIG_FOLDER TEXT("${configDir}")

typedef struct Rank {
  uint32_t before, after; // bytes around the `*`
  uint32_t index;
} Rank;

static int compare_ranks(const void *a, const void *b) {
  const Rank *x = a, *y = b;
  if (x->before != y->before) return x->before > y->before ? -1 : 1;
  if (x->after != y->after) return x->after > y->after ? -1 : 1;
  return x->index < y->index ? -1 : 1;
}

void tspaths_index(Arena *arena, TsPaths *paths) {
  Array(Rank) ranks = {0};
  Arena scratch = {0};
  for (uint32_t i = 0; i < paths->all.count; i++) {
    Text key = paths->all.at[i].key;
    uint32_t star = text_find_byte(key, '*', 0);
    if (star == TEXT_NOT_FOUND)
      map_set(arena, &paths->exact, key, i);
    else
      array_push(&scratch, &ranks, (Rank){star, key.size - star - 1, i});
  }
  if (ranks.count) qsort(ranks.at, ranks.count, sizeof *ranks.at, compare_ranks);
  for (uint32_t i = 0; i < ranks.count; i++) {
    array_push(arena, &paths->patterns, ranks.at[i].index);
  }
  arena_release(&scratch);
}

const TsPath *tspaths_find(const TsPaths *paths, Text specifier, Text *star) {
  *star = TEXT("");
  const uint32_t *exact = map_find(&paths->exact, specifier);
  if (exact) return &paths->all.at[*exact];
  for (uint32_t i = 0; i < paths->patterns.count; i++) {
    const TsPath *path = &paths->all.at[paths->patterns.at[i]];
    uint32_t at = text_find_byte(path->key, '*', 0), behind = path->key.size - at - 1;
    bool fits = specifier.size >= at + behind &&
                text_starts(specifier, text_slice(path->key, 0, at)) &&
                text_ends(specifier, text_slice(path->key, at + 1, path->key.size));
    if (!fits) continue;
    *star = text_slice(specifier, at, specifier.size - behind);
    return path;
  }
  return NULL;
}

// "${configDir}" is the folder of the file that everything starts with, whoever writes it.
static Text put_folder(Arena *arena, const TsConfig *config, Text text) {
  if (!text_starts(text, CONFIG_FOLDER)) return text;
  return text_concat(arena, config->folder, text_slice(text, CONFIG_FOLDER.size, text.size));
}

Text tsconfig_base_url(Arena *arena, const TsConfig *config) {
  return path_resolve(arena, config->base_folder, put_folder(arena, config, config->base_url));
}

bool tsconfig_is_path(Text target) {
  return path_is_absolute(target) || path_is_dotted(target) || text_is(target, TEXT(".")) ||
         text_is(target, TEXT("..")) || text_starts(target, CONFIG_FOLDER);
}

Text tsconfig_target(Arena *arena, const TsConfig *config, Text target, Text star) {
  if (!config->base_url.at && !tsconfig_is_path(target)) return TEXT("");
  uint32_t at = text_find_byte(target, '*', 0);
  if (at != TEXT_NOT_FOUND) {
    target = text_concat(arena, text_slice(target, 0, at), star,
                         text_slice(target, at + 1, target.size));
  }
  bool has_base = config->base_url.at != NULL;
  Text base = has_base ? tsconfig_base_url(arena, config) : config->paths->owner->folder;
  return path_resolve(arena, base, put_folder(arena, config, target));
}

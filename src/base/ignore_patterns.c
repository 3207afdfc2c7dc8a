// A pattern with a slash in it is seen from the list's folder, another one from any folder below.
// https://git-scm.com/docs/gitignore
#include "base/ignore_patterns.h"

void ignore_patterns_add(Arena *arena, IgnorePatterns *patterns, Text line) {
  IgnorePattern made = {.is_negated = text_starts(line, TEXT("!"))};
  if (made.is_negated) line = text_slice(line, 1, line.size);
  made.is_for_folders = line.size > 1 && line.at[line.size - 1] == '/';
  if (made.is_for_folders) line.size--;
  bool is_anchored = text_find_byte(line, '/', 0) != TEXT_NOT_FOUND;
  if (text_starts(line, TEXT("/"))) line = text_slice(line, 1, line.size);
  if (line.size == 0) return;
  Text whole = is_anchored ? line : text_concat(arena, TEXT("**/"), line);
  made.glob = glob_make(arena, text_copy(arena, whole));
  array_push(arena, &patterns->items, made);
}

int ignore_patterns_ask(const IgnorePatterns *patterns, Text path, bool is_folder) {
  for (uint32_t i = patterns->items.count; i-- > 0;) {
    const IgnorePattern *pattern = &patterns->items.at[i];
    if (pattern->is_for_folders && !is_folder) continue;
    if (glob_matches(&pattern->glob, path)) return !pattern->is_negated;
  }
  return -1;
}

bool ignore_patterns_mean(const IgnorePatterns *patterns, Text path) {
  bool is_folder = text_ends(path, TEXT("/"));
  while (text_ends(path, TEXT("/"))) path.size--;
  for (uint32_t i = 1; i <= path.size; i++) {
    bool is_end = i == path.size;
    if (!is_end && path.at[i] != '/') continue;
    if (ignore_patterns_ask(patterns, text_slice(path, 0, i), !is_end || is_folder) == 1)
      return true;
  }
  return false;
}
